"""What the database refuses is said in words, the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from grantdesk import db
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.queries import balances
from tests import builders
from tests.conftest import Database

COPIES = {
    "claim": ("uq_claim_one_open", "has an open claim already"),
    "payment": ("uq_payment_one_of_claim", "has a payment already"),
    "decision": ("uq_decision_first_of_case", "has been decided already"),
    "organisation": ("uq_organisation_number", "registered the organisation"),
    "transfer": ("uq_transfer_key", "booked only once"),
}
# What must differ in a copy of a row, for the copy to break the constraint in question and no other.
OWN = {"claim": {"number": "9", "once": "'x'"}, "payment": {"number": "'x'"}}


def copy_of_the_first(table: str, engine: Engine) -> str:
    """SQL that puts the table's first row in once more, under a key of its own."""
    with engine.connect() as connection:
        columns = list(connection.execute(text(f"SELECT * FROM {table}")).keys())  # noqa: S608 - named above
    own = {"id": "999", **OWN.get(table, {})}
    values = ", ".join(own.get(column, column) for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE id = 1"  # noqa: S608


@pytest.mark.parametrize("table", COPIES)
def test_a_row_that_may_be_there_once_is_refused_in_words(database: Database, table: str) -> None:
    builders.a_payment()
    copy = copy_of_the_first(table, database.engine)
    with pytest.raises(Refused, match=COPIES[table][1]) as refused, db.transaction(at=builders.moment()):
        db.session.execute(text(copy))
    assert refused.value.reason.key == f"constraint.{COPIES[table][0]}"


TAKEN_BACK = {
    "what was never paid": ("recovered", "recipient", None),
    "a grant that has been paid out": ("granted", "commitment", 1),
}


@pytest.mark.parametrize("what", TAKEN_BACK)
def test_no_account_gives_more_than_it_holds(database: Database, what: str) -> None:
    case = builders.a_granted_case()
    builders.export(builders.a_batch(builders.an_attested_payment(builders.a_payment(builders.a_claim(case)))))
    code, account, reverses = TAKEN_BACK[what]
    take = text(
        "INSERT INTO transfer (key, code, from_account, to_account, amount_ore, case_id, objective, booked_on,"
        " booked_at, reverses_id) SELECT 'more', :code, :account, 'frame', amount_ore, case_id, objective,"
        " booked_on, booked_at, CAST(:reverses AS INTEGER) FROM transfer WHERE id = 1"
    )
    with pytest.raises(Refused, match="No more can be taken"), db.transaction(at=builders.moment()):
        db.session.execute(take, {"code": code, "account": account, "reverses": reverses})
    assert balances.of_case(case.id).recovered == Money(0)
    assert database.engine is not None


@pytest.mark.parametrize("backend", ["sqlite"])
def test_waiting_too_long_for_somebody_else_is_said_in_words_on_sqlite(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "_SQLITE_PATIENCE", 0.1)
    with database.engine.connect().execution_options(sqlite_begin="IMMEDIATE") as other:
        other.execute(text("SELECT 1"))
        db.connect(database.url)
        with pytest.raises(Refused, match="Try again"), db.transaction(at=builders.moment()):
            pytest.fail("somebody else holds the database")


@pytest.mark.parametrize("backend", ["postgresql"])
def test_waiting_too_long_for_somebody_else_is_said_in_words_on_postgresql(database: Database) -> None:
    builders.a_granted_case()
    with database.engine.begin() as other:
        other.execute(text("SELECT 1 FROM grant_case FOR UPDATE"))
        impatient = text("SET LOCAL lock_timeout = '100ms'; SELECT 1 FROM grant_case FOR UPDATE")
        with pytest.raises(Refused, match="Try again"), db.transaction(at=builders.moment()):
            db.session.execute(impatient)
