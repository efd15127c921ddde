"""What comes with a claim: files, the report on the work, an inspector's word and how things were bought; none is removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from grantdesk import archive, db
from grantdesk.actions import record
from grantdesk.domain import file_kinds
from grantdesk.domain.claim_papers import (
    ATTACHMENT_KINDS,
    GIVEN_UP,
    IN_ORDER,
    INSPECTIONS,
    INSPECTOR_REPORT,
    LONGEST_NAME,
    LONGEST_SUPPLIER,
    MANNERS,
    THE_CLAIM,
    same,
    unmet,
)
from grantdesk.domain.messages import one_after_the_other
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.claim import Claim
from grantdesk.models.claim_paper import ClaimAttachment, InspectorReport, ProcurementNote, ProgressReport
from grantdesk.queries import checks, claim_papers, conflicts
from grantdesk.region import Terms

LARGEST = 15 * 1024 * 1024
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class File:
    """A file as it was sent: of which kind it is said to be, the name it had with the sender, and what is in it."""

    kind: str
    name: str
    content: bytes


@dataclass(frozen=True)
class Told:
    """The recipient's report on the work: what was done, what it led to, what went otherwise, and what comes next."""

    done: str
    results: str
    deviations: str
    next_steps: str


@dataclass(frozen=True)
class Inspection:
    """What an inspector found, on which day, and the attachment that says so."""

    attachment_id: int
    inspector: str
    inspected_on: date
    finding: str
    remark: str = ""


@dataclass(frozen=True)
class Purchase:
    """How something was bought: from one supplier, or in the claim as a whole where none is named."""

    supplier: str
    manner: str
    remark: str = ""


def attach(claim: Claim, file: File, folder: Path, *, by: Actor) -> ClaimAttachment:
    """Keep a PDF, a picture or an office document in the archive, and name it on the claim."""
    conflicts.refuse_where_partial(claim.case, by=by)
    if claim.state in GIVEN_UP:
        raise Refused("claim_papers.closed", number=claim.number)
    name = _refuse_what_is_no_file(file)
    digest = archive.keep(folder, file.content)
    if (twin := claim_papers.find_attachment(claim, digest)) is not None:
        raise Refused("claim_papers.attached_already", name=twin.name)
    made = ClaimAttachment(
        claim_id=claim.id,
        kind=file.kind,
        name=name,
        digest=digest,
        size=len(file.content),
        added_at=db.moment(),
        added_by_id=by.id,
        added_by=by.name,
    )
    _written("claim.attached", claim, made, by=by)
    return made


def report(claim: Claim, told: Told, *, by: Actor, on: date) -> ProgressReport:
    """Keep the recipient's report on the work; a later one replaces it, and both stay."""
    _refuse_to_write_in(claim, by=by)
    if not told.done.strip() or not told.results.strip():
        raise Refused("claim_papers.report_empty")
    made = ProgressReport(
        claim_id=claim.id,
        done=told.done.strip(),
        results=told.results.strip(),
        deviations=told.deviations.strip(),
        next_steps=told.next_steps.strip(),
        recorded_on=on,
        **_recorded(by),
    )
    _written("claim.reported", claim, made, by=by)
    return made


def inspect(claim: Claim, inspection: Inspection, *, by: Actor, on: date) -> InspectorReport:
    """Note what an inspector found, in the report that is attached."""
    _refuse_to_write_in(claim, by=by)
    attached = claim_papers.attachment_by_id(claim, inspection.attachment_id)
    if attached.kind != INSPECTOR_REPORT:
        raise Refused("claim_papers.not_inspectors", name=attached.name)
    if inspection.finding not in INSPECTIONS:
        raise Refused("claim_papers.unknown_finding", finding=inspection.finding, choices=", ".join(INSPECTIONS))
    if not inspection.inspector.strip():
        raise Refused("claim_papers.no_inspector")
    if inspection.finding != IN_ORDER and not inspection.remark.strip():
        raise Refused("claim_papers.inspection_without_remark")
    if inspection.inspected_on > on:
        raise Refused("claim_papers.inspected_later", day=inspection.inspected_on, today=on)
    made = InspectorReport(
        claim_id=claim.id,
        attachment_id=attached.id,
        inspector=inspection.inspector.strip(),
        inspected_on=inspection.inspected_on,
        finding=inspection.finding,
        remark=inspection.remark.strip(),
        **_recorded(by),
    )
    _written("claim.inspected", claim, made, by=by)
    return made


def note_purchase(claim: Claim, purchase: Purchase, *, by: Actor, on: date) -> ProcurementNote:
    """Note how something was bought; a supplier is one that the claim's rows name."""
    _refuse_to_write_in(claim, by=by)
    if purchase.manner not in MANNERS:
        raise Refused("claim_papers.unknown_manner", manner=purchase.manner, choices=", ".join(MANNERS))
    supplier = " ".join(purchase.supplier.split())[:LONGEST_SUPPLIER]
    known = {same(one.supplier) for one in claim_papers.bought(claim)}
    if supplier != THE_CLAIM and same(supplier) not in known:
        raise Refused("claim_papers.unknown_supplier", supplier=supplier)
    made = ProcurementNote(
        claim_id=claim.id,
        supplier=supplier,
        manner=purchase.manner,
        remark=purchase.remark.strip(),
        noted_on=on,
        **_recorded(by),
    )
    _written("claim.procurement_noted", claim, made, by=by)
    return made


def refuse_what_lacks(claim: Claim, *, on: date, terms: Terms) -> None:
    """Raises Refused, naming everything, where the claim cannot be approved for what has not come or not been answered."""
    missing = [one.reason for one in unmet(claim_papers.of_claim(claim, county=terms.county).findings)]
    missing += checks.lacking_in(claim, on=on, terms=terms)
    if missing:
        raise Refused("claim_papers.lacks", what=one_after_the_other(missing))


def _refuse_to_write_in(claim: Claim, *, by: Actor) -> None:
    conflicts.refuse_where_partial(claim.case, by=by)
    claim_papers.refuse_the_judged(claim)


def _refuse_what_is_no_file(file: File) -> str:
    """The name that the file is kept under."""
    name = file_kinds.plain(file.name, most=LONGEST_NAME)
    if file.kind not in ATTACHMENT_KINDS:
        raise Refused("claim_papers.unknown_kind", kind=file.kind, choices=", ".join(ATTACHMENT_KINDS))
    if len(file.content) > LARGEST:
        raise Refused("claim_papers.too_large", name=name, most=LARGEST // _MEGABYTE)
    if file_kinds.find(name, file.content) is None:
        raise Refused("claim_papers.not_taken", name=name, kinds=", ".join(file_kinds.KINDS))
    return name


def _recorded(by: Actor) -> dict[str, Any]:
    return {"recorded_at": db.moment(), "recorded_by_id": by.id, "recorded_by": by.name}


def _written(
    kind: str, claim: Claim, made: ClaimAttachment | ProgressReport | InspectorReport | ProcurementNote, *, by: Actor
) -> None:
    db.session.add(made)
    db.session.flush()
    record.event(kind, by=by, case=claim.case, rows=[made], claim=claim.number)
