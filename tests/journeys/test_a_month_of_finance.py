"""A month at finance's desk, from the first payment to attest until the month before is signed by two.

One payment of three comes back and is paid anew. Finance sits at a wide screen, her head at a telephone, and the controller
reads English at a screen between.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from grantdesk import clock
from grantdesk.domain.money import Money
from grantdesk.domain.period import Month
from grantdesk.operations import verify
from grantdesk.queries import payouts
from tests import bank, builders, closing
from tests.journeys.conftest import Desk, Visitor

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

EACH, ALL = "35 000 kr", "105 000 kr"


def test_a_month_of_finance(desk: Desk, tmp_path: Path) -> None:
    last = Month.of(clock.today()).previous
    of_last_month(last)
    for _ in range(3):
        builders.a_payment()
    finance, head, controller = (builders.a_user(position) for position in ("finance", "head_of_finance", "controller"))
    at_the_desk = desk.sit_down(finance.email, width=1600)
    on_the_telephone = desk.sit_down(head.email, width=360)
    batch = paid_out(at_the_desk, tmp_path)
    answered(at_the_desk, batch, tmp_path, rejecting=True)
    paid_anew(at_the_desk, on_the_telephone, tmp_path)
    followed(at_the_desk, tmp_path)
    in_english = desk.sit_down(controller.email, width=900)
    closed_and_signed(at_the_desk, in_english, last)
    assert verify.everything().broken == []


def of_last_month(last: Month) -> None:
    """What is in the month that is closed: a payment, and money from the State."""
    payment = builders.an_exported_payment(on=last.first_on)
    told = bank.Told(payment.number, str(payment.amount))
    bank.bring_in(bank.status_report(batch_of(payment.number), [told], on=last.first_on), on=last.first_on)
    closing.an_entry(Money.kronor(500_000), on=last.first_on)


def batch_of(payment: str) -> str:
    return payouts.line(payment).batch_number or ""


def paid_out(visitor: Visitor, folder: Path) -> str:
    """Attested one by one, put in a batch, locked, exported and given to the bank. Gives back the number of the batch."""
    visitor.go("/finance")
    visitor.follow("Utbetalningar att attestera")
    for _ in range(3):
        visitor.follow("Granska och attestera")
        visitor.press(f"Attestera {EACH}", look=False)
        assert visitor.sees("är attesterad.")
    return sent(visitor, ALL, folder)


def sent(visitor: Visitor, amount: str, folder: Path) -> str:
    """What is attested goes to the bank, and the file that does is the one that was fetched."""
    visitor.press("Skapa betalningsfil", look=False)
    visitor.press(f"Lås {amount}", look=False)
    assert visitor.sees("Den kan exporteras.")
    visitor.press(f"Exportera {amount}")
    assert visitor.sees("är bokförda som utbetalda.")
    kronor = int(amount.replace(" ", "").removesuffix("kr"))
    assert f"<CtrlSum>{kronor}.00</CtrlSum>".encode() in fetched(visitor, "Fil till banken", folder)
    visitor.press("Anteckna att filen är sänd", look=False)
    assert visitor.sees("är sänd till banken.")
    return visitor.page.url.rsplit("/", 1)[1]


def fetched(visitor: Visitor, link: str, folder: Path) -> bytes:
    """The file that a link gives."""
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name=link).first.click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file.read_bytes()


def answered(visitor: Visitor, batch: str, folder: Path, *, rejecting: bool) -> None:
    """The bank's file is brought in: all paid, or the first of them rejected since the account is closed."""
    told, on = bank.payments_of(payouts.batch_by_number(batch)), clock.today()
    why = {told[0].reference: bank.CLOSED} if rejecting else {}
    file = folder / f"{batch}.xml"
    file.write_bytes(bank.status_report(batch, told, on=on, rejecting=why))
    visitor.follow("Bankens svar")
    visitor.page.locator("[name='file']").set_input_files(file)
    visitor.press("Läs in filen")
    assert visitor.sees("1 har misslyckats." if rejecting else "1 utbetalning är bekräftad.")


def paid_anew(visitor: Visitor, other: Visitor, folder: Path) -> None:
    """Finance prepares it anew, her head attests it, and it goes out in a batch of its own."""
    visitor.go("/finance")
    visitor.follow("Utbetalningar som inte kom fram")
    visitor.follow("Betala på nytt eller makulera")
    assert visitor.sees("Kontot är avslutat")
    visitor.press(f"Betala {EACH} på nytt")
    assert visitor.sees("Någon annan attesterar den.")
    other.go("/finance")
    other.follow("Utbetalningar att attestera")
    other.follow("Granska och attestera")
    other.press(f"Attestera {EACH}")
    visitor.go("/payments")
    answered(visitor, sent(visitor, EACH, folder), folder, rejecting=False)
    visitor.go("/bank/reconciliation")
    assert visitor.sees("Banken har svarat för varje utbetalning som den borde.")
    assert visitor.text().count("Lika") == 3


def followed(visitor: Visitor, folder: Path) -> None:
    """The sum of the report is followed to its bookings, and one of them to what the bank has said of its payment."""
    visitor.go("/finance")
    visitor.follow("Rapporter")
    assert visitor.sees("140 000,00")  # four payments of 35 000 kronor; the one that came back is not among them
    report = fetched(visitor, "Hämta som CSV", folder).decode("utf-8-sig").splitlines()
    assert len(report) == 1 + visitor.page.locator("#report tbody tr").count()
    visitor.follow("Summa")
    visitor.fill(column="paid")
    visitor.press("Visa", look=False)
    assert visitor.sees("140 000 kr")
    assert fetched(visitor, "Hämta som XLSX", folder)[:2] == b"PK"
    visitor.page.locator("#bookings tbody a[href^='/payments/']").last.click()
    visitor.page.wait_for_url("**/payments/*")
    visitor.look()
    assert visitor.sees("I huvudboken")
    assert visitor.sees("Utbetalningen är bekräftad")


def closed_and_signed(visitor: Visitor, other: Visitor, month: Month) -> None:
    """The month before is closed and signed by finance, and by a controller who reads English."""
    visitor.go("/finance")
    visitor.follow("Perioder och avstämningar")
    visitor.press(f"Stäng {month}", look=False)
    assert visitor.sees(f"{month} är stängd.")
    visitor.follow("Inte undertecknad")
    visitor.press("Underteckna avstämningen")
    assert visitor.sees("Någon annan undertecknar också.")
    other.press("English", look=False)
    other.go("/finance")
    other.follow("Reconciliations that await a second signature")
    other.follow("Signed")
    other.press("Sign as the second person")
    assert other.sees(f"The reconciliation of {month} is signed by two.")
