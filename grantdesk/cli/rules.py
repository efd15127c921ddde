"""`grantdesk rules`: the rule values with their sources, and whether they and their examples hold."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from grantdesk import region
from grantdesk.cli.regions import configured_county, configured_folder
from grantdesk.documents import letter_coverage, letter_texts
from grantdesk.documents.letter_texts import LetterTexts, WrongLetterTexts
from grantdesk.domain.county import County
from grantdesk.domain.examples import broken
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.messages import render
from grantdesk.domain.rulebook import RuleValue

_LETTERS = "letters/decision.toml"
_day = click.DateTime(formats=["%Y-%m-%d"])


@click.group("rules")
def group() -> None:
    """The county's rules: dated values, each with a source and a confidence."""


@group.command("check")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def check(as_json: bool) -> None:
    """Check the region's folder: every file can be used, every value has its source, every example holds; exit 1 if not."""
    folder = configured_folder()
    try:
        county = region.load(folder).county
        files = region.read_examples(folder)
        letters = _letters(folder)
        region.read_map(folder, county)
    except InputErrors as wrong:
        _fail(folder, wrong.errors, as_json=as_json)
    errors = [error for name, written in files.items() for error in broken(written, county, file=name)]
    errors += letter_coverage.lacking(letters, county, file=_LETTERS)
    if errors:
        _fail(folder, tuple(errors), as_json=as_json)
    _say_checked(county, files, as_json=as_json)


@group.command("list")
@click.option("--on", "on", metavar="DATE", type=_day, help="Only the values in force that day.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def list_values(on: Any, as_json: bool) -> None:
    """Every rule value with its period, source and confidence."""
    rows = list(_rows(configured_county(as_json=as_json), on.date() if on else None))
    if as_json:
        click.echo(json.dumps({"rules": rows}, ensure_ascii=False, indent=2))
        return
    for row in rows:
        period = f"{row['valid_from']}–{row['valid_to'] or ''}"
        sure = row["confidence"] if row["confirmed"] else f"{row['confidence']}, not confirmed"
        value = json.dumps(row["value"], ensure_ascii=False)
        click.echo(f"{row['file']}: {row['rule']} = {value}  {period}  [{sure}]  {row['source']}")


def _letters(folder: Path) -> LetterTexts:
    try:
        return letter_texts.parse(region.read_letters(folder), file=_LETTERS)
    except WrongLetterTexts as wrong:
        raise region.wrong_at(_LETTERS, str(wrong).removeprefix(f"{_LETTERS}: ")) from wrong


def _fail(folder: Path, errors: tuple[InputError, ...], *, as_json: bool) -> NoReturn:
    said = [
        {"where": error.where, "line": region.line_of(folder, error.where), "message": render(error.reason, "en")}
        for error in errors
    ]
    if as_json:
        click.echo(json.dumps({"errors": said}, ensure_ascii=False), err=True)
    for one in () if as_json else said:
        line = f" (line {one['line']})" if one["line"] else ""
        click.echo(f"{one['where']}{line}: {one['message']}", err=True)
    sys.exit(1)


def _say_checked(county: County, files: dict[str, dict[str, Any]], *, as_json: bool) -> None:
    values = [value for series in county.series() for value in series.values]
    examples = sum(len(written.get("example", [])) for written in files.values())
    counted = {
        "values": len(values),
        "not_confirmed": sum(not value.source.confirmed for value in values),
        "schemes": len(county.schemes),
        "examples": examples,
    }
    if as_json:
        click.echo(json.dumps(counted))
        return
    click.echo(
        f"{counted['values']} values of {counted['schemes']} schemes and the county have date, source and confidence "
        f"({counted['not_confirmed']} not confirmed); {examples} examples hold."
    )


def _rows(county: County, on: date | None) -> Iterator[dict[str, Any]]:
    for series in county.series():
        file, _, rule = series.place.partition(": ")
        shown = series.values if on is None else [value for value in (series.on(on),) if value]
        for value in shown:
            yield _row(file, rule, value)


def _row(file: str, rule: str, value: RuleValue[Any]) -> dict[str, Any]:
    return {
        "file": file,
        "rule": rule,
        "value": value.written,
        "valid_from": value.valid_from.isoformat(),
        "valid_to": value.valid_to.isoformat() if value.valid_to else None,
        "source": value.source.text.en,
        "confidence": value.source.confidence.value,
        "confirmed": value.source.confirmed,
    }
