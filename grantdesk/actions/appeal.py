"""Appeal: it is registered, judged in time or not, forwarded to the court, and what came of it is noted.

What is a decision in itself, to dismiss it or to reconsider what is appealed, is in `reconsider`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from grantdesk import db
from grantdesk.actions import advance, record
from grantdesk.domain import lifecycle
from grantdesk.domain.appeal import OUTCOMES
from grantdesk.domain.messages import Both, Message, in_both
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.appeal import Appeal, AppealStep
from grantdesk.models.case import Case
from grantdesk.queries import appeals, case_file, conflicts
from grantdesk.region import Terms

# Rulings after which a dismissal that was appealed no longer holds.
_LIFTS = ("upheld", "partly", "remitted")
# What history calls each act.
_EVENTS = {
    "find_in_time": "appeal.found_in_time",
    "find_late": "appeal.found_late",
    "find_barred": "appeal.found_barred",
    "send_back": "appeal.sent_back",
    "dismiss": "appeal.dismissed",
    "tell": "appeal.told",
    "reopen": "appeal.reopened",
    "replace": "appeal.replaced",
    "reconsider": "appeal.reconsidered",
    "forward": "appeal.forwarded",
    "hear": "appeal.heard",
    "note_further": "appeal.noted_further",
    "settle": "appeal.settled",
    "withdraw": "appeal.withdrawn",
}


@dataclass(frozen=True)
class Incoming:
    """An appeal as it came in: against which decision, or the dismissal of which appeal; `once` is the token of the form."""

    decision_id: int
    against_id: int | None
    appellant: str
    received_on: date
    court_received_on: date | None
    asked: str
    grounds: str
    once: str


@dataclass(frozen=True)
class CourtRuling:
    """What a court ruled, on which day, in which of its cases, and what else there is to say of it."""

    outcome: str
    court_number: str
    ruled_on: date
    reason: str


def register(case: Case, told: Incoming, *, by: Actor, on: date) -> Appeal:
    """Register an appeal that has come in; `on` is today. Sent twice with the same token, it is one appeal."""
    if (already := appeals.find_by_token(told.once)) is not None:
        return already
    _refuse_what_cannot_be_true(case, told, on)
    made = Appeal(
        once=told.once,
        case_id=case.id,
        decision_id=told.decision_id,
        against_id=told.against_id,
        appellant=told.appellant.strip(),
        received_on=told.received_on,
        court_received_on=told.court_received_on,
        asked=told.asked.strip(),
        grounds=told.grounds.strip(),
        state="registered",
        registered_at=db.moment(),
        registered_by_id=by.id,
        registered_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("appeal.registered", by=by, case=case, rows=[made], received_on=told.received_on)
    return made


def judge(appeal: Appeal, judgement: str, reason: str, *, case: Case, by: Actor, on: date, terms: Terms) -> None:
    """Judge whether it came in time, by one of `timeliness.JUDGEMENTS`; only what the days and the matrix allow."""
    found = appeals.matter_of(appeal, case, county=terms.county).timeliness(appeal.came_on)
    if judgement not in found.may:
        raise Refused("appeal.not_so_judged", why=both(found.said))
    days: dict[str, Any] = {"took_part_on": found.took_part_on, "last_on": found.last_on}
    step(appeal, judgement, reason, case=case, by=by, on=on, ground=in_both(found.said), **days)


def send_back(appeal: Appeal, reason: str, *, case: Case, by: Actor, on: date) -> None:
    """Have it judged anew, as where the day that the recipient took part has become known."""
    step(appeal, "send_back", reason, case=case, by=by, on=on)


def tell(appeal: Appeal, reason: str, *, day: date, case: Case, by: Actor, on: date) -> None:
    """Note that the appellant took part of the dismissal on a day, from which the time to appeal it counts."""
    before = appeals.told_on(appeals.steps_of(appeal))
    if before is not None:
        raise Refused("appeal.told_already", on=before)
    step(appeal, "tell", reason, case=case, by=by, on=on, day=day)


def forward(appeal: Appeal, reason: str, *, case: Case, by: Actor, on: date, terms: Terms) -> None:
    """Hand it over to the court with the other papers of the case (FL 46); `reason` says which."""
    step(appeal, "forward", reason, case=case, by=by, on=on, court=terms.county.region.court.name.sv)


def hear(appeal: Appeal, ruling: CourtRuling, *, case: Case, by: Actor, on: date) -> None:
    """Note what the court ruled. Where it lifts our dismissal of an earlier appeal, that appeal goes on."""
    if not ruling.court_number.strip():
        raise Refused("appeal.without_number")
    forwarded = appeals.latest(appeals.steps_of(appeal), "forward")
    said: dict[str, Any] = {
        "outcome": _known(ruling.outcome),
        "court_number": ruling.court_number.strip(),
        "court": forwarded.court if forwarded else None,
    }
    step(appeal, "hear", ruling.reason, case=case, by=by, on=on, day=ruling.ruled_on, **said)
    if ruling.outcome in _LIFTS:
        reopen(appeal, ruling.reason, case=case, by=by, on=on)


def note_further(appeal: Appeal, reason: str, *, day: date, case: Case, by: Actor, on: date) -> None:
    """Note that the ruling was appealed to a higher court, and whether that court gave leave."""
    step(appeal, "note_further", reason, case=case, by=by, on=on, day=day)


def settle(appeal: Appeal, outcome: str, reason: str, *, day: date, case: Case, by: Actor, on: date) -> None:
    """Note that the ruling is final since a day, and what it came to in the end."""
    step(appeal, "settle", reason, case=case, by=by, on=on, day=day, outcome=_known(outcome))


def withdraw(appeal: Appeal, reason: str, *, day: date, case: Case, by: Actor, on: date) -> None:
    """Note that the appellant withdrew it on a day."""
    step(appeal, "withdraw", reason, case=case, by=by, on=on, day=day)


def reopen(appeal: Appeal, reason: str, *, case: Case, by: Actor, on: date) -> None:
    """Where a dismissal was appealed: the appeal that had been dismissed goes on as one that came in time."""
    against = appeals.for_act(case, appeal.against_id) if appeal.against_id is not None else None
    # Two may appeal the same dismissal; the first that is upheld lifts it.
    if against is not None and lifecycle.may("appeal", "reopen", against.state):
        step(against, "reopen", reason, case=case, by=by, on=on)


def step(
    appeal: Appeal, act: str, reason: str, *, case: Case, by: Actor, on: date, day: date | None = None, **besides: Any
) -> AppealStep:
    """Take the appeal one step further and keep why; `day` is the day that the step concerns, else today."""
    conflicts.refuse_where_partial(case, by=by)
    if not reason.strip():
        raise Refused("appeal.without_reason")
    done_on = day or on
    _refuse_the_day(appeal, act, done_on, today=on)
    change = advance.step(appeal, act)
    made = AppealStep(
        appeal_id=appeal.id,
        act=act,
        done_on=done_on,
        reason=reason.strip(),
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
        **besides,
    )
    db.session.add(made)
    db.session.flush()
    said = {name: besides[name] for name in ("court", "court_number", "outcome") if besides.get(name)}
    record.event(_EVENTS[act], by=by, case=case, rows=[made], changes=[change], done_on=done_on, **said)
    return made


def both(said: Message) -> Both:
    texts = in_both(said)
    return Both(texts["sv"], texts["en"])


def _refuse_what_cannot_be_true(case: Case, told: Incoming, today: date) -> None:
    if not all(text.strip() for text in (told.appellant, told.asked, told.grounds)):
        raise Refused("appeal.without_words")
    decision = next((each for each in case_file.decisions_of(case) if each.id == told.decision_id), None)
    if decision is None:
        raise NotThere("not_there.decision", number=case.number)
    if told.received_on > today:
        raise Refused("appeal.later", on=told.received_on, today=today)
    if told.court_received_on is not None and told.court_received_on > told.received_on:
        raise Refused("appeal.court_later", received=told.received_on)
    came_on = told.court_received_on or told.received_on
    if came_on < decision.decided_on:
        raise Refused("appeal.before_decision", on=came_on, decided=decision.decided_on)
    _refuse_no_dismissal(case, told)


def _refuse_no_dismissal(case: Case, told: Incoming) -> None:
    if told.against_id is None:
        return
    against = appeals.by_key(case, told.against_id)
    if against.state != "dismissed" or against.decision_id != told.decision_id:
        raise Refused("appeal.not_dismissed")


def _refuse_the_day(appeal: Appeal, act: str, day: date, *, today: date) -> None:
    """No act is on a day to come, nor before what it follows on; an appeal may be withdrawn before it was dealt with."""
    if day > today:
        raise Refused("appeal.later", on=day, today=today)
    done = [] if act == "withdraw" else [each.done_on for each in appeals.steps_of(appeal)]
    before = max([appeal.received_on, *done])
    if day < before:
        raise Refused("appeal.before_step", on=day, before=before)


def _known(outcome: str) -> str:
    if outcome not in OUTCOMES:
        raise ValueError(f"no court rules {outcome}")
    return outcome
