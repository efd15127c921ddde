"""A table of thousands of rows, drawn line by line: it looks and reads aloud as `layout.table` does, in a fraction of the time.

ReportLab's own table makes a paragraph of every cell, and measures what is left of it anew on each page. Here each text is
broken into lines once, and a page takes the rows that fit. A row waits for its page as one text: as a text for each line of each
cell, ten thousand of them would take ten times as much.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable

from grantdesk.documents.printable import clean
from grantdesk.documents.tagging import Element, artifact, header_cell, marked
from grantdesk.documents.typography import BOLD, GREEN, HAIRLINE, INK, REGULAR, register_fonts, shown

_SIZE, _LEADING, _LEFT, _RIGHT, _ABOVE, _BELOW = 8, 10, 3, 6, 2.5, 2.5
# A row of more lines than these goes on under itself: it would fit on no page.
_MOST_LINES = 40

Lines = tuple[str, ...]
# How the lines of a cell are drawn, from which point, and the lines.
Placed = tuple[Callable[[float, float, str], None], float, Lines]


# What stands between the cells of a row that is one text; what can be printed never has it.
_BETWEEN = "\x1f"


class Rows:
    """Rows of texts that can be printed, gone through as often as one likes."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self._rows = [_BETWEEN.join(map(_printable, row)) for row in rows]

    def __iter__(self) -> Iterator[Sequence[str]]:
        return (row.split(_BETWEEN) for row in self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@dataclass(frozen=True, slots=True)
class Row:
    """The lines of each cell; `number` is that of the row that they are of, and a long row is of several."""

    number: int
    cells: tuple[Lines, ...]

    @property
    def height(self) -> float:
        return _ABOVE + _LEADING * max(map(len, self.cells)) + _BELOW


class _Broken:
    """Rows that are broken into lines, and how far down each begins."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._texts: list[str] = []
        self._numbers = array("i")
        self.tops = array("d", [0.0])
        """How far down each row begins, and the last ends."""
        for row in rows:
            self._texts.append(_BETWEEN.join("\n".join(lines) for lines in row.cells))
            self._numbers.append(row.number)
            self.tops.append(self.tops[-1] + row.height)

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, place: int) -> Row:
        cells = self._texts[place].split(_BETWEEN)
        return Row(self._numbers[place], tuple(tuple(cell.split("\n")) for cell in cells))


@dataclass(frozen=True)
class Laid:
    """A table broken into lines: what both drawings of a paper share. The last row is a sum, and stands with one before it."""

    widths: Sequence[float]
    right: Collection[int]
    header: Row
    rows: _Broken


def lay(
    header: Sequence[str], rows: Rows, *, widths: Sequence[float], right: Collection[int], total: Sequence[str]
) -> Laid:
    """Break the texts into lines; `right` are the columns of amounts, `total` the last row."""
    register_fonts()
    (head,) = _pieces(0, header, widths, BOLD)
    body = (piece for number, row in enumerate(rows) for piece in _pieces(number, row, widths, REGULAR))
    return Laid(widths, right, head, _Broken(chain(body, _pieces(len(rows), total, widths, BOLD))))


def table(laid: Laid) -> Flowable:
    """The table, with its header on every page."""
    made = _LongTable(laid, _Told(), 0, len(laid.rows))
    made.spaceAfter = 5
    return made


@dataclass
class _Told:
    """The elements of the tree that the table leaves behind it, whatever pages its rows fall on."""

    whole: Element = field(default_factory=lambda: Element("Table"))
    at: int = -1
    cells: list[Element] = field(default_factory=list)
    has_header: bool = False

    def header(self, columns: int) -> list[Element]:
        row = Element("TR", self.whole)
        return [header_cell(row, "Column") for _ in range(columns)]

    def row(self, number: int, columns: int, *, is_sum: bool) -> list[Element]:
        """The cells of a row; those of the row before it are done with."""
        if number != self.at:
            row = Element("TR", self.whole)
            first = header_cell(row, "Row") if is_sum else Element("TD", row)
            self.at, self.cells = number, [first, *(Element("TD", row) for _ in range(columns - 1))]
        return self.cells


class _LongTable(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The rows from `first` up to `last`, under the header."""

    def __init__(self, laid: Laid, told: _Told, first: int, last: int) -> None:
        super().__init__()
        self.laid, self.told, self.first, self.last = laid, told, first, last

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        tops = self.laid.rows.tops
        self.width = sum(self.laid.widths)
        self.height = self.laid.header.height + tops[self.last] - tops[self.first]
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[_LongTable]:
        """What fits in the height, and the rest; nothing where not even one row does."""
        tops = self.laid.rows.tops
        end = bisect_right(tops, tops[self.first] + height - self.laid.header.height) - 1
        if end == len(self.laid.rows) - 1:
            end -= 1
        if end >= self.last:
            return [self]
        if end <= self.first:
            return []
        parts = [_LongTable(self.laid, self.told, self.first, end), _LongTable(self.laid, self.told, end, self.last)]
        parts[1].spaceAfter = self.getSpaceAfter()
        return parts

    def draw(self) -> None:
        if self.canv.structure.is_rehearsal:
            return
        self.canv.setFillColor(INK)
        top = self._header(self.height)
        count = len(self.laid.rows)
        for place in range(self.first, self.last):
            row = self.laid.rows[place]
            is_sum = place == count - 1
            elements = self.told.row(row.number, len(row.cells), is_sum=is_sum)
            self.canv.setFont(BOLD if is_sum else REGULAR, _SIZE)
            for element, placed in zip(elements, self._placed(row), strict=True):
                with marked(self.canv, element):
                    _draw(placed, top)
            top -= row.height
        self._rules()

    def _header(self, top: float) -> float:
        """Draw the header, which is read once; gives the height at which the rows begin."""
        row = self.laid.header
        self.canv.setFont(BOLD, _SIZE)
        elements = [] if self.told.has_header else self.told.header(len(row.cells))
        for column, placed in enumerate(self._placed(row)):
            again = marked(self.canv, elements[column]) if elements else artifact(self.canv, "Pagination")
            with again:
                _draw(placed, top)
        self.told.has_header = True
        return top - row.height

    def _placed(self, row: Row) -> Iterator[Placed]:
        """Each cell's lines, and where they begin, or end, from the left."""
        left = 0.0
        for column, (width, lines) in enumerate(zip(self.laid.widths, row.cells, strict=True)):
            if column in self.laid.right:
                yield self.canv.drawRightString, left + width - _RIGHT, lines
            else:
                yield self.canv.drawString, left + _LEFT, lines
            left += width

    def _rules(self) -> None:
        """The lines between the rows, under the header and above the sum."""
        tops, begin = self.laid.rows.tops, self.height - self.laid.header.height
        with artifact(self.canv, "Layout"):
            self.canv.setStrokeColor(HAIRLINE)
            self.canv.setLineWidth(0.4)
            for place in range(self.first + 1, self.last + 1):
                self._rule(begin - (tops[place] - tops[self.first]))
            self.canv.setStrokeColor(GREEN)
            self.canv.setLineWidth(1)
            self._rule(begin)
            if self.last == len(self.laid.rows):
                self._rule(begin - (tops[self.last - 1] - tops[self.first]))

    def _rule(self, height: float) -> None:
        self.canv.line(0, height, self.width, height)


def _draw(placed: Placed, top: float) -> None:
    draw, at, lines = placed
    for number, line in enumerate(lines):
        # A line that is not the last ends with a space, so that two words are not read as one.
        draw(at, top - _ABOVE - _SIZE - number * _LEADING, f"{line} " if number < len(lines) - 1 else line)


def _pieces(number: int, texts: Sequence[str], widths: Sequence[float], font: str) -> list[Row]:
    """The row, in as many pieces as it needs to be let in on a page."""
    cells = [_broken(text, width - _LEFT - _RIGHT, font) for text, width in zip(texts, widths, strict=True)]
    longest = max(map(len, cells))
    return [Row(number, tuple(_part(lines, begin) for lines in cells)) for begin in range(0, longest, _MOST_LINES)]


def _part(lines: Lines, begin: int) -> Lines:
    """The lines from one on, as many as there may be; the last of them ends with a space where more follow."""
    *first, last = lines[begin : begin + _MOST_LINES] or ("",)
    return (*first, f"{last} " if begin + _MOST_LINES < len(lines) else last)


@lru_cache(maxsize=1_000)
def _broken(text: str, width: float, font: str) -> Lines:
    """The lines of a text, none of them wider than `width` points."""
    return tuple(part for line in _printable(text).split("\n") for part in _wrapped(line, width, font))


def _printable(text: str) -> str:
    return shown(clean(text.replace("\r\n", "\n").replace("\t", " ")).replace(" §", "\u00a0§"))


def _wrapped(line: str, width: float, font: str) -> Iterator[str]:
    if pdfmetrics.stringWidth(line, font, _SIZE) <= width:
        yield line
        return
    taken = ""
    for word in line.split(" "):
        longer = f"{taken} {word}".strip()
        if pdfmetrics.stringWidth(longer, font, _SIZE) <= width:
            taken = longer
            continue
        if taken:
            yield taken
        *whole, taken = _cut(word, width, font)
        yield from whole
    if taken:
        yield taken


def _cut(word: str, width: float, font: str) -> Iterator[str]:
    """The word, in parts that fit; one that fits is one part."""
    begin = 0
    for end in range(1, len(word) + 1):
        if end - begin > 1 and pdfmetrics.stringWidth(word[begin:end], font, _SIZE) > width:
            yield word[begin : end - 1]
            begin = end - 1
    yield word[begin:]
