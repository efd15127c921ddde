"""A month's figures as they were on its last day, where they differ, and who signs for them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from grantdesk import db
from grantdesk.actions import clear, reconcile
from grantdesk.domain import reconciliation
from grantdesk.domain.later import Later
from grantdesk.domain.messages import message
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.period import Month
from grantdesk.domain.reconciliation import BatchFigures, Figures
from grantdesk.domain.refusal import Refused, SomebodyWasFirst, TwoPairsOfEyes
from grantdesk.models.payment import Payment
from grantdesk.operations import verify
from grantdesk.queries import balances, bookings, finance_reports, payouts, reconciliations
from grantdesk.queries.balances import Period
from tests import builders, closing
from tests.actions.test_concurrency import at_once, done
from tests.actions.test_later import decided, recovered_and_payable
from tests.conftest import Database
from tests.tampering import behind_the_programs_back

MARCH, APRIL = Month(2026, 3), Month(2026, 4)
THIRD = date(2026, 4, 3)
PAID = Money.kronor(35_000)


def confirm(payment: Payment, on: date) -> None:
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment(on)):
        clear.confirm(payouts.by_number(payment.number), by=by, on=on, because="påhittad fil")


def fail(payment: Payment, on: date) -> None:
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment(on)):
        why = message("payment.stopped", reason="Påhittat.")
        clear.fail(payouts.by_number(payment.number), why, by=by, on=on, because="påhittad fil")


def differences(figures: Figures) -> list[str]:
    return [str(said.key) for said in figures.differences()]


@pytest.mark.usefixtures("database")
def test_what_the_bank_answers_the_month_after_changes_nothing_of_the_month() -> None:
    payment = builders.an_exported_payment()
    before = reconciliations.figures(MARCH)
    (batch,) = before.batches
    assert (batch.locked, batch.booked, batch.waiting, batch.payments) == (PAID, PAID, PAID, 1)
    assert (before.paid, before.exported, before.unanswered, before.settled) == (PAID, PAID, PAID, ZERO)
    assert differences(before) == []
    confirm(payment, THIRD)
    assert reconciliations.figures(MARCH).digest == before.digest
    april = reconciliations.figures(APRIL)
    assert (april.settled, april.unanswered, april.paid, april.batches) == (PAID, ZERO, ZERO, ())


@pytest.mark.usefixtures("database")
def test_what_fails_the_month_after_is_reversed_in_that_month() -> None:
    payment = builders.an_exported_payment()
    before = reconciliations.figures(MARCH)
    fail(payment, THIRD)
    assert reconciliations.figures(MARCH).digest == before.digest
    april = reconciliations.figures(APRIL)
    assert (april.paid, april.reversed, april.unanswered) == (ZERO, PAID, ZERO)
    assert differences(april) == []


@pytest.mark.usefixtures("database")
def test_what_the_bank_paid_in_the_month_stays_paid_in_it_when_it_comes_back_the_month_after() -> None:
    payment = builders.an_exported_payment()
    confirm(payment, date(2026, 3, 16))
    closing.close("2026-03")
    closing.sign("2026-03", twice=True)
    before = reconciliations.figures(MARCH)
    fail(payment, THIRD)
    after = reconciliations.figures(MARCH)
    assert (after.settled, after.unanswered, after.batches[0].confirmed) == (PAID, ZERO, PAID)
    assert after.digest == before.digest
    assert reconciliations.states([MARCH]) == {MARCH: "countersigned"}
    april = reconciliations.figures(APRIL)
    assert (april.reversed, april.settled, april.unanswered) == (PAID, ZERO, ZERO)
    assert verify.everything().broken == []


@pytest.mark.usefixtures("database")
def test_what_the_bank_answers_in_the_month_is_in_it() -> None:
    payment = builders.an_exported_payment()
    confirm(payment, date(2026, 3, 16))
    (batch,) = reconciliations.figures(MARCH).batches
    assert (batch.confirmed, batch.waiting) == (PAID, ZERO)
    fail(payment, date(2026, 3, 20))
    (batch,) = reconciliations.figures(MARCH).batches
    assert (batch.confirmed, batch.reversed, batch.waiting) == (ZERO, PAID, ZERO)


@pytest.mark.usefixtures("database")
def test_a_set_off_is_paid_through_no_batch() -> None:
    case, recovery, payment = recovered_and_payable()
    decided(case, Later("set_off", recovery_id=recovery.id, payment=payment.number, amount=Money.kronor(30_000)))
    figures = reconciliations.figures(APRIL)
    assert (figures.set_off, figures.paid, figures.recovered) == (Money.kronor(30_000),) * 3
    assert differences(figures) == []


def test_where_ledger_and_batch_differ_a_sentence_says_so(database: Database) -> None:
    builders.an_exported_payment()
    db.release()
    behind_the_programs_back(database, "UPDATE batch SET amount_locked_ore = amount_locked_ore + 1")
    assert differences(reconciliations.figures(MARCH)) == ["reconciliation.batch_differs"]
    db.release()
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE payment SET batch_id = NULL, state = 'cancelled'"))
    found = reconciliations.figures(MARCH)
    assert differences(found) == ["reconciliation.batch_differs", "reconciliation.paid_differs"]
    closing.close("2026-03")
    with pytest.raises(Refused, match="Write what they come of"):
        closing.sign("2026-03", " ")
    closing.sign("2026-03", "Någon har skrivit i databasen.")


@pytest.mark.usefixtures("database")
def test_a_closed_month_is_signed_by_two_while_it_is_as_they_read_it() -> None:
    finance = builders.a_user("finance")
    builders.an_exported_payment()
    with pytest.raises(Refused, match="is not closed"):
        closing.sign("2026-03")
    closing.close("2026-03")
    signed = closing.sign("2026-03", by=finance)
    assert reconciliations.states([MARCH, APRIL]) == {MARCH: "signed", APRIL: "unsigned"}
    with pytest.raises(TwoPairsOfEyes), db.transaction(at=builders.moment()):
        reconcile.countersign(reconciliations.by_id(signed.id), by=finance)
    with pytest.raises(Refused, match="signed already with these figures"):
        closing.sign("2026-03")
    closing.reopen("2026-03")
    entry = closing.an_entry(Money.kronor(1))
    other = builders.a_user("controller")
    with pytest.raises(SomebodyWasFirst, match="since you read them"), db.transaction(at=builders.moment()):
        reconcile.countersign(reconciliations.by_id(signed.id), by=other)
    closing.close("2026-03", on=THIRD)
    assert reconciliations.states([MARCH]) == {MARCH: "changed"}
    again = closing.sign("2026-03", twice=True)
    assert reconciliations.states([MARCH]) == {MARCH: "countersigned"}
    assert reconciliation.read(again.figures) == reconciliations.figures(MARCH)
    assert entry.id
    assert verify.everything().broken == []


@pytest.mark.usefixtures("database")
def test_two_who_sign_the_same_figures_at_once_sign_them_once() -> None:
    closing.close("2026-03")
    seen = reconciliations.figures(MARCH).digest
    people = [builders.a_user("finance") for _ in range(3)]
    assert done(at_once(*(lambda who=who: reconcile.sign(MARCH, seen, "", by=who) for who in people))) == 1
    (signed,) = (one.id for one in reconciliations.signed(MARCH))
    others = [builders.a_user("controller") for _ in range(3)]
    acts = [lambda who=who: reconcile.countersign(reconciliations.by_id(signed), by=who) for who in others]
    assert done(at_once(*acts)) == 1


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("backend", ["sqlite"])
def test_reports_by_whatever_come_to_what_totals_say() -> None:
    terms = builders.terms()
    for first, last in ((None, None), (date(2025, 1, 1), date(2025, 12, 31)), (date(2024, 11, 7), date(2026, 2, 3))):
        period = Period(first, last)
        totals = balances.totals(["scheme"], period=period).sum
        for by in finance_reports.BY:
            whole = finance_reports.report(by, period=period, terms=terms).sum
            assert (whole.granted - whole.released, whole.paid, whole.recovered, whole.left) == (
                totals.granted,
                totals.paid,
                totals.recovered,
                totals.outstanding,
            ), by


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("backend", ["sqlite"])
def test_the_months_of_a_year_come_to_the_year_and_are_told_alike_together_and_one_by_one() -> None:
    months = [Month(2025, number) for number in range(1, 13)]
    together = reconciliations.of_months(months)
    assert together[months[5]] == reconciliations.figures(months[5])
    year = balances.totals(["year"], period=Period.year(2025)).sum
    assert (
        total(each.paid for each in together.values()) - total(each.reversed for each in together.values()) == year.paid
    )
    booked = bookings.of_months(months)
    assert total(booked[month].flow.recovered for month in months) == year.recovered
    assert [said for figures in together.values() for said in differences(figures)] == []


AMOUNTS = st.integers(min_value=0, max_value=10**12).map(Money)
BATCHES = st.builds(
    BatchFigures,
    number=st.text(min_size=1, max_size=12),
    exported_on=st.dates(min_value=MARCH.first_on, max_value=MARCH.last_on),
    payments=st.integers(0, 10_000),
    locked=AMOUNTS,
    payments_booked=st.integers(0, 10_000),
    booked=AMOUNTS,
    confirmed=AMOUNTS,
    reversed=AMOUNTS,
)
FIGURES = st.builds(
    Figures,
    month=st.just(str(MARCH)),
    batches=st.lists(BATCHES, max_size=4).map(tuple),
    **dict.fromkeys(
        (
            "paid", "reversed", "recovered", "released", "written_off", "elsewhere", "set_off", "settled",
            "unanswered", "drawn", "returned",
        ),
        AMOUNTS,
    ),
)  # fmt: skip


@given(FIGURES)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_figures_are_read_back_as_they_were_written(figures: Figures) -> None:
    again = reconciliation.read(figures.text)
    assert (again, again.digest) == (figures, figures.digest)


@given(FIGURES)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_differs_only_where_everything_adds_up(figures: Figures) -> None:
    out = total(batch.booked for batch in figures.batches) + figures.elsewhere + figures.set_off
    agree = all(
        (batch.payments, batch.locked) == (batch.payments_booked, batch.booked)
        and batch.confirmed + batch.reversed <= batch.booked
        for batch in figures.batches
    )
    assert (differences(figures) == []) is (agree and out == figures.paid)


@pytest.mark.parametrize("written", ["{}", '{"batches": []}', '{"batches": [{}], "month": "2026-03"}', "[]", "x"])
def test_a_text_that_is_no_figures_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"figures|Expecting"):
        reconciliation.read(written)
