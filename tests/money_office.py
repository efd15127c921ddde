"""An office that pays money: the people, and what each of them may try in whatever order, over several cases."""

from __future__ import annotations

import sys
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy import select

from grantdesk import db
from grantdesk.actions import (
    assess,
    bundle,
    clear,
    decide,
    disburse,
    enrol,
    follow_up,
    forgo,
    later,
    note_elsewhere,
    register,
    repay,
)
from grantdesk.actions.decide import Verdict
from grantdesk.actions.disburse import Approval, Report
from grantdesk.actions.forgo import Forgone
from grantdesk.actions.prepare import Elsewhere
from grantdesk.actions.repay import Received
from grantdesk.domain import account
from grantdesk.domain.frame import BUDGET
from grantdesk.domain.later import Later
from grantdesk.domain.messages import message
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.decision import Decision
from grantdesk.models.payment import Batch, Payment
from grantdesk.queries import case_file, grants, payees, payouts, repayments
from grantdesk.queries.recovery_account import Account as RecoveryAccount
from tests import builders, claiming, framing, paying_ahead
from tests.conftest import Database

MOST_CASES = 4
# So little that a few grants use it up.
FRAME = Money.kronor(900_000)
ACCOUNTS = (
    builders.ACCOUNT,
    account.parse("plusgiro", "12 34 56-6"),
    account.parse("account", "123 456 789-7", clearing="8327-9"),
)
# Öre: sums that people write, and sums that nobody would.
AMOUNTS = st.integers(1, 60).map(lambda tens: tens * 1_000_000) | st.integers(1, 60_000_000)
NTH = st.integers(0, 9)
HAVE_LEFT = ("exported", "sent", "confirmed")
# How many times each rule has had its way.
DONE: Counter[str] = Counter()


class Desk:
    """The people, the day, and what they may try; each is done whole, or refused and not done at all."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.handler, self.director = builders.a_user("handler"), builders.a_user("director")
        self.finance, self.head = builders.a_user("finance"), builders.a_user("head_of_finance")
        self.terms = builders.terms()

    def try_to(self, act: Callable[[], object]) -> bool:
        """Whether it was done; what each test run has done is counted by the rule that did it."""
        try:
            with db.transaction(at=builders.moment(self.on)):
                act()
        except Refused:
            return False
        DONE[sys._getframe(1).f_code.co_name] += 1
        return True

    def grant(self, registration: Any, amount: Money) -> None:
        county = self.terms.county
        case = register.case(registration, by=self.handler, on=self.on, county=county)
        made = assess.case(case, by=self.handler, on=self.on, county=county)
        builders.check_what_is_required(case, by=self.handler, on=self.on)
        verdict = builders.verdict_on(case)
        decide.grant(case, min(amount, made.aid), verdict, by=self.director, on=self.on, terms=self.terms)

    def decide(self, case: Case, said: Later) -> None:
        proposal = later.lay(case, said, "Skälen.", by=self.handler, on=self.on, terms=self.terms)
        later.take(case, proposal.id, Verdict(""), by=self.director, on=self.on, terms=self.terms)

    def claim(self, case: Case, reported: Money, where: account.Account) -> None:
        report = Report("interim", reported, where, once=uuid.uuid4().hex)
        made = disburse.claim(case, report, by=self.handler, on=self.on)
        claiming.see_to(made, by=self.handler, on=self.on)

    def approve(self, claim: Claim, approved: Money, amount: Money | None) -> None:
        approved = min(approved, claim.reported)
        proposed = disburse.proposal_for(claim, approved, county=self.terms.county).proposed
        approval = Approval(approved, proposed if amount is None else amount, "Avvikelse som prövas.")
        disburse.approve(claim, approval, by=self.handler, on=self.on, terms=self.terms)


class Office(RuleBasedStateMachine):
    """Rules are acts; what is in the database, a new one each time, is the state."""

    def __init__(self, ground: AbstractContextManager[Database]) -> None:
        super().__init__()
        self.ground = ground
        ground.__enter__()

    def teardown(self) -> None:
        self.ground.__exit__(None, None, None)

    @initialize()
    def open_the_desk(self) -> None:
        self.desk = Desk(builders.DAY + timedelta(days=30))
        framing.a_frame(FRAME, BUDGET)
        self.numbers: list[str] = []
        self.grant(0, 50_000_000)
        self.grant(1, 14_000_000)
        self.straight_through(0, 20_000_000)
        self.straight_through(1, 10_000_000)

    def case(self, nth: int) -> Case:
        return case_file.for_act(self.numbers[nth % len(self.numbers)], by=self.desk.handler)

    def payment(self, nth: int, *states: str) -> Payment:
        found = db.session.execute(
            select(Payment.number).where(Payment.state.in_(states)).order_by(Payment.number)
        ).scalars().all()  # fmt: skip
        if not found:
            raise Refused("first.payment")
        return payouts.by_number(found[nth % len(found)])

    def batch(self, nth: int, *states: str) -> Batch:
        found = (
            db.session.execute(select(Batch.number).where(Batch.state.in_(states)).order_by(Batch.id)).scalars().all()
        )
        if not found:
            raise Refused("first.batch")
        return payouts.batch_by_number(found[nth % len(found)])

    @rule(kind=NTH, ore=AMOUNTS)
    def grant(self, kind: int, ore: int) -> None:
        if len(self.numbers) == MOST_CASES:
            return
        given = (builders.project_facts, builders.facts, paying_ahead.service_facts)[kind % 3]()
        registration = builders.a_registration(given)
        if self.desk.try_to(lambda: self.desk.grant(registration, Money(ore))):
            found = db.session.execute(select(Case.number).where(Case.once == registration.once)).scalar_one()
            self.numbers.append(found)

    @rule(nth=NTH, ore=AMOUNTS)
    def change(self, nth: int, ore: int) -> None:
        self.desk.try_to(lambda: self.desk.decide(self.case(nth), Later("change", total=Money(ore))))

    @rule(nth=NTH, ore=AMOUNTS)
    def withhold(self, nth: int, ore: int) -> None:
        said = Later("withhold", cause="conditions_broken", amount=Money(ore))
        self.desk.try_to(lambda: self.desk.decide(self.case(nth), said))

    @rule(nth=NTH)
    def end_withholding(self, nth: int) -> None:
        self.desk.try_to(lambda: self.desk.decide(self.case(nth), Later("withhold", cause="ended", amount=ZERO)))

    @rule(nth=NTH, ore=AMOUNTS)
    def advance(self, nth: int, ore: int) -> None:
        said = Later("advance", amount=Money(ore - ore % 100), special_reasons="Likviditet.", soundness="Prövad.")
        self.desk.try_to(lambda: self.desk.decide(self.case(nth), said))

    @rule(nth=NTH, ore=AMOUNTS, where=st.sampled_from(ACCOUNTS))
    def claim(self, nth: int, ore: int, where: account.Account) -> None:
        self.desk.try_to(lambda: self.desk.claim(self.case(nth), Money(ore), where))

    @rule(nth=NTH, ore=AMOUNTS, amount=st.none() | AMOUNTS)
    def approve(self, nth: int, ore: int, amount: int | None) -> None:
        def act() -> None:
            waiting = [each.claim for each in case_file.claims_of(self.case(nth)) if each.claim.state == "submitted"]
            for each in waiting:
                claim = payouts.claim_for_act(each.id, by=self.desk.handler)
                self.desk.approve(claim, Money(ore), None if amount is None else Money(amount))

        self.desk.try_to(act)

    @rule(nth=NTH)
    def confirm_account(self, nth: int) -> None:
        def act() -> None:
            organisation_id = self.case(nth).organisation_id
            waiting = [each for each in payees.standing_of(organisation_id) if each.state == "proposed"]
            if waiting:
                found = payees.by_id(waiting[nth % len(waiting)].id, organisation_id=organisation_id)
                enrol.confirm(found, by=self.desk.finance, on=self.desk.on)

        self.desk.try_to(act)

    @rule(nth=NTH)
    def attest(self, nth: int) -> None:
        self.desk.try_to(
            lambda: disburse.attest(
                self.payment(nth, "prepared"), by=self.desk.head, on=self.desk.on, terms=self.desk.terms
            )
        )

    @rule(nth=NTH)
    def send_back(self, nth: int) -> None:
        self.desk.try_to(
            lambda: disburse.send_back(
                self.payment(nth, "prepared", "attested"), "Fel.", by=self.desk.finance, on=self.desk.on
            )
        )

    @rule()
    def make_a_batch(self) -> None:
        def act() -> None:
            rows = select(Payment.number).where(Payment.state == "attested").order_by(Payment.number)
            found = payouts.by_numbers(db.session.execute(rows).scalars().all())
            bundle.make(found, by=self.desk.finance, on=self.desk.on, once=uuid.uuid4().hex)

        self.desk.try_to(act)

    @rule(nth=NTH, ore=AMOUNTS)
    def straight_through(self, nth: int, ore: int) -> None:
        """A claim all the way to the bank: by single acts alone few come so far."""
        self.claim(nth, ore, ACCOUNTS[0])
        self.approve(nth, ore, None)
        self.confirm_account(0)
        for _ in range(3):
            self.attest(0)
        self.make_a_batch()
        self.lock(0)
        self.export(0)

    @rule(nth=NTH)
    def take_out(self, nth: int) -> None:
        self.desk.try_to(lambda: bundle.take_out(self.payment(nth, "in_batch"), by=self.desk.finance))

    @rule(nth=NTH)
    def lock(self, nth: int) -> None:
        desk = self.desk
        desk.try_to(lambda: bundle.lock(self.batch(nth, "open"), by=desk.finance, on=self.desk.on, terms=desk.terms))

    @rule(nth=NTH)
    def unlock(self, nth: int) -> None:
        self.desk.try_to(lambda: bundle.unlock(self.batch(nth, "locked"), by=self.desk.finance))

    @rule(nth=NTH)
    def export(self, nth: int) -> None:
        desk = self.desk
        desk.try_to(
            lambda: bundle.export(self.batch(nth, "locked"), by=desk.finance, on=self.desk.on, terms=desk.terms)
        )

    @rule(nth=NTH)
    def mark_sent(self, nth: int) -> None:
        self.desk.try_to(
            lambda: bundle.mark_sent(
                self.batch(nth, "exported"), by=self.desk.finance, on=self.desk.on, today=self.desk.on
            )
        )

    @rule(nth=NTH)
    def confirm(self, nth: int) -> None:
        self.desk.try_to(
            lambda: clear.confirm(
                self.payment(nth, "exported", "sent"), by=self.desk.finance, on=self.desk.on, because="fil 1"
            )
        )

    @rule(nth=NTH)
    def fail(self, nth: int) -> None:
        why = message("payment.stopped", reason="kontot finns inte")
        self.desk.try_to(
            lambda: clear.fail(
                self.payment(nth, *HAVE_LEFT), why, by=self.desk.finance, on=self.desk.on, because="fil 2"
            )
        )

    @rule(nth=NTH)
    def cancel(self, nth: int) -> None:
        self.desk.try_to(
            lambda: clear.cancel(
                self.payment(nth, "exported", "sent"), "Fel mottagare.", by=self.desk.head, on=self.desk.on
            )
        )

    @rule(nth=NTH)
    def pay_anew(self, nth: int) -> None:
        self.desk.try_to(lambda: clear.pay_anew(self.payment(nth, "failed"), by=self.desk.finance, on=self.desk.on))

    @rule(nth=NTH)
    def give_up(self, nth: int) -> None:
        self.desk.try_to(
            lambda: clear.give_up(self.payment(nth, "failed"), "Ska inte ut.", by=self.desk.finance, on=self.desk.on)
        )

    @rule(nth=NTH, ore=AMOUNTS)
    def paid_elsewhere(self, nth: int, ore: int) -> None:
        made = Elsewhere(self.desk.on, f"OCR {ore}", "Betald av Regionens ekonomisystem.")
        self.desk.try_to(
            lambda: note_elsewhere.payment(self.case(nth), Money(ore), made, by=self.desk.handler, on=self.desk.on)
        )

    @rule(nth=NTH, ore=AMOUNTS)
    def recover(self, nth: int, ore: int) -> None:
        said = Later("recover", cause="wrong_data", amount=Money(ore), due_on=self.desk.on + timedelta(days=30))
        self.desk.try_to(lambda: self.desk.decide(self.case(nth), said))

    @rule(nth=NTH, other=NTH, ore=AMOUNTS)
    def set_off(self, nth: int, other: int, ore: int) -> None:
        def act() -> None:
            case = self.case(nth)
            recoveries = [each for each in grants.of_case(case).recoveries if each.left > ZERO]
            payment = self.payment(other, "prepared", "attested", "failed")
            if recoveries:
                said = Later(
                    "set_off", recovery_id=recoveries[0].decision.id, payment=payment.number, amount=Money(ore)
                )
                self.desk.decide(case, said)

        self.desk.try_to(act)

    @rule(nth=NTH, ore=AMOUNTS)
    def repaid(self, nth: int, ore: int) -> None:
        def act() -> None:
            told = Received(Money(ore), self.desk.on, f"OCR {uuid.uuid4().hex[:8]}")
            rates = self.desk.terms.county.interest
            repay.note(self.recovery(nth), told, by=self.desk.finance, on=self.desk.on, rates=rates)

        self.desk.try_to(act)

    @rule(nth=NTH, ore=AMOUNTS)
    def lost(self, nth: int, ore: int) -> None:
        def act() -> None:
            desk, told = self.desk, Forgone(Money(ore), ZERO, "bankruptcy", "Konkursen är avslutad.")
            found = self.recovery(nth)
            loss = forgo.propose(found, told, by=desk.finance, on=self.desk.on, rates=desk.terms.county.interest)
            again = repayments.for_act(found.recovery.id, desk.terms.county, by=desk.director)
            forgo.confirm(again, loss, Verdict(""), by=desk.director, on=self.desk.on, terms=desk.terms)

        self.desk.try_to(act)

    def recovery(self, nth: int) -> RecoveryAccount:
        rows = select(Decision.id).where(Decision.kind == "recover").order_by(Decision.id)
        found = db.session.execute(rows).scalars().all()
        if not found:
            raise Refused("first.payment")
        return repayments.for_act(found[nth % len(found)], self.desk.terms.county, by=self.desk.finance)

    @rule(nth=NTH)
    def close(self, nth: int) -> None:
        if nth == 0:
            self.desk.try_to(lambda: follow_up.close(self.case(nth), by=self.desk.handler, on=self.desk.on))
