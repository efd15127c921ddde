"""Vouchers beside those of the batches, a file a month."""

from __future__ import annotations

from flask import Flask

from grantdesk import clock
from tests import builders
from tests.documents import ledger_reader
from tests.web.desk import at_work


def test_the_months_are_listed_and_each_has_its_file(app: Flask) -> None:
    builders.a_failed_payment()
    finance = at_work(app, "finance")
    page = finance.get("/vouchers")
    assert page.text.count("/vouchers/20") == 13
    assert f"/vouchers/{clock.today():%Y-%m}" in page.text
    assert 'href="/vouchers"' in finance.get("/payments").text
    answer = finance.get(f"/vouchers/{builders.DAY:%Y-%m}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{builders.DAY:%Y-%m}.si"'
    assert len(ledger_reader.read(answer.data).vouchers) == 1


def test_a_month_that_there_is_not_is_a_page_that_says_so(app: Flask) -> None:
    finance = at_work(app, "finance")
    for month in ("2026-13", "nu", "2026-1"):
        assert finance.get(f"/vouchers/{month}").status_code == 404


def test_those_who_may_not_see_batches_see_no_vouchers(app: Flask) -> None:
    handler = at_work(app, "handler")
    assert handler.get("/vouchers").status_code == 403
    assert handler.get("/vouchers/2026-03").status_code == 403
