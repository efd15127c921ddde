"""What waits to be paid, what has been, and the batches it left in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select, type_coerce
from sqlalchemy.orm import aliased, joinedload, selectinload
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.decision import Decision
from grantdesk.models.organisation import Organisation
from grantdesk.models.payment import Batch, Payment
from grantdesk.models.reference import Scheme
from grantdesk.models.user import User
from grantdesk.queries.case_file import visible_to


def claim_for_act(claim_id: int, *, by: Actor) -> Claim:
    """The claim with its case, locked for the act under way; raises `NotThere`."""
    query = select(Claim).join(Case, Case.id == Claim.case_id).where(Claim.id == claim_id)
    found = db.session.execute(
        visible_to(by, query).options(joinedload(Claim.case)).with_for_update(of=Case)
    ).scalar_one_or_none()
    if not isinstance(found, Claim):
        raise NotThere("not_there.claim")
    return found


def find_claim_by_token(once: str) -> Claim | None:
    return db.session.execute(select(Claim).where(Claim.once == once)).scalar_one_or_none()


def find_batch_by_token(once: str) -> Batch | None:
    return db.session.execute(select(Batch).where(Batch.once == once)).scalar_one_or_none()


def grant_behind(case_id: int) -> Decision:
    """The decision that the case is paid on; raises `NotThere`."""
    found = db.session.execute(
        select(Decision).where(Decision.case_id == case_id, Decision.kind == "grant")
    ).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.grant")
    return found


def approved_before(claim: Claim) -> Money:
    """Costs approved in the case's earlier claims."""
    approved = func.coalesce(func.sum(type_coerce(Claim.approved, BigInteger())), 0)
    earlier = select(approved).where(
        Claim.case_id == claim.case_id, Claim.id != claim.id, Claim.state.in_(("approved", "settled"))
    )
    return Money(int(db.session.execute(earlier).scalar_one()))


def by_number(number: str) -> Payment:
    """The payment with its case and claim, locked for the act under way; raises `NotThere`."""
    found = db.session.execute(
        _whole(select(Payment).join(Case, Case.id == Payment.case_id).where(Payment.number == number)).with_for_update(
            of=Payment
        )
    ).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.payment", number=number)
    return found


def by_numbers(numbers: Sequence[str]) -> Sequence[Payment]:
    """Those payments, in order of number, locked for the act under way."""
    query = select(Payment).where(Payment.number.in_(numbers)).order_by(Payment.number)
    return db.session.execute(_whole(query).with_for_update(of=Payment)).scalars().all()


def in_batch_for_act(batch: Batch) -> Sequence[Payment]:
    """The payments of a batch, in order of number, locked for the act under way."""
    query = select(Payment).where(Payment.batch_id == batch.id).order_by(Payment.number)
    return db.session.execute(_whole(query).with_for_update(of=Payment)).scalars().all()


def batch_by_number(number: str) -> Batch:
    """The batch; raises `NotThere`."""
    found = db.session.execute(select(Batch).where(Batch.number == number)).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.batch", number=number)
    return found


def _whole(payments: Select[Payment]) -> Select[Payment]:
    return payments.options(
        selectinload(Payment.case).selectinload(Case.organisation), selectinload(Payment.claim).selectinload(Claim.case)
    )


@dataclass(frozen=True)
class Line:
    """One payment as a list shows it."""

    number: str
    state: str
    amount: Money
    case_number: str
    case_title: str
    scheme_sv: str
    scheme_en: str
    organisation: str
    organisation_number: str
    bankgiro: str
    prepared_by_id: int
    prepared_by: str
    attested_by: str | None


_PREPARER, _ATTESTER = aliased(User), aliased(User)
_LINE = (
    select(Payment, Case, Organisation, Scheme, _PREPARER.name, _ATTESTER.name)
    .join(Case, Case.id == Payment.case_id)
    .join(Organisation, Organisation.id == Case.organisation_id)
    .join(Scheme, Scheme.code == Case.scheme)
    .join(_PREPARER, _PREPARER.id == Payment.prepared_by_id)
    .outerjoin(_ATTESTER, _ATTESTER.id == Payment.attested_by_id)
    .order_by(Payment.number)
)


def in_state(state: str) -> list[Line]:
    """Every payment in one state, oldest number first."""
    return _lines(_LINE.where(Payment.state == state))


def of_batch(batch: Batch) -> list[Line]:
    """The payments of one batch, in order of number."""
    return _lines(_LINE.where(Payment.batch_id == batch.id))


def _lines(query: Select[Payment, Case, Organisation, Scheme, str, str]) -> list[Line]:
    return [
        Line(
            number=payment.number,
            state=payment.state,
            amount=payment.amount,
            case_number=case.number,
            case_title=case.title,
            scheme_sv=scheme.name_sv,
            scheme_en=scheme.name_en,
            organisation=organisation.name,
            organisation_number=organisation.number,
            bankgiro=payment.bankgiro,
            prepared_by_id=payment.prepared_by_id,
            prepared_by=preparer,
            attested_by=attester,
        )
        for payment, case, organisation, scheme, preparer, attester in db.session.execute(query)
    ]


@dataclass(frozen=True)
class BatchLine:
    """One batch as a list shows it."""

    number: str
    state: str
    made_on: date
    exported_on: date | None
    payments: int
    amount: Money


def batches() -> list[BatchLine]:
    """Every batch with how many payments it holds and their sum, newest first."""
    amount = func.coalesce(func.sum(type_coerce(Payment.amount, BigInteger())), 0)
    rows = db.session.execute(
        select(Batch, func.count(Payment.id), amount)
        .outerjoin(Payment, Payment.batch_id == Batch.id)
        .group_by(Batch.id)
        .order_by(Batch.id.desc())
    )
    return [
        BatchLine(batch.number, batch.state, batch.made_on, batch.exported_on, int(count), Money(int(ore)))
        for batch, count, ore in rows
    ]
