"""Many people at work at the same moment, on the same few cases: whoever is refused is told so, and nothing is left wrong."""

from __future__ import annotations

import random
import threading
import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import text

from grantdesk import db
from grantdesk.actions import assess, bundle, decide, disburse, enrol, follow_up, register
from grantdesk.actions.disburse import Approval, Report
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.payment import Payment
from grantdesk.operations import verify
from grantdesk.queries import balances, batches, case_file, payees, payouts
from tests import builders, claiming
from tests.conftest import Database

PEOPLE, ACTS_EACH, CASES = 8, 25, 4


class Office:
    """Some cases, and the acts that anybody may try on any of them at any time."""

    def __init__(self) -> None:
        self.handler, self.director = builders.a_user("handler"), builders.a_user("director")
        self.finance, self.terms = builders.a_user("head_of_finance"), builders.terms()
        self.numbers = [builders.a_granted_case(amount=Money.kronor(30_000)).number for _ in range(CASES)]
        self.acts: list[Callable[[random.Random], object]] = [
            self.register, self.claim, self.claim, self.approve, self.approve, self.attest, self.attest,
            self.send_back, self.collect, self.collect, self.export, self.close,
        ]  # fmt: skip

    def case(self, chance: random.Random) -> Case:
        return case_file.for_act(chance.choice(self.numbers), by=self.handler)

    def register(self, chance: random.Random) -> None:
        made = register.case(builders.a_registration(), by=self.handler, on=builders.DAY, county=self.terms.county)
        assess.case(made, by=self.handler, on=builders.DAY, county=self.terms.county)
        builders.check_what_is_required(made, by=self.handler)
        if chance.random() < 0.5:
            decide.grant(
                made,
                Money.kronor(1_000),
                builders.verdict_on(made),
                by=self.director,
                on=builders.DAY,
                terms=self.terms,
            )

    def claim(self, chance: random.Random) -> None:
        report = Report("interim", Money.kronor(10_000), builders.ACCOUNT, once=uuid.uuid4().hex)
        claim = disburse.claim(self.case(chance), report, by=self.handler, on=builders.DAY)
        claiming.see_to(claim, by=self.handler)
        payee = payees.by_id(claim.payee_id or 0, organisation_id=claim.case.organisation_id)
        if payee.state == "proposed":
            enrol.confirm(payee, by=self.finance, on=builders.DAY)

    def approve(self, chance: random.Random) -> None:
        case = self.case(chance)
        for each in case_file.claims_of(case):
            if each.claim.state == "submitted":
                claim = payouts.claim_for_act(each.claim.id, by=self.handler)
                approval = Approval(claim.reported, Money.kronor(chance.randint(1, 4_000)), "Avvikelse som prövas.")
                disburse.approve(claim, approval, by=self.handler, on=builders.DAY, terms=self.terms)

    def attest(self, chance: random.Random) -> None:
        payment = payouts.by_number(self._some_payment(chance, "prepared"))
        disburse.attest(payment, by=self.finance, on=builders.DAY, terms=self.terms)

    def send_back(self, chance: random.Random) -> None:
        payment = payouts.by_number(self._some_payment(chance, "attested"))
        disburse.send_back(payment, "Fel konto.", by=self.finance, on=builders.DAY)

    def collect(self, chance: random.Random) -> None:
        numbers = [line.number for line in payouts.in_state("attested")]
        chosen = payouts.by_numbers(chance.sample(numbers, min(len(numbers), 2)))
        bundle.make(chosen, by=self.finance, on=builders.DAY, once=uuid.uuid4().hex)

    def export(self, chance: random.Random) -> None:
        waiting = {line.number: line.state for line in batches.batches() if line.state in ("open", "locked")}
        if not waiting:
            return
        batch = payouts.batch_by_number(chance.choice(sorted(waiting)))
        act = bundle.lock if waiting[batch.number] == "open" else bundle.export
        act(batch, by=self.finance, on=builders.DAY, terms=self.terms)

    def close(self, chance: random.Random) -> None:
        if chance.random() < 0.1:
            follow_up.close(self.case(chance), by=self.handler, on=builders.DAY)

    def _some_payment(self, chance: random.Random, state: str) -> str:
        waiting = [line.number for line in payouts.in_state(state)]
        return chance.choice(waiting) if waiting else "UT-2026-0001"


def work(office: Office, seed: int, surprises: list[BaseException]) -> None:
    """One person's morning: acts one after the other, most of them in somebody else's way."""
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    for _ in range(ACTS_EACH):
        try:
            with db.transaction(at=builders.moment()):
                chance.choice(office.acts)(chance)
        except Refused:
            continue
        except BaseException as error:
            surprises.append(error)
        finally:
            db.release()


def test_eight_people_at_once_meet_nothing_but_refusals_and_leave_everything_whole(database: Database) -> None:
    office, surprises = Office(), list[BaseException]()
    db.release()
    threads = [threading.Thread(target=work, args=(office, seed, surprises)) for seed in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=240)
    assert surprises == [], database.backend
    assert verify.everything().broken == []
    assert all(ZERO <= sums.paid <= sums.granted for sums in balances.of_every_case().values())


@pytest.fixture
def second_session(database: Database) -> Callable[[str], None]:
    """Runs SQL that another process would, in a transaction of its own that is committed at once."""

    def run(statement: str) -> None:
        with database.engine.begin() as connection:
            connection.execute(text(statement))

    return run


@pytest.mark.parametrize("backend", ["postgresql"])
@pytest.mark.usefixtures("database")
def test_an_act_on_a_payment_does_not_wait_for_somebody_who_holds_its_case() -> None:
    # The one who attests holds the end of the chain while the event is written; the one who holds the case waits for
    # the end of the chain. If the event had to wait for the case, both would wait for ever.
    payment = builders.a_payment()
    finance, handler, terms = builders.a_user("finance"), builders.a_user(), builders.terms()
    number = case_file.of_id(payment.case_id, by=handler).number
    db.release()
    refused: list[BaseException] = []

    def attest() -> None:
        try:
            with db.transaction(at=builders.moment()):
                db.session.execute(text("SET LOCAL lock_timeout = '3s'"))
                disburse.attest(payouts.by_number(payment.number), by=finance, on=builders.DAY, terms=terms)
        except BaseException as error:
            refused.append(error)
        finally:
            db.release()

    with db.transaction(at=builders.moment()):
        case_file.for_act(number, by=handler)
        other = threading.Thread(target=attest)
        other.start()
        other.join(timeout=30)
    assert refused == []
    assert payouts.line(payment.number).state == "attested"


def test_what_is_found_for_an_act_is_as_it_is_now_whatever_the_session_has_seen(
    second_session: Callable[[str], None],
) -> None:
    case, handler = builders.a_granted_case(), builders.a_user()
    payment = builders.a_payment(builders.a_claim(case))
    held: list[Case | Payment] = []
    with db.transaction(at=builders.moment()):
        held += [case_file.for_act(case.number, by=handler), payouts.by_number(payment.number)]
    second_session("UPDATE grant_case SET title = 'Ändrad'")
    second_session("UPDATE payment SET state = 'cancelled'")
    with db.transaction(at=builders.moment()):
        assert case_file.for_act(case.number, by=handler).title == "Ändrad"
        assert payouts.by_number(payment.number).state == "cancelled"
        assert payouts.by_numbers([payment.number])[0].state == "cancelled"
    assert len(held) == 2
