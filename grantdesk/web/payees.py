"""The accounts that organisations are paid to: those that wait to be confirmed, and each applicant's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import enrol
from grantdesk.domain.account import Account
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.domain.roles import ALMI
from grantdesk.models.organisation import Organisation
from grantdesk.models.payee import Payee
from grantdesk.queries import applicants, payees, shared_accounts
from grantdesk.web import filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.account import PayeeForm, WithdrawalForm

bp = Blueprint("payees", __name__)

Page = tuple[str, int]
# How many accounts the lists show; the worklist has the others that wait, a page at a time.
_SHOWN = 50


@dataclass(frozen=True)
class Line:
    """An account as a page shows it; `reason` is why it was withdrawn."""

    row: Payee
    shown: str
    account: Account
    others: Sequence[Organisation]
    reason: str
    confirms: bool
    withdraws: bool


@bp.get("/payees")
@requires("payout:read")
def page() -> str:
    waiting = payees.waiting(at_most=_SHOWN)
    others = shared_accounts.shared_by(one.id for one in waiting)
    shared = shared_accounts.shared_accounts(at_most=_SHOWN + 1)
    return render_template(
        "payees/index.html",
        waiting=[_line(one, one.organisation, others, {}) for one in waiting],
        count=payees.count_waiting(),
        shared=[
            ([_shown(each, one.organisations) for each in one.accounts], one.organisations) for one in shared[:_SHOWN]
        ],
        are_more=len(shared) > _SHOWN,
    )


@bp.get("/applicants/<int:organisation_id>/payees")
@requires("payee:read")
def of_applicant(organisation_id: int) -> Page:
    return _page(organisation_id, PayeeForm.offering())


@bp.post("/applicants/<int:organisation_id>/payees")
@requires("payee:propose")
def propose(organisation_id: int) -> Response | Page:
    form = PayeeForm.offering()
    if not form.validate() or form.account is None:
        return _page(organisation_id, form, 422)
    try:
        with db.transaction(at=clock.now()):
            organisation = applicants.by_id(organisation_id, by=signed_in())
            found = enrol.account(
                organisation, form.account, form.ground.data, once=form.once.data, by=signed_in(), on=clock.today()
            )
            said = _proposed(found)
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _page(organisation_id, form, 409)
    flash(said)
    return _to_page(organisation_id)


@bp.post("/applicants/<int:organisation_id>/payees/<int:payee_id>/confirmation")
@requires("payee:confirm")
def confirm(organisation_id: int, payee_id: int) -> Response:
    with db.transaction(at=clock.now()):
        enrol.confirm(payees.by_id(payee_id, organisation_id=organisation_id), by=signed_in(), on=clock.today())
    flash(gettext("The account is confirmed, and payments go to it from now on."))
    return _to_page(organisation_id)


@bp.get("/applicants/<int:organisation_id>/payees/<int:payee_id>/withdrawal")
@requires("payee:propose")
def withdrawing(organisation_id: int, payee_id: int) -> Page:
    return _withdrawing(organisation_id, payee_id, WithdrawalForm())


@bp.post("/applicants/<int:organisation_id>/payees/<int:payee_id>/withdrawal")
@requires("payee:propose")
def withdraw(organisation_id: int, payee_id: int) -> Response | Page:
    form = WithdrawalForm()
    if not form.validate():
        return _withdrawing(organisation_id, payee_id, form, 422)
    try:
        with db.transaction(at=clock.now()):
            found = payees.by_id(payee_id, organisation_id=organisation_id)
            enrol.withdraw(found, form.reason.data, by=signed_in(), on=clock.today())
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _withdrawing(organisation_id, payee_id, form, 409)
    flash(gettext("The account is withdrawn, and nothing is paid to it."))
    return _to_page(organisation_id)


def _page(organisation_id: int, form: PayeeForm, status: int = 200) -> Page:
    organisation = applicants.by_id(organisation_id, by=signed_in())
    rows = payees.standing_of(organisation.id)
    # Whose account it is besides tells of others' affairs, which Almi's people do not see.
    others = shared_accounts.shared_by(row.id for row in rows) if signed_in().role != ALMI else {}
    why = payees.reasons([row.id for row in rows if row.state == "withdrawn"])
    body = render_template(
        "payees/page.html",
        organisation=organisation,
        number=applicants.shown(organisation),
        lines=[_line(row, organisation, others, why) for row in rows],
        form=form,
        plain=Form(),
    )
    return body, status


def _withdrawing(organisation_id: int, payee_id: int, form: WithdrawalForm, status: int = 200) -> Page:
    organisation = applicants.by_id(organisation_id, by=signed_in())
    payee = payees.by_id(payee_id, organisation_id=organisation.id)
    body = render_template(
        "payees/withdrawal.html", organisation=organisation, payee=payee, form=form,
        shown=_shown(payees.account_of(payee), [organisation]),
    )  # fmt: skip
    return body, status


def _line(
    row: Payee, organisation: Organisation, others: Mapping[int, Sequence[Organisation]], why: Mapping[int, str]
) -> Line:
    me, account = signed_in(), payees.account_of(row)
    return Line(
        row=row,
        shown=_shown(account, [organisation]),
        account=account,
        others=others.get(row.id, ()),
        reason=why.get(row.id, ""),
        confirms=row.state == "proposed" and row.proposed_by_id != me.id and me.may("payee:confirm"),
        withdraws=row.state in payees.STANDING
        and me.may("payee:confirm" if row.state == "confirmed" else "payee:propose"),
    )


def _shown(account: Account, organisations: Sequence[Organisation]) -> str:
    """The account; a person's is masked for those who neither propose nor confirm accounts."""
    personal = any(each.number_kind == "personal" for each in organisations)
    return account.masked if personal and not signed_in().may("payee:propose") else account.shown


def _proposed(payee: Payee) -> str:
    if payee.state == "confirmed":
        return str(gettext("The account is confirmed already."))
    return str(gettext("The account is proposed. Somebody else at finance confirms it before anything is paid to it."))


def _to_page(organisation_id: int) -> Response:
    return redirect(url_for("payees.of_applicant", organisation_id=organisation_id), 303)
