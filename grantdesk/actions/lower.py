"""Lower: a recovery is decided anew, for less or for nothing, and what has come in for it is counted anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from grantdesk.actions import book, repay
from grantdesk.actions.book import Booking
from grantdesk.domain import recount
from grantdesk.domain.interest import Entry
from grantdesk.domain.interest_rates import InterestRates, NoRate
from grantdesk.domain.ledger import Code, split_over_what_is_left
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.recount import Came
from grantdesk.domain.refusal import CeilingExceeded, Refused
from grantdesk.models.base import Base
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.queries import balances
from grantdesk.queries.recovery_account import Account


@dataclass(frozen=True)
class Counted:
    """A recovery as it is once it has been lowered: what is wanted, and how what came in is divided then.

    `parts` is what of each repayment covers interest, `moved` what has been booked as interest and is capital from now on.
    """

    wanted: Money
    parts: dict[int, Money]
    moved: Money
    too_much: Money

    def as_terms(self, before: Account) -> dict[str, Any]:
        """As the decision keeps it: only what is counted otherwise than before; öre for lists, which add and compare."""
        now = {each.id: before.interest_of(each) for each in before.received}
        changed = {str(key): str(part) for key, part in self.parts.items() if part != now[key]}
        said = {"wanted_before": before.wanted, "wanted": self.wanted, "too_much": self.too_much}
        told = {key: str(amount) for key, amount in said.items()}
        return {**told, "too_much_ore": self.too_much.ore, "interest": changed}


def refuse_what_cannot_be(account: Account, by_how_much: Money) -> None:
    """Refuse more than is wanted, and what is with Tillväxtverket or has been given up already."""
    repay.refuse_in_court(account)
    if by_how_much > account.wanted:
        raise CeilingExceeded("later.above_wanted", amount=by_how_much, wanted=account.wanted)
    if account.wanted - by_how_much < account.given_up:
        raise CeilingExceeded("later.below_given_up", given_up=account.given_up, wanted=account.wanted - by_how_much)


def counted(account: Account, by_how_much: Money, rates: InterestRates) -> Counted:
    """What the recovery comes to when it is lowered; raises `Refused` where a day has no rate."""
    wanted = account.wanted - by_how_much
    came = [Came(each.id, each.received_on, each.amount, account.interest_of(each)) for each in account.received]
    parts = _parts(account, wanted, came, rates)
    capital = total(each.amount - parts[each.key] for each in came)
    other = account.set_off + account.given_up
    back = total(each.amount for each in account.refunds if each.state == "confirmed")
    moved = recount.moved(capital - back, wanted=wanted - other, booked=account.booked - account.set_off)
    return Counted(wanted, parts, moved, (capital + other - back - wanted).floored_at_zero())


def booked(case: Case, decision: Decision) -> Sequence[Base]:
    """Book what counts as capital instead of interest from now on."""
    moved, key, on = decision.moved or ZERO, f"lower:{decision.id}", decision.decided_on
    if not moved:
        return []
    held = balances.held_by_recipient(case.id)
    if moved > total(held.values()):
        raise CeilingExceeded("repay.above_held", held=total(held.values()), amount=moved)
    there, here = repay.out_of_interest(case, moved), split_over_what_is_left(moved, held)
    return book.many(
        [
            Booking(case, Code.INTEREST_BACK, there, on=on, key=f"{key}:interest", because_of=decision),
            Booking(case, Code.RECOVERED, here, on=on, key=key, because_of=decision),
        ]
    )


def _parts(account: Account, wanted: Money, came: list[Came], rates: InterestRates) -> dict[int, Money]:
    claim = account.claim
    if claim is None:
        return {each.key: ZERO for each in came}
    other = [Entry(each.decided_on, each.amount or ZERO) for each in account.set_offs]
    other += [Entry(each.settled_on, each.capital, each.interest) for each in account.lost if each.settled_on]
    try:
        return recount.interest_parts(replace(claim, capital=wanted), came, other, rates)
    except NoRate as lacking:
        raise Refused("repay.no_rate", on=lacking.on) from None
