"""What the bank answers of many payments is done to all of them at once, and what hinders one holds no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select

from grantdesk import db
from grantdesk.domain.money import Money, total
from grantdesk.models.payment import Batch, Payment
from grantdesk.queries import balances, bank_files, batches, payouts
from tests import bank, builders, many_payments, recovering
from tests.bank import Told
from tests.conftest import Database

pytestmark = pytest.mark.usefixtures("database")

ON = builders.DAY


def a_batch(payments: int) -> Batch:
    return payouts.batch_by_number(many_payments.an_exported_batch(payments))


def states() -> Counter[str]:
    found = Counter(db.session.execute(select(Payment.state)).scalars())
    db.session.rollback()
    return found


def statements(database: Database, content: bytes) -> int:
    """How many statements it takes to bring the file in, besides the rows that it adds: SQLite takes them one by one."""
    asked: list[str] = []

    def note(*told: Any) -> None:
        asked.append(told[2])

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        bank.bring_in(content, on=ON)
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    return sum(not each.startswith("INSERT") for each in asked)


def paid(batch: Batch, those: Sequence[Told]) -> bytes:
    return bank.notification(batch.number, those, on=ON)


def rejected(batch: Batch, those: Sequence[Told]) -> bytes:
    return bank.status_report(
        batch.number, those, on=ON, rejecting={each.reference: bank.CLOSED for each in those}, group="PART"
    )


@pytest.mark.parametrize(("answering", "state"), [(paid, "confirmed"), (rejected, "failed")])
def test_an_answer_on_many_takes_as_many_statements_as_one_on_two(
    database: Database, answering: Callable[[Batch, Sequence[Told]], bytes], state: str
) -> None:
    batch = a_batch(44)
    those = bank.payments_of(batch)
    assert statements(database, answering(batch, those[:2])) == statements(database, answering(batch, those[2:]))
    assert states() == {state: 44}


def test_a_file_that_is_rejected_whole_fails_all_its_payments_at_once(database: Database) -> None:
    batch = a_batch(40)
    assert statements(database, bank.rejected_whole(batch.number, on=ON, payments=40)) < 30
    assert states() == {"failed": 40}


def on_one_list(told: Sequence[tuple[str, Told]], *, on: date) -> bytes:
    """A list in which the bank rejects payments of several batches, in this order."""
    lines: list[bytes] = []
    for batch, each in told:
        head, line, _ = bank.plain_list(batch, [each], on=on, rejecting={each.reference: bank.CLOSED}).split(b"\r\n")
        lines = [*(lines or [head]), line]
    return b"\r\n".join(lines)


@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize("place", [0, 6])
def test_one_that_has_been_repaid_since_holds_none_that_failed_with_it(place: int) -> None:
    batch = a_batch(6)
    case = recovering.a_paid_case()
    recovering.repaid(recovering.a_recovery(case), Money.kronor(1_000))
    (repaid,) = (payouts.batch_by_number(each.number) for each in batches.batches() if each.number != batch.number)
    told = [(batch.number, each) for each in bank.payments_of(batch)]
    told.insert(place, (repaid.number, bank.payments_of(repaid)[0]))
    file = bank.bring_in(on_one_list(told, on=recovering.DUE), "svar.csv", on=recovering.DUE)
    outcomes = [line.outcome for line in bank_files.every_answer(file)]
    assert outcomes == ["refused" if at == place else "failed" for at in range(7)]
    assert states() == {"failed": 6, "exported": 1}
    assert total(balances.held_by_recipient(case.id).values()) == Money.kronor(34_000)
