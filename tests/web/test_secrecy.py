"""The pages of secrecy marks, of requests for documents, and of the diary."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest
from flask import Flask

from grantdesk import db
from grantdesk.domain.secrecy import BUSINESS
from grantdesk.models.case import Case
from grantdesk.models.secrecy import Disclosure, SecrecyMark
from grantdesk.queries import secrecy
from tests import builders, disclosing
from tests.documents import papers
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

MARK, PROPOSED = "Markera fältet", "Markera de valda"
NUMBER = "850101-2390"


def a_sole_trader() -> Case:
    given = builders.facts()
    given["applicant"] |= {"organisation_number": NUMBER, "legal_form": "sole_trader"}
    return builders.a_case(builders.a_registration(given))


def test_a_field_is_marked_shown_and_lifted(app: Flask) -> None:
    number = builders.a_case().number
    client = desk.at_work(app, "handler")
    assert f"/cases/{number}/secrecy" in client.get(f"/cases/{number}").text
    page = client.get(f"/cases/{number}/secrecy")
    assert "Inget fält är markerat." in page.text
    sent = {"mark-field": "title", "mark-ground": "third_party", "mark-reason": "Namnger en kund."}
    assert client.submit(page, sent | {"mark-reason": " "}, button=MARK).status_code == 422
    assert client.submit(page, sent, button=MARK).status_code == 303
    again = client.submit(page, sent, button=MARK)
    assert again.status_code == 409
    assert "är redan markerat" in again.text
    shown = client.get(f"/cases/{number}/secrecy").text
    assert "Kan vara hemligt: 30 kap. 27 § 2 OSL" in shown
    assert "2046-03-14" in shown
    key = re.search(rf"/cases/{number}/secrecy/(\d+)", shown)
    assert key is not None
    lifting = client.get(key[0])
    assert client.submit(lifting, {"reason": ""}).status_code == 422
    assert client.submit(lifting, {"reason": "Kunden är offentlig."}).status_code == 303
    assert client.get(key[0]).status_code == 404
    assert client.submit(lifting, {"reason": "Kunden är offentlig."}).status_code == 404
    assert db.session.query(SecrecyMark).count() == 2


def test_what_is_proposed_is_marked_when_a_person_chooses_it(app: Flask) -> None:
    case = a_sole_trader()
    client = desk.at_work(app, "handler")
    page = client.get(f"/cases/{case.number}/secrecy")
    for words in ("Kostnader", "Sökandens nummer", "Bedömning med iakttagelser"):
        assert words in page.text
    sent = {"proposed-fields": ["costs", "applicant.number"], "proposed-reason": "Röjer affären."}
    nothing = client.submit(page, {"proposed-reason": "Röjer affären."}, button=PROPOSED)
    assert (nothing.status_code, "Välj minst ett fält." in nothing.text) == (409, True)
    assert client.submit(page, sent, button=PROPOSED).status_code == 303
    db.session.rollback()
    marks = secrecy.of_case(case)
    assert {field: mark.ground.code for field, mark in marks.items()} == {
        "applicant.number": "personal_data",
        "costs": BUSINESS,
    }
    assert "obekräftat värde" in client.get(f"/cases/{case.number}/secrecy").text


def test_a_municipality_has_no_business_secrets_to_propose(app: Flask) -> None:
    given = builders.project_facts()
    given["applicant"] |= {"organisation_number": "212000-2999", "legal_form": "municipality"}
    case = builders.a_case(builders.a_registration(given))
    shown = desk.at_work(app, "handler").get(f"/cases/{case.number}/secrecy").text
    assert PROPOSED not in shown
    assert MARK in shown


def test_a_request_is_answered_with_a_masked_copy(app: Flask) -> None:
    case = a_sole_trader()
    disclosing.mark(case, "costs", "title")
    client = desk.at_work(app, "handler")
    page = client.get(f"/cases/{case.number}/disclosures/new")
    assert [words for words in ("Rubrik", "Kostnader", "Sökandens nummer") if words not in page.text] == []
    without = client.submit(page, {"asker": "Bygdens blad"})
    assert without.status_code == 409
    assert "Skriv vilken skada som kan antas om" in without.text
    sent = {"asker": "Bygdens blad", "field_0-given": "given", "field_2-tested": "Priset röjer anbudet."}
    assert client.submit(page, sent).status_code == 303
    made = db.session.query(Disclosure).one()
    assert [(answer["field"], answer["given"]) for answer in made.answers] == [
        ("title", True),
        ("applicant.number", False),
        ("costs", False),
    ]
    shown = client.get(f"/cases/{case.number}/secrecy").text
    assert "Lämnat ut med maskerade uppgifter" in shown
    assert "Du har rätt att begära ett skriftligt beslut" in shown
    copy = client.get(f"/cases/{case.number}/disclosures/{made.id}/copy.pdf")
    assert copy.mimetype == "application/pdf"
    text = papers.text(copy.data)
    assert "Påhittad investering" in text
    assert NUMBER not in text
    assert "400 000" not in text


def test_marks_that_came_while_the_form_was_open_must_be_tried_too(app: Flask) -> None:
    case = builders.a_case()
    client = desk.at_work(app, "handler")
    page = client.get(f"/cases/{case.number}/disclosures/new")
    assert "Inget fält är markerat: kopian har allt." in page.text
    disclosing.mark(case, "costs")
    assert client.submit(page).status_code == 422
    assert db.session.query(Disclosure).count() == 0


def test_nothing_is_given_out_with_a_reason(app: Flask) -> None:
    case = builders.a_case()
    client = desk.at_work(app, "administrator")
    page = client.get(f"/cases/{case.number}/disclosures/new")
    assert client.submit(page, {"outcome": "refuse"}).status_code == 409
    assert client.submit(page, {"outcome": "refuse", "reason": "Förundersökning."}).status_code == 303
    shown = client.get(f"/cases/{case.number}/secrecy").text
    assert "Inte lämnat ut: Förundersökning." in shown
    made = db.session.query(Disclosure).one()
    assert client.get(f"/cases/{case.number}/disclosures/{made.id}/copy.pdf").status_code == 404


def test_a_copy_is_not_reached_through_another_case(app: Flask) -> None:
    given = builders.facts()
    given["applicant"]["organisation_number"] = "559900-2002"
    first, other = builders.a_case(), builders.a_case(builders.a_registration(given))
    made, client = disclosing.give_out(first), desk.at_work(app, "handler")
    assert client.get(f"/cases/{first.number}/disclosures/{made.id}/copy.pdf").status_code == 200
    assert client.get(f"/cases/{other.number}/disclosures/{made.id}/copy.pdf").status_code == 404


def test_readers_see_the_marks_and_do_not_make_them(app: Flask) -> None:
    case = builders.a_case()
    disclosing.mark(case, "costs")
    client = desk.at_work(app, "controller")
    shown = client.get(f"/cases/{case.number}/secrecy").text
    assert "Kan vara hemligt" in shown
    assert MARK not in shown
    assert "/disclosures/" not in shown
    assert client.get(f"/cases/{case.number}/disclosures/new").status_code == 403


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_diary_is_fetched_once_and_by_days_as_often_as_one_likes(app: Flask) -> None:
    case = builders.a_granted_case()
    client = desk.at_work(app, "controller")
    page = client.get("/diary")
    answer = client.submit(page)
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert "attachment; filename=DI-" in answer.headers["Content-Disposition"]
    assert [line["case"] for line in lines(answer.data)] == [case.number] * 2
    assert lines(client.submit(page).data) == []
    days = {"what": "days", "first": "2026-03-14", "last": "2026-03-14"}
    assert lines(client.submit(page, days).data) == lines(answer.data)
    shown = client.get("/diary").text
    assert "2026-03-14 – 2026-03-14" in shown
    assert "Nytt sedan sist" in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"first": ""}, "Skriv dagen."),
        ({"last": "2026-03-13"}, "före den första"),
        ({"last": "2026-02-30"}, "Dagen finns inte"),
    ],
)
def test_days_that_cannot_be_are_said(app: Flask, changes: dict[str, str], said: str) -> None:
    client = desk.at_work(app, "administrator")
    page = client.get("/diary")
    answer = client.submit(page, {"what": "days", "first": "2026-03-14", "last": "2026-03-14", **changes})
    assert answer.status_code == 422
    assert said in answer.text
