"""A file of cases as rows of text: what a spreadsheet means by a cell, and files that would do harm."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

from grantdesk.documents import case_table
from grantdesk.documents.case_table import NotATable


def a_workbook(*rows: list[object]) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                else:
                    sheet.write(number, column, cell)
    return written.getvalue()


def cells(content: bytes) -> list[dict[str, str]]:
    return [dict(line.cells) for line in case_table.read(content).lines]


def test_a_cell_is_read_as_it_is_shown() -> None:
    content = a_workbook(
        ["Number", "Amount", "Day", "Sum", "Code", "Yes"],
        [5599001004, 1234.57, date(2026, 11, 22), 0.1 + 0.2, "0180", True],
    )
    assert cells(content) == [
        {"number": "5599001004", "amount": "1234.57", "day": "2026-11-22", "sum": "0.3", "code": "0180", "yes": "yes"}
    ]
    assert Decimal("0.3") == Decimal(cells(content)[0]["sum"])


def test_rows_keep_the_numbers_that_the_spreadsheet_shows() -> None:
    content = a_workbook(["a"], [""], ["x"], [""], ["y"])
    assert [line.number for line in case_table.read(content).lines] == [3, 5]
    assert [line.number for line in case_table.read(b"a\r\n\r\nx\r\n\r\ny").lines] == [3, 5]


def test_a_formula_has_the_value_that_was_last_worked_out() -> None:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write_formula(1, 0, "=1+1", value=2)
    assert cells(written.getvalue()) == [{"a": "2"}]


def test_a_text_may_have_quotation_marks_semicolons_and_lines_of_its_own() -> None:
    assert cells(b'a;b\n"x ""y"";\nz";2\n') == [{"a": 'x "y";\nz', "b": "2"}]


def test_a_cell_beside_the_headings_is_told() -> None:
    with pytest.raises(NotATable, match="beside"):
        case_table.read(b"a;b\n1;2;3\n")


def test_characters_that_cannot_be_seen_are_told() -> None:
    with pytest.raises(NotATable, match="unseen"):
        case_table.read("a\nx\u202ey\n".encode())


def packed(size: int, *, said: int | None = None) -> bytes:
    """A workbook whose sheet unpacks to so many bytes, and whose directory may say otherwise."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b" " * size)
    content = written.getvalue()
    if said is None:
        return content
    return content.replace(struct.pack("<I", size), struct.pack("<I", said))


@pytest.mark.parametrize("said", [None, 10], ids=["as it is", "told as small"])
def test_a_small_file_that_unpacks_to_a_large_one_is_refused(said: int | None) -> None:
    content = packed(200_000_000, said=said)
    assert len(content) < case_table.LARGEST
    with pytest.raises(NotATable):
        case_table.read(content)


def test_a_workbook_without_sheets_is_no_table() -> None:
    with pytest.raises(NotATable, match="not_a_table"):
        case_table.read(packed(10))
