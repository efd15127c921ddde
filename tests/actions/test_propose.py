"""A decision that is proposed holds its room until it is taken or released; nobody else can use it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from grantdesk import db
from grantdesk.actions import assess, decide, propose, register
from grantdesk.actions.decide import Verdict
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import CeilingExceeded, Refused
from grantdesk.models.case import Case
from grantdesk.models.proposal import Proposal
from grantdesk.operations import verify
from grantdesk.queries import case_file, proposals
from tests import builders, groups
from tests.actions.test_concurrency import at_once, done

pytestmark = pytest.mark.usefixtures("database")
CEILING = Decimal("300000.00")


def a_large_case() -> Case:
    """Assessed at some 2 100 000, of the some 3 300 000 that a company has room for."""
    given = builders.facts(costs=[{"category": "machinery", "amount": "6000000.00"}])
    return builders.an_assessed_case(builders.a_registration(given))


def aid_today(case: Case) -> Money:
    return assess.answer_to(case_file.facts_of(case, on=builders.DAY), county=builders.terms().county).aid


def take_back(case: Case, reason: str = "Underlaget ska kompletteras.") -> Proposal:
    handler = builders.a_user()
    with db.transaction(at=builders.moment()):
        return propose.take_back(case_file.for_act(case.number, by=handler), reason, by=handler, on=builders.DAY)


def test_a_proposal_holds_room_that_another_case_of_the_company_then_lacks() -> None:
    first, second = a_large_case(), a_large_case()
    before = aid_today(second)
    held = builders.propose(first).reserved_eur
    assert held is not None
    assert held > 150_000
    assert aid_today(second) < before
    reserved = [award for award in case_file.facts_of(second, on=builders.DAY)["de_minimis"] if award.get("reserved")]
    assert [award["amount_eur"] for award in reserved] == [f"{held:.2f}"]
    with pytest.raises(CeilingExceeded):
        builders.propose(second, before)
    with pytest.raises(CeilingExceeded):
        builders.grant(second, before, by=builders.a_user("administrator"), minutes="§ 12")


def test_a_case_does_not_count_its_own_proposal_against_itself() -> None:
    case = a_large_case()
    before = aid_today(case)
    builders.propose(case)
    assert aid_today(case) == before
    builders.grant(case, before, by=builders.a_user("administrator"), minutes="§ 12")
    assert db.session.query(Proposal.state).scalar() == "taken"


def test_what_is_reserved_is_said_among_the_findings() -> None:
    first, second = a_large_case(), a_large_case()
    held = builders.propose(first).reserved_eur
    answer = assess.answer_to(case_file.facts_of(second, on=builders.DAY), county=builders.terms().county)
    (said,) = [one for one in answer.as_json()["findings"] if one["rule"] == "de_minimis.general.reserved"]
    assert said["met"]
    assert f"{held:,.2f}".rstrip("0") in said["reason"]["en"]


@pytest.mark.parametrize("how", ["taken back", "rejected", "withdrawn"])
def test_a_proposal_that_is_not_taken_gives_its_room_back(how: str) -> None:
    first, second = a_large_case(), a_large_case()
    before = aid_today(second)
    builders.propose(first)
    assert aid_today(second) < before
    if how == "taken back":
        take_back(first)
    else:
        _end(first, how)
    assert aid_today(second) == before
    assert db.session.query(Proposal.state).scalar() == "released"
    assert verify.everything().broken == []


def _end(case: Case, how: str) -> None:
    board, handler, terms = builders.a_user("administrator"), builders.a_user(), builders.terms()
    with db.transaction(at=builders.moment()):
        locked = case_file.for_act(case.number, by=handler)
        if how == "rejected":
            verdict = Verdict("Åtgärden är redan påbörjad.", minutes="§ 12")
            decide.reject(locked, verdict, by=board, on=builders.DAY, terms=terms)
        else:
            register.withdraw(locked, "Sökanden har ringt.", by=handler, on=builders.DAY)


def test_a_lower_grant_keeps_only_what_it_used() -> None:
    first, second = a_large_case(), a_large_case()
    builders.propose(first)
    builders.grant(first, Money.kronor(100_000))
    held = proposals.room_held((first.organisation_id,), besides=second)
    assert held == []
    awards = case_file.facts_of(second, on=builders.DAY)["de_minimis"]
    assert len(awards) == 1
    assert Decimal(awards[0]["amount_eur"]) < 10_000


def test_a_second_proposal_in_the_same_case_is_refused_until_the_first_is_taken_back() -> None:
    case = builders.an_assessed_case()
    builders.propose(case, Money.kronor(100_000))
    with pytest.raises(Refused, match="100"):
        builders.propose(case)
    take_back(case)
    assert builders.propose(case).amount == Money.kronor(140_000)


def test_a_case_with_a_standing_proposal_is_not_assessed_anew() -> None:
    case, handler = builders.an_assessed_case(), builders.a_user()
    builders.propose(case)
    with db.transaction(at=builders.moment()):
        locked = case_file.for_act(case.number, by=handler)
        with pytest.raises(Refused, match="proposed on the assessment"):
            assess.case(locked, by=handler, on=builders.DAY, county=builders.terms().county)


def test_nothing_to_take_back_and_no_reason_are_each_refused_with_a_sentence() -> None:
    case = builders.an_assessed_case()
    with pytest.raises(Refused, match="no proposal to take back"):
        take_back(case)
    builders.propose(case)
    with pytest.raises(Refused, match="Write why"):
        take_back(case, "  ")


def test_a_proposal_rests_on_the_latest_assessment_and_on_what_the_rules_give() -> None:
    case = builders.an_assessed_case()
    with pytest.raises(CeilingExceeded):
        builders.propose(case, Money.kronor(140_001))
    with pytest.raises(Refused):
        builders.propose(builders.a_case())


def a_group() -> list[str]:
    """The numbers of five companies that count as one."""
    numbers = [groups.FIRST, groups.SECOND, groups.THIRD, "559900-4008", "559900-5005"]
    first, *others = [groups.a_company(number) for number in numbers]
    for other in others:
        groups.join(other, first)
    return numbers


def test_fifty_proposals_at_once_never_hold_more_than_the_undertakings_room() -> None:
    # Each some 63 000 EUR: four fit under 300 000, forty-six do not, whichever of the five companies they are for.
    costs = [{"category": "machinery", "amount": "2000000.00"}]
    numbers = a_group() * 10
    given = [groups.facts_for(number, costs=costs) for number in numbers]
    cases = [builders.an_assessed_case(builders.a_registration(each)) for each in given]
    amounts = {case.id: aid_today(case) for case in cases}
    verdicts = {case.id: builders.verdict_on(case) for case in cases}
    handler, terms = builders.a_user(), builders.terms()

    def laid(case_id: int) -> Callable[[], object]:
        def act() -> object:
            case = case_file.of_id(case_id, by=handler)
            return propose.grant(case, amounts[case_id], verdicts[case_id], by=handler, on=builders.DAY, terms=terms)

        return act

    answers = at_once(*map(laid, amounts))
    standing = db.session.query(Proposal).filter(Proposal.state == "standing").all()
    held = sum((one.reserved_eur or Decimal(0) for one in standing), Decimal(0))
    each = min(one.reserved_eur or Decimal(0) for one in standing)
    assert done(answers) == len(standing) == CEILING // each
    assert held <= CEILING < held + each
    assert all(isinstance(answer, CeilingExceeded | Proposal) for answer in answers)
    assert verify.everything().broken == []
