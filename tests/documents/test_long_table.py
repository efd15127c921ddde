"""A table of thousands of rows: each row once and in order on the pages, however its texts break."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grantdesk.documents import layout, long_table
from grantdesk.documents.layout import Paper
from tests.documents import papers, structure

HEADER, WIDTHS = ["Nummer", "Namn", "Belopp"], [60.0, 110.0, 80.0]


def drawn(rows: list[list[str]]) -> bytes:
    laid = long_table.lay(HEADER, long_table.Rows(rows), widths=WIDTHS, right={2}, total=["Summa", "", "1,00"])
    paper = Paper("Prov", "Region", "Prov", "sv", date(2026, 11, 22), "Fot")
    return layout.render(paper, lambda: [layout.heading("Prov", level=0), long_table.table(laid)])


def heard(rows: list[list[str]]) -> list[list[str]]:
    (table,) = structure.read(drawn(rows)).all("Table")
    return [[cell.text for cell in row] for row in table.rows()]


@pytest.mark.parametrize("count", [0, 1, 39, 40, 41, 42, 43, 200])
def test_every_row_is_read_once_and_in_order(count: int) -> None:
    rows = [[f"UT-{number:04d}", "Åkeri AB", f"{number},00"] for number in range(count)]
    assert heard(rows) == [HEADER, *rows, ["Summa", "", "1,00"]]


def test_the_sum_never_stands_alone_under_a_header() -> None:
    for count in range(30, 60):
        last = papers.pages(drawn([[f"UT-{number:04d}", "AB", "1,00"] for number in range(count)]))[-1]
        assert f"UT-{count - 1:04d}" in last
        assert "Summa" in last


def test_a_text_breaks_between_words_and_one_without_any_within() -> None:
    rows = [["UT-1", "Mellansvenska kooperativa utvecklingsbolaget i Norberg", "1,00"], ["UT-2", "å" * 90, "1,00"]]
    _, first, second, _ = heard(rows)
    assert first[1] == rows[0][1]
    assert second[1].replace(" ", "") == rows[1][1]


def test_a_row_that_fits_on_no_page_goes_on_on_the_next() -> None:
    parts = [f"VAL-{number}: 1,00" for number in range(150)]
    _, row, _, _ = heard([["UT-1", "\n".join(parts), "150,00"], ["UT-2", "AB", "1,00"]])
    assert row[1] == " ".join(parts)
    assert row[0] == "UT-1"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=120), min_size=1, max_size=8))
def test_whatever_the_texts_hold_each_row_is_there(names: list[str]) -> None:
    rows = [[f"UT-{number:04d}", name, "1,00"] for number, name in enumerate(names)]
    assert [row[0] for row in heard(rows)[1:-1]] == [row[0] for row in rows]
