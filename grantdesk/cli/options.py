"""Options that several commands read alike, each wrong value said with the option's name and what would be right."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date

import click

from grantdesk.cli.ground import stop_with_json
from grantdesk.domain import readers
from grantdesk.domain.fields import InputError, InputErrors, Reader, T, Wrong
from grantdesk.domain.messages import message, render
from grantdesk.domain.refusal import Refused

json_option = click.option("--json", "as_json", is_flag=True, help="Answer, and say errors, as JSON.")


@contextmanager
def said_as(*, as_json: bool) -> Iterator[None]:
    """Says what is wrong in what was given as JSON where that was asked for; otherwise as every command does."""
    try:
        yield
    except InputErrors as wrong:
        if not as_json:
            raise
        stop_with_json((error.where, render(error.reason, "en")) for error in wrong.errors)
    except Refused as refused:
        if not as_json:
            raise
        stop_with_json([("", render(refused.reason, "en"))])


def day(option: str, written: str | None) -> date | None:
    """The day, or None where none was given."""
    return None if written is None else read(option, written, readers.day)


def read(option: str, written: object, reader: Reader[T]) -> T:
    """What `reader` makes of the option's value. Raises InputErrors with the option's name."""
    try:
        return reader(written)
    except Wrong as wrong:
        raise InputErrors([InputError(option, wrong.reason)]) from wrong


def chosen(option: str, written: str, among: Collection[str]) -> str:
    """One of those there are. Raises InputErrors that lists them."""
    if written not in among:
        raise InputErrors([InputError(option, message("input.choice", choices=", ".join(among)))])
    return written
