"""Finance's desk: attest, send back, make a batch."""

from __future__ import annotations

import pytest
from flask import Flask

from grantdesk import db
from grantdesk.actions import disburse
from grantdesk.domain.money import Money
from grantdesk.models.payment import Payment
from grantdesk.queries import batches, payouts
from tests import builders, many_payments
from tests.web.desk import at_work

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

ABOVE_THE_LIMIT = Money.kronor(2_500_000)


def a_large_payment() -> Payment:
    """Above what a finance officer may attest: granted by the board, half of it claimed."""
    costs = [{"category": "staff", "amount": "8000000.00"}]
    half = [{"source": "public", "kind": "cash", "amount": "4000000.00"}]
    case = builders.an_assessed_case(builders.a_registration(builders.project_facts(costs=costs, financing=half)))
    case = builders.grant(case, by=builders.a_user("administrator"), minutes="§ 12")
    return builders.a_payment(builders.a_claim(case, reported=Money.kronor(5_000_000)))


def test_a_payment_is_attested_on_the_page_that_shows_what_is_attested(app: Flask) -> None:
    payment = builders.a_payment()
    finance = at_work(app, "finance")
    desk = finance.get("/payments")
    assert payment.number in desk.text
    page = finance.get(f"/payments/{payment.number}")
    for shown in ("Påhittade Verkstaden AB", builders.BANKGIRO, "35\u00a0000\u00a0kr", "Delrekvisition 1"):
        assert shown in page.text
    answer = finance.submit(page, button="Attestera 35 000 kr")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/payments")
    assert "är attesterad" in finance.get("/payments").text
    assert payouts.line(payment.number).state == "attested"


def test_whoever_prepared_a_payment_sees_why_they_may_not_attest_it(app: Flask) -> None:
    jonas = builders.a_user("finance", name="Jonas Ek")
    payment = builders.a_payment(by=jonas)
    client = at_work(app, jonas)
    assert "Du har själv berett utbetalning" in client.get("/payments").text
    page = client.get(f"/payments/{payment.number}")
    assert "Du har själv berett utbetalning" in page.text
    assert "/attest" not in page.text
    answer = client.post(f"/payments/{payment.number}/attest", data=_token(page.text))
    assert answer.status_code == 409
    assert payouts.line(payment.number).state == "prepared"


def test_a_payment_above_the_limit_is_left_to_the_head_of_finance(app: Flask) -> None:
    payment = a_large_payment()
    assert payment.amount == ABOVE_THE_LIMIT
    assert "över beloppsgränsen" in at_work(app, "finance").get("/payments").text
    head = at_work(app, "head_of_finance")
    page = head.get(f"/payments/{payment.number}")
    assert head.submit(page, button="Attestera 2 500 000 kr").status_code == 303


def test_the_second_to_attest_is_told_that_somebody_was_first(app: Flask) -> None:
    payment = builders.a_payment()
    first, second = at_work(app, "finance"), at_work(app, "finance")
    pages = [client.get(f"/payments/{payment.number}") for client in (first, second)]
    assert first.submit(pages[0], button="Attestera 35 000 kr").status_code == 303
    answer = second.submit(pages[1], button="Attestera 35 000 kr")
    assert answer.status_code == 409
    assert f"attesterade utbetalning {payment.number}" in answer.text


def test_a_payment_sent_back_says_why_and_by_whom(app: Flask) -> None:
    payment = builders.a_payment()
    finance = at_work(app, builders.a_user("finance", name="Åsa Öberg"))
    page = finance.get(f"/payments/{payment.number}")
    refused = finance.submit(page, {"reason": " "}, button="Skicka tillbaka")
    assert refused.status_code == 422
    assert "Skriv varför utbetalningen skickas tillbaka." in refused.text
    answer = finance.submit(refused, {"reason": "Fel konto."}, button="Skicka tillbaka")
    assert answer.status_code == 303
    desk = finance.get("/payments").text
    assert "Fel konto." in desk
    assert "Åsa Öberg, " in desk


def test_a_batch_is_made_of_what_is_ticked(app: Flask) -> None:
    chosen, left = builders.an_attested_payment(), builders.an_attested_payment()
    finance = at_work(app, "finance")
    desk = finance.get("/payments")
    assert "70\u00a0000,00" in desk.text
    empty = finance.submit(desk, {"payments": None}, button="Skapa betalningsfil")
    assert empty.status_code == 422
    answer = finance.submit(desk, {"payments": [chosen.number]}, button="Skapa betalningsfil")
    assert answer.status_code == 303
    batch = finance.get(answer.headers["Location"])
    assert chosen.number in batch.text
    assert left.number not in batch.text
    # The same form once more, as a double-click sends it, makes no second batch.
    again = finance.submit(desk, {"payments": [left.number]}, button="Skapa betalningsfil")
    assert again.status_code == 303
    assert "Inget mer har lagts i den" in finance.get(again.location).text
    assert len(batches.batches()) == 1


def test_a_long_list_has_pages_and_all_of_it_goes_into_one_batch(app: Flask) -> None:
    count = payouts.SHOWN + 5
    many_payments.attested(count)
    finance = at_work(app, "finance")
    first = finance.get("/payments")
    of_the_first = len(finance.statements)
    second = finance.get("/payments?attested=2")
    assert [page.text.count('name="payments"') for page in (first, second)] == [payouts.SHOWN, 5]
    # Number and sum are of all of them on either page, and no page asks more than another.
    assert all(
        f"{count} utbetalningar" in page.text and "3\u00a0675\u00a0000,00" in page.text for page in (first, second)
    )
    assert len(finance.statements) == of_the_first
    answer = finance.submit(second, button=f"Skapa en betalningsfil av alla {count}, 3 675 000 kr")
    (made,) = batches.batches()
    assert (answer.status_code, made.payments, made.amount) == (303, count, Money.kronor(35_000 * count))
    batch = finance.get(answer.location)
    last = finance.get(f"{answer.location}?page=2")
    assert [page.text.count("/take-out") for page in (batch, last)] == [payouts.SHOWN, 5]
    assert all(page.text.count("3\u00a0675\u00a0000,00") == 3 for page in (batch, last))


def test_what_nobody_has_seen_does_not_go_along_with_all_of_it(app: Flask) -> None:
    many_payments.attested(payouts.SHOWN + 1)
    finance = at_work(app, "finance")
    page, somebody = finance.get("/payments"), builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        disburse.send_back(payouts.by_number("UT-2026-900002"), "Fel.", by=somebody, on=builders.DAY)
    answer = finance.submit(page, button="Skapa en betalningsfil av alla 101, 3 535 000 kr")
    assert (answer.status_code, answer.location) == (303, "/payments")
    assert "Nu är de 100, på tillsammans 3\u00a0500\u00a0000" in finance.get(answer.location).text
    assert batches.batches() == []


def test_a_payment_that_is_not_there_makes_no_batch(app: Flask) -> None:
    builders.an_attested_payment()
    finance = at_work(app, "finance")
    answer = finance.submit(finance.get("/payments"), {"payments": ["UT-1999-0001"]}, button="Skapa betalningsfil")
    assert answer.status_code == 404
    assert batches.batches() == []


def test_the_desk_asks_the_database_as_often_with_many_payments(app: Flask) -> None:
    client = at_work(app, "controller")
    builders.a_payment()
    client.get("/payments")
    few = len(client.statements)
    for _ in range(4):
        builders.an_attested_payment()
        builders.a_payment()
    assert "5 utbetalningar" in client.get("/payments").text
    assert len(client.statements) == few


def test_who_only_reads_sees_no_button(app: Flask) -> None:
    payment, attested = builders.a_payment(), builders.an_attested_payment()
    client = at_work(app, "controller")
    assert "Skapa betalningsfil" not in client.get("/payments").text
    for each in (payment, attested):
        assert "<textarea" not in client.get(f"/payments/{each.number}").text


def test_the_desk_speaks_english(app: Flask) -> None:
    builders.a_payment()
    builders.an_attested_payment()
    client = at_work(app, "finance")
    client.submit(client.get("/payments"), button="English")
    text = client.get("/payments").text
    assert all(said in text for said in ("Check and attest", "1 payment", "Make a batch", "35,000.00"))


def _token(page: str) -> dict[str, str]:
    return {"csrf_token": page.split('name="csrf_token" value="')[1].split('"')[0]}
