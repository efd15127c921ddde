"""What waits to be paid, what has been, and the batches it left in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select, type_coerce
from sqlalchemy.orm import aliased, joinedload, selectinload
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.identity import Number
from grantdesk.domain.messages import Both
from grantdesk.domain.money import Money, total
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case, FinancingLine
from grantdesk.models.claim import Claim
from grantdesk.models.organisation import Organisation
from grantdesk.models.payment import Batch, Payment
from grantdesk.models.reference import Scheme
from grantdesk.models.user import User
from grantdesk.queries.case_file import locked, visible_to


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


def in_kind_to_date(claim: Claim) -> Money:
    """Costs in kind in this claim and the case's earlier ones."""
    in_kind = func.coalesce(func.sum(type_coerce(Claim.in_kind, BigInteger())), 0)
    to_date = select(in_kind).where(
        Claim.case_id == claim.case_id, (Claim.id == claim.id) | Claim.state.in_(("approved", "settled"))
    )
    return Money(int(db.session.execute(to_date).scalar_one()))


def in_kind_financing(case_id: int) -> Money:
    """The financing in kind that the case has been granted on."""
    amount = func.coalesce(func.sum(type_coerce(FinancingLine.amount, BigInteger())), 0)
    lines = select(amount).where(FinancingLine.case_id == case_id, FinancingLine.kind == "in_kind")
    return Money(int(db.session.execute(lines).scalar_one()))


def by_number(number: str) -> Payment:
    """The payment with its case and claim, locked for the act under way; raises `NotThere`."""
    query = select(Payment).where(Payment.number == number)
    found = db.session.execute(locked(_whole(query), of=Payment)).scalar_one_or_none()
    if not isinstance(found, Payment):
        raise NotThere("not_there.payment", number=number)
    return found


def by_numbers(numbers: Sequence[str]) -> Sequence[Payment]:
    """Those payments, in order of number, locked for the act under way; raises `NotThere` where one is missing."""
    query = select(Payment).where(Payment.number.in_(numbers)).order_by(Payment.number)
    found: Sequence[Payment] = db.session.execute(locked(_whole(query), of=Payment)).scalars().all()
    for missing in sorted(set(numbers) - {payment.number for payment in found}):
        raise NotThere("not_there.payment", number=missing)
    return found


def in_batch_for_act(batch: Batch) -> Sequence[Payment]:
    """The payments of a batch, in order of number, locked for the act under way."""
    query = select(Payment).where(Payment.batch_id == batch.id).order_by(Payment.number)
    found: Sequence[Payment] = db.session.execute(locked(_whole(query), of=Payment)).scalars().all()
    return found


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
    bankgiro: str
    claim_number: int
    claim_kind: str
    reported: Money
    approved: Money | None
    reason: str
    prepared_by_id: int
    prepared_by: str
    prepared_on: date
    attested_by: str | None
    attested_at: datetime | None
    batch_number: str | None

    @property
    def scheme_name(self) -> Both:
        return Both(self.scheme_sv, self.scheme_en)

    @property
    def shown_number(self) -> str:
        """The organisation number, a sole trader's personal number masked."""
        return Number(self.organisation_number, self.organisation_is_a_person).masked


_PREPARER, _ATTESTER = aliased(User), aliased(User)
_LINE = (
    select(Payment, Claim, Case, Organisation, Scheme, Batch.number, _PREPARER.name, _ATTESTER.name)
    .join(Claim, Claim.id == Payment.claim_id)
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


def last_in_state(state: str, *, at_most: int) -> list[Line]:
    """The payments in one state that have the highest numbers, newest first."""
    return _lines(_LINE.where(Payment.state == state).order_by(None).order_by(Payment.id.desc()).limit(at_most))


def of_batch(batch: Batch) -> list[Line]:
    """The payments of one batch, in order of number."""
    return _lines(_LINE.where(Payment.batch_id == batch.id))


def line(number: str) -> Line:
    """One payment, to be read; raises `NotThere`."""
    found = _lines(_LINE.where(Payment.number == number))
    if not found:
        raise NotThere("not_there.payment", number=number)
    return found[0]


def _lines(query: Select[Payment, Claim, Case, Organisation, Scheme, str, str, str]) -> list[Line]:
    return [
        Line(
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
            bankgiro=payment.bankgiro,
            claim_number=claim.number,
            claim_kind=claim.kind,
            reported=claim.reported,
            approved=claim.approved,
            reason=claim.reason,
            prepared_by_id=payment.prepared_by_id,
            prepared_by=preparer,
            prepared_on=payment.prepared_on,
            attested_by=attester,
            attested_at=payment.attested_at,
            batch_number=batch_number,
        )
        for payment, claim, case, organisation, scheme, batch_number, preparer, attester in db.session.execute(query)
    ]


@dataclass(frozen=True)
class BatchLine:
    """One batch as a list shows it."""

    number: str
    state: str
    made_on: date
    made_by: str
    exported_on: date | None
    exported_by: str | None
    payments: int
    amount: Money


_MAKER, _EXPORTER = aliased(User), aliased(User)


def batches() -> list[BatchLine]:
    """Every batch with how many payments it holds and their sum, newest first."""
    amount = func.coalesce(func.sum(type_coerce(Payment.amount, BigInteger())), 0)
    rows = db.session.execute(
        select(Batch, func.count(Payment.id), amount, _MAKER.name, _EXPORTER.name)
        .outerjoin(Payment, Payment.batch_id == Batch.id)
        .join(_MAKER, _MAKER.id == Batch.made_by_id)
        .outerjoin(_EXPORTER, _EXPORTER.id == Batch.exported_by_id)
        .group_by(Batch.id, _MAKER.id, _EXPORTER.id)
        .order_by(Batch.id.desc())
    )
    return [
        BatchLine(
            batch.number, batch.state, batch.made_on, maker, batch.exported_on, exporter, int(count), Money(int(ore))
        )
        for batch, count, ore, maker, exporter in rows
    ]


def people_of_batch(batch: Batch) -> tuple[str, str | None]:
    """Who made the batch, and who exported it where that has been done."""
    maker, exporter = db.session.execute(
        select(_MAKER.name, _EXPORTER.name)
        .select_from(Batch)
        .join(_MAKER, _MAKER.id == Batch.made_by_id)
        .outerjoin(_EXPORTER, _EXPORTER.id == Batch.exported_by_id)
        .where(Batch.id == batch.id)
    ).one()
    return maker, exporter


@dataclass(frozen=True)
class SchemeTotal:
    """How many payments of one scheme a batch holds, and their sum."""

    scheme: Both
    payments: int
    amount: Money


def by_scheme(lines: Sequence[Line]) -> list[SchemeTotal]:
    """The control totals of a batch, in order of the schemes' codes."""
    codes = sorted({line.scheme for line in lines})
    grouped = [[line for line in lines if line.scheme == code] for code in codes]
    return [SchemeTotal(same[0].scheme_name, len(same), total(line.amount for line in same)) for same in grouped]
