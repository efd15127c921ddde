"""`verify` names what somebody changed behind the program's back of lowered recoveries, refunds, interest and losses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from grantdesk.domain.money import Money
from grantdesk.models.decision import Decision
from grantdesk.operations import verify
from tests import recovering
from tests.conftest import Database
from tests.recovering import PAID, STARTS
from tests.tampering import found_after

NEXT = STARTS + timedelta(days=365)


@pytest.fixture(autouse=True)
def _lowered(database: Database) -> None:
    """Two recoveries: one whose interest became capital, and one of which too much came in and was paid back."""
    assert database.url
    first, other = recovering.a_recovery(), recovering.a_recovery()
    recovering.repaid(first, Money.kronor(5_000), NEXT)
    recovering.lowered(first, Money.kronor(17_500), on=NEXT)
    recovering.repaid(other, PAID + Money.kronor(1_414), NEXT, "OCR 2")
    recovering.lowered(other, Money.kronor(17_500), on=NEXT)
    recovering.refund_confirmed(other, recovering.refund_noted(other, Money.kronor(18_207), on=NEXT), on=NEXT)


def test_what_was_lowered_and_paid_back_is_whole() -> None:
    assert verify.everything().broken == []


# Each group is done to a database of its own, and each change of it is found.
TAMPERINGS: tuple[dict[str, str], ...] = (
    {
        "UPDATE refund SET capital_ore = capital_ore - 1": "refunded, the acts",
        "UPDATE refund SET paid_on = '2027-01-01'": "refund:1: paid_on",
        "UPDATE refund SET settled_by = 'Någon annan'": "refund:1: settled_by",
        "UPDATE refund SET interest_ore = interest_ore + 100": "interest_back, the acts",
        "UPDATE decision SET moved_ore = moved_ore - 1 WHERE moved_ore > 0": "recovered, the acts",
        "UPDATE decision SET terms = '{}' WHERE kind = 'lower'": ": terms is",
        "UPDATE repayment SET interest_booked = NULL WHERE id = 1": "repayment:1: interest_booked",
        "UPDATE repayment SET interest_ore = interest_ore + 1, capital_ore = capital_ore - 1": "interest, the acts",
    },
    {
        "DELETE FROM refund": "refund:1 is gone",
        "UPDATE transfer SET amount_ore = amount_ore - 1 WHERE code = 'refunded'": "refunded, the acts",
        "DELETE FROM transfer WHERE code = 'interest'": "interest, the acts",
        "UPDATE decision SET amount_ore = 3500001 WHERE kind = 'lower'": "has been lowered by",
        "UPDATE transfer SET amount_ore = amount_ore + 5000000 WHERE code = 'recovered'": "is recovered and",
    },
    {"UPDATE refund SET capital_ore = capital_ore + 9000000": "has been paid back"},
)


# Whether a row says what history says is asked in the same words of both databases.
@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize("statements", TAMPERINGS)
def test_a_change_behind_the_programs_back_is_found_and_named(database: Database, statements: dict[str, str]) -> None:
    broken = found_after(database, *statements)
    assert [said for said in statements.values() if not any(said in each for each in broken)] == [], broken


COLUMNS = ", ".join(column.name for column in Decision.__table__.columns if column.name != "id")
ABOVE = COLUMNS.replace("amount_ore", "1750001", 1)
GUARDED = {
    "UPDATE refund SET capital_ore = 1": "refund_never_changes",
    "DELETE FROM refund": "refund_is_never_deleted",
    "UPDATE repayment SET interest_booked = NULL": "repayment_never_changes",
    "INSERT INTO refund (decision_id, capital_ore, interest_ore, paid_on, reference, state, noted_on, noted_at,"
    " noted_by_id, noted_by, settled_on, settled_at, settled_by_id, settled_by)"
    " SELECT decision_id, 1, 0, paid_on, reference, 'confirmed', noted_on, noted_at, noted_by_id, noted_by, settled_on,"
    " settled_at, settled_by_id, settled_by FROM refund": "refund_is_noted_first",
    f"INSERT INTO decision ({COLUMNS}) SELECT {ABOVE} FROM decision WHERE kind = 'lower'": (  # noqa: S608 - our own columns
        "decision_lowers_never_above_what_is_wanted"
    ),
}


def test_the_database_refuses_it_by_name(database: Database) -> None:
    for statement, name in GUARDED.items():
        with database.engine.connect() as connection, pytest.raises(IntegrityError, match=name):
            connection.execute(text(statement))
