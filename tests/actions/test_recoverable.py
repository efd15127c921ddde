"""How much can be wanted back: what was paid, for as long as the ordinance says, and what is still answered for."""

from __future__ import annotations

from datetime import date

import pytest

from grantdesk.domain.money import Money
from grantdesk.domain.refusal import CeilingExceeded
from grantdesk.models.case import Case
from grantdesk.queries import case_file, grants, recoverable
from tests import builders, recovering
from tests.builders import DAY, terms

pytestmark = pytest.mark.usefixtures("database")

INVESTMENT = {
    "scheme": "regionalt_investeringsstod",
    "de_minimis": [],
    "costs": [{"category": "machinery", "amount": "400000.00"}],
}


def test_project_money_cannot_be_wanted_back_when_ten_years_have_passed() -> None:
    case = recovering.a_paid_case(builders.project_facts())
    last, over = date(2036, 3, 14), date(2036, 3, 15)
    with pytest.raises(CeilingExceeded) as refused:
        recovering.a_recovery(case, amount=Money.kronor(1), on=over, due_on=date(2036, 5, 1))
    assert refused.value.reason.key == "finding.recovery.too_late"
    recovery = recovering.a_recovery(case, amount=Money.kronor(1), on=last, due_on=date(2036, 5, 1))
    assert recovery.decided_on == last


def test_other_aid_has_no_such_time() -> None:
    case = recovering.a_paid_case()
    recovery = recovering.a_recovery(case, on=date(2038, 3, 14), due_on=date(2038, 5, 1))
    assert recovery.amount == recovering.PAID


def rules_of(case: Case, on: date) -> tuple[Money | None, list[str]]:
    found = case_file.by_number(case.number, by=builders.a_user())
    said = recoverable.of_case(found, grants.of_case(found), Money(0), on=on, county=terms().county)
    return said.liable, [finding.rule for finding in said.findings]


def test_what_is_proposed_falls_with_the_years_where_the_liability_does() -> None:
    case = builders.a_granted_case(builders.a_registration(builders.facts(**INVESTMENT)))
    claim = builders.a_claim(case, reported=Money.kronor(400_000), kind="final")
    payment = builders.an_exported_payment(builders.a_payment(claim))
    paid = payment.amount
    assert rules_of(case, date(2026, 4, 1))[1] == []
    recovering.closed(case)
    assert rules_of(case, DAY) == (paid, ["liability.remaining"])
    for year, left in ((2027, 70), (2028, 45), (2029, 25), (2030, 10), (2031, 0)):
        liable, _ = rules_of(case, date(year, 3, 14))
        assert liable == Money(paid.ore * left // 100)


def test_other_aid_is_answered_for_in_whole() -> None:
    case = recovering.a_paid_case()
    assert rules_of(case, date(2030, 3, 14)) == (None, [])
