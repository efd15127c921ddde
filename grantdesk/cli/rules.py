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
from grantdesk.cli import given
from grantdesk.cli.ground import opened, put_json
from grantdesk.cli.options import json_option, said_as
from grantdesk.cli.regions import configured, configured_terms
from grantdesk.documents import letter_coverage, letter_texts
from grantdesk.documents.letter_texts import LetterTexts, WrongLetterTexts
from grantdesk.domain import version_trial
from grantdesk.domain.checklist import CheckItem
from grantdesk.domain.county import County
from grantdesk.domain.examples import broken
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.messages import render
from grantdesk.domain.rule_version import Version
from grantdesk.domain.rulebook import RuleValue, Series
from grantdesk.queries import simulation
from grantdesk.queries.simulation import Simulation
from grantdesk.region import Terms

_LETTERS = "letters/decision.toml"
_day = click.DateTime(formats=["%Y-%m-%d"])


@click.group("rules")
def group() -> None:
    """The county's rules: dated values, each with a source and a confidence."""


@group.command("check")
@click.argument("draft", metavar="[DRAFT]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def check(draft: str | None, as_json: bool) -> None:
    """Check the region's folder: every file can be used, every value has its source, every example holds; exit 1 if not.

    With DRAFT, a file of new rows (- is standard input), also whether it could be laid down on what is there.
    """
    found = configured()
    folder = found.region_folder
    try:
        terms = region.load(folder, found.rules)
        county = terms.county
        files = region.read_examples(folder)
        letters = _letters(folder)
        region.read_map(folder, county)
        version, errors = _tried(draft, county, files)
    except InputErrors as wrong:
        _fail(folder, wrong.errors, as_json=as_json)
    errors += [error for name, written in files.items() for error in broken(written, county, file=name)]
    errors += letter_coverage.lacking(letters, county, file=_LETTERS)
    if errors:
        _fail(folder, tuple(errors), as_json=as_json)
    _say_checked(terms, files, version, as_json=as_json)


@group.command("simulate")
@click.argument("draft", metavar="DRAFT")
@click.option("--year", type=click.IntRange(1990, 2100), required=True, help="The cases received in this year.")
@json_option
def simulate(draft: str, year: int, as_json: bool) -> None:
    """Which of a year's cases a draft would have changed, and by how much; nothing is written."""
    with said_as(as_json=as_json):
        county = opened().county
        version = region.version(given.text(draft), county, name=draft)
        found = simulation.simulate(version, year, county=county)
    if as_json:
        put_json(found.as_json())
    else:
        click.echo(_simulation_as_text(found))


@group.command("list")
@click.option("--on", "on", metavar="DATE", type=_day, help="Only the values in force that day.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def list_values(on: Any, as_json: bool) -> None:
    """Every rule value, and every check of a case, with its period, source and confidence."""
    terms, day = configured_terms(as_json=as_json), on.date() if on else None
    rows = [*_rows(terms, day), *_checks(terms, day)]
    if as_json:
        click.echo(json.dumps({"rules": rows}, ensure_ascii=False, indent=2))
        return
    for row in rows:
        period = f"{row['valid_from']}–{row['valid_to'] or ''}"
        sure = row["confidence"] if row["confirmed"] else f"{row['confidence']}, not confirmed"
        value = json.dumps(row["value"], ensure_ascii=False)
        click.echo(f"{row['file']}: {row['rule']} = {value}  {period}  [{sure}]  {row['source']}")


def _tried(
    draft: str | None, county: County, examples: dict[str, dict[str, Any]]
) -> tuple[Version | None, list[InputError]]:
    """The version in the draft, where there is one, and what keeps it from being laid down. Raises InputErrors."""
    if draft is None:
        return None, []
    text = given.text(draft)
    version = region.version(text, county, name=draft)
    return version, region.placed(version_trial.faults(version, county, examples=examples), {draft: text})


def _simulation_as_text(found: Simulation) -> str:
    lines = [f"{one.number}  {one.before.aid} -> {one.after.aid}  {one.title}" for one in found.changed]
    lines += [f"{one.number}  cannot be calculated: {one.why['en']}" for one in found.unreadable]
    lines.append(f"{len(found.changed)} of {found.cases} cases received in {found.year} change.")
    if found.unassessed:
        lines.append(f"{found.unassessed} more have not been assessed and are left out.")
    before, after = found.before, found.after
    lines.append(f"Aid: {before.aid} -> {after.aid}, in {before.cases} -> {after.cases} cases")
    parts = {"apart": f"Share to municipality {found.apart}", "women": "Share to those led by women"}
    for part, words in parts.items():
        if part != "apart" or found.apart:
            old, new = before.share(part), after.share(part)
            lines.append(f"{words}: of cases {old['cases']} -> {new['cases']}, of aid {old['aid']} -> {new['aid']}")
    return "\n".join(lines)


def _letters(folder: Path) -> LetterTexts:
    try:
        return letter_texts.parse(region.read_letters(folder), file=_LETTERS)
    except WrongLetterTexts as wrong:
        raise region.wrong_at(_LETTERS, str(wrong).removeprefix(f"{_LETTERS}: ")) from wrong


def _fail(folder: Path, errors: tuple[InputError, ...], *, as_json: bool) -> NoReturn:
    said = [
        {
            "where": error.where,
            "line": error.line or region.line_of(folder, error.where),
            "message": render(error.reason, "en"),
        }
        for error in errors
    ]
    if as_json:
        click.echo(json.dumps({"errors": said}, ensure_ascii=False), err=True)
    for one in () if as_json else said:
        line = f" (line {one['line']})" if one["line"] else ""
        click.echo(f"{one['where']}{line}: {one['message']}", err=True)
    sys.exit(1)


def _say_checked(terms: Terms, files: dict[str, dict[str, Any]], version: Version | None, *, as_json: bool) -> None:
    county = terms.county
    values = [value for series in _every_series(terms) for value in series.values]
    examples = sum(len(written.get("example", [])) for written in files.values())
    counted = {
        "values": len(values),
        "not_confirmed": sum(not value.source.confirmed for value in values),
        "schemes": len(county.schemes),
        "examples": examples,
        "checks": len(terms.checks.rows),
    }
    if as_json:
        click.echo(json.dumps(counted | ({} if version is None else {"first_day": version.first_day.isoformat()})))
        return
    if version is not None:
        rows = sum(len(series.values) for series in version.rows.values())
        click.echo(f"{version.name} could be laid down on {version.of} from {version.first_day} (rows added: {rows}).")
    click.echo(
        f"{counted['values']} values of {counted['schemes']} schemes and the county have date, source and confidence "
        f"({counted['not_confirmed']} not confirmed); {examples} examples hold. {counted['checks']} checks of cases can be read."
    )


def _every_series(terms: Terms) -> Iterator[Series[Any]]:
    for part in (terms.county, terms.coding, terms.payments):
        yield from part.series()


def _rows(terms: Terms, on: date | None) -> Iterator[dict[str, Any]]:
    for series in _every_series(terms):
        file, _, rule = series.place.partition(": ")
        shown = series.values if on is None else [value for value in (series.on(on),) if value]
        for value in shown:
            # A row that has been published since names its own file.
            yield _row(value.source.place.partition(": ")[0] or file, rule, value, value.written)


def _checks(terms: Terms, on: date | None) -> Iterator[dict[str, Any]]:
    for row in terms.checks.rows if on is None else terms.checks.held(on):
        file, _, place = row.source.place.partition(": ")
        yield _row(file, place, row, _item(row))


def _item(row: CheckItem) -> dict[str, Any]:
    said = {"code": row.code, "part": row.part, "text": row.text.en}
    sets = {"schemes": row.schemes, "handled_by": row.handled_by, "required_for": row.required_for}
    return said | {name: sorted(value) for name, value in sets.items()}


def _row(file: str, rule: str, dated: RuleValue[Any] | CheckItem, value: object) -> dict[str, Any]:
    return {
        "file": file,
        "rule": rule,
        "value": value,
        "valid_from": dated.valid_from.isoformat(),
        "valid_to": dated.valid_to.isoformat() if dated.valid_to else None,
        "source": dated.source.text.en,
        "confidence": dated.source.confidence.value,
        "confirmed": dated.source.confirmed,
    }
