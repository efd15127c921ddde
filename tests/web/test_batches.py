"""Batches: control totals, the export that books them as paid, and files that never change."""

from __future__ import annotations

from flask import Flask

from grantdesk.models.payment import Payment
from grantdesk.queries import balances, payouts
from tests import builders
from tests.web.desk import at_work


def two_payments() -> list[Payment]:
    project = builders.a_registration(builders.project_facts())
    of_project = builders.a_payment(builders.a_claim(builders.grant(builders.an_assessed_case(project))))
    return [builders.an_attested_payment(), builders.an_attested_payment(of_project)]


def test_a_batch_shows_its_control_totals_by_scheme_and_who_made_it(app: Flask) -> None:
    batch = builders.a_batch(*two_payments(), by=builders.a_user("finance", name="Åsa Öberg"))
    finance = at_work(app, "finance")
    assert "85\u00a0000,00" in finance.get("/batches").text
    page = finance.get(f"/batches/{batch.number}").text
    for shown in ("Investeringsstöd", "35\u00a0000,00", "50\u00a0000,00", "85\u00a0000,00", "Åsa Öberg"):
        assert shown in page


def test_the_export_books_the_payments_as_paid_once(app: Flask) -> None:
    payments = two_payments()
    batch = builders.a_batch(*payments)
    finance = at_work(app, "finance")
    open_ = finance.get(f"/batches/{batch.number}")
    assert "Exportera 85" not in open_.text
    assert finance.submit(open_, button="Lås 85 000 kr").status_code == 303
    page = finance.get(f"/batches/{batch.number}")
    assert finance.submit(page, button="Exportera 85 000 kr").status_code == 303
    assert balances.totals(["scheme"]).sum.paid.ore == 8_500_000
    assert {payouts.line(payment.number).state for payment in payments} == {"exported"}
    again = finance.submit(page, button="Exportera 85 000 kr")
    assert again.status_code == 409
    assert "Det görs bara en gång" in again.text
    assert balances.totals(["scheme"]).sum.paid.ore == 8_500_000


def test_a_batch_is_unlocked_and_a_payment_taken_out_of_it(app: Flask) -> None:
    kept, out = two_payments()
    batch = builders.a_batch(kept, out)
    builders.lock(batch)
    finance = at_work(app, "finance")
    locked = finance.get(f"/batches/{batch.number}")
    assert "Ta ut" not in locked.text
    assert finance.submit(locked, button="Lås upp").status_code == 303
    page = finance.get(f"/batches/{batch.number}")
    answer = finance.submit(page, button=f"Ta ut {out.number}")
    assert (answer.status_code, answer.location) == (303, f"/batches/{batch.number}")
    assert payouts.line(out.number).state == "attested"
    assert finance.submit(finance.get(f"/batches/{batch.number}"), button="Lås 35 000 kr").status_code == 303


def test_what_cannot_be_paid_is_set_aside_when_the_batch_is_locked_and_holds_nobody_else(app: Flask) -> None:
    kept, aside = two_payments()
    batch = builders.a_batch(kept, aside)
    builders.replace_account(aside)
    finance = at_work(app, "finance")
    answer = finance.submit(finance.get(f"/batches/{batch.number}"), button="Lås 85 000 kr")
    assert aside.number in finance.get(answer.location).text
    assert {payouts.line(each.number).state for each in (kept, aside)} == {"in_batch", "failed"}
    page = finance.get(f"/payments/{aside.number}").text
    assert "Mottagaren har bytt konto" in page
    assert aside.number in finance.get("/payments").text


def test_a_batch_is_noted_as_sent_on_a_day_after_its_export(app: Flask) -> None:
    payment = builders.an_exported_payment()
    finance = at_work(app, "finance")
    number = payouts.line(payment.number).batch_number
    page = finance.get(f"/batches/{number}")
    early = finance.submit(page, {"on": "2026-03-13"}, button="Anteckna att filen är sänd")
    assert early.status_code == 409
    assert finance.submit(page, {"on": "2026-03-14"}, button="Anteckna att filen är sänd").status_code == 303
    assert payouts.line(payment.number).state == "sent"


def test_a_batch_that_is_not_there_is_a_page_that_says_so(app: Flask) -> None:
    answer = at_work(app, "finance").get("/batches/UB-1999-0001")
    assert answer.status_code == 404
    assert "UB-1999-0001" in answer.text


def test_the_list_of_batches_asks_as_often_with_many(app: Flask) -> None:
    client = at_work(app, "finance")
    builders.a_batch()
    client.get("/batches")
    few = len(client.statements)
    for _ in range(4):
        builders.export(builders.a_batch())
    assert client.get("/batches").text.count("<tr ") == 6
    assert len(client.statements) == few
