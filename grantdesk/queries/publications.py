"""Which block-exempted aid is to be published in TAM, by when, and has it been?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from grantdesk import db
from grantdesk.domain import aid_register
from grantdesk.domain.county import County
from grantdesk.domain.messages import Both
from grantdesk.domain.money import Money
from grantdesk.domain.scheme import StateAid
from grantdesk.models.aid_register import AidPublication
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.organisation import Organisation
from grantdesk.models.reference import ExchangeRate
from grantdesk.queries import awards

_CONSENT = "tam.consent"
_RATE = (
    select(ExchangeRate.sek_per_eur)
    .where(ExchangeRate.rate_on < Decision.decided_on)
    .order_by(ExchangeRate.rate_on.desc())
    .limit(1)
    .correlate(Decision)
    .scalar_subquery()
)


@dataclass(frozen=True)
class Line:
    """Block-exempted aid above the threshold: whose, how much, by when it is published, and whether it is."""

    decision_id: int
    case_number: str
    title: str
    recipient: str
    scheme: Both
    granted: Money
    amount_eur: Decimal
    granted_on: date
    deadline: date | None
    has_consent: bool
    published_on: date | None
    reference: str | None

    def is_late(self, *, on: date) -> bool:
        return self.published_on is None and self.deadline is not None and on > self.deadline


def lines(county: County, *, on: date) -> list[Line]:
    """All aid that is to be published, or has been; what has not first, the oldest first."""
    found = [line for row in db.session.execute(_wanted(county, on)) if (line := _read(row, county))]
    return sorted(found, key=lambda line: (line.published_on is not None, line.granted_on, line.case_number))


def find_in(case_id: int, county: County, *, on: date) -> Line | None:
    """The case's aid, where it is to be published."""
    rows = db.session.execute(_wanted(county, on).where(Case.id == case_id))
    return next((line for row in rows if (line := _read(row, county))), None)


def _wanted(county: County, on: date) -> Any:
    exempted = [code for code, scheme in county.schemes.items() if scheme.state_aid is StateAid.BLOCK_EXEMPTED]
    return (
        select(Decision, Case, Organisation.name, AidPublication, _RATE)
        .join(Case, Case.id == Decision.case_id)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .outerjoin(AidPublication, AidPublication.decision_id == Decision.id)
        .where(Case.scheme.in_(exempted), Decision.kind == "grant", Decision.decided_on <= on)
        .order_by(Decision.decided_on, Decision.id)
    )


def _read(row: Any, county: County) -> Line | None:
    decision, case, recipient, publication, rate = row
    amount_eur = awards.in_euro(decision.granted, rate)
    if not aid_register.is_published(county.de_minimis, amount_eur, granted_on=decision.decided_on):
        return None
    return Line(
        decision_id=decision.id,
        case_number=case.number,
        title=case.title,
        recipient=recipient,
        scheme=county.scheme(case.scheme).name,
        granted=decision.granted,
        amount_eur=amount_eur,
        granted_on=decision.decided_on,
        deadline=aid_register.published_by(county.de_minimis, granted_on=decision.decided_on),
        has_consent=_CONSENT in decision.met_before,
        published_on=publication.published_on if publication else None,
        reference=publication.reference if publication else None,
    )
