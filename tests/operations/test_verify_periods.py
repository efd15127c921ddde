"""`verify` names what was done behind a closing or a signature, and tells which signed months have other figures now."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from grantdesk import db
from grantdesk.domain.money import Money
from grantdesk.domain.period import Month
from grantdesk.operations import period_faults, verify
from grantdesk.queries import periods
from tests import builders, closing
from tests.conftest import Database
from tests.tampering import behind_the_programs_back, found_after

TAMPERINGS = {
    "a month that was opened by hand": (
        "UPDATE accounting_period SET last_on = '2026-02-28'",
        "accounting_period:1: last_on",
    ),
    "who closed it": ("UPDATE accounting_period SET closed_by = 'Någon annan'", "accounting_period:1: closed_by"),
    "one öre drawn": ("UPDATE drawing SET amount_ore = amount_ore + 1", "drawing:1: amount_ore"),
    "the day that it moved": ("UPDATE drawing SET moved_on = '2025-03-01'", "drawing:1: moved_on"),
    "what a year was closed with": (
        "UPDATE year_balance SET opening_ore = opening_ore + 1, closing_ore = closing_ore + 1",
        "closed with",
    ),
    "a signed figure": (
        "UPDATE reconciliation SET figures = replace(figures, '0,\"released\"', '1,\"released\"')",
        "the figures do not give its digest",
    ),
    "figures that are none": ("UPDATE reconciliation SET figures = '{}'", "figures that nobody can read"),
    "who signed": ("UPDATE reconciliation SET signed_by = 'Någon annan'", "reconciliation:1: signed_by"),
    "a year balance that nobody stored": (
        "INSERT INTO year_balance (id, period_id, year, item, opening_ore, drawn_ore, paid_ore, recovered_ore,"
        " returned_ore, closing_ore, stored_at) SELECT 99, period_id, 2031, item, 0, 0, 0, 0, 0, 0, stored_at"
        " FROM year_balance",
        "year_balance:99 is in the database",
    ),
}


@pytest.fixture
def closed(database: Database) -> Database:
    """A year that is closed, with what was drawn in it, and a month of it that is signed."""
    closing.an_entry(Money.kronor(100_000), on=date(2025, 12, 1))
    builders.a_granted_case()
    closing.close("2025-12", on=date(2026, 1, 20))
    closing.sign("2025-12")
    return database


def test_closed_and_signed_months_are_among_what_is_checked(closed: Database) -> None:
    found = verify.everything()
    assert "1 closed periods; 1 signed months" in found.checked
    assert found.broken == []
    assert closed.url


@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_was_done_behind_the_programs_back_is_named(closed: Database, what: str) -> None:
    statement, said = TAMPERINGS[what]
    db.release()
    broken = found_after(closed, statement)
    assert any(said in each for each in broken), broken


def test_a_transfer_put_in_a_closed_month_is_named(closed: Database) -> None:
    db.release()
    behind_the_programs_back(
        closed,
        "INSERT INTO transfer (id, key, code, from_account, to_account, amount_ore, case_id, objective, booked_on,"
        " booked_at) SELECT 999, 'late', code, from_account, to_account, amount_ore, case_id, objective, '2025-11-30',"
        " '2026-02-01 10:00:00.000000+00:00' FROM transfer WHERE id = 1",
    )
    assert "period 2025-12 is closed, and 1 transfers were booked in it afterwards" in verify.everything().broken


def test_a_signed_month_with_other_figures_now_is_told_and_is_no_fault(closed: Database) -> None:
    closing.reopen("2025-12")
    closing.an_entry(Money.kronor(1_000), on=date(2025, 12, 30))
    assert period_faults.signed() == period_faults.Signed(1, (Month(2025, 12),))
    found = verify.everything()
    assert "1 closed periods; 1 signed months, of which 2025-12 have other figures now" in found.checked
    assert found.broken == []
    assert periods.closed_through() is None
    with closed.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM reconciliation")).scalar_one() == 1
