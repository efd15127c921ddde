"""One sitting: each case by itself, on the proposal that was shown, and once however often the form is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from grantdesk import db
from grantdesk.actions import sit
from grantdesk.actions.sit import Choice
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file
from tests import builders
from tests.actions.test_concurrency import at_once, done
from tests.builders import DAY, Person

pytestmark = pytest.mark.usefixtures("database")


def proposed() -> Case:
    case = builders.an_assessed_case()
    builders.propose(case)
    return case


def choice_in(case: Case, kind: str = "grant") -> Choice:
    """What somebody chose who had the page as it was."""
    return Choice(kind, Money.kronor(140_000), builders.verdict_on(case))


def taking(case: Case, choice: Choice, by: Person) -> Callable[[], Decision]:
    terms, number = builders.terms(), case.number
    return lambda: sit.take(case_file.for_act(number, by=by), choice, by=by, on=DAY, terms=terms)


def taken(case: Case, choice: Choice, by: Person) -> Decision:
    with db.transaction(at=builders.moment()):
        return taking(case, choice, by)()


@pytest.mark.parametrize("kind", ["grant", "reject"])
def test_the_same_choice_sent_twice_is_one_decision(kind: str) -> None:
    case, by = proposed(), builders.a_user("director")
    choice = choice_in(case, kind)
    first, again = taken(case, choice, by), taken(case, choice, by)
    assert (first.id, first.kind) == (again.id, kind)
    assert verify.everything().broken == []


def test_another_choice_than_was_taken_is_refused() -> None:
    case, by = proposed(), builders.a_user("director")
    choice = choice_in(case)
    taken(case, choice, by)
    for other, who in ((replace(choice, kind="reject"), by), (choice, builders.a_user("director"))):
        with pytest.raises(Refused, match="has been decided already"):
            taken(case, other, who)


def test_what_was_not_shown_is_not_decided() -> None:
    case, by = proposed(), builders.a_user("director")
    choice = choice_in(case)
    for other in (
        replace(choice, amount=Money.kronor(139_999)),
        replace(choice, verdict=replace(choice.verdict, assessment_id=None)),
    ):
        with pytest.raises(Refused, match="changed since"):
            taken(case, other, by)
    with pytest.raises(Refused, match="taken back"):
        taken(builders.an_assessed_case(), choice, by)


def test_several_who_decide_the_same_case_at_once_decide_it_once() -> None:
    case = proposed()
    case_id, choice = case.id, choice_in(case)
    people = [builders.a_user("director") for _ in range(2)]
    answers = at_once(*(taking(case, choice, person) for person in people * 2))
    decisions = {answer.id for answer in answers if isinstance(answer, Decision)}
    assert len(decisions) == 1
    assert done(answers) == 2
    assert balances.of_case(case_id).granted == Money.kronor(140_000)
    assert verify.everything().broken == []
