"""Recovery: what each ordinance says of money that is wanted back, and from which day interest runs on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from grantdesk.domain.de_minimis import years_before
from grantdesk.domain.deadlines import months_after
from grantdesk.domain.findings import Confidence, Finding, Source
from grantdesk.domain.messages import Both, message
from grantdesk.domain.money import Money, total

# What the interest follows: the State's lending rate, or the Interest Act (1975:635).
STATE_LENDING, INTEREST_ACT = "state_lending", "interest_act"
BASES = (STATE_LENDING, INTEREST_ACT)
# 4 § of the Interest Act: thirty days after the demand was sent.
_AFTER_THE_DEMAND = timedelta(days=30)


@dataclass(frozen=True)
class Rule:
    """What an ordinance says of a recovery.

    `sections` are those on repayment and interest. `years` is how long after it was paid money can be wanted back, where
    the ordinance says that; `court` the sections that let Tillväxtverket bring the State's action, where it has any.
    `set_off` names the schemes whose recovered aid may be set off against another payment, where that is not all of them.
    """

    ordinance: str
    interest: str
    sections: Both
    confidence: Confidence
    years: int | None = None
    court: Both | None = None
    set_off: tuple[str, ...] | None = None

    @property
    def source(self) -> Source:
        """The ordinance and its sections, as a finding cites them."""
        text = Both(f"SFS {self.ordinance} {self.sections.sv}", f"SFS {self.ordinance} {self.sections.en}")
        return Source(text, self.confidence, confirmed=True, place=f"recovery: SFS {self.ordinance}", valid_from=None)


RULES: tuple[Rule, ...] = (
    Rule(
        "2022:1467",
        STATE_LENDING,
        Both("44 och 47 §§", "sections 44 and 47"),
        Confidence.STATUTE,
        court=Both("51 §", "section 51"),
    ),
    Rule(
        "2022:1468",
        STATE_LENDING,
        Both("31–32 §§", "sections 31–32"),
        Confidence.STATUTE,
        court=Both("34 §", "section 34"),
    ),
    Rule(
        "2024:1243",
        STATE_LENDING,
        Both("40–42 §§", "sections 40–42"),
        Confidence.STATUTE,
        court=Both("44–45 §§", "sections 44–45"),
        # 43 §: only investment aid that is recovered.
        set_off=("kommersiell_service_investering",),
    ),
    # It names nobody else who brings the action: the Region does that itself.
    Rule("2003:596", INTEREST_ACT, Both("13 §", "section 13"), Confidence.STATUTE, years=10, set_off=()),
)


def rule_of(ordinance: str) -> Rule | None:
    """The row of an ordinance such as `SFS 2022:1467`; None for one that the table has nothing of."""
    number = ordinance.removeprefix("SFS ")
    return next((row for row in RULES if row.ordinance == number), None)


def may_be_set_off(ordinance: str, scheme: str) -> bool:
    """Whether aid that is recovered under the scheme may be set off against another payment under its ordinance."""
    rule = rule_of(ordinance)
    return rule is not None and (rule.set_off is None or scheme in rule.set_off)


def interest_from(decided_on: date) -> date:
    """One month after the decision (44 § SFS 2022:1467, 31 § SFS 2022:1468, 41 § SFS 2024:1243); the last of a shorter month."""
    return months_after(decided_on, 1)


def interest_starts(interest: str, *, decided_on: date, due_on: date) -> date:
    """The day that interest runs from; whoever pays on that day pays none.

    By the Interest Act it is the day of payment that the decision sets (3 §), though never within thirty days of the
    decision, which is the demand (4 §): the recipient has not agreed to that day.
    """
    if interest == STATE_LENDING:
        return interest_from(decided_on)
    return max(due_on, decided_on + _AFTER_THE_DEMAND)


def within_time(rule: Rule, paid: Iterable[tuple[date, Money]], *, wanted: Money, on: date) -> Finding | None:
    """Whether what is wanted back was paid so late that it still can be; None where the ordinance sets no such time.

    `wanted` is all that decisions want back of what was `paid`, the one under way with them.
    """
    if rule.years is None:
        return None
    since = years_before(on, rule.years)
    open_to_it = total(amount for day, amount in paid if day >= since)
    met = wanted <= open_to_it
    said = message(
        "finding.recovery.in_time" if met else "finding.recovery.too_late",
        years=rule.years,
        since=since,
        amount=open_to_it,
        wanted=wanted,
    )
    return Finding("recovery.within_time", met, said, rule.source)
