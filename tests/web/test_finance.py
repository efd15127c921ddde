"""Finance's desk: what waits, months that are closed and signed, the State's money, and reports."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from grantdesk import clock
from grantdesk.domain.money import Money
from grantdesk.domain.period import Month
from grantdesk.queries import drawings, payouts, periods, reconciliations
from tests import bank, builders, closing
from tests.documents import papers
from tests.strict_client import StrictClient
from tests.web.desk import at_work, token
from tests.web.test_frames import read

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

TODAY = clock.today()
LAST = Month.of(TODAY).previous
ENTRY = {
    "kind": "drawn",
    "moved_on": TODAY.isoformat(),
    "amount": "1 000 000",
    "year": str(TODAY.year),
    "reference": "Påhittad avi 17",
}


def written(client: StrictClient, **changes: str) -> int:
    """The key of an entry that the client's person has written on the page."""
    answer = client.submit(client.get("/money-in"), {**ENTRY, **changes}, button="Skriv in posten")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/money-in")
    return max(one.id for one in drawings.all_of_them())


def test_the_desk_tells_what_waits_and_leads_there(app: Flask) -> None:
    builders.a_payment()
    other = builders.facts()
    other["applicant"]["organisation_number"] = "559900-2002"
    builders.a_batch(
        builders.an_attested_payment(
            builders.a_payment(builders.a_claim(builders.a_granted_case(builders.a_registration(other))))
        )
    )
    closing.an_entry(Money.kronor(500), confirmed=False)
    client = at_work(app, "finance")
    shown = read(client.get("/finance").text)
    assert "Utbetalningar att attestera 1 35 000,00" in shown
    assert "Betalningsfiler att låsa 1 35 000,00" in shown
    assert "Poster om statens pengar att bekräfta 1 500,00" in shown
    assert "Utbetalningar som inte kom fram – –" in shown
    for address in re.findall(r'href="(/(?!static)[^"#]*)(?:#[^"]*)?"', client.get("/finance").text):
        assert client.get(address).status_code == 200, address


def test_a_desk_with_nothing_on_it(app: Flask) -> None:
    assert "Inget väntar på ekonomi." in read(at_work(app, "controller").get("/finance").text)


def test_a_month_is_closed_opened_and_closed_anew_by_two(app: Flask) -> None:
    finance, head = at_work(app, "finance"), at_work(app, "head_of_finance")
    answer = finance.submit(finance.get("/periods"), button=f"Stäng {LAST}")
    assert answer.status_code == 303
    assert periods.closed_through() == LAST.last_on
    shown = read(finance.get("/periods").text)
    assert f"{LAST} är stängd." in shown
    assert "Någon annan på ekonomi öppnar den igen." in shown
    page = head.get("/periods")
    assert "Alla dagar före" not in read(page.text)
    assert head.submit(page, {"reason": " "}, button=f"Öppna {LAST}").status_code == 422
    assert head.submit(page, {"reason": "Fel konto"}, button=f"Öppna {LAST}").status_code == 303
    assert periods.closed_through() is None
    assert "Månader som har öppnats igen 1 –" in read(finance.get("/finance").text)
    assert "Fel konto" in head.get("/periods").text
    assert head.submit(head.get("/periods"), button=f"Stäng {LAST}").status_code == 303


def test_who_closed_a_month_is_refused_also_without_the_form(app: Flask) -> None:
    finance = at_work(app, "finance")
    finance.submit(finance.get("/periods"), button=f"Stäng {LAST}")
    refused = finance.post(f"/periods/{LAST}/opening", data={"csrf_token": token(finance), "reason": "Så"})
    assert refused.status_code == 409
    assert "Du stängde" in refused.text
    assert finance.post("/periods/2026-13/closing", data={"csrf_token": token(finance)}).status_code == 404
    early = finance.post(f"/periods/{Month.of(TODAY)}/closing", data={"csrf_token": token(finance)})
    assert early.status_code == 409
    assert "inte slut än" in early.text


def test_money_is_written_by_one_and_confirmed_by_another(app: Flask) -> None:
    finance, controller = at_work(app, "finance"), at_work(app, "controller")
    written(finance)
    assert "Du har själv skrivit in posten" in finance.get("/money-in").text
    assert controller.submit(controller.get("/money-in"), button="Bekräfta 1 000 000 kr").status_code == 303
    shown = read(controller.get("/money-in").text)
    assert f"{TODAY.year} {closing.item()} 0,00 1 000 000,00 0,00 0,00 0,00 1 000 000,00" in shown
    assert f"{TODAY.year} {closing.item()} 10 000 000 000,00 1 000 000,00 9 999 000 000,00 0,00" in shown
    assert "Det som mottagare betalat tillbaka betalas ut på nytt." in shown
    assert "Skriv in posten" not in shown


def test_an_entry_is_reversed_with_its_reason(app: Flask) -> None:
    finance, controller = at_work(app, "finance"), at_work(app, "controller")
    key = written(finance)
    controller.submit(controller.get("/money-in"), button="Bekräfta 1 000 000 kr")
    page = finance.get(f"/money-in/{key}/reversal")
    assert finance.submit(page, {"reason": ""}, button="Skriv in vändningen").status_code == 422
    assert finance.submit(page, {"reason": "Fel år"}, button="Skriv in vändningen").status_code == 303
    assert "Vändning: Hämtat från staten" in read(controller.get("/money-in").text)
    controller.submit(controller.get("/money-in"), button="Bekräfta 1 000 000 kr")
    assert f"{TODAY.year} {closing.item()} 0,00 0,00 0,00 0,00 0,00 0,00" in read(finance.get("/money-in").text)
    assert finance.get("/money-in/999999/reversal").status_code == 404


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"amount": ""}, 422, "Skriv beloppet."),
        ({"amount": "-1"}, 409, "belopp över noll"),
        ({"reference": " "}, 422, "Skriv referensen."),
        ({"year": "26"}, 422, "fyra siffror"),
        ({"moved_on": "2099-01-01"}, 409, "har inte varit än"),
        ({"moved_on": "igår"}, 422, "år-månad-dag"),
    ],
)
def test_an_entry_that_cannot_be_is_said_so(app: Flask, changed: dict[str, str], status: int, said: str) -> None:
    client = at_work(app, "finance")
    answer = client.submit(client.get("/money-in"), {**ENTRY, **changed}, button="Skriv in posten")
    assert (answer.status_code, said in answer.text) == (status, True)


def test_a_month_is_signed_by_two_and_a_change_is_shown(app: Flask) -> None:
    day = LAST.first_on
    case = builders.grant(builders.an_assessed_case(on=day - timedelta(days=1)), on=day)
    claim = builders.a_claim(case, on=day)
    builders.an_exported_payment(builders.a_payment(claim, on=day), on=day)
    finance, controller = at_work(app, "finance"), at_work(app, "controller")
    address = f"/reconciliations/{LAST}"
    assert "inte stängd" in read(finance.get(address).text)
    finance.submit(finance.get("/periods"), button=f"Stäng {LAST}")
    page = finance.get(address)
    shown = read(page.text)
    assert "Huvudboken, betalningsfiler och bank säger detsamma." in shown
    assert "35 000 kr var exporterat men inte besvarat" in shown
    assert (
        finance.submit(page, {"remark": "Svaret kommer i nästa månad."}, button="Underteckna avstämningen").status_code
        == 303
    )
    assert "Du har själv undertecknat" in finance.get(address).text
    assert controller.submit(controller.get(address), button="Underteckna som den andra personen").status_code == 303
    assert "Undertecknad av två" in controller.get("/periods").text
    (signed,) = reconciliations.signed(LAST)
    for language in ("sv", "en"):
        answer = controller.get(f"{address}/{signed.id}/paper.pdf?language={language}")
        said = papers.text(answer.data)
        assert signed.digest in said.replace("\n", "").replace(" ", "")
        assert str(LAST) in said
    assert controller.get(f"/reconciliations/{LAST.previous}/{signed.id}/paper.pdf").status_code == 404
    closing.reopen(str(LAST))
    closing.an_entry(Money.kronor(1), on=LAST.last_on)
    assert "Siffrorna har ändrats sedan de undertecknades" in read(controller.get(address).text)


def test_figures_that_changed_after_they_were_read_are_not_signed(app: Flask) -> None:
    finance = at_work(app, "finance")
    finance.submit(finance.get("/periods"), button=f"Stäng {LAST}")
    page = finance.get(f"/reconciliations/{LAST}")
    closing.reopen(str(LAST))
    closing.an_entry(Money.kronor(1), on=LAST.last_on)
    closing.close(str(LAST))
    answer = finance.submit(page, button="Underteckna avstämningen")
    assert answer.status_code == 409
    assert "ändrats sedan du läste dem" in answer.text


def test_reports_add_up_and_are_fetched_with_one_click(app: Flask) -> None:
    builders.an_exported_payment()
    client = at_work(app, "controller")
    for by in ("month", "scheme", "account", "objective"):
        page = client.get(f"/finance/reports?by={by}&first=2026-01-01&last=2026-12-31")
        assert "Summa 140 000,00 0,00 35 000,00 105 000,00 0,00 0,00" in read(page.text), by
        (csv, xlsx) = re.findall(r'href="(/finance/reports\.[^"]+)"', page.text)
        rows = client.get(csv.replace("&amp;", "&")).get_data(as_text=True).splitlines()[1:]
        amounts = [int(row.split(";")[2].replace(",", "")) for row in rows]
        assert sum(amounts) == 140_000_00
        assert client.get(xlsx.replace("&amp;", "&")).data[:2] == b"PK"
    assert "Inget bokfördes" in client.get("/finance/reports?by=x&first=2030-01-01").text


def addresses(page: str, start: str) -> list[str]:
    return [found.replace("&amp;", "&") for found in re.findall(rf'href="({re.escape(start)}[^"]*)"', page)]


def test_a_sum_is_followed_to_its_bookings_its_payment_and_what_the_bank_has_said(app: Flask) -> None:
    payment = builders.an_exported_payment()
    batch = payouts.line(payment.number).batch_number or ""
    told = bank.notification(batch, [bank.Told(payment.number, "35000.00")], on=builders.DAY)
    bank.bring_in(told, on=builders.DAY)
    client = at_work(app, "controller")
    for by in ("month", "scheme", "account", "objective"):
        report = client.get(f"/finance/reports?by={by}&first=2026-01-01&last=2026-12-31").text
        *rows, everything = addresses(report, "/finance/bookings")
        assert everything == "/finance/bookings?first=2026-01-01&last=2026-12-31"
        leads_to = [read(client.get(row).text) for row in rows]
        assert all("Bokföringsposter 2 " in page or "Bokföringsposter 4 " in page for page in leads_to), by
    page = client.get("/finance/bookings?column=paid&first=2026-01-01").text
    assert "Utbetalt 35 000 kr" in read(page)
    (csv, xlsx) = addresses(page, "/finance/bookings.")
    assert len(client.get(csv).get_data(as_text=True).splitlines()) == 1 + 2
    assert client.get(xlsx).data[:2] == b"PK"
    (place, *_) = addresses(page, "/payments/")
    shown = read(client.get(place).text)
    assert "I huvudboken" in shown
    assert "Vad banken har sagt" in shown
    assert addresses(client.get(place).text, "/batches/") == [f"/batches/{batch}"]


def test_bookings_that_are_not_asked_for_are_not_there(app: Flask) -> None:
    builders.an_exported_payment()
    client = at_work(app, "finance")
    assert "Inget bokfördes" in client.get("/finance/bookings?first=2030-01-01").text
    assert "Bokföringsposter 4 " in read(client.get("/finance/bookings?scheme=nowhere&column=x&page=99").text)
    assert "Inget bokfördes" in client.get("/finance/bookings?scheme=projektmedel").text


def test_the_pages_in_english(app: Flask) -> None:
    client = at_work(app, "finance")
    client.submit(client.get("/finance"), {"language": "en"}, button="English")
    assert "Nothing waits for finance." in client.get("/finance").text
    assert "Every month that is over" not in client.get("/periods").text
    assert "Money from the State" in client.get("/money-in").text
    assert "Nobody has signed this month." in client.get(f"/reconciliations/{LAST}").text
