"""The review of a claim's rows: a sample is drawn, each row of it judged, and the rest approved in one act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import draft, review
from grantdesk.actions import judge as judge_rows
from grantdesk.domain.line_signals import Signal
from grantdesk.domain.messages import Message, message
from grantdesk.domain.money import Money
from grantdesk.domain.provisions import Sampling
from grantdesk.domain.question import named
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.domain.rulebook import RuleValue
from grantdesk.models.claim import Claim
from grantdesk.models.claim_line import ClaimLine
from grantdesk.queries import case_file, claim_lines, grants, line_signals
from grantdesk.queries.claim_lines import Accumulated
from grantdesk.web import county, filters, pages
from grantdesk.web.access import requires, signed_in
from grantdesk.web.claim_rows import for_act, to_claim
from grantdesk.web.forms.claim_row import (
    WITHDRAWAL,
    ClaimWithdrawalForm,
    CompletionForm,
    JudgementForm,
    StrikeForm,
    last_judged,
)

bp = Blueprint("claim_review", __name__, url_prefix="/cases/<number>/claims/<int:claim>")

Page = tuple[str, int]
_AT_ONCE = 50
# What the list of rows can be narrowed to.
ONLY = ("open", "flagged", "sampled", "parked", "deducted")


@dataclass(frozen=True)
class Rows:
    """The rows of a claim as its page shows them: one page of them, and what they all come to."""

    lines: Sequence[ClaimLine]
    page: int
    pages: int
    only: str
    counts: Mapping[str, int]
    to_date: Accumulated
    rule: RuleValue[Sampling] | None
    rest: int
    sampled_above: Money | None
    remarks: Sequence[Message]
    signals: Mapping[int, Sequence[Signal]]
    seen: str
    unsettled: int
    may_enter: bool
    may_review: bool

    @property
    def may_settle(self) -> bool:
        """Whether every row is judged, so that the claim can be approved."""
        return not self.counts["open"] and not self.counts["parked"]


def of_claim(claim: Claim) -> Rows:
    """The rows of a claim that is a draft or has rows, as its page shows them."""
    everything = claim_lines.of_claim(claim)
    standing = [line for line in everything if line.state != claim_lines.STRUCK]
    grant = grants.of_case(claim.case)
    plan, terms = grant.claimable, review.terms_of(claim, county.current(), grant=grant)
    found = line_signals.of_claim(claim, standing, by=signed_in(), county=county.current())
    wanted = shown(everything, found)
    page, to_date = pages.asked(), claim_lines.accumulated(claim, plan, standing)
    return Rows(
        lines=wanted[(page - 1) * _AT_ONCE : page * _AT_ONCE],
        page=page,
        pages=-(-len(wanted) // _AT_ONCE),
        only=asked_for(),
        counts=_counted(everything, found),
        to_date=to_date,
        remarks=review.remarks(claim, standing, to_date, terms),
        signals=found,
        seen=max((last_judged(line) for line in standing), default=""),
        unsettled=sum(is_unsettled(line) for line in wanted),
        rule=review.sampling_of(claim, county.current(), on=clock.today()),
        rest=len(claim_lines.rest_of(standing, plan, judge_rows.held_back(found))),
        sampled_above=Money.parse(claim.sample["above"]) if claim.sample else None,
        may_enter=claim.state == "draft" and signed_in().may("claim:register"),
        may_review=claim.state == "submitted" and signed_in().may("claim:approve"),
    )


def shown(lines: Sequence[ClaimLine], found: Mapping[int, Sequence[Signal]]) -> list[ClaimLine]:
    """The rows that the list has, as the address narrows it."""
    only = asked_for()
    kinds = {line.number: {"", line.state} for line in lines}
    for line in lines:
        kinds[line.number] |= {"sampled"} if line.sampled else set()
        kinds[line.number] |= {"flagged"} if line.number in found else set()
    return [line for line in lines if only in kinds[line.number]]


def is_unsettled(line: ClaimLine) -> bool:
    """Whether something remains to be made of the row."""
    return line.state in ("open", "parked")


def asked_for() -> str:
    """What the address narrows the list to; all rows where it says nothing that is known."""
    asked = request.args.get("rows", "")
    return asked if asked in ONLY else ""


def _counted(lines: Sequence[ClaimLine], found: Mapping[int, Sequence[Signal]]) -> Counter[str]:
    counts = Counter(line.state for line in lines)
    counts["sampled"] = sum(line.sampled for line in lines)
    counts["flagged"], counts["all"] = len(found), len(lines)
    return counts


@bp.get("/rows/<int:row>")
@requires("case:read")
def row(number: str, claim: int, row: int) -> str:
    line = _row(number, claim, row)
    return _shown(line, JudgementForm.asking(line, _planned(line)))


@bp.post("/rows/<int:row>")
@requires("claim:approve")
def judge(number: str, claim: int, row: int) -> Response | Page:
    line = _row(number, claim, row)
    form = JudgementForm.asking(line, _planned(line))
    if not form.validate():
        return _shown(line, form), 422
    try:
        with db.transaction(at=clock.now()):
            found = claim_lines.of_number(for_act(number, claim), row)
            if form.seen.data != last_judged(found):
                raise SomebodyWasFirst("first.claim_line")
            judge_rows.row(found, form.judgement(), by=signed_in(), county=county.current())
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors, line = [filters.say(refused.reason)], _row(number, claim, row)
        # What is read now has been seen: whoever sends it again knows what the other made of the row.
        form.seen.data = last_judged(line)
        return _shown(line, form), 409
    flash(gettext("Row %(number)s is reviewed.", number=row))
    return _onwards(number, claim)


def _row(number: str, claim: int, row: int) -> ClaimLine:
    return claim_lines.of_number(case_file.claim_of(number, claim, by=signed_in()), row)


def _onwards(number: str, claim: int) -> Response:
    """To the next row that is not judged, of the sample or as the list was narrowed; to the claim where none is left."""
    found = case_file.claim_of(number, claim, by=signed_in())
    lines, only = claim_lines.of_claim(found), asked_for()
    signals = line_signals.of_claim(found, lines, by=signed_in(), county=county.current()) if only == "flagged" else {}
    left = [each for each in (shown(lines, signals) if only else lines) if each.state == "open"]
    following = next((each for each in left if only or each.sampled), None)
    if following is None:
        return redirect(url_for("claims.page", number=number, claim=claim, rows=only or None), 303)
    return redirect(
        url_for("claim_review.row", number=number, claim=claim, row=following.number, rows=only or None), 303
    )


@bp.post("/sample")
@requires("claim:approve")
def sample(number: str, claim: int) -> Response:
    with db.transaction(at=clock.now()):
        count = len(
            review.draw_sample(for_act(number, claim), by=signed_in(), on=clock.today(), county=county.current())
        )
    flash(gettext("%(count)s rows are in the sample.", count=count))
    return to_claim(number, claim)


@bp.post("/completion")
@requires("claim:approve")
def send_back(number: str, claim: int) -> Response:
    form = CompletionForm()
    with db.transaction(at=clock.now()):
        draft.send_back(for_act(number, claim), form.what.data or "", by=signed_in())
    flash(gettext("The claim is sent back to be completed."))
    return to_claim(number, claim)


@bp.post("/rows/<int:row>/sample")
@requires("claim:approve")
def add_to_sample(number: str, claim: int, row: int) -> Response:
    with db.transaction(at=clock.now()):
        review.add_to_sample(claim_lines.of_number(for_act(number, claim), row), by=signed_in())
    flash(gettext("Row %(number)s is added to the sample.", number=row))
    return to_claim(number, claim)


@bp.post("/rest")
@requires("claim:approve")
def approve_rest(number: str, claim: int) -> Response:
    with db.transaction(at=clock.now()):
        count = len(judge_rows.rest(for_act(number, claim), by=signed_in(), on=clock.today(), county=county.current()))
    flash(gettext("%(count)s rows are approved.", count=count))
    return to_claim(number, claim)


def _planned(line: ClaimLine) -> list[str]:
    return [each.category for each in grants.of_case(line.claim.case).claimable]


def question_of(line: ClaimLine) -> Message | str:
    """What a row awaits an answer to: the reviewer's question, or the change that took its category out of the plan."""
    if line.question or line.remapped_by is None:
        return line.question
    category = named(f"category.{line.counted_to}")
    return message("claim_line.remapped", category=category, day=line.remapped_by.decided_on)


def _shown(line: ClaimLine, form: JudgementForm) -> str:
    claim, planned = line.claim, _planned(line)
    around = line_signals.of_claim(claim, claim_lines.standing(claim), by=signed_in(), county=county.current())
    said: dict[str, Any] = {
        "signals": around.get(line.number, []),
        "only": asked_for() or None,
        "in_plan": line.counted_to in planned,
        "question": question_of(line),
        "may_review": claim.state == "submitted" and signed_in().may("claim:approve"),
        "may_strike": claim.state == "draft" and line.state != claim_lines.STRUCK and signed_in().may("claim:register"),
    }
    return render_template(
        "claims/row.html", case=claim.case, claim=claim, line=line, form=form, strike=StrikeForm(formdata=None), **said
    )


def completion() -> CompletionForm:
    """The form that sends a claim back, as it is before anything is written in it."""
    return CompletionForm(formdata=None)


def withdrawal() -> ClaimWithdrawalForm:
    """The form that gives up a claim, as it is before anything is written in it."""
    return ClaimWithdrawalForm(formdata=None, prefix=WITHDRAWAL)
