"""Totals are sums over the ledger, whatever they are divided by and whichever days they cover."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grantdesk import db
from grantdesk.actions import book
from grantdesk.actions.book import Booking
from grantdesk.domain.ledger import Code
from grantdesk.domain.money import ZERO, Money
from grantdesk.models.case import Case
from grantdesk.queries import balances, case_file, people
from grantdesk.queries.balances import KEYS, Period, Sums
from tests import builders
from tests.builders import Person
from tests.conftest import Database

DAY_ONE = date(2025, 11, 1)
OBJECTIVES = ("NYS-1", "NYS-2", "VAL-1")
GOAL_AREA = {"NYS-1": "NYS", "NYS-2": "NYS", "VAL-1": "VAL"}
CODES = (Code.GRANTED, Code.CHANGED_UP, Code.CHANGED_DOWN, Code.PAID, Code.RELEASED, Code.RECOVERED)
SIGN = {
    "granted": {Code.GRANTED: 1, Code.CHANGED_UP: 1, Code.CHANGED_DOWN: -1, Code.RELEASED: -1},
    "paid": {Code.PAID: 1},
    "recovered": {Code.RECOVERED: 1},
}


@dataclass(frozen=True)
class Moved:
    """One movement as the test remembers it."""

    case: int
    objective: str
    code: Code
    amount: int
    on: date


movements = st.lists(
    st.builds(
        Moved,
        case=st.integers(0, 3),
        objective=st.sampled_from(OBJECTIVES),
        code=st.sampled_from((Code.GRANTED, *CODES)),
        amount=st.integers(1, 10**9),
        on=st.integers(0, 430).map(lambda days: DAY_ONE + timedelta(days)),
    ),
    max_size=25,
)
days = st.none() | st.integers(-5, 440).map(lambda days: DAY_ONE + timedelta(days))


class Undone(Exception):
    """Ends an act without writing it."""


@contextmanager
def undone() -> Iterator[None]:
    """An act of which nothing is kept, so that the next example begins on an empty ledger."""
    with suppress(Undone), db.transaction(at=builders.moment()):
        yield
        raise Undone


@pytest.fixture
def four_cases(database: Database) -> list[Case]:  # noqa: ARG001 - the database is there first
    """Cases that differ in everything that totals are divided by."""
    maria, ali = builders.a_user(), builders.a_user("almi")
    by_men = builders.facts(applicant=builders.facts()["applicant"] | {"led_by": "man", "municipality": "1984"})
    cheque = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "90000.00"}])
    return [
        builders.a_case(by=maria),
        builders.a_case(builders.a_registration(by_men), by=builders.a_user()),
        builders.a_case(builders.a_registration(cheque), by=ali),
        builders.a_case(builders.a_registration(), by=maria),
    ]


def allowed(drawn: Iterable[Moved]) -> list[Moved]:
    """Those movements that a commitment, and what has been paid, has room for; the others left out."""
    left: dict[tuple[int, str], int] = {}
    out: dict[tuple[int, str], int] = {}
    kept = []
    for moved in drawn:
        where = (moved.case, moved.objective)
        into = moved.code in (Code.GRANTED, Code.CHANGED_UP)
        room = out.get(where, 0) if moved.code is Code.RECOVERED else left.get(where, 0)
        if not into and moved.amount > room:
            continue
        kept.append(moved)
        if moved.code is Code.RECOVERED:
            out[where] -= moved.amount
        else:
            left[where] = left.get(where, 0) + (moved.amount if into else -moved.amount)
        if moved.code is Code.PAID:
            out[where] = out.get(where, 0) + moved.amount
    return kept


def counted(moved: Iterable[Moved]) -> Sums:
    """The sums, added up one movement at a time."""
    listed = list(moved)
    column = {
        name: Money(sum(each.amount * signs.get(each.code, 0) for each in listed)) for name, signs in SIGN.items()
    }
    return Sums(len({each.case for each in listed}), column["granted"], column["paid"], column["recovered"])


def code_of(cases: list[Case], handlers: dict[int, str]) -> dict[str, Callable[[Moved], str]]:
    return {
        "objective": lambda m: m.objective,
        "goal-area": lambda m: GOAL_AREA[m.objective],
        "municipality": lambda m: cases[m.case].municipality,
        "scheme": lambda m: cases[m.case].scheme,
        "handled-by": lambda m: cases[m.case].handled_by,
        "handler": lambda m: handlers[cases[m.case].handler_id],
        "leader": lambda m: cases[m.case].led_by,
        "year": lambda m: str(m.on.year),
    }


def test_the_test_knows_every_key() -> None:
    assert code_of([], {}).keys() == KEYS.keys()


def test_totals_by_any_key_and_days_are_the_movements_added_up(four_cases: list[Case]) -> None:
    reader = builders.a_user("controller")
    handlers = _handlers(four_cases)

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(drawn=movements, first=days, last=days, keys=st.permutations(list(KEYS)))
    def holds(drawn: list[Moved], first: date | None, last: date | None, keys: list[str]) -> None:
        moved = allowed(drawn)
        inside = [m for m in moved if (first is None or m.on >= first) and (last is None or m.on <= last)]
        with undone():
            _booked(four_cases, moved, reader)
            for asked in ([keys[0]], keys[:2]):
                _assert_totals(asked, inside, Period(first, last), code_of(four_cases, handlers))

    holds()


def _assert_totals(
    asked: list[str], inside: list[Moved], period: Period, code: dict[str, Callable[[Moved], str]]
) -> None:
    totals = balances.totals(asked, period=period)
    grouped: dict[tuple[str, ...], list[Moved]] = {}
    for moved in inside:
        grouped.setdefault(tuple(code[key](moved) for key in asked), []).append(moved)
    assert [(row.codes, row.sums) for row in totals.rows] == [(k, counted(grouped[k])) for k in sorted(grouped)]
    assert totals.sum == counted(inside)
    assert sum(row.sums.granted.ore for row in totals.rows) == totals.sum.granted.ore
    assert sum(row.sums.paid.ore for row in totals.rows) == totals.sum.paid.ore
    assert sum(row.sums.outstanding.ore for row in totals.rows) == totals.sum.outstanding.ore


def test_a_reversal_takes_back_what_was_booked(four_cases: list[Case]) -> None:
    reader = builders.a_user("controller")
    with undone():
        transfers = _booked(four_cases, [Moved(0, "NYS-1", Code.GRANTED, 5_000, DAY_ONE)], reader)
        book.reverse(transfers, on=DAY_ONE + timedelta(1))
        assert balances.totals(["objective"]).sum == Sums(1, ZERO, ZERO, ZERO)
        assert balances.totals(["objective"], period=Period(last=DAY_ONE)).sum.granted == Money(5_000)


def test_an_empty_ledger_has_no_rows_and_no_years(database: Database) -> None:  # noqa: ARG001 - likewise
    assert balances.totals(["scheme", "year"]).rows == ()
    assert balances.totals(["scheme"]).sum == Sums(0, ZERO, ZERO, ZERO)
    assert balances.years() == []


def test_what_a_payment_took_of_each_objective_adds_up_to_it(database: Database) -> None:  # noqa: ARG001 - likewise
    payment = builders.an_attested_payment()
    builders.export(builders.a_batch(payment))
    carried = balances.of_payments([payment.id])[payment.id]
    assert len(carried) == 2
    assert sum(part.ore for part in carried.values()) == payment.amount.ore
    assert balances.years() == [builders.DAY.year]


def _booked(cases: list[Case], moved: list[Moved], reader: Person) -> list[Any]:
    numbers = itertools.count()
    found = [case_file.for_act(case.number, by=reader) for case in cases]
    return book.many(
        Booking(found[m.case], m.code, {m.objective: Money(m.amount)}, on=m.on, key=f"test:{next(numbers)}")
        for m in moved
    )


def _handlers(cases: list[Case]) -> dict[int, str]:
    known = {user.id: user.email for user in people.everyone()}
    return {case.handler_id: known[case.handler_id] for case in cases}
