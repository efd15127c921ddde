"""One case all the way, on both databases."""

from __future__ import annotations

import pytest

from grantdesk.domain.money import Money
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file
from tests import builders

pytestmark = pytest.mark.usefixtures("database")


def test_one_case_goes_from_application_to_the_totals_of_its_objectives() -> None:
    handler = builders.a_user("handler")
    case = builders.an_assessed_case(by=handler)
    assert balances.totals(["objective"]).rows == ()

    builders.grant(case)
    granted = {row.codes[0]: row.sums for row in balances.totals(["objective"]).rows}
    first, second = list(builders.terms().county.objectives)[:2]
    assert {code: sums.granted for code, sums in granted.items()} == {
        first: Money.kronor(84_000),
        second: Money.kronor(56_000),
    }

    claim = builders.a_claim(case, reported=Money.kronor(400_000), kind="final")
    payment = builders.an_attested_payment(builders.a_payment(claim, by=handler))
    batch = builders.a_batch(payment)
    assert balances.of_case(case.id).paid == Money(0)
    builders.export(batch)

    paid = {row.codes[0]: row.sums.paid for row in balances.totals(["objective"]).rows}
    assert paid == {first: Money.kronor(84_000), second: Money.kronor(56_000)}
    assert balances.of_case(case.id).outstanding == Money(0)
    found = verify.everything()
    assert found.broken == []
    assert found.length > 8


def test_what_was_found_is_kept_with_its_reasons() -> None:
    case = builders.an_assessed_case()
    kept = case_file.latest_assessment(case)
    assert kept is not None
    assert kept.aid == Money.kronor(140_000)
    deciding = [finding for finding in kept.answer["findings"] if finding["confidence"] == "CFG"]
    assert deciding, "the Region's own rate decided, and nobody has confirmed it"
    assert all(not finding["confirmed"] and finding["reason"]["sv"] and finding["reason"]["en"] for finding in deciding)
