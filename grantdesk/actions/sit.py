"""Sit: of several proposals before one person each is decided by itself, as it was shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk.actions import decide
from grantdesk.actions.decide import Verdict
from grantdesk.domain import lifecycle
from grantdesk.domain.decision_kinds import GRANT
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.queries import case_file, proposals
from grantdesk.region import Terms


@dataclass(frozen=True)
class Choice:
    """What somebody chose for one case: to grant what is proposed or reject the application; and the proposal they saw."""

    kind: str
    amount: Money
    verdict: Verdict


def take(case: Case, choice: Choice, *, by: Actor, on: date, terms: Terms) -> Decision:
    """Take the decision on the proposal that was shown; the same form sent twice decides once and is answered alike."""
    already = case_file.decision_of(case)
    if already is not None and _is_the_same(already, choice, by):
        return already
    _refuse_what_was_not_shown(case, choice)
    if choice.kind == GRANT:
        return decide.grant(case, choice.amount, choice.verdict, by=by, on=on, terms=terms)
    return decide.reject(case, choice.verdict, by=by, on=on, terms=terms)


def _is_the_same(already: Decision, choice: Choice, by: Actor) -> bool:
    granted = choice.amount if choice.kind == GRANT else ZERO
    taken = (already.recorded_by_id, already.kind, already.assessment_id, already.granted)
    return taken == (by.id, choice.kind, choice.verdict.assessment_id, granted)


def _refuse_what_was_not_shown(case: Case, choice: Choice) -> None:
    if not lifecycle.may("case", choice.kind, case.status):
        raise Refused("decide.not_ready", number=case.number)
    standing = proposals.standing_in(case)
    if standing is None:
        raise Refused("sitting.taken_back")
    if (standing.amount, standing.assessment_id) != (choice.amount, choice.verdict.assessment_id):
        raise Refused("sitting.changed")
