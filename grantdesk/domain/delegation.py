"""Who may take which decision, for which scheme, up to which sum, on which day, and on what ground.

Asked here and nowhere else; a missing row means no. `delegation_file` reads the rows, `authority` asks them of a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from grantdesk.domain.decision_kinds import KINDS as KINDS
from grantdesk.domain.findings import Source
from grantdesk.domain.messages import Both, Message, message
from grantdesk.domain.money import Money

ATTEST = "attest"
BOARD = "board"
ALL_SCHEMES = "*"
# The position of a row that names a person alone.
ANY_POSITION = ""


@dataclass(frozen=True)
class Scope:
    """Which kinds of decision, under which schemes, on which days."""

    kinds: frozenset[str]
    schemes: frozenset[str]
    valid_from: date
    valid_to: date | None

    def concerns(self, kind: str, *, scheme: str, on: date) -> bool:
        in_time = self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
        return in_time and kind in self.kinds and (ALL_SCHEMES in self.schemes or scheme in self.schemes)

    def overlaps(self, other: Scope) -> bool:
        """Whether both speak of the same from the same day, so that neither is the later."""
        same_scheme = ALL_SCHEMES in self.schemes | other.schemes or bool(self.schemes & other.schemes)
        return self.valid_from == other.valid_from and bool(self.kinds & other.kinds) and same_scheme


@dataclass(frozen=True)
class Row(Scope):
    """One dated row of the delegation order. `limit` None is no limit; `decides` False: prepares, somebody else decides.

    `person` is the e-mail of whom alone it concerns. `under` is the position that it is sub-delegated from. With
    `two_pairs`, whoever prepared the case may not decide it.
    """

    position: str
    limit: Money | None
    decides: bool
    ground: Both
    source: Source
    person: str | None = None
    under: str | None = None
    two_pairs: bool = False

    def is_for(self, position: str, person: str | None) -> bool:
        return self.position in (position, ANY_POSITION) and self.person in (None, person)

    def contradicts(self, other: Row) -> bool:
        return (self.position, self.person) == (other.position, other.person) and self.overlaps(other)


@dataclass(frozen=True)
class SchemeLimit(Scope):
    """The most that anybody may decide on delegation under a scheme; the board is not held by it."""

    limit: Money
    ground: Both
    source: Source


@dataclass(frozen=True)
class Substitute:
    """Whoever holds `by` stands in for `position` while nobody who holds that is there."""

    position: str
    by: str
    valid_from: date
    valid_to: date | None
    ground: Both
    source: Source

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class DelegationOrder:
    """The dated rows, and the body that decides above everyone's limit."""

    board: Both
    rows: tuple[Row, ...]
    scheme_limits: tuple[SchemeLimit, ...] = ()
    substitutes: tuple[Substitute, ...] = ()

    def rows_for(self, position: str, kind: str, *, scheme: str, on: date, person: str | None = None) -> list[Row]:
        """The rows that give this kind of act on that day: those that name the person first, of them the last to begin."""
        found = [row for row in self.rows if row.is_for(position, person) and row.concerns(kind, scheme=scheme, on=on)]
        return sorted(found, key=lambda row: (row.person is not None, row.valid_from), reverse=True)

    def scheme_limit(self, kind: str, *, scheme: str, on: date) -> SchemeLimit | None:
        """The limit of the scheme on that day; of several the last to begin."""
        found = [each for each in self.scheme_limits if each.concerns(kind, scheme=scheme, on=on)]
        return max(found, key=lambda each: each.valid_from, default=None)

    def stood_in_for(self, position: str, *, on: date) -> list[Substitute]:
        """The rows by which `position` stands in for others on that day."""
        return [each for each in self.substitutes if each.by == position and each.holds(on)]

    @property
    def persons(self) -> frozenset[str | None]:
        """Everybody whom a row names, and None for whom no row does."""
        return frozenset({None, *(row.person for row in self.rows)})


@dataclass(frozen=True)
class Ruling:
    """Whether it may be done, a sentence that says why, and the row that it rests on.

    `limit` is what bound: the lower of the row's and the scheme's. `substitute` is the row by which somebody stands in.
    """

    allowed: bool
    reason: Message
    row: Row | None
    limit: Money | None = None
    substitute: Substitute | None = None


def may_take(
    kind: str,
    *,
    position: str,
    scheme: str,
    amount: Money,
    on: date,
    order: DelegationOrder,
    person: str | None = None,
) -> Ruling:
    """Whether somebody in `position` may take a decision of `kind` (or attest) for `amount` under `scheme` on the day `on`."""
    rows = order.rows_for(position, kind, scheme=scheme, on=on, person=person)
    if not rows:
        return Ruling(False, message("delegation.no_row"), None)
    row = rows[0]
    if not row.decides:
        return Ruling(False, message("delegation.prepares_only"), row)
    # The board has delegated up to the scheme's limit; it is not itself held by it.
    of_scheme = None if position == BOARD else order.scheme_limit(kind, scheme=scheme, on=on)
    return _measured(amount, row, of_scheme)


def _measured(amount: Money, row: Row, of_scheme: SchemeLimit | None) -> Ruling:
    if of_scheme is not None and (row.limit is None or of_scheme.limit < row.limit):
        limit, bound = of_scheme.limit, "scheme_limit"
    elif row.limit is not None:
        limit, bound = row.limit, "limit"
    else:
        return Ruling(True, message("delegation.without_limit"), row)
    allowed = amount <= limit
    said = message(f"delegation.{'within' if allowed else 'above'}_{bound}", amount=amount, limit=limit)
    return Ruling(allowed, said, row, limit)


def above_everyone(
    kind: str, *, scheme: str, amount: Money, on: date, order: DelegationOrder, positions: Iterable[str]
) -> bool:
    """Whether nobody in `positions`, nor anybody whom a row names, may decide this, so that it is for the board."""
    return not any(
        may_take(kind, position=position, scheme=scheme, amount=amount, on=on, order=order, person=person).allowed
        for position in positions
        if position != BOARD
        for person in order.persons
    )


def reach(
    kind: str, *, position: str, schemes: Iterable[str], on: date, order: DelegationOrder, person: str | None = None
) -> Iterator[tuple[str, Money | None]]:
    """The schemes in which `position` may decide on the day, each with its limit (None is no limit)."""
    for scheme in schemes:
        asked = may_take(kind, position=position, scheme=scheme, amount=Money(0), on=on, order=order, person=person)
        if asked.allowed:
            yield scheme, asked.limit
