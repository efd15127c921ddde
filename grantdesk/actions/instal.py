"""Instal: a grant that is paid without claims is divided into parts, and each part is released on its own condition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from grantdesk import db
from grantdesk.actions import advance, prepare, record
from grantdesk.domain import instalments as rules
from grantdesk.domain.instalments import Part
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.refusal import CeilingExceeded, Refused, SomebodyWasFirst
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.instalment import Instalment
from grantdesk.models.payment import INSTALMENT, Payment
from grantdesk.queries import advances, conflicts, grants, instalments, recovery_orders
from grantdesk.queries.instalments import Line
from grantdesk.region import Terms


def lay_down(case: Case, parts: Sequence[Part], *, by: Actor, on: date, terms: Terms) -> list[Instalment]:
    """Lay down in which parts what is not paid of the grant is to be paid; one plan at a time waits to be released."""
    _refuse_what_is_not_paid_so(case, by=by, terms=terms)
    rules.refuse_what_is_not_whole(parts)
    lines = instalments.of_case(case)
    if any(line.is_open for line in lines):
        raise Refused("instalment.laid_already", number=case.number)
    _refuse_above(case, total(part.amount for part in parts))
    made = [_made(case, part, len(lines) + place, by, on) for place, part in enumerate(parts, start=1)]
    db.session.add_all(made)
    db.session.flush()
    amount = total(each.amount for each in made)
    record.event("instalment.laid", by=by, case=case, rows=made, parts=len(made), amount=amount, on=on)
    return made


def release(line: Line, case: Case, met: str, *, by: Actor, on: date, terms: Terms) -> Payment:
    """Release one instalment and prepare its payment, that one alone; `met` says how its condition is met.

    What has been released is released again only where its payment was sent back or given up.
    """
    _refuse_what_is_not_paid_so(case, by=by, terms=terms)
    recovery_orders.refuse_where_one_stands(case, on=on, county=terms.county)
    instalment = line.instalment
    if not met.strip():
        raise Refused("instalment.without_ground", place=instalment.number)
    if not line.is_open:
        raise SomebodyWasFirst("first.instalment")
    rules.refuse_too_early(instalment.not_before, on=on)
    payee = advances.payee_of(case)
    step = advance.step(instalment, "release", **_settled(met, by, on))
    wanted = prepare.Wanted(INSTALMENT, line.to_pay, payee, because_of=instalment)
    made = prepare.payment(case, wanted, by=by, on=on)
    record.event(
        "instalment.released", by=by, case=case, rows=[made], changes=[step],
        place=instalment.number, number=made.number, amount=made.amount, on=on,
    )  # fmt: skip
    return made


def cancel(line: Line, case: Case, why: str, *, by: Actor, on: date) -> None:
    """Cancel an instalment that is not to be paid; nothing of it may have been paid or be on its way."""
    conflicts.refuse_where_partial(case, by=by)
    if not why.strip():
        raise Refused("instalment.without_reason", place=line.instalment.number)
    if not line.may_be_cancelled:
        raise SomebodyWasFirst("first.instalment")
    step = advance.step(line.instalment, "cancel", **_settled(why, by, on))
    record.event("instalment.cancelled", by=by, case=case, changes=[step], place=line.instalment.number, on=on)


def _refuse_what_is_not_paid_so(case: Case, *, by: Actor, terms: Terms) -> None:
    conflicts.refuse_where_partial(case, by=by)
    if case.status != "granted":
        raise Refused("instalment.not_granted", number=case.number)
    scheme = terms.county.scheme(case.scheme)
    if not rules.may_be_planned(scheme, on=grants.of_case(case).first.decided_on):
        raise Refused("instalment.paid_as_reported", scheme=scheme.name)


def _refuse_above(case: Case, amount: Money) -> None:
    free = grants.free_of(case)
    if amount > free:
        raise CeilingExceeded("instalment.above_free", amount=amount, free=max(free, ZERO))


def _made(case: Case, part: Part, place: int, by: Actor, on: date) -> Instalment:
    return Instalment(
        case_id=case.id,
        number=place,
        amount=part.amount,
        condition=part.condition.strip(),
        not_before=part.not_before,
        state=FIRST["instalment"],
        laid_on=on,
        laid_at=db.moment(),
        laid_by_id=by.id,
        laid_by=by.name,
    )


def _settled(said: str, by: Actor, on: date) -> dict[str, object]:
    return {
        "settled_on": on,
        "settled_at": db.moment(),
        "settled_by_id": by.id,
        "settled_by": by.name,
        "said": said.strip(),
    }
