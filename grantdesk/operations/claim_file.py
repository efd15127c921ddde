"""A file of a claim's rows, tried and then read in: all of its rows or none, by the act that rows by hand go through."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk import db
from grantdesk.actions import record, review
from grantdesk.documents import case_table
from grantdesk.documents.case_table import UTF_8, WINDOWS, NotATable
from grantdesk.domain import claim_file, claim_lines, file_kinds
from grantdesk.domain.claim_file import Entry
from grantdesk.domain.claim_papers import LONGEST_NAME
from grantdesk.domain.county import County
from grantdesk.domain.intake_columns import Fault
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.claim import Claim
from grantdesk.models.claim_paper import ClaimLineFile
from grantdesk.queries import claim_papers, grants


@dataclass(frozen=True)
class Read:
    """A file as it was sent: its name, the SHA-256 of its bytes, its rows, and what is wrong in it."""

    name: str
    digest: str
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Would:
    """A row as it would be: its category, the amount and the tax as reported, and what counts of them."""

    category: str
    net: Money
    vat: Money
    counted: Money


class Tried(Exception):
    """The file has been tried and nothing is written: the rows as they would be, and what is wrong."""

    def __init__(self, rows: Sequence[Would], faults: Sequence[Fault]) -> None:
        self.rows, self.faults = tuple(rows), tuple(faults)
        super().__init__(f"{len(self.rows)} rows, {len(self.faults)} faults")


class AlreadyRead(Refused):
    """The case has read in the same file before; nothing has changed."""


def categories_of(claim: Claim) -> list[str]:
    """The categories of the decided cost plan that aid is given for, each once."""
    return list(dict.fromkeys(line.category for line in grants.of_case(claim.case).claimable))


def read(name: str, content: bytes, claim: Claim) -> Read:
    """The file's rows, and everything that is wrong in it; text that is not UTF-8 is read as older programs write it."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        table = case_table.read(content, encodings=(UTF_8, WINDOWS))
    except NotATable as wrong:
        return Read(name, digest, (), wrong.faults)
    found = claim_file.read(table, categories=categories_of(claim))
    return Read(name, digest, found.entries, found.faults)


def attempt(file: Read, claim: Claim, *, by: Actor, county: County) -> None:
    """Do all that reading the file in would, and raise `Tried`, so that nothing of it is written."""
    _refuse_what_is_there(file, claim)
    raise Tried(*_added(file, claim, by=by, county=county))


def everything(file: Read, claim: Claim, *, by: Actor, on: date, county: County) -> ClaimLineFile:
    """Add every row of the file to the claim; raises `Tried` where anything is wrong, and then nothing is written."""
    _refuse_what_is_there(file, claim)
    rows, faults = _added(file, claim, by=by, county=county)
    if faults:
        raise Tried(rows, faults)
    made = ClaimLineFile(
        claim_id=claim.id,
        digest=file.digest,
        name=file_kinds.plain(file.name, most=LONGEST_NAME),
        row_count=len(rows),
        entered_on=on,
        entered_at=db.moment(),
        entered_by_id=by.id,
        entered_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("claim.rows_read", by=by, case=claim.case, rows=[made], items=len(rows), claim=claim.number)
    return made


def _refuse_what_is_there(file: Read, claim: Claim) -> None:
    found = claim_papers.find_line_file(claim, file.digest)
    if found is not None:
        before, where = found
        raise AlreadyRead(
            "claim_papers.file_read_already", claim=where.number, day=before.entered_on, name=before.entered_by
        )


def _added(file: Read, claim: Claim, *, by: Actor, county: County) -> tuple[list[Would], list[Fault]]:
    if file.faults:
        return [], list(file.faults)
    lines = [entry.line for entry in file.entries]
    try:
        with db.session.begin_nested():
            made = review.add_lines(claim, lines, by=by, county=county, once=file.digest)
    except Refused as refused:
        return [], _each_refused(file, claim, county) or [Fault(None, None, refused.reason)]
    return [Would(line.category, line.net, line.vat, line.counted) for line in made], []


def _each_refused(file: Read, claim: Claim, county: County) -> list[Fault]:
    """Which rows are refused of themselves, and why; none where it is the rows together."""
    terms = review.terms_of(claim, county)
    faults = []
    for entry in file.entries:
        try:
            claim_lines.counted(entry.line, terms, vat_deductible=bool(claim.vat_deductible))
        except Refused as refused:
            faults.append(Fault(entry.row, None, refused.reason))
    return faults
