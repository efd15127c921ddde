"""The county's municipalities, from the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from grantdesk.domain.fields import Fields, InputError, Wrong
from grantdesk.domain.messages import message
from grantdesk.domain.readers import day, text
from grantdesk.domain.rulebook import RuleValue, Series, source

V = TypeVar("V")


@dataclass(frozen=True)
class Municipality:
    """A municipality by its SCB code, with its aid area over time (0 where it lies outside) and whether it has an archipelago."""

    code: str
    name: str
    aid_areas: Series[int]
    archipelago: Series[bool]

    def aid_area_on(self, on: date) -> int | None:
        """The aid area that day, or None outside every area."""
        area = self.aid_areas.on(on)
        return area.value or None if area else None


def read_municipalities(rows: Sequence[Mapping[str, object]], errors: list[InputError]) -> dict[str, Municipality]:
    """One municipality per code; several rows with one code are its dated rows."""
    read = [
        _row(Fields(row, f"municipalities.csv: row {number}: ", errors)) for number, row in enumerate(rows, start=2)
    ]
    if not read:
        errors.append(InputError("municipalities.csv: row 2", message("region.no_rows")))
    return {code: _municipality([row for row in read if row.code == code]) for code in {row.code: 0 for row in read}}


@dataclass(frozen=True)
class _Row:
    code: str
    name: str
    aid_area: RuleValue[int]
    archipelago: RuleValue[bool]


def _row(fields: Fields) -> _Row:
    area = fields.read("aid_area", _aid_area)
    archipelago = fields.read("archipelago", _yes_or_no)
    begins, ends = fields.read("valid_from", day), fields.read("valid_to", _day_or_nothing)
    where_from = source(fields, confirmed=_true_or_false, valid_from=begins)
    row = _Row(
        code=fields.read("code", text),
        name=fields.read("name", text),
        aid_area=RuleValue(area, area, begins, ends, where_from),
        archipelago=RuleValue(archipelago, archipelago, begins, ends, where_from),
    )
    fields.finish()
    return row


def _municipality(rows: Sequence[_Row]) -> Municipality:
    code = rows[0].code
    return Municipality(
        code=code,
        name=rows[-1].name,
        aid_areas=Series(f"municipalities.csv: {code}: aid_area", tuple(row.aid_area for row in rows)),
        archipelago=Series(f"municipalities.csv: {code}: archipelago", tuple(row.archipelago for row in rows)),
    )


def _aid_area(given: object) -> int:
    if given not in ("", "1", "2", "3"):
        raise Wrong("region.aid_area")
    return int(str(given) or 0)


def _yes_or_no(given: object) -> bool:
    return _word(given, yes="yes", no="no")


def _true_or_false(given: object) -> bool:
    return _word(given, yes="true", no="false")


def _word(given: object, *, yes: str, no: str) -> bool:
    if given not in (yes, no):
        raise Wrong("input.choice", choices=f"{yes}, {no}")
    return given == yes


def _day_or_nothing(given: object) -> date | None:
    return None if given == "" else day(given)
