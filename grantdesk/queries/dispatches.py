"""Which letters have been sent, to whom and how, and what became of them?"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from grantdesk import db
from grantdesk.domain import appeal
from grantdesk.domain.appeal import LegalForce
from grantdesk.domain.county import County
from grantdesk.domain.refusal import NotThere
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.letter import DECISION, Dispatch, Letter
from grantdesk.queries.case_file import locked


def of_case(case: Case) -> list[Dispatch]:
    """Every time that a letter of the case was sent, the latest first."""
    sent = (
        select(Dispatch)
        .join(Letter, Letter.id == Dispatch.letter_id)
        .join(Decision, Decision.id == Letter.decision_id)
        .where(Decision.case_id == case.id)
        .options(joinedload(Dispatch.letter))
        .order_by(Dispatch.id.desc())
    )
    return list(db.session.execute(sent).scalars())


def by_key(case: Case, key: int) -> Dispatch:
    """One of them; raises `NotThere` where the case has none such."""
    found = next((one for one in of_case(case) if one.id == key), None)
    if found is None:
        raise NotThere("not_there.dispatch", number=case.number)
    return found


def for_act(case: Case, key: int) -> Dispatch:
    """As `by_key`, locked for the act under way."""
    mine = locked(select(Dispatch).where(Dispatch.id == by_key(case, key).id), of=Dispatch)
    found: Dispatch = db.session.execute(mine).scalar_one()
    return found


def letters_of(decision: Decision) -> dict[str, Letter]:
    """The stored letters about the decision, by language; none before the first has been sent."""
    wanted = select(Letter).where(Letter.decision_id == decision.id, Letter.kind == DECISION)
    return {letter.language: letter for letter in db.session.execute(wanted).scalars()}


def find_by_token(once: str) -> Dispatch | None:
    """The dispatch that was recorded with this form's token, if it was."""
    return db.session.execute(select(Dispatch).where(Dispatch.once == once)).scalar_one_or_none()


def every_letter() -> list[Letter]:
    return list(db.session.execute(select(Letter).order_by(Letter.id)).scalars())


def legal_force_of(decision: Decision, case: Case, sent: Sequence[Dispatch], *, county: County) -> LegalForce:
    """When the decision gains legal force: counted from the first day that the recipient took part of its letter."""
    rule = appeal.find(county.scheme(case.scheme).ordinance, decision.kind, on=decision.decided_on)
    days = [one.noted_on for one in sent if one.state == "received" and one.noted_on is not None]
    return appeal.legal_force(rule, received_on=min(days, default=None))
