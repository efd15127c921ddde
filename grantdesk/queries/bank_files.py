"""Which files has the bank sent, what did each of their answers do, and what waits for a person?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select, type_coerce
from sqlalchemy.orm import selectinload
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain import bank_reason
from grantdesk.domain.bank_answer import CONFIRMED, FAILED, MISMATCHES, QUIET
from grantdesk.domain.messages import Both
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere
from grantdesk.models.bank import BankAnswer, BankFile, BankRemark
from grantdesk.models.case import Case
from grantdesk.models.organisation import Organisation
from grantdesk.models.payment import Payment
from grantdesk.models.reference import Scheme

SHOWN = 50


def find_by_digest(digest: str) -> BankFile | None:
    return db.session.execute(select(BankFile).where(BankFile.digest == digest)).scalar_one_or_none()


def by_id(file_id: int) -> BankFile:
    """One file; raises `NotThere`."""
    found = db.session.get(BankFile, file_id)
    if found is None:
        raise NotThere("not_there.bank_file")
    return found


def answer_for_act(file_id: int, position: int) -> BankAnswer:
    """One answer of a file; raises `NotThere`."""
    query = select(BankAnswer).where(BankAnswer.bank_file_id == file_id, BankAnswer.position == position)
    found = db.session.execute(query.options(selectinload(BankAnswer.file))).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.bank_answer")
    return found


def find_remark(answer: BankAnswer) -> BankRemark | None:
    return db.session.get(BankRemark, answer.id)


def every_file() -> list[BankFile]:
    return list(db.session.execute(select(BankFile).order_by(BankFile.id)).scalars())


@dataclass(frozen=True)
class FileLine:
    """A file as a list shows it: how many answers it has, what they did, and how many still wait for a person."""

    id: int
    name: str
    form: str
    brought_at: datetime
    brought_by: str
    answers: int
    confirmed: int
    failed: int
    mismatches: int
    waiting: int


WAITS: ColumnElement[bool] = and_(BankAnswer.outcome.in_(MISMATCHES), BankRemark.answer_id.is_(None))


def files(*, page: int = 1) -> list[FileLine]:
    """The files, the newest first, a page at a time."""
    rows = db.session.execute(
        select(
            BankFile.id, BankFile.name, BankFile.form, BankFile.brought_at, BankFile.brought_by,
            func.count(BankAnswer.id),
            _counted(BankAnswer.outcome == CONFIRMED), _counted(BankAnswer.outcome == FAILED),
            _counted(BankAnswer.outcome.in_(MISMATCHES)), _counted(WAITS),
        )
        .outerjoin(BankAnswer, BankAnswer.bank_file_id == BankFile.id)
        .outerjoin(BankRemark, BankRemark.answer_id == BankAnswer.id)
        .group_by(BankFile.id)
        .order_by(BankFile.id.desc())
        .limit(SHOWN)
        .offset((page - 1) * SHOWN)
    )  # fmt: skip
    return [FileLine(*row[:5], *(int(count) for count in row[5:])) for row in rows]


def count_files() -> int:
    return int(db.session.execute(select(func.count(BankFile.id))).scalar_one())


def outcomes_of(file: BankFile) -> dict[str, int]:
    """How many answers of the file did what."""
    counted = select(BankAnswer.outcome, func.count()).where(BankAnswer.bank_file_id == file.id)
    return {outcome: int(count) for outcome, count in db.session.execute(counted.group_by(BankAnswer.outcome))}


@dataclass(frozen=True)
class AnswerLine:
    """One answer as a page shows it, with the payment that it is about, where there is one, as that is now."""

    file_id: int
    position: int
    reference: str
    status: str
    amount: Money | None
    currency: str
    on: date
    reason: str
    batch: str
    outcome: str
    hindrance: Both | None
    payment: str | None
    state: str | None
    paid: Money | None
    case_number: str | None
    organisation: str | None
    remark: str | None
    remark_by: str | None
    remark_at: datetime | None

    @property
    def why(self) -> Both | None:
        """What the codes in the bank's reason mean; None where it gives none that is known."""
        return bank_reason.in_words(self.reason)

    @property
    def needs_a_person(self) -> bool:
        return self.outcome not in QUIET and self.remark is None


_ANSWER = (
    select(BankAnswer, Payment.number, Payment.state, Payment.amount, Case.number, Organisation.name, BankRemark)
    .outerjoin(Payment, Payment.id == BankAnswer.payment_id)
    .outerjoin(Case, Case.id == Payment.case_id)
    .outerjoin(Organisation, Organisation.id == Case.organisation_id)
    .outerjoin(BankRemark, BankRemark.answer_id == BankAnswer.id)
)


def mismatches_of(file: BankFile) -> list[AnswerLine]:
    """The answers of a file that did not match, those that still wait first, in the file's order."""
    wanted = _ANSWER.where(BankAnswer.bank_file_id == file.id, BankAnswer.outcome.in_(MISMATCHES))
    waits = case((BankRemark.answer_id.is_(None), 0), else_=1)
    return _lines(wanted.order_by(waits, BankAnswer.position).limit(SHOWN))


def answers_of(file: BankFile, *, page: int = 1) -> list[AnswerLine]:
    """Every answer of a file, in its order, a page at a time."""
    wanted = _ANSWER.where(BankAnswer.bank_file_id == file.id).order_by(BankAnswer.position)
    return _lines(wanted.limit(SHOWN).offset((page - 1) * SHOWN))


def every_answer(file: BankFile) -> list[AnswerLine]:
    return _lines(_ANSWER.where(BankAnswer.bank_file_id == file.id).order_by(BankAnswer.position))


def line(file: BankFile, position: int) -> AnswerLine:
    """One answer, to be read; raises `NotThere`."""
    found = _lines(_ANSWER.where(BankAnswer.bank_file_id == file.id, BankAnswer.position == position))
    if not found:
        raise NotThere("not_there.bank_answer")
    return found[0]


def said_of(payment_id: int) -> list[AnswerLine]:
    """All that the bank has said of one payment, the latest last."""
    return _lines(_ANSWER.where(BankAnswer.payment_id == payment_id).order_by(BankAnswer.id))


def waiting(proposed: ColumnElement[bool]) -> Any:
    """The answers that wait for a person, as a pile of things; one that names no payment of ours has no case."""
    amount = type_coerce(BankAnswer.amount, BigInteger())
    found: Any = (
        select(
            BankFile.brought_on, BankFile.id, func.coalesce(Case.title, BankAnswer.reference),
            func.coalesce(Organisation.name, BankFile.name), func.coalesce(Scheme.name_sv, "–"),
            func.coalesce(Scheme.name_en, "–"), amount, func.coalesce(Case.number, BankAnswer.reference), proposed,
        )
        .select_from(BankAnswer)
        .join(BankFile, BankFile.id == BankAnswer.bank_file_id)
        .outerjoin(Payment, Payment.id == BankAnswer.payment_id)
        .outerjoin(Case, Case.id == Payment.case_id)
        .outerjoin(Organisation, Organisation.id == Case.organisation_id)
        .outerjoin(Scheme, Scheme.code == Case.scheme)
        .outerjoin(BankRemark, BankRemark.answer_id == BankAnswer.id)
        .where(WAITS)
        .order_by(BankFile.brought_on, BankAnswer.id)
    )  # fmt: skip
    return found


def _lines(
    query: Select[BankAnswer, str, str, Money, str, str, BankRemark],
) -> list[AnswerLine]:
    return [_line(*row) for row in db.session.execute(query)]


def _line(
    answer: BankAnswer,
    payment: str | None,
    state: str | None,
    paid: Money | None,
    case_number: str | None,
    organisation: str | None,
    remark: BankRemark | None,
) -> AnswerLine:
    said = answer.hindrance
    return AnswerLine(
        file_id=answer.bank_file_id,
        position=answer.position,
        reference=answer.reference,
        status=answer.status,
        amount=answer.amount,
        currency=answer.currency,
        on=answer.on,
        reason=answer.reason,
        batch=answer.batch,
        outcome=answer.outcome,
        hindrance=Both(said["sv"], said["en"]) if said else None,
        payment=payment,
        state=state,
        paid=paid,
        case_number=case_number,
        organisation=organisation,
        remark=remark.remark if remark else None,
        remark_by=remark.made_by if remark else None,
        remark_at=remark.made_at if remark else None,
    )


def _counted(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
