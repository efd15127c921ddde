"""A closed month takes no bookings, whatever act asks; who closes and who books at the same moment do not both succeed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Date, bindparam, text

from grantdesk import db
from grantdesk.actions import book, bundle, clear, close_period, draw_down, follow_up, record
from grantdesk.domain.later import Later
from grantdesk.domain.ledger import Code
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money
from grantdesk.domain.period import Month
from grantdesk.domain.refusal import Refused, SomebodyWasFirst, TwoPairsOfEyes
from grantdesk.operations import verify
from grantdesk.queries import balances, bank_files, case_file, drawings, history, payouts, periods
from grantdesk.queries.balances import Period
from tests import bank, builders, closing, recovering
from tests.actions import test_elsewhere
from tests.actions.test_concurrency import at_once, done
from tests.actions.test_later import lay, recovered_and_payable, take
from tests.builders import DAY
from tests.conftest import Database

pytestmark = pytest.mark.usefixtures("database")

LATER = DAY + timedelta(days=30)
MARCH, APRIL = Month(2026, 3), Month(2026, 4)
NEXT = date(2026, 4, 1)


def closed_by(act: Callable[[], object]) -> Refused:
    """What `act` is refused with once March is closed; before that, nothing of it is written."""
    before = balances.of_everything()
    closing.close("2026-03")
    with pytest.raises(Refused) as error:
        act()
    assert error.value.reason.key == "period.closed"
    assert error.value.reason.parameters == {"through": MARCH.last_on, "day": DAY, "first": NEXT}
    assert balances.of_everything() == before
    assert verify.everything().broken == []
    return error.value


def test_a_grant_is_refused_with_the_day_that_would_be_right() -> None:
    case = builders.an_assessed_case()
    refused = closed_by(lambda: builders.grant(case))
    assert "through 2026-03-31" in str(refused)
    assert "from 2026-04-01 on" in str(refused)
    assert builders.grant(case, on=NEXT).status == "granted"


def test_a_change_is_refused() -> None:
    case = builders.a_granted_case()
    proposal = lay(case, Later("change", total=Money.kronor(100_000)), on=DAY)
    closed_by(lambda: take(case, proposal, on=DAY))


def test_a_revocation_is_refused() -> None:
    case = builders.a_granted_case()
    proposal = lay(case, Later("revoke", cause="own_request"), on=DAY)
    closed_by(lambda: take(case, proposal, on=DAY))


def export(number: str, on: date) -> None:
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment(on)):
        bundle.export(payouts.batch_by_number(number), by=by, on=on, terms=builders.terms())


def test_a_payment_that_failed_is_reversed_on_an_open_day() -> None:
    payment, by = builders.an_exported_payment(), builders.a_user("finance")

    def fail(on: date) -> None:
        with db.transaction(at=builders.moment(on)):
            why = message("payment.stopped", reason="Påhittat.")
            clear.fail(payouts.by_number(payment.number), why, by=by, on=on, because="påhittad fil")

    closed_by(lambda: fail(DAY))
    fail(NEXT)
    assert balances.of_everything().paid == Money(0)


def test_what_the_bank_sent_back_in_a_closed_month_is_reversed_on_the_day_that_somebody_brings_it_in() -> None:
    payment = builders.an_exported_payment()
    told, batch = [bank.Told(payment.number, "35000.00")], payouts.line(payment.number).batch_number or ""
    bank.bring_in(bank.notification(batch, told, on=date(2026, 3, 16)), on=date(2026, 3, 17))
    closing.close("2026-03")
    back = bank.notification(batch, told, on=MARCH.last_on, returning={payment.number: bank.CLOSED})
    (answer,) = bank_files.answers_of(bank.bring_in(back, on=date(2026, 4, 2)))
    assert (answer.outcome, answer.on) == ("failed", MARCH.last_on)
    assert balances.totals(["scheme"], period=Period(last=NEXT)).sum.paid == Money.kronor(35_000)
    assert balances.of_everything().paid == Money(0)


def test_an_export_is_refused_and_done_the_day_after() -> None:
    batch = builders.a_batch()
    builders.lock(batch)
    closed_by(lambda: export(batch.number, DAY))
    export(batch.number, NEXT)
    assert balances.of_everything().paid == Money.kronor(35_000)


def test_the_closing_of_a_case_is_refused_where_it_releases_something() -> None:
    case, by = builders.a_granted_case(), builders.a_user()

    def close() -> None:
        with db.transaction(at=builders.moment()):
            follow_up.close(case_file.for_act(case.number, by=by), by=by, on=DAY)

    closed_by(close)


def test_a_recovery_by_set_off_is_refused() -> None:
    case, recovery, payment = recovered_and_payable()
    said = Later("set_off", recovery_id=recovery.id, payment=payment.number, amount=Money.kronor(10_000))
    proposal = lay(case, said)
    closing.close("2026-04")
    with pytest.raises(Refused, match="from 2026-05-01 on"):
        take(case, proposal)
    assert balances.of_everything().recovered == Money(0)


def test_a_reversal_is_refused_on_a_closed_day_and_done_on_an_open_one() -> None:
    case, by = builders.a_granted_case(), builders.a_user()
    with db.transaction(at=builders.moment()):
        parts = {objective: Money.kronor(1) for objective in balances.left_of(case.id)}
        transfers = book.one(book.Booking(case, Code.RELEASED, parts, on=DAY, key="tried"))
        record.event("case.tried", by=by, case=case, rows=transfers)

    def reverse(on: date) -> None:
        with db.transaction(at=builders.moment()):
            record.event("case.tried", by=by, case=case, rows=book.reverse(transfers, on=on))

    closing.close("2026-03")
    with pytest.raises(Refused, match="from 2026-04-01 on"):
        reverse(DAY)
    reverse(NEXT)
    assert balances.of_case(case.id).granted == Money.kronor(140_000)


def test_a_loss_is_refused_and_a_repayment_is_booked_on_the_first_open_day() -> None:
    recovery = recovering.a_recovery()
    loss = recovering.proposed(recovery, Money.kronor(5_000))
    closing.close("2026-05")
    with pytest.raises(Refused, match="from 2026-06-01 on"):
        recovering.confirmed(recovery, loss)
    recovering.repaid(recovery, Money.kronor(5_000))
    assert balances.totals(["scheme"], period=Period(last=date(2026, 5, 31))).sum.recovered == Money(0)
    recovering.confirmed(recovery, loss, on=date(2026, 6, 2))
    assert balances.of_everything().recovered == Money.kronor(5_000)
    assert verify.everything().broken == []


def test_a_payment_made_elsewhere_hinders_until_it_is_attested_and_is_recorded_on_no_closed_day() -> None:
    case = builders.a_granted_case()
    payment = test_elsewhere.noted(case)
    with pytest.raises(Refused, match="1 payments made elsewhere"):
        closing.close("2026-03")
    builders.an_attested_payment(payment, on=LATER)
    closing.close("2026-03")
    late = test_elsewhere.noted(case, reference="E-18")
    with pytest.raises(Refused, match="from 2026-04-01 on"):
        builders.an_attested_payment(late, on=LATER)
    assert balances.of_case(case.id).paid == test_elsewhere.AMOUNT


A_TRANSFER = text(
    "INSERT INTO transfer (key, code, from_account, to_account, amount_ore, case_id, objective, booked_on, booked_at)"
    " SELECT 'past the door', code, from_account, to_account, amount_ore, case_id, objective, :day, booked_at"
    " FROM transfer WHERE id = 1"
).bindparams(bindparam("day", type_=Date))


def insert_a_transfer(day: date) -> None:
    """A transfer put in past the program's own door."""
    with db.transaction(at=builders.moment()):
        db.session.execute(A_TRANSFER, {"day": day})


@pytest.mark.parametrize("day", [date(2026, 3, 31), date(2019, 1, 1)])
def test_the_database_refuses_what_passes_the_program_by(day: date) -> None:
    builders.a_granted_case()
    closing.close("2026-03")
    with pytest.raises(Refused) as error:
        insert_a_transfer(day)
    assert error.value.reason.key == "constraint.transfer_never_in_a_closed_period"


def test_the_database_takes_an_open_day_and_a_month_to_come() -> None:
    builders.a_granted_case()
    closing.close("2026-03")
    insert_a_transfer(NEXT)
    case = builders.an_assessed_case(builders.a_registration(title="I framtiden"))
    assert builders.grant(case, on=date(2026, 5, 4)).status == "granted"


def test_months_are_closed_in_order_when_they_are_over() -> None:
    def refused(month: str, on: date) -> str:
        with pytest.raises(Refused) as error:
            closing.close(month, on=on)
        return str(error.value.reason.key)

    assert refused("2026-03", date(2026, 3, 31)) == "period.not_over"
    closing.close("2026-03")
    assert refused("2026-05", date(2026, 6, 1)) == "period.not_in_order"
    assert refused("2026-02", date(2026, 6, 1)) == "period.closed_already"
    with pytest.raises(SomebodyWasFirst):
        closing.close("2026-03")
    closing.close("2026-04")
    assert periods.closed_through() == APRIL.last_on
    assert [one.state for one in periods.all_of_them()] == ["closed", "closed"]


def test_a_month_is_opened_from_the_end_by_another_person_with_a_reason() -> None:
    finance = builders.a_user("finance")
    closing.close("2026-03", by=finance)
    closing.close("2026-04", by=finance)
    with pytest.raises(Refused, match="can be opened now is 2026-04"):
        closing.reopen("2026-03")
    with pytest.raises(Refused, match="Write why"):
        closing.reopen("2026-04", " ")
    with pytest.raises(TwoPairsOfEyes, match="Somebody else at finance"):
        closing.reopen("2026-04", by=finance)
    closing.reopen("2026-04")
    assert periods.closed_through() == MARCH.last_on
    found = periods.by_month(APRIL)
    assert (found.state, found.reason) == ("open", "En rättelse")
    closing.close("2026-04", on=date(2026, 6, 1))
    again = periods.by_month(APRIL)
    assert (again.state, again.reason, again.reopened_by) == ("closed", None, None)
    assert [entry.kind for entry in history.newest("period.closed", at_most=9)] == ["period.closed"] * 3
    assert history.newest("period.reopened", at_most=9)[0].said["reason"] == "En rättelse"
    assert verify.everything().broken == []


def test_months_that_were_all_opened_again_are_closed_from_the_first() -> None:
    for month in ("2026-03", "2026-04"):
        closing.close(month)
    for month in ("2026-04", "2026-03"):
        closing.reopen(month)
    assert periods.closed_through() is None
    assert periods.next_to_close() == MARCH
    with pytest.raises(Refused, match="The next to close is 2026-03"):
        closing.close("2026-04")
    closing.close("2026-03")
    closing.close("2026-04")
    assert periods.closed_through() == APRIL.last_on


def test_entries_that_wait_hinder_and_an_unanswered_bank_is_remarked_on() -> None:
    finance = builders.a_user("finance")
    builders.export(builders.a_batch())
    waiting = closing.an_entry(Money.kronor(1), confirmed=False)
    with pytest.raises(Refused, match="1 entries of money"):
        closing.close("2026-03")
    said = periods.hanging(MARCH)
    assert [hindrance.key for hindrance in said.hindrances] == ["period.drawings_wait"]
    assert [remark.parameters["amount"] for remark in said.remarks] == [Money.kronor(35_000)]
    with db.transaction(at=builders.moment()):
        draw_down.withdraw(drawings.by_id(waiting.id), by=finance)
    closing.close("2026-03")


def test_an_export_and_a_closing_at_the_same_moment_do_not_both_succeed() -> None:
    batch = builders.a_batch()
    builders.lock(batch)
    finance, closer, terms = builders.a_user("finance"), builders.a_user("head_of_finance"), builders.terms()
    answers = at_once(
        lambda: bundle.export(payouts.batch_by_number(batch.number), by=finance, on=DAY, terms=terms),
        lambda: close_period.close(MARCH, by=closer, on=NEXT, terms=terms),
    )
    export, closed = answers
    assert not isinstance(closed, Refused)
    paid = balances.of_everything().paid
    if isinstance(export, Refused):
        assert export.reason.key in ("period.closed", "constraint.transfer_never_in_a_closed_period")
        assert paid == Money(0)
    else:
        assert paid == Money.kronor(35_000)
    assert verify.everything().broken == []


def test_two_who_close_the_same_month_close_it_once() -> None:
    people, terms = [builders.a_user("finance") for _ in range(3)], builders.terms()
    acts = [lambda who=who: close_period.close(MARCH, by=who, on=NEXT, terms=terms) for who in people]
    assert done(at_once(*acts)) == 1


def test_closing_a_month_and_opening_the_one_before_do_not_both_succeed() -> None:
    closing.close("2026-03")
    one, other, terms = builders.a_user("finance"), builders.a_user("head_of_finance"), builders.terms()
    answers = at_once(
        lambda: close_period.close(APRIL, by=one, on=date(2026, 5, 1), terms=terms),
        lambda: close_period.reopen(periods.by_month(MARCH), "En rättelse", by=other),
    )
    assert done(answers) == 1


def impatiently(act: Callable[[], object]) -> None:
    with db.transaction(at=builders.moment()):
        db.session.execute(text("SET LOCAL lock_timeout = '100ms'"))
        act()


@pytest.mark.parametrize("backend", ["postgresql"])
@pytest.mark.parametrize("who", ["closes", "books"])
def test_who_closes_and_who_books_wait_for_one_another(database: Database, who: str) -> None:
    """The closing waits for a booking that is not committed, and a booking for the closing."""
    builders.a_granted_case()
    by, terms = builders.a_user("finance"), builders.terms()
    taken, act = {
        "closes": ("pg_advisory_xact_lock_shared", lambda: close_period.close(MARCH, by=by, on=NEXT, terms=terms)),
        "books": ("pg_advisory_xact_lock", lambda: db.session.execute(A_TRANSFER, {"day": NEXT})),
    }[who]
    with database.engine.connect() as other:
        other.execute(text(f"SELECT {taken}(190019)"))
        with pytest.raises(Refused, match="Try again"):
            impatiently(act)


def test_a_month_that_was_never_closed_is_not_there() -> None:
    with pytest.raises(Refused, match="no such month"):
        closing.reopen("2026-03")
    assert not periods.is_closed(MARCH)
    closing.close("2026-04")
    assert periods.is_closed(MARCH)
