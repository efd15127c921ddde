"""A workbook laid out in the open, where what it would unpack to, and the sheet that it would become, are within bounds."""

from __future__ import annotations

import io
import re
import zipfile

# All parts together, unpacked; and the cells of a sheet's whole square, empty ones too, which its reader lays out in memory.
_LARGEST_UNPACKED = 16 * 1024 * 1024
_MOST_CELLS = 2_000_000
# Where a row or a cell begins, whatever the prefix of its namespace, and where something says its place.
_BEGINS = re.compile(rb"<(?:[\w.-]+:)?(row|c)(?=[\s/>])")
_PLACE = re.compile(rb"[\s\"']r\s*=\s*[\"']\s*([A-Za-z]*)(\d*)")
# Parts of other kinds of workbook, which would be read without these bounds.
_OTHERS = ("content.xml", ".bin", ".ods")


class TooLarge(Exception):
    """The workbook would fill the memory of whoever reads it."""


def opened(content: bytes) -> bytes:
    """The same workbook with its parts in the open, so that whoever reads it next unpacks nothing. Raises TooLarge.

    A part is read no further than it says that it is, and all of them no further than the bound.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(made, "w") as plain:
        if sum(part.file_size for part in packed.infolist()) > _LARGEST_UNPACKED:
            raise TooLarge
        cells = 0
        for part in packed.infolist():
            if part.filename.lower().endswith(_OTHERS):
                continue
            with packed.open(part) as reader:
                read = reader.read(part.file_size)
            cells += _square(read)
            if cells > _MOST_CELLS:
                raise TooLarge
            plain.writestr(part.filename, read)
    return made.getvalue()


def _square(part: bytes) -> int:
    """At most how many cells the square has that a sheet's cells lie in: one far from the others makes it large."""
    rows, cells, widest = _counted(part)
    places = [(_column(place[1]), int(place[2][:9] or 0)) for place in _PLACE.finditer(part)]
    named = [place for place in places if place[0]]
    # Where every cell says its place, an empty row far down holds nothing.
    rooms = named if len(named) >= cells else places
    furthest_column = max((column for column, _ in rooms), default=0)
    furthest_row = max((row for _, row in rooms), default=0)
    # What does not say its place follows on what stands before it.
    return (rows + furthest_row) * (widest + furthest_column)


def _counted(part: bytes) -> tuple[int, int, int]:
    """How many rows and cells begin in the part, and how many cells in the row that has most."""
    rows = cells = wide = widest = 0
    for begun in _BEGINS.finditer(part):
        if begun[1] == b"row":
            rows, wide = rows + 1, 0
        else:
            cells, wide = cells + 1, wide + 1
            widest = max(widest, wide)
    return rows, cells, widest


def _column(letters: bytes) -> int:
    """Which column the letters name, the first being 1; those that no sheet has are as far as any."""
    found = 0
    for letter in letters.upper()[:7]:
        found = found * 26 + letter - 64
    return found
