"""What waits to be paid, what has been, and the batches it left in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select, type_coerce
from sqlalchemy.orm import aliased, joinedload, selectinload
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.account import BANKGIRO, Account
from grantdesk.domain.identity import Number
from grantdesk.domain.lifecycle import OPEN_CLAIM
from grantdesk.domain.messages import Both
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.organisation import Organisation
from grantdesk.models.payee import Payee
from grantdesk.models.payment import Batch, Payment
from grantdesk.models.reference import Scheme
from grantdesk.models.user import User
from grantdesk.queries import payees
from grantdesk.queries.case_file import locked, visible_to
from grantdesk.queries.grants import ON_ITS_WAY

# How many keys one question names: databases have a limit.
_AT_ONCE = 500
# How many payments a page of a list shows.
SHOWN = 100


def claim_for_act(claim_id: int, *, by: Actor) -> Claim:
    """The claim with its case, locked for the act under way; raises `NotThere`."""
    query = select(Claim).join(Case, Case.id == Claim.case_id).where(Claim.id == claim_id)
    found = db.session.execute(
        locked(visible_to(by, query).options(joinedload(Claim.case)), of=Case)
    ).scalar_one_or_none()
    if not isinstance(found, Claim):
        raise NotThere("not_there.claim")
    return found


def find_claim_by_token(once: str) -> Claim | None:
    return db.session.execute(select(Claim).where(Claim.once == once)).scalar_one_or_none()


def find_batch_by_token(once: str) -> Batch | None:
    return db.session.execute(select(Batch).where(Batch.once == once)).scalar_one_or_none()


def approved_before(claim: Claim) -> Money:
    """Costs approved in the case's earlier claims."""
    approved = func.coalesce(func.sum(type_coerce(Claim.approved, BigInteger())), 0)
    earlier = select(approved).where(
        Claim.case_id == claim.case_id, Claim.id != claim.id, Claim.state.in_(("approved", "settled"))
    )
    return Money(int(db.session.execute(earlier).scalar_one()))


def on_their_way(case_id: int, *, besides: Claim) -> Money:
    """What is on its way out of the case for anything else than this claim."""
    amount = func.coalesce(func.sum(type_coerce(Payment.amount, BigInteger())), 0)
    other = or_(Payment.claim_id.is_(None), Payment.claim_id != besides.id)
    waiting = select(amount).where(Payment.case_id == case_id, Payment.state.in_(ON_ITS_WAY), other)
    return Money(int(db.session.execute(waiting).scalar_one()))


def another_is_open(claim: Claim) -> bool:
    """Whether another claim of the same case is open."""
    others = select(Claim.id).where(Claim.case_id == claim.case_id, Claim.id != claim.id, Claim.state.in_(OPEN_CLAIM))
    return db.session.execute(others.limit(1)).first() is not None


def by_number(number: str) -> Payment:
    """The payment with its case and claim, locked for the act under way; raises `NotThere`."""
    query = select(Payment).where(Payment.number == number)
    found = db.session.execute(locked(_whole(query), of=Payment)).scalar_one_or_none()
    if not isinstance(found, Payment):
        raise NotThere("not_there.payment", number=number)
    return found


def by_numbers(numbers: Sequence[str]) -> Sequence[Payment]:
    """Those payments, in order of number, locked for the act under way; raises `NotThere` where one is missing."""
    found: list[Payment] = []
    wanted = sorted(set(numbers))
    for at in range(0, len(wanted), _AT_ONCE):
        query = select(Payment).where(Payment.number.in_(wanted[at : at + _AT_ONCE])).order_by(Payment.number)
        found += db.session.execute(locked(_whole(query), of=Payment)).scalars()
    for missing in sorted(set(numbers) - {payment.number for payment in found}):
        raise NotThere("not_there.payment", number=missing)
    return found


def attested_for_act() -> Sequence[Payment]:
    """Every payment that is attested and in no batch, in order of number, locked for the act under way."""
    query = select(Payment).where(Payment.state == "attested").order_by(Payment.number)
    found: Sequence[Payment] = db.session.execute(locked(_whole(query), of=Payment)).scalars().all()
    return found


def in_batch_for_act(batch: Batch) -> Sequence[Payment]:
    """The payments of a batch, in order of number, locked for the act under way."""
    query = select(Payment).where(Payment.batch_id == batch.id).order_by(Payment.number)
    found: Sequence[Payment] = db.session.execute(locked(_whole(query), of=Payment)).scalars().all()
    return found


def lock_cases(case_ids: Sequence[int]) -> None:
    """Hold the cases for the act under way, in the order of their keys, so that nobody books on them meanwhile."""
    for at in range(0, len(case_ids), _AT_ONCE):
        held = select(Case.id).where(Case.id.in_(case_ids[at : at + _AT_ONCE])).order_by(Case.id)
        db.session.execute(held.with_for_update(key_share=True))


def held_case_of(payment: Payment) -> Case:
    """The payment's case as it is now, held for the act under way: nobody closes it or promises its room meanwhile."""
    rows = locked(select(Case).where(Case.id == payment.case_id), of=Case)
    found: Case = db.session.execute(rows).scalar_one()
    return found


def batch_by_number(number: str) -> Batch:
    """The batch; raises `NotThere`."""
    found = db.session.execute(select(Batch).where(Batch.number == number)).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.batch", number=number)
    return found


def _whole(payments: Select[Payment]) -> Select[Payment]:
    return payments.options(
        selectinload(Payment.case).selectinload(Case.organisation),
        selectinload(Payment.claim).selectinload(Claim.case).selectinload(Case.organisation),
        selectinload(Payment.batch),
    )


@dataclass(frozen=True)
class Line:
    """One payment as a list shows it."""

    id: int
    number: str
    state: str
    amount: Money
    case_id: int
    case_number: str
    case_title: str
    scheme: str
    scheme_sv: str
    scheme_en: str
    organisation: str
    organisation_number: str
    organisation_is_a_person: bool
    kind: str
    account: Account | None
    payee_state: str | None
    paid_on: date | None
    reference: str | None
    ground: str | None
    claim_number: int | None
    claim_kind: str | None
    reported: Money | None
    approved: Money | None
    reason: str
    prepared_by_id: int
    prepared_by: str
    prepared_on: date
    attested_by: str | None
    attested_at: datetime | None
    batch_number: str | None
    failure: Both | None
    settled_on: date | None

    @property
    def account_shown(self) -> str:
        """The account as banks write it; empty for what was paid elsewhere."""
        return self.account.shown if self.account else ""

    @property
    def scheme_name(self) -> Both:
        return Both(self.scheme_sv, self.scheme_en)

    @property
    def shown_number(self) -> str:
        """The organisation number, a sole trader's personal number masked."""
        return Number(self.organisation_number, self.organisation_is_a_person).masked


_PREPARER, _ATTESTER = aliased(User), aliased(User)
_LINE: Any = (
    select(Payment, Claim, Case, Organisation, Scheme, Payee, Batch.number, _PREPARER.name, _ATTESTER.name)
    .outerjoin(Claim, Claim.id == Payment.claim_id)
    .outerjoin(Payee, Payee.id == Payment.payee_id)
    .join(Case, Case.id == Payment.case_id)
    .join(Organisation, Organisation.id == Case.organisation_id)
    .join(Scheme, Scheme.code == Case.scheme)
    .join(_PREPARER, _PREPARER.id == Payment.prepared_by_id)
    .outerjoin(_ATTESTER, _ATTESTER.id == Payment.attested_by_id)
    .outerjoin(Batch, Batch.id == Payment.batch_id)
    .order_by(Payment.number)
)


def in_state(state: str) -> list[Line]:
    """Every payment in one state, oldest number first."""
    return _lines(_LINE.where(Payment.state == state))


def page_in_state(state: str, *, page: int) -> list[Line]:
    """As `in_state`, a page at a time."""
    return _lines(_on(page, _LINE.where(Payment.state == state)))


def last_in_state(state: str, *, at_most: int) -> list[Line]:
    """The payments in one state that have the highest numbers, newest first."""
    return _lines(_LINE.where(Payment.state == state).order_by(None).order_by(Payment.id.desc()).limit(at_most))


def of_batch(batch: Batch) -> list[Line]:
    """The payments of one batch, in order of number."""
    return _lines(_LINE.where(Payment.batch_id == batch.id))


def page_of_batch(batch: Batch, *, page: int) -> list[Line]:
    """As `of_batch`, a page at a time."""
    return _lines(_on(page, _LINE.where(Payment.batch_id == batch.id)))


def _on(page: int, lines: Select[Any]) -> Select[Any]:
    return lines.limit(SHOWN).offset((page - 1) * SHOWN)


def line(number: str) -> Line:
    """One payment, to be read; raises `NotThere`."""
    found = _lines(_LINE.where(Payment.number == number))
    if not found:
        raise NotThere("not_there.payment", number=number)
    return found[0]


def _lines(query: Select[Any]) -> list[Line]:
    return [_line(*row) for row in db.session.execute(query)]


def _line(
    payment: Payment,
    claim: Claim | None,
    case: Case,
    organisation: Organisation,
    scheme: Scheme,
    payee: Payee | None,
    batch_number: str | None,
    preparer: str,
    attester: str | None,
) -> Line:
    return Line(
        id=payment.id,
        number=payment.number,
        state=payment.state,
        amount=payment.amount,
        case_id=case.id,
        case_number=case.number,
        case_title=case.title,
        scheme=scheme.code,
        scheme_sv=scheme.name_sv,
        scheme_en=scheme.name_en,
        organisation=organisation.name,
        organisation_number=organisation.number,
        organisation_is_a_person=organisation.number_kind == "personal",
        kind=payment.kind,
        account=_account(payment, payee),
        payee_state=payee.state if payee else None,
        paid_on=payment.paid_on,
        reference=payment.reference,
        ground=payment.ground,
        claim_number=claim.number if claim else None,
        claim_kind=claim.kind if claim else None,
        reported=claim.reported if claim else None,
        approved=claim.approved if claim else None,
        reason=claim.reason if claim else "",
        prepared_by_id=payment.prepared_by_id,
        prepared_by=preparer,
        prepared_on=payment.prepared_on,
        attested_by=attester,
        attested_at=payment.attested_at,
        batch_number=batch_number,
        failure=Both(payment.failure["sv"], payment.failure["en"]) if payment.failure else None,
        settled_on=payment.settled_on,
    )


def _account(payment: Payment, payee: Payee | None) -> Account | None:
    """The account that it is paid to; a payment from before there were payees has a bankgiro."""
    if payee is not None:
        return payees.account_of(payee)
    return Account(BANKGIRO, payment.bankgiro.replace("-", "")) if payment.bankgiro else None
