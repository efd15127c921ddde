"""A version tried before it is laid down: the law's ceilings, the region's examples, and the version's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from grantdesk.domain import statutory
from grantdesk.domain.county import County
from grantdesk.domain.examples import broken
from grantdesk.domain.fields import InputError
from grantdesk.domain.messages import message
from grantdesk.domain.rule_version import Version, as_if_from, with_version

Examples = Mapping[str, Mapping[str, Any]]
_BEFORE_ANY_EXAMPLE = date(2000, 1, 1)


def faults(version: Version, county: County, *, examples: Examples) -> list[InputError]:
    """Everything that keeps the version from being laid down, whatever the day. `county` is the county without it.

    `examples` are the region's own, by file: they hold with the version's rows as they do without them.
    """
    changed = with_version(county, version)
    return [
        *statutory.faults(version, county),
        *(error for file, written in examples.items() for error in broken(written, changed, file=file)),
        *_own_examples(version, changed, examples),
    ]


def other_answers(version: Version, county: County, *, examples: Examples) -> list[InputError]:
    """The region's examples of the scheme that would have another answer, had the version always held."""
    file = f"examples/{version.scheme}.toml"
    if file not in examples:
        return []
    return list(broken(examples[file], as_if_from(county, version, _BEFORE_ANY_EXAMPLE), file=file))


def too_early(version: Version, *, on: date) -> list[InputError]:
    """The rows that would begin before the day of publishing: what was received before is judged by the rules of its day."""
    return [
        InputError(f"{row.source.place}.valid_from", message("version.in_the_past", day=row.valid_from, earliest=on))
        for series in version.rows.values()
        for row in series.values
        if row.valid_from < on
    ]


def _own_examples(version: Version, changed: County, examples: Examples) -> Iterator[InputError]:
    """The version's examples, on its own application or on that of the region's examples of the scheme."""
    if not version.examples:
        return
    of_scheme = examples.get(f"examples/{version.scheme}.toml", {})
    base = {"application": of_scheme["application"]} if "application" in of_scheme else {}
    yield from broken({**base, **version.examples}, changed, file=version.name)
