"""What is drawn says what it is: headings, paragraphs, lists, tables and figures that leave a structure tree behind them.

The tree is that of PDF (ISO 32000-1, 14.7 and 14.8): each piece of a page's content is marked with a number, and an
element of the tree owns the numbers, in the order in which the paper is read. What nobody should read aloud (lines,
the foot of a page, the header of a table from its second page on) is an artifact.

An `Element` is what the drawing holds in its hand; what has been drawn of it stands in the tree, and it can be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable, Paragraph, Table

from grantdesk.documents.element_tree import DOCUMENT, Attributes, ElementTree
from grantdesk.documents.sheets import Sheets


@dataclass(eq=False, slots=True)
class Element:
    """A node of the structure tree: `tag` as PDF names it (P, H1, TD ...).

    An element without a parent stands directly in the document. It is hung in the tree, and has a number, when it is first drawn.
    """

    tag: str
    parent: Element | None = None
    attributes: Attributes | None = None
    alt: str = ""
    number: int | None = None


class Structure:
    """The structure tree of one file, which grows as its pages are drawn, one after another.

    A rehearsal is drawn for the number of its pages alone, and what knows its size need not draw itself in it.
    """

    def __init__(self, *, is_rehearsal: bool = False) -> None:
        self.is_rehearsal = is_rehearsal
        self.tree = ElementTree()

    def canvas(self, *arguments: object, **named: object) -> Canvas:
        """A canvas whose content is told of here; made for `canvasmaker` of ReportLab's documents."""
        made = Sheets(*arguments, **named)
        made.structure = self
        return made

    def mark(self, element: Element, *, page: int) -> int:
        """The number of the next piece of content on the page, which the element owns."""
        return self.tree.mark(self._hung(element), page=page)

    def _hung(self, element: Element) -> int:
        if element.number is None:
            parent = DOCUMENT if element.parent is None else self._hung(element.parent)
            element.number = self.tree.hang(element.tag, parent, element.attributes, element.alt)
        return element.number


@contextmanager
def marked(canvas: Canvas, element: Element) -> Iterator[None]:
    """What is drawn meanwhile belongs to the element."""
    number = canvas.structure.mark(element, page=canvas.getPageNumber())
    canvas.addLiteral(f"/{element.tag} <</MCID {number}>> BDC")
    yield
    canvas.addLiteral("EMC")


@contextmanager
def artifact(canvas: Canvas, kind: Literal["Layout", "Pagination"]) -> Iterator[None]:
    """What is drawn meanwhile is not for reading: ornament, or what every page repeats."""
    canvas.addLiteral(f"/Artifact <</Type /{kind}>> BDC")
    yield
    canvas.addLiteral("EMC")


class Words(Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A paragraph that is one element of the tree, however many pages its lines fall on."""

    element: Element
    is_drawn = False

    def draw(self) -> None:
        # The header of a table is the same paragraphs on each of its pages; it is read once.
        again = artifact(self.canv, "Pagination") if self.is_drawn else marked(self.canv, self.element)
        self.is_drawn = True
        with again:
            super().draw()

    def beginText(self, x: float, y: float) -> PDFTextObject:  # noqa: N802  # ReportLab's name
        return _Lines(self.canv, x, y)

    def split(self, width: float, height: float) -> list[Words]:
        parts: list[Words] = super().split(width, height)
        for part in parts:
            part.element = self.element
        return parts


class _Lines(PDFTextObject):  # type: ignore[misc]  # ReportLab has no types
    """Lines that end with a space, so that the last word of one and the first of the next are read as two."""

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803  # ReportLab's names
        super()._textOut(f"{text} " if TStar else text, TStar)


class Item(Words):
    """What stands after a bullet, which is drawn with its first line."""

    bullet: Words | None = None

    def draw(self) -> None:
        if self.bullet is not None:
            _, height = self.bullet.wrap(self.width, self.height)
            self.bullet.drawOn(self.canv, 0, self.height - height)
        super().draw()

    def split(self, width: float, height: float) -> list[Words]:
        parts = super().split(width, height)
        for part in parts[:1]:
            part.bullet = self.bullet
        return parts


class Figure(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A drawing with the words that stand for it where it cannot be seen. Raises ValueError if there are none."""

    def __init__(self, drawing: Flowable, *, alt: str) -> None:
        super().__init__()
        if not alt.strip():
            raise ValueError("a figure needs words that stand for it")
        self.drawing, self.alt = drawing, alt

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = self.drawing.wrap(width, height)
        return self.width, self.height

    def draw(self) -> None:
        left, bottom = self.canv.absolutePosition(0, 0)
        box = (left, bottom, left + self.width, bottom + self.height)
        with marked(self.canv, Element("Figure", attributes={"O": "/Layout", "BBox": box}, alt=self.alt)):
            self.drawing.drawOn(self.canv, 0, 0)


def words(text: str, style: ParagraphStyle, element: Element) -> Words:
    """A paragraph of ReportLab's markup; `element` is what it is in the tree."""
    made = Words(text, style)
    made.element = element
    return made


def items(texts: Sequence[str], style: ParagraphStyle, *, bullet: str, bullet_style: ParagraphStyle) -> list[Flowable]:
    """An unordered list."""
    whole = Element("L", attributes={"O": "/List", "ListNumbering": "/Disc"})
    made = []
    for text in texts:
        one = Element("LI", whole)
        item = Item(text, style)
        item.bullet = words(bullet, bullet_style, Element("Lbl", one))
        item.element = Element("LBody", one)
        made.append(item)
    return made


_SCOPES: Mapping[str, Attributes] = {scope: {"O": "/Table", "Scope": f"/{scope}"} for scope in ("Column", "Row")}


def header_cell(row: Element, scope: Literal["Column", "Row"]) -> Element:
    """A cell that says what stands under it, or beside it."""
    return Element("TH", row, _SCOPES[scope])


def grid(cells: Sequence[Sequence[object]], **named: object) -> Table:
    """ReportLab's table, whose lines, backgrounds and empty text are artifacts; its cells say themselves what they are."""
    return Table(cells, renderCB=_Ornaments(), **named)


class _Ornaments:
    """Told by a table of each step of its drawing."""

    def __init__(self) -> None:
        self.is_open = False

    def __call__(self, table: Table, step: str, *given: object) -> None:
        # A cell that is cut over two pages leaves an empty string where it has ended.
        if step in ("startBG", "startLines") or (step == "startCell" and isinstance(given[2], str)):
            table.canv.addLiteral("/Artifact <</Type /Layout>> BDC")
            self.is_open = True
        elif self.is_open and step in ("endBG", "endLines", "endCell"):
            table.canv.addLiteral("EMC")
            self.is_open = False
