"""A row of a file of cases as an application, what was seen to in it, and what has been decided; every fault with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk.domain import written
from grantdesk.domain.checklist import ANSWERS, NO, NOT_RELEVANT, YES, CheckItems
from grantdesk.domain.county import County
from grantdesk.domain.facts import Application
from grantdesk.domain.fields import Wrong
from grantdesk.domain.intake_application import EuroRate, above_zero, of_row
from grantdesk.domain.intake_columns import (
    CHECK,
    EXAMPLE,
    NEEDED,
    OF_DECISION,
    REMARK,
    Fault,
    Table,
    faults_of,
    faults_of_rows,
    of_checks,
)
from grantdesk.domain.intake_row import Row
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money

PROPOSED, GRANTED, REJECTED = "proposed", "granted", "rejected"
OUTCOMES = (PROPOSED, GRANTED, REJECTED)
MOST_ROWS = 200
_LONGEST = {"external_ref": 100, "title": 300, "organisation_name": 200, "reason": 5000}
_LONGEST_REMARK = 2000
_WHOLE = 10_000
_ANSWERS = {"ja": YES, "nej": NO, "ej aktuellt": NOT_RELEVANT, "not relevant": NOT_RELEVANT} | {
    one: one for one in ANSWERS
}
# What each kind of outcome must say beside itself, and may say; the rest is left empty.
_SAYS: dict[str | None, tuple[tuple[str, ...], tuple[str, ...]]] = {
    None: ((), ()),
    PROPOSED: (("granted_amount",), ("reason",)),
    GRANTED: (("decided_on", "granted_amount", "decided_by"), ("reason", "met_before")),
    REJECTED: (("decided_on", "reason", "decided_by"), ()),
}


@dataclass(frozen=True)
class Answer:
    """What was seen to: the item's code, yes, no or not relevant, and a remark."""

    item: str
    answer: str
    remark: str


@dataclass(frozen=True)
class Outcome:
    """What has been proposed or decided; `kind` None where nothing has."""

    kind: str | None = None
    decided_on: date | None = None
    amount: Money | None = None
    reason: str = ""
    decided_by: str = ""
    met_before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A row that says what it must."""

    row: int
    external_ref: str
    application: Application
    title: str
    organisation_name: str
    objectives: dict[str, int]
    ends_on: date | None
    answers: tuple[Answer, ...]
    outcome: Outcome


@dataclass(frozen=True)
class Reading:
    """The rows that could be read, and everything that is wrong in the file."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]


def read(table: Table, *, on: date, county: County, checks: CheckItems, eur_rate: EuroRate) -> Reading:
    """Read every row as of the day `on`; `eur_rate` says what a euro costs for an application received on a day."""
    faults = list(faults_of(table.headings, checks))
    faults += faults_of_rows(table, most=MOST_ROWS)
    if faults:
        return Reading((), tuple(faults))
    rows = [Row(line, table.headings) for line in table.lines]
    entries = [_entry(row, on=on, county=county, eur_rate=eur_rate) for row in rows]
    faults = [fault for row in rows for fault in row.faults]
    faults += _same_reference(entries)
    return Reading(
        tuple(one for one in entries if one is not None), tuple(sorted(faults, key=lambda one: one.row or 0))
    )


def _same_reference(entries: Sequence[Entry | None]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for one in entries:
        if one is not None and first.setdefault(one.external_ref, one.row) != one.row:
            yield Fault(one.row, "external_ref", message("intake.reference_twice", row=first[one.external_ref]))


def _entry(row: Row, *, on: date, county: County, eur_rate: EuroRate) -> Entry | None:
    for name in NEEDED:
        if name not in row.cells:
            row.note(name, message("intake.empty"))
    if row.cells.get("external_ref", "").startswith(EXAMPLE):
        row.note("external_ref", message("intake.example"))
    texts = {name: row.text(name, most=_LONGEST[name]) for name in ("external_ref", "title", "organisation_name")}
    objectives, answers, outcome = _objectives(row, county), _answers(row), _outcome(row, on)
    ends_on, application = row.cell("ends_on", written.day), of_row(row, county, eur_rate)
    if row.faults or application is None:
        return None
    return Entry(
        row=row.number, application=application, objectives=objectives, ends_on=ends_on, answers=answers,
        outcome=outcome, **texts,
    )  # fmt: skip


def _objectives(row: Row, county: County) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in written.several(row.cells.get("objective", "")):
        code, _, share = (each.strip() for each in part.partition(":"))
        if code not in county.objectives:
            row.note("objective", message("intake.no_such_objective", code=code, known=", ".join(county.objectives)))
        if code in found:
            row.note("objective", message("intake.objective_twice", code=code))
        found[code] = _share(row, share) if share else _WHOLE
    if found and sum(found.values()) != _WHOLE:
        row.note("objective", message("intake.shares"))
    return found


def _share(row: Row, text: str) -> int:
    try:
        return written.share(text)
    except Wrong as wrong:
        row.note("objective", wrong.reason)
        return 0


def _outcome(row: Row, on: date) -> Outcome:
    kind = row.cell("decision", _one_of(OUTCOMES))
    if kind is None and "decision" in row.cells:
        return Outcome()
    must, may = _SAYS[kind]
    for name in must:
        if name not in row.cells:
            row.note(name, message("intake.with_decision", decision=kind or ""))
    for name in OF_DECISION:
        if name in row.cells and name not in (*must, *may):
            row.note(name, message("intake.without_decision", decision=kind or "–"))
    decided_on = row.cell("decided_on", written.day)
    if decided_on is not None and decided_on > on:
        row.note("decided_on", message("intake.decided_later", decided=decided_on, today=on))
    return Outcome(
        kind=kind,
        decided_on=decided_on,
        amount=row.cell("granted_amount", above_zero),
        reason=row.text("reason", most=_LONGEST["reason"]),
        decided_by=row.cells.get("decided_by", ""),
        met_before=written.several(row.cells.get("met_before", "")),
    )


def _answers(row: Row) -> tuple[Answer, ...]:
    found = []
    for code in of_checks(row.headings):
        answer = row.cell(f"{CHECK}{code}", _answer)
        remark = row.text(f"{REMARK}{code}", most=_LONGEST_REMARK)
        if answer is not None:
            found.append(Answer(code, answer, remark))
        elif remark:
            row.note(f"{CHECK}{code}", message("intake.remark_without_answer"))
    return tuple(found)


def _one_of(choices: Sequence[str]) -> Callable[[str], str]:
    def reader(text: str) -> str:
        if text.lower() not in choices:
            raise Wrong("input.choice", choices=", ".join(choices))
        return text.lower()

    return reader


def _answer(text: str) -> str:
    if text.lower() not in _ANSWERS:
        raise Wrong("intake.answer")
    return _ANSWERS[text.lower()]
