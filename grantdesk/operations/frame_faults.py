"""What of the frames does not agree with the ledger, and which year has more in it than any frame allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grantdesk.domain import frame
from grantdesk.domain.frame import Movement
from grantdesk.domain.money import Money, total
from grantdesk.models.frame import Frame
from grantdesk.queries import balances, frames
from grantdesk.queries.balances import Sums


def faults(laid: Sequence[Frame]) -> Iterator[str]:
    """Sentences on what is wrong.

    A year is compared with the largest frame that was confirmed for it: one that was cut below what had been decided
    stops the next decision, and is no fault. A year that no frame was confirmed for was decided before there were frames.
    """
    movements = balances.movements()
    yield from _sums(movements)
    most: dict[tuple[int, str, str], Money] = {}
    for one in laid:
        if one.state == frames.CONFIRMED:
            key = (one.year, one.kind, one.scope)
            most[key] = max(one.amount, most.get(key, one.amount))
    for (year, kind, scope), amount in sorted(most.items()):
        used = frame.used(kind, scope, year, movements)
        if used > amount:
            yield f"frame of {year} ({kind}, {scope}): {used} is used of {amount}, which is {used - amount} too much"


def _sums(movements: Sequence[Movement]) -> Iterator[str]:
    """The years' sums are those of the ledger, of everything and of each hand."""
    whole, by_hand = balances.of_everything(), balances.totals(["handled-by"])
    sums: dict[str | None, Sums] = {None: whole}
    sums.update((row.codes[0], row.sums) for row in by_hand.rows)
    for hand, ledger in sums.items():
        told = [one for one in movements if hand in (None, one.handled_by)]
        for what, said in (("granted", ledger.granted), ("outstanding", ledger.outstanding)):
            added = total(getattr(one, what) for one in told)
            if added != said:
                yield f"frames ({hand or frame.WHOLE}): {what} adds up to {added}, the ledger's sum is {said}"
