"""A bank's files are brought in: what fits is done, what does not is shown, and nothing is done twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pytest
from sqlalchemy import func, select

from grantdesk import archive, db, settings
from grantdesk.actions import answer, clear
from grantdesk.actions.answer import AlreadyBroughtIn
from grantdesk.domain.bank_answer import NotAnswers
from grantdesk.domain.messages import in_both
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.bank import BankAnswer, BankFile
from grantdesk.models.payment import Batch, Payment
from grantdesk.operations import verify
from grantdesk.queries import balances, bank_files, bank_reconciliation, payouts
from tests import bank, builders
from tests.bank import CLOSED, Told
from tests.conftest import Database

pytestmark = pytest.mark.usefixtures("database")

ON = date(2026, 3, 16)
LATER = date(2026, 3, 18)


def bring_in(content: bytes, name: str = "svar.xml") -> BankFile:
    return bank.bring_in(content, name, on=LATER)


def outcomes(file: BankFile) -> list[tuple[str, str]]:
    rows = select(BankAnswer.reference, BankAnswer.outcome).where(BankAnswer.bank_file_id == file.id)
    found = [(reference, outcome) for reference, outcome in db.session.execute(rows.order_by(BankAnswer.position))]
    db.session.rollback()
    return found


def now(payment: Payment) -> Payment:
    with db.transaction(at=builders.moment(LATER)):
        return payouts.by_number(payment.number)


def state(payment: Payment) -> str:
    return now(payment).state


def a_batch_of(count: int) -> tuple[Batch, list[Payment]]:
    payments = [builders.an_attested_payment() for _ in range(count)]
    batch = builders.a_batch(*payments)
    builders.export(batch)
    with db.transaction(at=builders.moment()):
        return payouts.batch_by_number(batch.number), payments


def paid(payment: Payment) -> Money:
    found = balances.of_case(payment.case_id).paid
    db.session.rollback()
    return found


def test_from_the_export_to_a_payment_made_anew_every_total_is_right_and_verify_finds_nothing() -> None:
    batch, (first, second) = a_batch_of(2)
    amount = first.amount
    rejected = bring_in(bank.answers_to(batch, "pain.002", on=ON, rejecting={second.number: CLOSED}))
    assert outcomes(rejected)[1:] == [(first.number, "confirmed"), (second.number, "failed")]
    assert (state(first), state(second)) == ("confirmed", "failed")
    assert (now(first).settled_on, paid(first), paid(second)) == (ON, amount, ZERO)
    # The code in words, in both languages, and what the bank wrote.
    assert now(second).failure == {
        "sv": "Banken avvisade betalningen: kontot är avslutat (RJCT: AC04 Kontot är avslutat).",
        "en": "The bank rejected the payment: the account is closed (RJCT: AC04 Kontot är avslutat).",
    }

    handler = builders.a_user()
    with db.transaction(at=builders.moment(LATER)):
        anew = clear.pay_anew(payouts.by_number(second.number), by=handler, on=LATER)
    builders.an_exported_payment(anew, on=LATER)
    again = now(anew).batch_id
    with db.transaction(at=builders.moment(LATER)):
        other = db.session.get_one(Batch, again)
    booked = bring_in(bank.answers_to(other, "camt.054", on=LATER))
    assert outcomes(booked) == [(anew.number, "confirmed")]
    assert (state(second), state(anew)) == ("cancelled", "confirmed")
    assert paid(second) == amount
    with db.one_moment():
        told = bank_reconciliation.batches()
    assert [one.is_equal for one in told] == [True, True]
    assert [(one.file.amount, one.booked, one.answered.amount) for one in told] == [
        (amount, amount, amount),
        (amount + amount, amount, amount),
    ]
    assert verify.everything().broken == []


@pytest.mark.parametrize("form", ["pain.002", "camt.054", "csv"])
def test_a_batch_is_confirmed_by_each_form_and_its_bytes_are_kept(form: str) -> None:
    batch, payments = a_batch_of(2)
    content = bank.answers_to(batch, form, on=ON)
    file = bring_in(content)
    assert [state(one) for one in payments] == ["confirmed", "confirmed"]
    assert archive.read(settings.read().archive, file.digest) == content
    assert (file.form, file.size) == (form, len(content))


def test_the_same_file_twice_changes_nothing_and_says_so() -> None:
    batch, _ = a_batch_of(1)
    content = bank.answers_to(batch, on=ON)
    first = bring_in(content)
    with pytest.raises(AlreadyBroughtIn) as refused:
        bring_in(content, "samma igen.xml")
    assert refused.value.bank_file_id == first.id
    db.session.rollback()
    assert db.session.execute(select(func.count(BankFile.id))).scalar_one() == 1


def test_the_same_told_in_another_file_is_told_before() -> None:
    batch, (payment,) = a_batch_of(1)
    bring_in(bank.answers_to(batch, "pain.002", on=ON))
    again = bring_in(bank.answers_to(batch, "camt.054", on=ON))
    assert outcomes(again) == [(payment.number, "told_before")]
    assert state(payment) == "confirmed"


def test_money_drawn_twice_is_shown_and_not_told_before() -> None:
    batch, (payment,) = a_batch_of(1)
    bring_in(bank.answers_to(batch, "camt.054", on=ON))
    again = bring_in(bank.answers_to(batch, "camt.054", on=LATER))
    assert outcomes(again) == [(payment.number, "paid_twice")]


def test_what_differs_is_shown_and_holds_no_other() -> None:
    batch, payments = a_batch_of(2)
    told = bank.payments_of(batch)
    wrong = [Told(told[0].reference, "1.00"), told[1], Told("UT-2026-9999", "5.00")]
    file = bring_in(bank.status_report(batch.number, wrong, on=ON))
    assert outcomes(file)[1:] == [
        (payments[0].number, "other_amount"),
        (payments[1].number, "confirmed"),
        ("UT-2026-9999", "unknown"),
    ]
    assert [state(one) for one in payments] == ["exported", "confirmed"]
    other = bring_in(bank.status_report("UB-2026-9999", told[:1], on=ON))
    assert outcomes(other)[1:] == [(payments[0].number, "other_file")]
    assert state(payments[0]) == "exported"


def test_paid_and_rejected_in_one_file_does_neither() -> None:
    batch, (payment,) = a_batch_of(1)
    told = bank.payments_of(batch) * 2
    content = bank.status_report(batch.number, told, on=ON).replace(b"ACSC", b"RJCT", 1)
    file = bring_in(content)
    assert [outcome for _, outcome in outcomes(file)] == ["kept", "contradicted", "contradicted"]
    assert state(payment) == "exported"


def test_a_file_rejected_as_a_whole_fails_each_payment_in_it() -> None:
    batch, payments = a_batch_of(2)
    file = bring_in(bank.rejected_whole(batch.number, on=ON, payments=2))
    assert outcomes(file) == [(batch.number, "whole_file"), *((one.number, "failed") for one in payments)]
    assert [paid(one) for one in payments] == [ZERO, ZERO]
    assert verify.everything().broken == []


@pytest.mark.parametrize(("payments", "outcome"), [(3, "other_amount"), (None, "unknown")])
def test_a_rejection_of_another_file_fails_nothing(payments: int | None, outcome: str) -> None:
    batch, (payment,) = a_batch_of(1)
    number = batch.number if payments else "UB-2026-9999"
    file = bring_in(bank.rejected_whole(number, on=ON, payments=payments))
    assert outcomes(file) == [(number, outcome)]
    assert state(payment) == "exported"


def test_money_that_comes_back_after_it_was_confirmed_is_reversed() -> None:
    batch, (payment,) = a_batch_of(1)
    bring_in(bank.answers_to(batch, "camt.054", on=ON))
    told = bank.payments_of(batch)
    back = bring_in(bank.notification(batch.number, told, on=LATER, returning={payment.number: CLOSED}))
    assert outcomes(back) == [(payment.number, "failed")]
    # The day that it was paid stays: it had left in that month.
    assert (state(payment), now(payment).settled_on, paid(payment)) == ("failed", ON, ZERO)
    with db.one_moment():
        (told_of,) = bank_reconciliation.batches()
    assert told_of.is_equal
    assert verify.everything().broken == []


def test_a_return_that_comes_before_the_debit_that_it_undid_is_no_payment_to_sort_out() -> None:
    batch, (payment,) = a_batch_of(1)
    told = bank.payments_of(batch)
    back = bank.notification(batch.number, told, on=LATER, returning={payment.number: CLOSED})
    assert outcomes(bring_in(back)) == [(payment.number, "failed")]
    assert outcomes(bring_in(bank.notification(batch.number, told, on=ON))) == [(payment.number, "told_before")]
    # Neither a second debit nor a second return is explained by the first.
    assert outcomes(bring_in(bank.notification(batch.number, told, on=LATER))) == [(payment.number, "unexpected")]
    again = bank.notification(batch.number, told, on=LATER, returning={payment.number: CLOSED})
    assert outcomes(bring_in(again)) == [(payment.number, "unexpected")]
    assert (state(payment), paid(payment)) == ("failed", ZERO)
    assert verify.everything().broken == []


def test_a_file_booked_in_one_without_what_failed_is_as_it_should_be() -> None:
    batch, (first, second) = a_batch_of(2)
    bring_in(bank.answers_to(batch, "pain.002", on=ON, rejecting={second.number: CLOSED}))
    booked = bank.booked_in_one(batch.number, payments=1, amount=str(first.amount), on=ON)
    assert outcomes(bring_in(booked)) == [(batch.number, "kept")]
    again = bank.booked_in_one(batch.number, payments=1, amount=str(first.amount), on=LATER)
    assert outcomes(bring_in(again)) == [(batch.number, "paid_twice")]
    assert verify.everything().broken == []


def test_a_bank_that_has_only_received_moves_nothing() -> None:
    batch, (payment,) = a_batch_of(1)
    file = bring_in(bank.status_report(batch.number, bank.payments_of(batch), on=ON, code="ACCP"))
    assert outcomes(file) == [(batch.number, "kept"), (payment.number, "kept")]
    assert state(payment) == "exported"
    with db.one_moment():
        assert bank_reconciliation.count_silent(through=builders.DAY).payments == 1
        (told,) = bank_reconciliation.batches()
        assert [said.key for said in told.open()] == ["reconciled.waiting"]
        assert list(told.wrong()) == []


def test_nothing_is_confirmed_on_a_day_before_it_left_or_after_today() -> None:
    batch, (payment,) = a_batch_of(1)
    assert outcomes(bring_in(bank.answers_to(batch, "csv", on=date(2026, 3, 13)))) == [(payment.number, "other_day")]
    assert outcomes(bring_in(bank.answers_to(batch, "csv", on=date(2026, 3, 19)))) == [(payment.number, "other_day")]
    assert state(payment) == "exported"


def test_an_act_that_is_refused_holds_no_other_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    batch, payments = a_batch_of(2)
    confirm = clear.confirm_all

    def refusing(those: Sequence[Payment], **said: object) -> None:
        for payment in those:
            # As an act that has begun to write when it finds that it may not.
            payment.settled_on = ON
            db.session.flush()
            if payment.number == payments[0].number:
                raise Refused("payment.repaid_since", number=payment.number)
        confirm(those, **said)  # type: ignore[arg-type]

    monkeypatch.setattr(clear, "confirm_all", refusing)
    file = bring_in(bank.answers_to(batch, "camt.054", on=ON))
    assert outcomes(file) == [(payments[0].number, "refused"), (payments[1].number, "confirmed")]
    assert (state(payments[0]), now(payments[0]).settled_on) == ("exported", None)
    said = db.session.execute(select(BankAnswer.hindrance).where(BankAnswer.outcome == "refused")).scalar_one()
    assert said == in_both(Refused("payment.repaid_since", number=payments[0].number).reason)
    db.session.rollback()
    assert verify.everything().broken == []


def test_a_file_that_cannot_be_read_leaves_nothing_behind() -> None:
    with pytest.raises(NotAnswers):
        bring_in(b"<Document/>")
    assert db.session.execute(select(func.count(BankFile.id))).scalar_one() == 0
    assert list(archive.digests(settings.read().archive)) == []


def test_somebody_sees_to_what_did_not_match_once() -> None:
    batch, (payment,) = a_batch_of(1)
    file = bring_in(bank.status_report("UB-2026-9999", bank.payments_of(batch), on=ON))
    by = builders.a_user("finance")

    def see_to(position: int, remark: str) -> None:
        with db.transaction(at=builders.moment(LATER)):
            answer.see_to(bank_files.answer_for_act(file.id, position), remark, by=by)

    with pytest.raises(Refused, match="Write what you have done"):
        see_to(2, "  ")
    see_to(2, "Banken rättar filen.")
    with pytest.raises(Refused, match="seen to already"):
        see_to(2, "Igen.")
    with db.one_moment():
        (waiting,) = bank_files.files()
        assert (waiting.mismatches, waiting.waiting) == (2, 1)
        assert [one.outcome for one in bank_files.said_of(payment.id)] == ["other_file"]
    assert verify.everything().broken == []


def test_what_matched_needs_nobody() -> None:
    batch, _ = a_batch_of(1)
    file = bring_in(bank.answers_to(batch, "camt.054", on=ON))
    by = builders.a_user("finance")
    with pytest.raises(Refused, match="needs nothing done"), db.transaction(at=builders.moment(LATER)):
        answer.see_to(bank_files.answer_for_act(file.id, 1), "Onödigt.", by=by)


def test_two_who_bring_in_the_same_file_at_once_do_it_once(database: Database) -> None:  # noqa: ARG001
    batch, payments = a_batch_of(2)
    content = bank.answers_to(batch, "camt.054", on=ON)
    said = at_once(
        {
            "one": lambda: bring_in(content, "en.xml"),
            "another": lambda: bring_in(content, "två.xml"),
        }
    )
    assert sorted(said.values()) == ["done", "refused"]
    assert [state(one) for one in payments] == ["confirmed", "confirmed"]
    assert verify.everything().broken == []


def test_the_bank_and_somebody_who_stops_the_payment_at_once_do_one_thing() -> None:
    batch, (payment,) = a_batch_of(1)
    content = bank.answers_to(batch, "camt.054", on=ON)
    by = builders.a_user("finance")

    def stop() -> None:
        with db.transaction(at=builders.moment(LATER)):
            clear.cancel(payouts.by_number(payment.number), "Fel mottagare.", by=by, on=LATER)

    at_once({"bank": lambda: bring_in(content), "stop": stop})
    booked = payment.amount if state(payment) == "confirmed" else ZERO
    assert state(payment) in ("confirmed", "failed")
    assert paid(payment) == booked
    assert verify.everything().broken == []


def at_once(acts: Mapping[str, Callable[[], object]]) -> dict[str, str]:
    """Do them at the same moment, each in a thread of its own; what each ended with."""
    ready, said = threading.Barrier(len(acts)), {}

    def run(name: str, act: Callable[[], object]) -> None:
        ready.wait()
        try:
            act()
            said[name] = "done"
        except Refused:
            said[name] = "refused"
        finally:
            db.release()

    threads = [threading.Thread(target=run, args=one) for one in acts.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return said


def test_a_payment_that_has_not_left_is_no_business_of_the_banks() -> None:
    payment = builders.an_attested_payment()
    told = [Told(payment.number, str(payment.amount))]
    assert outcomes(bring_in(bank.plain_list("", told, on=ON))) == [(payment.number, "unexpected")]
    assert state(payment) == "attested"
