"""The delegation order as a table: who may take which decision, up to what, on which day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from grantdesk import region
from grantdesk.domain.decision_kinds import FIRST_KINDS
from grantdesk.domain.delegation import (
    BOARD,
    KINDS,
    DelegationOrder,
    above_everyone,
    may_take,
)
from grantdesk.domain.delegation_file import parse_order
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.money import Money
from grantdesk.domain.roles import POSITIONS

DAY = date(2026, 3, 14)
TERMS = region.load(region.find("vastmanland"))
ALMIS = ("affarsutvecklingscheck", "digitaliseringscheck", "konsultcheck")
ORE = Money(1)

LIMITS: dict[str, Money | None] = {
    "almi": Money.kronor(250_000),
    "head_of_unit": Money.kronor(500_000),
    "director": Money.kronor(2_000_000),
    BOARD: None,
}
NEVER = ("handler", "finance", "head_of_finance", "controller", "administrator")


def asked(kind: str, position: str, amount: Money, *, scheme: str = "konsultcheck", on: date = DAY) -> bool:
    return may_take(kind, position=position, scheme=scheme, amount=amount, on=on, order=TERMS.order).allowed


@pytest.mark.parametrize("position", LIMITS)
@pytest.mark.parametrize("scheme", sorted(TERMS.county.schemes))
def test_a_grant_up_to_the_limit_is_allowed_and_an_ore_above_it_is_not(position: str, scheme: str) -> None:
    limit = LIMITS[position]
    has_the_scheme = position != "almi" or scheme in ALMIS
    if limit is None:
        assert asked("grant", position, Money.kronor(900_000_000), scheme=scheme)
        return
    assert asked("grant", position, limit, scheme=scheme) is has_the_scheme
    assert not asked("grant", position, limit + ORE, scheme=scheme)


@pytest.mark.parametrize("position", NEVER)
@pytest.mark.parametrize("kind", KINDS)
def test_a_position_without_a_row_may_decide_nothing(position: str, kind: str) -> None:
    assert not asked(kind, position, ORE)


@pytest.mark.parametrize("kind", KINDS)
def test_almi_may_decide_on_applications_and_nothing_else(kind: str) -> None:
    assert asked(kind, "almi", ORE) is (kind in FIRST_KINDS)


@pytest.mark.parametrize("position", LIMITS)
def test_nobody_may_decide_before_the_order_is_in_force(position: str) -> None:
    first = date(2024, 1, 1)
    assert asked("grant", position, ORE, on=first)
    assert not asked("grant", position, ORE, on=first - timedelta(days=1))


@pytest.mark.parametrize(("amount", "above"), [(2_000_000_00, False), (2_000_000_01, True)])
def test_what_nobody_may_decide_is_for_the_board(amount: int, above: bool) -> None:
    said = above_everyone(
        "grant", scheme="projektmedel", amount=Money(amount), on=DAY, order=TERMS.order, positions=POSITIONS
    )
    assert said is above


ROW: dict[str, Any] = {
    "position": "almi",
    "kinds": ["grant"],
    "schemes": ["konsultcheck"],
    "does": "decides",
    "limit": "100.00",
    "valid_from": date(2024, 1, 1),
    "ground": {"sv": "grund", "en": "ground"},
    "source": {"sv": "någonstans", "en": "somewhere"},
    "confidence": "CFG",
    "confirmed": False,
}


def order_of(*rows: dict[str, Any]) -> DelegationOrder:
    board = {"sv": "Nämnden", "en": "The board"}
    return parse_order({"board": board, "delegation": list(rows)}, schemes=TERMS.county.schemes)


def test_one_word_of_data_turns_deciding_into_preparing() -> None:
    ruling = may_take(
        "grant", position="almi", scheme="konsultcheck", amount=ORE, on=DAY, order=order_of(ROW | {"does": "prepares"})
    )
    assert not ruling.allowed
    assert ruling.reason.key == "delegation.prepares_only"


def test_the_row_that_began_last_holds() -> None:
    later = ROW | {"limit": "50.00", "valid_from": date(2026, 1, 1)}
    order = order_of(ROW, later)
    given = {"position": "almi", "scheme": "konsultcheck", "order": order}
    assert may_take("grant", amount=Money.kronor(100), on=date(2025, 12, 31), **given).allowed  # type: ignore[arg-type]
    assert not may_take("grant", amount=Money.kronor(100), on=date(2026, 1, 1), **given).allowed  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"kinds": []}, "delegation[0].kinds"),
        ({"kinds": ["bless"]}, "delegation[0].kinds"),
        ({"kinds": "grant"}, "delegation[0].kinds"),
        ({"kinds": 5}, "delegation[0].kinds"),
        ({"position": "head_of_units"}, "delegation[0].position"),
        ({"limt": "1.00"}, "delegation[0].limt"),
        ({"limit": "-1.00"}, "delegation[0].limit"),
        ({"valid_to": date(2023, 12, 31)}, "delegation[0].valid_to"),
        ({"schemes": ["okand"]}, "delegation[0].schemes"),
        ({"does": "maybe"}, "delegation[0].does"),
        ({"limit": 100}, "delegation[0].limit"),
        ({"limit": "much"}, "delegation[0].limit"),
        ({"valid_from": "2024"}, "delegation[0].valid_from"),
        ({"ground": "bara svenska"}, "delegation[0].ground"),
        ({"source": ""}, "delegation[0].source"),
        ({"confidence": "sure"}, "delegation[0].confidence"),
        ({"confirmed": "no"}, "delegation[0].confirmed"),
    ],
)
def test_a_row_that_is_wrong_is_refused_by_its_place(change: dict[str, Any], where: str) -> None:
    with pytest.raises(InputErrors) as refused:
        order_of(ROW | change)
    assert {error.where for error in refused.value.errors} == {f"delegation.toml: {where}"}


@pytest.mark.parametrize("rows", [3, {"position": "director"}, ["director"]])
def test_rows_that_are_no_list_of_tables_are_refused(rows: object) -> None:
    board = {"sv": "Nämnden", "en": "The board"}
    with pytest.raises(InputErrors, match=r"delegation\.toml: delegation"):
        parse_order({"board": board, "delegation": rows}, schemes=TERMS.county.schemes)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(InputErrors) as refused:
        parse_order({"bord": {}, "delegation": [ROW | {"does": "maybe", "limit": 1}]}, schemes=TERMS.county.schemes)
    assert sorted(error.where.removeprefix("delegation.toml: ") for error in refused.value.errors) == [
        "board",
        "bord",
        "delegation[0].does",
        "delegation[0].limit",
    ]


def test_an_order_without_rows_is_refused() -> None:
    with pytest.raises(InputErrors, match="at least one"):
        order_of()


@pytest.mark.parametrize(
    "change", [{"limit": "1.00"}, {"does": "prepares"}, {"schemes": ["*"]}, {"kinds": ["grant", "reject"]}]
)
def test_two_rows_that_say_different_things_of_the_same_from_the_same_day_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InputErrors, match=r"delegation\[1\]: says other than an earlier row"):
        order_of(ROW, ROW | change)
    order_of(ROW, ROW | change | {"valid_from": ROW["valid_from"] + timedelta(1)})


DIRECTOR = ROW | {"position": "director"}
UNDER = ROW | {"position": "head_of_unit", "under": "director"}
SAID = {name: ROW[name] for name in ("valid_from", "ground", "source", "confidence", "confirmed")}
SUBSTITUTE = SAID | {"position": "director", "by": "head_of_unit"}
SCHEME_LIMIT = SAID | {"kinds": ["grant"], "schemes": ["konsultcheck"], "limit": "50.00"}


def places_in(**said: Any) -> set[str]:
    """Where an order with these is wrong."""
    board = {"sv": "Nämnden", "en": "The board"}
    with pytest.raises(InputErrors) as refused:
        parse_order({"board": board, "delegation": [DIRECTOR], **said}, schemes=TERMS.county.schemes)
    return {error.where.removeprefix("delegation.toml: ") for error in refused.value.errors}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"limit": "100.01"}, "delegation[1].limit"),
        ({"limit": "none"}, "delegation[1].limit"),
        ({"kinds": ["grant", "reject"]}, "delegation[1].under"),
        ({"schemes": ["*"]}, "delegation[1].under"),
        ({"valid_from": date(2023, 12, 31)}, "delegation[1].under"),
        ({"under": "head_of_unit"}, "delegation[1].under"),
        ({"under": "board"}, "delegation[1].under"),
        ({"person": "Berit@example.org"}, "delegation[1].person"),
        ({"two_pairs": "yes"}, "delegation[1].two_pairs"),
    ],
)
def test_nobody_gives_on_more_than_they_have(change: dict[str, Any], where: str) -> None:
    assert places_in(delegation=[DIRECTOR, UNDER | change]) == {where}


def test_a_sub_delegation_does_not_outlive_the_one_it_comes_from() -> None:
    ending = DIRECTOR | {"valid_to": date(2026, 12, 31)}
    assert places_in(delegation=[ending, UNDER]) == {"delegation[1].under"}
    order_of(ending, UNDER | {"valid_to": date(2026, 12, 31)})
    lower = DIRECTOR | {"valid_from": date(2026, 7, 1), "limit": "60.00"}
    assert places_in(delegation=[DIRECTOR, lower, UNDER]) == {"delegation[2].limit"}
    order_of(DIRECTOR, lower, UNDER, UNDER | {"valid_from": date(2026, 7, 1), "limit": "60.00"})


def test_a_circle_of_sub_delegations_is_refused() -> None:
    assert places_in(delegation=[DIRECTOR | {"under": "head_of_unit"}, UNDER]) == {
        "delegation[0].under",
        "delegation[1].under",
    }


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"by": "director"}, "substitute[0].by"),
        ({"by": "finance"}, "substitute[0].by"),
        ({"position": "board"}, "substitute[0].position"),
        ({"valid_to": date(2023, 1, 1)}, "substitute[0].valid_to"),
        ({"limit": "1.00"}, "substitute[0].limit"),
    ],
)
def test_a_substitute_that_is_wrong_is_refused_by_its_place(change: dict[str, Any], where: str) -> None:
    assert places_in(substitute=[SUBSTITUTE | change]) == {where}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"limit": "none"}, "scheme_limit[0].limit"),
        ({"schemes": ["okand"]}, "scheme_limit[0].schemes"),
        ({"kinds": ["attest"]}, "scheme_limit[0].kinds"),
        ({"valid_to": date(2023, 1, 1)}, "scheme_limit[0].valid_to"),
    ],
)
def test_a_limit_of_a_scheme_that_is_wrong_is_refused_by_its_place(change: dict[str, Any], where: str) -> None:
    assert places_in(scheme_limit=[SCHEME_LIMIT | change]) == {where}


def test_two_limits_of_a_scheme_from_the_same_day_are_refused() -> None:
    assert places_in(scheme_limit=[SCHEME_LIMIT, SCHEME_LIMIT]) == {"scheme_limit[1]"}


def test_two_pairs_of_eyes_are_wanted_by_the_order_or_by_a_row() -> None:
    board = {"sv": "Nämnden", "en": "The board"}
    rows = [DIRECTOR, ROW | {"two_pairs": False}]
    order = parse_order({"board": board, "two_pairs": True, "delegation": rows}, schemes=TERMS.county.schemes)
    assert [row.two_pairs for row in order.rows] == [True, False]
    assert [row.two_pairs for row in order_of(DIRECTOR, ROW | {"two_pairs": True}).rows] == [False, True]


def test_a_row_for_a_person_alone_is_theirs_in_any_position() -> None:
    row = {name: said for name, said in ROW.items() if name != "position"} | {"person": "berit@example.org"}
    order = order_of(row)
    given: dict[str, Any] = {"scheme": "konsultcheck", "amount": ORE, "on": DAY, "order": order}
    assert may_take("grant", position="director", person="berit@example.org", **given).allowed
    assert not may_take("grant", position="director", person="arvid@example.org", **given).allowed
