"""What the files of an exported batch say, read as a stream; the same batch always says the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import func, select, type_coerce
from sqlalchemy.orm import aliased
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.documents.payout_report import ObjectiveShare, PayoutReport, PayoutRow
from grantdesk.domain.account import BANKGIRO, Account
from grantdesk.domain.county import County
from grantdesk.domain.identity import Number
from grantdesk.domain.messages import Language, message, render
from grantdesk.domain.money import Money
from grantdesk.domain.payment_order import Instruction
from grantdesk.domain.vouchers import Coded
from grantdesk.models.case import Case
from grantdesk.models.organisation import Organisation
from grantdesk.models.payee import Payee
from grantdesk.models.payment import Batch, BatchFile, Payment
from grantdesk.models.user import User
from grantdesk.queries import carried
from grantdesk.queries.letterhead import letterhead_of

_PREPARER, _ATTESTER = aliased(User), aliased(User)


def of_batch(batch: Batch) -> list[BatchFile]:
    """The files that the batch has been given out in, by form and language."""
    query = select(BatchFile).where(BatchFile.batch_id == batch.id).order_by(BatchFile.form, BatchFile.language)
    return list(db.session.execute(query).scalars())


def find(batch: Batch, form: str, language: Language) -> BatchFile | None:
    """The file of the batch in that form; None where it has not been made."""
    query = select(BatchFile).where(BatchFile.batch_id == batch.id, BatchFile.form == form)
    return db.session.execute(query.where(BatchFile.language == language)).scalar_one_or_none()


def stopped(batch: Batch) -> list[str]:
    """The numbers of the batch's payments that have been stopped, or have come back, since it was exported."""
    rows = select(Payment.number).where(Payment.batch_id == batch.id, Payment.state.in_(("failed", "cancelled")))
    return list(db.session.execute(rows.order_by(Payment.number)).scalars())


def every() -> list[BatchFile]:
    """Every file of every batch, oldest first."""
    return list(db.session.execute(select(BatchFile).order_by(BatchFile.id)).scalars())


def booked(batch: Batch) -> tuple[int, Money]:
    """How many payments were booked when the batch was exported, and what they came to."""
    amount = func.coalesce(func.sum(type_coerce(Payment.amount, BigInteger())), 0)
    count, ore = db.session.execute(select(func.count(Payment.id), amount).where(*_exported(batch))).one()
    return int(count), Money(int(ore))


def instructions(batch: Batch, *, county: County) -> Iterator[Instruction]:
    """Every payment of the batch as the bank is told of it, in the order that they were made; one question."""
    region = county.region.name.sv
    query = (
        select(Payment.number, Payment.amount, Payment.bankgiro, *_PAYEE, Case.number, Organisation.name)
        .join(Case, Case.id == Payment.case_id)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .outerjoin(Payee, Payee.id == Payment.payee_id)
        .where(*_exported(batch))
        .order_by(Payment.id)
    )
    for number, amount, bankgiro, *payee, case_number, name in _streamed(query):
        yield Instruction(number, name, _account(bankgiro, *payee), amount, f"{case_number} {region}")


def rows(batch: Batch, *, county: County, language: Language) -> Iterator[PayoutRow]:
    """Every payment of the batch with what each objective carried of it, in the same order; two questions."""
    shares = groupby(carried.by_objective(select(Payment.id).where(*_exported(batch))), key=itemgetter(0))
    for (payment_id, *columns), (carrier, parts) in zip(_streamed(_lines(batch)), shares, strict=True):
        if payment_id != carrier:
            raise ValueError(f"payment {payment_id} and what it was booked as are out of step at {carrier}")
        split = tuple(ObjectiveShare(objective, amount) for _payment, objective, amount in parts)
        yield _row(columns, split, county, language)


@dataclass(frozen=True)
class _Rows:
    """The rows of a batch, asked for anew each time that somebody goes through them, and never held."""

    batch: Batch
    county: County
    language: Language

    def __iter__(self) -> Iterator[PayoutRow]:
        return rows(self.batch, county=self.county, language=self.language)


def report(batch: Batch, *, county: County, language: Language) -> PayoutReport:
    """The payout report of an exported batch."""
    if batch.exported_on is None:
        raise ValueError(f"{batch.number} is not exported")
    to_bank = find(batch, "pain001", "sv")
    return PayoutReport(
        letterhead=letterhead_of(county, language),
        batch_number=batch.number,
        on=batch.exported_on,
        rows=_Rows(batch, county, language),
        bank_file=to_bank.digest if to_bank else "",
    )


def coded(batch: Batch) -> list[Coded]:
    """What was booked when the batch was exported, by scheme and objective."""
    return carried.by_scheme(select(Payment.id).where(*_exported(batch)))


_PAYEE = (Payee.kind, Payee.number, Payee.clearing, Payee.bic)


def _exported(batch: Batch) -> tuple[Any, ...]:
    """What was set aside before the export is not in the files; what failed after it is."""
    return Payment.batch_id == batch.id, Payment.id.in_(carried.paid_payments())


def _lines(batch: Batch) -> Any:
    return (
        select(
            Payment.id, Payment.number, Payment.amount, Payment.bankgiro, *_PAYEE, Case.number, Case.scheme,
            Organisation.name, Organisation.number, Organisation.number_kind, _PREPARER.name, _ATTESTER.name,
        )
        .join(Case, Case.id == Payment.case_id)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .join(_PREPARER, _PREPARER.id == Payment.prepared_by_id)
        .outerjoin(_ATTESTER, _ATTESTER.id == Payment.attested_by_id)
        .outerjoin(Payee, Payee.id == Payment.payee_id)
        .where(*_exported(batch))
        .order_by(Payment.id)
    )  # fmt: skip


def _streamed(query: Any) -> Any:
    return db.session.execute(query.execution_options(yield_per=carried.AT_A_TIME))


def _row(columns: list[Any], split: tuple[ObjectiveShare, ...], county: County, language: Language) -> PayoutRow:
    number, amount, bankgiro, *payee, case_number, scheme, name, its_number, kind, preparer, attester = columns
    account = _account(bankgiro, *payee)
    called = county.scheme(scheme).name
    return PayoutRow(
        payment_number=number,
        case_number=case_number,
        scheme=called.sv if language == "sv" else called.en,
        recipient=name,
        organisation_number=Number(its_number, kind == "personal").masked,
        account_kind=render(message(f"account.kind.{account.kind}"), language),
        account=account.shown,
        objectives=split,
        amount=amount,
        prepared_by=preparer,
        attested_by=attester or "",
    )


def _account(bankgiro: str | None, kind: str | None, number: str, clearing: str, bic: str) -> Account:
    """The payee's account; a payment from before there were payees has a bankgiro of its own."""
    if kind is None:
        return Account(BANKGIRO, (bankgiro or "").replace("-", ""))
    return Account(kind, number, clearing=clearing or "", bic=bic or "")
