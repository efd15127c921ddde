"""Which account an organisation is paid to, what waits to be confirmed, and what whoever attests should know of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Date, Select, func, or_, select, type_coerce
from sqlalchemy.orm import aliased, joinedload
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.account import BANKGIRO, Account
from grantdesk.domain.messages import Message, message
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.roles import Actor
from grantdesk.domain.same_account import identity
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.organisation import Organisation
from grantdesk.models.payee import Payee
from grantdesk.models.payment import ELSEWHERE, Batch, Payment
from grantdesk.queries import history, shared_accounts

STANDING = ("proposed", "confirmed")
_PAID = ("exported", "sent", "confirmed")
_AT_HOME = ("prepared", "attested", "in_batch")
# How many others a sentence names.
_NAMED = 3


class Known(Protocol):
    """A payment, or a line of a list of payments."""

    @property
    def id(self) -> int: ...


def account_of(payee: Payee) -> Account:
    return Account(payee.kind, payee.number, clearing=payee.clearing, bic=payee.bic)


def find_by_token(once: str) -> Payee | None:
    return db.session.execute(select(Payee).where(Payee.once == once)).scalar_one_or_none()


def find_standing(organisation_id: int, account: Account) -> Payee | None:
    """The organisation's own, proposed or confirmed, with this very account."""
    return db.session.execute(
        select(Payee).where(
            Payee.organisation_id == organisation_id, Payee.state.in_(STANDING), Payee.kind == account.kind,
            Payee.number == account.number, Payee.clearing == account.clearing,
        )
    ).scalar_one_or_none()  # fmt: skip


def confirmed_of(organisation_id: int) -> Payee | None:
    """The account that the organisation is paid to, read as it is now."""
    rows = select(Payee).where(Payee.organisation_id == organisation_id, Payee.state == "confirmed")
    return db.session.execute(rows.execution_options(populate_existing=True)).scalar_one_or_none()


def of_claim(claim: Claim) -> int | None:
    """The key of the account that a claim is paid to: the one that it names, or the one that replaced it.

    One that was withdrawn, with none confirmed, stays the claim's: what is prepared for it is not attested.
    """
    named = select(Payee).where(Payee.id == claim.payee_id).execution_options(populate_existing=True)
    payee = db.session.execute(named).scalar_one_or_none()
    if payee is None or payee.state in STANDING:
        return claim.payee_id
    held = confirmed_of(payee.organisation_id)
    return held.id if held else payee.id


def standing_of(organisation_id: int) -> list[Payee]:
    """Every account that has been proposed for the organisation, whatever became of it, the newest first."""
    rows = select(Payee).where(Payee.organisation_id == organisation_id).order_by(Payee.id.desc())
    return list(db.session.execute(rows).scalars())


def by_id(payee_id: int, *, organisation_id: int) -> Payee:
    """An account of the organisation, with it, read as it is now; raises `NotThere`."""
    rows = select(Payee).where(Payee.id == payee_id, Payee.organisation_id == organisation_id)
    found = db.session.execute(
        rows.options(joinedload(Payee.organisation)).execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.payee")
    return found


def reasons(payee_ids: Sequence[int]) -> dict[int, str]:
    """Why each of the accounts was withdrawn, as history has it."""
    found = history.last_about("payee.withdrawn", "payee", payee_ids) if payee_ids else {}
    return {payee_id: str(entry.said["reason"]) for payee_id, entry in found.items()}


def waiting(*, at_most: int) -> list[Payee]:
    """Accounts that wait to be confirmed, each with its organisation, the oldest first."""
    rows = (
        select(Payee)
        .where(Payee.state == "proposed")
        .options(joinedload(Payee.organisation))
        .order_by(Payee.proposed_at, Payee.id)
        .limit(at_most)
    )
    return list(db.session.execute(rows).scalars())


def count_waiting() -> int:
    return db.session.execute(select(func.count(Payee.id)).where(Payee.state == "proposed")).scalar_one()


_WAITS_FOR_IT = (
    select(func.sum(type_coerce(Payment.amount, BigInteger())))
    .where(Payment.payee_id == Payee.id, Payment.state.in_(("prepared", "attested")))
    .correlate(Payee)
    .scalar_subquery()
)
# Since when an account waits, whose it is, and what is to be paid to it.
TOLD = (func.date(Payee.proposed_at, type_=Date()), Payee.organisation_id, _WAITS_FOR_IT)


def to_confirm(things: Select[Any], *, by: Actor) -> Select[Any]:
    """`things` of cases, narrowed to the latest of each organisation with an account that `by` may confirm, the oldest first."""
    later = aliased(Case)
    latest = select(func.max(later.id)).where(later.organisation_id == Payee.organisation_id).scalar_subquery()
    return (
        things.join(Payee, Payee.organisation_id == Case.organisation_id)
        .where(Payee.state == "proposed", Payee.proposed_by_id != by.id, Case.id == latest)
        .order_by(Payee.proposed_at, Payee.id)
    )


@dataclass(frozen=True)
class _Paid:
    """A payment's account, and the payment that went out to the same organisation last before it."""

    payee_id: int | None
    state: str | None
    leaves: bool
    account: Account | None
    last: int | None


def signals_of(payments: Iterable[Known]) -> dict[int, list[Message]]:
    """What whoever attests each payment should know of its account; four questions to the database, however many there are."""
    found = _payments(payment.id for payment in payments)
    before = _accounts(one.last for one in found.values() if one.last)
    others = shared_accounts.shared_by(one.payee_id for one in found.values() if one.payee_id)
    return {
        number: [*_of_state(one), *_of_change(one, before), *_of_others(others.get(one.payee_id or 0, []))]
        for number, one in found.items()
    }


def _of_state(one: _Paid) -> list[Message]:
    if not one.leaves or one.state in (None, "confirmed"):
        return []
    return [message("payee.signal.unconfirmed" if one.state == "proposed" else "payee.signal.ended")]


def _of_change(one: _Paid, before: Mapping[int, Account | None]) -> list[Message]:
    if one.last is None:
        return [message("payee.signal.first")]
    return [message("payee.signal.new")] if _differs(one.account, before[one.last]) else []


def _differs(account: Account | None, before: Account | None) -> bool:
    """The same account written as an IBAN and with its clearing number is no new one."""
    return account is None or before is None or identity(account) != identity(before)


def _of_others(others: Sequence[Organisation]) -> list[Message]:
    if not others:
        return []
    if len(others) > _NAMED:
        return [message("payee.signal.shared_by_others", count=len(others))]
    return [message("payee.signal.shared", names=", ".join(each.name for each in others))]


def _payments(payment_ids: Iterable[int]) -> dict[int, _Paid]:
    rows = db.session.execute(
        select(Payment, Payee, _last_before())
        .join(Case, Case.id == Payment.case_id)
        .outerjoin(Payee, Payee.id == Payment.payee_id)
        # What was paid elsewhere leaves no account of ours.
        .where(Payment.id.in_(list(payment_ids)), Payment.kind != ELSEWHERE)
    )
    return {
        payment.id: _Paid(
            payee_id=payment.payee_id,
            state=payee.state if payee else None,
            leaves=payment.state in _AT_HOME,
            account=_account(payment.bankgiro, payee),
            last=last,
        )
        for payment, payee, last in rows
    }


def _last_before() -> Any:
    """The payment that last went out to the organisation: of one that has gone out itself, before it."""
    earlier, its_case = aliased(Payment), aliased(Case)
    return (
        select(earlier.id)
        .join(its_case, its_case.id == earlier.case_id)
        .join(Batch, Batch.id == earlier.batch_id)
        .where(
            its_case.organisation_id == Case.organisation_id, earlier.id != Payment.id, earlier.state.in_(_PAID),
            or_(Payment.state.not_in(_PAID), earlier.id < Payment.id),
        )
        .order_by(Batch.exported_on.desc(), earlier.id.desc())
        .limit(1)
        .correlate(Payment, Case)
        .scalar_subquery()
    )  # fmt: skip


def _accounts(payment_ids: Iterable[int]) -> dict[int, Account | None]:
    rows = (
        select(Payment.id, Payment.bankgiro, Payee)
        .outerjoin(Payee, Payee.id == Payment.payee_id)
        .where(Payment.id.in_(list(payment_ids)))
    )
    return {number: _account(bankgiro, payee) for number, bankgiro, payee in db.session.execute(rows)}


def _account(bankgiro: str | None, payee: Payee | None) -> Account | None:
    """The account alone, without the BIC: payments from before there were payees have a bankgiro number of their own."""
    if payee is not None:
        return Account(payee.kind, payee.number, clearing=payee.clearing)
    return Account(BANKGIRO, bankgiro.replace("-", "")) if bankgiro else None
