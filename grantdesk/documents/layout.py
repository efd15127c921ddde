"""One page design for every paper: A4, embedded fonts, page x of y, and the same bytes for the same input."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Literal

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from grantdesk.documents.printable import clean
from grantdesk.documents.typography import (
    BOLD,
    CELL_PADDING,
    GREEN,
    GRID,
    INK,
    NO_PADDING,
    QUIET,
    REGULAR,
    markup,
    register_fonts,
    style,
)
from grantdesk.domain.messages import Language
from grantdesk.domain.money import Money

_SIDE, _TOP, _BOTTOM = 22 * mm, 17 * mm, 18 * mm
_PDF_LANGUAGE = {"sv": "sv-SE", "en": "en-GB"}
_PAGE = {"sv": "Sida {page} av {pages}", "en": "Page {page} of {pages}"}
_NBSP = "\u00a0"
# A row as high as this may be cut over two pages; lower rows move whole to the next.
_UNCUT_CHARACTERS = 1_500


@dataclass(frozen=True)
class Letterhead:
    """Who the paper comes from; what is not known is left empty and not printed."""

    region: str
    address: tuple[str, ...] = ()
    email: str = ""


@dataclass(frozen=True)
class Paper:
    """What a document says of itself: title, sender, subject, language and day; and the foot of its pages."""

    title: str
    author: str
    subject: str
    language: Language
    dated_on: date
    footer: str
    orientation: Literal["portrait", "landscape"] = "portrait"


def render(paper: Paper, story: Callable[[], list[Flowable]]) -> bytes:
    """The finished PDF. `story` is called twice, since the number of pages is known first after the first time."""
    _, pages = _built(paper, story(), pages=0)
    return _built(paper, story(), pages=pages)[0]


def text_width(paper: Paper) -> float:
    """The width between the margins, in points."""
    return float(_page_size(paper)[0] - 2 * _SIDE)


def heading(text: str, *, level: Literal[0, 1] = 1) -> Flowable:
    """A heading that is also a bookmark."""
    made = Paragraph(markup(text), style("title" if level == 0 else "heading"))
    made.bookmark = (clean(text), level)
    return made


def paragraph(text: str) -> Flowable:
    return Paragraph(markup(text), style("body"))


def strong(text: str) -> Flowable:
    return Paragraph(markup(text), style("strong"))


def quiet(text: str) -> Flowable:
    return Paragraph(markup(text), style("quiet"))


def bullets(texts: Sequence[str]) -> list[Flowable]:
    return [Paragraph(markup(text), style("bullet"), bulletText="•") for text in texts]


def gap(millimetres: float = 4) -> Flowable:
    return Spacer(1, millimetres * mm)


def letterhead(head: Letterhead, beside: Sequence[str], *, width: float) -> Flowable:
    """The sender at the left of the first page and `beside` (case number, date) at the right, one line each."""
    sender = [Paragraph(markup(head.region), style("sender"))]
    sender += [Paragraph(markup(line), style("quiet")) for line in (*head.address, head.email) if line]
    right = [Paragraph(markup(line), style("cell_right")) for line in beside]
    cut = _cut([[head.region, *head.address, head.email, *beside]])
    made = Table([[sender, right]], colWidths=[width * 0.58, width * 0.42], splitInRow=cut)
    made.setStyle(
        TableStyle([*NO_PADDING, ("BOTTOMPADDING", (0, 0), (-1, -1), 6), ("LINEBELOW", (0, 0), (-1, -1), 1.2, GREEN)])
    )
    return made


def pairs(rows: Sequence[tuple[str, str]], *, width: float) -> Flowable:
    """Labels and values in two columns."""
    cells = [
        [Paragraph(markup(label), style("quiet")), Paragraph(markup(value), style("cell"))] for label, value in rows
    ]
    made = Table(cells, colWidths=[width * 0.3, width * 0.7], splitInRow=_cut(rows))
    made.setStyle(TableStyle([*NO_PADDING, ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]))
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
    cells = [_row(header, "head", right), *(_row(row, "cell", right) for row in rows)]
    ruled = [*GRID, ("LINEBELOW", (0, 0), (-1, 0), 1, GREEN)]
    if total:
        cells.append(_row(total, "head", right))
        ruled += [("LINEABOVE", (0, -1), (-1, -1), 1, GREEN), ("NOSPLIT", (0, -2), (0, -1))]
    made = Table(cells, colWidths=list(widths), repeatRows=1, splitInRow=_cut(rows))
    made.setStyle(TableStyle(ruled))
    made.spaceAfter = 5
    return made


def fitted(rows: Sequence[Sequence[str]], *, may_wrap: Mapping[int, float], width: float) -> list[float]:
    """Column widths in points: numbers get the width they need on one line, and `may_wrap` shares what is left."""
    register_fonts()
    needed = [max(map(_longest_line, column)) + CELL_PADDING for column in zip(*rows, strict=True)]
    kept = {index: min(each, width * 0.2) for index, each in enumerate(needed) if index not in may_wrap}
    left = width - sum(kept.values())
    return [kept.get(index) or left * may_wrap[index] for index in range(len(needed))]


def _longest_line(cell: str) -> float:
    # Measured in bold, as the head and the sum are written.
    return max(float(pdfmetrics.stringWidth(line, BOLD, style("head").fontSize)) for line in cell.split("\n"))


def signature_lines(labels: Sequence[str], *, width: float) -> Flowable:
    """One line to sign on for each label, side by side."""
    between = 8 * mm
    each = width / len(labels) - between
    cells = [cell for label in labels for cell in (Paragraph(markup(label), style("quiet")), "")]
    made = Table([cells], colWidths=[each, between] * len(labels))
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


def _row(cells: Sequence[str], kind: str, right: Collection[int]) -> list[Flowable]:
    return [
        Paragraph(markup(cell), style(f"{kind}_right" if index in right else kind)) for index, cell in enumerate(cells)
    ]


def _built(paper: Paper, story: list[Flowable], *, pages: int) -> tuple[bytes, int]:
    register_fonts()
    out = BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=_page_size(paper),
        title=clean(paper.title),
        author=clean(paper.author),
        subject=clean(paper.subject),
        creator="grantdesk",
        lang=_PDF_LANGUAGE[paper.language],
        displayDocTitle=True,
        initialFontName=REGULAR,
        invariant=1,
    )
    width, height = _page_size(paper)
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
    document.build(_with_room(story), canvasmaker=_canvas_dated(paper.dated_on))
    return out.getvalue(), int(document.page)


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


def _canvas_dated(on: date) -> Callable[..., Canvas]:
    """A canvas whose file says the day of the paper, not the moment it was printed."""

    def canvas(*arguments: object, **named: object) -> Canvas:
        made = Canvas(*arguments, **named)
        made.setDateFormatter(lambda *_moment: f"D:{on:%Y%m%d}000000+00'00'")
        return made

    return canvas


def _page_marks(paper: Paper, pages: int) -> Callable[[Canvas, BaseDocTemplate], None]:
    width, _height = _page_size(paper)

    def mark(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont(REGULAR, 7.5)
        canvas.setFillColor(QUIET)
        canvas.drawString(
            _SIDE, 12 * mm, _shortened(clean(paper.footer).replace("\n", " "), width - 2 * _SIDE - 40 * mm)
        )
        numbered = _PAGE[paper.language].format(page=document.page, pages=pages)
        canvas.drawRightString(width - _SIDE, 12 * mm, numbered)
        canvas.restoreState()

    return mark


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
