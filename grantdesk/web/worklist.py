"""The front page: what waits for the person at the keyboard."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, render_template, request, url_for

from grantdesk import clock
from grantdesk.queries import open_batches, unconfirmed, worklist
from grantdesk.queries.worklist import Desk, Pile, Waiting
from grantdesk.web import county, pages, rules
from grantdesk.web.access import requires, signed_in

bp = Blueprint("worklist", __name__)

# Where each pile's things are dealt with: a page of the case, of the claim, or of payments.
_DEALT_WITH: Mapping[str, str] = {
    "later_to_decide": "later.page",
    "later_for_the_board": "later.page",
    "to_write_off": "decisions.page",
    "idle_money": "cases.page",
    "to_assess": "cases.page",
    "with_decider": "cases.page",
    "claims": "claims.page",
    "sent_back": "claims.page",
    "to_decide": "decisions.page",
    "above_my_limit": "decisions.page",
    "for_the_board": "decisions.page",
    "to_report": "cases.page",
    "to_send": "dispatches.new",
    "supplements": "correspondence.page",
    "appeals_to_judge": "appeals.page",
    "appeals_to_pass_on": "appeals.page",
    "appeals_to_decide": "appeals.page",
    "watches": "watches.seeing",
    "accounts": "payees.of_applicant",
    "late_recoveries": "recoveries.page",
    "losses": "recoveries.page",
    "to_attest": "payments.payment",
    "to_batch": "payments.payment",
    "failed": "payments.payment",
    "unanswered": "payments.payment",
    "mismatched": "bank.file",
    "to_register": "state_aid.page",
}
# Piles that show what the applicant has stated, which no rule has decided.
_AS_APPLIED = ("to_assess", "claims", "sent_back", "supplements")
_OVERSEERS = ("controller", "administrator")


@bp.get("/")
@requires("worklist:read")
def page() -> str:
    desk = _desk()
    me, piles = desk.user, worklist.of(desk)
    pays = me.role == "finance"
    batches = open_batches.every() if pays else []
    return render_template(
        "worklist/page.html",
        piles=piles,
        batches=batches,
        unconfirmed=_unconfirmed(*piles),
        unconfirmed_batches=unconfirmed.among_batches(each.number for each in batches) if pays else frozenset(),
        rules=rules.awaiting(me),
        overview=worklist.overview(by=me) if me.role in _OVERSEERS else None,
        shown=worklist.SHOWN,
        address=_address,
        today=clock.today(),
    )


@bp.get("/waiting")
@requires("worklist:read")
def pile() -> str:
    try:
        found = worklist.pile(request.args.get("pile", ""), _desk(), page=pages.asked())
    except KeyError:
        abort(404)
    return render_template(
        "worklist/pile.html", pile=found, unconfirmed=_unconfirmed(found), address=_address, today=clock.today()
    )


def _unconfirmed(*piles: Pile) -> frozenset[str]:
    """The cases whose amounts, as these piles show them, rest on values that are not confirmed."""
    things = [thing for pile in piles if pile.name not in _AS_APPLIED for thing in pile.things]
    return unconfirmed.among(thing.case_number for thing in things)


def _desk() -> Desk:
    return Desk(signed_in(), clock.today(), county.terms())


def _address(pile: str, thing: Waiting) -> str:
    endpoint = _DEALT_WITH[pile]
    if endpoint == "state_aid.page":
        return url_for(endpoint)
    if endpoint == "watches.seeing":
        return url_for(endpoint, number=thing.case_number, watch=int(thing.number))
    if endpoint == "payees.of_applicant":
        return url_for(endpoint, organisation_id=int(thing.number))
    if endpoint == "bank.file":
        return url_for(endpoint, file_id=int(thing.number))
    if endpoint == "recoveries.page":
        return url_for(endpoint, key=int(thing.number))
    if endpoint == "claims.page":
        return url_for(endpoint, number=thing.case_number, claim=int(thing.number))
    if endpoint == "appeals.page":
        return url_for(endpoint, number=thing.case_number, key=int(thing.number))
    if endpoint == "payments.payment":
        return url_for(endpoint, number=thing.number)
    if endpoint == "dispatches.new":
        return url_for(endpoint, number=thing.case_number, decision=int(thing.number))
    return url_for(endpoint, number=thing.case_number)
