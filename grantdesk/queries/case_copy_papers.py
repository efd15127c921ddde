"""What has come with the claims of a case, as a copy of its file tells it: files, reports, purchases and checks."""

from __future__ import annotations

from collections.abc import Iterator

from grantdesk.domain.masking import Row
from grantdesk.models.case import Case
from grantdesk.models.claim_paper import (
    ClaimAttachment,
    ClaimCheckNote,
    ClaimLineFile,
    InspectorReport,
    ProcurementNote,
    ProgressReport,
)
from grantdesk.queries import claim_papers
from grantdesk.queries.case_copy_words import Wording

FIELD = "claims.papers"


def rows(case: Case, w: Wording) -> Iterator[Row]:
    """Every paper of every claim, kind by kind, in the order that they came."""
    for attached in claim_papers.rows_in_case(ClaimAttachment, case):
        said = f"{w.named('attachment_kind', attached.kind)}: {attached.name}, SHA-256 {attached.digest}"
        yield from w.row(FIELD, "copy.claim_file", said, attached.name)
    for read in claim_papers.rows_in_case(ClaimLineFile, case):
        said = f"{read.name}, {w.day(read.entered_on)}, SHA-256 {read.digest}"
        yield from w.row(FIELD, "copy.claim_rows", said, read.name)
    for told in claim_papers.rows_in_case(ProgressReport, case):
        for label in ("done", "results", "deviations", "next_steps"):
            text = getattr(told, label)
            yield from w.row(FIELD, f"copy.work_{label}", text, text)
    for inspected in claim_papers.rows_in_case(InspectorReport, case):
        yield from _inspected(inspected, w)
    for bought in claim_papers.rows_in_case(ProcurementNote, case):
        said = ", ".join(filter(None, [bought.supplier, w.named("manner", bought.manner), bought.remark]))
        yield from w.row(FIELD, "copy.purchase", said, bought.supplier, bought.remark)
    for note in claim_papers.rows_in_case(ClaimCheckNote, case):
        yield from _checked(note, w)


def _inspected(inspected: InspectorReport, w: Wording) -> Iterator[Row]:
    found = w.named("inspection", inspected.finding)
    parts = [f"{w.day(inspected.inspected_on)}, {inspected.inspector}", found, inspected.remark]
    yield from w.row(FIELD, "copy.inspection", ": ".join(filter(None, parts)), inspected.inspector, inspected.remark)


def _checked(note: ClaimCheckNote, w: Wording) -> Iterator[Row]:
    remark = f". {note.remark}" if note.remark else ""
    said = f"{w.both(note.asked)}: {w.named('check_answer', note.answer)}{remark} ({w.day(note.noted_on)})"
    yield from w.row(FIELD, "copy.check", said, *([note.remark] if note.remark else []))
