"""What is watched in a case after the last payment, what the recipient is still liable for, and what is to be seen to?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from grantdesk import db
from grantdesk.domain import watches as rules
from grantdesk.domain.bank_answer import CONFIRMED
from grantdesk.domain.county import County
from grantdesk.domain.deadlines import years_after
from grantdesk.domain.decision_kinds import SET_OFF
from grantdesk.domain.findings import Source
from grantdesk.domain.ledger import Account
from grantdesk.domain.money import Money, total
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.roles import Actor
from grantdesk.models.bank import BankAnswer
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.decision import Decision
from grantdesk.models.organisation import Organisation
from grantdesk.models.payment import Batch, Payment
from grantdesk.models.watch import Watch, WatchNote
from grantdesk.queries import balances, case_file, grants
from grantdesk.queries.case_file import locked, visible_to

SHOWN = 50
_PAID = ("exported", "sent", "confirmed")
# A case in one of these has had its last payment, whatever its claims were called.
_OVER = ("closed",)


def final_payment_on(case: Case) -> date | None:
    """The day of the last payment, where there is to be no other: the case is closed, or its final claim has been paid."""
    paid_on = func.coalesce(Payment.settled_on, Payment.paid_on, Batch.exported_on)
    is_last = (Claim.kind == "final") & (Payment.state == "confirmed")
    rows = db.session.execute(
        select(paid_on, is_last)
        .outerjoin(Batch, Batch.id == Payment.batch_id)
        .outerjoin(Claim, Claim.id == Payment.claim_id)
        .where(Payment.case_id == case.id, Payment.state.in_(_PAID))
    ).all()
    told = [*((day, last) for day, last in rows), *_set_off(case)]
    if not told or not (case.status in _OVER or any(last for _, last in told)):
        return None
    return max(day for day, _ in told)


def _set_off(case: Case) -> list[tuple[date, bool]]:
    """When payments of the case were set off, and whether that was all there was to pay of its final claim."""
    rest = aliased(Payment)
    more = exists().where(rest.claim_id == Claim.id, rest.state != "cancelled")
    is_last = (Claim.kind == "final") & (Claim.state == "settled") & ~more
    rows = db.session.execute(
        select(Decision.decided_on, is_last)
        .join(Payment, Payment.id == Decision.payment_id)
        .outerjoin(Claim, Claim.id == Payment.claim_id)
        .where(Payment.case_id == case.id, Decision.kind == SET_OFF)
    )
    return [(day, bool(last)) for day, last in rows]


def finally_paid_by(bank_file_id: int) -> list[Case]:
    """The cases whose final claim a file of the bank's confirms, locked for the act under way, in order."""
    rows = (
        select(Case)
        .join(Claim, Claim.case_id == Case.id)
        .join(Payment, Payment.claim_id == Claim.id)
        .join(BankAnswer, BankAnswer.payment_id == Payment.id)
        .where(
            BankAnswer.bank_file_id == bank_file_id, BankAnswer.outcome == CONFIRMED, Claim.kind == "final",
            Payment.state == "confirmed",
        )
        .order_by(Case.id)
    )  # fmt: skip
    return list(db.session.execute(locked(rows, of=Case)).scalars().unique())


def find_by_token(once: str) -> Watch | None:
    return db.session.execute(select(Watch).where(Watch.once == once)).scalar_one_or_none()


def of_case(case: Case) -> list[Watch]:
    """Every watch of the case, the one that ends first first."""
    rows = select(Watch).where(Watch.case_id == case.id).order_by(Watch.until_on, Watch.id)
    return list(db.session.execute(rows).scalars())


def by_id(key: int, *, case: Case) -> Watch:
    """A watch of the case; raises `NotThere`."""
    rows = select(Watch).where(Watch.id == key, Watch.case_id == case.id).options(joinedload(Watch.case))
    found = db.session.execute(rows).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.watch")
    return found


def notes_of(watches: Sequence[Watch]) -> dict[int, list[WatchNote]]:
    """What has been noted of each of the watches, the first first."""
    found: dict[int, list[WatchNote]] = {}
    rows = select(WatchNote).where(WatchNote.watch_id.in_([each.id for each in watches])).order_by(WatchNote.id)
    for note in db.session.execute(rows).scalars():
        found.setdefault(note.watch_id, []).append(note)
    return found


@dataclass(frozen=True)
class Liability:
    """What the recipient has been paid, has left of it, and may have to repay for what happens on a day; and on later days.

    `source` says how the liability falls, and is empty where it does not.
    """

    paid: Money
    held: Money
    liable: Money
    final_payment_on: date | None
    source: Source | None
    steps: tuple[tuple[date, Money], ...]


def liability_of(case: Case, *, on: date, county: County) -> Liability:
    """By the rules of the day of the decision, as the ledger is now."""
    sums, held = balances.of_case(case.id), total(balances.held_by_recipient(case.id).values())
    last, grant = final_payment_on(case), grants.find(case_file.decisions_of(case))
    row = county.scheme(case.scheme).rules.liability.on(grant.first.decided_on) if grant else None
    if last is None or row is None:
        return Liability(sums.paid, held, held, last, None, ())
    money = rules.Paid(sums.paid, held, last)
    days = [years_after(last, year) for year in range(len(row.value) + 1)]
    steps = tuple((day, rules.liable(case.scheme, money, row.value, on=day)) for day in days)
    return Liability(sums.paid, held, rules.liable(case.scheme, money, row.value, on=on), last, row.source, steps)


@dataclass(frozen=True)
class Line:
    """A watch that stands, as the list of all of them shows it."""

    watch: Watch
    case_number: str
    title: str
    applicant: str
    held: Money


@dataclass(frozen=True)
class Page:
    """A page of the list, and how many watches there are on all pages."""

    lines: tuple[Line, ...]
    count: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // SHOWN))


def standing(*, by: Actor, on: date, page: int = 1) -> Page:
    """The watches that stand on a day in cases that `by` sees, the one that ends first first; past the last page, the last."""
    held = balances.held(Account.RECIPIENT)
    wanted = _standing(select(Watch, Case.number, Case.title, Organisation.name, held).select_from(Case), on).join(
        Organisation, Organisation.id == Case.organisation_id
    )
    seen = visible_to(by, wanted)
    count = db.session.execute(
        seen.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
    ).scalar_one()
    page = min(page, max(1, -(-count // SHOWN)))
    rows = db.session.execute(seen.limit(SHOWN).offset((page - 1) * SHOWN))
    lines = (Line(watch, number, title, name, Money(int(ore))) for watch, number, title, name, ore in rows)
    return Page(tuple(lines), count, page)


# Since when a watch waits, its key, and what the recipient has of the aid.
TOLD = (Watch.remind_on, Watch.id, balances.held(Account.RECIPIENT))


def to_see_to(things: Select[Any], hands: str, *, on: date) -> Select[Any]:
    """`things` of cases, narrowed to watches of which something is to be done on a day, in cases that are in these hands."""
    return (
        _standing(things, on)
        .where(Watch.remind_on <= on, Case.handled_by == hands)
        .order_by(None)
        .order_by(Watch.remind_on, Watch.id)
    )


def _standing(things: Select[Any], on: date) -> Select[Any]:
    return (
        things.join(Watch, Watch.case_id == Case.id)
        .where(Watch.state == "standing", Watch.until_on >= on, balances.held(Account.RECIPIENT) > 0)
        .order_by(Watch.until_on, Watch.id)
    )
