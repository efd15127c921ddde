"""What two people can do with money at the same moment: the same act twice, or an act against what undoes it.

Each builder makes what they meet over, through the acts, and says of how many of them it may be that they are done.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select

from grantdesk import db
from grantdesk.actions import (
    allot,
    answer,
    bundle,
    clear,
    close_period,
    disburse,
    draft,
    draw_down,
    enrol,
    expect,
    follow_up,
    forgo,
    instal,
    keep_file,
    later,
    note_elsewhere,
    pay_in_advance,
    reconcile,
    repay,
    review,
    sue,
    watch,
)
from grantdesk.actions.decide import Verdict
from grantdesk.actions.disburse import Approval, Report
from grantdesk.actions.forgo import Forgone
from grantdesk.actions.prepare import Elsewhere
from grantdesk.actions.repay import Received
from grantdesk.actions.sue import HandedOver
from grantdesk.domain.account import Account, parse
from grantdesk.domain.instalments import Part
from grantdesk.domain.later import Later
from grantdesk.domain.messages import message
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.period import Month
from grantdesk.domain.refusal import Refused
from grantdesk.domain.repayments import Part as Planned
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.payment import Payment
from grantdesk.models.reconciliation import Reconciliation
from grantdesk.queries import (
    balances,
    bank_files,
    case_file,
    drawings,
    frames,
    instalments,
    payees,
    payouts,
    periods,
    reconciliations,
    repayments,
    watches,
)
from grantdesk.queries.recovery_account import Account as RecoveryAccount
from tests import bank, builders, claiming, closing, enrolling, framing, paying_ahead, recovering, watching
from tests.actions import test_later as laying
from tests.builders import DAY, a_user, terms

Act = Callable[[], object]
KRONOR = Money.kronor
NEXT = laying.NEXT
_accounts = count(1)
STOPPED = message("payment.stopped", reason="Kontot är avslutat")


@dataclass(frozen=True)
class Rivals:
    """Acts that start together, how many of them may be done, and what must hold when all have had their answer."""

    acts: tuple[Act, ...]
    done: tuple[int, ...] = (1,)
    after: Callable[[], bool] = lambda: True


# What a person does with a payment, a batch, a claim, a case, a recovery: found for the act, and done.


def payment(number: str, act: Callable[..., object], *said: Any, position: str = "finance", **named: Any) -> Act:
    by = a_user(position)
    return lambda: act(payouts.by_number(number), *said, by=by, **named)


def batch(number: str, act: Callable[..., object], **named: Any) -> Act:
    by = a_user("finance")
    return lambda: act(payouts.batch_by_number(number), by=by, **named)


def case(number: str, act: Callable[..., object], *said: Any, position: str = "handler", **named: Any) -> Act:
    by = a_user(position)
    return lambda: act(case_file.for_act(number, by=by), *said, by=by, **named)


def claim(key: int, act: Callable[..., object], *said: Any, **named: Any) -> Act:
    by = a_user()
    return lambda: act(payouts.claim_for_act(key, by=by), *said, by=by, **named)


def recovery(key: int, act: Callable[..., object], *said: Any, position: str = "finance", **named: Any) -> Act:
    by, county = a_user(position), terms().county
    return lambda: act(repayments.for_act(key, county, by=by), *said, by=by, **named)


def number_of(found: Payment) -> str:
    return payouts.line(found.number).case_number


def is_in(found: Payment, *states: str) -> Callable[[], bool]:
    """Whether the payment has come to one of the states, asked when all have had their answer."""
    number = found.number
    return lambda: payouts.line(number).state in states


def another_account() -> Account:
    """A bankgiro that nobody has yet."""
    digits = f"52{next(_accounts):05d}"
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(digits)]
    return parse("bankgiro", f"{digits}{-sum(each // 10 + each % 10 for each in doubled) % 10}")


def taking(in_case: Case, said: Later, *, on: date = NEXT) -> Act:
    """A later decision that waits to be taken."""
    proposal = laying.lay(in_case, said, on=on)
    return case(in_case.number, later.take, proposal, Verdict(""), position="director", on=on, terms=terms())


def failing(number: str, *, on: date = DAY) -> Act:
    return payment(number, clear.fail, STOPPED, on=on, because="påhittad fil")


def stopping(number: str) -> Act:
    return payment(number, clear.cancel, "Fel mottagare.", position="head_of_finance", on=DAY)


def giving_up(number: str) -> Act:
    return payment(number, clear.give_up, "Ska inte ut.", on=DAY)


def sending_back(number: str, *, on: date = DAY) -> Act:
    return payment(number, disburse.send_back, "Fel konto.", on=on)


def attesting(number: str, *, on: date = DAY) -> Act:
    return payment(number, disburse.attest, on=on, terms=terms())


def paying_anew(number: str) -> Act:
    return payment(number, clear.pay_anew, on=DAY)


def collecting(number: str) -> Act:
    by = a_user("finance")
    return lambda: bundle.make(payouts.by_numbers([number]), by=by, on=DAY, once=uuid.uuid4().hex)


def closing_case(number: str) -> Act:
    return case(number, follow_up.close, on=DAY)


def approving(key: int, amount: Money) -> Act:
    approval = Approval(KRONOR(100_000), amount, "Avvikelse som prövas.")
    return claim(key, disburse.approve, approval, on=NEXT, terms=terms())


# Claims


def a_claim_approved_twice() -> Rivals:
    made = builders.a_claim()
    return Rivals((approving(made.id, KRONOR(35_000)), approving(made.id, KRONOR(35_000))))


def a_claim_approved_and_refused() -> Rivals:
    made = builders.a_claim()
    return Rivals((approving(made.id, KRONOR(35_000)), claim(made.id, disburse.refuse, "Ej styrkt.")))


def a_claim_approved_and_the_grant_lowered() -> Rivals:
    made = builders.a_claim()
    lowered = taking(claiming.case_of(made), Later("change", total=KRONOR(20_000)))
    return Rivals((approving(made.id, KRONOR(35_000)), lowered))


def a_draft_handed_in_and_withdrawn() -> Rivals:
    made = claiming.a_draft(None, laying_row())
    # One that has been handed in may be withdrawn too.
    return Rivals((claim(made.id, draft.hand_in), claim(made.id, draft.withdraw, "Fel ärende.")), done=(1, 2))


def rows_added_twice() -> Rivals:
    made = claiming.a_draft()
    adding = claim(made.id, review.add_lines, [laying_row()], county=terms().county, once=uuid.uuid4().hex)
    return Rivals((adding, adding))


def laying_row() -> Any:
    from tests.reviewing import a_row

    return a_row(10_000)


# Payments before they leave


def a_payment_attested_and_sent_back() -> Rivals:
    made = builders.a_payment()
    acts = (attesting(made.number), sending_back(made.number))
    return Rivals(acts, (1, 2), after=is_in(made, "cancelled"))


def a_payment_attested_and_its_account_replaced() -> Rivals:
    made = builders.a_payment()
    with db.transaction(at=builders.moment()):
        whose = payouts.by_number(made.number).case.organisation
    new, number = enrolling.proposed(whose, another_account()), made.number
    acts = (attesting(number), confirming_account(new.id, whose.id))
    return Rivals(acts, (1, 2), after=lambda: _never_leaves(number))


def _never_leaves(number: str) -> bool:
    """A payment to an account that has been replaced: whoever has attested it, no batch of it can be locked."""
    if payouts.line(number).state == "prepared":
        return True
    by = a_user("finance")
    with db.transaction(at=builders.moment()):
        of = bundle.make(payouts.by_numbers([number]), by=by, on=DAY, once=uuid.uuid4().hex)
    with pytest.raises(Refused, match=r"account"):
        builders.lock(of)
    return True


def a_payment_sent_back_twice() -> Rivals:
    made = builders.a_payment()
    return Rivals((sending_back(made.number), sending_back(made.number)))


def a_payment_collected_twice() -> Rivals:
    made = builders.an_attested_payment()
    return Rivals((collecting(made.number), collecting(made.number)))


def a_payment_collected_and_sent_back() -> Rivals:
    made = builders.an_attested_payment()
    return Rivals((collecting(made.number), sending_back(made.number)))


def a_payment_taken_out_while_its_batch_is_locked() -> Rivals:
    made, other = builders.an_attested_payment(), builders.an_attested_payment()
    of = builders.a_batch(made, other).number
    acts = (payment(made.number, bundle.take_out), batch(of, bundle.lock, on=DAY, terms=terms()))
    return Rivals(acts, (1, 2), after=lambda: _as_locked(of))


def _as_locked(number: str) -> bool:
    found = payouts.batch_by_number(number)
    return found.payments_locked == len(payouts.of_batch(found))


def a_batch_locked_twice() -> Rivals:
    of = builders.a_batch().number
    return Rivals(tuple(batch(of, bundle.lock, on=DAY, terms=terms()) for _ in range(2)))


def a_batch_exported_and_unlocked() -> Rivals:
    found = builders.a_batch()
    builders.lock(found)
    return Rivals((batch(found.number, bundle.export, on=DAY, terms=terms()), batch(found.number, bundle.unlock)))


# Payments that have left


def a_payment_stopped_while_its_batch_is_exported() -> Rivals:
    made = builders.an_attested_payment()
    found = builders.a_batch(made)
    builders.lock(found)
    acts = (batch(found.number, bundle.export, on=DAY, terms=terms()), stopping(made.number))
    return Rivals(acts, (1, 2), after=is_in(made, "exported", "failed"))


def _exported() -> tuple[Payment, str]:
    made = builders.an_exported_payment()
    return made, payouts.line(made.number).batch_number or ""


def a_batch_sent_twice() -> Rivals:
    _, of = _exported()
    return Rivals(tuple(batch(of, bundle.mark_sent, on=DAY, today=DAY) for _ in range(2)))


def a_payment_stopped_while_its_batch_is_sent() -> Rivals:
    made, of = _exported()
    acts = (batch(of, bundle.mark_sent, on=DAY, today=DAY), stopping(made.number))
    return Rivals(acts, (2,), after=is_in(made, "failed"))


def a_payment_confirmed_twice() -> Rivals:
    made, _ = _exported()
    confirming = payment(made.number, clear.confirm, on=DAY, because="fil")
    return Rivals((confirming, confirming))


def a_payment_confirmed_and_failed() -> Rivals:
    made, _ = _exported()
    acts = (payment(made.number, clear.confirm, on=DAY, because="fil"), failing(made.number))
    return Rivals(acts, (1, 2), after=is_in(made, "failed"))


def a_payment_failed_twice() -> Rivals:
    made, _ = _exported()
    return Rivals((failing(made.number), stopping(made.number)))


def an_answer_brought_in_twice() -> Rivals:
    made, of = _exported()
    content = bank.answers_to(payouts.batch_by_number(of), "csv", on=DAY)
    return Rivals((bringing_in(content), bringing_in(content)), after=is_in(made, "confirmed"))


def an_answer_and_a_stop() -> Rivals:
    made, of = _exported()
    about = made.number, made.case_id, made.amount
    content = bank.answers_to(payouts.batch_by_number(of), "camt.054", on=DAY)
    return Rivals((bringing_in(content), stopping(made.number)), (1, 2), after=lambda: _answered_or_stopped(*about))


def _answered_or_stopped(number: str, case_id: int, amount: Money) -> bool:
    """Confirmed and paid, or stopped and not, and then the bank's word waits for somebody."""
    return (payouts.line(number).state, balances.of_case(case_id).paid) in (("confirmed", amount), ("failed", ZERO))


def bringing_in(content: bytes) -> Act:
    file, by = answer.read("svar.xml", content), a_user("finance")
    return lambda: answer.bring_in(file, by=by, on=DAY)


def an_answer_seen_to_twice() -> Rivals:
    key = bank.a_file_that_does_not_match()
    by = a_user("finance")

    def see_to() -> object:
        found = bank_files.answer_for_act(key, 1)
        return answer.see_to(found, "Ringde banken.", by=by)

    return Rivals((see_to, see_to))


def a_failed_payment_paid_anew_twice() -> Rivals:
    made = builders.a_failed_payment()
    return Rivals((paying_anew(made.number), paying_anew(made.number)))


def a_failed_payment_paid_anew_and_given_up() -> Rivals:
    made = builders.a_failed_payment()
    return Rivals((paying_anew(made.number), giving_up(made.number)))


def a_failed_payment_given_up_twice() -> Rivals:
    made = builders.a_failed_payment()
    return Rivals((giving_up(made.number), giving_up(made.number)))


def a_file_made_twice() -> Rivals:
    _, of = _exported()
    by = a_user("finance")

    def make() -> object:
        found = payouts.batch_by_number(of)
        return keep_file.of_batch(found, "csv", language="sv", by=by, on=DAY, terms=terms())

    return Rivals((make, make), (1, 2))


# A case that is closed


def a_case_closed_and_claimed_on() -> Rivals:
    granted = builders.a_granted_case()
    report = Report("interim", KRONOR(50_000), builders.ACCOUNT, once=uuid.uuid4().hex)
    return Rivals((closing_case(granted.number), case(granted.number, disburse.claim, report, on=DAY)))


def a_case_closed_and_its_failed_payment_paid_anew() -> Rivals:
    made = builders.a_failed_payment()
    return Rivals((closing_case(number_of(made)), paying_anew(made.number)), after=is_in(made, "cancelled"))


def a_case_closed_and_its_failed_payment_given_up() -> Rivals:
    made = builders.a_failed_payment()
    return Rivals((closing_case(number_of(made)), giving_up(made.number)), after=is_in(made, "cancelled"))


def a_case_closed_and_its_advance_sent_back() -> Rivals:
    made = paying_ahead.advanced(paying_ahead.a_project(), KRONOR(100_000), on=DAY)
    return Rivals((closing_case(number_of(made)), sending_back(made.number)), (1, 2))


def a_case_closed_and_its_payment_coming_back() -> Rivals:
    made, _ = _exported()
    return Rivals((closing_case(number_of(made)), failing(made.number)), (1, 2))


def a_case_closed_twice() -> Rivals:
    granted = builders.a_granted_case()
    return Rivals((closing_case(granted.number), closing_case(granted.number)))


# What comes back


def _paid_and_recovered() -> tuple[Case, Decision, Payment]:
    paid = recovering.a_paid_case()
    made = recovering.a_recovery(paid)
    (found,) = (each.payment for each in case_file.claims_of(paid) if each.payment)
    return paid, made, found


def noting(key: int, amount: Money, *, on: date = recovering.DECIDED) -> Act:
    told = Received(amount, on, f"OCR {uuid.uuid4().hex[:8]}")
    return recovery(key, repay.note, told, on=on, rates=terms().county.interest)


def a_repayment_and_the_payment_coming_back() -> Rivals:
    _, made, paid = _paid_and_recovered()
    return Rivals((noting(made.id, recovering.PAID), failing(paid.number, on=recovering.DECIDED)))


def a_recovery_decided_and_the_payment_coming_back() -> Rivals:
    paid = recovering.a_paid_case()
    (found,) = (each.payment for each in case_file.claims_of(paid) if each.payment)
    said = Later("recover", cause="wrong_data", amount=recovering.PAID, due_on=recovering.DUE)
    return Rivals((taking(paid, said), failing(found.number, on=NEXT)), (1, 2))


def a_repayment_taken_back_twice() -> Rivals:
    _, made, _ = _paid_and_recovered()
    key = recovering.repaid(made, KRONOR(1_000), recovering.DECIDED)

    def reverse(account: RecoveryAccount, **named: Any) -> None:
        repay.reverse(account, repayments.repayment_of(account, key), "Fel mottagare.", **named)

    acts, about = tuple(recovery(made.id, reverse, on=recovering.DUE) for _ in range(2)), made.id
    return Rivals(acts, after=lambda: account(about).left == recovering.PAID)


def account(key: int) -> RecoveryAccount:
    return repayments.by_key(key, terms().county, by=a_user("finance"))


def two_plans_laid() -> Rivals:
    _, made, _ = _paid_and_recovered()
    laying_plan = recovery(made.id, repay.plan, [Planned(recovering.DUE, recovering.PAID)], "Plan.", on=NEXT)
    about = made.id
    return Rivals((laying_plan, laying_plan), (2,), after=lambda: _has_one_plan(about))


def _has_one_plan(key: int) -> bool:
    return [each.state for each in account(key).plans] == ["replaced", "standing"]


def a_loss_proposed_twice() -> Rivals:
    _, made, _ = _paid_and_recovered()
    told = Forgone(KRONOR(1_000), ZERO, "bankruptcy", "Konkursen är avslutad.")
    proposing = recovery(made.id, forgo.propose, told, on=NEXT, rates=terms().county.interest)
    return Rivals((proposing, proposing))


def _confirming_loss(made: Decision, key: int) -> Act:
    def confirm(account: RecoveryAccount, **named: Any) -> None:
        forgo.confirm(account, repayments.loss_of(account, key), Verdict(""), **named)

    return recovery(made.id, confirm, position="director", on=recovering.DUE, terms=terms())


def a_loss_confirmed_twice() -> Rivals:
    _, made, _ = _paid_and_recovered()
    key = recovering.proposed(made, recovering.PAID)
    return Rivals((_confirming_loss(made, key), _confirming_loss(made, key)))


def a_loss_confirmed_and_withdrawn() -> Rivals:
    _, made, _ = _paid_and_recovered()
    key = recovering.proposed(made, recovering.PAID)

    def withdraw(account: RecoveryAccount, **named: Any) -> None:
        forgo.withdraw(account, repayments.loss_of(account, key), **named)

    return Rivals((_confirming_loss(made, key), recovery(made.id, withdraw, on=recovering.DUE)))


def a_recovery_handed_over_twice() -> Rivals:
    paid, made, _ = _paid_and_recovered()
    on, rules = recovering.DUE + timedelta(days=40), terms()
    told, ordinance = HandedOver(on, "Ä 2026-17", ("Beslutet",)), rules.county.scheme(paid.scheme).ordinance
    handing = recovery(made.id, sue.hand_over, told, on=on, rates=rules.county.interest, ordinance=ordinance)
    return Rivals((handing, handing))


def one_payment_set_off_against_two_recoveries() -> Rivals:
    cases = [recovering.a_paid_case(), recovering.a_paid_case()]
    recoveries = [recovering.a_recovery(each) for each in cases]
    other = builders.a_payment()
    said = [Later("set_off", recovery_id=each.id, payment=other.number, amount=recovering.PAID) for each in recoveries]
    return Rivals(tuple(taking(*each) for each in zip(cases, said, strict=True)))


def _setting_off(other: Payment) -> Act:
    paid = recovering.a_paid_case()
    made = recovering.a_recovery(paid)
    return taking(paid, Later("set_off", recovery_id=made.id, payment=other.number, amount=KRONOR(30_000)))


def a_payment_set_off_and_sent_back() -> Rivals:
    other = builders.a_payment()
    return Rivals((_setting_off(other), sending_back(other.number, on=NEXT)))


def a_payment_set_off_and_attested() -> Rivals:
    other = builders.a_payment()
    acts = (_setting_off(other), attesting(other.number, on=NEXT))
    return Rivals(acts, (1, 2), after=is_in(other, "cancelled"))


def a_failed_payment_set_off_and_given_up() -> Rivals:
    other = builders.a_failed_payment()
    return Rivals((_setting_off(other), giving_up(other.number)))


# Paid ahead, and elsewhere


def an_instalment_released_and_the_grant_lowered() -> Rivals:
    granted = paying_ahead.a_service_grant()
    paying_ahead.laid(granted, Part(KRONOR(60_000), "Öppet."), Part(KRONOR(60_000), "Redovisat."))
    by = a_user()

    def release() -> object:
        found = case_file.for_act(granted.number, by=by)
        return instal.release(instalments.by_number(found, 1), found, "Sett.", by=by, on=NEXT, terms=terms())

    return Rivals((release, taking(granted, Later("change", total=KRONOR(50_000)))))


def instalments_laid_twice() -> Rivals:
    granted = paying_ahead.a_service_grant()
    laying_them = case(granted.number, instal.lay_down, [Part(KRONOR(120_000), "Öppet.")], on=NEXT, terms=terms())
    return Rivals((laying_them, laying_them))


def an_advance_prepared_anew_twice() -> Rivals:
    granted = paying_ahead.a_project()
    made = paying_ahead.advanced(granted, KRONOR(100_000))
    key, by = made.decision_id or 0, a_user("finance")
    with db.transaction(at=builders.moment()):
        disburse.send_back(payouts.by_number(made.number), "Fel konto.", by=by, on=NEXT)
    anew = case(granted.number, pay_in_advance.anew, key, on=NEXT, terms=terms())
    return Rivals((anew, anew))


def _elsewhere() -> Payment:
    granted, by = builders.a_granted_case(), a_user()
    told = Elsewhere(DAY, f"E {uuid.uuid4().hex[:8]}", "Regionens ekonomisystem.")
    with db.transaction(at=builders.moment()):
        return note_elsewhere.payment(case_file.for_act(granted.number, by=by), KRONOR(1_000), told, by=by, on=DAY)


def what_was_paid_elsewhere_attested_twice() -> Rivals:
    made = _elsewhere()
    return Rivals((attesting(made.number), attesting(made.number)))


def what_was_paid_elsewhere_taken_back_twice() -> Rivals:
    made = builders.an_attested_payment(_elsewhere())
    taking_back = payment(made.number, note_elsewhere.take_back, "Fel ärende.", on=DAY)
    return Rivals((taking_back, taking_back))


# Accounts


def confirming_account(key: int, organisation_id: int) -> Act:
    by = a_user("finance")
    return lambda: enrol.confirm(payees.by_id(key, organisation_id=organisation_id), by=by, on=DAY)


def an_account_confirmed_twice() -> Rivals:
    made = enrolling.proposed(enrolling.an_organisation())
    return Rivals(
        (confirming_account(made.id, made.organisation_id), confirming_account(made.id, made.organisation_id))
    )


def an_account_confirmed_and_withdrawn() -> Rivals:
    made, by = enrolling.proposed(enrolling.an_organisation(), another_account()), a_user("head_of_finance")
    key, whose = made.id, made.organisation_id

    def withdraw() -> None:
        enrol.withdraw(payees.by_id(key, organisation_id=whose), "Fel nummer.", by=by, on=DAY)

    acts = (confirming_account(key, whose), withdraw)
    return Rivals(acts, (1, 2), after=lambda: payees.by_id(key, organisation_id=whose).state == "withdrawn")


def two_accounts_confirmed() -> Rivals:
    whose = enrolling.an_organisation()
    made = [enrolling.proposed(whose, another_account()) for _ in range(2)]
    acts, about = tuple(confirming_account(each.id, whose.id) for each in made), whose.id
    return Rivals(acts, (2,), after=lambda: _states(about).count("confirmed") == 1)


def _states(organisation_id: int) -> list[str]:
    return [each.state for each in payees.standing_of(organisation_id)]


def one_account_proposed_twice() -> Rivals:
    found, by, new = enrolling.an_organisation(), a_user(), another_account()
    number, about = builders.a_case().number, found.id

    def propose() -> object:
        whose = case_file.by_number(number, by=by).organisation
        return enrol.account(whose, new, "Brev.", once=uuid.uuid4().hex, by=by, on=DAY).id

    return Rivals((propose, propose), (2,), after=lambda: _states(about).count("proposed") == 1)


# Frames, the State's money, the books


def _settling(act: Callable[..., object], find: Callable[[int], Any], key: int) -> Act:
    by = a_user("head_of_finance")
    return lambda: act(find(key), by=by)


def a_frame_confirmed_and_withdrawn() -> Rivals:
    by = a_user("finance")
    with db.transaction(at=builders.moment()):
        key = allot.frame(framing.new(2026, "budget", framing.PLENTY), by=by).id
    acts = (allot.confirm, allot.confirm, allot.withdraw)
    return Rivals(tuple(_settling(act, frames.by_id, key) for act in acts))


def a_drawing_confirmed_and_withdrawn() -> Rivals:
    key = closing.an_entry(KRONOR(1_000), confirmed=False).id
    acts = (draw_down.confirm, draw_down.confirm, draw_down.withdraw)
    return Rivals(tuple(_settling(act, drawings.by_id, key) for act in acts))


def a_drawing_reversed_twice() -> Rivals:
    made, by = closing.an_entry(KRONOR(1_000)).id, a_user("finance")

    def reverse() -> object:
        return draw_down.reverse(drawings.by_id(made), "Fel.", once=uuid.uuid4().hex, by=by, on=DAY)

    return Rivals((reverse, reverse))


def a_forecast_kept_twice() -> Rivals:
    by = a_user("finance")
    keeping = lambda: expect.keep(by=by, on=NEXT, today=NEXT)  # noqa: E731
    return Rivals((keeping, keeping))


def a_watch_fulfilled_twice() -> Rivals:
    concluded = watching.conclude(watching.a_paid_case())
    key, by = watches.of_case(concluded)[0].id, a_user()

    def fulfil() -> None:
        found = watches.by_id(key, case=case_file.for_act(concluded.number, by=by))
        watch.see_to(found, watch.FULFIL, "Sett.", by=by, on=NEXT)

    return Rivals((fulfil, fulfil))


def _closing_month(month: Month) -> Act:
    by, on = a_user("finance"), month.last_on + timedelta(days=1)
    return lambda: close_period.close(month, by=by, on=on, terms=terms())


def a_month_closed_and_a_batch_exported_on_its_last_day() -> Rivals:
    month = Month.of(DAY)
    made = builders.an_attested_payment()
    found = builders.a_batch(made)
    builders.lock(found)
    exporting = batch(found.number, bundle.export, on=month.last_on, terms=terms())
    return Rivals((_closing_month(month), exporting), (1, 2), after=lambda: periods.is_closed(month))


def a_month_closed_twice_and_a_repayment_dated_in_it() -> Rivals:
    """What came in on a day that is closed when it is noted, is booked on the first that takes bookings."""
    _, made, _ = _paid_and_recovered()
    month = Month.of(recovering.DECIDED)
    acts = (_closing_month(month), _closing_month(month), noting(made.id, KRONOR(1_000)))
    return Rivals(acts, (1, 2), after=lambda: periods.is_closed(month))


def a_month_signed_twice() -> Rivals:
    month = Month.of(recovering.DECIDED)
    by = a_user("finance")

    def sign() -> object:
        return reconcile.sign(month, reconciliations.figures(month).digest, "Avvikelser finns.", by=by)

    return Rivals((sign, sign))


def a_month_countersigned_twice() -> Rivals:
    key = db.session.execute(select(Reconciliation.id)).scalars().first() or 0
    db.session.rollback()
    return Rivals(tuple(_settling(reconcile.countersign, reconciliations.by_id, key) for _ in range(2)))


# Each group has a database of its own: where a month is closed nothing is booked before it.
GROUPS: dict[str, tuple[Callable[[], Rivals], ...]] = {
    "claims": (
        a_claim_approved_twice,
        a_claim_approved_and_refused,
        a_claim_approved_and_the_grant_lowered,
        a_draft_handed_in_and_withdrawn,
        rows_added_twice,
    ),
    "payments": (
        a_payment_attested_and_sent_back,
        a_payment_attested_and_its_account_replaced,
        a_payment_sent_back_twice,
        a_payment_collected_twice,
        a_payment_collected_and_sent_back,
        a_payment_taken_out_while_its_batch_is_locked,
        a_batch_locked_twice,
        a_batch_exported_and_unlocked,
    ),
    "payments that have left": (
        a_payment_stopped_while_its_batch_is_exported,
        a_batch_sent_twice,
        a_payment_stopped_while_its_batch_is_sent,
        a_payment_confirmed_twice,
        a_payment_confirmed_and_failed,
        a_payment_failed_twice,
        an_answer_brought_in_twice,
        an_answer_and_a_stop,
        an_answer_seen_to_twice,
        a_failed_payment_paid_anew_twice,
        a_failed_payment_paid_anew_and_given_up,
        a_failed_payment_given_up_twice,
        a_file_made_twice,
    ),
    "cases that are closed": (
        a_case_closed_and_claimed_on,
        a_case_closed_and_its_failed_payment_paid_anew,
        a_case_closed_and_its_failed_payment_given_up,
        a_case_closed_and_its_advance_sent_back,
        a_case_closed_and_its_payment_coming_back,
        a_case_closed_twice,
    ),
    "what comes back": (
        a_repayment_and_the_payment_coming_back,
        a_recovery_decided_and_the_payment_coming_back,
        a_repayment_taken_back_twice,
        two_plans_laid,
        a_loss_proposed_twice,
        a_loss_confirmed_twice,
        a_loss_confirmed_and_withdrawn,
        a_recovery_handed_over_twice,
    ),
    "set-off": (
        one_payment_set_off_against_two_recoveries,
        a_payment_set_off_and_sent_back,
        a_payment_set_off_and_attested,
        a_failed_payment_set_off_and_given_up,
    ),
    "paid ahead and elsewhere": (
        an_instalment_released_and_the_grant_lowered,
        instalments_laid_twice,
        an_advance_prepared_anew_twice,
        what_was_paid_elsewhere_attested_twice,
        what_was_paid_elsewhere_taken_back_twice,
    ),
    "accounts": (
        an_account_confirmed_twice,
        an_account_confirmed_and_withdrawn,
        two_accounts_confirmed,
        one_account_proposed_twice,
    ),
    "the books": (
        a_frame_confirmed_and_withdrawn,
        a_drawing_confirmed_and_withdrawn,
        a_drawing_reversed_twice,
        a_forecast_kept_twice,
        a_watch_fulfilled_twice,
    ),
    "a month and a batch": (a_month_closed_and_a_batch_exported_on_its_last_day,),
    "a month and a repayment": (
        a_month_closed_twice_and_a_repayment_dated_in_it,
        a_month_signed_twice,
        a_month_countersigned_twice,
    ),
}
