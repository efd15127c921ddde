"""A table's rows can stand as blocks: each cell knows its heading, and each part keeps its role."""

from __future__ import annotations

from grantdesk.web import tables

ROWS = (
    '<thead><tr><th scope="col">Ärende</th><th scope="col" class="gd-amount">Belopp, <b>kr</b></th></tr></thead>'
    '<tbody><tr><th scope="row">GD-2026-0001</th><td class="gd-amount">1 000,00</td></tr></tbody>'
    '<tfoot><tr><td colspan="1"></td><td>1 000,00 &lt;</td></tr></tfoot>'
)


def test_each_cell_below_the_head_has_its_columns_heading() -> None:
    said = tables.stackable(ROWS)
    assert said.count('data-label="Belopp, kr"') == 2
    assert '<td role="cell" colspan="1" data-label="Ärende">' in said
    assert "1 000,00 &lt;" in said


def test_each_part_says_its_role() -> None:
    said = tables.stackable(ROWS)
    assert said.count('role="rowgroup"') == 3
    assert said.count('role="row"') == 3
    assert said.count('role="columnheader"') == 2
    assert said.count('role="rowheader"') == 1
    assert said.count('role="cell"') == 3


def test_a_table_says_how_many_columns_it_has() -> None:
    assert tables.columns(ROWS) == 2
