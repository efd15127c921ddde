"""Decisions: by whoever may, on what they saw, within what the rules give."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from grantdesk import db
from grantdesk.actions import assess, decide, register
from grantdesk.actions.decide import Verdict
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import CeilingExceeded, NotThere, OutsideDelegation, Refused, SomebodyWasFirst
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file
from tests import builders
from tests.builders import Person

pytestmark = pytest.mark.usefixtures("database")
AID = Money.kronor(140_000)


def reject(case: Case, reason: str, *, by: Person) -> Decision:
    with db.transaction(at=builders.moment()):
        case = case_file.for_act(case.number, by=by)
        return decide.reject(
            case, builders.verdict_on(case, reason=reason), by=by, on=builders.DAY, terms=builders.terms()
        )


def big() -> Case:
    """A case of 2 450 000 in aid: above everyone but the board."""
    return builders.an_assessed_case(
        builders.a_registration(builders.facts(costs=[{"category": "machinery", "amount": "7000000.00"}]))
    )


@pytest.mark.parametrize("position", ["handler", "finance", "head_of_finance", "controller", "almi"])
def test_who_has_no_row_for_it_may_not_decide(position: str) -> None:
    case = builders.an_assessed_case()
    with pytest.raises((OutsideDelegation, NotThere)):
        builders.grant(case, by=builders.a_user(position))
    assert balances.of_case(case.id).granted == Money(0)


def test_above_ones_limit_is_refused_and_says_the_limit() -> None:
    given = builders.facts(costs=[{"category": "machinery", "amount": "1500000.00"}])
    case = builders.an_assessed_case(builders.a_registration(given))
    with pytest.raises(OutsideDelegation, match="above the limit of SEK\xa0500,000"):
        builders.grant(case, by=builders.a_user("head_of_unit"))
    builders.grant(case, by=builders.a_user("director"))


def test_the_boards_decision_is_recorded_by_an_administrator_with_its_paragraph() -> None:
    case, administrator = big(), builders.a_user("administrator")
    with pytest.raises(OutsideDelegation):
        builders.grant(case, Money.kronor(2_100_000), by=builders.a_user("director"))
    with pytest.raises(Refused, match="paragraph"):
        builders.grant(case, Money.kronor(2_100_000), by=administrator)
    builders.grant(case, Money.kronor(2_100_000), by=administrator, minutes="§ 87")
    decision = case_file.decision_of(case)
    assert decision is not None
    assert (decision.position, decision.minutes, decision.recorded_by) == ("board", "§ 87", administrator.name)


def test_what_is_within_the_delegation_is_not_the_boards_to_record() -> None:
    with pytest.raises(OutsideDelegation, match="not the board's"):
        builders.grant(builders.an_assessed_case(), by=builders.a_user("administrator"), minutes="§ 87")


def test_a_decision_keeps_the_ground_it_was_taken_on_and_that_nobody_has_confirmed_it() -> None:
    case = builders.grant(builders.an_assessed_case(), by=builders.a_user("head_of_unit"))
    decision = case_file.decision_of(case)
    assert decision is not None
    assert decision.ground["limit"] == "500000.00"
    assert (decision.ground["confidence"], decision.ground["confirmed"]) == ("CFG", False)
    assert decision.regulation == "2023/2831"
    assert decision.eur_rate_on is not None
    assert decision.eur_rate_on < builders.DAY


def test_more_than_the_rules_give_is_refused() -> None:
    with pytest.raises(CeilingExceeded, match="at most SEK\xa0140,000"):
        builders.grant(builders.an_assessed_case(), AID + Money(1))


@pytest.mark.parametrize("ore", [0, -1])
def test_nothing_is_no_grant(ore: int) -> None:
    with pytest.raises(Refused, match="above zero"):
        builders.grant(builders.an_assessed_case(), Money(ore))


def test_what_must_be_met_before_a_grant_must_be_ticked() -> None:
    given = builders.facts(circumstances={})
    case = builders.an_assessed_case(builders.a_registration(given))
    with pytest.raises(Refused, match="a collective agreement"):
        builders.grant(case, met_before=())
    builders.grant(case, met_before=("terms.collective_agreement",))


def test_a_decision_on_an_older_assessment_is_refused() -> None:
    case, handler = builders.an_assessed_case(), builders.a_user()
    seen = builders.verdict_on(case).assessment_id
    with db.transaction(at=builders.moment()):
        found, later = case_file.for_act(case.number, by=handler), builders.DAY + timedelta(days=1)
        assess.case(found, by=handler, on=later, county=builders.terms().county)
    with pytest.raises(Refused, match="assessed anew"):
        builders.grant(case, assessment_id=seen)


def test_an_ineligible_case_can_only_be_rejected() -> None:
    given = builders.facts()
    given["applicant"]["municipality"] = "1980"
    case = builders.an_assessed_case(builders.a_registration(given))
    with pytest.raises(Refused, match="not eligible"):
        builders.grant(case, Money.kronor(1))
    with pytest.raises(Refused, match="needs reasons"):
        reject(case, "  ", by=builders.a_user("director"))
    decision = reject(case, "Stödformen är stängd för Västerås.", by=builders.a_user("director"))
    assert decision.granted == Money(0)
    assert verify.everything().broken == []


def test_a_decided_case_is_not_decided_again() -> None:
    case = builders.a_granted_case()
    with pytest.raises(Refused):
        builders.grant(case, AID)
    with pytest.raises(Refused):
        reject(case, "Ångrat.", by=builders.a_user("director"))


def test_an_unassessed_case_is_not_granted() -> None:
    case = builders.a_case()
    with pytest.raises(Refused, match="not ready"):
        builders.grant(case, AID)


def test_a_decision_before_the_application_came_in_is_refused() -> None:
    with pytest.raises(Refused, match="before the day"):
        builders.grant(builders.an_assessed_case(), on=date(2026, 3, 13))


def test_our_own_earlier_aid_takes_room() -> None:
    given = builders.facts(costs=[{"category": "machinery", "amount": "5000000.00"}])
    builders.grant(builders.an_assessed_case(builders.a_registration(given)), Money.kronor(1_750_000))
    later = builders.an_assessed_case(builders.a_registration(given))
    kept = case_file.latest_assessment(later)
    assert kept is not None
    used = kept.answer["limits"][0]["used_eur"]
    assert used != "0.00"
    assert kept.aid < Money.kronor(1_750_000)


ALMIS_CHECK = {"costs": [{"category": "consultancy", "amount": "150000.00"}], "scheme": "konsultcheck"}


def test_almi_registers_and_decides_its_own_scheme_within_the_amount_and_sees_nothing_else() -> None:
    almi = builders.a_user("almi")
    ours = builders.an_assessed_case()
    with pytest.raises(NotThere):
        case_file.by_number(ours.number, by=almi)
    with pytest.raises(Refused, match="not delegated to Almi"):
        builders.a_case(by=almi)
    theirs = builders.an_assessed_case(builders.a_registration(builders.facts(**ALMIS_CHECK)), by=almi)
    builders.grant(theirs, by=almi)
    decision = case_file.decision_of(theirs)
    assert decision is not None
    assert (decision.position, decision.ground["confirmed"]) == ("almi", False)


def test_a_withdrawn_case_is_not_decided() -> None:
    case, handler = builders.an_assessed_case(), builders.a_user()
    with db.transaction(at=builders.moment()):
        register.withdraw(
            case_file.for_act(case.number, by=handler), "Sökanden har ringt.", by=handler, on=builders.DAY
        )
    with pytest.raises(Refused):
        builders.grant(case, AID)
    with pytest.raises(SomebodyWasFirst), db.transaction(at=builders.moment()):
        register.withdraw(case_file.for_act(case.number, by=handler), "En gång till.", by=handler, on=builders.DAY)


def test_a_refused_act_writes_nothing() -> None:
    case, director = builders.an_assessed_case(), builders.a_user("director")
    before = verify.everything().length
    with pytest.raises(Refused):
        builders.grant(case, AID + Money(1), by=director)
    assert verify.everything().length == before
    assert case_file.decision_of(case) is None


def test_a_verdict_without_an_assessment_is_refused() -> None:
    case, director = builders.an_assessed_case(), builders.a_user("director")
    with pytest.raises(Refused, match="assessed anew"), db.transaction(at=builders.moment()):
        decide.grant(
            case_file.for_act(case.number, by=director), AID, Verdict("Bra."),
            by=director, on=builders.DAY, terms=builders.terms(),
        )  # fmt: skip
