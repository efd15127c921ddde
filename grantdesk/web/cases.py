"""The cases: the list of them, and each case with all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import decide, follow_up, later, register
from grantdesk.domain import confirmation, lifecycle
from grantdesk.domain.delegation import Ruling
from grantdesk.domain.identity import Number
from grantdesk.domain.later import from_json
from grantdesk.domain.lifecycle import CASE_STATES
from grantdesk.domain.messages import Message, message
from grantdesk.domain.money import Money, total
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.domain.secrecy import name_of
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.proposal import Proposal
from grantdesk.queries import (
    balances,
    case_file,
    dispatches,
    grants,
    history,
    kept,
    proposals,
    search,
    secrecy,
    unconfirmed,
)
from grantdesk.queries.balances import Sums
from grantdesk.queries.case_file import ClaimWithPayment
from grantdesk.queries.grants import Grant
from grantdesk.queries.history import Entry
from grantdesk.web import county, filters, pages
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import ActForm, choices
from grantdesk.web.forms.case import FilterForm, WithdrawalForm, places_of

bp = Blueprint("cases", __name__, url_prefix="/cases")

Page = tuple[str, int]
_OPEN = lifecycle.OPEN_CLAIM


@bp.get("")
@requires("case:read")
def index() -> str:
    form = _filters()
    found = search.cases(_question(form), by=signed_in(), page=pages.asked())
    marked = unconfirmed.among(line.number for line in found.lines if line.granted)
    return render_template("cases/index.html", form=form, found=found, unconfirmed=marked)


@bp.get("/<number>")
@requires("case:read")
def page(number: str) -> str:
    case = case_file.by_number(number, by=signed_in())
    decided, latest = case_file.decisions_of(case), case_file.latest_assessment(case)
    decision, grant = case_file.standing(decided), grants.find(decided)
    assessment = decision.assessment if decision and decision.assessment else latest
    claims = case_file.claims_of(case)
    sums = balances.of_case(case.id)
    proposal = proposals.standing_in(case) if decision is None or grant is not None else None
    sent = dispatches.of_case(case) if decided else []
    return render_template(
        "cases/page.html",
        case=case,
        names=case_file.names_of(case),
        scheme=county.current().scheme(case.scheme),
        applicant_number=shown_number(case),
        assessment=assessment,
        kept=kept.of(assessment) if assessment else None,
        costs=total(line.amount for line in case.costs),
        shares={line.objective: Decimal(line.share) / register.WHOLE for line in case.objectives},
        decision=decision,
        grant=grant,
        marks=secrecy.of_case(case),
        secrecy_name=name_of,
        later=[each for each in decided if each is not decision],
        proposal=proposal,
        amount=_headline(case, decision, assessment, grant),
        ground_limit=_limit(decision) if decision else None,
        sent=[one for one in sent if decision and one.letter.decision_id == decision.id],
        legal_forces=dispatches.legal_forces(case, decided, sent, county=county.current()) if decided else {},
        claims=claims,
        sums=sums,
        doors=_doors(case, assessment, claims, sums=sums, proposal=proposal, grant=grant),
        entries=[_shown(entry) for entry in history.of_case(case)],
    )


def _headline(
    case: Case, decision: Decision | None, assessment: Assessment | None, grant: Grant | None
) -> Money | None:
    """What the case is about: the grant as it stands, else what was decided, assessed or applied for."""
    if grant is not None:
        return grant.total
    if decision is not None:
        return decision.granted
    return assessment.aid if assessment else case.requested


@bp.get("/<number>/withdrawal")
@requires("case:withdraw")
def withdrawal(number: str) -> Response | str:
    case = _unlocked(number)
    if not lifecycle.may("case", "withdraw", case.status):
        return to_case(number)
    return render_template("cases/withdrawal.html", case=case, form=WithdrawalForm())


@bp.post("/<number>/withdrawal")
@requires("case:withdraw")
def withdraw(number: str) -> Response | Page:
    form = WithdrawalForm()
    if not form.validate():
        return render_template("cases/withdrawal.html", case=_unlocked(number), form=form), 422
    try:
        with db.transaction(at=clock.now()):
            case = case_file.for_act(number, by=signed_in())
            register.withdraw(case, form.reason.data.strip(), by=signed_in(), on=clock.today())
    except (NotThere, SomebodyWasFirst):
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return render_template("cases/withdrawal.html", case=_unlocked(number), form=form), 409
    flash(gettext("The case is withdrawn."))
    return to_case(number)


@bp.get("/<number>/closing")
@requires("case:close")
def closing(number: str) -> Response | str:
    case = _unlocked(number)
    if not lifecycle.may("case", "close", case.status):
        return to_case(number)
    return render_template("cases/closing.html", case=case, sums=balances.of_case(case.id), form=ActForm())


@bp.post("/<number>/closing")
@requires("case:close")
def close(number: str) -> Response:
    with db.transaction(at=clock.now()):
        case = case_file.for_act(number, by=signed_in())
        follow_up.conclude(case, by=signed_in(), on=clock.today(), terms=county.terms())
    flash(gettext("The case is closed."))
    return to_case(number)


def to_case(number: str) -> Response:
    return redirect(url_for("cases.page", number=number), 303)


def shown_number(case: Case) -> str:
    """The applicant's number, a personal one masked."""
    return Number(case.organisation.number, personal=case.organisation.number_kind == "personal").masked


def _limit(decision: Decision) -> Money | None:
    """The limit of the delegation that the decision rests on, as it was that day."""
    return Money.parse(decision.ground["limit"]) if decision.ground["limit"] else None


def _unlocked(number: str) -> Case:
    return case_file.by_number(number, by=signed_in())


@dataclass(frozen=True)
class Doors:
    """What this person may do with the case now; `ruling` says why not, where a decision is the next step."""

    assess: bool
    propose: bool
    decide: bool
    withdraw: bool
    claim: bool
    close: bool
    later: bool
    reopen: bool
    ruling: Message | None


def no_grant(assessment: Assessment | None) -> Message | None:
    """Why nobody here may grant what the assessment gives, whoever they are; None where somebody may."""
    if assessment is None:
        return None
    if not decide.is_ours(assessment):
        return message("decide.not_ours")
    if not assessment.eligible:
        return None
    return confirmation.refusal(county.current().decisions_on_unconfirmed, assessment.answer, on=clock.today())


def may_propose(case: Case, assessment: Assessment, standing: Proposal | None) -> bool:
    """Whether this person may lay a proposal in the case now: it is assessed, with aid, and none stands already."""
    grantable = assessment.eligible and no_grant(assessment) is None
    next_is_grant = lifecycle.may("case", "grant", case.status) and grantable and standing is None
    return signed_in().may("decision:propose") and next_is_grant


def _doors(
    case: Case,
    assessment: Assessment | None,
    claims: list[ClaimWithPayment],
    *,
    sums: Sums,
    proposal: Proposal | None,
    grant: Grant | None,
) -> Doors:
    me = signed_in()
    has_open = any(each.claim.state in _OPEN for each in claims)
    granted = case.status == "granted"
    ruling = _ruling(case, assessment, proposal, grant)
    return Doors(
        assess=me.may("case:assess") and lifecycle.may("case", "assess", case.status) and proposal is None,
        propose=assessment is not None and may_propose(case, assessment, proposal),
        decide=ruling is not None and ruling.allowed,
        withdraw=me.may("case:withdraw") and lifecycle.may("case", "withdraw", case.status),
        claim=me.may("claim:register") and granted and not has_open and bool(sums.outstanding),
        close=me.may("case:close") and granted and not has_open and proposal is None,
        later=me.may("decision:propose")
        and proposal is None
        and grant is not None
        and bool(grant.open_kinds(case.status, sums)),
        reopen=(me.may("decision:take") or me.may("decision:record")) and lifecycle.may("case", "reopen", case.status),
        ruling=ruling.reason if ruling and not ruling.allowed else None,
    )


def _ruling(case: Case, assessment: Assessment | None, proposal: Proposal | None, grant: Grant | None) -> Ruling | None:
    """Whether this person may decide the case as it stands; None where no decision is next, or it is not their role."""
    me = signed_in()
    at_stake = _at_stake(case, assessment, proposal, grant)
    if at_stake is None or not (me.may("decision:take") or me.may("decision:record")):
        return None
    kind, amount = at_stake
    return decide.ruling_on(kind, case, amount, by=me, on=clock.today(), terms=county.terms())


def _at_stake(
    case: Case, assessment: Assessment | None, proposal: Proposal | None, grant: Grant | None
) -> tuple[str, Money] | None:
    """The next decision and what it is about; None where none is next."""
    if grant is not None:
        if proposal is None or proposal.said is None:
            return None
        return proposal.kind, later.measured(from_json(proposal.kind, proposal.said), grant)
    if case.status == "withdrawn":
        return "write_off", decide.asked_for(case)
    if assessment is None or not lifecycle.may("case", "grant", case.status):
        return None
    return decide.at_stake(case, assessment, proposal)


@dataclass(frozen=True)
class ShownEntry:
    """One event in the reader's words."""

    entry: Entry
    sentence: Message
    amount: Money | None
    reason: str | None


# Which of what an event says is the amount that a reader looks for; the first that is there.
_AMOUNTS = ("amount", "aid", "released", "reported")


def _shown(entry: Entry) -> ShownEntry:
    ore = next((entry.said[name] for name in _AMOUNTS if name in entry.said), None)
    sentence = message(f"event.{entry.kind}", **{name: str(value) for name, value in entry.said.items()})
    return ShownEntry(entry, sentence, Money(int(ore)) if ore else None, entry.said.get("reason"))


def _filters() -> FilterForm:
    form, everything = FilterForm(request.args), gettext("All")
    region = county.current()
    named = {state: filters.named(state, "state.case") for state in CASE_STATES}
    form.status.choices = choices(named, none=everything)
    form.scheme.choices = choices(
        {one.code: filters.both(one.name) for one in region.schemes.values()}, none=everything
    )
    form.municipality.choices = choices(places_of(region), none=everything)
    hands = {hand: filters.named(hand, "handled_by") for hand in ("region", "almi")}
    form.handled_by.choices = choices(hands, none=everything)
    years = {str(year): str(year) for year in search.years(by=signed_in())}
    form.year.choices = choices(years, none=everything)
    form.order.choices = {"received": gettext("Newest first"), "name": gettext("Applicant's name")}
    return form


def _question(form: FilterForm) -> search.Question:
    def chosen(field: Any) -> str | None:
        return field.data if field.data and field.data in dict(field.choices) else None

    year = chosen(form.year)
    return search.Question(
        text=form.text.data or "",
        status=chosen(form.status),
        scheme=chosen(form.scheme),
        municipality=chosen(form.municipality),
        handled_by=chosen(form.handled_by),
        year=int(year) if year else None,
        order="name" if form.order.data == "name" else "received",
    )
