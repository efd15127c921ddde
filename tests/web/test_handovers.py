"""The Region's page where a case changes hands."""

from __future__ import annotations

import pytest
from flask import Flask

from grantdesk.models.case import Case
from tests import builders
from tests.actions.test_hand_over import an_almi_case
from tests.web.desk import at_work

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])
WHY = {"reason": "Almi har fullt upp."}


def test_a_case_is_taken_back_and_handed_over_again(app: Flask) -> None:
    case, almi, handler = an_almi_case(), builders.a_user("almi"), builders.a_user(name="Påhittad Handläggare")
    region, company = at_work(app, handler), at_work(app, almi)
    page = region.get(f"/cases/{case.number}/handover")
    assert "Ta tillbaka ärendet" in page.text
    taken = region.submit(page, {**WHY, "receiver": str(handler.id)})
    assert (taken.status_code, taken.location) == (303, f"/cases/{case.number}")
    assert "handläggs nu av Påhittad Handläggare" in region.get(f"/cases/{case.number}").text
    assert company.get(f"/cases/{case.number}").status_code == 404
    again = region.get(f"/cases/{case.number}/handover")
    assert "Lämna över ärendet till Almi" in again.text
    assert region.submit(again, {**WHY, "receiver": str(almi.id)}).status_code == 303
    told = company.get(f"/cases/{case.number}").text
    assert f"Ärendet lämnades över till Almi: {almi.name}" in told
    assert WHY["reason"] in told


def test_the_page_says_what_is_missing_and_keeps_what_was_written(app: Flask) -> None:
    case, client = an_almi_case(), at_work(app, "director")
    page = client.get(f"/cases/{case.number}/handover")
    answer = client.submit(page, {"reason": "Därför."})
    assert answer.status_code == 422
    assert "Därför." in answer.text
    assert "Välj en person." in answer.text


def granted() -> Case:
    case = an_almi_case()
    return builders.grant(case, by=builders.a_user("almi"))


def proposed() -> Case:
    case = an_almi_case()
    builders.propose(case, by=builders.a_user("almi"))
    return case


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (granted, "är beslutat och stannar där det är"),
        (proposed, "Ta tillbaka förslaget innan ärendet byter händer"),
        (builders.an_assessed_case, "delegationsordningen nämner inte Almi"),
    ],
    ids=["granted", "proposed", "another scheme"],
)
def test_where_the_case_cannot_change_hands_the_page_says_why(app: Flask, make: object, said: str) -> None:
    assert callable(make)
    case: Case = make()
    page = at_work(app, "handler").get(f"/cases/{case.number}/handover")
    assert said in page.text
    assert "Nya handläggaren" not in page.text


def test_what_somebody_else_has_done_meanwhile_is_told(app: Flask) -> None:
    case, handler = an_almi_case(), builders.a_user()
    client = at_work(app, handler)
    page, sent = client.get(f"/cases/{case.number}/handover"), {**WHY, "receiver": str(handler.id)}
    assert client.submit(page, sent).status_code == 303
    second = client.submit(page, sent)
    assert second.status_code in {409, 422}
    assert client.get(f"/cases/{case.number}").text.count("Regionen tog tillbaka ärendet") == 1


def test_the_case_leads_to_it_for_those_who_may(app: Flask) -> None:
    case = an_almi_case()
    for position, leads in (("handler", True), ("director", True), ("almi", False), ("controller", False)):
        page = at_work(app, position).get(f"/cases/{case.number}").text
        assert (f"/cases/{case.number}/handover" in page) == leads, position
