"""The delegation order as its file says it, every place that is wrong said at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from grantdesk.domain.decision_kinds import ruled_as
from grantdesk.domain.delegation import (
    ALL_SCHEMES,
    ANY_POSITION,
    ATTEST,
    BOARD,
    KINDS,
    DelegationOrder,
    Row,
    SchemeLimit,
    Substitute,
)
from grantdesk.domain.fields import Fields, InputError, Wrong, raise_if_any
from grantdesk.domain.messages import Message, message
from grantdesk.domain.money import Money
from grantdesk.domain.readers import amount_or_zero, flag, list_of, one_of, text, toml_day
from grantdesk.domain.roles import POSITIONS
from grantdesk.domain.rulebook import source
from grantdesk.domain.scheme import both

_FILE = "delegation.toml: "

# The kinds that an order names; the others are ruled as one of these.
_NAMED = tuple(kind for kind in KINDS if ruled_as(kind) == kind)


def parse_order(said: Mapping[str, object], *, schemes: Iterable[str]) -> DelegationOrder:
    """The delegation order from its file's mapping; `schemes` are the codes there are. Raises InputErrors with every place."""
    errors: list[InputError] = []
    fields = Fields(said, _FILE, errors)
    codes = tuple(schemes)
    choices = (ALL_SCHEMES, *codes)
    two_pairs = fields.read_if_given("two_pairs", flag) or False
    order = DelegationOrder(
        board=both(fields.child("board")),
        rows=tuple(_row(each, choices, two_pairs=two_pairs) for each in fields.each("delegation")),
        scheme_limits=tuple(_scheme_limit(each, choices) for each in fields.each_if_given("scheme_limit")),
        substitutes=tuple(_substitute(each) for each in fields.each_if_given("substitute")),
    )
    if "delegation" in fields and not order.rows and not errors:
        fields.refuse("delegation", message("region.no_rows"))
    fields.finish()
    raise_if_any(errors)
    raise_if_any([*_contradictions(order), *_beyond_their_own(order, codes)])
    return order


def _contradictions(order: DelegationOrder) -> Iterator[InputError]:
    for index, row in enumerate(order.rows):
        if any(row.contradicts(earlier) for earlier in order.rows[:index]):
            yield InputError(f"{_FILE}delegation[{index}]", message("region.contradiction"))
    for index, limit in enumerate(order.scheme_limits):
        if any(limit.overlaps(earlier) for earlier in order.scheme_limits[:index]):
            yield InputError(f"{_FILE}scheme_limit[{index}]", message("region.contradiction"))


def _beyond_their_own(order: DelegationOrder, codes: Sequence[str]) -> Iterator[InputError]:
    """Rows that give on more than there is to give on: nobody sub-delegates what they do not have themselves."""
    for index, row in enumerate(order.rows):
        if row.under is None:
            continue
        place = f"{_FILE}delegation[{index}]"
        if row.under in _superiors_of(row.under, order):
            yield InputError(f"{place}.under", message("delegation_file.in_a_circle"))
            continue
        said = next(_faults(row, row.under, order, codes), None)
        if said is not None:
            yield InputError(place + said[0], said[1])


def _superiors_of(position: str, order: DelegationOrder) -> set[str]:
    """The positions that `position` has its delegation from, however far up."""
    found: set[str] = set()
    waiting = [position]
    while waiting:
        below = waiting.pop()
        above = {row.under for row in order.rows if row.position == below and row.under} - found
        found |= above
        waiting.extend(above)
    return found


def _faults(row: Row, under: str, order: DelegationOrder, codes: Sequence[str]) -> Iterator[tuple[str, Message]]:
    """What is wrong on each day that something changes, while it is this row that holds."""
    schemes = codes if ALL_SCHEMES in row.schemes else sorted(row.schemes)
    for day in _days_of_change(row, under, order):
        for kind in sorted(row.kinds):
            for scheme in schemes:
                mine = order.rows_for(row.position, kind, scheme=scheme, on=day, person=row.person)
                if mine and mine[0] is row:
                    theirs = order.rows_for(under, kind, scheme=scheme, on=day)
                    yield from _fault(row, under, theirs[0] if theirs else None, day)


def _days_of_change(row: Row, under: str, order: DelegationOrder) -> list[date]:
    theirs = [each for each in order.rows if each.position == under and each.person is None]
    changes = {row.valid_from, *(each.valid_from for each in theirs)}
    changes |= {each.valid_to + timedelta(days=1) for each in theirs if each.valid_to is not None}
    return sorted(day for day in changes if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to))


def _fault(row: Row, under: str, theirs: Row | None, day: date) -> Iterator[tuple[str, Message]]:
    if theirs is None or not theirs.decides:
        yield ".under", message("delegation_file.nothing_to_give_on", position=under, on=day)
    elif theirs.limit is not None and (row.limit is None or row.limit > theirs.limit):
        yield ".limit", message("delegation_file.above_own_limit", position=under, limit=theirs.limit, on=day)


def _row(fields: Fields, codes: Sequence[str], *, two_pairs: bool) -> Row:
    person = fields.read_if_given("person", _email)
    of_position = one_of((*POSITIONS, BOARD))
    position = fields.read_if_given("position", of_position) if person else fields.read("position", of_position)
    own = fields.read_if_given("two_pairs", flag)
    row = Row(
        position=position or ANY_POSITION,
        kinds=_some(fields, "kinds", (*_NAMED, ATTEST)),
        schemes=_some(fields, "schemes", codes),
        limit=fields.read("limit", _limit),
        decides=fields.read("does", one_of(("decides", "prepares"))) == "decides",
        valid_from=(begins := fields.read("valid_from", toml_day)),
        valid_to=fields.read_if_given("valid_to", toml_day),
        ground=both(fields.child("ground")),
        source=source(fields, valid_from=begins),
        person=person,
        under=fields.read_if_given("under", one_of(tuple(POSITIONS))),
        two_pairs=two_pairs if own is None else own,
    )
    fields.finish()
    _in_order(fields, row.valid_from, row.valid_to)
    return row


def _scheme_limit(fields: Fields, codes: Sequence[str]) -> SchemeLimit:
    made = SchemeLimit(
        kinds=_some(fields, "kinds", _NAMED),
        schemes=_some(fields, "schemes", codes),
        limit=fields.read("limit", amount_or_zero),
        valid_from=(begins := fields.read("valid_from", toml_day)),
        valid_to=fields.read_if_given("valid_to", toml_day),
        ground=both(fields.child("ground")),
        source=source(fields, valid_from=begins),
    )
    fields.finish()
    _in_order(fields, made.valid_from, made.valid_to)
    return made


def _substitute(fields: Fields) -> Substitute:
    made = Substitute(
        position=fields.read("position", one_of(tuple(POSITIONS))),
        by=fields.read("by", one_of(tuple(POSITIONS))),
        valid_from=(begins := fields.read("valid_from", toml_day)),
        valid_to=fields.read_if_given("valid_to", toml_day),
        ground=both(fields.child("ground")),
        source=source(fields, valid_from=begins),
    )
    fields.finish()
    _in_order(fields, made.valid_from, made.valid_to)
    # The role opens the door: who may not open it could not stand in behind it.
    alike = [one for one, role in POSITIONS.items() if one != made.position and role == POSITIONS.get(made.position)]
    if fields.is_sound and made.by not in alike:
        fields.refuse("by", message("delegation_file.other_role", choices=", ".join(alike) or "-"))
    return made


def _in_order(fields: Fields, begins: date, ends: date | None) -> None:
    if fields.is_sound and ends is not None and ends < begins:
        fields.refuse("valid_to", message("region.period"))


def _some(fields: Fields, key: str, choices: Sequence[str]) -> frozenset[str]:
    chosen = fields.read(key, list_of(one_of(choices)))
    if chosen == ():
        fields.refuse(key, message("region.none_named", choices=", ".join(choices)))
    return frozenset(chosen or ())


def _email(given: object) -> str:
    said = text(given)
    if "@" not in said or said != said.strip().lower():
        raise Wrong("delegation_file.email")
    return said


def _limit(given: object) -> Money | None:
    if given == "none":
        return None
    try:
        return amount_or_zero(given)
    except Wrong:
        raise Wrong("region.limit") from None
