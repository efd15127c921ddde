"""What people write in a cell, in a Swedish or an English form, read as the one thing that it can mean; or `Wrong`."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from grantdesk.domain.fields import Wrong
from grantdesk.domain.money import Money

# Ordinary, non-breaking, narrow non-breaking, thin and figure spaces group thousands; three signs are read as minus.
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007\t", " "))
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
_UNIT = re.compile(r"^(?:SEK|kr)?\s*(.*?)\s*(?:SEK|kr|:-)?$", re.IGNORECASE)
_AMOUNT = re.compile(r"(\d{1,13}|\d{1,3}(?: \d{3}){1,4})(?:[.,](\d{1,2}))?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_DISTANCE = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?", re.ASCII)
_SHARE = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?", re.ASCII)
_WHOLE_SHARE = 10_000


def amount(text: str) -> Money:
    """`1 234,50`, `1234.50`, `1 234 kr`. Three digits after a point or a comma could be thousands, and are not guessed at."""
    found = _AMOUNT.fullmatch(_UNIT.sub(r"\1", plain(text)))
    if found is None:
        raise Wrong("written.amount")
    kronor, decimals = found.groups()
    return Money(int(kronor.replace(" ", "")) * 100 + int((decimals or "").ljust(2, "0")))


def day(text: str) -> date:
    """`2026-11-22` or `20261122`."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise Wrong("written.no_such_day") from error
    raise Wrong("written.day")


def whole(text: str) -> int:
    if not _WHOLE.fullmatch(plain(text).replace(" ", "")):
        raise Wrong("written.whole")
    return int(plain(text).replace(" ", ""))


def distance(text: str) -> Decimal:
    found = _DISTANCE.fullmatch(plain(text))
    if found is None:
        raise Wrong("written.distance")
    return Decimal(".".join(part for part in found.groups() if part))


def share(text: str) -> int:
    """A share in per cent, such as `60` or `33,33`, as hundredths of a per cent; above zero and at most the whole."""
    found = _SHARE.fullmatch(plain(text))
    read = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else 0
    if not 0 < read <= _WHOLE_SHARE:
        raise Wrong("written.share")
    return read


def plain(text: str) -> str:
    """The text with ordinary spaces and minus signs, and none at its ends."""
    return text.translate(_SPACES).translate(_MINUS).strip()


def several(text: str) -> tuple[str, ...]:
    """What stands between the commas; nothing where nothing is written."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
