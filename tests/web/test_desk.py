"""Almi at work on its own pages: the frame, a file of cases, and a case from application to decision."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from grantdesk import clock, db, region
from grantdesk.domain.money import Money
from grantdesk.models.case import Case
from tests import builders, case_files, framing
from tests.actions.test_hand_over import CHECK, take_back
from tests.builders import DAY, Person
from tests.case_files import as_csv, as_xlsx, granted, row
from tests.conftest import Database, made_over
from tests.strict_client import StrictClient
from tests.web.desk import at_work

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])
TRY = "Pröva filen"
APPLICATION = {
    "title": "Exportråd", "received_on": "2026-03-14", "starts_on": "2026-05-01", "ends_on": "2026-12-31",
    "organisation_number": "559900-1004", "legal_form": "limited_company", "name": "Påhittade Verkstaden AB",
    "municipality": "1982", "size": "small", "led_by": "woman", "nace": "25.62", "independent_companies": "3",
    "costs-0-category": "consultancy", "costs-0-amount": "80 000", "objectives-0-objective": "VAL-1",
    "objectives-0-share": "100",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC))


@pytest.fixture
def almi(app: Flask) -> Person:  # noqa: ARG001 - the database is connected first
    return builders.a_user("almi")


@pytest.fixture
def client(app: Flask, almi: Person) -> StrictClient:
    return at_work(app, almi)


def send(client: StrictClient, content: bytes, name: str = "ärenden.csv") -> TestResponse:
    return client.submit(client.get("/desk/file"), {"file": (BytesIO(content), name)}, button=TRY)


def count() -> int:
    db.session.rollback()
    return db.session.execute(select(func.count()).select_from(Case)).scalar_one()


def text(page: TestResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


def test_almi_sees_its_own_frame_and_what_is_left_of_it_and_nothing_of_the_countys(
    client: StrictClient, almi: Person
) -> None:
    framing.a_frame(Money.kronor(123_457), scope="almi")
    framing.a_frame(Money.kronor(77_777_777))
    builders.a_granted_case()
    builders.grant(builders.an_assessed_case(builders.a_registration(CHECK), by=almi), by=almi)
    said = text(client.get("/desk"))
    assert "Beslutsram 123 457,00 40 000,00 83 457,00" in said
    assert "Beviljat 1" in said
    assert "77 777" not in said
    assert "140 000" not in said


def test_without_a_frame_of_its_own_the_page_says_so(client: StrictClient) -> None:
    said = text(client.get("/desk"))
    assert said.count("Ingen egen ram") == 2


def test_a_frame_that_is_not_confirmed_this_year_is_missing(client: StrictClient) -> None:
    framing.a_frame(Money.kronor(100_000), year=2025, scope="almi")
    assert "Ingen bekräftad" in text(client.get("/desk"))


def test_what_stands_proposed_is_told(client: StrictClient, almi: Person) -> None:
    builders.propose(builders.an_assessed_case(builders.a_registration(CHECK), by=almi), by=almi)
    builders.propose(builders.an_assessed_case())
    assert "1 förslag gäller, på 40 000 kr." in text(client.get("/desk")).replace("\xa0", " ")


@pytest.mark.parametrize("position", ["handler", "director", "finance", "controller", "administrator"])
def test_nobody_else_has_almis_page(app: Flask, position: str) -> None:
    other = at_work(app, position)
    for address in ("/desk", "/desk/file", "/desk/file/template.csv", "/desk/files/1"):
        assert other.get(address).status_code == 403


def test_where_the_order_lets_almi_prepare_only_the_desk_says_that_the_region_decides(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "region"
    shutil.copytree(region.find("vastmanland"), folder)
    order = folder / "delegation.toml"
    first, almis, rest = order.read_text("utf-8").partition('position = "almi"')
    order.write_text(first + almis + rest.replace('does = "decides"', 'does = "prepares"', 1), "utf-8")
    monkeypatch.setenv("GRANTDESK_REGION", str(folder))
    case = builders.an_assessed_case(builders.a_registration(CHECK), by=builders.a_user("almi"))
    client, number = at_work(made_over(database), "almi"), case.number
    said = text(client.get("/desk"))
    assert "Regionen beslutar. Dagens delegationsordning låter er bereda ärenden" in said
    assert said.count("Regionen beslutar") == 4
    page = client.get(f"/cases/{number}").text
    assert f"/cases/{number}/proposal" in page
    assert "bereds ärendet här, men Regionen beslutar" in page
    assert "/decision/grant" not in client.get(f"/cases/{number}/decision").text


@pytest.mark.parametrize("form", [as_csv, as_xlsx])
def test_a_file_is_tried_and_then_entered(client: StrictClient, almi: Person, form: Callable[..., bytes]) -> None:
    content = form(row("A-1"), granted("A-2", by=almi.email, organisation_number=case_files.SECOND))
    tried = send(client, content)
    assert tried.status_code == 200
    assert "A-2" in tried.text
    assert count() == 0
    entered = client.submit(tried, button="Läs in 2 ärenden")
    assert (entered.status_code, count()) == (303, 2)
    page = client.get(entered.location)
    assert "2 ärenden är inlästa." in page.text
    for said in ("A-1", "A-2", "GD-2026-0001", "40 000,00", "ärenden.csv"):
        assert said in page.text.replace("\xa0", " ")
    assert "ärenden.csv" in client.get("/desk").text


def test_everything_that_is_wrong_is_told_with_its_place(client: StrictClient) -> None:
    answer = send(client, as_csv(row("A-1", nace="x"), row("A-2", received_on="2026-02-30")))
    assert (answer.status_code, count()) == (422, 0)
    said = text(answer)
    assert "Rad 2, nace" in said
    assert "Rad 3, received_on är en dag som inte finns" in said


def test_what_the_rules_refuse_is_told_when_the_file_is_tried(client: StrictClient, almi: Person) -> None:
    answer = send(client, as_csv(granted(by=almi.email, granted_amount="40 001")))
    assert answer.status_code == 422
    assert "Rad 2, granted_amount" in text(answer)


def test_the_same_file_again_leads_to_what_it_became(client: StrictClient) -> None:
    content = as_csv(row())
    tried = send(client, content)
    first = client.submit(tried, button="Läs in 1 ärende")
    twice = client.submit(tried, button="Läs in 1 ärende")
    again = send(client, content)
    assert first.location == twice.location == again.location
    assert "Ingenting har ändrats." in client.get(again.location).text
    assert count() == 1


def test_what_has_changed_since_it_was_tried_is_told_and_nothing_is_entered(client: StrictClient, almi: Person) -> None:
    tried = send(client, as_csv(granted(by=almi.email)))
    framing.a_frame(Money.kronor(39_999), scope="almi")
    answer = client.submit(tried, button="Läs in 1 ärende")
    assert (answer.status_code, count()) == (422, 0)
    assert "Rad 2, granted_amount" in text(answer)


@pytest.mark.parametrize("packed", ["", "å", "AAAA=A", "A" * 800_000])
def test_a_carried_file_that_is_not_whole_is_asked_for_again(client: StrictClient, packed: str) -> None:
    tried = send(client, as_csv(row()))
    answer = client.submit(tried, {"packed": packed}, button="Läs in 1 ärende")
    assert answer.status_code == 422
    assert "Välj den igen" in answer.text
    assert count() == 0


def test_no_file_and_a_large_one_are_refused(client: StrictClient) -> None:
    page = client.get("/desk/file")
    assert "Välj filen med ärendena." in client.submit(page, button=TRY).text
    assert "större än 450 kB" in send(client, b"x" * 460_801).text


def test_the_template_has_every_heading_and_a_row_that_is_nobodys_case(client: StrictClient) -> None:
    template = client.get("/desk/file/template.csv")
    assert template.headers["Content-Disposition"] == 'attachment; filename="mall-almi.csv"'
    answer = send(client, template.data)
    assert "Rad 2, external_ref är mallens påhittade exempel" in text(answer)
    assert text(answer).count("Rad ") == 1


def test_a_case_that_was_taken_back_is_no_longer_in_the_file(client: StrictClient) -> None:
    entered = client.submit(send(client, as_csv(row(), row("A-2"))), button="Läs in 2 ärenden")
    first = db.session.execute(select(Case).order_by(Case.id).limit(1)).scalar_one()
    take_back(first)
    page = client.get(entered.location).text
    assert first.number not in page
    assert "A-1" not in page
    assert "A-2" in page
    answer = send(client, as_csv(row(title="En gång till")))
    assert "Almi inte längre handlägger" in answer.text
    assert first.number not in answer.text


def test_a_case_from_application_to_decision_one_page_after_the_other(client: StrictClient) -> None:
    registered = client.submit(client.get("/cases/new/konsultcheck"), APPLICATION)
    assert registered.status_code == 303, registered.text
    case = registered.location
    assert f'href="{case}/checks"' in client.get(case).text
    checks = client.get(f"{case}/checks")
    answers = dict.fromkeys(re.findall(r'name="(items-\d+-answer)"', checks.text), "yes")
    assert client.submit(checks, answers, button="Spara svaren").status_code == 303
    assert client.submit(client.get(case), button="Bedöm").status_code == 303
    assert client.submit(client.get(f"{case}/proposal"), {"reason": "Bra råd."}, button="Föreslå").status_code == 303
    decision = client.get(f"{case}/decision")
    assert "Du får besluta." in decision.text
    assert client.submit(decision, {"met_before": ["terms.collective_agreement"]}, button="Bevilja").status_code == 303
    assert "Bifall: 40\u00a0000\u00a0kr" in client.get(case).text
