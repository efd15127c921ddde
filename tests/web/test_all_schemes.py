"""Each of the fifteen schemes all the way to its letter; and what is not the Region's to decide."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from grantdesk.actions.register import ProjectPlan
from grantdesk.domain.vocabulary import SCHEMES
from grantdesk.models.case import Case
from grantdesk.queries import case_file
from tests import builders
from tests.domain.applications import of_scheme
from tests.strict_client import StrictClient
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

# What the letter of each of these says that no other scheme's does.
ONLY_THERE = {
    "regionalt_investeringsstod": "30, 25, 20, 15 och 10 procent",
    "kommersiell_service_servicebidrag": "Servicebidrag betalas ut när det har beviljats",
    "kommersiell_service_driftstod": "sortiment av dagligvaror och de öppettider",
    "kommersiell_service_hemsandning": "för ett kalenderår i sänder",
}


def _assessed(scheme: str, **changes: Any) -> Case:
    made: dict[str, Any] = {}
    if scheme == "projektmedel_eu":
        made["project"] = ProjectPlan(municipalities=("1982",), eruf_objective="SM1.1")
    return builders.an_assessed_case(builders.a_registration(of_scheme(scheme, **changes), **made))


def _letter(client: StrictClient, number: str, language: str) -> str:
    answer = client.get(f"/cases/{number}/letter.pdf?language={language}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages).split())


def test_every_scheme_goes_from_application_to_letter(app: Flask) -> None:
    reader = desk.at_work(app, "handler")
    said = {}
    for code in SCHEMES:
        case = _assessed(code)
        assert reader.get(f"/cases/{case.number}").status_code == 200
        builders.grant(case)
        said[code] = _letter(reader, case.number, "sv")
        assert _letter(reader, case.number, "en")
    for code, words in ONLY_THERE.items():
        assert [scheme for scheme, letter in said.items() if words in letter] == [code]


@pytest.mark.parametrize(
    "changes",
    [
        {"costs": [("building", "25000000.01")], "requested": "1000.00"},
        {"circumstances": {"relocation_between_counties": True}},
    ],
)
def test_what_is_the_agencys_to_decide_is_refused_with_its_sentence(app: Flask, changes: dict[str, Any]) -> None:
    case = _assessed("regionalt_investeringsstod", **changes)
    client = desk.at_work(app, "director")
    assert "Tillväxtverket beslutar i stället för regionen" in client.get(f"/cases/{case.number}").text
    page = client.get(f"/cases/{case.number}/decision")
    assert "Enligt förordningen beslutar Tillväxtverket i detta ärende" in page.text
    assert "/decision/grant" not in page.text
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    latest = case_file.latest_assessment(case)
    assert latest is not None
    said = {"csrf_token": token, "amount": "1000", "reason": "Bra.", "met_before": "terms.collective_agreement"}
    answer = client.post(f"/cases/{case.number}/decision/grant", data=said | {"assessment": str(latest.id)})
    assert answer.status_code == 409
    assert "Enligt förordningen beslutar Tillväxtverket i detta ärende" in answer.text
