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


def a_workbook_of(**sheets: list[list[object]] | None) -> bytes:
    """A workbook with these sheets, each its rows; one that begins with `hidden` is hidden."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows or []):
                sheet.write_row(number, 0, row)
            if name.startswith("hidden"):
                sheet.hide()
            else:
                sheet.activate()
    return written.getvalue()


def test_the_first_sheet_that_is_seen_is_read_and_none_that_is_hidden() -> None:
    content = a_workbook_of(hidden=[["a"], ["not this"]], rows=[["a"], ["this"]], explained=[["How to fill it in"]])
    assert cells(content) == [{"a": "this"}]


def test_rows_on_a_second_sheet_are_not_left_out_in_silence() -> None:
    with pytest.raises(NotATable, match="more_sheets"):
        case_table.read(a_workbook_of(one=[["a"], [1]], two=[["a"], [2]]))


def with_sheet(xml: str) -> bytes:
    """A workbook whose one sheet is these elements."""
    content, written = a_workbook(["a"]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for part in old.namelist():
            is_sheet = part.startswith("xl/worksheets/sheet")
            main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            new.writestr(
                part,
                f'<worksheet xmlns="{main}"><sheetData>{xml}</sheetData></worksheet>' if is_sheet else old.read(part),
            )
    return written.getvalue()


FIRST = '<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1048576'><c s=\"0\"r = 'XFD1048576'><v>1</v></c></row>",
        '<row r="1048576"><c x="&gt;>" r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c><v>1</v></c><c><v>1</v></c></row>',
        "<row>" + "<c><v>1</v></c>" * 2_000 + "</row>" + "<row><c><v>1</v></c></row>" * 2_000,
    ],
    ids=["a cell far away", "written otherwise", "after a sign", "without its place", "wide and long"],
)
def test_a_small_file_that_would_fill_the_memory_is_refused(far: str) -> None:
    # Its reader lays out the whole square that the cells lie in: the process would end, and all that it served.
    with pytest.raises(NotATable, match="too_large"):
        case_table.read(with_sheet(FIRST + far))


def test_an_empty_row_far_down_as_some_programs_write_it_is_nothing() -> None:
    assert cells(with_sheet(FIRST + '<row r="1048576" hidden="false"/>')) == [{"a": "1"}]


@pytest.mark.parametrize("part", ["content.xml", "xl/workbook.bin"])
def test_other_kinds_of_workbook_are_no_table(part: str) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr(part, "<x/>")
    with pytest.raises(NotATable, match="not_a_table"):
        case_table.read(written.getvalue())


def test_tabs_part_columns_as_well_and_commas_do_not() -> None:
    assert cells(b"a\tb\n1,50\t2\n") == [{"a": "1,50", "b": "2"}]
    with pytest.raises(NotATable, match="commas"):
        case_table.read(b"a,b\n1,50\n")
