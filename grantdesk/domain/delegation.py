"""Who may take which decision, for which scheme, up to which sum, on which day, and on what ground.

Asked here and nowhere else; a missing row means no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from grantdesk.domain.findings import Confidence, Source
from grantdesk.domain.messages import Both, Message, message
from grantdesk.domain.money import Money
from grantdesk.domain.roles import POSITIONS

KINDS = ("grant", "reject", "change", "revoke", "withhold", "recover")
ATTEST = "attest"
BOARD = "board"
ALL_SCHEMES = "*"
_KEYS = (
    *("position", "kinds", "schemes", "does", "limit", "valid_from", "valid_to"),
    *("ground", "source", "confidence", "confirmed"),
)


@dataclass(frozen=True)
class Row:
    """One dated row of the delegation order. `limit` None is no limit; `decides` False: prepares, somebody else decides."""

    position: str
    kinds: frozenset[str]
    schemes: frozenset[str]
    limit: Money | None
    decides: bool
    valid_from: date
    valid_to: date | None
    ground: Both
    source: Source

    def concerns(self, kind: str, *, scheme: str, on: date) -> bool:
        in_time = self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
        return in_time and kind in self.kinds and (ALL_SCHEMES in self.schemes or scheme in self.schemes)

    def contradicts(self, other: Row) -> bool:
        """Whether both speak of the same from the same day, so that neither is the later."""
        same_scheme = ALL_SCHEMES in self.schemes | other.schemes or bool(self.schemes & other.schemes)
        same_time = self.valid_from == other.valid_from
        return self.position == other.position and bool(self.kinds & other.kinds) and same_scheme and same_time


@dataclass(frozen=True)
class DelegationOrder:
    """The dated rows, and the body that decides above everyone's limit."""

    board: Both
    rows: tuple[Row, ...]

    def rows_for(self, position: str, kind: str, *, scheme: str, on: date) -> list[Row]:
        """The rows that give `position` this kind of act on that day; the last to begin comes first."""
        found = [row for row in self.rows if row.position == position and row.concerns(kind, scheme=scheme, on=on)]
        return sorted(found, key=lambda row: row.valid_from, reverse=True)


@dataclass(frozen=True)
class Ruling:
    """Whether it may be done, a sentence that says why, and the row that it rests on."""

    allowed: bool
    reason: Message
    row: Row | None


def may_take(kind: str, *, position: str, scheme: str, amount: Money, on: date, order: DelegationOrder) -> Ruling:
    """Whether somebody in `position` may take a decision of `kind` (or attest) for `amount` under `scheme` on the day `on`."""
    rows = order.rows_for(position, kind, scheme=scheme, on=on)
    if not rows:
        return Ruling(False, message("delegation.no_row"), None)
    row = rows[0]
    if not row.decides:
        return Ruling(False, message("delegation.prepares_only"), row)
    if row.limit is not None and amount > row.limit:
        return Ruling(False, message("delegation.above_limit", amount=amount, limit=row.limit), row)
    if row.limit is None:
        return Ruling(True, message("delegation.without_limit"), row)
    return Ruling(True, message("delegation.within_limit", amount=amount, limit=row.limit), row)


def above_everyone(
    kind: str, *, scheme: str, amount: Money, on: date, order: DelegationOrder, positions: Iterable[str]
) -> bool:
    """Whether nobody in `positions` may decide this, so that it is for the board."""
    return not any(
        may_take(kind, position=position, scheme=scheme, amount=amount, on=on, order=order).allowed
        for position in positions
        if position != BOARD
    )


class DelegationError(ValueError):
    """The delegation file is wrong; the sentence says where and what would be right."""


def parse_order(said: Mapping[str, Any], *, schemes: Iterable[str]) -> DelegationOrder:
    """The delegation order from its file's mapping; `schemes` are the codes there are."""
    known = set(schemes)
    rows = tuple(_row(row, f"delegation[{index}]", known) for index, row in enumerate(said.get("delegation", [])))
    if not rows:
        raise DelegationError("delegation: at least one [[delegation]] row is needed; without one nobody may decide")
    for index, row in enumerate(rows):
        _refuse_unless(
            not any(row.contradicts(earlier) for earlier in rows[:index]),
            f"delegation[{index}]",
            "one row for a position, kind and scheme from one day; an earlier row says another thing of the same",
        )
    return DelegationOrder(board=_both(said.get("board"), "board"), rows=rows)


def _row(said: Mapping[str, Any], where: str, known: set[str]) -> Row:
    for key in said:
        _refuse_unless(key in _KEYS, f"{where}.{key}", f"only the keys {', '.join(_KEYS)}")
    kinds, schemes = frozenset(said.get("kinds", [])), frozenset(said.get("schemes", []))
    _refuse_unless(
        bool(kinds) and kinds <= {*KINDS, ATTEST}, f"{where}.kinds", f"some of {', '.join((*KINDS, ATTEST))}"
    )
    _refuse_unless(bool(schemes) and schemes <= known | {ALL_SCHEMES}, f"{where}.schemes", 'known scheme codes, or "*"')
    positions = (*POSITIONS, BOARD)
    _refuse_unless(said.get("position") in positions, f"{where}.position", f"one of {', '.join(positions)}")
    _refuse_unless(said.get("does") in ("decides", "prepares"), f"{where}.does", '"decides" or "prepares"')
    valid_from, valid_to = said.get("valid_from"), said.get("valid_to")
    _refuse_unless(isinstance(valid_from, date), f"{where}.valid_from", "a date")
    _refuse_unless(valid_to is None or isinstance(valid_to, date), f"{where}.valid_to", "a date or nothing")
    return Row(
        position=str(said["position"]),
        kinds=kinds,
        schemes=schemes,
        limit=_limit(said.get("limit"), where),
        decides=said["does"] == "decides",
        valid_from=said["valid_from"],
        valid_to=valid_to,
        ground=_both(said.get("ground"), f"{where}.ground"),
        source=_source(said, where),
    )


def _limit(said: object, where: str) -> Money | None:
    if said == "none":
        return None
    _refuse_unless(isinstance(said, str), f"{where}.limit", 'an amount such as "250000.00", or "none"')
    try:
        return Money.parse(str(said))
    except ValueError as error:
        raise DelegationError(f'{where}.limit: {error}; right would be "250000.00", or "none"') from error


def _source(said: Mapping[str, Any], where: str) -> Source:
    _refuse_unless(said.get("confidence") in list(Confidence), f"{where}.confidence", "A, B, C or CFG")
    _refuse_unless(isinstance(said.get("confirmed"), bool), f"{where}.confirmed", "true or false")
    return Source(_both(said.get("source"), f"{where}.source"), Confidence(said["confidence"]), said["confirmed"])


def _both(said: object, where: str) -> Both:
    if not (isinstance(said, Mapping) and said.get("sv") and said.get("en")):
        raise DelegationError(f"{where}: both languages are needed, {{ sv = ..., en = ... }}")
    return Both(str(said["sv"]), str(said["en"]))


def _refuse_unless(right: bool, where: str, expected: str) -> None:
    if not right:
        raise DelegationError(f"{where}: expected {expected}")
