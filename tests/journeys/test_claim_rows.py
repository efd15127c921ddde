"""A handler enters the rows of a claim, has a sample drawn, judges it, approves the rest, and sees what it gives."""

from __future__ import annotations

import pytest

from grantdesk.queries import case_file
from tests import claiming, reviewing
from tests.builders import Person, a_user
from tests.journeys.conftest import Desk
from tests.reviewing import a_row

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


@pytest.mark.parametrize("width", [360, 1600])
def test_a_claim_of_rows_is_entered_reviewed_and_approved(desk: Desk, staff: dict[str, Person], width: int) -> None:
    case = reviewing.a_project()
    hanna = desk.sit_down(staff["handler"].email, width=width)
    hanna.go(f"/cases/{case.number}")
    hanna.follow("Registrera en rekvisition med rader")
    hanna.fill(kind="interim", vat="no", account_kind="bankgiro", account_number="5050-1055")
    hanna.press("Påbörja rekvisitionen")
    hanna.press("Lägg till fem rader")
    hanna.fill(lines__0__category="staff", lines__0__basis="hourly", lines__0__hours="160")
    hanna.fill(
        lines__1__category="travel", lines__1__net="2 000", lines__1__vat="120", lines__1__supplier="Påhittade Resor"
    )
    hanna.fill(lines__2__category="vehicle", lines__2__net="9 000", lines__2__description="Påhittad släpvagn")
    hanna.press("Lägg till raderna")
    assert hanna.sees("3 rader är tillagda.")
    assert hanna.sees("finns inte i planen")
    hanna.press("Lämna rekvisitionen till granskning")
    hanna.press("Dra stickprovet")
    # Row 1 is above no amount and which of the rows is drawn follows from the claim's token: each is judged by itself.
    for row in (1, 2):
        hanna.go(f"/cases/{case.number}/claims/1/rows/{row}")
        hanna.fill(act="approve")
        hanna.press("Spara")
    hanna.go(f"/cases/{case.number}/claims/1/rows/3")
    hanna.fill(act="deduct", approved="0", reason="not_in_plan")
    hanna.press("Spara")
    claiming.see_to_claim(case_file.claim_of(case.number, 1, by=a_user()))
    hanna.go(f"/cases/{case.number}/claims/1")
    hanna.press("Godkänn och bered utbetalningen")
    assert hanna.sees("är beredd")


@pytest.mark.parametrize("width", [360, 1600])
def test_the_page_of_a_claim_of_rows_fits(desk: Desk, staff: dict[str, Person], width: int) -> None:
    claim = reviewing.a_handed_in_claim(
        reviewing.a_project(),
        a_row(60_000, category="staff", description="Projektledning, januari till mars", supplier="Egen personal"),
        *(a_row(1_000 * each, category="travel", voucher=f"B{each}") for each in range(1, 9)),
    )
    reviewing.draw(claim)
    reviewing.judge(claim, 2, "park", question="Vilket möte gällde resan?")
    hanna = desk.sit_down(staff["handler"].email, width=width)
    hanna.go(f"/cases/{claim.case.number}/claims/1")
    assert hanna.sees("Väntar på svar (1)")
    hanna.go(f"/cases/{claim.case.number}/claims/1/rows/2")
    assert hanna.sees("Vilket möte gällde resan?")
