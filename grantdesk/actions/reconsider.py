"""Reconsider: what is a decision in itself about an appeal, taken by whoever may take the decision that is appealed.

To dismiss an appeal that came too late (FL 45), and to look once more at the decision before the appeal goes to the court
(FL 37 and 38): changed as asked, changed in part, or left as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from grantdesk.actions import appeal as appealing
from grantdesk.actions import decide
from grantdesk.domain import authority, timeliness
from grantdesk.domain.decision_kinds import CHANGE, REVOKE
from grantdesk.domain.delegation import BOARD, Row, Ruling, Substitute
from grantdesk.domain.messages import in_both
from grantdesk.domain.money import Money, total
from grantdesk.domain.refusal import NotThere, OutsideDelegation, Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.appeal import Appeal, AppealStep
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.queries import absences, appeals, case_file, conflicts
from grantdesk.region import Terms

# The decision is changed as the appellant asks, in part, or not.
WHOLE, PART, NONE = "replace", "part", "none"
RESULTS = (WHOLE, PART, NONE)


@dataclass(frozen=True)
class Answer:
    """What was decided about the appeal, and why; `minutes` is the paragraph where the board decided.

    `changed_by_id` is the new decision, where the one that is appealed was changed.
    """

    reason: str
    minutes: str | None = None
    result: str = NONE
    changed_by_id: int | None = None


def dismiss(appeal: Appeal, answer: Answer, *, case: Case, by: Actor, on: date, terms: Terms) -> AppealStep:
    """Dismiss the appeal as too late. The days it was judged by must still say so."""
    matter = appeals.matter_of(appeal, case, county=terms.county)
    found = matter.timeliness(appeal.came_on)
    if found.points_to != timeliness.LATE:
        raise Refused("appeal.days_changed", why=appealing.both(found.said))
    taken = _taken(appeal, matter.decision, answer, case=case, by=by, on=on, terms=terms, on_what=in_both(found.said))
    return appealing.step(appeal, "dismiss", answer.reason, case=case, by=by, on=on, **taken)


def reconsider(appeal: Appeal, answer: Answer, *, case: Case, by: Actor, on: date, terms: Terms) -> AppealStep:
    """Note what came of looking once more at what is appealed; changed as asked, the appeal falls."""
    matter = appeals.matter_of(appeal, case, county=terms.county)
    _refuse_what_does_not_fit(matter.decision, answer, case=case, of_dismissal=matter.against is not None)
    act = "replace" if answer.result == WHOLE else "reconsider"
    taken = _taken(appeal, matter.decision, answer, case=case, by=by, on=on, terms=terms)
    taken["decision_id"] = answer.changed_by_id
    made = appealing.step(appeal, act, answer.reason, case=case, by=by, on=on, **taken)
    if answer.result == WHOLE:
        appealing.reopen(appeal, answer.reason, case=case, by=by, on=on)
    return made


def ruling_on(appeal: Appeal, decision: Decision, *, case: Case, by: Actor, on: date, terms: Terms) -> Ruling:
    """Whether `by` may decide on the appeal: whoever may take the decision appealed, for as much, and has not judged it."""
    close = conflicts.close_to(case.number)
    judged_by = {each.recorded_by_id for each in appeals.steps_of(appeal) if each.act in timeliness.JUDGEMENTS}
    matter = decide.matter_of(decision.kind, case, at_stake(decision, case), close, on=on)
    matter = replace(matter, prepared_by=matter.prepared_by | judged_by)
    return authority.may_enter(matter, by=by, order=terms.order, staff=absences.staff(on=on))


def at_stake(decision: Decision, case: Case) -> Money:
    """What the decision is about: what it gives or takes, all that is granted where it changes that, else what was asked for."""
    if decision.kind in (CHANGE, REVOKE):
        granted = total(each.granted for each in case_file.decisions_of(case) if each.id <= decision.id)
        return granted or decide.asked_for(case)
    return decision.granted or decision.amount or decide.asked_for(case)


def may_change(decision: Decision, later: Decision) -> bool:
    """Whether the later decision changes the other: it refers to it, or to what it refers to itself."""
    about = {decision.id, decision.refers_to_id}
    return later.id > decision.id and later.refers_to_id is not None and later.refers_to_id in about


def _taken(
    appeal: Appeal,
    decision: Decision,
    answer: Answer,
    *,
    case: Case,
    by: Actor,
    on: date,
    terms: Terms,
    on_what: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """In which position it is decided, and what it rests on; raises where `by` may not."""
    ruling = ruling_on(appeal, decision, case=case, by=by, on=on, terms=terms)
    row = ruling.row
    if not ruling.allowed or row is None:
        raise OutsideDelegation("decide.outside_delegation", why=appealing.both(ruling.reason))
    minutes = (answer.minutes or "").strip()
    if (row.position == BOARD) != bool(minutes):
        raise Refused("appeal.board_and_minutes")
    ground = {language: " ".join(filter(None, [(on_what or {}).get(language), said])) for language, said in _of(ruling)}
    return {"position": row.position or by.position, "minutes": minutes or None, "ground": ground}


def _of(ruling: Ruling) -> list[tuple[str, str]]:
    """The grounds in the delegation order, in each language."""
    rows: list[Row | Substitute] = [each for each in (ruling.row, ruling.substitute) if each is not None]
    return [("sv", "; ".join(each.ground.sv for each in rows)), ("en", "; ".join(each.ground.en for each in rows))]


def _refuse_what_does_not_fit(decision: Decision, answer: Answer, *, case: Case, of_dismissal: bool) -> None:
    if answer.result not in RESULTS:
        raise ValueError(f"no reconsideration comes to {answer.result}")
    if of_dismissal and answer.result == PART:
        raise Refused("appeal.dismissal_part")
    if of_dismissal or answer.result == NONE:
        if answer.changed_by_id is not None:
            raise Refused("appeal.changed_by_nothing")
        return
    if answer.changed_by_id is None:
        raise Refused("appeal.no_new_decision")
    later = next((each for each in case_file.decisions_of(case) if each.id == answer.changed_by_id), None)
    if later is None:
        raise NotThere("not_there.decision", number=case.number)
    if not may_change(decision, later):
        raise Refused("appeal.decision_of_other")
