"""What is to come back: every recovery with interest to the day, and each with its account."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from grantdesk import clock, db
from grantdesk.actions import repay
from grantdesk.actions.repay import Received
from grantdesk.documents import recovery_table
from grantdesk.domain.money import Money, total
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.domain.repayments import still_to_come
from grantdesk.queries import recovery_statement, repayments
from grantdesk.queries.recovery_account import STATES, Account, Standing
from grantdesk.web import county, filters, language
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.repayment import RepaymentForm, ReversalForm

bp = Blueprint("recoveries", __name__, url_prefix="/recoveries")

Page = tuple[str, int]


@dataclass(frozen=True)
class Shown:
    """A recovery and how it stands today."""

    account: Account
    standing: Standing

    @property
    def state(self) -> str:
        return self.account.state(self.standing)

    @property
    def order(self) -> tuple[int, str, int]:
        """The late ones first, the longest late of them first; what is settled last."""
        since = self.standing.late.since if self.standing.late else self.account.due_on
        return STATES.index(self.state), since.isoformat(), self.account.recovery.id


@dataclass(frozen=True)
class Sums:
    """What all of them come to."""

    wanted: Money
    repaid: Money
    set_off: Money
    given_up: Money
    interest: Money
    left: Money


@bp.get("")
@requires("recovery:read")
def index() -> str:
    """What is to come back, and what has."""
    found = sorted((_shown(each) for each in repayments.all_of_them(county.current(), by=signed_in())), key=_order)
    waiting = [each for each in found if each.state != "settled"]
    settled = [each for each in found if each.state == "settled"]
    return render_template(
        "recoveries/index.html", waiting=waiting, settled=settled, sums=_sums(waiting), settled_sums=_sums(settled)
    )


@bp.get("/<int:key>")
@requires("recovery:read")
def page(key: int) -> str:
    form = RepaymentForm()
    form.received_on.data = clock.today()
    return _page(key, form)


@bp.post("/<int:key>/repayments")
@requires("recovery:note")
def note(key: int) -> AnyResponse | Page:
    form = RepaymentForm()
    if not form.validate():
        return _page(key, form), 422
    told = Received(form.amount.data, form.received_on.data, form.reference.data)
    rates = county.current().interest
    try:
        with db.transaction(at=clock.now()):
            account = repayments.for_act(key, county.current(), by=signed_in())
            repay.note(account, told, by=signed_in(), on=clock.today(), rates=rates)
    except (NotThere, SomebodyWasFirst):
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _page(key, form), 409
    flash(gettext("The repayment is noted."))
    return to_recovery(key)


@bp.get("/<int:key>/repayments/<int:repayment>/reversal")
@requires("recovery:note")
def reversing(key: int, repayment: int) -> str:
    return _reversing(key, repayment, ReversalForm())


@bp.post("/<int:key>/repayments/<int:repayment>/reversal")
@requires("recovery:note")
def reverse(key: int, repayment: int) -> AnyResponse | Page:
    form = ReversalForm()
    if not form.validate():
        return _reversing(key, repayment, form), 422
    try:
        with db.transaction(at=clock.now()):
            account = repayments.for_act(key, county.current(), by=signed_in())
            found = repayments.repayment_of(account, repayment)
            repay.reverse(account, found, form.reason.data, by=signed_in(), on=clock.today())
    except (NotThere, SomebodyWasFirst):
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _reversing(key, repayment, form), 409
    flash(gettext("The repayment is reversed."))
    return to_recovery(key)


@bp.get("/<int:key>/statement.csv")
@requires("recovery:read")
def statement(key: int) -> Response:
    """The account line by line, for whoever is to check the demand."""
    shown = found(key)
    lines = recovery_statement.lines(shown.account, shown.standing)
    name = f"{shown.account.case.number}-{key}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = recovery_table.csv(lines, language.current())
    return Response(content, mimetype="text/csv", headers=headers)


def found(key: int) -> Shown:
    """The recovery as it stands today; raises `NotThere`."""
    return _shown(repayments.by_key(key, county.current(), by=signed_in()))


def to_recovery(key: int) -> AnyResponse:
    return redirect(url_for("recoveries.page", key=key), 303)


def _shown(account: Account) -> Shown:
    return Shown(account, account.standing(county.current().interest, on=clock.today()))


def _order(shown: Shown) -> tuple[int, str, int]:
    return shown.order


def _sums(shown: list[Shown]) -> Sums:
    return Sums(
        wanted=total(each.account.wanted for each in shown),
        repaid=total(each.account.repaid for each in shown),
        set_off=total(each.account.set_off for each in shown),
        given_up=total(each.account.given_up for each in shown),
        interest=total(each.standing.interest for each in shown),
        left=total(each.standing.in_all for each in shown),
    )


def _page(key: int, form: RepaymentForm) -> str:
    shown = found(key)
    account = shown.account
    return render_template(
        "recoveries/page.html",
        shown=shown,
        account=account,
        standing=shown.standing,
        lines=recovery_statement.lines(account, shown.standing),
        to_come=still_to_come(account.parts, account.covered),
        form=form,
        scheme=county.current().scheme(account.case.scheme),
    )


def _reversing(key: int, repayment: int, form: ReversalForm) -> str:
    account = found(key).account
    return render_template(
        "recoveries/reversal.html",
        account=account,
        repayment=repayments.repayment_of(account, repayment),
        form=form,
    )
