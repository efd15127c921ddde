"""Claims: registered once, reviewed with the arithmetic in view, and the payment prepared."""

from __future__ import annotations

import pytest
from flask import Flask

from grantdesk.domain.money import Money
from grantdesk.queries import case_file
from tests import builders
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

REGISTER, APPROVE, COUNT = "Registrera rekvisitionen", "Godkänn och bered utbetalningen", "Räkna ut vad kostnaderna ger"


def claim_address(reported: Money | None = None) -> str:
    case = builders.a_granted_case()
    return f"/cases/{case.number}/claims/{builders.a_claim(case, reported=reported).number}"


def test_a_claim_is_registered_once(app: Flask) -> None:
    case = builders.a_granted_case()
    client = desk.at_work(app, "handler")
    page = client.get(f"/cases/{case.number}/claims/new")
    said = {"kind": "interim", "reported": "100 000", "account_kind": "bankgiro", "account_number": "50501055"}
    assert client.submit(page, said, button=REGISTER).status_code == 303
    assert client.submit(page, said, button=REGISTER).status_code == 303
    assert len(case_file.claims_of(case)) == 1
    another = client.get(f"/cases/{case.number}/claims/new")
    refused = client.submit(another, said, button=REGISTER)
    assert refused.status_code == 409
    assert "redan en öppen rekvisition" in refused.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"account_number": "5050-1056"}, "5050-1056"),
        ({"reported": ""}, "Skriv de kostnader"),
        ({"kind": None}, "Välj ett alternativ"),
    ],
)
def test_a_claim_that_is_not_whole_is_told_of(app: Flask, changes: dict[str, str], said: str) -> None:
    client = desk.at_work(app, "handler")
    page = client.get(f"/cases/{builders.a_granted_case().number}/claims/new")
    whole = {"kind": "interim", "reported": "100 000", "account_kind": "bankgiro", "account_number": "5050-1055"}
    answer = client.submit(page, whole | changes, button=REGISTER)
    assert answer.status_code == 422
    assert said in answer.text


def test_costs_in_kind_above_all_costs_are_refused(app: Flask) -> None:
    client = desk.at_work(app, "handler")
    page = client.get(f"/cases/{builders.a_granted_case().number}/claims/new")
    said = {
        "kind": "interim",
        "reported": "100",
        "in_kind": "200",
        "account_kind": "bankgiro",
        "account_number": "5050-1055",
    }
    answer = client.submit(page, said, button=REGISTER)
    assert answer.status_code == 409
    assert 'value="5050-1055"' in answer.text


def test_the_proposal_is_counted_before_anything_is_approved(app: Flask) -> None:
    address = claim_address(Money.kronor(100_000))
    client = desk.at_work(app, "handler")
    page = client.get(address)
    assert 'value="35\u00a0000"' in page.text
    counted = client.submit(page, {"approved": "80 000"}, button=COUNT)
    assert counted.status_code == 200
    assert 'value="28\u00a0000"' in counted.text
    without_reason = client.submit(counted, button=APPROVE)
    assert without_reason.status_code == 409
    assert "Skriv varför" in without_reason.text
    done = client.submit(without_reason, {"reason": "En faktura gäller annat."}, button=APPROVE)
    assert done.status_code == 303
    shown = client.get(done.location, follow_redirects=True).text
    assert "Väntar på attest" in shown
    assert "En faktura gäller annat." in shown
    assert APPROVE not in client.get(address).text


def test_more_than_the_ceiling_is_refused(app: Flask) -> None:
    address = claim_address(Money.kronor(100_000))
    client = desk.at_work(app, "handler")
    page = client.get(address)
    answer = client.submit(page, {"amount": "100 001", "reason": "Förskott"}, button=APPROVE)
    assert answer.status_code == 409
    assert "högst 100\u00a0000\u00a0kr" in answer.text


def test_others_read_the_claim_and_cannot_approve_it(app: Flask) -> None:
    address = claim_address()
    client = desk.at_work(app, "controller")
    page = client.get(address)
    assert page.status_code == 200
    assert APPROVE not in page.text
    assert client.get(f"{address.rpartition('/')[0]}/new").status_code == 403
    assert client.get(f"{address}99").status_code == 404


def test_a_claim_is_refused_with_a_reason_and_the_case_says_so(app: Flask) -> None:
    address, client = claim_address(), desk.at_work(app, "handler")
    page = client.get(address)
    unsaid = client.submit(page, {"why": "  "}, button="Avslå rekvisitionen")
    assert unsaid.status_code == 422
    assert "Skriv varför rekvisitionen avslås" in unsaid.text
    refused = client.submit(page, {"why": "Kostnaderna hör inte till ärendet."}, button="Avslå rekvisitionen")
    assert refused.status_code == 303
    assert "Rekvisitionen avslogs" in client.get(address.split("/claims")[0]).text
    assert client.submit(page, {"why": "En gång till."}, button="Avslå rekvisitionen").status_code == 409
