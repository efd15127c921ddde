"""What two people can do at once happens once."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import date

import pytest

from grantdesk import db
from grantdesk.actions import bundle, decide, disburse, later, register
from grantdesk.actions.decide import Verdict
from grantdesk.actions.disburse import Approval, Report
from grantdesk.domain.later import Later
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, grants, payouts
from tests import builders
from tests.actions import test_later as laying

pytestmark = pytest.mark.usefixtures("database")


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do the acts in threads that start together, and give back what each returned or was refused with."""
    gate = threading.Barrier(len(acts))
    answers: list[object] = [None] * len(acts)

    def run(index: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            with db.transaction(at=builders.moment()):
                answers[index] = act() or "done"
        except Refused as refused:
            answers[index] = refused
        except BaseException as error:
            answers[index] = error
        finally:
            db.release()

    threads = [threading.Thread(target=run, args=(index, act)) for index, act in enumerate(acts)]
    db.release()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    unexpected = [answer for answer in answers if isinstance(answer, BaseException) and not isinstance(answer, Refused)]
    assert not unexpected, unexpected
    return answers


def done(answers: list[object]) -> int:
    return sum(not isinstance(answer, Refused) for answer in answers)


def test_two_people_attesting_the_same_payment_at_the_same_moment_attest_it_once() -> None:
    payment = builders.a_payment()
    terms, people = builders.terms(), [builders.a_user("finance"), builders.a_user("head_of_finance")]

    def attest(who: object) -> Callable[[], object]:
        return lambda: disburse.attest(payouts.by_number(payment.number), by=who, on=builders.DAY, terms=terms)  # type: ignore[arg-type]

    answers = at_once(*(attest(person) for person in people * 3))
    assert done(answers) == 1
    first = payouts.line(payment.number).attested_by
    late = [str(answer) for answer in answers if isinstance(answer, Refused)]
    assert len(late) == 5
    assert all(said.startswith(f"{first} attested payment {payment.number} at 2026-03-14 10:") for said in late)

    batch = builders.a_batch(payouts.by_number(payment.number))
    finance = builders.a_user("finance")
    builders.lock(batch, by=finance)

    def export() -> None:
        bundle.export(payouts.batch_by_number(batch.number), by=finance, on=builders.DAY, terms=terms)

    exports = at_once(*(export for _ in range(4)))
    assert done(exports) == 1
    # Whoever came too late is told who was first, and when.
    late = [str(answer) for answer in exports if isinstance(answer, Refused)]
    assert len(late) == 3
    assert all(said.startswith(f"{finance.name} exported batch {batch.number} at 2026-03-14 10:") for said in late)
    assert balances.of_case(payment.case_id).paid == payment.amount
    assert verify.everything().broken == []


def test_a_form_sent_twice_at_once_registers_one_case() -> None:
    handler, registration = builders.a_user(), builders.a_registration()
    county = builders.terms().county
    answers = at_once(
        *(lambda: register.case(registration, by=handler, on=builders.DAY, county=county) for _ in range(6))
    )
    assert done(answers) == 1
    (made,) = (answer for answer in answers if not isinstance(answer, Refused))
    numbers = {answer.number for answer in answers if isinstance(answer, register.AlreadyRegistered)}
    assert numbers == {made.number}  # type: ignore[attr-defined]


def test_cases_registered_at_once_get_numbers_of_their_own_without_a_gap() -> None:
    handler, county = builders.a_user(), builders.terms().county
    registrations = [builders.a_registration() for _ in range(8)]

    def one(registration: register.Registration) -> Callable[[], object]:
        return lambda: register.case(registration, by=handler, on=builders.DAY, county=county).number

    numbers = sorted(str(answer) for answer in at_once(*map(one, registrations)) if not isinstance(answer, Refused))
    assert numbers == [f"GD-2026-{n:04d}" for n in range(1, len(numbers) + 1)]
    assert len(numbers) == 8
    assert verify.everything().broken == []


def test_two_decisions_at_once_are_one_decision() -> None:
    case = builders.an_assessed_case()
    directors, terms = [builders.a_user("director") for _ in range(3)], builders.terms()
    verdict, number = builders.verdict_on(case), case.number

    def decision(who: object) -> Callable[[], object]:
        return lambda: decide.grant(
            case_file.for_act(number, by=who),  # type: ignore[arg-type]
            Money.kronor(140_000), verdict, by=who, on=builders.DAY, terms=terms,  # type: ignore[arg-type]
        )  # fmt: skip

    assert done(at_once(*map(decision, directors))) == 1
    assert balances.of_case(case.id).granted == Money.kronor(140_000)


def test_two_grants_to_one_organisation_cannot_both_use_the_same_room() -> None:
    # 300 000 EUR at about 11 kronor is some 3.3 million: room for one of these, not for two.
    received = date(2026, 3, 14)
    given = builders.facts(costs=[{"category": "machinery", "amount": "6000000.00"}])
    cases = [builders.an_assessed_case(builders.a_registration(given)) for _ in range(2)]
    verdicts = [builders.verdict_on(case, minutes="§ 12") for case in cases]
    numbers = [case.number for case in cases]
    board, terms = builders.a_user("administrator"), builders.terms()

    def decision(index: int) -> Callable[[], object]:
        return lambda: decide.grant(
            case_file.for_act(numbers[index], by=board), Money.kronor(2_050_000), verdicts[index],
            by=board, on=received, terms=terms,
        )  # fmt: skip

    answers = at_once(decision(0), decision(1))
    assert done(answers) == 1
    assert balances.totals(["scheme"]).sum.granted == Money.kronor(2_050_000)


def test_a_claim_sent_twice_at_once_is_registered_once() -> None:
    handler, number = builders.a_user(), builders.a_granted_case().number
    report = Report("interim", Money.kronor(50_000), builders.ACCOUNT, once=uuid.uuid4().hex)
    answers = at_once(
        *(
            lambda: disburse.claim(case_file.for_act(number, by=handler), report, by=handler, on=builders.DAY)
            for _ in range(4)
        )
    )
    assert done(answers) == 1


def test_a_later_decision_taken_by_two_at_once_is_taken_once() -> None:
    case, people = builders.a_granted_case(), [builders.a_user("director"), builders.a_user("director")]
    terms = builders.terms()
    proposal = laying.lay(case, Later("change", total=Money.kronor(100_000)), on=builders.DAY)

    def take(by: builders.Person) -> Callable[[], object]:
        return lambda: later.take(
            case_file.for_act(case.number, by=by), proposal, Verdict(""), by=by, on=builders.DAY, terms=terms
        )

    assert done(at_once(*(take(person) for person in people * 2))) == 1
    assert balances.of_case(case.id).granted == Money.kronor(100_000)
    assert verify.everything().broken == []


def test_what_is_withheld_and_what_is_approved_at_once_never_exceed_the_grant() -> None:
    case = builders.a_granted_case()
    claim, director, handler = builders.a_claim(case), builders.a_user("director"), builders.a_user()
    terms = builders.terms()
    said = Later("withhold", cause="conditions_broken", amount=Money.kronor(120_000))
    proposal = laying.lay(case, said, on=builders.DAY)

    def withhold() -> object:
        found = case_file.for_act(case.number, by=director)
        return later.take(found, proposal, Verdict(""), by=director, on=builders.DAY, terms=terms)

    def approve() -> object:
        found = payouts.claim_for_act(claim.id, by=handler)
        approval = Approval(found.reported, Money.kronor(35_000), "Som föreslaget.")
        return disburse.approve(found, approval, by=handler, on=builders.DAY, terms=terms)

    assert done(at_once(withhold, approve)) == 1
    grant = grants.of_case(case)
    waiting = sum(payment.amount.ore for payment in grants.on_its_way(case))
    assert waiting + grant.withheld.ore <= balances.of_case(case.id).outstanding.ore


def test_a_payment_set_off_and_put_in_a_batch_at_once_is_one_of_the_two() -> None:
    case, recovery, payment = laying.recovered_and_payable()
    payment = builders.an_attested_payment(payment, on=laying.NEXT)
    terms, director, finance = builders.terms(), builders.a_user("director"), builders.a_user("finance")
    said = Later("set_off", recovery_id=recovery.id, payment=payment.number, amount=Money.kronor(30_000))
    proposal = laying.lay(case, said)

    def set_off() -> object:
        found = case_file.for_act(case.number, by=director)
        return later.take(found, proposal, Verdict(""), by=director, on=laying.NEXT, terms=terms)

    def collect() -> object:
        found = payouts.by_numbers([payment.number])
        return bundle.make(found, by=finance, on=laying.NEXT, once=uuid.uuid4().hex)

    assert done(at_once(set_off, collect)) == 1
    assert verify.everything().broken == []
