"""From a story to a file: A4, page x of y, archival, readable aloud, and the same bytes for the same input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import BinaryIO, Literal

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate

from grantdesk.documents.archival import Description, finish
from grantdesk.documents.printable import clean
from grantdesk.documents.tagging import Structure, artifact
from grantdesk.documents.typography import BOLD, QUIET, REGULAR, WARNING, register_fonts, shown
from grantdesk.domain.messages import Language

_SIDE, _TOP, _BOTTOM = 22 * mm, 17 * mm, 18 * mm
_LANGUAGE = {"sv": "sv-SE", "en": "en-GB"}
_PAGE = {"sv": "Sida {page} av {pages}", "en": "Page {page} of {pages}"}


@dataclass(frozen=True)
class Paper:
    """What a document says of itself: title, sender, subject, language and day; and the foot of its pages.

    `mark` stands at the head of every page of a paper that is not what it looks like, such as a preview.
    """

    title: str
    author: str
    subject: str
    language: Language
    dated_on: date
    footer: str
    orientation: Literal["portrait", "landscape"] = "portrait"
    mark: str = ""


def render(paper: Paper, story: Callable[[], list[Flowable]]) -> bytes:
    """The finished PDF. `story` is called twice, since the number of pages is known first after the first time."""
    out = BytesIO()
    write(paper, story, out)
    return out.getvalue()


def write(paper: Paper, story: Callable[[], list[Flowable]], out: BinaryIO) -> None:
    """As `render`, to a file that is empty: for a paper that is too long to hold."""
    pages = _drawn(paper, story(), Structure(is_rehearsal=True), pages=0).pages
    drawn = _drawn(paper, story(), Structure(), pages=pages)
    said = Description(
        title=clean(paper.title),
        author=clean(paper.author),
        subject=clean(paper.subject),
        language=_LANGUAGE[paper.language],
        dated_on=paper.dated_on,
        creator="grantdesk",
    )
    finish(drawn.file, drawn.structure, said, out)


def text_width(paper: Paper) -> float:
    """The width between the margins, in points."""
    return float(_page_size(paper)[0] - 2 * _SIDE)


@dataclass(frozen=True)
class _Drawn:
    file: BinaryIO
    structure: Structure
    pages: int


def _drawn(paper: Paper, story: list[Flowable], structure: Structure, *, pages: int) -> _Drawn:
    register_fonts()
    out = BytesIO()
    width, height = _page_size(paper)
    document = BaseDocTemplate(out, pagesize=(width, height), initialFontName=REGULAR, invariant=1)
    frame = Frame(
        _SIDE,
        _BOTTOM,
        width - 2 * _SIDE,
        height - _TOP - _BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=_page_marks(paper, pages)))
    document.afterFlowable = _bookmarks(document)
    document.build(_with_room(story), canvasmaker=structure.canvas)
    return _Drawn(out, structure, int(document.page))


def _with_room(story: list[Flowable]) -> list[Flowable]:
    """Each heading moves to the next page unless some of what it heads fits under it.

    (ReportLab's own keepWithNext would move a whole table along, and leave the page before it empty.)
    """
    roomy: list[Flowable] = []
    for flowable in story:
        if hasattr(flowable, "bookmark"):
            roomy.append(CondPageBreak(20 * mm))
        roomy.append(flowable)
    return roomy


def _page_marks(paper: Paper, pages: int) -> Callable[[Canvas, BaseDocTemplate], None]:
    width, _height = _page_size(paper)
    footer = _shortened(shown(clean(paper.footer)).replace("\n", " "), width - 2 * _SIDE - 40 * mm)

    def mark(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont(REGULAR, 7.5)
        canvas.setFillColor(QUIET)
        with artifact(canvas, "Pagination"):
            canvas.drawString(_SIDE, 12 * mm, footer)
            numbered = _PAGE[paper.language].format(page=document.page, pages=pages)
            canvas.drawRightString(width - _SIDE, 12 * mm, numbered)
            _draw_mark(canvas, paper)
        canvas.restoreState()

    return mark


def _draw_mark(canvas: Canvas, paper: Paper) -> None:
    """The mark in a frame above the text, where no one who turns the page can miss it."""
    if not paper.mark:
        return
    width, height = _page_size(paper)
    canvas.setFillColor(WARNING)
    canvas.setStrokeColor(WARNING)
    canvas.setLineWidth(1)
    canvas.rect(_SIDE, height - 13 * mm, width - 2 * _SIDE, 7 * mm)
    canvas.setFont(BOLD, 10)
    canvas.drawCentredString(width / 2, height - 10.8 * mm, shown(clean(paper.mark)).upper())


def _shortened(text: str, width: float) -> str:
    """One line of the footer that stays within `width` points."""
    if pdfmetrics.stringWidth(text, REGULAR, 7.5) <= width:
        return text
    kept = text[:400]
    while kept and pdfmetrics.stringWidth(kept + "…", REGULAR, 7.5) > width:
        kept = kept[:-1]
    return kept + "…"


def _bookmarks(document: BaseDocTemplate) -> Callable[[Flowable], None]:
    numbers = iter(range(1, 10_000))

    def after(flowable: Flowable) -> None:
        bookmark = getattr(flowable, "bookmark", None)
        if bookmark is None:
            return
        text, level = bookmark
        number = next(numbers)
        key = f"heading-{number}"
        document.canv.bookmarkPage(key)
        # The outline of a file starts at the top level, whatever its first heading is.
        document.canv.addOutlineEntry(text, key, level=level if number > 1 else 0)

    return after


def _page_size(paper: Paper) -> tuple[float, float]:
    size: tuple[float, float] = landscape(A4) if paper.orientation == "landscape" else A4
    return size
