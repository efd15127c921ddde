"""Which payments can a recovery be set off against?"""

from __future__ import annotations

from sqlalchemy import select

from grantdesk import db
from grantdesk.domain.county import County
from grantdesk.domain.lifecycle import TRANSITIONS
from grantdesk.models.case import Case
from grantdesk.models.payment import Payment


def payments_against(case: Case, county: County) -> list[Payment]:
    """Payments to the same recipient, under the same ordinance, that have not left yet; in order of number."""
    ordinance = county.scheme(case.scheme).ordinance
    schemes = [code for code, scheme in county.schemes.items() if scheme.ordinance == ordinance]
    open_to, _ = TRANSITIONS["payment", "replace"]
    rows = (
        select(Payment)
        .join(Case, Case.id == Payment.case_id)
        .where(Case.organisation_id == case.organisation_id, Case.scheme.in_(schemes), Payment.state.in_(open_to))
        .order_by(Payment.number)
    )
    return list(db.session.execute(rows).scalars())
