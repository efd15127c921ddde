"""An account is proposed and confirmed, and what outlives the last payment is seen to, on wide and narrow screens."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grantdesk import clock
from tests import builders, enrolling, watching
from tests.journeys.conftest import Desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


@pytest.mark.parametrize("width", [360, 1600])
def test_an_account_is_proposed_and_confirmed(desk: Desk, width: int) -> None:
    organisation = enrolling.an_organisation()
    address, number = f"/applicants/{organisation.id}/payees", organisation.id
    enrolling.confirm(enrolling.proposed(organisation))
    enrolling.proposed(enrolling.an_organisation("559900-2002", "Påhittade Sågen AB"))
    handler, finance = builders.a_user("handler"), builders.a_user("finance")
    at_the_case = desk.sit_down(handler.email, width=width)
    at_the_case.go(address)
    at_the_case.fill(account_kind="account", account_clearing="8327-8", account_number="123 456 789-7", ground="Intyg.")
    at_the_case.press("Föreslå kontot")
    assert at_the_case.sees("femte siffra stämmer inte")
    at_the_case.fill(account_clearing="8327-9", account_number="123 456 789")
    at_the_case.press("Föreslå kontot")
    assert at_the_case.sees("Sista siffran stämmer inte")
    at_finance = desk.sit_down(finance.email, width=width)
    at_finance.go("/payees")
    assert at_finance.sees("Påhittade Verkstaden AB")
    at_finance.go(f"/applicants/{number}/payees")
    at_finance.press("Bekräfta")
    assert at_finance.sees("Ersatt")


@pytest.mark.parametrize("width", [360, 1600])
def test_what_outlives_the_last_payment_is_seen_to(desk: Desk, width: int) -> None:
    case, today = watching.a_paid_case(), clock.today()
    watching.set_up(case)
    one = watching.added(case, until_on=today + timedelta(days=40), on=today - timedelta(days=400), yearly=True)
    visitor = desk.sit_down(builders.a_user("handler").email, width=width)
    visitor.go("/watches")
    visitor.go("/")
    assert visitor.sees("Bevakningar att se till")
    visitor.go(f"/cases/{case.number}/watches/{one.id}")
    visitor.fill(text="Skylten hänger där den ska.")
    visitor.press("Anteckna")
    assert visitor.sees("Skylten hänger där den ska.")
