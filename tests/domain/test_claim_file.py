"""A file of a claim's rows: read whatever the order and language of its headings, and every fault told with its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk.documents import case_table, spreadsheet
from grantdesk.documents.case_table import UTF_8, WINDOWS
from grantdesk.domain import claim_file
from grantdesk.domain.claim_file import HEADINGS, Reading
from grantdesk.domain.claim_lines import NewLine
from grantdesk.domain.messages import LANGUAGES, Language, render
from grantdesk.domain.money import Money

CATEGORIES = ("staff", "external_service", "overhead")
SWEDISH = [headings[0] for headings in HEADINGS.values()]
ROW = ["personal", "Projektledare", "Påhittade Löner AB", "A 12", "2026-02-27", "1 234,50", "", "", ""]


def read(content: bytes) -> Reading:
    return claim_file.read(case_table.read(content, encodings=(UTF_8, WINDOWS)), categories=CATEGORIES)


def csv(*rows: list[str], headings: list[str] = SWEDISH, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(";".join(row) for row in [headings, *rows]).encode(encoding)


def lines(content: bytes) -> list[NewLine]:
    found = read(content)
    assert found.faults == ()
    return [entry.line for entry in found.entries]


def faults(content: bytes) -> list[tuple[int | None, str | None, str]]:
    found = read(content).faults
    assert all(render(one.reason, "sv") != render(one.reason, "en") for one in found)
    return [(one.row, one.column, render(one.reason, "en")) for one in found]


def changed(**cells: str) -> list[str]:
    places = list(HEADINGS)
    return [cells.get(column, ROW[places.index(column)]) for column in places]


EXPECTED = NewLine(
    "staff", Money(123_450), Money(0), "Projektledare", "Påhittade Löner AB", "A 12", date(2026, 2, 27), "actual", None
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_text_is_read_as_programs_write_it(encoding: str) -> None:
    assert lines(csv(ROW, encoding=encoding)) == [EXPECTED]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_in_either_language_and_in_any_order(language: Language) -> None:
    place = LANGUAGES.index(language)
    headings = [named[place].upper() for named in HEADINGS.values()]
    assert lines(csv(ROW[::-1], headings=headings[::-1])) == [EXPECTED]


def test_a_spreadsheet_is_read_as_its_cells_mean() -> None:
    typed: list[Any] = ["Staff", "Project manager", "", "", date(2026, 2, 27), Money(123_450), Money(30_862), "", ""]
    headings = [named[1] for named in HEADINGS.values()]
    (line,) = lines(spreadsheet.xlsx_table("rows", headings, [typed]))
    assert (line.category, line.paid_on, line.net, line.vat) == (
        "staff", date(2026, 2, 27), Money(123_450), Money(30_862),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "ore"),
    [("1 234,50", 123_450), ("1234.50", 123_450), ("1\u00a0234,5", 123_450), ("1234", 123_400), ("12 kr", 1_200)],
)
def test_amounts_are_read_in_a_swedish_and_an_english_form(written: str, ore: int) -> None:
    (line,) = lines(csv(changed(net=written)))
    assert line.net == Money(ore)


@pytest.mark.parametrize(("basis", "expected"), [("", "actual"), ("Timkostnad", "hourly"), ("flat", "flat")])
def test_the_basis_is_a_word_in_either_language(basis: str, expected: str) -> None:
    (line,) = lines(csv(changed(basis=basis, net="" if expected == "hourly" else "10", hours="12,5")))
    assert (line.basis, line.hours) == (expected, Decimal("12.5"))


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+46 70", "-3", '=HYPERLINK("http://x")'])
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    said = text.replace('"', "'")
    (line,) = lines(csv(changed(description=said)))
    assert line.description == said
    (typed,) = lines(spreadsheet.xlsx_table("x", SWEDISH, [changed(description=text)]))
    assert typed.description == text


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"category": ""}, "kostnadsslag", "is empty"),
        ({"category": "maskiner"}, "kostnadsslag", "should be a cost category of the cost plan"),
        ({"net": "1,234.50"}, "netto", "should be an amount"),
        ({"net": "1.234"}, "netto", "should be an amount"),
        ({"net": "-5"}, "netto", "credit note"),
        ({"net": "\u22121 200,00"}, "netto", "credit note"),
        ({"net": ""}, "netto", "is empty: write the amount"),
        ({"vat": "x"}, "moms", "should be an amount"),
        ({"paid_on": "27/2 2026"}, "betaldag", "year-month-day"),
        ({"paid_on": "2026-02-30"}, "betaldag", "does not exist"),
        ({"basis": "gissat"}, "grund", "should be actual, hourly or flat"),
        ({"hours": "tolv"}, "timmar", "should be a number of hours"),
        ({"description": "x" * 301}, "beskrivning", "at most 300"),
        ({"description": "EXEMPEL - ta bort raden"}, "beskrivning", "invented example"),
        ({"description": "Example - remove this row"}, "beskrivning", "invented example"),
    ],
)
def test_each_fault_is_told_with_its_row_and_its_heading(cells: dict[str, str], column: str, said: str) -> None:
    ((row, heading, reason),) = faults(csv(ROW, changed(**cells), ROW))
    assert (row, heading) == (3, column)
    assert said in reason


def test_every_fault_is_told_at_once() -> None:
    found = faults(csv(changed(net="x", vat="y"), ROW, changed(category="z")))
    assert [(row, column) for row, column, _ in found] == [(2, "netto"), (2, "moms"), (4, "kostnadsslag")]


@pytest.mark.parametrize(
    ("headings", "row", "column", "said"),
    [
        (["netto"], None, None, "Headings are missing: kostnadsslag"),
        (["kostnadsslag"], None, None, "Headings are missing: netto"),
        (["kostnadsslag", "netto", "konto"], 1, "konto", "is no known heading"),
        (["kostnadsslag", "netto", "net"], 1, "net", "says the same as the heading netto"),
        (["kostnadsslag", "netto", "netto"], 1, "netto", "more than once"),
    ],
)
def test_what_is_wrong_with_the_headings_is_told(
    headings: list[str], row: int | None, column: str | None, said: str
) -> None:
    found = faults(csv(["personal", "10", "1"][: len(headings)], headings=headings))
    assert found[0][0] in (1, row)
    assert any(each[1] == column and said in each[2] for each in found)


def test_a_column_without_a_heading_is_nothing_where_it_is_empty_and_told_where_it_is_not() -> None:
    headings = ["kostnadsslag", "", "netto"]
    assert len(lines(csv(["personal", "", "10"], headings=headings))) == 1
    told = ";".join(headings) + "\npersonal;x;10\n"
    with pytest.raises(case_table.NotATable, match="beside"):
        case_table.read(told.encode())


def test_a_file_of_hours_needs_no_amounts() -> None:
    (line,) = lines(csv(["personal", "hourly", "8"], headings=["kostnadsslag", "grund", "timmar"]))
    assert (line.net, line.hours) == (None, Decimal(8))


def test_a_file_without_rows_is_told() -> None:
    assert faults(csv()) == [(None, None, "The file has no rows under the headings.")]


@pytest.mark.parametrize("content", [b"\xff\xfek\x00o\x00s\x00t\x00", b"%PDF-1.7\x00\x00", b"\x81\x8d"])
def test_a_file_of_another_kind_is_no_table(content: bytes) -> None:
    with pytest.raises(case_table.NotATable, match=r"not_a_table|no_headings"):
        read(content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_is_read_and_its_row_refused_as_an_example(language: Any) -> None:
    columns = claim_file.columns(language, categories=CATEGORIES)
    headings, row = [one.heading for one in columns], [one.example for one in columns]
    for content in (spreadsheet.csv_table(headings, [row]), spreadsheet.xlsx_table("x", headings, [row])):
        ((number, _, said),) = faults(content)
        assert number == 2
        assert "invented example" in said


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_they_are_read_or_refused_in_words(content: bytes) -> None:
    try:
        found = read(content)
    except case_table.NotATable as wrong:
        found = Reading((), wrong.faults, {})
    assert found.faults or found.entries
