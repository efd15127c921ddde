"""What has come with a claim, what was found of it, and what does it lack before it can be approved?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select

from grantdesk import db
from grantdesk.domain import claim_papers
from grantdesk.domain.claim_papers import GIVEN_UP, OPEN_STATES, Asked, Bought, There
from grantdesk.domain.county import County
from grantdesk.domain.findings import Finding
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.claim_line import ClaimLine
from grantdesk.models.claim_paper import (
    ClaimAttachment,
    ClaimLineFile,
    InspectorReport,
    ProcurementNote,
    ProgressReport,
)
from grantdesk.models.decision import Decision
from grantdesk.queries import balances

Row = TypeVar("Row", ProgressReport, InspectorReport)


@dataclass(frozen=True)
class Papers:
    """All that has come with one claim: files in the order they came, reports the newest first, and what was bought how.

    `procurement` is by supplier as `same` compares them, each with its notes, the newest first; `""` is the whole claim.
    """

    attachments: Sequence[ClaimAttachment]
    progress: Sequence[ProgressReport]
    inspections: Sequence[InspectorReport]
    procurement: dict[str, list[ProcurementNote]]
    bought: tuple[Bought, ...]
    asked: Asked
    granted: Money
    kind: str

    @property
    def report(self) -> ProgressReport | None:
        """The report on the work that holds."""
        return self.progress[0] if self.progress else None

    @property
    def inspection(self) -> InspectorReport | None:
        """The inspector's word that holds."""
        return self.inspections[0] if self.inspections else None

    @property
    def findings(self) -> list[Finding]:
        """What the rules on papers say of the claim."""
        found = There(
            kind=self.kind,
            granted=self.granted,
            has_report=self.report is not None,
            inspection=self.inspection.finding if self.inspection else None,
            bought=self.bought,
            checked=frozenset(self.procurement),
        )
        return claim_papers.findings(self.asked, found)

    def held_of(self, supplier: str) -> ProcurementNote | None:
        """How it was bought from a supplier, or in the claim as a whole, as last noted."""
        notes = self.procurement.get(claim_papers.same(supplier))
        return notes[0] if notes else None

    def attachment(self, attachment_id: int) -> ClaimAttachment | None:
        return next((one for one in self.attachments if one.id == attachment_id), None)


def of_claim(claim: Claim, *, county: County) -> Papers:
    """Everything that has come with the claim, by the rules of the day that its grant was decided."""
    return Papers(
        attachments=attachments_of(claim),
        progress=_newest_first(ProgressReport, claim),
        inspections=_newest_first(InspectorReport, claim),
        procurement=_procurement(claim),
        bought=bought(claim),
        asked=asked_of(claim, county=county),
        granted=balances.of_case(claim.case_id).granted,
        kind=claim.kind,
    )


def asked_of(claim: Claim, *, county: County) -> Asked:
    """The rules that the claim's papers are judged by: those of the day that its grant was decided."""
    rules = county.scheme(claim.case.scheme).rules
    return Asked.on(_granted_on(claim), rules.progress_report, rules.inspector_report, county.supplier_checked_above)


def attachments_of(claim: Claim) -> Sequence[ClaimAttachment]:
    """The files of the claim, in the order that they came."""
    rows = select(ClaimAttachment).where(ClaimAttachment.claim_id == claim.id).order_by(ClaimAttachment.id)
    return db.session.execute(rows).scalars().all()


def attachment_by_id(claim: Claim, attachment_id: int) -> ClaimAttachment:
    """One file of the claim; raises `NotThere`."""
    found = db.session.get(ClaimAttachment, attachment_id)
    if found is None or found.claim_id != claim.id:
        raise NotThere("not_there.attachment")
    return found


def find_attachment(claim: Claim, digest: str) -> ClaimAttachment | None:
    """The claim's file with this content."""
    rows = select(ClaimAttachment).where(ClaimAttachment.claim_id == claim.id, ClaimAttachment.digest == digest)
    return db.session.execute(rows).scalar_one_or_none()


def every_attachment() -> Sequence[ClaimAttachment]:
    """Every file of every claim."""
    return db.session.execute(select(ClaimAttachment).order_by(ClaimAttachment.id)).scalars().all()


def find_line_file(claim: Claim, digest: str) -> tuple[ClaimLineFile, Claim] | None:
    """Where the case has read in the file before, in a claim that has not been given up."""
    rows = (
        select(ClaimLineFile, Claim)
        .join(Claim, Claim.id == ClaimLineFile.claim_id)
        .where(Claim.case_id == claim.case_id, Claim.state.not_in(GIVEN_UP), ClaimLineFile.digest == digest)
        .order_by(ClaimLineFile.id)
    )
    found = db.session.execute(rows).first()
    return None if found is None else (found[0], found[1])


def line_files_of(claim: Claim) -> Sequence[ClaimLineFile]:
    """The files of rows that were read into the claim."""
    rows = select(ClaimLineFile).where(ClaimLineFile.claim_id == claim.id).order_by(ClaimLineFile.id)
    return db.session.execute(rows).scalars().all()


def rows_in_case(model: Any, case: Case) -> Sequence[Any]:
    """Every row of a table of papers in the claims of one case, in the order that they were made."""
    rows = select(model).join(Claim, Claim.id == model.claim_id).where(Claim.case_id == case.id).order_by(model.id)
    return db.session.execute(rows).scalars().all()


def bought(claim: Claim) -> tuple[Bought, ...]:
    """What the claim's rows have from each supplier, the largest sum first."""
    rows = (
        select(ClaimLine.supplier, ClaimLine.net)
        .where(ClaimLine.claim_id == claim.id, ClaimLine.state != "struck")
        .order_by(ClaimLine.number)
    )
    return claim_papers.by_supplier((supplier, net) for supplier, net in db.session.execute(rows))


def refuse_the_judged(claim: Claim) -> None:
    """Raises Refused where the claim has been approved or refused: what it rests on stays as it was."""
    if claim.state not in OPEN_STATES:
        raise Refused("claim_papers.closed", number=claim.number)


def _granted_on(claim: Claim) -> date:
    """The day of the grant that the claim is made on."""
    query = select(Decision.decided_on).where(Decision.case_id == claim.case_id, Decision.kind == "grant")
    found = db.session.execute(query.order_by(Decision.id.desc()).limit(1)).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.grant")
    return found


def _newest_first(model: type[Row], claim: Claim) -> Sequence[Row]:
    rows = select(model).where(model.claim_id == claim.id).order_by(model.id.desc())
    return db.session.execute(rows).scalars().all()


def _procurement(claim: Claim) -> dict[str, list[ProcurementNote]]:
    rows = select(ProcurementNote).where(ProcurementNote.claim_id == claim.id).order_by(ProcurementNote.id.desc())
    found: dict[str, list[ProcurementNote]] = {}
    for note in db.session.execute(rows).scalars():
        found.setdefault(claim_papers.same(note.supplier), []).append(note)
    return found
