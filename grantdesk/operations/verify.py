"""Verify: the history's chain is whole, rows are as it says, the ledger balances and every total reconciles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import DefaultClause, select

from grantdesk import db, region, settings
from grantdesk.domain.chain import BEGINNING, link, plain
from grantdesk.domain.ledger import Code
from grantdesk.domain.money import ZERO, Money
from grantdesk.models import witness
from grantdesk.models.base import Base
from grantdesk.operations import archive_faults, frame_faults, payout_faults, period_faults, recovery_faults, rule_files
from grantdesk.queries import balances, dispatches, frames, history, periods, rule_versions
from grantdesk.queries.grants import ON_ITS_WAY
from grantdesk.region import Terms


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


# Of each row that history names, of each column what it last said of it, and by which event.
Testimony = dict[str, dict[str, tuple[int, Any]]]
Row = Mapping[str, Any]
Tables = dict[str, dict[str, Row]]


def everything() -> Findings:
    """Check all there is to check, as it was at one moment; nothing is written."""
    with db.one_moment():
        return _everything()


def _everything() -> Findings:
    found, testimony = Findings(), Testimony()
    found.broken.extend(_chain(found, testimony))
    found.checked.append(f"{found.length} events, each the next link of the chain")
    tables = {name: _rows(model) for name, model in witness.vouched().items()}
    rows = sum(len(table) for table in tables.values())
    found.note(f"{len(testimony)} rows that history names, every column as it says", _rows_as_said(testimony, tables))
    found.note(f"{rows} rows of {len(tables)} tables, each named by history", _rows_unnamed(testimony, tables))
    found.note(f"the ledger of {len(tables['grant_case'])} cases, against decisions and payments", _ledger(tables))
    batches, files = len(tables["batch"]), len(tables["batch_file"])
    checked = f"{len(tables['payment'])} payments and {batches} batches, against the ledger and {files} files"
    found.note(checked, payout_faults.faults(tables))
    found.note(f"{len(tables['repayment'])} repayments, against what was wanted back", recovery_faults.faults(tables))
    found.note(f"totals by {', '.join(balances.KEYS)}", _totals())
    laid = frames.all_of_them()
    terms = region.load(settings.read().region_folder, settings.read().rules)
    checked = f"{len(laid)} frames, and what each year uses of them"
    found.note(checked, frame_faults.faults(laid, coding=terms.coding))
    _periods(found, terms, testimony, tables)
    published = len(rule_versions.published())
    found.note(f"{published} published rule versions, each in its file", rule_files.faults(settings.read().rules))
    _letters(found, settings.read().archive)
    return found


def _periods(found: Findings, terms: Terms, testimony: Testimony, tables: Tables) -> None:
    closed, signed = periods.all_of_them(), period_faults.signed()
    found.note(f"{len(closed)} closed periods; {signed.said}", period_faults.faults(terms))
    found.broken.extend(period_faults.booked_afterwards(tables, lambda name: _last_told(testimony.get(name))))


def _last_told(columns: dict[str, tuple[int, Any]] | None) -> int | None:
    """The position of the last event that tells of a row; None where none does."""
    return max((position for position, _ in columns.values()), default=None) if columns else None


def _letters(found: Findings, folder: Path) -> None:
    letters = dispatches.every_letter()
    beside = archive_faults.unnamed(folder, letters)
    also = f"; {beside} files that no letter names" if beside else ""
    found.note(f"{len(letters)} stored letters, each with its file{also}", archive_faults.faults(folder, letters))


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
        text = _read(event.text)
        if text is None:
            yield f"{name} has a text that nobody can read"
        else:
            yield from _columns_as_text(event, text, name)
            _hear(text, event.position, testimony)
        last = event.hash
    found.head, found.length = last, expected
    head = history.head()
    if head is None or (head.length, head.hash) != (expected, last):
        said = "nothing" if head is None else f"{head.length} events ending with {head.hash}"
        yield f"chain_head says {said}, the chain has {expected} events ending with {last}: events have been removed or added"


def _read(text: str) -> dict[str, Any] | None:
    try:
        said = json.loads(text)
    except ValueError:
        return None
    return said if isinstance(said, dict) and {"rows", "changes"} <= said.keys() else None


def _columns_as_text(event: Any, said: dict[str, Any], name: str) -> Iterator[str]:
    for column in ("position", "kind", "happened_at", "actor_id", "actor", "case_id"):
        if plain(getattr(event, column)) != said.get(column):
            yield f"{name}: the column {column} says {plain(getattr(event, column))!r}, its text {said.get(column)!r}"


def _hear(said: dict[str, Any], position: int, testimony: Testimony) -> None:
    for part in ("rows", "changes"):
        for name, columns in said[part].items():
            testimony.setdefault(name, {}).update({column: (position, value) for column, value in columns.items()})


def _rows(model: type[Base]) -> dict[str, Row]:
    rows = db.session.execute(select(model.__table__)).mappings()
    return {witness.name_in(model, dict(row)): dict(row) for row in rows}


def _rows_as_said(testimony: Testimony, tables: Tables) -> Iterator[str]:
    models = witness.vouched()
    for name, columns in testimony.items():
        table = name.partition(":")[0]
        row = tables.get(table, {}).get(name)
        if row is None:
            yield f"{name} is gone; event {max(position for position, _ in columns.values())} vouches for it"
            continue
        for column, (position, said) in columns.items():
            there = witness.as_history_has(models[table], column, row.get(column))
            if there != said:
                yield f"{name}: {column} is {there!r}, event {position} says {said!r}"


def _rows_unnamed(testimony: Testimony, tables: Tables) -> Iterator[str]:
    for table, rows in tables.items():
        for name, row in rows.items():
            if name not in testimony:
                yield f"{name} is in the database, and no event vouches for it"
            for column in sorted(row.keys() - testimony.get(name, row).keys()):
                if row[column] not in _unsaid(table, column):
                    yield f"{name}: no event vouches for its {column}"


@cache
def _unsaid(table: str, column: str) -> tuple[Any, ...]:
    """What a column holds in rows that are older than the column: nothing, or what it began with."""
    began = witness.vouched()[table].__table__.columns[column].server_default
    return (None,) if not isinstance(began, DefaultClause) else (None, str(began.arg))


def _ledger(tables: Tables) -> Iterator[str]:
    sums = balances.of_every_case()
    failed = (row for row in tables["payment"].values() if row["state"] in ON_ITS_WAY)
    waiting = _added(failed, "amount_ore")
    checks = [(code, balances.booked(code), acts) for code, acts in _acts(tables).items()]
    for case in tables["grant_case"].values():
        case_id = case["id"]
        number, booked = case["number"], sums.get(case_id, balances.NOTHING)
        for code, ledger, acts in checks:
            of_ledger, of_acts = ledger.get(case_id, ZERO), acts.get(case_id, ZERO)
            if of_ledger != of_acts:
                yield f"case {number}: the ledger has {of_ledger} {code}, the acts {of_acts}"
        if booked.outstanding < ZERO:
            yield f"case {number}: {booked.paid} is paid of {booked.granted} granted"
        if booked.kept < ZERO:
            yield f"case {number}: {booked.recovered} is recovered and {booked.lost} is lost of {booked.paid} paid"
        # A payment that came back after the end waits to be paid anew or given up.
        awaits = waiting.get(case_id, ZERO)
        if case["status"] in ("closed", "revoked") and booked.outstanding != awaits:
            yield f"case {number} is {case['status']} and still holds {booked.outstanding - awaits}"


def _acts(tables: Tables) -> dict[Code, dict[int, Money]]:
    """What decisions and payments say should be booked, by code and case."""
    decisions, payments = tables["decision"].values(), tables["payment"].values()
    case_of = {row["id"]: row["case_id"] for row in payments}
    set_off = [row for row in decisions if row["kind"] == "set_off"]
    left = [row for row in payments if row["state"] in payout_faults.BOOKED]
    elsewhere = [{"case_id": case_of.get(row["payment_id"]), "amount_ore": row["amount_ore"]} for row in set_off]
    return {
        Code.GRANTED: _added((row for row in decisions if row["kind"] == "grant"), "granted_ore"),
        Code.CHANGED_UP: _added((row for row in decisions if row["kind"] == "change"), "granted_ore"),
        Code.CHANGED_DOWN: _added((row for row in decisions if row["kind"] in ("change", "revoke")), "amount_ore"),
        Code.PAID: _added([*left, *elsewhere], "amount_ore"),
        **recovery_faults.acts(tables),
    }


def _added(rows: Iterable[Row], column: str) -> dict[int, Money]:
    added: dict[int, Money] = {}
    for row in rows:
        added[row["case_id"]] = added.get(row["case_id"], ZERO) + row[column]
    return {case_id: amount for case_id, amount in added.items() if amount}


def _totals() -> Iterator[str]:
    whole = balances.of_everything()
    for key in balances.KEYS:
        summed = balances.totals([key]).sum
        for column in ("granted", "paid", "recovered", "lost", "kept", "outstanding"):
            added, sum_of_ledger = getattr(summed, column), getattr(whole, column)
            if added != sum_of_ledger:
                yield f"totals by {key}: {column} adds up to {added}, the ledger's sum is {sum_of_ledger}"
