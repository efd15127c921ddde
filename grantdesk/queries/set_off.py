"""Which payments can a recovery be set off against?"""

from __future__ import annotations

from sqlalchemy import select

from grantdesk import db
from grantdesk.domain.county import County
from grantdesk.domain.lifecycle import TRANSITIONS
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.payment import ELSEWHERE, Payment
from grantdesk.queries.case_file import visible_to


def payments_against(case: Case, county: County, *, by: Actor) -> list[Payment]:
    """Payments that `by` may see to the same recipient, under the same ordinance, that have not left yet; in order of number.

    What was paid elsewhere has left already.
    """
    ordinance = county.scheme(case.scheme).ordinance
    schemes = [code for code, scheme in county.schemes.items() if scheme.ordinance == ordinance]
    open_to, _ = TRANSITIONS["payment", "replace"]
    rows = (
        select(Payment)
        .join(Case, Case.id == Payment.case_id)
        .where(Case.organisation_id == case.organisation_id, Case.scheme.in_(schemes))
        .where(Payment.state.in_(open_to), Payment.kind != ELSEWHERE)
        .order_by(Payment.number)
    )
    return list(db.session.execute(visible_to(by, rows)).scalars())


def refuse_what_is_hidden(number: str, *, by: Actor) -> None:
    """Raises `NotThere` for a payment in a case that `by` may not see, as where there is none."""
    found = select(Payment.id).join(Case, Case.id == Payment.case_id).where(Payment.number == number)
    if db.session.execute(visible_to(by, found)).first() is None:
        raise NotThere("not_there.payment", number=number)
