"""Two companies of one group, decided at the same moment, cannot both use the same room."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grantdesk.actions import affiliate, decide, propose
from grantdesk.actions.affiliate import Link
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.proposal import Proposal
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, undertakings
from tests import builders, groups
from tests.actions.test_concurrency import at_once, done
from tests.groups import FIRST, SECOND, SINCE, THIRD, TODAY

pytestmark = pytest.mark.usefixtures("database")

# 300 000 EUR at about 11 kronor is some 3.3 million: room for one of these in a group, not for two.
AMOUNT = Money.kronor(2_050_000)
COSTS = [{"category": "machinery", "amount": "6000000.00"}]


def an_assessed_case_of(number: str) -> Case:
    return builders.an_assessed_case(builders.a_registration(groups.facts_for(number, costs=COSTS)))


def grants(*cases: Case) -> list[Callable[[], object]]:
    """The board's decision to grant each of the cases, in an order of the threads' own."""
    board, terms = builders.a_user("administrator"), builders.terms()

    def grant(number: str, verdict: decide.Verdict) -> Callable[[], object]:
        return lambda: decide.grant(
            case_file.for_act(number, by=board), AMOUNT, verdict, by=board, on=TODAY, terms=terms
        )

    return [grant(case.number, builders.verdict_on(case, minutes="§ 12")) for case in cases]


def test_two_grants_to_two_companies_of_a_group_cannot_both_use_the_same_room() -> None:
    groups.join(groups.a_company(FIRST), groups.a_company(SECOND))
    answers = at_once(*grants(an_assessed_case_of(FIRST), an_assessed_case_of(SECOND)))
    assert done(answers) == 1
    assert balances.totals(["scheme"]).sum.granted == AMOUNT
    assert verify.everything().broken == []


def test_proposals_in_two_companies_of_a_group_never_hold_more_than_its_room() -> None:
    groups.join(groups.a_company(FIRST), groups.a_company(SECOND))
    cases = [an_assessed_case_of(number) for number in (FIRST, SECOND) * 2]
    handler, terms = builders.a_user(), builders.terms()
    verdicts = [builders.verdict_on(case) for case in cases]

    def proposing(number: str, verdict: decide.Verdict) -> Callable[[], object]:
        return lambda: propose.grant(
            case_file.for_act(number, by=handler), Money.kronor(1_100_000), verdict, by=handler, on=TODAY, terms=terms
        )

    numbers = [case.number for case in cases]
    answers = at_once(*map(proposing, numbers, verdicts))
    # Some 102 000 EUR each: two of them fit under 300 000.
    assert done(answers) == 2
    held = [made.reserved_eur for made in answers if isinstance(made, Proposal) and made.reserved_eur]
    assert sum(held) <= 300_000
    assert verify.everything().broken == []


def test_a_company_that_joins_while_another_is_granted_is_seen_by_the_next_grant() -> None:
    one, other = groups.a_company(FIRST).id, groups.a_company(SECOND).id
    cases = an_assessed_case_of(FIRST), an_assessed_case_of(SECOND)
    first, second = grants(*cases)
    handler = builders.a_user()

    def join() -> object:
        mine, theirs = undertakings.organisations([one, other])
        return affiliate.join(mine, theirs, Link(SINCE, "Aktiebok"), by=handler, on=TODAY) or "joined"

    joined, granted = at_once(join, first)
    assert joined == "joined" or isinstance(joined, list)
    assert not isinstance(granted, Refused)
    assert done(at_once(second)) == 0


def test_one_company_joins_one_group_however_many_record_it_at_once() -> None:
    one, other, third = (groups.a_company(number).id for number in (FIRST, SECOND, THIRD))
    handler = builders.a_user()

    def join(whom: int) -> Callable[[], object]:
        def act() -> object:
            found = {each.id: each for each in undertakings.organisations([one, whom])}
            return affiliate.join(found[one], found[whom], Link(SINCE, "Aktiebok"), by=handler, on=TODAY) or "joined"

        return act

    at_once(*(join(whom) for whom in (other, third) * 2))
    held = [each for each in undertakings.memberships_of(one) if not each.as_told.is_empty]
    assert len(held) == 1
    assert verify.everything().broken == []
