"""What a person sees to in a case and in a claim, as the region's dated file lists it, and what cannot be done without it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk.domain.decision_kinds import KINDS
from grantdesk.domain.delegation import ALL_SCHEMES
from grantdesk.domain.fields import Fields, InputError, Wrong, raise_if_any
from grantdesk.domain.findings import Source
from grantdesk.domain.messages import Both, message
from grantdesk.domain.readers import list_of, one_of, text, toml_day
from grantdesk.domain.rulebook import source
from grantdesk.domain.scheme import both

FILE = "checks.toml"
# What is seen to in each claim stands in a part of its own, and is asked for before the claim is approved for payment.
CLAIM, PAYMENT = "claim", "payment"
PARTS = ("handling", "due_diligence", "sustainability", CLAIM)
YES, NO, NOT_RELEVANT = "yes", "no", "not_relevant"
ANSWERS = (YES, NO, NOT_RELEVANT)
HANDS = ("region", "almi")
LONGEST_CODE = 60
_CODE = re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST_CODE - 1}}}")


@dataclass(frozen=True)
class CheckItem:
    """One dated row of the file: a statement to answer, in which cases, and the kinds of decision that require the answer.

    An item of the part `claim` is answered in each claim, and a payment may require it.
    """

    code: str
    part: str
    text: Both
    schemes: frozenset[str]
    handled_by: frozenset[str]
    required_for: frozenset[str]
    valid_from: date
    valid_to: date | None
    source: Source

    def is_for(self, scheme: str, handled_by: str) -> bool:
        return handled_by in self.handled_by and (ALL_SCHEMES in self.schemes or scheme in self.schemes)

    def has_ended(self, on: date) -> bool:
        return self.valid_to is not None and self.valid_to < on

    def contradicts(self, other: CheckItem) -> bool:
        """Whether both say the same item of the same cases from the same day, so that neither is the later."""
        of_every = ALL_SCHEMES in self.schemes | other.schemes
        same_cases = bool(self.handled_by & other.handled_by) and (of_every or bool(self.schemes & other.schemes))
        return (self.code, self.valid_from) == (other.code, other.valid_from) and same_cases


@dataclass(frozen=True)
class CheckItems:
    """Every row of the file, old ones included."""

    rows: tuple[CheckItem, ...]

    def on(self, day: date, *, scheme: str, handled_by: str) -> tuple[CheckItem, ...]:
        """What there is to see to that day in such a case: of each code the row that began last; by part, as the file has it."""
        return tuple(row for row in self._on(day, scheme, handled_by) if row.part != CLAIM)

    def in_claim(self, day: date, *, scheme: str, handled_by: str) -> tuple[CheckItem, ...]:
        """What there is to see to that day in each claim of such a case."""
        return tuple(row for row in self._on(day, scheme, handled_by) if row.part == CLAIM)

    def _on(self, day: date, scheme: str, handled_by: str) -> tuple[CheckItem, ...]:
        begun: dict[str, CheckItem] = {}
        for row in self.rows:
            earlier = begun.get(row.code)
            is_later = row.valid_from <= day and (earlier is None or row.valid_from > earlier.valid_from)
            if row.is_for(scheme, handled_by) and is_later:
                begun[row.code] = row
        holding = (row for row in begun.values() if not row.has_ended(day))
        return tuple(sorted(holding, key=lambda row: PARTS.index(row.part)))

    def held(self, day: date) -> tuple[CheckItem, ...]:
        """The rows that have begun that day and not ended; of some cases a later row may have taken over."""
        return tuple(row for row in self.rows if row.valid_from <= day and not row.has_ended(day))


def parse_items(said: Mapping[str, object], *, schemes: Iterable[str]) -> CheckItems:
    """The items from the file's mapping; `schemes` are the codes there are. Raises InputErrors with every place."""
    errors: list[InputError] = []
    fields = Fields(said, f"{FILE}: ", errors)
    choices = (ALL_SCHEMES, *schemes)
    items = CheckItems(tuple(_item(each, choices) for each in fields.each("item")))
    if "item" in fields and not items.rows and not errors:
        fields.refuse("item", message("region.no_rows"))
    fields.finish()
    raise_if_any(errors)
    raise_if_any(list(_contradictions(items.rows)))
    return items


def _contradictions(rows: Sequence[CheckItem]) -> Iterator[InputError]:
    for index, row in enumerate(rows):
        if any(row.contradicts(earlier) for earlier in rows[:index]):
            yield InputError(f"{FILE}: item[{index}]", message("checks.contradiction", code=row.code))


def _item(fields: Fields, schemes: Sequence[str]) -> CheckItem:
    item = CheckItem(
        code=fields.read("code", _code),
        part=fields.read("part", one_of(PARTS)),
        text=both(fields.child("text")),
        schemes=_some(fields, "schemes", schemes),
        handled_by=_some(fields, "handled_by", HANDS),
        required_for=frozenset(fields.read("required_for", list_of(one_of((*KINDS, PAYMENT)))) or ()),
        valid_from=(begins := fields.read("valid_from", toml_day)),
        valid_to=fields.read_if_given("valid_to", toml_day),
        source=source(fields, valid_from=begins),
    )
    fields.finish()
    if fields.is_sound and item.has_ended(item.valid_from):
        fields.refuse("valid_to", message("region.period"))
    if fields.is_sound and any((kind == PAYMENT) != (item.part == CLAIM) for kind in item.required_for):
        fields.refuse("required_for", message("checks.required_for"))
    return item


def _some(fields: Fields, key: str, choices: Sequence[str]) -> frozenset[str]:
    chosen = fields.read(key, list_of(one_of(choices)))
    if chosen == ():
        fields.refuse(key, message("region.none_named", choices=", ".join(choices)))
    return frozenset(chosen or ())


def _code(given: object) -> str:
    code = text(given)
    if not _CODE.fullmatch(code):
        raise Wrong("checks.code")
    return code
