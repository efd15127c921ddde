"""Enrol: an account of an organisation is proposed by one person, and paid to once another has confirmed it."""

from __future__ import annotations

from datetime import date

from grantdesk import db
from grantdesk.actions import advance, record
from grantdesk.domain.account import Account
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.refusal import Refused, TwoPairsOfEyes
from grantdesk.domain.roles import Actor, may
from grantdesk.models.organisation import Organisation
from grantdesk.models.payee import Payee
from grantdesk.models.witness import Change
from grantdesk.queries import conflicts, payees, undertakings


def account(organisation: Organisation, account: Account, ground: str, *, once: str, by: Actor, on: date) -> Payee:
    """Propose an account; `ground` says where it was read. Gives back the one that stands where it is known already.

    A BIC that was left out changes nothing; another one than is known is told of, and not lost.
    """
    if not may(by.role, "payee:propose"):
        raise Refused("payee.may_not_propose")
    undertakings.locked([organisation.id])
    known = payees.find_by_token(once) or payees.find_standing(organisation.id, account)
    if known is not None and known.organisation_id == organisation.id:
        if account.bic not in ("", known.bic):
            raise Refused("payee.another_bic", known=known.bic or "–")
        return known
    if not ground.strip():
        raise Refused("payee.without_ground")
    made = Payee(
        once=once,
        organisation_id=organisation.id,
        kind=account.kind,
        number=account.number,
        clearing=account.clearing,
        bic=account.bic,
        ground=ground.strip(),
        state=FIRST["payee"],
        proposed_at=db.moment(),
        proposed_by_id=by.id,
        proposed_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("payee.proposed", by=by, rows=[made], payee=made.id, organisation=organisation.id, on=on)
    return made


def confirm(payee: Payee, *, by: Actor, on: date) -> None:
    """Confirm an account that somebody else has proposed; the one that was confirmed before is replaced by it."""
    if not may(by.role, "payee:confirm"):
        raise Refused("payee.may_not_confirm")
    if payee.proposed_by_id == by.id:
        raise TwoPairsOfEyes("payee.own_proposal")
    if by.id in conflicts.with_organisation(payee.organisation_id):
        raise Refused("payee.conflict")
    undertakings.locked([payee.organisation_id])
    former = payees.confirmed_of(payee.organisation_id)
    # The same account confirmed twice: somebody was first, and nothing is replaced.
    ended = [advance.step(former, "replace", ended_on=on)] if former and former.id != payee.id else []
    changes = [*ended, _settled(payee, "confirm", by=by)]
    record.event(
        "payee.confirmed", by=by, changes=changes, payee=payee.id, organisation=payee.organisation_id,
        former=former.id if ended and former else None, on=on,
    )  # fmt: skip


def withdraw(payee: Payee, reason: str, *, by: Actor, on: date) -> None:
    """Note that the account is not to be used: one that is confirmed only by those who may confirm.

    A payment on its way to it that has not left the house is set aside when its batch is locked.
    """
    undertakings.locked([payee.organisation_id])
    # Somebody may have confirmed it while we waited for the lock.
    db.session.refresh(payee, attribute_names=["state"])
    if payee.state == "confirmed" and not may(by.role, "payee:confirm"):
        raise Refused("payee.may_not_confirm")
    if not may(by.role, "payee:propose"):
        raise Refused("payee.may_not_propose")
    if not reason.strip():
        raise Refused("payee.withdrawn_without_reason")
    step = _settled(payee, "withdraw", by=by, ended_on=on)
    record.event(
        "payee.withdrawn", by=by, changes=[step], payee=payee.id, organisation=payee.organisation_id,
        reason=reason.strip(), on=on,
    )  # fmt: skip


def _settled(payee: Payee, act: str, *, by: Actor, **besides: date) -> Change:
    return advance.step(payee, act, settled_at=db.moment(), settled_by_id=by.id, settled_by=by.name, **besides)
