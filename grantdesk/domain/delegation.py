"""Who may take which decision, for which scheme, up to which sum, on which day, and on what ground.

Asked here and nowhere else; a missing row means no.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk.domain.fields import Fields, InputError, Wrong, raise_if_any
from grantdesk.domain.findings import Source
from grantdesk.domain.messages import Both, Message, message
from grantdesk.domain.money import Money
from grantdesk.domain.readers import amount_or_zero, list_of, one_of, toml_day
from grantdesk.domain.roles import POSITIONS
from grantdesk.domain.rulebook import source
from grantdesk.domain.scheme import both

KINDS = ("grant", "reject", "change", "revoke", "withhold", "recover")
ATTEST = "attest"
BOARD = "board"
ALL_SCHEMES = "*"


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


def parse_order(said: Mapping[str, object], *, schemes: Iterable[str]) -> DelegationOrder:
    """The delegation order from its file's mapping; `schemes` are the codes there are. Raises InputErrors with every place."""
    errors: list[InputError] = []
    fields = Fields(said, "delegation.toml: ", errors)
    codes = (ALL_SCHEMES, *schemes)
    order = DelegationOrder(
        board=both(fields.child("board")), rows=tuple(_row(each, codes) for each in fields.each("delegation"))
    )
    if "delegation" in fields and not order.rows and not errors:
        fields.refuse("delegation", message("region.no_rows"))
    fields.finish()
    raise_if_any(errors)
    raise_if_any(list(_contradictions(order.rows)))
    return order


def _contradictions(rows: Sequence[Row]) -> Iterator[InputError]:
    for index, row in enumerate(rows):
        if any(row.contradicts(earlier) for earlier in rows[:index]):
            yield InputError(f"delegation.toml: delegation[{index}]", message("region.contradiction"))


def _row(fields: Fields, codes: Sequence[str]) -> Row:
    row = Row(
        position=fields.read("position", one_of((*POSITIONS, BOARD))),
        kinds=_some(fields, "kinds", (*KINDS, ATTEST)),
        schemes=_some(fields, "schemes", codes),
        limit=fields.read("limit", _limit),
        decides=fields.read("does", one_of(("decides", "prepares"))) == "decides",
        valid_from=(begins := fields.read("valid_from", toml_day)),
        valid_to=fields.read_if_given("valid_to", toml_day),
        ground=both(fields.child("ground")),
        source=source(fields, valid_from=begins),
    )
    fields.finish()
    if fields.is_sound and row.valid_to is not None and row.valid_to < row.valid_from:
        fields.refuse("valid_to", message("region.period"))
    return row


def _some(fields: Fields, key: str, choices: Sequence[str]) -> frozenset[str]:
    chosen = fields.read(key, list_of(one_of(choices)))
    if chosen == ():
        fields.refuse(key, message("region.none_named", choices=", ".join(choices)))
    return frozenset(chosen or ())


def _limit(given: object) -> Money | None:
    if given == "none":
        return None
    try:
        return amount_or_zero(given)
    except Wrong:
        raise Wrong("region.limit") from None
