"""A recovery line by line: what was decided, how interest has run, what came in, was set off or was given up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from grantdesk.domain.money import ZERO
from grantdesk.domain.recovery_line import DECIDED, INTEREST, LOST, LOWERED, REFUNDED, REPAID, SET_OFF, Line
from grantdesk.queries.recovery_account import Account, Standing


def lines(account: Account, standing: Standing) -> list[Line]:
    """Every line in order of days; interest is counted up to the standing's day."""
    found = sorted([*_interest(standing), *_entered(account)], key=lambda each: each[0])
    left, owed = account.decided, ZERO
    made = [Line(account.recovery.decided_on, DECIDED, left=left)]
    lowered = (Line(each.decided_on, LOWERED, capital=each.amount or ZERO) for each in account.lowerings)
    for line in (*lowered, *(line for _, line in found)):
        left, owed = left - line.capital, owed + line.interest - line.covered
        made.append(replace(line, left=left, owed=owed))
    return made


# A day's interest has run when the day begins, and then comes what was entered on it.
_Placed = tuple[tuple[date, int, int], Line]


def _interest(standing: Standing) -> Iterator[_Placed]:
    for number, span in enumerate(standing.spans):
        last = span.until - timedelta(days=1)
        line = Line(span.since, INTEREST, last, span.days, span.rate.value, span.rate.confirmed, interest=span.interest)
        yield (span.until, 0, number), line


def _entered(account: Account) -> Iterator[_Placed]:
    for repaid in account.received:
        covers = account.interest_of(repaid)
        capital = repaid.amount - covers
        line = Line(repaid.received_on, REPAID, covered=covers, capital=capital, note=repaid.reference)
        yield (repaid.received_on, 1, repaid.id), line
    for decision in account.set_offs:
        line = Line(decision.decided_on, SET_OFF, capital=decision.amount or ZERO)
        yield (decision.decided_on, 2, decision.id), line
    for loss in account.lost:
        if loss.settled_on is not None:
            line = Line(loss.settled_on, LOST, covered=loss.interest, capital=loss.capital)
            yield (loss.settled_on, 3, loss.id), line
    for refund in account.refunds:
        if refund.state == "confirmed":
            line = Line(refund.paid_on, REFUNDED, capital=ZERO - refund.amount, note=refund.reference)
            yield (refund.paid_on, 4, refund.id), line
