"""A new version of a rule is tried on a year's real cases before anybody lays it down."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select, text

from grantdesk import db, region
from grantdesk.domain.rule_version import Version, rules_of
from grantdesk.domain.scheme import READ_BY
from grantdesk.domain.toml_text import as_toml
from grantdesk.models.event import Event
from grantdesk.queries import case_file
from grantdesk.queries.simulation import Simulation, simulate
from tests import builders
from tests.conftest import Database
from tests.rule_texts import SOURCE, a_version

sqlite = pytest.mark.parametrize("backend", ["sqlite"])


def _version(text: str) -> Version:
    return region.version(text, builders.terms().county, name="rules/draft.toml")


def _simulated(text: str, year: int = 2026) -> Simulation:
    return simulate(_version(text), year, county=builders.terms().county)


def _an_application(amount: str, number: str, **applicant: Any) -> dict[str, Any]:
    facts = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": amount}], requested=None)
    del facts["requested"]
    facts["applicant"] |= {"municipality": "1980", "organisation_number": number, **applicant}
    return facts


@pytest.fixture
def cases(database: Database) -> dict[str, str]:  # noqa: ARG001 - the database is connected first
    """Two large ones and a small one: led by a woman in Västerås, by a man in Sala, and by a woman in Sala."""
    said = {
        "large": _an_application("300000.00", "559900-1004"),
        "man": _an_application("300000.00", "559900-2002", municipality="1981", led_by="man"),
        "small": _an_application("100000.00", "559900-3000", municipality="1981"),
    }
    return {
        name: builders.an_assessed_case(builders.a_registration(facts, organisation_name=name)).number
        for name, facts in said.items()
    }


def test_a_lower_ceiling_changes_the_cases_above_it_and_no_others(cases: dict[str, str]) -> None:
    found = _simulated(a_version('"60000.00"'))
    assert {one.number: (str(one.before.aid), str(one.after.aid)) for one in found.changed} == {
        cases["large"]: ("100000.00", "60000.00"),
        cases["man"]: ("100000.00", "60000.00"),
    }
    assert (found.cases, found.unassessed, found.unreadable) == (3, 0, ())
    assert found.as_json()["before"] == {
        "cases": 3,
        "aid": "250000.00",
        "share_of_municipality": {"cases": "0.333", "aid": "0.400"},
        "share_women_led": {"cases": "0.667", "aid": "0.600"},
    }
    assert found.as_json()["after"] == {
        "cases": 3,
        "aid": "170000.00",
        "share_of_municipality": {"cases": "0.333", "aid": "0.353"},
        "share_women_led": {"cases": "0.667", "aid": "0.647"},
    }


def test_a_scheme_that_closes_leaves_its_cases_without_aid(cases: dict[str, str]) -> None:
    found = _simulated(a_version("false", rule="in_force"))
    assert {one.number for one in found.changed} == set(cases.values())
    assert found.after.cases == 0
    assert found.as_json()["after"]["share_women_led"] == {"cases": None, "aid": None}
    assert not any(one.after.eligible for one in found.changed)


def test_another_year_and_another_family_are_left_alone(cases: dict[str, str]) -> None:
    assert cases
    assert _simulated(a_version('"60000.00"'), year=2025).cases == 0
    project = a_version('{ base = "0.10" }', of="projektmedel", rule="rate_policy")
    assert _simulated(project).cases == 0


def test_a_de_minimis_ceiling_and_an_aid_area_are_simulated_on_every_company(cases: dict[str, str]) -> None:
    assert cases
    row = f'valid_from = 2027-01-01\nsource = {SOURCE}\nconfidence = "B"\nconfirmed = true\n'
    ceiling = (
        'file = "de_minimis.toml"\n[[regulation]]\ncode = "2023/2831"\n[[regulation.ceiling_eur]]\nvalue = "1000.00"\n'
    )
    assert len(_simulated(ceiling + row).changed) == 3


def test_a_case_that_no_rule_has_been_put_to_is_counted_and_not_calculated(cases: dict[str, str]) -> None:
    assert cases
    builders.a_case(builders.a_registration(_an_application("300000.00", "559900-4008")))
    found = _simulated(a_version('"60000.00"'))
    assert (found.cases, found.unassessed) == (3, 1)


@sqlite
def test_a_case_whose_kept_facts_are_no_longer_taken_is_listed(database: Database, cases: dict[str, str]) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER assessment_is_never_changed"))
        connection.execute(
            text(
                "UPDATE assessment SET facts = replace(facts, '\"small\"', '\"tiny\"') WHERE case_id ="
                " (SELECT id FROM grant_case WHERE number = :number)"
            ),
            {"number": cases["man"]},
        )
    (left,) = (found := _simulated(a_version('"60000.00"'))).unreadable
    assert left.number == cases["man"]
    assert left.why["en"].startswith("applicant.size: should be one of")
    assert left.why["sv"].startswith("applicant.size: ska vara")
    assert [one.number for one in found.changed] == [cases["large"]]


def test_the_facts_that_the_decision_rests_on_are_those_that_are_calculated(cases: dict[str, str]) -> None:
    number = cases["small"]
    builders.grant(case_file.by_number(number, by=builders.a_user()))
    found = _simulated(a_version('"40000.00"'))
    changed = next(one for one in found.changed if one.number == number)
    # The grant itself holds room from then on; what the decision rested on had none of it.
    assert (str(changed.before.aid), str(changed.after.aid)) == ("50000.00", "40000.00")


@sqlite
def test_a_simulation_writes_nothing_and_asks_the_same_number_of_questions_of_ten_as_of_three_hundred(
    ten_cases: Database, three_hundred_cases: Database
) -> None:
    asked = []
    for database in (ten_cases, three_hundred_cases):
        engine = db.connect(database.url)
        statements: list[str] = []
        event.listen(engine, "before_cursor_execute", lambda *given, into=statements: into.append(given[2]))
        before = db.session.execute(select(func.count()).select_from(Event)).scalar_one()
        statements.clear()
        assert _simulated(a_version('{ base = "0.20" }', of="investeringsstod", rule="rate_policy")).cases
        asked.append([said for said in statements if not said.startswith(("BEGIN", "PRAGMA"))])
        assert all(said.startswith("SELECT") for said in asked[-1])
        assert db.session.execute(select(func.count()).select_from(Event)).scalar_one() == before
    assert len(asked[0]) == len(asked[1]) == 2


@st.composite
def _as_it_is(draw: st.DrawFn) -> tuple[str, str]:
    """A version whose only row says what is in force already."""
    county = builders.terms().county
    code = draw(st.sampled_from(sorted(county.schemes)))
    rules = rules_of(county, f"schemes/{code}.toml")
    (name,), row = draw(
        st.sampled_from([(key, row) for key, series in rules.items() if (row := series.on(date(2025, 12, 31)))])
    )
    return code, a_version(as_toml(row.written), of=code, rule=READ_BY[name][0], confidence="A")


@sqlite
@pytest.mark.usefixtures("demonstration")
def test_what_is_in_force_simulated_anew_changes_nothing() -> None:
    county = builders.terms().county

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(_as_it_is())
    def nothing_changes(made: tuple[str, str]) -> None:
        found = simulate(region.version(made[1], county, name="rules/draft.toml"), 2025, county=county)
        assert (found.changed, found.unreadable) == ((), ()), made
        assert found.before == found.after

    nothing_changes()
    whole = simulate(None, 2025, county=county)
    assert (whole.changed, whole.unreadable) == ((), ())
    assert whole.cases > 100
