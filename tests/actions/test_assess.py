"""A case is assessed anew where something has changed, and only there."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from grantdesk import db
from grantdesk.actions import administer, assess
from grantdesk.domain.refusal import Refused
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.operations import verify
from grantdesk.queries import case_file, history
from tests import builders

pytestmark = pytest.mark.usefixtures("database")


def assessed(case: Case, on: date = builders.DAY) -> Assessment:
    by = builders.a_user()
    with db.transaction(at=builders.moment(on)):
        return assess.case(case_file.for_act(case.number, by=by), by=by, on=on, county=builders.terms().county)


def kept() -> tuple[int, int]:
    """How many assessments there are, and how many events that tell of one."""
    rows = db.session.execute(select(func.count()).select_from(Assessment)).scalar_one()
    return rows, len(history.newest("case.assessed", at_most=10))


def test_the_same_answer_on_the_same_day_is_the_same_assessment() -> None:
    case = builders.an_assessed_case()
    first = case_file.latest_assessment(case)
    assert first is not None
    assert assessed(case).id == first.id
    assert kept() == (1, 1)
    assert verify.everything().broken == []
    builders.grant(case)


@pytest.mark.parametrize("given", [builders.facts(), builders.project_facts()], ids=["company", "project"])
def test_another_day_is_another_assessment(given: dict[str, object]) -> None:
    case = builders.an_assessed_case(builders.a_registration(given))
    assessed(case, builders.DAY + timedelta(days=1))
    assert kept() == (2, 2)


def test_a_rate_that_has_come_since_makes_another_assessment() -> None:
    on = date(2026, 11, 22)
    case = builders.an_assessed_case(on=on)
    with db.transaction(at=builders.moment(on)):
        administer.load_rates({date(2026, 11, 20): Decimal("10.99")})
    assert assessed(case, on).facts["eur_rate"] == "10.99"
    assert kept() == (2, 2)


def test_a_decided_case_is_refused_though_nothing_has_changed() -> None:
    case = builders.a_granted_case()
    with pytest.raises(Refused):
        assessed(case)
    assert kept() == (1, 1)
