"""The rules: every value with its source over time, and the versions that await somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask import Blueprint, abort, current_app, render_template, request
from flask_babel import gettext

from grantdesk import clock
from grantdesk.domain.county import County
from grantdesk.domain.fields import InputError
from grantdesk.domain.messages import Both
from grantdesk.domain.money import Money
from grantdesk.domain.question import named
from grantdesk.domain.roles import Actor, may
from grantdesk.domain.rule_version import DE_MINIMIS, MUNICIPALITIES, REGION, Key, files_of, rules_of
from grantdesk.domain.rule_words import in_words, name_of
from grantdesk.domain.rulebook import RuleValue, Series
from grantdesk.operations import rule_files
from grantdesk.queries import rule_versions
from grantdesk.queries.rule_versions import Told
from grantdesk.web import county, filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.fields import NotReadable, day_written

bp = Blueprint("rules", __name__)


@bp.app_template_filter("kept_money")
def kept_money(kept: str) -> str:
    """An amount that a simulation has kept as a text."""
    return filters.money(Money.parse(kept))


@bp.app_template_filter("kept_share")
def kept_share(kept: str | None) -> str:
    """A share that a simulation has kept as a text; None of nothing."""
    return filters.percent(None if kept is None else Decimal(kept))


_NOT_SCHEMES = {"de_minimis": DE_MINIMIS, "municipalities": MUNICIPALITIES, "region": REGION}


@dataclass(frozen=True)
class ShownRow:
    """One value of a rule, in words, and whether it holds on the day."""

    row: RuleValue[Any]
    words: Both
    file: str
    holds: bool


@dataclass(frozen=True)
class ShownRule:
    """A rule with its values over time, the newest first."""

    code: str
    name: Both
    rows: tuple[ShownRow, ...]


@bp.get("/rules")
@requires("rules:read")
def page() -> str:
    bring_up()
    me = signed_in()
    return render_template(
        "rules/page.html",
        files=[(stem_of(file), title_of(file)) for file in files_of(county.current())],
        awaiting=awaiting(me),
        versions=rule_versions.every(),
        title_of=title_of,
    )


@bp.get("/rules/<name>")
@requires("rules:read")
def of_file(name: str) -> str:
    file = _NOT_SCHEMES.get(name, f"schemes/{name}.toml")
    held = county.current()
    if file not in files_of(held):
        abort(404)
    on = _day(request.args.get("on", ""))
    shown = [_shown(key, series, held, on) for key, series in rules_of(held, file).items() if series.values]
    scheme = held.schemes.get(name)
    return render_template("rules/of_file.html", file=file, title=title_of(file), scheme=scheme, rules=shown, on=on)


def awaiting(me: Actor) -> list[Told]:
    """The versions that the person may approve, those of an act that was interrupted made whole first."""
    if not may(me.role, "rules:approve"):
        return []
    bring_up()
    return rule_versions.awaiting(me)


def title_of(file: str) -> Both:
    """What the file is about, in words: the scheme, de minimis aid or the municipalities."""
    held = county.current()
    code = stem_of(file)
    if code in held.schemes:
        return held.scheme(code).name
    return named(f"rule_file.{code}") if code in _NOT_SCHEMES else Both(code, code)


def stem_of(file: str) -> str:
    return file.rpartition("/")[2].partition(".")[0]


def rule_code(key: Key) -> str:
    """A rule as an address has it."""
    return "~".join(key)


def key_of(code: str, rules: Mapping[Key, Any]) -> Key | None:
    """The rule that an address names, where it is one of those."""
    key = tuple(code.split("~"))
    return key if key in rules else None


def bring_up() -> None:
    """Write the file of a version whose act was interrupted after it was committed, and read the rules with it."""
    try:
        if rule_files.write_missing(county.settings().rules):
            county.read_again()
    except OSError:
        # The rules that hold go on holding; `grantdesk verify` names the version whose file is missing.
        current_app.logger.exception("the file of a published rule version could not be written")


def _shown(key: Key, series: Series[Any], held: County, on: date) -> ShownRule:
    now = series.on(on)
    rows = sorted(series.values, key=lambda row: row.valid_from, reverse=True)
    return ShownRule(
        rule_code(key),
        name_of(key, held),
        tuple(
            ShownRow(row, in_words(key, row.value, held), row.source.place.partition(": ")[0], row is now)
            for row in rows
        ),
    )


def _day(written: str) -> date:
    """The day asked for; today where none is, or none that can be read."""
    try:
        return day_written(written.strip())
    except NotReadable:
        return clock.today()


def said_in_text(error: InputError) -> str:
    """What is wrong in the text that was sent, the line and the rule first."""
    key = error.where.partition(": ")[2]
    place = gettext("Line %(line)s", line=error.line) if error.line else gettext("The text")
    return f"{place}: {key + ' ' if key else ''}{filters.say(error.reason)}"


def said(error: InputError) -> str:
    """What is wrong in a file, in the reader's words, the file and the line first."""
    file, _, key = error.where.partition(": ")
    place = gettext("%(file)s, line %(line)s", file=file, line=error.line) if error.line else file
    return f"{place}: {key + ' ' if key else ''}{filters.say(error.reason)}"
