"""The files of a batch on its page: made once, fetched by those who may, and said to be gone where they are."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from io import BytesIO

import pytest
from flask import Flask

from grantdesk import archive, clock, settings
from grantdesk.models.payment import BatchFile
from grantdesk.queries import payout_files, payouts
from tests import builders
from tests.documents import bank_reader, ledger_reader, papers
from tests.web.desk import at_work

NAMES = {
    "csv": "Lista för import (CSV)",
    "xlsx": "Lista (XLSX)",
    "pdf": "Utbetalningsrapport (PDF)",
    "sie": "Verifikation till redovisningen (SIE)",
}


def an_exported_batch() -> str:
    batch = builders.a_batch(builders.an_attested_payment())
    builders.export(batch)
    return batch.number


def kept(number: str) -> list[BatchFile]:
    return payout_files.of_batch(payouts.batch_by_number(number))


def test_the_page_says_from_where_and_when_the_bank_pays_and_that_it_is_not_confirmed(app: Flask) -> None:
    batch = builders.a_batch()
    finance = at_work(app, "finance")
    page = finance.get(f"/batches/{batch.number}").text
    for shown in ("Region Västmanland, SE93 9990 0000 0000 0000 0001", "pain.001.001.09", "inte har bekräftat"):
        assert shown in page
    assert "Filen till banken" not in page


def test_the_file_to_the_bank_is_there_when_the_batch_has_been_exported(app: Flask) -> None:
    number = an_exported_batch()
    finance = at_work(app, "finance")
    address = f"/batches/{number}/files/pain001"
    assert address in finance.get(f"/batches/{number}").text
    answer = finance.get(address)
    assert answer.content_type == "application/xml"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{number}.xml"'
    assert bank_reader.read(BytesIO(answer.data)).number == number


@pytest.mark.parametrize("form", NAMES)
def test_a_file_is_made_with_a_click_and_is_then_the_same_for_everybody(app: Flask, form: str) -> None:
    number = an_exported_batch()
    finance, controller = at_work(app, "finance"), at_work(app, "controller")
    address = f"/batches/{number}/files/{form}"
    assert finance.get(address).status_code == 404
    assert "Ekonomi gör den" in controller.get(f"/batches/{number}").text
    made = finance.submit(finance.get(f"/batches/{number}"), button=f"Gör filen {NAMES[form]}")
    assert (made.status_code, made.location) == (303, address)
    first, second = finance.get(address), controller.get(address)
    assert first.data == second.data
    assert len(kept(number)) == 2
    assert f'href="{address}"' in controller.get(f"/batches/{number}").text


def test_the_page_has_the_whole_digest_so_that_whoever_has_the_file_can_compare(app: Flask) -> None:
    number = an_exported_batch()
    finance = at_work(app, "finance")
    content = finance.get(f"/batches/{number}/files/pain001").data
    assert hashlib.sha256(content).hexdigest() in finance.get(f"/batches/{number}").text


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_file_that_nobody_has_noted_as_sent_when_its_day_has_passed_is_told_of(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = datetime(2026, 3, 16, 12, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: day)
    number, finance = an_exported_batch(), at_work(app, "finance")
    told = "Fråga banken om den har filen"
    assert told not in finance.get(f"/batches/{number}").text
    day = datetime(2026, 3, 17, 8, tzinfo=UTC)
    page = finance.get(f"/batches/{number}")
    assert told in page.text
    finance.submit(page, {"on": "2026-03-17"}, button="Anteckna att filen är sänd")
    assert told not in finance.get(f"/batches/{number}").text


def test_what_is_fetched_is_what_it_says(app: Flask) -> None:
    number = an_exported_batch()
    finance = at_work(app, "finance")
    told = {}
    for form, name in NAMES.items():
        made = finance.submit(finance.get(f"/batches/{number}"), button=f"Gör filen {name}")
        told[form] = finance.get(made.location).data
    assert "VAL-1:21000,00, VAL-2:14000,00;35000,00" in told["csv"].decode("utf-8-sig")
    assert told["xlsx"].startswith(b"PK")
    assert "Antal utbetalningar: 1. Summa: 35 000,00 kr." in papers.text(told["pdf"])
    assert len(ledger_reader.read(told["sie"]).vouchers) == 1


def test_nobody_makes_a_file_before_the_export_and_nobody_but_the_export_the_one_to_the_bank(app: Flask) -> None:
    batch = builders.a_batch()
    finance = at_work(app, "finance")
    token = finance.get(f"/batches/{batch.number}").text.split('name="csrf_token" value="')[1].split('"')[0]
    for form in ("pain001", "csv", "sie"):
        answer = finance.post(f"/batches/{batch.number}/files/{form}", data={"csrf_token": token})
        assert answer.status_code == 409, form
    assert payout_files.every() == []
    assert finance.get(f"/batches/{batch.number}/files/docx").status_code == 404


def test_those_who_may_not_see_batches_fetch_no_files_of_them(app: Flask) -> None:
    number = an_exported_batch()
    for position in ("handler", "almi"):
        assert at_work(app, position).get(f"/batches/{number}/files/pain001").status_code == 403


def test_a_file_that_is_not_what_was_kept_is_not_given_out(app: Flask) -> None:
    number = an_exported_batch()
    (file,) = kept(number)
    place = archive.place(settings.read().archive, file.digest)
    place.chmod(0o640)
    place.write_bytes(place.read_bytes() + b" ")
    answer = at_work(app, "finance").get(f"/batches/{number}/files/pain001")
    assert answer.status_code == 409
    assert "pain.001.001" not in answer.text


@pytest.mark.parametrize("backend", ["sqlite"])
def test_the_page_and_its_files_ask_as_often_whatever_the_size(app: Flask) -> None:
    finance = at_work(app, "finance")
    counted = []
    for payments in (1, 4):
        batch = builders.a_batch(*(builders.an_attested_payment() for _ in range(payments)))
        builders.export(batch)
        asked = []
        for address in (f"/batches/{batch.number}", f"/batches/{batch.number}/files/pain001"):
            finance.get(address)
            asked.append(len(finance.statements))
        counted.append(asked)
    assert counted[0] == counted[1]
