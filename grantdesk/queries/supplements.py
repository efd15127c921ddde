"""Which cases wait for a supplement that needs somebody: its day has passed, or its letter is on its way to nobody?"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, exists, or_

from grantdesk.domain.correspondence import OPEN
from grantdesk.models.case import Case
from grantdesk.models.correspondence import Supplement
from grantdesk.models.letter import Dispatch, Letter

_ON_ITS_WAY = exists().where(
    Letter.supplement_id == Supplement.id, Dispatch.letter_id == Letter.id, Dispatch.state != "returned"
)


def waiting(things: Select[Any], hands: str, *, on: date) -> Select[Any]:
    """Those of the cases that `hands` handles, the first last day first."""
    return (
        things.join(Supplement, Supplement.case_id == Case.id)
        .where(Supplement.state == "asked", Case.handled_by == hands, Case.status.in_(OPEN))
        .where(or_(Supplement.due_on < on, ~_ON_ITS_WAY))
        .order_by(Supplement.due_on, Supplement.id)
    )
