"""What have later decisions made of the aid that was, or is to be, reported to the register of the European Union?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, func, or_, select, type_coerce
from sqlalchemy import case as sql_case
from sqlalchemy.orm import aliased

from grantdesk import db
from grantdesk.domain.decision_kinds import CHANGE, LOWER, RECOVER, REVOKE
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.models.aid_register import RegisterReport
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.queries import awards

_LATER, _AWARD = aliased(RegisterReport), aliased(Decision)
# What takes of an award.
_TAKES = (CHANGE, REVOKE, RECOVER)


@dataclass(frozen=True)
class Changed:
    """An award whose report no longer says what stands: what it should say, by which kind of amendment, since which day."""

    report: RegisterReport
    case_number: str
    title: str
    amount_eur: Decimal
    kind: str
    decided_on: date


def standing(case_ids: Iterable[int]) -> dict[int, Money]:
    """By decision, what stands of each de minimis award in the cases: less what was taken back, and what is recovered.

    What was promised last is taken back, and recovered, first. One question to the database.
    """
    rows = select(Decision).where(Decision.case_id.in_(set(case_ids))).order_by(Decision.id)
    of_case: defaultdict[int, list[Decision]] = defaultdict(list)
    for decision in db.session.execute(rows).scalars():
        of_case[decision.case_id].append(decision)
    return {key: left for decisions in of_case.values() for key, left in _standing(decisions)}


def stands() -> ColumnElement[bool]:
    """The decisions of whose award something stands; of the others there is nothing to report. `standing` in SQL."""
    other = aliased(Decision)
    same = other.case_id == Decision.case_id
    # A recovery that is lowered gives back as much of the award.
    ore = type_coerce(other.amount, BigInteger())
    signed = sql_case((other.kind == LOWER, -ore), else_=ore)
    off = select(func.coalesce(func.sum(signed), 0)).where(same, other.kind.in_((*_TAKES, LOWER)))
    from_here = select(_sum(other.granted)).where(same, other.regulation.is_not(None), other.id >= Decision.id)
    return off.correlate(Decision).scalar_subquery() < from_here.correlate(Decision).scalar_subquery()


def due() -> list[Changed]:
    """Every award whose latest report is older than a decision that changed it, the oldest decision first."""
    changing = or_(Decision.kind.in_((REVOKE, RECOVER, LOWER)), and_(Decision.kind == CHANGE, Decision.amount > ZERO))
    is_latest = ~select(_LATER.id).where(_LATER.amends_id == RegisterReport.id).exists()
    rows = db.session.execute(
        select(Decision, Case, _AWARD, RegisterReport)
        .join(Case, Case.id == Decision.case_id)
        .join(_AWARD, _AWARD.case_id == Decision.case_id)
        .join(RegisterReport, RegisterReport.decision_id == _AWARD.id)
        .where(changing, is_latest, RegisterReport.state != "waiting", RegisterReport.made_at < Decision.recorded_at)
        .order_by(Decision.id)
    ).all()
    left = standing(case.id for _, case, *_ in rows)
    found = {}
    for decision, case, award, report in rows:
        if award.eur_rate is None:
            raise ValueError(f"the award {award.id} is reported and has no rate")
        amount = awards.in_euro(left[award.id], award.eur_rate)
        kind = "recovery" if decision.kind == RECOVER else "correction"
        if amount != report.amount_eur:
            found[report.id] = Changed(report, case.number, case.title, amount, kind, decision.decided_on)
    return list(found.values())


def _standing(decisions: Sequence[Decision]) -> Iterator[tuple[int, Money]]:
    off = total(each.amount or ZERO for each in decisions if each.kind in _TAKES)
    off -= total(each.amount or ZERO for each in decisions if each.kind == LOWER)
    for each in reversed(decisions):
        if each.regulation is not None:
            left, off = awards.less(each.granted, off)
            yield each.id, left


def _sum(column: Any) -> Any:
    return func.coalesce(func.sum(type_coerce(column, BigInteger())), 0)
