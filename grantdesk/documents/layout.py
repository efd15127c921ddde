"""One design for every paper, part by part: letterhead, headings, text, tables, and lines to sign on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable, KeepTogether, Spacer, TableStyle

from grantdesk.documents.pages import Paper as Paper
from grantdesk.documents.pages import render as render
from grantdesk.documents.pages import text_width as text_width
from grantdesk.documents.pages import write as write
from grantdesk.documents.printable import clean
from grantdesk.documents.tagging import Element, grid, header_cell, items, words
from grantdesk.documents.typography import (
    BOLD,
    CELL_PADDING,
    GREEN,
    GRID,
    INK,
    NO_PADDING,
    markup,
    register_fonts,
    style,
)
from grantdesk.domain.messages import Language
from grantdesk.domain.money import Money

_NBSP = "\u00a0"
# A row as high as this may be cut over two pages; lower rows move whole to the next.
_UNCUT_CHARACTERS = 1_500


@dataclass(frozen=True)
class Letterhead:
    """Who the paper comes from; what is not known is left empty and not printed."""

    region: str
    address: tuple[str, ...] = ()
    email: str = ""


def heading(text: str, *, level: Literal[0, 1] = 1) -> Flowable:
    """A heading that is also a bookmark; the title of the paper is of level 0."""
    made = words(markup(text), style("title" if level == 0 else "heading"), Element(f"H{level + 1}"))
    made.bookmark = (clean(text), level)
    return made


def paragraph(text: str) -> Flowable:
    return _paragraph(text, "body")


def strong(text: str) -> Flowable:
    return _paragraph(text, "strong")


def quiet(text: str) -> Flowable:
    return _paragraph(text, "quiet")


def bullets(texts: Sequence[str]) -> list[Flowable]:
    return items([markup(text) for text in texts], style("listed"), bullet="•", bullet_style=style("bullet"))


def gap(millimetres: float = 4) -> Flowable:
    return Spacer(1, millimetres * mm)


def letterhead(head: Letterhead, beside: Sequence[str], *, width: float) -> Flowable:
    """The sender at the left of the first page and `beside` (case number, date) at the right, one line each."""
    sender = [_paragraph(head.region, "sender"), *(quiet(line) for line in (*head.address, head.email) if line)]
    right = [_paragraph(line, "cell_right") for line in beside]
    cut = _cut([[head.region, *head.address, head.email, *beside]])
    made = grid([[sender, right]], colWidths=[width * 0.58, width * 0.42], splitInRow=cut)
    made.setStyle(
        TableStyle([*NO_PADDING, ("BOTTOMPADDING", (0, 0), (-1, -1), 6), ("LINEBELOW", (0, 0), (-1, -1), 1.2, GREEN)])
    )
    return made


def pairs(rows: Sequence[tuple[str, str]], *, width: float) -> Flowable:
    """Labels and values in two columns."""
    cells = [[(label, "quiet"), (value, "cell")] for label, value in rows]
    spaced = [("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
    return labelled(cells, widths=[width * 0.3, width * 0.7], ruled=spaced)


def labelled(
    rows: Sequence[Sequence[tuple[str, str]]], *, widths: Sequence[float], ruled: Sequence[tuple[object, ...]]
) -> Flowable:
    """Rows of text, each with the name of its style; the first of a row is the label of what stands beside it."""
    whole = Element("Table")
    cells = []
    for row in rows:
        line = Element("TR", whole)
        tags = [header_cell(line, "Row"), *(Element("TD", line) for _ in row[1:])]
        cells.append([words(markup(text), style(kind), tag) for (text, kind), tag in zip(row, tags, strict=True)])
    made = grid(cells, colWidths=list(widths), splitInRow=_cut([[text for text, _ in row] for row in rows]))
    made.setStyle(TableStyle([*NO_PADDING, *ruled]))
    return made


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[float],
    right: Collection[int] = (),
    total: Sequence[str] = (),
) -> Flowable:
    """A table with its header on every page; `right` are the columns of amounts, `total` a last row in bold."""
    whole = Element("Table")
    cells = [_row(header, "head", right, whole), *(_row(row, "cell", right, whole) for row in rows)]
    ruled = [*GRID, ("LINEBELOW", (0, 0), (-1, 0), 1, GREEN)]
    if total:
        cells.append(_row(total, "sum", right, whole))
        ruled += [("LINEABOVE", (0, -1), (-1, -1), 1, GREEN), ("NOSPLIT", (0, -2), (0, -1))]
    made = grid(cells, colWidths=list(widths), repeatRows=1, splitInRow=_cut(rows))
    made.setStyle(TableStyle(ruled))
    made.spaceAfter = 5
    return made


def fitted(rows: Iterable[Sequence[str]], *, may_wrap: Mapping[int, float], width: float) -> list[float]:
    """Column widths in points: numbers get the width they need on one line, and `may_wrap` shares what is left."""
    register_fonts()
    needed: dict[int, float] = {}
    columns = 0
    for row in rows:
        columns = len(row)
        for index, cell in enumerate(row):
            if index not in may_wrap:
                needed[index] = max(needed.get(index, 0.0), _longest_line(cell))
    kept = {index: min(each + CELL_PADDING, width * 0.2) for index, each in needed.items()}
    left = width - sum(kept.values())
    return [kept.get(index) or left * may_wrap[index] for index in range(columns)]


@lru_cache(maxsize=1_000)
def _longest_line(cell: str) -> float:
    # Measured in bold, as the head and the sum are written.
    return max(float(pdfmetrics.stringWidth(line, BOLD, style("head").fontSize)) for line in cell.split("\n"))


def signature_lines(labels: Sequence[str], *, width: float) -> Flowable:
    """One line to sign on for each label, side by side."""
    between = 8 * mm
    each = width / len(labels) - between
    cells = [cell for label in labels for cell in (quiet(label), gap(0))]
    made = grid([cells], colWidths=[each, between] * len(labels))
    lines = [("LINEABOVE", (2 * i, 0), (2 * i, 0), 0.6, INK) for i in range(len(labels))]
    made.setStyle(TableStyle([*NO_PADDING, ("TOPPADDING", (0, 0), (-1, -1), 2), *lines]))
    return made


def together(flowables: Sequence[Flowable]) -> Flowable:
    """What must stand on the same page."""
    return KeepTogether(list(flowables))


def figures(money: Money, language: Language) -> str:
    """An amount for a column of amounts: always two decimals and no unit, `1 234,50` or `1,234.50`."""
    kronor, ore = divmod(abs(money.ore), 100)
    sign = "\u2212" if money.ore < 0 else ""
    if language == "sv":
        return f"{sign}{kronor:,}".replace(",", _NBSP) + f",{ore:02d}"
    return f"{sign}{kronor:,}.{ore:02d}"


def _cut(rows: Sequence[Sequence[str]]) -> int:
    longest = max((len(cell) for row in rows for cell in row), default=0)
    return 1 if longest > _UNCUT_CHARACTERS else 0


def _paragraph(text: str, kind: str) -> Flowable:
    return words(markup(text), style(kind), Element("P"))


def _row(
    cells: Sequence[str], kind: Literal["head", "cell", "sum"], right: Collection[int], whole: Element
) -> list[Flowable]:
    """One row of a table; a header says what stands under it, and the first cell of a sum what stands beside it."""
    row = Element("TR", whole)
    look = "cell" if kind == "cell" else "head"
    made = []
    for index, cell in enumerate(cells):
        tag = Element("TD", row)
        if kind == "head":
            tag = header_cell(row, "Column")
        elif kind == "sum" and index == 0:
            tag = header_cell(row, "Row")
        made.append(words(markup(cell), style(f"{look}_right" if index in right else look), tag))
    return made
