"""A file of cases, tried and then entered: all of its rows or none, each by the acts that a case by hand goes through."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from grantdesk import db
from grantdesk.actions import enter, record
from grantdesk.actions.enter import Entered
from grantdesk.documents import case_table
from grantdesk.documents.case_table import NotATable
from grantdesk.domain import intake
from grantdesk.domain.intake import Entry
from grantdesk.domain.intake_columns import CHECK, Fault
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.intake import Intake
from grantdesk.queries import case_file, rates, undertakings
from grantdesk.region import Terms


@dataclass(frozen=True)
class Read:
    """A file as it was sent: its name, the SHA-256 of its bytes, its rows, and what is wrong in it."""

    name: str
    digest: str
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Would:
    """A row and what it would become: the state that the case would be in, and the aid that the rules give, if any."""

    entry: Entry
    status: str
    aid: Money | None


class Tried(Exception):
    """The file has been tried and nothing is written: what each row would become, and what is wrong."""

    def __init__(self, rows: Sequence[Would], faults: Sequence[Fault]) -> None:
        self.rows, self.faults = tuple(rows), tuple(faults)
        super().__init__(f"{len(self.rows)} rows, {len(self.faults)} faults")


# Under which heading the reader finds what an act has refused; by the beginning of what is refused.
_HEADINGS = {
    "register.received_later": "received_on",
    "register.other_legal_form": "legal_form",
    "register.not_almis_scheme": "scheme",
    "register.project_and_scheme": "scheme",
    "enter.reference": "external_ref",
    "enter.not_your_decision": "decided_by",
    "enter.unknown_rule": "met_before",
    "enter.rule_not_met": "met_before",
    "enter.room_used_since": "granted_amount",
    "check.": f"{CHECK}…",
    "decide.before_received": "decided_on",
    "decide.above_aid": "granted_amount",
    "decide.nothing_to_grant": "granted_amount",
    "decide.not_met": "met_before",
    "decide.reject": "reason",
    "decide.": "decision",
    "frame.": "granted_amount",
    "not_there.rate": "decided_on",
}


def read(name: str, content: bytes, *, on: date, terms: Terms) -> Read:
    """The file's rows as of the day `on`, and everything that is wrong in it."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        table = case_table.read(content)
    except NotATable as wrong:
        return Read(name, digest, (), wrong.faults)
    found = intake.read(table, on=on, county=terms.county, checks=terms.checks, eur_rate=_eur_rate)
    return Read(name, digest, found.entries, found.faults)


def attempt(file: Read, *, by: Actor, on: date, terms: Terms) -> None:
    """Do all that entering the file would, and raise `Tried`, so that nothing of it is written."""
    made = enter.file(file.name, file.digest, by=by, on=on)
    entered, faults = _rows(file, made, by=by, on=on, terms=terms)
    entries = {entry.row: entry for entry in file.entries}
    raise Tried([_would(one, entries[one.row]) for one in entered], [*file.faults, *faults])


def everything(file: Read, *, by: Actor, on: date, terms: Terms) -> Intake:
    """Enter every row of the file; raises `Tried` where anything is wrong, and then nothing is written."""
    made = enter.file(file.name, file.digest, by=by, on=on)
    entered, faults = _rows(file, made, by=by, on=on, terms=terms)
    if file.faults or faults:
        raise Tried([], [*file.faults, *faults])
    record.event("intake.entered", by=by, rows=[made], file=file.name, digest=file.digest, cases=len(entered))
    return made


def _rows(file: Read, made: Intake, *, by: Actor, on: date, terms: Terms) -> tuple[list[Entered], list[Fault]]:
    _lock_applicants(file.entries, on=on)
    entered, faults = [], []
    for entry in file.entries:
        try:
            # Of a row that is refused nothing stays, so that the rows after it are tried as if it were not there.
            with db.session.begin_nested():
                entered.append(enter.case(entry, made, by=by, on=on, terms=terms))
        except Refused as refused:
            faults.append(Fault(entry.row, _heading(refused), refused.reason))
    return entered, faults


def _lock_applicants(entries: Sequence[Entry], *, on: date) -> None:
    """Every company that is known here, with those it counts as one with, in one order: two files cannot wait for each other."""
    numbers = sorted({entry.application.applicant.number.written for entry in entries})
    known = [one.id for number in numbers if (one := case_file.organisation_by_number(number)) is not None]
    days = {on, *(entry.outcome.decided_on for entry in entries if entry.outcome.decided_on is not None)}
    undertakings.locked_around(known, days=days)


def _would(entered: Entered, entry: Entry) -> Would:
    return Would(entry, entered.case.status, entered.aid if entered.eligible else None)


def _heading(refused: Refused) -> str | None:
    return next((name for begun, name in _HEADINGS.items() if refused.reason.key.startswith(begun)), None)


def _eur_rate(day: date) -> Decimal | None:
    try:
        return rates.before(day).sek_per_eur
    except NotThere:
        return None
