"""Worked examples in a region's folder: an application, and what the rules should give it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grantdesk.domain.county import County
from grantdesk.domain.facts import parse_application
from grantdesk.domain.fields import Fields, InputError, InputErrors
from grantdesk.domain.messages import Both, message
from grantdesk.domain.readers import text
from grantdesk.domain.support import calculate

ANSWERS = ("eligible", "aid", "rate", "before_granting", "not_met", "lines", "unconfirmed", "authority", "input_error")


def broken(written: Mapping[str, object], county: County, *, file: str) -> Iterator[InputError]:
    """Every example of one file that does not hold. `[application]` is the file's case, changed by each example's `given`."""
    errors: list[InputError] = []
    fields = Fields(written, f"{file}: ", errors)
    base = fields.read("application", _table)
    for example in fields.each("example"):
        example.read("name", text)
        example.read("source", text)
        given, expected = example.read_if_given("given", _table), example.read("expect", _table)
        example.finish()
        if not errors:
            for problem in _problems(_changed(base, given or {}), expected, county):
                example.refuse("expect", message("region.example", problem=problem))
    fields.finish()
    yield from errors


def applications(written: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The application of every example of one file that holds together."""
    for example in written["example"]:
        yield _changed(written["application"], example.get("given", {}))


def _changed(base: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The base with what is given instead; a table is changed key by key, a list as a whole."""
    changed = dict(base)
    for key, value in given.items():
        before = changed.get(key)
        if isinstance(value, Mapping) and isinstance(before, Mapping):
            changed[key] = _changed(before, value)
        else:
            changed[key] = value
    return changed


def _table(given: object) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}


def _problems(given: Mapping[str, Any], expected: Mapping[str, Any], county: County) -> Iterator[Both]:
    answer = _answer(given, county)
    if not expected:
        known = ", ".join(ANSWERS)
        yield Both(f"inget väntas; vänta ett av {known}", f"nothing is expected; expect one of {known}")
    for key, value in expected.items():
        if key not in ANSWERS:
            known = ", ".join(ANSWERS)
            yield Both(f"{key} är inte ett av {known}", f"{key} is not one of {known}")
        elif answer.get(key) != value:
            given_by_rules = answer.get(key)
            yield Both(
                f"{key} ska vara {value}, och reglerna ger {given_by_rules}",
                f"{key} should be {value}, and the rules give {given_by_rules}",
            )


def _answer(given: Mapping[str, Any], county: County) -> dict[str, Any]:
    try:
        assessment = calculate(parse_application(given, county), county)
    except InputErrors as wrong:
        return {"input_error": [error.where for error in wrong.errors]}
    return {
        **assessment.as_json(),
        "lines": [str(line.aid) for line in assessment.lines],
        "not_met": [finding.rule for finding in assessment.findings if not finding.met],
        "unconfirmed": [finding.rule for finding in assessment.unconfirmed],
    }
