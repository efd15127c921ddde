"""The pages of accounts: proposed by a handler, confirmed by finance, masked for those who need not know."""

from __future__ import annotations

import pytest
from flask import Flask

from grantdesk.domain.account import parse
from grantdesk.queries import case_file, payees
from tests import builders, enrolling
from tests.strict_client import StrictClient
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

WRITTEN = {
    "account_kind": "account",
    "account_clearing": "8327-9",
    "account_number": "123 456 789-7",
    "ground": "Intyg från banken 2026-03-10.",
}


def test_a_handler_proposes_an_account_and_finance_confirms_it(app: Flask) -> None:
    organisation = enrolling.an_organisation()
    address = f"/applicants/{organisation.id}/payees"
    handler, finance = desk.at_work(app, "handler"), desk.at_work(app, "finance")
    page = handler.get(address)
    assert address in handler.get(f"/applicants/{organisation.id}").text
    answer = handler.submit(page, WRITTEN, button="Föreslå kontot")
    assert answer.status_code == 303
    shown = handler.get(address).text
    assert "8327-9, 123 456 789-7" in shown
    assert "Väntar på bekräftelse" in shown
    assert "Bekräfta</button>" not in shown
    worklist = finance.get("/").text
    assert "Konton att bekräfta (1)" in worklist
    assert address in worklist
    assert "Intyg från banken" in finance.get("/payees").text
    assert finance.submit(finance.get(address), button="Bekräfta").status_code == 303
    confirmed = payees.confirmed_of(organisation.id)
    assert confirmed is not None
    assert confirmed.clearing == "83279"
    assert "Konton att bekräfta" not in finance.get("/").text
    assert "Inget konto väntar" in finance.get("/payees").text


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"account_number": "123 456 789"}, None, None),
        ({"account_clearing": "8327-8"}, "account_clearing", "femte siffra stämmer inte"),
        ({"account_clearing": ""}, "account_clearing", "Skriv bankkontots clearingnummer"),
        ({"account_kind": "bankgiro"}, "account_clearing", "hör bara till ett bankkonto"),
        ({"account_kind": "bankgiro", "account_clearing": ""}, "account_number", "sju eller åtta siffror"),
        ({"account_kind": "cheque"}, "account_kind", "Välj bankgiro"),
        ({"account_kind": "iban", "account_clearing": "", "account_bic": "X"}, "account_number", "inget IBAN"),
        ({"ground": ""}, "ground", "Skriv var kontot är läst"),
    ],
)
def test_what_is_no_account_is_said_at_its_field(
    app: Flask, changes: dict[str, str], field: str | None, said: str | None
) -> None:
    organisation = enrolling.an_organisation()
    handler = desk.at_work(app, "handler")
    page = handler.get(f"/applicants/{organisation.id}/payees")
    answer = handler.submit(page, {**WRITTEN, **changes}, button="Föreslå kontot")
    if field is None:
        assert answer.status_code == 303
        # Swedbank's accounts are taken with a remark where the last digit differs.
        assert "Sista siffran stämmer inte" in handler.get(f"/applicants/{organisation.id}/payees").text
        return
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert said is not None
    assert said in answer.text
    assert payees.standing_of(organisation.id) == []


def test_nobody_confirms_their_own_proposal_and_the_page_offers_it_to_nobody_else(app: Flask) -> None:
    organisation, person = enrolling.an_organisation(), builders.a_user("finance")
    payee = enrolling.proposed(organisation, by=person)
    finance, address = desk.at_work(app, person), f"/applicants/{organisation.id}/payees"
    assert "Bekräfta</button>" not in finance.get(address).text
    assert "Konton att bekräfta" not in finance.get("/").text
    sent = {"csrf_token": desk.token(finance)}
    answer = finance.post(f"{address}/{payee.id}/confirmation", data=sent)
    assert answer.status_code == 409
    assert "Du har själv föreslagit kontot" in answer.text


def test_an_account_is_withdrawn_with_a_reason_that_the_history_shows(app: Flask) -> None:
    organisation = enrolling.an_organisation()
    payee = enrolling.confirm(enrolling.proposed(organisation))
    address = f"/applicants/{organisation.id}/payees"
    handler, finance = desk.at_work(app, "handler"), desk.at_work(app, "finance")
    assert "/withdrawal" not in handler.get(address).text
    form = handler.get(f"{address}/{payee.id}/withdrawal")
    answer = handler.submit(form, {"reason": "Fel konto."}, button="Ta bort kontot")
    assert answer.status_code == 409
    assert "Det är ekonomi som bekräftar konton" in answer.text
    form = finance.get(f"{address}/{payee.id}/withdrawal")
    assert finance.submit(form, {"reason": " "}, button="Ta bort kontot").status_code == 422
    assert finance.submit(form, {"reason": "Mottagaren har bytt bank."}, button="Ta bort kontot").status_code == 303
    assert "Borttaget: Mottagaren har bytt bank." in finance.get(address).text


def test_a_persons_account_is_masked_for_those_who_neither_propose_nor_confirm(app: Flask) -> None:
    given = builders.facts()
    given["applicant"] |= {"organisation_number": "121212-1212", "legal_form": "sole_trader"}
    case = builders.a_case(builders.a_registration(given, organisation_name="Påhittad Person"))
    personal = parse("account", "121212-1212", clearing="3300")
    enrolling.proposed(case.organisation, personal)
    address = f"/applicants/{case.organisation_id}/payees"
    for position in ("handler", "finance"):
        assert "3300, 121212-1212" in desk.at_work(app, position).get(address).text
    for position in ("director", "controller", "administrator"):
        page = desk.at_work(app, position).get(address).text
        assert "3300, 121212-****" in page
        assert "1212-1212" not in page
        assert "1212121212" not in page
    assert "121212-1212" not in desk.at_work(app, "controller").get("/payees").text


def test_almi_sees_the_accounts_of_its_own_applicants_and_of_nobody_else(app: Flask) -> None:
    almi = builders.a_user("almi")
    consultancy = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])
    consultancy["applicant"] |= {"organisation_number": "559900-2002"}
    theirs = builders.a_case(builders.a_registration(consultancy), by=almi).organisation
    ours = enrolling.an_organisation(name="Regionens Verkstad AB")
    enrolling.confirm(enrolling.proposed(ours))
    enrolling.proposed(theirs)
    client = desk.at_work(app, almi)
    page = client.get(f"/applicants/{theirs.id}/payees")
    assert "5050-1055" in page.text
    assert "Regionens Verkstad" not in page.text
    assert client.get(f"/applicants/{ours.id}/payees").status_code == 404
    assert client.get("/payees").status_code == 403
    finance = desk.at_work(app, "finance").get(f"/applicants/{theirs.id}/payees").text
    assert "Kontot finns också hos Regionens Verkstad AB" in finance


def test_a_claim_says_where_the_account_that_it_names_holds_no_longer(app: Flask) -> None:
    claim = builders.a_claim()
    address, handler = f"/cases/{claim.case.number}/claims/{claim.number}", desk.at_work(app, "handler")
    assert "5050-1055 (" not in handler.get(address).text
    whose = case_file.by_number(claim.case.number, by=builders.a_user()).organisation
    enrolling.confirm(enrolling.proposed(whose, enrolling.THIRD))
    assert "5050-1055 (Ersatt)" in handler.get(address).text


def test_the_page_says_that_others_have_the_account_in_whatever_form(app: Flask) -> None:
    first, second = enrolling.an_organisation(), enrolling.an_organisation("559900-2002", "Påhittade Sågen AB")
    enrolling.confirm(enrolling.proposed(first, parse("account", "825 74 66", clearing="5839")))
    address, handler = f"/applicants/{second.id}/payees", desk.at_work(app, "handler")
    written = {"account_kind": "iban", "account_number": "SE45 5000 0000 0583 9825 7466", "ground": "Intyg."}
    handler.submit(handler.get(address), written, button="Föreslå kontot")
    assert f"Kontot finns också hos {first.name}" in handler.get(address).text
    listed = desk.at_work(app, "finance").get("/payees").text
    for shown in ("5839, 825 746-6", "SE45 5000 0000 0583 9825 7466", second.name):
        assert shown in listed


def test_an_account_that_several_have_is_listed(app: Flask) -> None:
    first, second = enrolling.an_organisation(), enrolling.an_organisation("559900-2002", "Påhittade Sågen AB")
    enrolling.confirm(enrolling.proposed(first))
    enrolling.proposed(second)
    page = desk.at_work(app, "controller").get("/payees").text
    assert "Kontot finns också hos Påhittade Verkstaden AB" in page
    assert f"/applicants/{first.id}/payees" in page


def test_a_list_that_is_cut_says_so(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grantdesk.web.payees._SHOWN", 1)
    first, second = enrolling.an_organisation(), enrolling.an_organisation("559900-2002", "Påhittade Sågen AB")
    finance = desk.at_work(app, "finance")
    for account, are_more in ((enrolling.FIRST, False), (enrolling.THIRD, True)):
        for organisation in (first, second):
            enrolling.confirm(enrolling.proposed(organisation, account))
        assert ("det finns fler" in finance.get("/payees").text) == are_more


def test_an_account_of_another_applicant_is_not_there(app: Flask) -> None:
    first, second = enrolling.an_organisation(), enrolling.an_organisation("559900-2002", "Påhittade Sågen AB")
    payee = enrolling.proposed(first)
    finance = desk.at_work(app, "finance")
    sent = {"csrf_token": desk.token(finance)}
    assert finance.post(f"/applicants/{second.id}/payees/{payee.id}/confirmation", data=sent).status_code == 404
    assert finance.get(f"/applicants/{second.id}/payees/{payee.id}/withdrawal").status_code == 404


def test_the_pages_ask_the_same_number_of_questions_however_many_accounts_there_are(app: Flask) -> None:
    first = enrolling.an_organisation()
    enrolling.confirm(enrolling.proposed(first))
    finance, address = desk.at_work(app, "finance"), f"/applicants/{first.id}/payees"
    before = [_asked(finance, page) for page in (address, "/payees", "/")]
    for account in (enrolling.SECOND, enrolling.THIRD):
        enrolling.proposed(first, account)
        enrolling.proposed(enrolling.an_organisation("559900-2002", "Påhittade Sågen AB"), account)
    enrolling.withdraw(payees.standing_of(first.id)[0])
    after = [_asked(finance, page) for page in (address, "/payees", "/")]
    assert [later - earlier for later, earlier in zip(after, before, strict=True)] == [1, 0, 0]
    assert max(after) <= 18


def _asked(client: StrictClient, page: str) -> int:
    assert client.get(page).status_code == 200
    return len(client.statements)
