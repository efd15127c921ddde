"""What every command stands on: settings, database, exit codes, and how an error is said."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

import click

from grantdesk import db, region, settings
from grantdesk.domain.messages import render
from grantdesk.domain.refusal import Refused
from grantdesk.models import registry
from grantdesk.operations import rule_files, upgrade
from grantdesk.region import Terms
from grantdesk.settings import Settings

# 0 done, 1 the thing asked about is not so, 2 the input is wrong.
NOT_SO, INPUT_WRONG = 1, 2


class InputWrong(click.ClickException):
    """Something that was given is wrong: where, and what would be right. Nothing has been written."""

    exit_code = INPUT_WRONG

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}" if where else message)


class NotSo(click.ClickException):
    """What was asked about is not so."""

    exit_code = NOT_SO


def opened() -> Terms:
    """Connect to the configured database, which must be at the newest migration, and read the region's terms."""
    found = connected()
    if upgrade.current(db.engine()) != upgrade.newest(settings.migrations_folder()):
        raise InputWrong("", "The database is not at the newest migration. Run: grantdesk db upgrade")
    _write_missing_rules(found.rules)
    return region.load(found.region_folder, found.rules)


def _write_missing_rules(folder: Path) -> None:
    """Make an act whole that was interrupted before its file was written."""
    try:
        rule_files.write_missing(folder)
    except OSError as error:
        said = f"the file of a published rule version cannot be written ({error.strerror}); make the folder writable"
        raise InputWrong(str(folder), said) from error


def connected() -> Settings:
    """Connect to the configured database, in whatever state it is."""
    found = settings.read()
    registry.metadata()
    db.connect(found.database_url)
    return found


def wrong(refused: Refused, where: str = "") -> InputWrong:
    """The refusal of an act, as a command says it."""
    return InputWrong(where, render(refused.reason, "en"))


def put(content: bytes, output: str | None) -> None:
    """Write to the file, or to standard output where none is named (or `-`)."""
    if output in (None, "-"):
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        Path(str(output)).write_bytes(content)
    except OSError as error:
        raise InputWrong("--output", f"cannot write {output}: {error.strerror}") from error


def put_json(content: Any, output: str | None = None) -> None:
    put((json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode(), output)


def stop_with_json(errors: Iterable[tuple[str, str]]) -> NoReturn:
    """Say the errors as JSON on standard error, and stop with exit code 2."""
    said = {"errors": [{"where": where, "message": message} for where, message in errors]}
    click.echo(json.dumps(said, ensure_ascii=False), err=True)
    raise SystemExit(INPUT_WRONG)
