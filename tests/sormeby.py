"""The invented county of tests/regions/sormeby: its applications, and what of the shipped county must not show there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from grantdesk import region
from grantdesk.actions.register import ProjectPlan, Registration
from grantdesk.region import Terms
from tests import builders
from tests.template_databases import ANOTHER, REGION

TOWN, COUNTRYSIDE, CLOSED = "9901", "9902", "9903"
# The interfaces name schemes by these codes in every county; the names are the county's own.
BOOST, COLLABORATION = "investeringsstod", "projektmedel"


def facts(municipality: str = COUNTRYSIDE, **changes: Any) -> dict[str, Any]:
    """An application for the Sörmeby boost: 300 000 in costs, 45 per cent of it in the countryside."""
    made = builders.facts(
        scheme=BOOST, costs=[{"category": "machinery", "amount": "300000.00"}], circumstances={}, **changes
    )
    made["applicant"] |= {"municipality": municipality, "nace": "16.10"}
    return made


def project_facts() -> dict[str, Any]:
    """A collaboration of 500 000 in all, 200 000 of it from us."""
    made = builders.project_facts(
        costs=[{"category": "staff", "amount": "500000.00"}],
        financing=[{"source": "public", "kind": "cash", "amount": "300000.00"}],
    )
    made["applicant"]["municipality"] = TOWN
    return made


def a_registration(given: dict[str, Any] | None = None) -> Registration:
    given = given or facts()
    plan = ProjectPlan(themes=("forest",), municipalities=(TOWN, CLOSED)) if given["scheme"] == COLLABORATION else None
    return builders.a_registration(
        given,
        title="Ny bandsåg",
        organisation_name="Påhittade Sågen AB",
        objectives={"SKOG-A": 7000, "VATTEN-A": 3000},
        project=plan,
    )


def row(**changes: str) -> dict[str, str]:
    """Another application for the boost, as a row of a file."""
    return {
        "external_ref": "SÅG-2",
        "scheme": BOOST,
        "title": "Ny kantsåg",
        "received_on": "2026-03-02",
        "starts_on": "2026-05-01",
        "organisation_number": "559900-2002",
        "organisation_name": "Påhittade Kantsågen AB",
        "legal_form": "limited_company",
        "municipality": COUNTRYSIDE,
        "size": "small",
        "led_by": "man",
        "nace": "16.10",
        "objective": "SKOG-A:70,VATTEN-A:30",
        "cost_machinery": "300 000",
        "de_minimis": "",
        **changes,
    }


def form(**changes: Any) -> dict[str, Any]:
    """The same application for the boost as it is written in the form."""
    return {
        "title": "Ny bandsåg",
        "received_on": "2026-03-14",
        "starts_on": "2026-05-01",
        "ends_on": "2027-04-30",
        "organisation_number": "559900-1004",
        "legal_form": "limited_company",
        "name": "Påhittade Sågen AB",
        "municipality": COUNTRYSIDE,
        "size": "small",
        "led_by": "woman",
        "nace": "16.10",
        "costs-0-category": "machinery",
        "costs-0-amount": "300 000",
        "objectives-0-objective": "SKOG-A",
        "objectives-0-share": "100",
        **changes,
    }


def traces(shown: str) -> list[str]:
    """What of the shipped county can be read in a page, a paper or an answer: names, codes, addresses, keys."""
    plain = " ".join(shown.replace("\u00a0", " ").split())
    found = _known().findall(plain)
    return sorted(set(found) | {each for each in ("västman", "vastman", "västerås") if each in plain.lower()})


@cache
def _known() -> re.Pattern[str]:
    shipped, own = (set(_words(region.load(region.find(name)))) for name in (REGION, ANOTHER))
    words = shipped - own
    return re.compile("|".join(rf"(?<![\w.,-]){re.escape(word)}(?![\w-])" for word in sorted(words, key=len)[::-1]))


def _words(terms: Terms) -> Iterator[str]:
    """What a county is known by."""
    county, of = terms.county, terms.county.region
    yield from (of.organisation_number, *of.postal_address, of.telephone, of.email, of.website)
    named = (county.goal_areas, county.objectives, county.schemes, county.eruf_objectives, county.themes)
    names = [one.name for by_code in named for one in by_code.values()]
    for both in (of.name, of.county_name, *names, terms.order.board, *(row.ground for row in terms.order.rows)):
        yield from (both.sv, both.en)
    for codes in (county.goal_areas, county.objectives, county.eruf_objectives, county.municipalities):
        yield from codes
    yield from (one.name for one in county.municipalities.values())
    yield from _keys(terms)


def _keys(terms: Terms) -> Iterator[str]:
    report = terms.county.annual_report
    yield from (one.key for one in report.schemes)
    if report.municipality:
        yield from (report.municipality.share_key, report.municipality.others_key)
    if report.theme:
        yield report.theme.key
