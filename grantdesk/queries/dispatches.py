"""Which letters have been sent, to whom and how, and what became of them?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from grantdesk import db
from grantdesk.domain import appeal
from grantdesk.domain.appeal import Appealed, LegalForce
from grantdesk.domain.county import County
from grantdesk.domain.refusal import NotThere
from grantdesk.models.appeal import Appeal, AppealStep
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.letter import DECISION, Dispatch, Letter
from grantdesk.queries import case_file
from grantdesk.queries.case_file import locked


def of_case(case: Case) -> list[Dispatch]:
    """Every time that a letter about a decision in the case was sent, the latest first."""
    return [one for one in of_every_letter(case) if one.letter.kind == DECISION]


def of_every_letter(case: Case) -> list[Dispatch]:
    """As `of_case`, of the letters that decide nothing too."""
    sent = (
        select(Dispatch)
        .join(Letter, Letter.id == Dispatch.letter_id)
        .outerjoin(Decision, Decision.id == Letter.decision_id)
        .where(or_(Decision.case_id == case.id, Letter.case_id == case.id))
        .options(joinedload(Dispatch.letter))
        .order_by(Dispatch.id.desc())
    )
    return list(db.session.execute(sent).scalars())


def by_key(case: Case, key: int) -> Dispatch:
    """One of them; raises `NotThere` where the case has none such."""
    found = next((one for one in of_every_letter(case) if one.id == key), None)
    if found is None:
        raise NotThere("not_there.dispatch", number=case.number)
    return found


def for_act(case: Case, key: int) -> Dispatch:
    """As `by_key`, locked for the act under way."""
    mine = locked(select(Dispatch).where(Dispatch.id == by_key(case, key).id), of=Dispatch)
    found: Dispatch = db.session.execute(mine).scalar_one()
    return found


def decision_by_key(case: Case, key: int | None) -> Decision:
    """The decision in the case, without a key the one on the application; raises `NotThere` where the case has none such."""
    decisions = case_file.decisions_of(case)
    tried = case_file.standing(decisions) or next(iter(decisions), None)
    found = tried if key is None else next((each for each in decisions if each.id == key), None)
    if found is None:
        raise NotThere("not_there.decision", number=case.number)
    return found


def letters_of(decision: Decision) -> dict[str, Letter]:
    """The stored letters about the decision, by language; none before they are made."""
    wanted = select(Letter).where(Letter.decision_id == decision.id, Letter.kind == DECISION)
    return {letter.language: letter for letter in db.session.execute(wanted).scalars()}


def find_by_token(once: str) -> Dispatch | None:
    """The dispatch that was recorded with this form's token, if it was."""
    return db.session.execute(select(Dispatch).where(Dispatch.once == once)).scalar_one_or_none()


def every_letter() -> list[Letter]:
    return list(db.session.execute(select(Letter).order_by(Letter.id)).scalars())


def took_part_on(decision: Decision, sent: Sequence[Dispatch]) -> date | None:
    """The first day that a recipient is noted to have taken part of the letter about the decision."""
    mine = [one for one in sent if one.letter.decision_id == decision.id]
    return min((one.noted_on for one in mine if one.state == "received" and one.noted_on is not None), default=None)


def legal_force_of(decision: Decision, case: Case, sent: Sequence[Dispatch], *, county: County) -> LegalForce:
    """When the decision gains legal force: counted from the first day that the recipient took part of its letter.

    While it is appealed it has none; what became of the appeals is asked here.
    """
    return legal_forces(case, [decision], sent, county=county)[decision.id]


def legal_forces(
    case: Case, decisions: Iterable[Decision], sent: Sequence[Dispatch], *, county: County
) -> dict[int, LegalForce]:
    """As `legal_force_of`, of several decisions in the case by their keys, with one question to the database."""
    ordinance, appealed = county.scheme(case.scheme).ordinance, _appealed(case)
    return {
        each.id: appeal.legal_force(
            appeal.find(ordinance, appeal.tried_as(each.kind, each.cause), on=each.decided_on),
            received_on=took_part_on(each, sent),
            appealed=appealed.get(each.id, ()),
        )
        for each in decisions
    }


def _appealed(case: Case) -> dict[int, list[Appealed]]:
    """How far each appeal has come, by the decision it is against; one against a dismissal is about that, not the decision."""
    ending = (AppealStep.appeal_id == Appeal.id) & AppealStep.act.in_(("settle", "withdraw"))
    rows = db.session.execute(
        select(Appeal, AppealStep.outcome, AppealStep.done_on)
        .outerjoin(AppealStep, ending)
        .where(Appeal.case_id == case.id, Appeal.against_id.is_(None))
        .order_by(Appeal.id)
    )
    found: dict[int, list[Appealed]] = {}
    for each, outcome, ended_on in rows:
        found.setdefault(each.decision_id, []).append(Appealed(each.state, each.came_on, outcome, ended_on))
    return found
