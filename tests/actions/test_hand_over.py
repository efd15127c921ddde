"""A case changes hands before it is decided, by somebody of the Region's, and never in the middle of a decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from grantdesk import db
from grantdesk.actions import decide, hand_over
from grantdesk.domain.delegation import DelegationOrder
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.case import Case
from grantdesk.models.user import User
from grantdesk.operations import verify
from grantdesk.queries import case_file, history, people, proposals
from tests import builders
from tests.actions import test_standing_aside as standing_aside
from tests.actions.test_concurrency import at_once, done
from tests.builders import DAY, Person

pytestmark = pytest.mark.usefixtures("database")
CHECK = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])


def an_almi_case() -> Case:
    return builders.an_assessed_case(builders.a_registration(CHECK), by=builders.a_user("almi"))


def user(person: Person) -> User:
    return people.by_email(person.email)


def take_back(
    case: Case, to: Person | None = None, *, by: Person | None = None, reason: str = "Almi har fullt upp."
) -> None:
    by, to = by or builders.a_user(), to or builders.a_user()
    with db.transaction(at=builders.moment()):
        hand_over.back(case_file.for_act(case.number, by=by), user(to), reason, by=by)


def give(case: Case, to: Person | None = None, *, by: Person | None = None, on: date = DAY) -> None:
    by, to = by or builders.a_user(), to or builders.a_user("almi")
    with db.transaction(at=builders.moment()):
        found = case_file.for_act(case.number, by=by)
        hand_over.to_almi(found, user(to), "Almi känner bolaget.", by=by, on=on, terms=builders.terms())


def test_what_is_taken_back_is_out_of_almis_sight_and_what_is_handed_over_in_it() -> None:
    almi, handler, case = builders.a_user("almi"), builders.a_user(), an_almi_case()
    take_back(case, handler)
    with pytest.raises(NotThere):
        case_file.by_number(case.number, by=almi)
    assert case_file.by_number(case.number, by=handler).handler_id == handler.id
    give(case, almi)
    assert case_file.by_number(case.number, by=almi).handler_id == almi.id
    said = {entry.kind: entry.said.get("name") for entry in history.of_case(case)}
    assert (said["case.handed_over"], said["case.taken_back"]) == (almi.name, handler.name)
    assert verify.everything().broken == []


def test_only_a_scheme_that_the_order_names_almi_for_is_handed_over() -> None:
    case = builders.a_case()
    with pytest.raises(Refused, match="does not name Almi"):
        give(case)


def test_a_scheme_that_almi_only_prepares_can_be_handed_over_and_one_that_almi_has_lost_cannot() -> None:
    terms = builders.terms()
    prepares = _with_almi(terms.order, decides=False)
    assert hand_over.is_almis("konsultcheck", on=DAY, order=prepares)
    assert not hand_over.is_almis("konsultcheck", on=date(2023, 1, 1), order=prepares)
    assert not hand_over.is_almis("projektmedel", on=DAY, order=prepares)


def _with_almi(order: DelegationOrder, *, decides: bool) -> DelegationOrder:
    return replace(
        order, rows=tuple(replace(row, decides=decides) if row.position == "almi" else row for row in order.rows)
    )


def test_a_decided_case_stays_where_it_is() -> None:
    case = an_almi_case()
    builders.grant(case, by=builders.a_user("almi"))
    with pytest.raises(Refused, match="has been decided"):
        take_back(case)


def test_a_standing_proposal_is_taken_back_first() -> None:
    case, almi = an_almi_case(), builders.a_user("almi")
    builders.propose(case, by=almi)
    with pytest.raises(Refused, match="Take the proposal back"):
        take_back(case)
    assert proposals.standing_in(case) is not None


@pytest.mark.parametrize("position", ["almi", "finance", "controller", "administrator"])
def test_only_a_handler_or_a_decision_maker_hands_over(position: str) -> None:
    case = an_almi_case()
    with pytest.raises(Refused, match="Only the Region's"):
        take_back(case, by=builders.a_user(position))


def test_whoever_receives_works_where_the_case_goes_has_no_conflict_and_has_not_left() -> None:
    case = an_almi_case()
    for position in ("almi", "finance"):
        with pytest.raises(Refused, match="does not handle cases at the Region"):
            take_back(case, builders.a_user(position))
    partial, handler = builders.a_user(), builders.a_user()
    standing_aside.declare(partial, case)
    with pytest.raises(Refused, match="recorded for"):
        take_back(case, partial)
    with pytest.raises(Refused, match="may not handle"):
        take_back(case, handler, by=partial)
    take_back(case, handler)
    with pytest.raises(Refused, match="does not work at Almi"):
        give(case, handler)


def test_a_hand_over_says_why() -> None:
    with pytest.raises(Refused, match="Write why"):
        take_back(an_almi_case(), reason="  ")


def test_a_second_hand_over_comes_second() -> None:
    case = an_almi_case()
    take_back(case)
    with pytest.raises(Refused, match="has changed since"):
        take_back(case)


def test_the_region_takes_a_case_back_while_almi_decides_it_and_one_of_them_wins() -> None:
    for _ in range(3):
        case, handler = an_almi_case(), builders.a_user()
        answers = at_once(_deciding(case, by=builders.a_user("almi")), _taking(case, by=handler))
        assert done(answers) == 1, answers
        now = case_file.by_number(case.number, by=handler)
        assert (now.handled_by, now.status) in {("almi", "granted"), ("region", "assessed")}
    assert verify.everything().broken == []


def _deciding(case: Case, *, by: Person) -> Callable[[], object]:
    verdict, latest, terms = builders.verdict_on(case), case_file.latest_assessment(case), builders.terms()
    assert latest is not None
    number, aid = case.number, latest.aid
    return lambda: decide.grant(case_file.for_act(number, by=by), aid, verdict, by=by, on=DAY, terms=terms)


def _taking(case: Case, *, by: Person) -> Callable[[], object]:
    number = case.number
    return lambda: hand_over.back(case_file.for_act(number, by=by), user(by), "Regionen tar över.", by=by)
