"""Dated rule values: what holds on a day, since when, by which source, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, cast

from grantdesk.domain.fields import Fields, Reader, T, Wrong, is_list
from grantdesk.domain.findings import Confidence, Source
from grantdesk.domain.messages import Both, message
from grantdesk.domain.readers import flag, one_of, text, toml_day


@dataclass(frozen=True, eq=False)
class RuleValue(Generic[T]):
    """One value with its period and source; `written` is the value as the region's file writes it."""

    value: T
    written: object
    valid_from: date
    valid_to: date | None
    source: Source

    def has_ended(self, on: date) -> bool:
        return self.valid_to is not None and self.valid_to < on


@dataclass(frozen=True)
class Series(Generic[T]):
    """The values of one rule over time; a new value is a new row, and the old one stays."""

    place: str
    values: tuple[RuleValue[T], ...] = ()

    def on(self, day: date) -> RuleValue[T] | None:
        """The value in force that day: the row that began last, unless it has ended."""
        newest: RuleValue[T] | None = None
        for value in self.values:
            if value.valid_from <= day and (newest is None or value.valid_from > newest.valid_from):
                newest = value
        return None if newest is None or newest.has_ended(day) else newest

    def followed_by(self, rows: Series[T]) -> Series[T]:
        """The same rule with more rows; those that are there stay as they are."""
        return Series(self.place, (*self.values, *rows.values))


def dated(fields: Fields, key: str, reader: Reader[T]) -> Series[T]:
    """The rows under a key, each with value, valid_from, source, confidence and confirmed; valid_to where it has ended."""
    given = fields.read_if_given(key, _rows)
    if given is None:
        return Series(fields.place(key))
    if not given:
        fields.refuse(key, message("region.no_rows"))
    values = tuple(_row(row, reader) for row in fields.each(key))
    _refuse_equal_days(fields, key, values)
    return Series(fields.place(key), values)


def required(fields: Fields, key: str, reader: Reader[T]) -> Series[T]:
    if key not in fields:
        fields.refuse(key, message("region.rule_missing"))
    return dated(fields, key, reader)


def source(fields: Fields, confirmed: Reader[bool] = flag, *, valid_from: date | None = None) -> Source:
    """Where something comes from: the keys source, confidence and confirmed of one mapping, and the mapping's own place."""
    known = one_of([member.value for member in Confidence])
    confidence = fields.read("confidence", known, missing="region.lacks_confidence")
    return Source(
        text=fields.read("source", citation, missing="region.lacks_source"),
        confidence=Confidence(confidence) if confidence else Confidence.CONFIGURED,
        confirmed=fields.read("confirmed", confirmed, missing="region.lacks_confirmed"),
        place=fields.where.rstrip(": "),
        valid_from=valid_from,
    )


def citation(given: object) -> Both:
    """A source: a law's section, the same in both languages, or a sentence as `{ sv = ..., en = ... }`."""
    if isinstance(given, Mapping) and set(given) == {"sv", "en"}:
        return Both(sv=text(given["sv"]), en=text(given["en"]))
    if isinstance(given, str):
        return Both(sv=text(given), en=text(given))
    raise Wrong("input.citation")


def _rows(given: object) -> Sequence[object]:
    if not is_list(given):
        raise Wrong("region.double_brackets")
    return cast(Sequence[object], given)


def _row(row: Fields, reader: Reader[T]) -> RuleValue[T]:
    value = RuleValue(
        value=row.read("value", reader, missing="region.lacks_value"),
        written=row.read_if_given("value", _as_written),
        valid_from=(begins := row.read("valid_from", toml_day, missing="region.lacks_valid_from")),
        valid_to=row.read_if_given("valid_to", toml_day),
        source=source(row, valid_from=begins),
    )
    row.finish()
    if row.is_sound and value.has_ended(value.valid_from):
        row.refuse("valid_to", message("region.period"))
    return value


def _as_written(given: object) -> object:
    return given


def _refuse_equal_days(fields: Fields, key: str, values: tuple[RuleValue[T], ...]) -> None:
    seen: set[date] = set()
    for index, value in enumerate(values):
        if value.valid_from in seen:
            fields.refuse(f"{key}[{index}].valid_from", message("region.same_day", day=value.valid_from))
        seen.add(value.valid_from)
