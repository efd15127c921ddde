"""What is done about a recovery: a plan, a loss or a refund that another confirms, and what is handed over for court."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import forgo, refund, repay, sue
from grantdesk.actions.decide import Verdict
from grantdesk.actions.forgo import Forgone
from grantdesk.actions.refund import PaidBack
from grantdesk.actions.sue import HandedOver
from grantdesk.domain import lifecycle
from grantdesk.domain.delegation import Ruling
from grantdesk.domain.money import ZERO
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.models.repayment import Loss
from grantdesk.queries import repayments
from grantdesk.queries.recovery_account import Account
from grantdesk.web import county, filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.decision import value
from grantdesk.web.forms.repayment import (
    ConfirmationForm,
    EndingForm,
    HandingForm,
    LossForm,
    PlanForm,
    RefundForm,
    ReversalForm,
)
from grantdesk.web.recoveries import found, to_recovery

bp = Blueprint("recovery_acts", __name__, url_prefix="/recoveries/<int:key>")

Answer = Response | tuple[str, int]


@bp.get("/plan")
@requires("recovery:note")
def planning(key: int) -> str:
    return _form_page("plan", key, PlanForm.offering())


@bp.post("/plan")
@requires("recovery:note")
def plan(key: int) -> Answer:
    form = PlanForm.offering()

    def act(account: Account) -> None:
        repay.plan(account, form.laid, form.reason.data, by=signed_in(), on=clock.today())

    return _acted(key, form, act, gettext("The plan is in force."), partial(_form_page, "plan", key, form))


@bp.get("/loss")
@requires("recovery:note")
def forgoing(key: int) -> str:
    form, shown = LossForm.offering(), found(key)
    form.capital.data, form.interest.data = shown.standing.left, shown.standing.interest
    return _form_page("loss", key, form)


@bp.post("/loss")
@requires("recovery:note")
def forgo_it(key: int) -> Answer:
    form = LossForm.offering()

    def act(account: Account) -> None:
        told = Forgone(form.capital.data or ZERO, form.interest.data or ZERO, form.ground.data, form.reason.data)
        forgo.propose(account, told, by=signed_in(), on=clock.today(), rates=county.current().interest)

    return _acted(
        key,
        form,
        act,
        gettext("The loss is proposed. It counts when another person has confirmed it."),
        partial(_form_page, "loss", key, form),
    )


@bp.get("/losses/<int:loss>")
@requires("recovery:read")
def proposed(key: int, loss: int) -> str:
    """A proposed loss as whoever confirms it reads it."""
    return _proposed(key, loss, _confirmation())


@bp.post("/losses/<int:loss>/confirmation")
@requires("recovery:confirm_loss")
def confirm(key: int, loss: int) -> Answer:
    form = _confirmation()

    def act(account: Account) -> None:
        verdict = Verdict("", minutes=value(form, "minutes", None))
        chosen = repayments.loss_of(account, loss)
        forgo.confirm(account, chosen, verdict, by=signed_in(), on=clock.today(), terms=county.terms())

    def again() -> str:
        return _proposed(key, loss, form)

    return _acted(key, form, act, gettext("The loss is confirmed."), again)


@bp.post("/losses/<int:loss>/withdrawal")
@requires("recovery:confirm_loss")
def withdraw(key: int, loss: int) -> Response:
    with db.transaction(at=clock.now()):
        account = repayments.for_act(key, county.current(), by=signed_in())
        forgo.withdraw(account, repayments.loss_of(account, loss), by=signed_in(), on=clock.today())
    flash(gettext("The proposed loss is withdrawn."))
    return to_recovery(key)


@bp.get("/losses/<int:loss>/reversal")
@requires("recovery:confirm_loss")
def taking_back(key: int, loss: int) -> str:
    repayments.loss_of(found(key).account, loss)
    return _form_page("loss_reversal", key, ReversalForm())


@bp.post("/losses/<int:loss>/reversal")
@requires("recovery:confirm_loss")
def take_back(key: int, loss: int) -> Answer:
    form = ReversalForm()

    def act(account: Account) -> None:
        chosen = repayments.loss_of(account, loss)
        forgo.reverse(account, chosen, form.reason.data, by=signed_in(), on=clock.today())

    return _acted(key, form, act, gettext("The loss is reversed."), partial(_form_page, "loss_reversal", key, form))


@bp.get("/refund")
@requires("recovery:note")
def refunding(key: int) -> str:
    form, shown = RefundForm(), found(key)
    form.amount.data, form.paid_on.data = shown.account.too_much, clock.today()
    return _form_page("refund", key, form)


@bp.post("/refund")
@requires("recovery:note")
def refund_it(key: int) -> Answer:
    form = RefundForm()

    def act(account: Account) -> None:
        told = PaidBack(form.amount.data, form.paid_on.data, form.reference.data)
        refund.note(account, told, by=signed_in(), on=clock.today())

    said = gettext("The payment is noted. It counts when another person has confirmed it.")
    return _acted(key, form, act, said, partial(_form_page, "refund", key, form))


@bp.post("/refunds/<int:back>/confirmation")
@requires("payout:attest")
def confirm_refund(key: int, back: int) -> Response:
    with db.transaction(at=clock.now()):
        account = repayments.for_act(key, county.current(), by=signed_in())
        refund.confirm(account, repayments.refund_of(account, back), by=signed_in(), on=clock.today())
    flash(gettext("The payment is confirmed."))
    return to_recovery(key)


@bp.post("/refunds/<int:back>/withdrawal")
@requires("recovery:note")
def withdraw_refund(key: int, back: int) -> Response:
    with db.transaction(at=clock.now()):
        account = repayments.for_act(key, county.current(), by=signed_in())
        refund.withdraw(account, repayments.refund_of(account, back), by=signed_in(), on=clock.today())
    flash(gettext("What was noted is withdrawn."))
    return to_recovery(key)


@bp.get("/refunds/<int:back>/reversal")
@requires("payout:attest")
def reversing_refund(key: int, back: int) -> str:
    repayments.refund_of(found(key).account, back)
    return _form_page("refund_reversal", key, ReversalForm())


@bp.post("/refunds/<int:back>/reversal")
@requires("payout:attest")
def reverse_refund(key: int, back: int) -> Answer:
    form = ReversalForm()

    def act(account: Account) -> None:
        chosen = repayments.refund_of(account, back)
        refund.reverse(account, chosen, form.reason.data, by=signed_in(), on=clock.today())

    said = gettext("The payment is reversed.")
    return _acted(key, form, act, said, partial(_form_page, "refund_reversal", key, form))


@bp.get("/court")
@requires("recovery:hand_over")
def handing(key: int) -> str:
    form = HandingForm()
    form.handed_on.data = clock.today()
    return _form_page("court", key, form)


@bp.post("/court")
@requires("recovery:hand_over")
def hand_over(key: int) -> Answer:
    form = HandingForm()

    def act(account: Account) -> None:
        told = HandedOver(form.handed_on.data, form.reference.data or "", form.listed)
        rules = county.current()
        ordinance = rules.scheme(account.case.scheme).ordinance
        sue.hand_over(account, told, by=signed_in(), on=clock.today(), rates=rules.interest, ordinance=ordinance)

    return _acted(
        key, form, act, gettext("The recovery is with Tillväxtverket."), partial(_form_page, "court", key, form)
    )


@bp.get("/court/end")
@requires("recovery:hand_over")
def ending(key: int) -> str:
    form = EndingForm()
    form.ended_on.data = clock.today()
    return _form_page("court_end", key, form)


@bp.post("/court/end")
@requires("recovery:hand_over")
def end(key: int) -> Answer:
    form = EndingForm()

    def act(account: Account) -> None:
        sue.end(account, form.outcome.data, ended_on=form.ended_on.data, by=signed_in(), on=clock.today())

    return _acted(key, form, act, gettext("It is noted how it ended."), partial(_form_page, "court_end", key, form))


def _acted(key: int, form: Any, act: Callable[[Account], None], said: str, again: Callable[[], str]) -> Answer:
    """Do it and go to the recovery; where it may not be done, the page again with the form as it was written."""
    if not form.validate():
        return again(), 422
    try:
        with db.transaction(at=clock.now()):
            act(repayments.for_act(key, county.current(), by=signed_in()))
    except (NotThere, SomebodyWasFirst):
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return again(), 409
    flash(said)
    return to_recovery(key)


def _confirmation() -> ConfirmationForm:
    return ConfirmationForm.asking(of_board=signed_in().may("decision:record"))


def _proposed(key: int, loss: int, form: ConfirmationForm) -> str:
    account = found(key).account
    chosen = repayments.loss_of(account, loss)
    waits = lifecycle.may("loss", "confirm", chosen.state) and signed_in().may("recovery:confirm_loss")
    return render_template(
        "recoveries/proposed_loss.html",
        account=account,
        loss=chosen,
        form=form,
        of_board=signed_in().may("decision:record"),
        ruling=_ruling(account, chosen) if waits else None,
    )


def _ruling(account: Account, loss: Loss) -> Ruling:
    return forgo.ruling_on(account, loss, by=signed_in(), on=clock.today(), terms=county.terms())


def _form_page(page: str, key: int, form: Any) -> str:
    shown = found(key)
    return render_template("recoveries/act.html", page=page, account=shown.account, standing=shown.standing, form=form)
