"""What should be booked of what comes back of recoveries, and where what has been done about one cannot be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from grantdesk.domain.ledger import Code
from grantdesk.domain.money import ZERO, Money

Row = Mapping[str, Any]
Tables = Mapping[str, Mapping[str, Row]]
_Sums = dict[int, Money]


def acts(tables: Tables) -> dict[Code, _Sums]:
    """By code and case, what should be booked of what came back; interest beside the aid, from when it has been booked."""
    case_of = {row["id"]: row["case_id"] for row in tables["decision"].values()}

    def booked(by: str, rows: Iterable[Row], column: str) -> Iterator[tuple[int, Money]]:
        for row in rows:
            yield (case_of[row[by]], row[column])

    decisions, repaid = tables["decision"].values(), _in(tables, "repayment", "noted")
    lost, back = _in(tables, "loss", "confirmed"), _in(tables, "refund", "confirmed")
    set_off = [row for row in decisions if row["kind"] == "set_off"]
    lowered = [row for row in decisions if row["kind"] == "lower"]
    with_interest = [row for row in repaid if row["interest_booked"]]
    of_lowered = list(booked("id", lowered, "moved_ore"))
    return {
        Code.RECOVERED: _added(
            booked("id", set_off, "amount_ore"), booked("decision_id", repaid, "capital_ore"), of_lowered
        ),
        Code.WRITTEN_OFF: _added(booked("decision_id", lost, "capital_ore")),
        Code.REFUNDED: _added(booked("decision_id", back, "capital_ore")),
        Code.INTEREST: _added(booked("decision_id", with_interest, "interest_ore")),
        Code.INTEREST_BACK: _added(booked("decision_id", back, "interest_ore"), of_lowered),
    }


def faults(tables: Tables) -> Iterator[str]:
    """A recovery that has been lowered below nothing, or of which more is given up or paid back than there is."""
    for recovery in tables["decision"].values():
        if recovery["kind"] == "recover":
            yield from _of_recovery(tables, recovery)


def _of_recovery(tables: Tables, recovery: Row) -> Iterator[str]:
    key, name = recovery["id"], f"recovery decision:{recovery['id']}"
    about = [row for row in tables["decision"].values() if row["refers_to_id"] == key]
    wanted = recovery["amount_ore"] - _sum((row for row in about if row["kind"] == "lower"), "amount_ore")
    lost = _sum(_of(key, _in(tables, "loss", "confirmed")), "capital_ore")
    repaid = _of(key, _in(tables, "repayment", "noted"))
    came = _sum(repaid, "amount_ore") + _sum((row for row in about if row["kind"] == "set_off"), "amount_ore")
    refunds = _of(key, _in(tables, "refund", "confirmed"))
    back = _sum(refunds, "capital_ore") + _sum(refunds, "interest_ore")
    if wanted < ZERO:
        yield f"{name} has been lowered by {ZERO - wanted} more than it was of"
    elif lost > wanted:
        yield f"{name} is of {wanted}, and {lost} of it is given up"
    if back > (came - (wanted - lost)).floored_at_zero():
        yield f"{name} is of {wanted}: {came} has come in, and {back} has been paid back"


def _in(tables: Tables, table: str, state: str) -> list[Row]:
    return [row for row in tables[table].values() if row["state"] == state]


def _of(recovery: int, rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["decision_id"] == recovery]


def _sum(rows: Iterable[Row], column: str) -> Money:
    return sum((row[column] for row in rows), ZERO)


def _added(*moved: Iterable[tuple[int, Money]]) -> _Sums:
    added: _Sums = {}
    for each in moved:
        for case_id, amount in each:
            added[case_id] = added.get(case_id, ZERO) + amount
    return {case_id: amount for case_id, amount in added.items() if amount}
