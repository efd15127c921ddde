"""Where several proposals are decided at one sitting, each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask_babel import gettext

from grantdesk import clock, db
from grantdesk.actions import sit
from grantdesk.domain.messages import Message
from grantdesk.domain.refusal import Refused
from grantdesk.models.decision import Decision
from grantdesk.queries import case_file, sittings
from grantdesk.queries.worklist import Desk
from grantdesk.web import county, filters, letters, pages
from grantdesk.web.access import requires, signed_in
from grantdesk.web.cases import no_grant, shown_number
from grantdesk.web.forms.sitting import SittingForm, SittingRow

bp = Blueprint("sitting", __name__, url_prefix="/decisions")

Page = tuple[str, int]


@dataclass(frozen=True)
class Done:
    """What became of one case: the decision, or the sentence that says why there is none."""

    number: str
    decision: Decision | None
    refused: Message | None


@bp.get("")
@requires("decision:take")
def page() -> str:
    return _shown({})


@bp.post("")
@requires("decision:take")
def take() -> Page:
    form = SittingForm()
    written = {row.number.data or "": row for row in form.chosen()}
    if not form.validate() or not written:
        none = [] if written else [gettext("Choose a decision in at least one case.")]
        return _shown(written, faults=[*none, *_faults(form)]), 422
    done = [_taken(number, row) for number, row in written.items()]
    left = {one.number: written[one.number] for one in done if one.refused is not None}
    return _shown(left, done=done), 409 if len(left) == len(done) else 200


def _taken(number: str, row: SittingRow) -> Done:
    """Decide one case, in a transaction of its own: what is refused in one does not undo another."""
    try:
        with db.transaction(at=clock.now()):
            case = case_file.for_act(number, by=signed_in())
            decision = sit.take(case, row.choice, by=signed_in(), on=clock.today(), terms=county.terms())
    except Refused as refused:
        return Done(number, None, refused.reason)
    letters.freeze(number, decision.id)
    return Done(number, decision, None)


def _faults(form: SittingForm) -> list[str]:
    """What is wrong in which case; the rows that are shown again are new ones."""
    return [f"{row.number.data}: {said}" for row in form.chosen() for field in row for said in map(str, field.errors)]


def _shown(written: dict[str, SittingRow], *, done: Sequence[Done] = (), faults: Sequence[str] = ()) -> str:
    sitting = sittings.of(Desk(signed_in(), clock.today(), county.terms()), page=pages.asked())
    form = SittingForm.showing(sitting.laid, written)
    form.form_errors = list(faults)
    return render_template(
        "decisions/sitting.html",
        sitting=sitting,
        form=form,
        rows=list(zip(sitting.laid, form.rows, strict=True)),
        done=done,
        why_not={one.case.number: _why_not(one) for one in sitting.laid},
        shown_number=shown_number,
    )


def _why_not(laid: sittings.Laid) -> str | None:
    """Why this person cannot grant it now; None where they can."""
    said = no_grant(laid.assessment) or (None if laid.ruling.allowed else laid.ruling.reason)
    return filters.say(said) if said else None
