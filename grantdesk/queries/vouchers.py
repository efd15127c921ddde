"""What the region's ledger is to be told of a month beside the batches, which have vouchers of their own.

Payments that did not arrive, what was set off, what recipients repaid, and what was drawn from the State or returned to it.
A payment made elsewhere, and a refund to a recipient, is in the books of whoever made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from itertools import groupby

from sqlalchemy import select

from grantdesk import db
from grantdesk.documents import sie
from grantdesk.domain import vouchers
from grantdesk.domain.coding import Coding
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.period import Month
from grantdesk.domain.vouchers import Coded, Occasion, Voucher
from grantdesk.models.drawing import Drawing
from grantdesk.models.repayment import Repayment
from grantdesk.queries import carried
from grantdesk.queries.carried import Moved
from grantdesk.region import Terms


def of_month(month: Month, *, coding: Coding) -> list[Voucher]:
    """In the order of their days. A month that is closed always has the same."""
    first, last = month.first_on, month.last_on
    found = [*_returned(first, last, coding), *_set_off(first, last, coding)]
    found += [*_repaid(first, last, coding), *_counted_anew(first, last, coding), *_of_the_state(first, last, coding)]
    return sorted(found, key=lambda each: (each.on, each.number))


def as_file(made: Sequence[Voucher], *, terms: Terms, on: date) -> Iterator[bytes]:
    """The vouchers as the region's ledger reads them: SIE 4I, a line at a time. `on` is the day that the file is made."""
    region = terms.county.region
    sender = sie.Sender(region.name.sv, region.organisation_number, on, version("grantdesk"))
    return sie.lines(sender, made, sie.names_of(terms.coding, terms.county))


def _returned(first: date, last: date, coding: Coding) -> Iterator[Voucher]:
    for day, rows in groupby(carried.returned(first, last), key=lambda each: each.on):
        occasion = Occasion(f"R-{day.isoformat()}", day, "Utbetalningar som inte kom fram")
        yield vouchers.of_returned(occasion, [each.coded for each in rows], coding)


def _set_off(first: date, last: date, coding: Coding) -> Iterator[Voucher]:
    for day, rows in groupby(carried.set_off(first, last), key=lambda each: each.on):
        occasion = Occasion(f"K-{day.isoformat()}", day, "Kvittat mot återkrav")
        yield vouchers.of_set_off(occasion, [each.coded for each in rows], coding)


def _repaid(first: date, last: date, coding: Coding) -> Iterator[Voucher]:
    """A voucher for each repayment, and one for each that was taken back, on the day that it was booked."""
    capital, interest = _by_repayment(carried.repaid(first, last)), _by_repayment(carried.interest(first, last))
    known = _repayments([key for key, _ in capital | interest], first, last)
    days = {which: rows[0].on for which, rows in (interest | capital).items()}
    days |= _of_interest_alone(known.values(), first, last)
    for (key, is_reversal), day in days.items():
        rows, one = capital.get((key, is_reversal), []), known[key]
        covers = total(each.coded.amount for each in interest.get((key, is_reversal), []))
        yield _repayment(
            one, rows, day, covers if one.interest_booked else one.interest, coding, is_reversal=is_reversal
        )


def _by_repayment(moved: Iterable[Moved]) -> dict[tuple[int, bool], list[Moved]]:
    """By repayment, and whether it is the taking back of it."""
    found: dict[tuple[int, bool], list[Moved]] = {}
    for each in moved:
        key = int(each.key.removeprefix("reversal:").split(":")[1])
        found.setdefault((key, each.is_reversal), []).append(each)
    return found


def _of_interest_alone(known: Iterable[Repayment], first: date, last: date) -> dict[tuple[int, bool], date]:
    """As `_by_repayment`, the day of what is interest alone and from before the ledger had interest."""
    found: dict[tuple[int, bool], date] = {}
    for each in known:
        for is_reversal, day in ((False, each.received_on), (True, each.reversed_on)):
            if not each.capital and not each.interest_booked and day is not None and first <= day <= last:
                found[each.id, is_reversal] = day
    return found


def _repayment(
    repayment: Repayment, rows: list[Moved], day: date, covers: Money, coding: Coding, *, is_reversal: bool
) -> Voucher:
    sign = -1 if is_reversal else 1
    text = f"{'Rättad återbetalning' if is_reversal else 'Återbetalning'} {repayment.reference}"
    moved = [Coded(each.coded.scheme, each.coded.objective, Money(sign * each.coded.amount.ore)) for each in rows]
    number = f"{'AR' if is_reversal else 'A'}-{repayment.id}"
    return vouchers.of_recovered(Occasion(number, day, text), moved, Money(sign * covers.ore), coding)


def _counted_anew(first: date, last: date, coding: Coding) -> Iterator[Voucher]:
    """A voucher for each recovery that was lowered so that interest became capital; no money moved."""
    rows = sorted(carried.counted_anew(first, last), key=lambda each: (each.on, each.key))
    for (day, key), moved in groupby(rows, key=lambda each: (each.on, each.key.split(":")[1])):
        coded = [each.coded for each in moved]
        occasion = Occasion(f"N-{key}", day, "Återkrav nedsatt: ränta räknad som kapital")
        yield vouchers.of_recovered(occasion, coded, ZERO - total(each.amount for each in coded), coding)


def _repayments(keys: list[int], first: date, last: date) -> Mapping[int, Repayment]:
    """Those with the keys, and those of interest alone that the days may concern."""
    of_days = Repayment.received_on.between(first, last) | Repayment.reversed_on.between(first, last)
    query = select(Repayment).where(Repayment.id.in_(keys) | of_days).order_by(Repayment.id)
    return {each.id: each for each in db.session.execute(query).scalars()}


def _of_the_state(first: date, last: date, coding: Coding) -> Iterator[Voucher]:
    """A voucher for each confirmed entry; an opening balance moves nothing."""
    query = select(Drawing).where(
        Drawing.state == "confirmed", Drawing.kind != "opening", Drawing.moved_on.between(first, last)
    )
    for each in db.session.execute(query.order_by(Drawing.moved_on, Drawing.id)).scalars():
        comes_in = (each.kind == "drawn") == (each.reverses_id is None)
        amount = each.amount if comes_in else ZERO - each.amount
        text = f"{'Från' if each.kind == 'drawn' else 'Till'} staten {each.reference}"
        yield vouchers.of_money_in(Occasion(f"S-{each.id}", each.moved_on, text), amount, coding)
