"""Who is at the desk on a day, and what is to be decided there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk.domain.money import Money


@dataclass(frozen=True)
class Colleague:
    """Somebody who may log in; `away` is whether they are recorded as absent on the day."""

    id: int
    email: str
    position: str
    away: bool


@dataclass(frozen=True)
class Staff:
    """Everybody who may log in, as they are on one day."""

    colleagues: tuple[Colleague, ...]

    def find(self, user_id: int) -> Colleague | None:
        return next((each for each in self.colleagues if each.id == user_id), None)

    def all_away(self, position: str) -> bool:
        """Whether the position has holders and every one of them is away.

        While one of several is there, the decision is theirs: a substitute beside them would be a second holder that
        nobody has appointed. A position without a holder is vacant, not absent, and whom to appoint is not for the desk.
        """
        holders = [each.away for each in self.colleagues if each.position == position]
        return bool(holders) and all(holders)


@dataclass(frozen=True)
class Matter:
    """What is to be decided or attested: the kind, under which scheme, for how much, on which day; and who is close to it.

    `conflicted` have a conflict of interest in it, `prepared_by` have prepared it, and `decided_by` decided what is paid.
    """

    kind: str
    scheme: str
    amount: Money
    on: date
    conflicted: frozenset[int] = frozenset()
    prepared_by: frozenset[int] = frozenset()
    decided_by: frozenset[int] = frozenset()
