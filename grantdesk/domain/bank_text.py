"""Text as Swedish banks take it in payment files: Latin letters with å, ä and ö, digits, and a few signs."""

from __future__ import annotations

import re
import unicodedata

# The letters, digits and signs that every bank takes (the basic set of the ISO 20022 payment messages), and the Swedish three.
_ALLOWED = frozenset(
    "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789/-?:().,'+ "  # the whole set, in its order
)
_OTHERWISE = str.maketrans(
    {
        "ß": "ss", "æ": "ä", "Æ": "Ä", "ø": "ö", "Ø": "Ö", "œ": "oe", "Œ": "OE", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "&": "+", "€": "EUR", "£": "GBP", "$": "USD", "%": " procent",
        "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "_": "-", "~": "-", "=": "-", "*": ".", "#": " ", "•": ".", "·": ".",
        "’": "'", "‘": "'", "“": "'", "”": "'", '"': "'", "´": "'", "`": "'", "«": "'", "»": "'", "…": "...",
        ";": ",", "!": ".", "@": "(at)", "<": "(", ">": ")", "[": "(", "]": ")", "{": "(", "}": ")", "|": "/", "\\": "/",
    }
)  # fmt: skip
_SPACES = re.compile(r"\s+")
# A slash first or last, or two of them, are marks of the format and not of the text.
_SLASHES = re.compile(r"/{2,}")


def bank_text(text: str, longest: int) -> str:
    """The text in the signs that banks take, at most `longest` of them; other letters lose their marks or go."""
    signs = "".join(_sign(each) for each in unicodedata.normalize("NFKC", text).translate(_OTHERWISE))
    whole = _SLASHES.sub("/", _SPACES.sub(" ", signs)).strip(" /")
    return whole[:longest].strip(" /")


def _sign(each: str) -> str:
    if each in _ALLOWED:
        return each
    if each.isspace():
        return " "
    without_marks = unicodedata.normalize("NFD", each)[0]
    return without_marks if without_marks in _ALLOWED else ""
