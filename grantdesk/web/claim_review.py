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
from grantdesk.actions import review
from grantdesk.domain.messages import Message, message
from grantdesk.domain.money import Money
from grantdesk.domain.provisions import Sampling
from grantdesk.domain.question import named
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.domain.rulebook import RuleValue
from grantdesk.models.claim import Claim
from grantdesk.models.claim_line import ClaimLine
from grantdesk.queries import case_file, claim_lines, grants
from grantdesk.queries.claim_lines import Accumulated
from grantdesk.web import county, filters, pages
from grantdesk.web.access import requires, signed_in
from grantdesk.web.claim_rows import for_act, to_claim
from grantdesk.web.forms.claim_row import ClaimWithdrawalForm, JudgementForm, StrikeForm, last_judged

bp = Blueprint("claim_review", __name__, url_prefix="/cases/<number>/claims/<int:claim>")

Page = tuple[str, int]
_AT_ONCE = 50
# What the list of rows can be narrowed to.
ONLY = ("open", "sampled", "parked", "deducted")


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
    grant, only = grants.of_case(claim.case), _only()
    plan, terms = grant.plan, review.terms_of(claim, county.current(), grant=grant)
    wanted = [line for line in everything if not only or only in (line.state, "sampled" if line.sampled else "")]
    page, to_date = pages.asked(), claim_lines.accumulated(claim, plan, standing)
    return Rows(
        lines=wanted[(page - 1) * _AT_ONCE : page * _AT_ONCE],
        page=page,
        pages=-(-len(wanted) // _AT_ONCE),
        only=only,
        counts=_counted(everything),
        to_date=to_date,
        remarks=review.remarks(claim, standing, to_date, terms),
        rule=review.sampling_of(claim, county.current(), on=clock.today()),
        rest=len(claim_lines.rest_of(standing, plan)),
        sampled_above=Money.parse(claim.sample["above"]) if claim.sample else None,
        may_enter=claim.state == "draft" and signed_in().may("claim:register"),
        may_review=claim.state == "submitted" and signed_in().may("claim:approve"),
    )


def _only() -> str:
    asked = request.args.get("rows", "")
    return asked if asked in ONLY else ""


def _counted(lines: Sequence[ClaimLine]) -> Counter[str]:
    found = Counter(line.state for line in lines)
    found["sampled"] = sum(line.sampled for line in lines)
    found["all"] = len(lines)
    return found


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
            review.judge(found, form.judgement(), by=signed_in())
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
    """To the next row of the sample that is not judged; to the claim where none is left."""
    lines = claim_lines.of_claim(case_file.claim_of(number, claim, by=signed_in()))
    following = next((each for each in lines if each.sampled and each.state == "open"), None)
    if following is None:
        return to_claim(number, claim)
    return redirect(url_for("claim_review.row", number=number, claim=claim, row=following.number), 303)


@bp.post("/sample")
@requires("claim:approve")
def sample(number: str, claim: int) -> Response:
    with db.transaction(at=clock.now()):
        count = len(
            review.draw_sample(for_act(number, claim), by=signed_in(), on=clock.today(), county=county.current())
        )
    flash(gettext("%(count)s rows are in the sample.", count=count))
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
        count = len(
            review.approve_rest(for_act(number, claim), by=signed_in(), on=clock.today(), county=county.current())
        )
    flash(gettext("%(count)s rows are approved.", count=count))
    return to_claim(number, claim)


def _planned(line: ClaimLine) -> list[str]:
    return [each.category for each in grants.of_case(line.claim.case).plan]


def question_of(line: ClaimLine) -> Message | str:
    """What a row awaits an answer to: the reviewer's question, or the change that took its category out of the plan."""
    if line.question or line.remapped_by is None:
        return line.question
    category = named(f"category.{line.counted_to}")
    return message("claim_line.remapped", category=category, day=line.remapped_by.decided_on)


def _shown(line: ClaimLine, form: JudgementForm) -> str:
    claim, planned = line.claim, _planned(line)
    said: dict[str, Any] = {
        "in_plan": line.counted_to in planned,
        "question": question_of(line),
        "may_review": claim.state == "submitted" and signed_in().may("claim:approve"),
        "may_strike": claim.state == "draft" and line.state != claim_lines.STRUCK and signed_in().may("claim:register"),
    }
    return render_template(
        "claims/row.html", case=claim.case, claim=claim, line=line, form=form, strike=StrikeForm(formdata=None), **said
    )


def withdrawal() -> ClaimWithdrawalForm:
    """The form that gives up a draft, as it is before anything is written in it."""
    return ClaimWithdrawalForm(formdata=None)
