"""The plan adds up to what the Region published for 2025, before anything is played."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from stdnum import luhn

from grantdesk.domain import bankgiro, identity
from grantdesk.domain.money import Money, total
from grantdesk.operations.demonstration import plan
from grantdesk.operations.demonstration.acts import KINDS, acts
from grantdesk.operations.demonstration.annual_projects import (
    ERUF_COSTS,
    ERUF_EU,
    ERUF_PAID_2025,
    GRANTED_2025,
)
from grantdesk.operations.demonstration.applicants import PLACES, VASTERAS
from grantdesk.operations.demonstration.chance import is_working_day, payday
from grantdesk.operations.demonstration.people import LOGINS
from grantdesk.operations.demonstration.story import Story
from grantdesk.operations.demonstration.vocabulary import COMPETENCE, ENERGY, SERVICE

ON = date(2026, 11, 23)
DAYS = (plan.EARLIEST, date(2026, 6, 6), ON, date(2027, 1, 1), date(2028, 2, 29))
STORIES = plan.stories(ON)


def granted(year: int, *, projects: bool) -> list[Story]:
    return [
        story
        for story in STORIES
        if story.granted_in(year) and story.is_project == projects and story.scheme != SERVICE
    ]


def missing(story: Story) -> Money:
    """What a project applies for: the rules give it what all other financing leaves."""
    return story.cost - total(line.amount for line in story.financing)


def share(part: int, whole: int) -> str:
    return f"{int(Fraction(part, whole) * 100 + Fraction(1, 2)) / 100:.2f}"


@pytest.mark.parametrize(
    ("year", "women", "vasteras", "others"), [(2025, "0.31", "0.61", "0.39"), (2024, "0.28", "0.46", "0.54")]
)
def test_companies_are_where_and_led_by_whom_the_report_says(year: int, women: str, vasteras: str, others: str) -> None:
    found = granted(year, projects=False)
    in_vasteras = sum(story.applicant.municipality == VASTERAS for story in found)
    assert share(sum(story.applicant.led_by == "woman" for story in found), len(found)) == women
    assert share(in_vasteras, len(found)) == vasteras
    assert share(len(found) - in_vasteras, len(found)) == others


def test_energy_aid_and_competence_checks_are_as_many_as_the_report_says() -> None:
    schemes = {year: Counter(story.scheme for story in granted(year, projects=False)) for year in (2024, 2025)}
    assert (schemes[2024][ENERGY], schemes[2025][ENERGY], schemes[2025][COMPETENCE]) == (6, 2, 2)


def test_the_projects_of_2025_lack_what_they_were_granted() -> None:
    found = granted(2025, projects=True)
    assert len(found) == 24
    assert total(missing(story) for story in found) == Money.kronor(GRANTED_2025)


def test_projects_of_the_regional_fund_paid_in_2025() -> None:
    found = [story for story in STORIES if story.paid_in(2025) and story.financed_by("eruf")]
    assert len(found) == 26
    assert total(story.cost for story in found) == Money.kronor(ERUF_COSTS)
    assert total(story.financed_by("eruf") for story in found) == Money.kronor(ERUF_EU)
    assert len({story.project.eruf_objective for story in found if story.project}) == 7


def test_their_claims_give_the_payments_of_the_report_in_whole_kronor() -> None:
    paid = 0
    for story in STORIES:
        rate, reported, out = Fraction(missing(story).ore, story.cost.ore), 0, 0
        for claim in story.claims if story.is_project else ():
            reported += claim.reported.ore
            amount = int(rate * reported // 100) - out
            out += amount
            paid += amount if claim.paid_on and claim.paid_on.year == 2025 and story.financed_by("eruf") else 0
        assert reported <= story.cost.ore
    assert paid == ERUF_PAID_2025


def test_project_money_reaches_seven_objectives_in_2025_and_no_interreg_project() -> None:
    paid = [story for story in STORIES if story.is_project and story.paid_in(2025)]
    assert len({objective for story in paid for objective in story.objectives}) == 7
    assert not any(story.financed_by("interreg") for story in paid)
    assert any(story.financed_by("interreg") for story in granted(2025, projects=True))


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_years_of_the_report_are_the_same_whatever_day_it_is_loaded(on: date) -> None:
    assert _until_2025(plan.stories(on)) == _until_2025(STORIES)


def _until_2025(stories: tuple[Story, ...]) -> list[tuple[date, str, str]]:
    last = date(2026, 1, 1)
    return [(act.on, act.kind, act.story.key) for act in acts(stories, before=last) if act.story is not None]


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_nothing_happens_on_the_day_of_loading_or_after_it_or_on_a_day_off(on: date) -> None:
    told = acts(plan.stories(on), before=on)
    assert all(date(2024, 1, 2) <= act.on < on for act in told)
    assert [act.on for act in told if not is_working_day(act.on)] == []
    assert [act.at for act in told] == sorted(act.at for act in told)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_story_follows_the_order_of_a_case(on: date) -> None:
    for story in plan.stories(on):
        days = [act for act in acts([story], before=date.max) if act.kind not in ("collect", "export")]
        assert days[0].kind == "register"
        order = [KINDS.index(act.kind) for act in days if not act.claims]
        assert order == sorted(order), story.key
        for claim in story.claims:
            steps = (claim.received_on, claim.approved_on, claim.attested_on, claim.collected_on, claim.paid_on)
            came = [step for step in steps if step is not None]
            assert came == sorted(came), story.key
        for earlier, later in zip(story.claims, story.claims[1:], strict=False):
            assert (earlier.paid_on or date.max) < later.received_on, story.key
        if story.claims and story.ending:
            assert story.ending.on < story.claims[0].received_on, story.key


def test_the_same_day_gives_the_same_plan() -> None:
    assert plan.stories(ON) == STORIES


def test_about_four_hundred_cases_of_which_some_came_to_nothing() -> None:
    ends = Counter(story.ending.kind if story.ending else "open" for story in STORIES)
    assert 380 <= len(STORIES) <= 420
    assert min(ends["rejected"], ends["withdrawn"]) >= 5
    assert any(len(story.objectives) > 1 for story in STORIES)
    assert {story.applicant.municipality for story in STORIES} == set(PLACES)


def test_a_scheme_that_had_not_begun_has_no_case() -> None:
    begun = date(2025, 1, 1)
    assert all(story.received_on >= begun for story in STORIES if story.scheme in (COMPETENCE, SERVICE))


def test_applicants_have_numbers_that_are_right_and_a_name_each() -> None:
    applicants = {story.applicant for story in STORIES}
    for applicant in applicants:
        assert identity.number_for(applicant.legal_form)(applicant.number).written == applicant.number
        assert bankgiro.normalised(applicant.bankgiro) == applicant.bankgiro
    assert len({one.number for one in applicants}) == len({one.name for one in applicants})
    assert any(one.legal_form == "sole_trader" for one in applicants)


def test_personal_numbers_are_of_the_range_that_nobody_is_given() -> None:
    persons = [story.applicant.number for story in STORIES if story.applicant.legal_form == "sole_trader"]
    assert all(number[7:10] >= "980" and luhn.is_valid(number.replace("-", "")) for number in persons)


def test_there_is_somebody_of_every_role_and_two_of_finance() -> None:
    roles = Counter(one.role for one in LOGINS)
    assert set(roles) == {"handler", "decider", "almi", "finance", "controller", "administrator"}
    assert {one.position for one in LOGINS} >= {"head_of_unit", "director", "finance", "head_of_finance"}
    assert all(len(one.password) >= 12 and one.email.endswith("@example.org") for one in LOGINS)


def test_money_leaves_the_house_on_working_days_two_weeks_apart() -> None:
    days = sorted({claim.paid_on for story in STORIES for claim in story.claims if claim.paid_on})
    assert all(payday(day) >= day and is_working_day(day) for day in days)
    # A payday that falls on a holiday moves to the day after it.
    assert payday(date(2024, 12, 24)) == date(2024, 12, 27)
    assert payday(date(2025, 4, 18)) == date(2025, 4, 29)


def test_the_plan_is_not_told_for_a_day_that_would_change_the_report() -> None:
    with pytest.raises(ValueError, match="begins on"):
        plan.stories(date(2026, 3, 1))
