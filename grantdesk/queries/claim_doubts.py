"""What speaks against approving a claim without a word: another claim that was the last, or an inspector who found it wrong."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from grantdesk import db
from grantdesk.domain.claim_papers import NOT_IN_ORDER
from grantdesk.domain.findings import Finding, Source
from grantdesk.domain.messages import message
from grantdesk.models.claim import Claim
from grantdesk.models.claim_paper import InspectorReport


def of_claim(claim: Claim, *, source: Source) -> Iterator[Finding]:
    """Findings that are not met, by the section on payment; one question to the database."""
    last, inspection = _beside(claim)
    if last is not None:
        said = message("finding.payout_after_final.not", number=last.number, day=last.received_on)
        yield Finding("payout.after_final", False, said, source)
    if inspection is not None and inspection.finding == NOT_IN_ORDER:
        said = message("finding.payout_inspection.not", inspector=inspection.inspector, remark=inspection.remark)
        yield Finding("payout.inspection", False, said, source)


def _beside(claim: Claim) -> tuple[Claim | None, InspectorReport | None]:
    """Another claim of the case that was approved as its last, and what an inspector found in this one, as last noted."""
    other = aliased(Claim)
    approved_as_last = (other.kind == "final", other.state.in_(("approved", "settled")))
    first = select(func.min(other.id)).where(other.case_id == claim.case_id, other.id != claim.id, *approved_as_last)
    newest = select(func.max(InspectorReport.id)).where(InspectorReport.claim_id == claim.id)
    last = aliased(Claim)
    query = (
        select(last, InspectorReport)
        .select_from(Claim)
        .outerjoin(last, last.id == first.scalar_subquery())
        .outerjoin(InspectorReport, InspectorReport.id == newest.scalar_subquery())
        .where(Claim.id == claim.id)
    )
    found = db.session.execute(query).one()
    return found[0], found[1]
