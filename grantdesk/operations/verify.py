"""Verify: the history's chain is whole, rows are as it says, the ledger balances and every total reconciles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, select

from grantdesk import db
from grantdesk.domain.chain import BEGINNING, link, plain
from grantdesk.domain.ledger import Code
from grantdesk.domain.money import ZERO, Money
from grantdesk.models import registry
from grantdesk.queries import balances, history

# Rows that history must vouch for, every one of them; and those whose state it must know.
VOUCHED = ("assessment", "claim", "decision", "grant_case", "payment", "transfer")
WITH_STATE = {"batch": "state", "claim": "state", "grant_case": "status", "payment": "state"}


@dataclass
class Findings:
    """What was checked, and sentences on what is broken, the first first."""

    checked: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    head: str = BEGINNING
    length: int = 0

    def note(self, checked: str, broken: Iterator[str]) -> None:
        self.checked.append(checked)
        self.broken.extend(broken)


@dataclass(frozen=True)
class Testimony:
    """What history says: of each row its columns, of each row its last state, and by which event."""

    rows: dict[str, tuple[int, dict[str, Any]]]
    states: dict[str, tuple[int, str]]


def everything() -> Findings:
    """Check all there is to check; nothing is written."""
    found = Findings()
    testimony = Testimony({}, {})
    found.broken.extend(_chain(found, testimony))
    found.checked.append(f"{found.length} events, each the next link of the chain")
    tables = {
        table.name: _rows(table) for table in registry.metadata().sorted_tables if table.name in {*VOUCHED, *WITH_STATE}
    }
    found.note(f"{len(testimony.rows)} rows that history names, as it says", _rows_as_said(testimony, tables))
    found.note(f"{len(testimony.states)} states, as history last said", _states_as_said(testimony, tables))
    unnamed = sum(len(tables[name]) for name in VOUCHED)
    found.note(f"{unnamed} rows of {', '.join(VOUCHED)}, each named by history", _rows_unnamed(testimony, tables))
    found.note(f"the ledger of {len(tables['grant_case'])} cases, against decisions and payments", _ledger(tables))
    found.note(f"totals by {', '.join(balances.KEYS)}", _totals())
    return found


def _chain(found: Findings, testimony: Testimony) -> Iterator[str]:
    last, expected = BEGINNING, 0
    for event in history.chain():
        expected += 1
        name = f"event {event.position} ({event.kind}, {event.actor})"
        if event.position != expected:
            yield f"event {expected} is missing: the next that is there is {name}"
            expected = event.position
        if event.previous != last:
            yield f"{name} does not follow the event before it"
        if event.hash != link(event.previous, event.text):
            yield f"{name} has been changed: its text no longer gives its hash"
        yield from _columns_as_text(event, name)
        _hear(event.text, event.position, testimony)
        last = event.hash
    found.head, found.length = last, expected
    head = history.head()
    if head is None or (head.length, head.hash) != (expected, last):
        said = "nothing" if head is None else f"{head.length} events ending with {head.hash}"
        yield f"chain_head says {said}, the chain has {expected} events ending with {last}: events have been removed or added"


def _columns_as_text(event: Any, name: str) -> Iterator[str]:
    said = json.loads(event.text)
    for column in ("position", "kind", "happened_at", "actor_id", "actor", "case_id"):
        if plain(getattr(event, column)) != said[column]:
            yield f"{name}: the column {column} says {plain(getattr(event, column))!r}, its text {said[column]!r}"


def _hear(text: str, position: int, testimony: Testimony) -> None:
    said = json.loads(text)
    testimony.rows.update({name: (position, columns) for name, columns in said["rows"].items()})
    testimony.states.update({name: (position, state) for name, state in said["states"].items()})


Tables = dict[str, dict[int, dict[str, Any]]]


def _rows(table: Table) -> dict[int, dict[str, Any]]:
    (key,) = table.primary_key
    return {row[key.name]: dict(row) for row in db.session.execute(select(table)).mappings()}


def _found(name: str, tables: Tables) -> dict[str, Any] | None:
    table, _, key = name.partition(":")
    return tables.get(table, {}).get(int(key))


def _rows_as_said(testimony: Testimony, tables: Tables) -> Iterator[str]:
    for name, (position, columns) in testimony.rows.items():
        row = _found(name, tables)
        if row is None:
            yield f"{name} is gone; event {position} vouches for it"
            continue
        for column, said in columns.items():
            if plain(row[column]) != said:
                yield f"{name}: {column} is {plain(row[column])!r}, event {position} says {said!r}"


def _states_as_said(testimony: Testimony, tables: Tables) -> Iterator[str]:
    for name, (position, said) in testimony.states.items():
        row = _found(name, tables)
        state = row[WITH_STATE[name.partition(":")[0]]] if row else "gone"
        if state != said:
            yield f"{name} is {state}, event {position} left it {said}"


def _rows_unnamed(testimony: Testimony, tables: Tables) -> Iterator[str]:
    for table in VOUCHED:
        for key in tables[table]:
            if f"{table}:{key}" not in testimony.rows:
                yield f"{table}:{key} is in the database, and no event vouches for it"


def _ledger(tables: Tables) -> Iterator[str]:
    sums = balances.of_every_case()
    promised, out = balances.booked(Code.GRANTED), balances.booked(Code.PAID)
    granted = _added(tables["decision"].values(), "granted_ore", lambda row: row["kind"] == "grant")
    paid = _added(tables["payment"].values(), "amount_ore", lambda row: row["state"] == "exported")
    for case_id, case in tables["grant_case"].items():
        booked = sums.get(case_id, balances.NOTHING)
        for what, ledger, acts in (("granted", promised, granted), ("paid", out, paid)):
            if ledger.get(case_id, ZERO) != acts.get(case_id, ZERO):
                yield f"case {case['number']}: the ledger has {ledger.get(case_id, ZERO)} {what}, the acts {acts.get(case_id, ZERO)}"
        if booked.outstanding < ZERO:
            yield f"case {case['number']}: {booked.paid} is paid of {booked.granted} granted"
        if case["status"] == "closed" and booked.outstanding:
            yield f"case {case['number']} is closed and still holds {booked.outstanding}"


def _added(rows: Any, column: str, counts: Any) -> dict[int, Money]:
    added: dict[int, Money] = {}
    for row in rows:
        if counts(row):
            added[row["case_id"]] = added.get(row["case_id"], ZERO) + row[column]
    return added


def _totals() -> Iterator[str]:
    whole = balances.totals(["objective"]).sum
    for key in balances.KEYS:
        totals = balances.totals([key])
        for column in ("granted", "paid", "recovered", "outstanding"):
            added = sum(getattr(row.sums, column).ore for row in totals.rows)
            if not added == getattr(totals.sum, column).ore == getattr(whole, column).ore:
                yield f"totals by {key}: {column} adds up to {Money(added)}, the ledger's sum is {getattr(whole, column)}"
