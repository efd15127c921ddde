"""The list of granted cases that hold money nothing happens with: why each is on it, and what they hold together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from grantdesk import db
from grantdesk.actions import follow_up
from grantdesk.domain.county import County
from grantdesk.domain.instalments import Part
from grantdesk.domain.later import Later
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.rulebook import Series
from grantdesk.models.case import Case
from grantdesk.queries import case_file, idle_money, worklist
from grantdesk.queries.idle_money import Listed
from grantdesk.queries.worklist import Desk
from tests import builders
from tests.builders import DAY, terms
from tests.paying_ahead import NEXT, a_project, a_service_grant, advanced, laid, lay, take

pytestmark = pytest.mark.usefixtures("database")

YEAR_LATER = date(2027, 3, 15)


def listed(*, on: date, county: County | None = None) -> Listed:
    return idle_money.listed(county or terms().county, on=on, page=1)


def why(*, on: date) -> dict[str, tuple[str, date, Money]]:
    return {line.number: (line.reason, line.since, line.amount) for line in listed(on=on).lines}


def ending(case: Case, on: date) -> Case:
    take(case, lay(case, Later("change", ends_on=on)))
    return case


def settled(case: Case, *, kind: str) -> Case:
    claim = builders.a_claim(case, kind=kind, on=NEXT)
    builders.an_exported_payment(builders.a_payment(claim, on=NEXT), on=NEXT)
    return case


def test_a_case_whose_last_day_has_passed_by_more_than_the_regions_days() -> None:
    case = ending(builders.a_granted_case(), date(2026, 6, 30))
    assert why(on=date(2026, 9, 28)) == {}
    assert why(on=date(2026, 9, 29)) == {case.number: ("ended", date(2026, 6, 30), Money.kronor(140_000))}


def test_a_case_whose_final_claim_is_settled_is_listed_at_once() -> None:
    settled(builders.a_granted_case(), kind="interim")
    case = settled(builders.a_granted_case(), kind="final")
    assert why(on=NEXT) == {case.number: ("final", NEXT, Money.kronor(105_000))}


def test_a_case_that_nothing_has_been_claimed_of_for_long() -> None:
    case = builders.a_granted_case()
    assert why(on=date(2027, 3, 14)) == {}
    assert why(on=YEAR_LATER) == {case.number: ("unclaimed", DAY, Money.kronor(140_000))}


def test_whatever_is_paid_begins_the_time_anew() -> None:
    case = a_project()
    builders.an_exported_payment(advanced(case, Money.kronor(100_000)), on=NEXT)
    assert why(on=YEAR_LATER) == {}
    on = date(2027, 4, 14)
    assert why(on=on) == {case.number: ("unclaimed", NEXT, Money.kronor(400_000))}


def test_what_is_claimed_or_on_its_way_is_not_idle() -> None:
    ended = date(2026, 4, 30)
    builders.a_claim(ending(builders.a_granted_case(), ended), on=NEXT)
    builders.a_payment(builders.a_claim(ending(builders.a_granted_case(), ended), on=NEXT), on=NEXT)
    assert why(on=YEAR_LATER) == {}


def test_an_instalment_that_waits_for_its_day_is_not_idle_for_that() -> None:
    case = a_service_grant()
    laid(case, Part(Money.kronor(120_000), "Nästa år.", date(2027, 12, 1)))
    assert why(on=YEAR_LATER) == {}
    ending(case, date(2026, 6, 30))
    assert set(why(on=YEAR_LATER)) == {case.number}


def test_a_closed_case_and_one_where_all_is_paid_hold_nothing() -> None:
    case, by = ending(builders.a_granted_case(), date(2026, 4, 30)), builders.a_user()
    assert set(why(on=YEAR_LATER)) == {case.number}
    with db.transaction(at=builders.moment(NEXT)):
        follow_up.close(case_file.for_act(case.number, by=by), by=by, on=NEXT)
    assert why(on=YEAR_LATER) == {}


def test_the_sums_by_scheme_and_by_objective_are_what_the_lines_come_to() -> None:
    for case in (builders.a_granted_case(), a_project(), a_service_grant()):
        ending(case, date(2026, 4, 30))
    found = listed(on=YEAR_LATER)
    held = Money(sum(line.amount.ore for line in found.lines))
    assert (found.count, found.amount, held) == (3, Money.kronor(760_000), Money.kronor(760_000))
    for rows in (found.by_scheme, found.by_objective):
        assert sum(row.sums.outstanding.ore for row in rows) == held.ore
    assert [row.codes[0] for row in found.by_scheme] == [
        "investeringsstod", "kommersiell_service_servicebidrag", "projektmedel",
    ]  # fmt: skip


def test_a_region_without_a_value_lists_nothing_for_that_ground() -> None:
    ending(builders.a_granted_case(), date(2026, 4, 30))
    none: Series[int] = Series("region.toml: idle")
    without = replace(terms().county, idle_days_after_end=none, idle_months_without_claim=none)
    assert listed(on=YEAR_LATER, county=without).lines == ()
    assert listed(on=YEAR_LATER, county=without).amount == ZERO


def test_the_handlers_find_them_in_their_pile() -> None:
    case = ending(builders.a_granted_case(), date(2026, 4, 30))
    pile = worklist.pile("idle_money", Desk(builders.a_user(), YEAR_LATER, terms()))
    assert [(thing.case_number, thing.since, thing.amount) for thing in pile.things] == [
        (case.number, date(2026, 4, 30), Money.kronor(140_000))
    ]
    early = Desk(builders.a_user(), NEXT + timedelta(days=20), terms())
    assert worklist.pile("idle_money", early).count == 0
