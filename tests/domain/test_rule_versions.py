"""A finding names the version of the rule it rests on: the file and row, and the day its value is in force from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from grantdesk import region
from grantdesk.domain.facts import parse_application
from grantdesk.domain.scheme import read_scheme
from grantdesk.domain.support import calculate
from grantdesk.domain.vocabulary import SCHEMES
from tests.domain.applications import assessed, county, of_scheme

FOLDER = region.find("vastmanland")


def test_every_value_knows_the_row_it_was_read_from() -> None:
    places = [value.source.place for series in county().series() for value in series.values]
    assert all(region.line_of(FOLDER, place) for place in places)
    assert all(value.source.valid_from == value.valid_from for series in county().series() for value in series.values)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_finding_names_the_version_of_its_rule(scheme: str) -> None:
    for finding in assessed(of_scheme(scheme)).as_json()["findings"]:
        assert region.line_of(FOLDER, finding["place"]), finding["place"]
        is_of_the_ordinance = finding["place"].endswith(".toml: ordinance")
        assert is_of_the_ordinance is (finding["valid_from"] is None)
        assert is_of_the_ordinance or date.fromisoformat(finding["valid_from"]) <= date(2026, 3, 14)


@pytest.mark.parametrize(
    ("received_on", "row", "valid_from"),
    [("2026-05-31", 0, date(2024, 1, 1)), ("2026-06-01", 1, date(2026, 6, 1))],
)
def test_a_new_row_is_another_version(received_on: str, row: int, valid_from: date) -> None:
    written = region.toml(FOLDER / "schemes" / "projektmedel.toml", "projektmedel.toml")
    policy = written["rules"]["rate_policy"]
    policy.append(policy[0] | {"value": {"base": "0.40"}, "valid_from": date(2026, 6, 1)})
    scheme = read_scheme(written, file="schemes/projektmedel.toml")
    changed = replace(county(), schemes=county().schemes | {scheme.code: scheme})
    answer = calculate(parse_application(of_scheme("projektmedel", received_on=received_on), changed), changed)
    source = next(finding.source for finding in answer.findings if finding.rule == "rate.policy")
    assert (source.place, source.valid_from) == (f"schemes/projektmedel.toml: rules.rate_policy[{row}]", valid_from)
