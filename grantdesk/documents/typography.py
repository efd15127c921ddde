"""The letters and colours of every paper: two embedded fonts, a handful of styles, and text made safe to print."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from grantdesk.documents.printable import clean

REGULAR = "DejaVuSans"
BOLD = "DejaVuSans-Bold"
_FONTS = Path(__file__).with_name("fonts")
INK = HexColor("#1a1a1a")
QUIET = HexColor("#555555")
GREEN = HexColor("#1f5c3a")
HAIRLINE = HexColor("#b5b5b5")
WARNING = HexColor("#a01818")
_UNKNOWN = "\ufffd"


def markup(text: str) -> str:
    """The text as ReportLab's paragraphs take it: cleaned, escaped, line breaks kept, a section sign beside its number."""
    lines = clean(text.replace("\r\n", "\n").replace("\t", " ")).replace(" §", "\u00a0§")
    return escape(shown(lines)).replace("\n", "<br/>")


def shown(text: str) -> str:
    """The text with a mark in place of each character that the fonts lack: an archive refuses an empty box for a letter."""
    known = _letters()
    if known.issuperset(text):
        return text
    return "".join(each if each in known else _UNKNOWN for each in text)


@cache
def _letters() -> frozenset[str]:
    """What both fonts can write, and line breaks; ReportLab cannot say which letters those beyond U+FFFF are."""
    register_fonts()
    regular, bold = (set(pdfmetrics.getFont(name).face.charToGlyph) for name in (REGULAR, BOLD))
    return frozenset({"\n", *(chr(each) for each in regular & bold if each <= 0xFFFF)})


@cache
def register_fonts() -> None:
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(_FONTS / f"{name}.ttf")))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


@cache
def style(name: str) -> ParagraphStyle:
    register_fonts()
    return ParagraphStyle(name, **_STYLES[name])


_BODY = {
    "fontName": REGULAR,
    "fontSize": 9,
    "leading": 12,
    "textColor": INK,
    "spaceAfter": 4,
    "bulletFontName": REGULAR,  # no text of ours uses it, and ReportLab's own is not embedded
}
_CELL = {**_BODY, "fontSize": 8, "leading": 10, "spaceAfter": 0}
_STYLES: dict[str, dict[str, object]] = {
    "title": {**_BODY, "fontName": BOLD, "fontSize": 15, "leading": 19, "spaceBefore": 7, "spaceAfter": 5},
    "heading": {
        **_BODY, "fontName": BOLD, "fontSize": 10, "leading": 13, "spaceBefore": 6, "spaceAfter": 2.5,
        "textColor": GREEN,
    },
    "body": _BODY,
    "strong": {**_BODY, "fontName": BOLD},
    "sender": {**_BODY, "fontName": BOLD, "fontSize": 12, "leading": 15, "spaceAfter": 0, "textColor": GREEN},
    "quiet": {**_BODY, "fontSize": 8, "leading": 11, "textColor": QUIET, "spaceAfter": 0},
    "listed": {**_BODY, "leftIndent": 14, "spaceAfter": 2},
    "bullet": {**_BODY, "leftIndent": 3},
    "cell": _CELL,
    "cell_right": {**_CELL, "alignment": TA_RIGHT},
    "head": {**_CELL, "fontName": BOLD},
    "head_right": {**_CELL, "fontName": BOLD, "alignment": TA_RIGHT},
}  # fmt: skip
# The font is named for cells without text too: ReportLab would otherwise declare its own, which is not embedded.
NO_PADDING = [
    ("FONT", (0, 0), (-1, -1), REGULAR, 8),
    ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP"),
]  # fmt: skip
_LEFT, _RIGHT = 3, 6
CELL_PADDING = _LEFT + _RIGHT + 1
"""What a cell of a table needs beside its text, in points, with one to spare for rounding."""
GRID = [
    ("FONT", (0, 0), (-1, -1), REGULAR, 8),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), _LEFT), ("RIGHTPADDING", (0, 0), (-1, -1), _RIGHT),
    ("TOPPADDING", (0, 0), (-1, -1), 2.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIRLINE),
]  # fmt: skip
