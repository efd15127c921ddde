"""The pages of the rules: read by everyone, drafted by an administrator, and published by another."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from grantdesk import clock, region, settings
from grantdesk.app import create_app
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.rule_version import files_of, rules_of
from grantdesk.domain.version_text import begun
from grantdesk.operations import verify
from grantdesk.web import county
from tests import builders, laying_down
from tests.conftest import Database, made_over
from tests.rule_texts import SOURCE, a_version
from tests.strict_client import StrictClient
from tests.web.desk import at_work

sqlite = pytest.mark.parametrize("backend", ["sqlite"])
NEXT_YEAR = clock.today().year + 1
FIRST_DAY = date(NEXT_YEAR, 1, 1)
# No rule of the region's has a row from this day.
LATER = date(NEXT_YEAR, 3, 1)


def _text(value: str = '"80000.00"', **said: str) -> str:
    return a_version(value, first_day=FIRST_DAY, **said)


def _drafted(client: StrictClient, text: str | None = None) -> str:
    answer = client.submit(client.get("/rules/versions/new"), {"text": text or _text()}, button="Spara utkastet")
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def _pressed(client: StrictClient, address: str, button: str, fields: dict[str, str] | None = None) -> str:
    """The page that one comes to after the button."""
    answer = client.submit(client.get(address), fields, button=button)
    assert answer.status_code == 303, answer.text
    return client.get(answer.location).text


def _cap_on_page(client: StrictClient, on: date) -> str:
    page = client.get(f"/rules/konsultcheck?on={on}").text
    found = re.search(r"Högsta stöd i ett ärende.*?Gäller</span>", page, re.DOTALL)
    assert found is not None
    return re.sub(r"<[^>]+>|\s+", " ", found[0].rpartition("<tr>")[2] or found[0])


def test_a_version_goes_from_draft_to_published_on_the_web(app: Flask) -> None:
    author, approver = at_work(app, "administrator"), at_work(app, "controller")
    address = _drafted(author)
    assert "100 000 kr" in (page := author.get(address).text).replace("\u00a0", " ")
    assert "80 000 kr" in page.replace("\u00a0", " ")
    assert "aid ska vara 100000.00, och reglerna ger 80000.00" in page
    assert "Väntar på godkännande" in _pressed(author, address, "Lämna för godkännande")
    assert "godkänner någon annan" in author.get(address).text
    assert "Godkänn och publicera" not in author.get(address).text
    assert "1" in approver.get("/").text
    assert address in approver.get("/").text
    assert address in approver.get("/rules").text
    page = _pressed(approver, address, "Godkänn och publicera")
    assert f"gäller från {FIRST_DAY}" in page
    assert "Publicerad" in page
    assert [file.name for file in settings.read().rules.iterdir()] == [
        f"{int(address.rpartition('/')[2]):04}-konsultcheck.toml"
    ]
    assert "80 000 kr" in _cap_on_page(author, FIRST_DAY).replace("\u00a0", " ")
    assert "100 000 kr" in _cap_on_page(author, date(NEXT_YEAR - 1, 12, 31)).replace("\u00a0", " ")
    assert verify.everything().broken == []


@sqlite
def test_a_text_begins_with_the_rule_as_it_is(app: Flask) -> None:
    client = at_work(app, "administrator")
    page = client.get(f"/rules/versions/new?of=schemes/konsultcheck.toml&rule=cap&first_day={FIRST_DAY}").text
    for line in ("[[rules.cap]]", "value = &#34;100000.00&#34;", f"valid_from = {FIRST_DAY}"):
        assert line in page
    town = client.get("/rules/versions/new?of=municipalities.csv&rule=1907~aid_areas").text
    assert "code = &#34;1907&#34;" in town
    assert "[[municipality.aid_area]]" in town
    ceiling = client.get("/rules/versions/new?of=de_minimis.toml&rule=2023/2831~ceiling").text
    assert "[[regulation.ceiling_eur]]" in ceiling
    for odd in ("of=x&rule=cap", "of=schemes/konsultcheck.toml&rule=x", "first_day=2027-02-30"):
        assert client.get(f"/rules/versions/new?{odd}").status_code == 200


@sqlite
@pytest.mark.usefixtures("app")
def test_every_rule_can_be_begun_with_and_is_then_only_short_of_its_source() -> None:
    held = builders.terms().county
    for file in files_of(held):
        for key, series in rules_of(held, file).items():
            if series.values:
                text = begun(held, file, key, first_day=LATER).replace('{ sv = "", en = "" }', SOURCE)
                (found,) = region.version(text, held, name="x").rows.values()
                assert found.values[0].value == (series.on(LATER) or series.values[-1]).value, text


@sqlite
def test_what_is_wrong_in_the_text_is_said_at_its_line(app: Flask) -> None:
    client = at_work(app, "administrator")
    page = client.submit(client.get("/rules/versions/new"), {"text": _text("80000")}, button="Spara utkastet")
    assert page.status_code == 422
    wrong = re.search(r'<li data-wrong="true">\s*<code>([^<]*)</code>\s*<p[^>]*>([^<]*)</p>', page.text)
    assert wrong is not None
    assert wrong[1] == "value = 80000"
    assert wrong[2].startswith("ska vara ett belopp över noll")
    assert "Rad 4: rules.cap[0].value ska vara ett belopp" in page.text
    again = client.submit(page, {"text": _text()}, button="Spara utkastet")
    assert again.status_code == 303
    broken = client.submit(client.get(again.location), {"text": "[[rules.cap]\n"}, button="Spara utkastet")
    assert broken.status_code == 422
    assert "Rad 1: saknar ]] sist i rubriken" in broken.text
    assert client.submit(client.get("/rules/versions/new"), {"text": " "}, button="Spara utkastet").status_code == 422


@sqlite
def test_the_same_text_sent_twice_is_one_draft(app: Flask) -> None:
    client = at_work(app, "administrator")
    assert _drafted(client) == _drafted(client)


@sqlite
def test_a_version_that_does_not_hold_says_why_and_is_not_submitted(app: Flask) -> None:
    client = at_work(app, "administrator")
    address = _drafted(client, _text('{ base = "0.90" }', of="investeringsstod", rule="rate_policy"))
    page = client.get(address)
    assert "ger 90" in page.text
    assert "Lämna för godkännande" not in page.text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token is not None
    answer = client.post(f"{address}/submission", data={"csrf_token": token[1]})
    assert answer.status_code == 409
    assert "håller inte som reglerna är i dag" in answer.text


@sqlite
def test_a_version_is_sent_back_with_a_reason_and_withdrawn(app: Flask) -> None:
    author, approver = at_work(app, "administrator"), at_work(app, "controller")
    address = _drafted(author)
    _pressed(author, address, "Lämna för godkännande")
    empty = approver.submit(approver.get(address), {"return-reason": " "}, button="Skicka tillbaka till dem som skrev")
    assert empty.status_code == 422
    page = _pressed(approver, address, "Skicka tillbaka till dem som skrev", {"return-reason": "Taket är för lågt."})
    assert "Taket är för lågt." in page
    assert "Utkast" in page
    assert "Återtagen" in _pressed(author, address, "Återta versionen", {"withdrawal-reason": "Fullmäktige sade nej."})


@sqlite
def test_an_approval_of_a_text_that_has_changed_is_refused(app: Flask) -> None:
    author, approver = at_work(app, "administrator"), at_work(app, "controller")
    address = _drafted(author)
    _pressed(author, address, "Lämna för godkännande")
    page = approver.get(address)
    answer = approver.submit(page, {"seen": "0" * 64}, button="Godkänn och publicera")
    assert answer.status_code == 409
    assert "en annan än den du läste" in answer.text
    assert address in answer.text


@sqlite
def test_the_simulation_shows_the_cases_that_would_change(app: Flask) -> None:
    facts = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "300000.00"}])
    number = builders.an_assessed_case(builders.a_registration(facts)).number
    author = at_work(app, "administrator")
    address = _drafted(author)
    page = author.get(f"{address}/simulation?year=2026").text.replace("\u00a0", " ")
    assert number in page
    assert "80 000 kr" in page
    assert "Andel av stödet till Västerås" in page
    assert author.get(f"{address}/simulation?year=x").status_code == 200
    assert at_work(app, "handler").get(f"{address}/simulation").status_code == 403


@sqlite
def test_the_file_is_the_text(app: Flask) -> None:
    client = at_work(app, "administrator")
    answer = client.get(f"{_drafted(client)}/file.toml")
    assert answer.text == _text()
    assert "konsultcheck.toml" in answer.headers["Content-Disposition"]


@sqlite
def test_everyone_reads_every_page_of_the_rules(app: Flask) -> None:
    number = laying_down.publish(_text(), on=clock.today())
    for position in ("handler", "almi", "controller"):
        client = at_work(app, position)
        for name in (
            "",
            *(f"/{code}" for code in builders.terms().county.schemes),
            "/de_minimis",
            "/municipalities",
            "/region",
        ):
            assert client.get(f"/rules{name}").status_code == 200, name
        assert client.get(f"/rules/versions/{number}").status_code == 200
        assert client.get("/rules/atlantis").status_code == 404
        assert client.get("/rules/versions/999").status_code == 404
    english = at_work(app, "handler")
    english.submit(english.get("/rules"), {}, button="English")
    assert "The most aid in a case" in english.get("/rules/konsultcheck").text


@sqlite
def test_the_running_system_keeps_the_last_good_rules(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(region.find("vastmanland"), tmp_path / "county"))
    monkeypatch.setenv("GRANTDESK_REGION", str(folder))
    served = made_over(database)
    administrator, handler = at_work(served, "administrator"), at_work(served, "handler")
    scheme = folder / "schemes" / "konsultcheck.toml"
    good = scheme.read_text("utf-8")
    scheme.write_text(good.replace('"100000.00"', '"100 000"', 1), "utf-8")
    said = "schemes/konsultcheck.toml, rad 26: rules.cap[0].value ska vara ett belopp över noll"
    for address in ("/", "/rules", "/users"):
        assert said in administrator.get(address).text
    assert said not in handler.get("/rules").text
    assert "100 000 kr" in _cap_on_page(handler, FIRST_DAY).replace("\u00a0", " ")
    # A worker that takes another's place goes on by what was read at the start; without that, it does not start.
    before = region.load(region.find("vastmanland"))
    another = create_app(replace(settings.read(), database_url=database.url), before=before)
    with another.test_request_context():
        assert [error.line for error in county.wrong()] == [26]
        assert county.terms() == before
    with pytest.raises(InputErrors, match="line 26"):
        made_over(database)
    scheme.write_text(good.replace('"100000.00"', '"90000.00"', 1), "utf-8")
    assert said not in administrator.get("/").text
    assert "90 000 kr" in _cap_on_page(handler, FIRST_DAY).replace("\u00a0", " ")


@sqlite
def test_a_lost_file_is_written_again_when_the_rules_are_looked_at(app: Flask) -> None:
    number = laying_down.publish(_text(), on=clock.today())
    file = settings.read().rules / f"{number:04}-konsultcheck.toml"
    file.unlink()
    client = at_work(app, "handler")
    client.get("/rules")
    assert file.read_text("utf-8") == _text()
    assert "80 000 kr" in _cap_on_page(client, FIRST_DAY).replace("\u00a0", " ")
