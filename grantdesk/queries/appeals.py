"""Which appeals there are in a case, how far each has come, and what the days say of it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select, type_coerce
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain import appeal as matrix
from grantdesk.domain import timeliness
from grantdesk.domain.appeal import Rule
from grantdesk.domain.county import County
from grantdesk.domain.delegation import BOARD
from grantdesk.domain.messages import Both
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.roles import Actor, may
from grantdesk.domain.timeliness import Timeliness
from grantdesk.models.appeal import Appeal, AppealStep
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.letter import Dispatch
from grantdesk.queries import case_file, dispatches
from grantdesk.queries.case_file import locked


def of_case(case: Case) -> list[Appeal]:
    """Every appeal in the case, the latest first."""
    return list(
        db.session.execute(select(Appeal).where(Appeal.case_id == case.id).order_by(Appeal.id.desc())).scalars()
    )


def by_key(case: Case, key: int) -> Appeal:
    """One of them; raises `NotThere` where the case has none such."""
    return _one(select(Appeal).where(Appeal.case_id == case.id, Appeal.id == key), case)


def for_act(case: Case, key: int) -> Appeal:
    """As `by_key`, locked for the act under way."""
    return _one(locked(select(Appeal).where(Appeal.case_id == case.id, Appeal.id == key), of=Appeal), case)


def find_by_token(once: str) -> Appeal | None:
    """The appeal that was registered with this form's token, if it was."""
    return db.session.execute(select(Appeal).where(Appeal.once == once)).scalar_one_or_none()


def steps_of(appeal: Appeal) -> list[AppealStep]:
    """What has been done with it, the first first."""
    rows = select(AppealStep).where(AppealStep.appeal_id == appeal.id).order_by(AppealStep.id)
    return list(db.session.execute(rows).scalars())


def latest(steps: Sequence[AppealStep], *acts: str) -> AppealStep | None:
    """The last of the steps that is one of the acts."""
    return next((each for each in reversed(steps) if each.act in acts), None)


@dataclass(frozen=True)
class Matter:
    """What an appeal is about: the decision, or the dismissal of an earlier appeal against it; and whether it may be appealed.

    `took_part_on` is the first day that the recipient is known to have taken part of it.
    """

    decision: Decision
    against: Appeal | None
    rule: Rule | None
    taken_on: date
    took_part_on: date | None

    def timeliness(self, came_on: date) -> Timeliness:
        """What the days say of an appeal that came on a day; a dismissal may always be appealed (FL 40 and 41)."""
        if self.against is not None:
            return timeliness.of_days(came_on=came_on, decided_on=self.taken_on, took_part_on=self.took_part_on)
        return timeliness.judged(self.rule, came_on=came_on, decided_on=self.taken_on, took_part_on=self.took_part_on)


def matter_of(appeal: Appeal, case: Case, *, county: County) -> Matter:
    """What this appeal is about."""
    return about(appeal, matters_in(case, county=county))


def about(appeal: Appeal, matters: Sequence[Matter]) -> Matter:
    """That of the case's matters which the appeal is about."""
    return next(each for each in matters if _named(each) == (appeal.decision_id, appeal.against_id))


def matters_in(case: Case, *, county: County) -> list[Matter]:
    """All that can be appealed in the case: each decision, and each dismissal of an appeal against one."""
    sent = dispatches.of_case(case)
    found = {each.id: _decided(each, case, sent, county) for each in case_file.decisions_of(case)}
    return [*found.values(), *_dismissals(case, found)]


def _named(matter: Matter) -> tuple[int, int | None]:
    return matter.decision.id, None if matter.against is None else matter.against.id


def _decided(decision: Decision, case: Case, sent: Sequence[Dispatch], county: County) -> Matter:
    rule = matrix.find(county.scheme(case.scheme).ordinance, decision.kind, on=decision.decided_on)
    return Matter(decision, None, rule, decision.decided_on, dispatches.took_part_on(decision, sent))


def _dismissals(case: Case, decided: Mapping[int, Matter]) -> Iterator[Matter]:
    """Each appeal whose dismissal may be appealed: the day of the latest, and the day that the appellant took part of it."""
    rows = db.session.execute(
        select(Appeal, AppealStep)
        .join(AppealStep, AppealStep.appeal_id == Appeal.id)
        .where(Appeal.case_id == case.id, AppealStep.act.in_(("dismiss", "tell")))
        .order_by(AppealStep.id)
    )
    steps: dict[int, tuple[Appeal, list[AppealStep]]] = {}
    for appeal, step in rows:
        steps.setdefault(appeal.id, (appeal, []))[1].append(step)
    for appeal, done in steps.values():
        about, last = decided[appeal.decision_id], done[-1]
        dismissed = latest(done, "dismiss") or last
        yield Matter(about.decision, appeal, about.rule, dismissed.done_on, told_on(done))


def told_on(steps: Sequence[AppealStep]) -> date | None:
    """The day that the appellant took part of the latest dismissal; None where that is not known."""
    last = latest(steps, "dismiss", "tell")
    return last.done_on if last is not None and last.act == "tell" else None


@dataclass(frozen=True)
class Dismissal:
    """What the letter about a dismissed appeal says. The dismissal may be appealed, as any appealable decision.

    `took_part_on` and `last_on` are the days that the time was counted from and to.
    """

    case_number: str
    decision_kind: str
    decided_on: date
    appellant: str
    came_on: date
    took_part_on: date
    last_on: date
    dismissed_on: date
    reason: str
    ground: Both
    decided_by: str
    position: str
    minutes: str | None


def dismissal_of(appeal: Appeal, case: Case, *, county: County) -> Dismissal:
    """What there is to say of the dismissal; raises `NotThere` where the appeal has not been dismissed."""
    steps = steps_of(appeal)
    judged, dismissed = latest(steps, timeliness.LATE), latest(steps, "dismiss")
    if judged is None or dismissed is None or judged.took_part_on is None or judged.last_on is None:
        raise NotThere("not_there.appeal", number=case.number)
    decision, said = matter_of(appeal, case, county=county).decision, dismissed.ground or {}
    return Dismissal(
        case_number=case.number,
        decision_kind=decision.kind,
        decided_on=decision.decided_on,
        appellant=appeal.appellant,
        came_on=appeal.came_on,
        took_part_on=judged.took_part_on,
        last_on=judged.last_on,
        dismissed_on=dismissed.done_on,
        reason=dismissed.reason,
        ground=Both(said.get("sv", ""), said.get("en", "")),
        decided_by=dismissed.recorded_by,
        position=dismissed.position or "",
        minutes=dismissed.minutes,
    )


# What the appealed decision is about, in öre: what it gives, else what it takes, else nothing that a figure says.
_AT_STAKE = case(
    (type_coerce(Decision.granted, BigInteger()) > 0, type_coerce(Decision.granted, BigInteger())),
    else_=func.nullif(type_coerce(Decision.amount, BigInteger()), 0),
)
# Since when an appeal waits, its key, and what it is about.
TOLD = (Appeal.received_on, Appeal.id, _AT_STAKE)


def waiting(things: Select[Any], *states: str) -> Select[Any]:
    """`things` of cases, narrowed to appeals in these states, the one that came first first."""
    return (
        things.join(Appeal, Appeal.case_id == Case.id)
        .join(Decision, Decision.id == Appeal.decision_id)
        .where(Appeal.state.in_(states))
        .order_by(Appeal.received_on, Appeal.id)
    )


def to_decide(things: Select[Any], *, by: Actor) -> Select[Any]:
    """Those to dismiss or reconsider: of what the board decided for whoever records its decisions, of the rest for others."""
    waits = waiting(things, "late", "in_time", "barred")
    return waits.where((Decision.position == BOARD) == may(by.role, "decision:record"))


def _one(wanted: Select[Any], case: Case) -> Appeal:
    found = db.session.execute(wanted).scalar_one_or_none()
    if not isinstance(found, Appeal):
        raise NotThere("not_there.appeal", number=case.number)
    return found
