"""Whatever many people do with several cases, in whatever order: no krona is paid twice, and none that was not granted.

After every step the whole of it is asked: what is paid against what is granted and approved, the frames, the ledger, the
months that are closed, and the files that have gone to the bank.
"""

from __future__ import annotations

import uuid
from collections import Counter
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from lxml import etree
from sqlalchemy import select

from grantdesk import archive, db
from grantdesk import settings as set_by
from grantdesk.actions import (
    allot,
    answer,
    close_period,
    enrol,
    forgo,
    instal,
    note_elsewhere,
    pay_in_advance,
    refund,
    repay,
)
from grantdesk.actions.refund import PaidBack
from grantdesk.domain import account, frame
from grantdesk.domain.bank_answer import NotAnswers
from grantdesk.domain.decision_kinds import ADVANCE
from grantdesk.domain.frame import BUDGET, WHOLE
from grantdesk.domain.instalments import Part
from grantdesk.domain.later import Later
from grantdesk.domain.lifecycle import OPEN_CLAIM
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.period import Month
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.payment import ELSEWHERE, Batch, BatchFile, Payment
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, frames, grants, instalments, movements, payees, periods
from tests import bank, builders, framing
from tests.conftest import Database, a_copy
from tests.money_office import ACCOUNTS, AMOUNTS, DONE, FRAME, NTH, Office
from tests.template_databases import TemplateDatabases

# What the beginning alone comes to; the rest is chance, and of some runs some rules are left out.
TRIED = {"grant", "claim", "approve", "confirm_account", "attest", "make_a_batch", "lock", "export"}
LAST_DAY = date(2027, 2, 20)
FORMS = ("pain.002", "camt.054", "csv", "returned")


class WholeOffice(Office):
    """The office with what happens around the payments: days go by, months are closed, banks answer, accounts change."""

    def __init__(self, ground: AbstractContextManager[Database]) -> None:
        super().__init__(ground)
        self.used = dict.fromkeys(range(builders.DAY.year, LAST_DAY.year + 1), ZERO)

    @rule(days=st.integers(1, 25))
    def days_go_by(self, days: int) -> None:
        self.desk.on = min(self.desk.on + timedelta(days=days), LAST_DAY)

    @rule()
    def close_a_month(self) -> None:
        def act() -> None:
            month = periods.next_to_close() or Month.of(builders.DAY)
            close_period.close(month, by=self.desk.finance, on=self.desk.on, terms=self.desk.terms)

        self.desk.try_to(act)

    @rule()
    def open_a_month_again(self) -> None:
        def act() -> None:
            last = periods.closed_through()
            if last is not None:
                close_period.reopen(periods.by_month(Month.of(last)), "Rättelse.", by=self.desk.head)

        self.desk.try_to(act)

    @rule(ore=AMOUNTS)
    def cut_the_frame(self, ore: int) -> None:
        new = framing.new(self.desk.on.year, BUDGET, Money(ore), from_on=self.desk.on)
        self.desk.try_to(lambda: allot.confirm(allot.frame(new, by=self.desk.finance), by=self.desk.head))

    @rule()
    def widen_the_frame(self) -> None:
        new = framing.new(self.desk.on.year, BUDGET, FRAME, from_on=self.desk.on)
        self.desk.try_to(lambda: allot.confirm(allot.frame(new, by=self.desk.finance), by=self.desk.head))

    @rule(nth=NTH, where=st.sampled_from(ACCOUNTS))
    def another_account(self, nth: int, where: account.Account) -> None:
        def act() -> None:
            whose = self.case(nth).organisation
            made = enrol.account(
                whose, where, "Ringde in det.", once=uuid.uuid4().hex, by=self.desk.handler, on=self.desk.on
            )
            enrol.confirm(payees.by_id(made.id, organisation_id=whose.id), by=self.desk.finance, on=self.desk.on)

        self.desk.try_to(act)

    @rule(nth=NTH)
    def withdraw_an_account(self, nth: int) -> None:
        def act() -> None:
            whose = self.case(nth).organisation_id
            standing = payees.confirmed_of(whose)
            if standing is not None:
                found = payees.by_id(standing.id, organisation_id=whose)
                enrol.withdraw(found, "Avslutat.", by=self.desk.finance, on=self.desk.on)

        self.desk.try_to(act)

    @rule(nth=NTH, form=st.sampled_from(FORMS), rejects=st.booleans())
    def the_bank_answers(self, nth: int, form: str, rejects: bool) -> None:
        """The same file is brought in twice: the second time nothing happens."""
        content = self._answer(nth, form, rejects=rejects)
        if content is None:
            return
        try:
            file = answer.read("svar.xml", content)
        except NotAnswers:
            # A bank that booked nothing at all has nothing to tell of.
            return
        self.desk.try_to(lambda: answer.bring_in(file, by=self.desk.finance, on=self.desk.on))
        assert not self.desk.try_to(lambda: answer.bring_in(file, by=self.desk.head, on=self.desk.on))

    def _answer(self, nth: int, form: str, *, rejects: bool) -> bytes | None:
        left = select(Batch).where(Batch.exported_on.is_not(None)).order_by(Batch.id)
        batches = db.session.execute(left).scalars().all()
        if not batches:
            return None
        batch = batches[nth % len(batches)]
        told = bank.payments_of(batch)
        one = {told[nth % len(told)].reference: bank.CLOSED}
        if form == "returned":
            return bank.notification(batch.number, told, on=self.desk.on, returning=one)
        return bank.answers_to(batch, form, on=self.desk.on, rejecting=one if rejects else {})

    @rule(nth=NTH, first=AMOUNTS, second=AMOUNTS)
    def lay_instalments(self, nth: int, first: int, second: int) -> None:
        parts = [Part(Money(first), "Öppet."), Part(Money(second), "Redovisat.")]
        desk = self.desk
        desk.try_to(lambda: instal.lay_down(self.case(nth), parts, by=desk.handler, on=desk.on, terms=desk.terms))

    @rule(nth=NTH, place=st.integers(1, 3))
    def release_an_instalment(self, nth: int, place: int) -> None:
        desk = self.desk

        def act() -> None:
            case = self.case(nth)
            line = instalments.by_number(case, place)
            instal.release(line, case, "Sett.", by=desk.handler, on=desk.on, terms=desk.terms)

        desk.try_to(act)

    @rule(nth=NTH, place=st.integers(1, 3))
    def cancel_an_instalment(self, nth: int, place: int) -> None:
        def act() -> None:
            case = self.case(nth)
            instal.cancel(instalments.by_number(case, place), case, "Stängt.", by=self.desk.handler, on=self.desk.on)

        self.desk.try_to(act)

    @rule(nth=NTH)
    def advance_anew(self, nth: int) -> None:
        def act() -> None:
            case, desk = self.case(nth), self.desk
            for decision in [each for each in grants.of_case(case).decisions if each.kind == ADVANCE]:
                pay_in_advance.anew(case, decision.id, by=desk.handler, on=desk.on, terms=desk.terms)

        self.desk.try_to(act)

    @rule(nth=NTH)
    def take_back_what_was_paid_elsewhere(self, nth: int) -> None:
        def act() -> None:
            payment = self.payment(nth, "confirmed")
            if payment.kind != ELSEWHERE:
                raise Refused("first.payment")
            note_elsewhere.take_back(payment, "Fel ärende.", by=self.desk.finance, on=self.desk.on)

        self.desk.try_to(act)

    @rule(nth=NTH)
    def take_back_a_repayment(self, nth: int) -> None:
        def act() -> None:
            found = self.recovery(nth)
            if found.received:
                repay.reverse(found, found.received[-1], "Fel ärende.", by=self.desk.head, on=self.desk.on)

        self.desk.try_to(act)

    @rule(nth=NTH, ore=AMOUNTS)
    def lower_a_recovery(self, nth: int, ore: int) -> None:
        def act() -> None:
            found = self.recovery(nth)
            less = min(Money(ore), found.wanted)
            said = Later("lower", cause="mistaken", amount=less, recovery_id=found.recovery.id)
            self.desk.decide(case_file.for_act(found.case.number, by=self.desk.handler), said)

        self.desk.try_to(act)

    @rule(nth=NTH)
    def pay_back_what_is_too_much(self, nth: int) -> None:
        def act() -> None:
            found, desk = self.recovery(nth), self.desk
            made = refund.note(found, PaidBack(found.too_much, desk.on, "V 17"), by=desk.finance, on=desk.on)
            refund.confirm(self.recovery(nth), made, by=desk.head, on=desk.on)

        self.desk.try_to(act)

    @rule(nth=NTH)
    def take_back_what_was_paid_back(self, nth: int) -> None:
        def act() -> None:
            found = self.recovery(nth)
            for made in [each for each in found.refunds if each.state == "confirmed"][-1:]:
                refund.reverse(found, made, "Kom tillbaka.", by=self.desk.finance, on=self.desk.on)

        self.desk.try_to(act)

    @rule(nth=NTH)
    def take_back_a_loss(self, nth: int) -> None:
        def act() -> None:
            found = self.recovery(nth)
            if found.lost:
                forgo.reverse(found, found.lost[-1], "Utdelning kom.", by=self.desk.head, on=self.desk.on)

        self.desk.try_to(act)

    @rule(nth=NTH)
    def revoke(self, nth: int) -> None:
        if nth == 0:
            self.desk.try_to(lambda: self.desk.decide(self.case(nth), Later("revoke", cause="wrong_data")))

    @invariant()
    def no_case_is_paid_more_than_it_was_granted_or_than_its_costs(self) -> None:
        db.session.rollback()
        for number in self.numbers:
            case = case_file.by_number(number, by=self.desk.handler)
            sums, grant = balances.of_case(case.id), grants.of_case(case)
            waiting = total(payment.amount for payment in grants.on_its_way(case))
            assert ZERO <= sums.paid <= sums.granted
            if case.status == "granted":
                assert waiting + grant.withheld <= sums.outstanding
            held = total(balances.held_by_recipient(case.id).values())
            assert ZERO <= sums.recovered <= sums.paid
            assert held <= sums.paid - sums.recovered
            _never_above_costs(case, sums.paid + waiting - sums.recovered)

    @invariant()
    def no_frame_is_exceeded(self) -> None:
        """A frame that is cut may be below what is used of it; then nothing more is used."""
        year = self.desk.on.year
        used = frame.used(BUDGET, WHOLE, year, movements.all_of_them(coding=self.desk.terms.coding))
        laid = frames.holding(frames.all_of_them(), BUDGET, WHOLE, on=self.desk.on)
        assert laid is not None
        assert used <= max(self.used[year], laid.amount)
        self.used[year] = used

    @invariant()
    def no_claim_is_open_in_a_case_that_is_closed(self) -> None:
        closed = select(Claim.number).join(Case, Case.id == Claim.case_id).where(Case.status == "closed")
        assert db.session.execute(closed.where(Claim.state.in_(OPEN_CLAIM))).all() == []

    @invariant()
    def each_exported_krona_is_in_one_file_once(self) -> None:
        told: Counter[str] = Counter()
        for file in db.session.execute(select(BatchFile).where(BatchFile.form == "pain001")).scalars():
            references, amounts = _told_the_bank(archive.place(set_by.read().archive, file.digest))
            told.update(references)
            assert (len(references), total(amounts)) == (file.payments, file.amount)
        rows = select(Payment.number).join(Batch, Batch.id == Payment.batch_id).where(Batch.exported_on.is_not(None))
        assert told == Counter(db.session.execute(rows).scalars())

    @invariant()
    def everything_is_whole(self) -> None:
        assert verify.everything().broken == []


def _never_above_costs(case: Case, out: Money) -> None:
    """What is out, less what has come back, is never more than the costs approved, but for what needs no costs."""
    approved = total(
        each.claim.approved or ZERO for each in case_file.claims_of(case) if each.claim.state in ("approved", "settled")
    )
    without = select(Payment).where(
        Payment.case_id == case.id, Payment.kind != "claim", Payment.state.not_in(("cancelled",))
    )
    free = total(payment.amount for payment in db.session.execute(without).scalars())
    assert out <= approved + free


def _told_the_bank(file: Path) -> tuple[list[str], list[Money]]:
    """The references and amounts of a payment file, read by their names alone."""
    tree = etree.parse(file)
    references = [each.text or "" for each in tree.iter("{*}EndToEndId")]
    return references, [Money.parse(each.text or "") for each in tree.iter("{*}InstdAmt")]


# On PostgreSQL fewer: the same acts are tried there, and each of them waits for a server.
EXAMPLES = {"sqlite": 6, "postgresql": 3}
STEPS = 40


def test_no_sequence_of_acts_pays_a_krona_twice_or_above_what_was_decided(
    backend: str, templates: TemplateDatabases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    DONE.clear()
    run_state_machine_as_test(
        # Whatever makes a machine will do.
        lambda: WholeOffice(a_copy(templates, backend, tmp_path, monkeypatch)),  # type: ignore[arg-type]
        settings=settings(
            max_examples=EXAMPLES[backend],
            stateful_step_count=STEPS,
            deadline=None,
            # What has failed is told as it was found: to make it smaller takes minutes of a machine with a database.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
    assert TRIED - DONE.keys() == set()
