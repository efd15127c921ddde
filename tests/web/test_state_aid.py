"""The page of the duties that State aid brings: the queue, the export, the acknowledgement, amendments, TAM and orders."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from grantdesk.queries import aid_register
from tests import builders, reporting
from tests.actions import test_large_aid as large
from tests.reporting import NUMBERS, an_award, an_export, reports
from tests.web.desk import at_work

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from tests.strict_client import StrictClient

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

RECENT = date(2026, 11, 16)


def plain(page: TestResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).replace("\u00a0", " ").split())


def an_awards_page(client: StrictClient) -> TestResponse:
    return client.get(f"/state-aid/awards/{reports()[0].decision_id}")


def test_the_queue_shows_the_oldest_deadline_first_in_words_and_marks_what_is_late(app: Flask) -> None:
    an_award(number=NUMBERS[1], on=RECENT)
    an_award(on=builders.DAY)
    shown = plain(at_work(app, "handler").get("/state-aid"))
    assert "Att rapportera (2)" in shown
    assert shown.index("2026-04-14") < shown.index("2026-12-14")
    assert "arbetsdagar försenat" in shown
    assert "Försenad" in shown
    assert "Exportera 2 stöd" in shown


def test_the_queue_waits_on_the_handlers_list(app: Flask) -> None:
    an_award()
    handler = at_work(app, "handler")
    page = handler.get("/")
    assert "Att rapportera till EU:s register (1)" in page.text
    assert "140 000,00" in plain(page)
    an_export()
    assert "Att rapportera till EU:s register" not in handler.get("/").text


def test_one_click_exports_and_the_file_is_there_the_same_each_time(app: Flask) -> None:
    an_award()
    handler = at_work(app, "handler")
    page = handler.get("/state-aid")
    assert handler.submit(page, button="Exportera 1 stöd").status_code == 303
    after = handler.get("/state-aid")
    assert "Alla stöd är rapporterade." in after.text
    assert "Rapporterade, inte kvitterade (1)" in after.text
    for form in ("csv", "xlsx"):
        address = f"/state-aid/exports/RR-2026-0001/list.{form}"
        assert address in after.text
        assert handler.get(address).data == handler.get(address).data
    assert handler.get("/state-aid/exports/RR-2026-0001/list.csv").data.count(b"\r\n") == 2
    again = handler.submit(page, button="Exportera 1 stöd")
    assert again.status_code == 409
    assert "Inget väntar på att rapporteras" in again.text
    assert handler.get("/state-aid/exports/RR-2026-0009/list.csv").status_code == 404


def test_the_acknowledgement_is_recorded_on_the_awards_page(app: Flask) -> None:
    an_award()
    an_export()
    handler = at_work(app, "handler")
    page = an_awards_page(handler)
    empty = handler.submit(page, {"acknowledgement-acknowledgement": " "}, button="Anteckna")
    assert empty.status_code == 422
    early = {"acknowledgement-acknowledgement": "EU-5", "acknowledgement-on": "2026-03-01"}
    refused = handler.submit(page, early, button="Anteckna")
    assert refused.status_code == 409
    assert "Kvittensen kan inte vara från 2026-03-01" in refused.text
    done = handler.submit(page, {"acknowledgement-acknowledgement": "EU-5"}, button="Anteckna")
    assert done.status_code == 303
    shown = plain(an_awards_page(handler))
    assert "Kvitterad" in shown
    assert "EU-5" in shown
    assert handler.submit(page, {"acknowledgement-acknowledgement": "EU-6"}, button="Anteckna").status_code == 409


def test_a_correction_is_written_shown_and_exported(app: Flask) -> None:
    an_award()
    an_export()
    handler = at_work(app, "handler")
    page = an_awards_page(handler)
    wrong = {"amendment-nace": "kvarn", "amendment-reason": "Fel kod."}
    assert handler.submit(page, wrong, button="Skriv ändringen").status_code == 422
    same = handler.submit(page, {"amendment-reason": "Fel kod."}, button="Skriv ändringen")
    assert same.status_code == 409
    assert "Uppgifterna är desamma" in same.text
    right = {"amendment-nace": "28.99", "amendment-amount_eur": "12 000,50", "amendment-reason": "Fel kod."}
    assert handler.submit(page, right, button="Skriv ändringen").status_code == 303
    assert (str(reports()[1].amount_eur), reports()[1].nace) == ("12000.50", "28.99")
    index = handler.get("/state-aid")
    assert "Ändringar att rapportera (1)" in index.text
    assert handler.submit(index, button="Exportera 1 ändring").status_code == 303
    written = handler.get("/state-aid/exports/RR-2026-0002/list.csv").data.decode("utf-8-sig")
    assert written.startswith("amends;recipient;amount_eur;")
    assert ";12000,50;" in written
    assert handler.submit(page, right, button="Skriv ändringen").status_code == 409


def test_a_sole_traders_number_is_masked_on_the_pages_and_whole_in_the_file(app: Flask) -> None:
    an_award(number="121212-1212", legal_form="sole_trader")
    an_export()
    handler = at_work(app, "handler")
    for page in (handler.get("/state-aid"), handler.get("/state-aid/awards"), an_awards_page(handler)):
        assert "121212-****" in page.text
        assert "121212-1212" not in page.text
    assert b"121212-1212" in handler.get("/state-aid/exports/RR-2026-0001/list.csv").data


def test_others_read_and_only_a_handler_reports(app: Flask) -> None:
    an_award()
    an_export()
    for position in ("director", "controller", "administrator"):
        client = at_work(app, position)
        assert "Exportera 1" not in client.get("/state-aid").text
        assert "Anteckna kvittensen" not in an_awards_page(client).text
    for position in ("almi", "finance"):
        assert at_work(app, position).get("/state-aid").status_code == 403


def test_all_awards_are_listed_a_page_at_a_time(app: Flask) -> None:
    an_award()
    an_award(number=NUMBERS[1], on=RECENT)
    client = at_work(app, "controller")
    shown = plain(client.get("/state-aid/awards"))
    assert shown.index("2026-11-16") < shown.index("2026-03-14")
    assert "2 totalt, de nyaste först." in shown
    assert client.get("/state-aid/awards?page=9").status_code == 200
    assert client.get("/state-aid/awards/999").status_code == 404


def test_large_aid_is_listed_with_its_deadline_until_its_publication_is_recorded(app: Flask) -> None:
    case = large.granted(large.LARGE)
    handler = at_work(app, "handler")
    shown = plain(handler.get("/state-aid"))
    assert "2026-09-14" in shown
    page = handler.get(f"/state-aid/publications/{case.number}")
    assert "Lämnat före beslutet" in page.text
    assert handler.submit(page, {"reference": "TAM-9", "on": "2026-01-01"}).status_code == 409
    assert handler.submit(page, {"reference": ""}).status_code == 422
    assert handler.submit(page, {"reference": "TAM-9", "on": "2026-05-20"}).status_code == 303
    assert "TAM-9" in handler.get("/state-aid").text
    assert handler.submit(page, {"reference": "TAM-9"}).status_code == 409
    small = builders.a_granted_case()
    assert handler.get(f"/state-aid/publications/{small.number}").status_code == 409


def test_an_order_is_noted_on_the_applicant_and_stops_a_payment(app: Flask) -> None:
    case = large.granted()
    claim = builders.a_claim(case, on=large.LATER)
    handler = at_work(app, "handler")
    address = f"/state-aid/orders/{case.organisation_id}"
    assert address in handler.get(f"/applicants/{case.organisation_id}").text
    page = handler.get(address)
    assert handler.submit(page, {"ground": "Brev"}).status_code == 422
    later = handler.submit(page, {"stands": "noted", "ground": "Brev", "on": "2099-01-01"})
    assert later.status_code == 409
    done = handler.submit(page, {"stands": "noted", "ground": "Beslut SA.1", "on": "2026-05-20"})
    assert done.status_code == 303
    assert "Beslut SA.1" in handler.get(address).text
    claims = handler.get(f"/cases/{case.number}/claims/{claim.number}")
    stopped = handler.submit(
        claims,
        {"approved": "100 000", "amount": "1 000", "reason": "Avvikelse"},
        button="Godkänn och bered utbetalningen",
    )
    assert stopped.status_code == 409
    assert "krav från EU-kommissionen" in stopped.text
    assert "39 §" in stopped.text
    assert handler.get("/state-aid/orders/999").status_code == 404


def test_the_pages_are_in_english_too(app: Flask) -> None:
    an_award()
    an_export()
    reporting.amend(reports()[0])
    handler = at_work(app, "handler")
    handler.post("/language", data={"language": "en", "csrf_token": _token(handler)})
    shown = plain(handler.get("/state-aid"))
    assert "Amendments to report (1)" in shown
    assert "Amendment to report" in shown
    assert "Correction" in plain(an_awards_page(handler))
    assert aid_register.SHOWN == 50


def _token(client: StrictClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/").text)
    assert found is not None
    return found[1]
