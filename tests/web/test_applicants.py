"""The pages of applicants: who counts with whom, what aid they hold, and when room comes back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from grantdesk.models.organisation import Organisation
from grantdesk.operations import verify
from tests import builders, groups
from tests.groups import FIRST, SECOND
from tests.web.desk import at_work

if TYPE_CHECKING:
    from tests.strict_client import StrictClient

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])
SECRET, OF_THE_REGION = "Hemlig kvarn", "Regionens Hemliga AB"


@pytest.fixture
def handler(app: Flask) -> StrictClient:
    return at_work(app, "handler")


def address(organisation: Organisation) -> str:
    return f"/applicants/{organisation.id}"


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.replace("\u00a0", " ")))


def test_the_applicants_are_listed_by_name_and_found_by_name_or_number(handler: StrictClient) -> None:
    groups.a_company(FIRST, name="Åkes Åkeri AB")
    groups.a_company(SECOND, name="Bengts Bageri AB")
    page = handler.get("/applicants").text
    assert page.index("Bengts Bageri AB") < page.index("Åkes Åkeri AB")
    for text in ("åkes", "559900-1004", "5599001004"):
        found = handler.get(f"/applicants?text={text}").text
        assert "Åkes Åkeri AB" in found, text
        assert "Bengts Bageri AB" not in found, text
    assert "Ingen sökande passar" in handler.get("/applicants?text=finns+inte").text


def test_a_personal_number_is_masked_and_is_no_question(handler: StrictClient) -> None:
    sole = builders.facts()
    sole["applicant"] |= {"organisation_number": "850709-9805", "legal_form": "sole_trader"}
    case = builders.a_case(builders.a_registration(sole, organisation_name="Påhittade Snickeriet"))
    for page in ("/applicants", f"/applicants/{case.organisation_id}"):
        text = handler.get(page).text
        assert "850709-****" in text
        assert "850709-9805" not in text
    assert "Påhittade Snickeriet" not in handler.get("/applicants?text=850709-9805").text


def test_a_group_is_recorded_and_its_aid_counts_together(handler: StrictClient) -> None:
    one = groups.a_company(FIRST, name="Ena AB")
    page = handler.get(f"{address(one)}/group")
    filled = {
        "number": SECOND, "name": "Andra AB", "legal_form": "limited_company", "since": "2026-01-01",
        "ground": "Aktiebok, avläst 2026-03-01",
    }  # fmt: skip
    answer = handler.submit(page, filled)
    assert answer.headers["Location"] == address(one)
    shown = handler.get(address(one)).text
    assert "Andra AB" in shown
    assert "Aktiebok, avläst 2026-03-01" in shown
    note = handler.get("/applicants/2/awards")
    award = {
        "granted_on": "2025-06-01", "amount_eur": "70 000,50", "regulation": "2023/2831", "granted_by": "Vinnova",
        "source": "register", "stated_on": "2026-03-01",
    }  # fmt: skip
    assert handler.submit(note, award).status_code == 303
    room = plain(handler.get(address(one)).text)
    assert "229 999,50 euro" in room
    assert "från 2028-06-02: 300 000 euro" in room
    assert "Vinnova" in room
    assert verify.everything().broken == []


def test_what_is_wrong_is_said_and_nothing_is_recorded(handler: StrictClient) -> None:
    one = groups.a_company(FIRST)
    page = handler.get(f"{address(one)}/group")
    empty = handler.submit(page, {})
    assert empty.status_code == 422
    unknown = handler.submit(page, {"number": SECOND, "since": "2026-01-01", "ground": "Aktiebok"})
    assert unknown.status_code == 409
    assert "Skriv dess namn" in unknown.text
    future = handler.submit(
        page,
        {"number": SECOND, "name": "B", "legal_form": "limited_company", "since": "2099-01-01", "ground": "Aktiebok"},
    )
    assert future.status_code == 409
    assert "har inte varit än" in future.text
    assert "räknas för sig" in handler.get(address(one)).text


def test_a_membership_is_ended(handler: StrictClient) -> None:
    one, other = groups.a_company(FIRST, name="Ena AB"), groups.a_company(SECOND)
    groups.join(other, one)
    page = handler.get(f"{address(one)}/group/1")
    assert handler.submit(page, {"until": "2025-01-01", "ground": "Såld"}).status_code == 409
    assert handler.submit(page, {"until": "2026-02-01", "ground": "Såld"}).status_code == 303
    assert "Såld" in handler.get(address(one)).text
    assert handler.get(f"{address(other)}/group/1").status_code == 404


def test_two_groups_merge_where_the_handler_says_so(handler: StrictClient) -> None:
    one, other = groups.a_company(FIRST, name="Ena AB"), groups.a_company(SECOND, name="Andra AB")
    groups.join(other, one)
    page = handler.get(f"{address(one)}/group")
    filled = {
        "number": "559900-3000", "name": "Tredje AB", "legal_form": "limited_company", "since": "2026-02-01",
        "ground": "Fusionsplan", "scope": "all",
    }  # fmt: skip
    assert handler.submit(page, filled).status_code == 303
    shown = handler.get(address(other)).text
    assert "Tredje AB" in shown


def test_aid_is_carried_over_and_struck(handler: StrictClient) -> None:
    one, other = groups.a_company(FIRST, name="Ena AB"), groups.a_company(SECOND, name="Andra AB")
    noted = groups.an_award(one, "100000.00", reference="Utdrag 7")
    page = handler.get(f"{address(one)}/handover")
    filled = {"number": SECOND, "effective_on": "2026-01-01", "share": "30", "ground": "Delningsplan"}
    assert handler.submit(page, filled).status_code == 303
    assert "av 100 000" in plain(handler.get(address(one)).text)
    named = {**filled, "award": f"elsewhere-{noted.id}", "share": "80"}
    assert handler.submit(handler.get(f"{address(one)}/handover"), named).status_code == 303
    assert "270 000 euro" not in plain(handler.get(address(other)).text)
    strike = handler.get(f"{address(one)}/strike/elsewhere/{noted.id}")
    assert handler.submit(strike, {"reason": "Fel företag"}).status_code == 303
    assert "Fel företag" in handler.get(address(one)).text
    assert handler.submit(strike, {"reason": "Fel företag"}).status_code == 409
    assert handler.get(f"{address(one)}/strike/decision/1").status_code == 404
    assert verify.everything().broken == []


def test_what_is_another_groups_is_not_struck_from_here(handler: StrictClient) -> None:
    one, other = groups.a_company(FIRST), groups.a_company(SECOND)
    noted = groups.an_award(one)
    assert handler.get(f"{address(other)}/strike/elsewhere/{noted.id}").status_code == 404


def test_only_a_handler_keeps_the_groups(app: Flask) -> None:
    one = groups.a_company(FIRST)
    for position in ("director", "controller"):
        client = at_work(app, position)
        assert "/group" not in client.get(address(one)).text
        assert client.get(f"{address(one)}/group").status_code == 403


def test_the_case_shows_when_room_comes_back(handler: StrictClient) -> None:
    case = builders.an_assessed_case()
    groups.an_award(groups.a_company(FIRST), "120000.00")
    page = handler.get(f"/cases/{case.number}")
    assert f"/cases/{case.number}/room" in page.text
    room = plain(handler.get(f"/cases/{case.number}/room").text)
    assert "180 000 euro" in room
    assert "från 2028-06-02: 300 000 euro" in room
    assert "2028-06-02" in room


def test_what_is_proposed_for_one_company_of_the_group_is_held_in_the_case_of_the_other(handler: StrictClient) -> None:
    first = builders.an_assessed_case()
    second = builders.an_assessed_case(builders.a_registration(groups.facts_for(SECOND)))
    groups.join(groups.a_company(FIRST), groups.a_company(SECOND))
    held = builders.propose(first).reserved_eur
    written = f"{held:,.2f}".replace(",", " ").replace(".", ",")
    shown = f"Av det använda är {written} euro reserverade för föreslagna beslut."
    assert shown in plain(handler.get(f"/cases/{second.number}/room").text)
    assert shown in plain(handler.get(f"/applicants/{second.organisation_id}").text)
    assert "reserverade" not in plain(handler.get(f"/cases/{first.number}/room").text)


def test_a_project_has_no_such_room(handler: StrictClient) -> None:
    case = builders.a_case(builders.a_registration(builders.project_facts()))
    assert handler.get(f"/cases/{case.number}/room").headers["Location"] == f"/cases/{case.number}"
    assert "/room" not in handler.get(f"/cases/{case.number}").text


def test_almi_sees_its_own_applicants_and_the_sums_of_their_groups(app: Flask) -> None:
    consultancy = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])
    consultancy["applicant"] |= {"organisation_number": SECOND}
    almi = builders.a_user("almi")
    theirs = builders.an_assessed_case(builders.a_registration(consultancy, title="Exportråd"), by=almi)
    ours = builders.a_granted_case(builders.a_registration(title=SECRET, organisation_name=OF_THE_REGION))
    one, other = groups.a_company(FIRST), groups.a_company(SECOND)
    groups.join(one, other, ground=f"{OF_THE_REGION} köpte alla aktier")
    groups.an_award(one, "70.00", reference=SECRET)
    client = at_work(app, almi)
    assert client.get(address(one)).status_code == 404
    for page in ("/applicants", address(other), f"/cases/{theirs.number}/room"):
        text = client.get(page).text
        assert not re.search(f"{SECRET}|{OF_THE_REGION}|{ours.number}", text), page
    assert re.search(r"28\d \d{3}(,\d\d)? euro", plain(client.get(address(other)).text))
    assert client.get(f"/cases/{ours.number}/room").status_code == 404
