"""What is watched in a case after the last payment: which duties, for how long, and when the handler is reminded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from grantdesk.domain.deadlines import years_after
from grantdesk.domain.findings import Source
from grantdesk.domain.liability import LiabilityQuestion, remaining
from grantdesk.domain.messages import Both, in_both, message
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.provisions import Duty
from grantdesk.domain.rulebook import RuleValue, Series
from grantdesk.domain.scheme import Scheme

FALLING = "falling_liability"
# Those that a scheme may say how long they last, in the order that pages have them; the others are set up by hand.
OF_RULES = ("keep_investment", "report_changes", "guarantee")
KINDS = (*OF_RULES, FALLING, "final_report", "other")

# No duty of any scheme is longer; a day further away is a slip of the pen.
LONGEST_YEARS = 25


@dataclass(frozen=True)
class Expected:
    """A watch that the scheme's rules say: from the day of the final payment until the same day some years later."""

    kind: str
    words: Both
    source: Source
    from_on: date
    until_on: date
    yearly: bool
    remind_days: int

    @property
    def remind_on(self) -> date | None:
        """The first day that the handler is reminded; falling liability reminds of nothing."""
        if self.kind == FALLING:
            return None
        return next_reminder(
            self.from_on, self.until_on, yearly=self.yearly, remind_days=self.remind_days, after=self.from_on
        )


def expected(scheme: Scheme, *, decided_on: date, paid_on: date) -> list[Expected]:
    """The watches that a case of the scheme has by the rules of its decision, when its final payment was made on a day."""
    duties = [
        _of_duty(kind, row, paid_on)
        for kind in OF_RULES
        if (row := duty(scheme, kind, on=decided_on)) and not row.value.by_hand
    ]
    return [*duties, *_of_liability(scheme.rules.liability.on(decided_on), paid_on)]


def duty(scheme: Scheme, kind: str, *, on: date) -> RuleValue[Duty] | None:
    """What the scheme says of one kind of watch on a day; None where it says nothing."""
    series: Series[Duty] | None = getattr(scheme.rules, kind) if kind in OF_RULES else None
    return series.on(on) if series else None


def _of_duty(kind: str, row: RuleValue[Duty], paid_on: date) -> Expected:
    said, until = row.value, years_after(paid_on, row.value.years)
    return Expected(kind, said.words, row.source, paid_on, until, yearly=said.yearly, remind_days=said.remind_days)


def _of_liability(row: RuleValue[tuple[Decimal, ...]] | None, paid_on: date) -> Iterator[Expected]:
    if row is None:
        return
    texts = in_both(message("watch.falling_liability", years=len(row.value)))
    words, until = Both(texts["sv"], texts["en"]), years_after(paid_on, len(row.value))
    yield Expected(FALLING, words, row.source, paid_on, until, yearly=False, remind_days=0)


def next_reminder(from_on: date, until_on: date, *, yearly: bool, remind_days: int, after: date) -> date | None:
    """The next day after a day on which something is to be done, or None: each full year, and so many days before the end."""
    last = max(until_on - timedelta(days=remind_days), from_on)
    steps = (years_after(from_on, year) for year in range(1, LONGEST_YEARS + 1)) if yearly else iter(())
    days = [*(day for day in steps if day < last), last]
    return next((day for day in days if day > after), None)


def phase(state: str, until_on: date, *, held: Money, on: date) -> str:
    """What a watch is on a day: as it was left, or over by itself since its last day has passed or all has come back."""
    if state != "standing":
        return state
    if held <= ZERO:
        return "recovered"
    return "lapsed" if on > until_on else "standing"


@dataclass(frozen=True)
class Paid:
    """What a case has been paid and has repaid, and the day of its final payment."""

    paid: Money
    held: Money
    final_payment_on: date


def liable(scheme: str, money: Paid, falls: Sequence[Decimal], *, on: date) -> Money:
    """What the recipient may at most have to repay for what happens on a day: never more than is left to repay.

    Without falls the liability is for all of it, as long as anything is watched.
    """
    question = LiabilityQuestion(scheme, money.paid, money.final_payment_on, on)
    return min(remaining(question, falls), money.held) if falls else money.held
