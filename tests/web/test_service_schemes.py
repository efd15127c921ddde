"""The schemes that ask for numbers: years, distances, turnover and deliveries, each at its own field."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from grantdesk.domain.asked import asked_by
from grantdesk.domain.vocabulary import AMOUNTS, COUNTS, DISTANCES
from grantdesk.queries import case_file
from tests import builders
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

DELIVERY: dict[str, Any] = {
    "organisation_number": "212000-2098",
    "legal_form": "municipality",
    "name": "Påhittade kommun",
    "municipality": "1981",
    "nace": "84.11",
    "requested": "",
    "costs-0-category": "delivery",
    "costs-0-amount": "260 000",
    "objectives-0-share": "100",
    "delivery_year": "2025",
    "households_served": "1200",
}
STORE: dict[str, Any] = {
    "municipality": "1981",
    "nace": "47.11",
    "requested": "",
    "costs-0-category": "operation",
    "costs-0-amount": "200 000",
    "objectives-0-share": "100",
    "circumstances": ["open_all_year", "municipality_consulted"],
    "distance_km_to_next_store": "10,5",
    "grocery_turnover": "9 500 000",
    "other_service_aid_this_year": "0",
}


def _sent(app: Flask, scheme: str, **changes: Any) -> Any:
    client = desk.at_work(app, "handler")
    said = {name: value for name, value in desk.application(**changes).items() if value is not None}
    return client, client.submit(client.get(f"/cases/new/{scheme}"), said)


def test_a_form_asks_for_the_numbers_of_its_scheme_and_no_others(app: Flask) -> None:
    client = desk.at_work(app, "handler")
    for code, scheme in builders.terms().county.schemes.items():
        page = client.get(f"/cases/new/{code}").text
        offered = {name for name in (*COUNTS, *AMOUNTS, *DISTANCES) if f'name="{name}"' in page}
        assert offered == asked_by(scheme.rules) & {*COUNTS, *AMOUNTS, *DISTANCES}, code


def test_home_delivery_is_registered_with_its_year_and_households(app: Flask) -> None:
    changes = DELIVERY | {"circumstances": None, "financing-0-source": None, "financing-0-amount": None}
    client, answer = _sent(app, "kommersiell_service_hemsandning", **changes)
    assert answer.status_code == 303
    case = case_file.by_number(answer.location.rpartition("/")[2], by=builders.a_user("handler"))
    assert case.circumstances == {"delivery_year": 2025, "households_served": 1200}
    page = client.get(answer.location).text
    assert "Leveransår: 2025" in page


def test_operating_aid_is_registered_with_distance_and_turnover(app: Flask) -> None:
    client, answer = _sent(app, "kommersiell_service_driftstod", **STORE)
    assert answer.status_code == 303
    case = case_file.by_number(answer.location.rpartition("/")[2], by=builders.a_user("handler"))
    assert case.circumstances == {
        "open_all_year": True,
        "municipality_consulted": True,
        "other_service_aid_this_year": "0.00",
        "grocery_turnover": "9500000.00",
        "distance_km_to_next_store": "10.5",
    }
    page = client.get(answer.location).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Kilometer till nästa butik: 10,5" in page
    assert "Omsättning av dagligvaror: 9 500 000 kr" in page


@pytest.mark.parametrize(
    ("scheme", "filled", "field", "written", "said"),
    [
        ("kommersiell_service_hemsandning", DELIVERY, "delivery_year", "", "Fyll i"),
        ("kommersiell_service_hemsandning", DELIVERY, "households_served", "", "Fyll i"),
        ("kommersiell_service_hemsandning", DELIVERY, "households_served", "många", ""),
        ("kommersiell_service_hemsandning", DELIVERY, "households_served", "-1", ""),
        ("kommersiell_service_hemsandning", DELIVERY, "delivery_year", "99999999999999999999", ""),
        ("kommersiell_service_driftstod", STORE, "distance_km_to_next_store", "långt", "12,5"),
        ("kommersiell_service_driftstod", STORE, "distance_km_to_next_store", "-1", "12,5"),
        ("kommersiell_service_driftstod", STORE, "grocery_turnover", "-5", "minustecken"),
        ("kommersiell_service_servicebidrag", STORE, "years_already_supported", "1,5", ""),
    ],
)
def test_a_number_that_is_wrong_is_told_of_at_its_field(
    app: Flask, scheme: str, filled: dict[str, Any], field: str, written: str, said: str
) -> None:
    asked = asked_by(builders.terms().county.scheme(scheme).rules)
    stated = [name for name in ("open_all_year", "municipality_consulted") if name in asked]
    idle = {name: None for name in STORE if name in (*AMOUNTS, *DISTANCES) and name not in asked}
    _client, answer = _sent(app, scheme, **{**filled, **idle, "circumstances": stated or None, field: written})
    assert answer.status_code == 422
    error = re.search(rf'id="{field}-error".*?</div>', answer.text, re.DOTALL)
    assert error is not None
    assert said in error[0]
