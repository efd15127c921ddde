"""Watch: the duties that outlive the last payment are set up, seen to, and ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk import db
from grantdesk.actions import advance, record
from grantdesk.domain import watches as rules
from grantdesk.domain.deadlines import years_after
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.messages import Both, in_both, message
from grantdesk.domain.money import total
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor, may
from grantdesk.domain.watches import LONGEST_YEARS, Expected
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.watch import Watch, WatchNote
from grantdesk.queries import balances, conflicts, grants, watches
from grantdesk.region import Terms

ATTEND, FULFIL, END = ACTS = ("attend", "fulfil", "end")
_TOLD = {ATTEND: "watch.attended", FULFIL: "watch.fulfilled", END: "watch.ended"}


@dataclass(frozen=True)
class ByHand:
    """A watch that a handler sets up: what is watched, where that is laid down, and until when."""

    kind: str
    text: str
    ground: str
    until_on: date
    yearly: bool
    remind_days: int = 30


def set_up(case: Case, *, by: Actor, on: date, terms: Terms) -> list[Watch]:
    """Set up what the rules of the decision say outlives the final payment; those that are there already stay.

    Nothing is set up where nothing has been paid, or all of it has come back.
    """
    paid_on = watches.final_payment_on(case)
    if paid_on is None or not balances.held_by_recipient(case.id):
        return []
    grant = grants.of_case(case).first
    scheme = terms.county.scheme(case.scheme)
    known = {each.rule for each in watches.of_case(case)}
    wanted = rules.expected(scheme, decided_on=grant.decided_on, paid_on=paid_on)
    made = [_of_rule(case, grant, each, by=by) for each in wanted if each.kind not in known and each.until_on >= on]
    db.session.add_all(made)
    db.session.flush()
    if made:
        record.event("watch.set_up", by=by, case=case, rows=made, on=on, kinds=[each.kind for each in made])
    return made


def add(case: Case, wanted: ByHand, *, once: str, by: Actor, on: date, terms: Terms) -> Watch:
    """Set up one watch by hand, from today; a form sent twice gives the first one back."""
    _refuse_strangers(case, by=by)
    if known := watches.find_by_token(once):
        return known
    if not wanted.text.strip() or not wanted.ground.strip():
        raise Refused("watch.without_text")
    grant = grants.of_case(case).first
    _within_bounds(case, wanted, grant, on=on, terms=terms)
    said = {"sv": wanted.text.strip(), "en": wanted.text.strip()}
    source = {"sv": wanted.ground.strip(), "en": wanted.ground.strip()}
    remind_on = rules.next_reminder(on, wanted.until_on, yearly=wanted.yearly, remind_days=wanted.remind_days, after=on)
    made = _made(case, grant, by=by)
    made.once, made.kind, made.words, made.source, made.confirmed = once, wanted.kind, said, source, True
    made.from_on, made.until_on, made.yearly, made.remind_days = on, wanted.until_on, wanted.yearly, wanted.remind_days
    made.remind_on = remind_on
    db.session.add(made)
    db.session.flush()
    record.event("watch.added", by=by, case=case, rows=[made], watch_kind=made.kind, until=made.until_on)
    return made


def see_to(watch: Watch, act: str, text: str, *, by: Actor, on: date) -> None:
    """Note what was seen, and leave the watch for the next time, fulfilled, or ended for the reason that the text gives."""
    _refuse_strangers(watch.case, by=by)
    if not text.strip():
        raise Refused("watch.without_reason")
    _refuse_what_is_over(watch, on=on)
    if act == ATTEND:
        _attend(watch, text.strip(), by=by, on=on)
        return
    step = advance.step(
        watch, act, settled_at=db.moment(), settled_by_id=by.id, settled_by=by.name, settled_why=text.strip(),
        remind_on=None,
    )  # fmt: skip
    record.event(_TOLD[act], by=by, case=watch.case, changes=[step], watch_kind=watch.kind, reason=text.strip(), on=on)


def _attend(watch: Watch, text: str, *, by: Actor, on: date) -> None:
    note = WatchNote(
        watch_id=watch.id, noted_on=on, text=text, recorded_at=db.moment(), recorded_by_id=by.id, recorded_by=by.name
    )
    db.session.add(note)
    db.session.flush()
    following = rules.next_reminder(
        watch.from_on, watch.until_on, yearly=watch.yearly, remind_days=watch.remind_days, after=on
    )
    # Nobody is reminded of a liability that falls by itself, and what has been seen to early is not asked for again.
    later = following if watch.remind_on and (following is None or following > watch.remind_on) else watch.remind_on
    step = advance.step(watch, ATTEND, remind_on=later)
    record.event(_TOLD[ATTEND], by=by, case=watch.case, rows=[note], changes=[step], watch_kind=watch.kind, on=on)


def _of_rule(case: Case, grant: Decision, told: Expected, *, by: Actor) -> Watch:
    made = _made(case, grant, by=by)
    made.once, made.kind, made.rule = f"watch:{case.id}:{told.kind}", told.kind, told.kind
    made.words, made.source = _texts(told.words), _texts(told.source.text)
    made.confidence, made.confirmed = told.source.confidence.value, told.source.confirmed
    made.from_on, made.until_on, made.remind_on = told.from_on, told.until_on, told.remind_on
    made.yearly, made.remind_days = told.yearly, told.remind_days
    return made


def _made(case: Case, grant: Decision, *, by: Actor) -> Watch:
    return Watch(
        case=case, decision_id=grant.id, state=FIRST["watch"], made_at=db.moment(), made_by_id=by.id, made_by=by.name
    )


def _texts(words: Both) -> dict[str, str]:
    return {"sv": words.sv, "en": words.en}


def _within_bounds(case: Case, wanted: ByHand, grant: Decision, *, on: date, terms: Terms) -> None:
    """A day to come, and no longer than a decision may say of such a duty."""
    if wanted.until_on <= on:
        raise Refused("watch.over_already", until=wanted.until_on)
    row = rules.duty(terms.county.scheme(case.scheme), wanted.kind, on=grant.decided_on)
    years = (row.value.most_years or row.value.years) if row else LONGEST_YEARS
    since = watches.final_payment_on(case) or on
    latest = years_after(since, years)
    if wanted.until_on > latest:
        raise Refused("watch.too_long", years=years, latest=latest)


def _refuse_strangers(case: Case, *, by: Actor) -> None:
    if not may(by.role, "watch:keep"):
        raise Refused("watch.may_not_keep")
    conflicts.refuse_where_partial(case, by=by)


def _refuse_what_is_over(watch: Watch, *, on: date) -> None:
    held = total(balances.held_by_recipient(watch.case_id).values())
    phase = rules.phase(watch.state, watch.until_on, held=held, on=on)
    if phase != "standing":
        why = in_both(message(f"state.watch.{phase}"))
        raise Refused("watch.over", why=Both(why["sv"].lower(), why["en"].lower()))
