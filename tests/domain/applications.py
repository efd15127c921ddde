"""Applications for tests: `an_application` says only what matters, and the rest is the case of the handbook's example."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from grantdesk import region
from grantdesk.domain.assessment import Assessment
from grantdesk.domain.county import County
from grantdesk.domain.facts import parse_application
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.support import calculate

EXAMPLE: dict[str, Any] = {
    "scheme": "investeringsstod",
    "received_on": "2026-03-14",
    "starts_on": "2026-05-01",
    "applicant": {
        "organisation_number": "559900-1004",
        "legal_form": "limited_company",
        "municipality": "1982",
        "size": "small",
        "led_by": "woman",
        "nace": "25.62",
        "obstacles": [],
    },
    "costs": [{"category": "machinery", "amount": "400000.00"}],
    "financing": [{"source": "own", "kind": "cash", "amount": "260000.00"}],
    "de_minimis": [{"granted_on": "2024-06-01", "amount_eur": "50000.00", "regulation": "2023/2831"}],
    "eur_rate": "11.20",
    "circumstances": {},
}


@cache
def county() -> County:
    return region.read(region.find("vastmanland"))


def an_application(**changes: Any) -> dict[str, Any]:
    """The example with what differs; `applicant` is changed key by key, and `costs` may be pairs."""
    given = copy.deepcopy(EXAMPLE)
    given["applicant"] |= changes.pop("applicant", {})
    costs = changes.pop("costs", None)
    if costs is not None:
        given["costs"] = [{"category": category, "amount": amount} for category, amount in costs]
    return given | changes


def a_check(**changes: Any) -> dict[str, Any]:
    """An application for a voucher in Västerås, with no earlier aid."""
    return an_application(
        **{
            "scheme": "affarsutvecklingscheck",
            "applicant": {"municipality": "1980"},
            "costs": [("consultancy", "100000.00")],
            "de_minimis": [],
            **changes,
        }
    )


def a_shop(**changes: Any) -> dict[str, Any]:
    """An application for commercial service in Sala."""
    return an_application(
        **{
            "scheme": "kommersiell_service_investering",
            "applicant": {"municipality": "1981"},
            "costs": [("building", "100000.00")],
            "de_minimis": [],
            **changes,
        }
    )


def a_project(**changes: Any) -> dict[str, Any]:
    """A project without money from the Union, half of it financed by its owner."""
    given = an_application(
        **{
            "scheme": "projektmedel",
            "costs": [("staff", "1000000.00")],
            "financing": [financing("own", "600000.00")],
            **changes,
        }
    )
    for idle in ("starts_on", "de_minimis", "eur_rate"):
        if idle not in changes:
            given.pop(idle)
    return given


def financing(source: str, amount: str, kind: str = "cash") -> dict[str, str]:
    return {"source": source, "kind": kind, "amount": amount}


def an_award(granted_on: str, amount_eur: str, regulation: str = "2023/2831") -> dict[str, str]:
    return {"granted_on": granted_on, "amount_eur": amount_eur, "regulation": regulation}


def assessed(given: dict[str, Any]) -> Assessment:
    return calculate(parse_application(given, county()), county())


def not_met(assessment: Assessment) -> list[str]:
    return [finding.rule for finding in assessment.findings if not finding.met]


def places_wrong(given: object) -> list[str]:
    """The places that are refused, or none when the application is taken."""
    try:
        parse_application(given, county())
    except InputErrors as wrong:
        return [error.where for error in wrong.errors]
    return []


_WITHOUT_START = ("starts_on",)
_WITHOUT_DE_MINIMIS = ("de_minimis", "eur_rate")
# What each scheme needs to say beside the example, for aid in an ordinary case of it.
_OF_SCHEME: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "investeringsstod": ({}, ()),
    "regionalt_investeringsstod": ({}, ("de_minimis",)),
    "affarsutvecklingscheck": ({"costs": [("consultancy", "100000.00")]}, ()),
    "konsultcheck": ({"costs": [("consultancy", "100000.00")]}, ()),
    "digitaliseringscheck": ({"costs": [("consultancy", "100000.00")]}, ()),
    "energistod": ({"costs": [("consultancy", "100000.00")], "circumstances": {"energy_review_done": True}}, ()),
    "kompetenscheck": ({"costs": [("training", "100000.00")]}, ()),
    "horisont_europa": ({"costs": [("consultancy", "100000.00")]}, ()),
    "socialt_foretagande": ({"costs": [("consultancy", "100000.00")]}, ()),
    "kommersiell_service_investering": ({"costs": [("building", "100000.00")]}, ()),
    "kommersiell_service_servicebidrag": ({"costs": [("operation", "100000.00")]}, _WITHOUT_START),
    "kommersiell_service_driftstod": (
        {
            "costs": [("operation", "100000.00")],
            "circumstances": {
                "distance_km_to_next_store": 11,
                "grocery_turnover": "11000000.00",
                "open_all_year": True,
            },
        },
        _WITHOUT_START,
    ),
    "kommersiell_service_hemsandning": (
        {
            "applicant": {"organisation_number": "212000-2098", "legal_form": "municipality", "nace": "84.11"},
            "costs": [("delivery", "100000.00")],
            "circumstances": {"delivery_year": 2025, "households_served": 1000},
        },
        (*_WITHOUT_START, *_WITHOUT_DE_MINIMIS),
    ),
    "projektmedel": ({"costs": [("staff", "100000.00")]}, (*_WITHOUT_START, *_WITHOUT_DE_MINIMIS)),
    "projektmedel_eu": (
        {"costs": [("staff", "100000.00")], "financing": [financing("eruf", "40000.00")]},
        (*_WITHOUT_START, *_WITHOUT_DE_MINIMIS),
    ),
}


def of_scheme(scheme: str, **changes: Any) -> dict[str, Any]:
    """An application that the scheme gives aid to in Fagersta, with no earlier aid and no other financing than needed."""
    needed, without = _OF_SCHEME[scheme]
    ordinary = {"scheme": scheme, "de_minimis": [], "financing": [], **copy.deepcopy(needed)}
    applicant = ordinary.pop("applicant", {}) | changes.pop("applicant", {})
    circumstances = ordinary.pop("circumstances", {}) | changes.pop("circumstances", {})
    given = an_application(**{**ordinary, **changes}, applicant=applicant, circumstances=circumstances)
    return {key: value for key, value in given.items() if key in changes or key not in without}
