"""Batches: control totals, the export that books them as paid, and files that never change."""

from __future__ import annotations

from flask import Flask

from grantdesk.models.payment import Payment
from grantdesk.queries import balances, payouts
from tests import builders
from tests.documents import papers
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
    page = finance.get(f"/batches/{batch.number}")
    assert finance.submit(page, button="Exportera 85 000 kr").status_code == 303
    assert balances.totals(["scheme"]).sum.paid.ore == 8_500_000
    assert {payouts.line(payment.number).state for payment in payments} == {"exported"}
    again = finance.submit(page, button="Exportera 85 000 kr")
    assert again.status_code == 409
    assert "Den görs bara en gång" in again.text
    assert balances.totals(["scheme"]).sum.paid.ore == 8_500_000


def test_the_files_are_there_after_the_export_and_are_the_same_each_time(app: Flask) -> None:
    payments = two_payments()
    batch = builders.a_batch(*payments)
    finance = at_work(app, "finance")
    assert "report.pdf" not in finance.get(f"/batches/{batch.number}").text
    for name in ("list.csv", "report.pdf"):
        assert finance.get(f"/batches/{batch.number}/{name}").status_code == 409
    builders.export(batch)
    for name in ("list.csv", "report.pdf"):
        assert name in finance.get(f"/batches/{batch.number}").text
        first, second = (finance.get(f"/batches/{batch.number}/{name}").data for _ in range(2))
        assert first == second
    report = papers.text(finance.get(f"/batches/{batch.number}/report.pdf").data)
    assert "Utbetalningsrapport UB-2026-0001" in report
    assert "Antal utbetalningar: 2. Summa: 85 000,00 kr." in report


def test_the_list_has_one_line_a_payment_with_its_objectives(app: Flask) -> None:
    payment = builders.an_attested_payment()
    batch = builders.a_batch(payment)
    builders.export(batch)
    answer = at_work(app, "controller").get(f"/batches/{batch.number}/list.csv")
    header, line = answer.data.decode("utf-8-sig").splitlines()
    assert header.startswith("utbetalning;ärende;stödform")
    assert line.startswith(f"{payment.number};GD-2026-0001;Investeringsstöd")
    assert "VAL-1:21000,00, VAL-2:14000,00;35000,00" in line
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{batch.number}.csv"'


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
