"""Which proposals may somebody decide at one sitting, and what do they rest on?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from grantdesk import db
from grantdesk.domain import authority
from grantdesk.domain.delegation import Ruling
from grantdesk.domain.messages import Both
from grantdesk.domain.staff import Matter, Staff
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.models.organisation import Organisation
from grantdesk.models.proposal import Proposal
from grantdesk.models.reference import Scheme
from grantdesk.queries import absences, conflicts, kept, worklist
from grantdesk.queries.conflicts import CloseTo
from grantdesk.queries.kept import Kept
from grantdesk.queries.worklist import Desk

SHOWN = 20


@dataclass(frozen=True)
class Laid:
    """A grant that is proposed, the assessment it rests on, and whether this person may decide it, or why not."""

    case: Case
    proposal: Proposal
    assessment: Assessment
    kept: Kept
    scheme: Both
    ruling: Ruling


@dataclass(frozen=True)
class Sitting:
    """One page of what is proposed, the first received first, and how much there is in all."""

    laid: tuple[Laid, ...]
    count: int
    page: int

    @property
    def pages(self) -> int:
        return _pages(self.count)


def of(desk: Desk, *, page: int = 1) -> Sitting:
    """The proposals within what the person may decide, a page at a time; past the last page, the last."""
    within = worklist.proposed(desk).with_only_columns(Case.id, maintain_column_froms=True).order_by(None).subquery()
    count = int(db.session.execute(select(func.count()).select_from(within)).scalar_one())
    page = min(page, _pages(count))
    found = _rows().where(Case.id.in_(select(within.c.id))).limit(SHOWN).offset((page - 1) * SHOWN)
    rows = db.session.execute(found).all()
    close = conflicts.close_to_many([row[0].number for row in rows])
    staff = absences.staff(on=desk.on)
    return Sitting(tuple(_laid(row, close[row[0].number], staff, desk) for row in rows), count, page)


def _pages(count: int) -> int:
    return max(1, -(-count // SHOWN))


def _rows() -> Any:
    return (
        select(Case, Proposal, Assessment, Scheme.name_sv, Scheme.name_en)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .join(Scheme, Scheme.code == Case.scheme)
        .join(Proposal, Proposal.case_id == Case.id)
        .join(Assessment, Assessment.id == Proposal.assessment_id)
        .where(Proposal.state == "standing", Proposal.kind == "grant")
        .options(contains_eager(Case.organisation))
        .order_by(Case.received_on, Case.id)
    )


def _laid(row: Any, close: CloseTo, staff: Staff, desk: Desk) -> Laid:
    case, proposal, assessment, scheme_sv, scheme_en = row
    matter = Matter(
        "grant", case.scheme, proposal.amount, desk.on, conflicted=close.conflicted, prepared_by=close.prepared_by
    )
    ruling = authority.person_may_take(matter, by=desk.user, order=desk.terms.order, staff=staff)
    return Laid(case, proposal, assessment, kept.of(assessment), Both(scheme_sv, scheme_en), ruling)
