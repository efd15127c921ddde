"""Finance at its desk, on a wide screen and on a telephone: a month is closed, signed by two, and its paper fetched."""

from __future__ import annotations

import pytest

from grantdesk import clock
from grantdesk.domain.money import Money
from grantdesk.domain.period import Month
from tests import builders, closing
from tests.journeys.conftest import Desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


@pytest.mark.parametrize("width", [1600, 360])
def test_a_month_is_closed_and_signed_by_two(desk: Desk, width: int) -> None:
    last = Month.of(clock.today()).previous
    builders.an_exported_payment()
    closing.an_entry(Money.kronor(1_250_000), on=last.first_on)
    finance = desk.sit_down(builders.a_user("finance").email, width=width)
    for place in ("/finance", "/finance/reports?by=account", "/money-in", "/periods"):
        finance.go(place)
    finance.press(f"Stäng {last}")
    finance.go(f"/reconciliations/{last}")
    finance.press("Underteckna avstämningen")
    controller = desk.sit_down(builders.a_user("controller").email, width=width)
    controller.go(f"/reconciliations/{last}")
    controller.press("Underteckna som den andra personen")
    assert "Undertecknad av två" in controller.page.content()
