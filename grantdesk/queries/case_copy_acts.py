"""What has been done in a case, as a copy of its file tells it: assessed, decided, sent, claimed, paid, appealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from grantdesk import db
from grantdesk.domain.masking import Row, Section
from grantdesk.domain.money import Money
from grantdesk.models.appeal import Appeal, AppealStep
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.models.check import CheckNote
from grantdesk.models.claim import Claim
from grantdesk.models.correspondence import CoveringLetter, Supplement
from grantdesk.models.decision import Decision
from grantdesk.models.letter import Dispatch, Letter
from grantdesk.models.meeting import AgendaItem
from grantdesk.models.payment import Payment
from grantdesk.models.proposal import Proposal
from grantdesk.queries import (
    case_copy_ahead,
    case_copy_forecast,
    case_copy_lines,
    case_copy_papers,
    case_copy_recoveries,
    case_copy_watches,
    history,
    kept,
    payees,
)
from grantdesk.queries.case_copy_words import Wording


def sections(case: Case, w: Wording) -> Iterator[Section]:
    """Each section that has something to tell, in the order of the work."""
    decided = list(_rows_of(Decision, case))
    letters = list(db.session.execute(select(Letter).where(_about(case, decided)).order_by(Letter.id)).scalars())
    made = {
        "copy.assessments": [row for one in _rows_of(Assessment, case) for row in _assessment(one, w)],
        "copy.checks": [row for one in _rows_of(CheckNote, case) for row in _check(one, w)],
        "copy.supplements": [row for one in _rows_of(Supplement, case) for row in _supplement(one, w)],
        "copy.proposals": [row for one in _rows_of(Proposal, case) for row in _proposal(one, w)],
        "copy.agenda": [row for one in _rows_of(AgendaItem, case) for row in _agenda(one, w)],
        "copy.decisions": [row for one in decided for row in _decision(one, w)],
        "copy.letters": [*_letters(letters, w), *_covering(_rows_of(CoveringLetter, case), w)],
        "copy.claims": [row for one in _rows_of(Claim, case, Claim.payee) for row in _claim(one, w)],
        "copy.claim_lines": list(case_copy_lines.rows(case, w)),
        "copy.claim_papers": list(case_copy_papers.rows(case, w)),
        "copy.payments": [row for one in _rows_of(Payment, case, Payment.payee) for row in _payment(one, w)],
        "copy.recoveries": list(case_copy_recoveries.rows(case, w)),
        "copy.ahead": list(case_copy_ahead.rows(case, w)),
        "copy.watches": list(case_copy_watches.rows(case, w)),
        "copy.expected": list(case_copy_forecast.rows(case, w)),
        "copy.appeals": [*(row for one in _rows_of(Appeal, case) for row in _appeal(one, w)), *_steps(case, w)],
        "copy.history": list(_history(case, w)),
    }
    for heading, rows in made.items():
        if rows:
            yield Section(w.say(heading), tuple(rows))


def _rows_of(model: Any, case: Case, *besides: Any) -> Sequence[Any]:
    rows = select(model).where(model.case_id == case.id).order_by(model.id)
    return db.session.execute(rows.options(*(selectinload(each) for each in besides))).scalars().all()


def _about(case: Case, decided: Sequence[Decision]) -> Any:
    return or_(Letter.case_id == case.id, Letter.decision_id.in_([decision.id for decision in decided]))


def _assessment(made: Assessment, w: Wording) -> Iterator[Row]:
    held = kept.of(made)
    yield from w.row("", "copy.assessed_on", f"{w.day(made.made_on)} ({w.say('copy.rules_of')} {w.day(made.rules_on)})")
    yield from w.row("assessment", "copy.aid", w.money(made.aid))
    for line in held.lines:
        said = f"{w.named('category', line.category)}: {w.money(line.cost)}, {w.say('copy.eligible')} "
        yield from w.row("assessment", "copy.line", f"{said}{w.money(line.eligible_cost)}: {w.money(line.aid)}")
    for finding in (*held.decisive, *held.others):
        met = w.say("copy.met" if finding["met"] else "copy.unmet")
        said = f"{met}: {w.both(finding['reason'])} ({w.both(finding['source_text'])})"
        yield from w.row("assessment", "copy.finding", said)


def _check(note: CheckNote, w: Wording) -> Iterator[Row]:
    answer = w.named("check_answer", note.answer)
    remark = f". {note.remark}" if note.remark else ""
    told = [note.remark] if note.remark else []
    yield from w.row("checks", "copy.check", f"{w.both(note.asked)}: {answer}{remark} ({w.day(note.noted_on)})", *told)


def _supplement(asked: Supplement, w: Wording) -> Iterator[Row]:
    texts = (*asked.points, asked.note)
    yield from w.row("", "copy.asked_on", f"{w.day(asked.asked_on)} – {w.day(asked.due_on)}")
    for text in texts:
        yield from w.row("supplements", "copy.missing", text, text)
    yield from w.row("supplements", "copy.outcome", asked.outcome or "", asked.outcome or "")


def _proposal(laid: Proposal, w: Wording) -> Iterator[Row]:
    kind = w.named("decision", laid.kind)
    yield from w.row("", "copy.proposed_on", f"{kind} {w.day(laid.proposed_on)}, {laid.proposed_by}")
    yield from w.row("proposal", "copy.amount", w.money(laid.amount))
    yield from w.row("proposal", "copy.reason", laid.reason, laid.reason)
    yield from w.row("proposal", "copy.ended", laid.ended_because or "", laid.ended_because or "")


def _decision(taken: Decision, w: Wording) -> Iterator[Row]:
    minutes = f", {taken.minutes}" if taken.minutes else ""
    by = f"{taken.recorded_by} ({w.named('position', taken.position)}{minutes})"
    yield from w.row("", "copy.decided", f"{w.named('decision', taken.kind)} {w.day(taken.decided_on)}, {by}")
    if taken.kind == "grant" or taken.granted:
        yield from w.figure("decision.amount", "copy.granted", taken.granted)
    yield from w.figure("decision.amount", "copy.amount", taken.amount)
    yield from w.row("", "copy.ground", w.both(taken.ground))
    yield from w.row("", "copy.cause", w.named("cause", taken.cause) if taken.cause else "")
    yield from w.row("", "copy.due_on", w.day(taken.due_on))
    yield from _terms(taken.terms or {}, w)
    yield from w.row("decision.reason", "copy.reason", taken.reason, taken.reason)
    for rule in taken.met_before:
        yield from w.row("", "copy.met_before", w.named("before", rule))


def _terms(terms: Mapping[str, Any], w: Wording) -> Iterator[Row]:
    """What a change laid down and what held before it, or what an advance rests on."""
    for key in ("total_before", "total"):
        yield from w.figure("decision.amount", f"copy.{key}", Money.parse(terms[key]) if key in terms else None)
    for key in ("ends_on_before", "ends_on"):
        yield from w.row("period", f"copy.{key}", terms.get(key) or "")
    for key in ("special_reasons", "soundness"):
        yield from w.row("decision.reason", f"copy.{key}", terms.get(key) or "", terms.get(key) or "")
    conditions = terms.get("conditions") or ""
    yield from w.row("decision.reason", "copy.conditions", conditions, conditions)
    for key in ("plan_before", "plan"):
        for line in terms.get(key) or ():
            amount, described = Money.parse(line["amount"]), line.get("description") or ""
            said = " ".join(filter(None, [w.named("category", line["category"]), described]))
            yield from w.row("costs", f"copy.{key}", f"{said}: {w.money(amount)}", amount, described)


def _agenda(item: AgendaItem, w: Wording) -> Iterator[Row]:
    yield from w.row(
        "", "copy.agenda_item", f"{w.named('decision', item.kind)}: {w.named('state.agenda_item', item.state)}"
    )
    yield from w.row("proposal", "copy.wording", item.wording, item.wording)
    yield from w.row("proposal", "copy.because", item.because or "", item.because or "")


def _letters(letters: Sequence[Letter], w: Wording) -> Iterator[Row]:
    wanted = select(Dispatch).where(Dispatch.letter_id.in_([letter.id for letter in letters])).order_by(Dispatch.id)
    sent = db.session.execute(wanted).scalars().all()
    for letter in letters:
        words = f"{w.named('letter_kind', letter.kind)}, {w.named('letter_language', letter.language)}"
        yield from w.row("", "copy.letter", f"{words}, SHA-256 {letter.digest}")
        for one in (each for each in sent if each.letter_id == letter.id):
            yield from _dispatch(one, w)


def _dispatch(sent: Dispatch, w: Wording) -> Iterator[Row]:
    noted = f", {w.named('state.dispatch', sent.state)} {w.day(sent.noted_on)}" if sent.noted_on else ""
    yield from w.row("", "copy.sent", f"{w.day(sent.sent_on)}, {w.named('means', sent.means)}{noted}")
    yield from w.row("letters", "copy.recipient", sent.recipient, sent.recipient)
    yield from w.row("letters", "copy.address", sent.address, sent.address)
    yield from w.row("letters", "copy.returned_because", sent.reason or "", sent.reason or "")


def _covering(letters: Sequence[CoveringLetter], w: Wording) -> Iterator[Row]:
    for letter in letters:
        yield from w.row("", "copy.written_on", w.day(letter.written_on))
        for text in (letter.addressee, letter.heading, letter.text, *letter.enclosures):
            yield from w.row("letters", "copy.text", text, text)


def _claim(claim: Claim, w: Wording) -> Iterator[Row]:
    kind, state = w.named("claim.kind", claim.kind), w.named("state.claim", claim.state)
    yield from w.row("", "copy.claim", f"{claim.number}. {kind}, {w.day(claim.received_on)}: {state}")
    yield from w.amount("claims.amount", "copy.reported", claim.reported)
    if claim.in_kind:
        yield from w.amount("claims.amount", "copy.in_kind", claim.in_kind)
    yield from w.amount("claims.amount", "copy.approved", claim.approved)
    yield from _account(claim, w)
    yield from w.row("claims.reason", "copy.reason", claim.reason, claim.reason)


def _payment(payment: Payment, w: Wording) -> Iterator[Row]:
    state = w.named("state.payment", payment.state)
    yield from w.row("", "copy.payment", f"{payment.number}, {w.day(payment.prepared_on)}: {state}")
    yield from w.figure("payments", "copy.amount", payment.amount)
    yield from _account(payment, w)


def _account(paid: Claim | Payment, w: Wording) -> Iterator[Row]:
    """The account that it is to be paid to, known again however it is written; what was paid elsewhere has none."""
    if paid.payee is not None:
        shown = payees.account_of(paid.payee).shown
        yield from w.row("claims.bankgiro", "copy.bankgiro", shown, shown, paid.payee.number)
    elif paid.bankgiro is not None:
        yield from w.row(
            "claims.bankgiro", "copy.bankgiro", paid.bankgiro, paid.bankgiro, paid.bankgiro.replace("-", "")
        )


def _appeal(appeal: Appeal, w: Wording) -> Iterator[Row]:
    yield from w.row("", "copy.appealed_on", w.day(appeal.received_on))
    for label, text in (("appellant", appeal.appellant), ("asked", appeal.asked), ("grounds", appeal.grounds)):
        yield from w.row("appeals", f"copy.{label}", text, text)


def _steps(case: Case, w: Wording) -> Iterator[Row]:
    """The steps of every appeal in the case, in the order that they were taken."""
    query = select(AppealStep).join(Appeal, Appeal.id == AppealStep.appeal_id).where(Appeal.case_id == case.id)
    for step in db.session.execute(query.order_by(AppealStep.id)).scalars():
        said = f"{w.day(step.done_on)}, {w.named('appeal_act', step.act)}: {step.reason}"
        yield from w.row("appeals", "copy.step", said, step.reason)


def _history(case: Case, w: Wording) -> Iterator[Row]:
    """What was done and by whom, the oldest first; amounts and reasons stand in the sections of the acts themselves."""
    for entry in reversed(history.of_case(case)):
        said = w.say(f"event.{entry.kind}", **{name: str(value) for name, value in entry.said.items()})
        yield from w.row("history", "copy.event", f"{entry.happened_at:%Y-%m-%d %H:%M} UTC: {said}, {entry.actor}")
