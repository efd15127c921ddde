"""What a euro costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from grantdesk import db
from grantdesk.domain.refusal import NotThere
from grantdesk.models.reference import ExchangeRate


@dataclass(frozen=True)
class Rate:
    """Kronor for one euro, and the banking day that it is the ECB's reference rate of."""

    sek_per_eur: Decimal
    rate_on: date


def before(day: date) -> Rate:
    """The reference rate of the last banking day before `day`; raises `NotThere` where none is stored."""
    found = db.session.execute(
        select(ExchangeRate).where(ExchangeRate.rate_on < day).order_by(ExchangeRate.rate_on.desc()).limit(1)
    ).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.rate", day=day)
    return Rate(found.sek_per_eur, found.rate_on)
