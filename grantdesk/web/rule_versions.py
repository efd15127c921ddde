"""A version of the rules on the web: drafted, tried, submitted, approved by another, or sent back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from grantdesk import clock, db, region
from grantdesk.actions import lay_down
from grantdesk.domain import version_trial
from grantdesk.domain.county import County
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.lifecycle import may
from grantdesk.domain.messages import Both
from grantdesk.domain.refusal import Refused
from grantdesk.domain.rule_version import files_of, rules_of
from grantdesk.domain.rule_words import in_words, name_of
from grantdesk.domain.rulebook import RuleValue
from grantdesk.domain.version_text import begun
from grantdesk.models.rule_version import RuleVersion
from grantdesk.queries import rule_versions, simulation
from grantdesk.queries.rule_versions import Told
from grantdesk.region import Foundation
from grantdesk.web import county, filters, rules
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.rules import ApprovalForm, ChosenRule, ReasonForm, VersionForm

# A version is a place among the rules.
bp = rules.bp

Page = str | tuple[str, int]
# So many of the cases that a version changes are shown on its page; the command line lists them all.
_MOST_SHOWN = 200


@dataclass(frozen=True)
class NewRow:
    """A row of a version: the rule it is for, what holds the day before, and what holds from then on."""

    rule: Both
    before: Both | None
    after: Both
    row: RuleValue[Any]


@dataclass(frozen=True)
class Returned:
    """What was sent and could not be taken: a text with what is wrong in it, or a form without a reason."""

    wrong: tuple[InputError, ...] = ()
    returning: ReasonForm | None = None
    withdrawal: ReasonForm | None = None


@dataclass(frozen=True)
class Trial:
    """What keeps a version from being published today, and which examples would have another answer had it always held."""

    faults: tuple[InputError, ...] = ()
    other_answers: tuple[InputError, ...] = ()


@bp.get("/rules/versions/new")
@requires("rules:draft")
def new() -> str:
    chosen, form = ChosenRule(request.args), VersionForm()
    held, of = county.current(), chosen.of.data or ""
    known = rules_of(held, of) if of in files_of(held) else {}
    chosen.offer(
        {file: filters.both(rules.title_of(file)) for file in files_of(held)},
        {rules.rule_code(key): filters.both(name_of(key, held)) for key in known},
        first_day=date(clock.today().year + 1, 1, 1),
    )
    key = rules.key_of(chosen.rule.data or "", known)
    if key:
        form.text.data = begun(held, of, key, first_day=chosen.first_day.data)
    return render_template("rules/new.html", chosen=chosen, form=form, wrong=())


@bp.post("/rules/versions")
@requires("rules:draft")
def draft() -> AnyResponse | Page:
    form = VersionForm()
    if not form.validate():
        return _new_again(form)
    try:
        with db.transaction(at=clock.now()):
            number = lay_down.draft(form.text.data, by=signed_in(), foundation=_foundation()).id
    except InputErrors as wrong:
        return _new_again(form, wrong.errors)
    except lay_down.AlreadyDrafted as there:
        return redirect(url_for("rules.version", number=there.number), 303)
    flash(gettext("Rule version %(number)s is a draft.", number=number))
    return redirect(url_for("rules.version", number=number), 303)


@bp.get("/rules/versions/<int:number>")
@requires("rules:read")
def version(number: int) -> str:
    rules.bring_up()
    return _page(rule_versions.by_number(number), _kept_text(number))


@bp.post("/rules/versions/<int:number>")
@requires("rules:draft")
def revise(number: int) -> AnyResponse | Page:
    form = VersionForm()
    if not form.validate():
        return _page(rule_versions.by_number(number), form), 422
    try:
        with db.transaction(at=clock.now()):
            found = rule_versions.for_act(number)
            lay_down.revise(found, form.text.data, by=signed_in(), foundation=_foundation())
    except InputErrors as wrong:
        form.refuse([rules.said_in_text(error) for error in wrong.errors])
        return _page(rule_versions.by_number(number), form, Returned(wrong.errors)), 422
    flash(gettext("The draft has been saved."))
    return _to(number)


@bp.post("/rules/versions/<int:number>/submission")
@requires("rules:draft")
def submit(number: int) -> AnyResponse:
    with db.transaction(at=clock.now()):
        found = rule_versions.for_act(number)
        lay_down.submit(found, by=signed_in(), on=clock.today(), foundation=_foundation())
    flash(gettext("The version has been submitted. Somebody else approves it."))
    return _to(number)


@bp.post("/rules/versions/<int:number>/approval")
@requires("rules:approve")
def approve(number: int) -> AnyResponse:
    seen = ApprovalForm().seen.data or ""
    with db.transaction(at=clock.now()):
        found = rule_versions.for_act(number)
        lay_down.approve_and_publish(found, seen, by=signed_in(), on=clock.today(), foundation=_foundation())
    rules.bring_up()
    flash(gettext("The version is published and holds from %(first_day)s.", first_day=filters.day(found.first_day)))
    return _to(number)


@bp.post("/rules/versions/<int:number>/return")
@requires("rules:approve")
def send_back(number: int) -> AnyResponse | Page:
    form = ReasonForm(prefix="return")
    if not form.validate():
        return _page(rule_versions.by_number(number), _kept_text(number), Returned(returning=form)), 422
    with db.transaction(at=clock.now()):
        lay_down.send_back(rule_versions.for_act(number), form.reason.data, by=signed_in())
    flash(gettext("The version has been sent back."))
    return _to(number)


@bp.post("/rules/versions/<int:number>/withdrawal")
@requires("rules:draft")
def withdraw(number: int) -> AnyResponse | Page:
    form = ReasonForm(prefix="withdrawal")
    if not form.validate():
        return _page(rule_versions.by_number(number), _kept_text(number), Returned(withdrawal=form)), 422
    with db.transaction(at=clock.now()):
        lay_down.withdraw(rule_versions.for_act(number), form.reason.data, by=signed_in())
    flash(gettext("The version has been withdrawn."))
    return _to(number)


@bp.get("/rules/versions/<int:number>/simulation")
@requires("rules:approve")
def simulate(number: int) -> str:
    told = rule_versions.by_number(number)
    year = _year(request.args.get("year", ""))
    # On what was in force without it, also where it has been published since.
    without = _county_without(told.version)
    shown = simulation.simulate(lay_down.read_again(told.version, without), year, county=without).as_json()
    return render_template(
        "rules/simulation.html", told=told, title=rules.title_of(told.version.of), simulation=shown, most=_MOST_SHOWN
    )


@bp.get("/rules/versions/<int:number>/file.toml")
@requires("rules:read")
def file(number: int) -> Response:
    found = rule_versions.by_number(number).version
    answer = Response(found.text, mimetype="application/toml")
    answer.headers.set("Content-Disposition", "attachment", filename=found.name.rpartition("/")[2])
    return answer


def _to(number: int) -> AnyResponse:
    return redirect(url_for("rules.version", number=number), 303)


def _kept_text(number: int) -> VersionForm:
    form = VersionForm()
    form.text.data = rule_versions.by_number(number).version.text
    return form


def _new_again(form: VersionForm, wrong: tuple[InputError, ...] = ()) -> Page:
    form.refuse([rules.said_in_text(error) for error in wrong])
    return render_template("rules/new.html", chosen=None, form=form, wrong=wrong), 422


def _page(told: Told, form: VersionForm, returned: Returned | None = None) -> str:
    returned = returned or Returned()
    found, me = told.version, signed_in()
    mine = me.id in rule_versions.authors_of(found) or me.id == found.submitted_by_id
    return render_template(
        "rules/version.html",
        told=told,
        version=found,
        title=rules.title_of(found.of),
        rows=_rows(found),
        trial=_trial(found),
        said=rules.said,
        wrong=returned.wrong,
        form=form,
        plain=Form(),
        returning=returned.returning or ReasonForm(prefix="return", formdata=None),
        withdrawal=returned.withdrawal or ReasonForm(prefix="withdrawal", formdata=None),
        simulation=found.simulation,
        most=_MOST_SHOWN,
        may_revise=me.may("rules:draft") and may("rule_version", "revise", found.state),
        may_withdraw=me.may("rules:draft") and may("rule_version", "withdraw", found.state),
        may_send_back=me.may("rules:approve") and may("rule_version", "send back", found.state),
        may_publish=me.may("rules:approve") and may("rule_version", "publish", found.state) and not mine,
        is_mine=mine,
        last_year=clock.today().year - 1,
    )


def _rows(found: RuleVersion) -> list[NewRow]:
    """What the version changes, rule by rule; nothing where it can no longer be read on the rules as they are."""
    without = _county_without(found)
    try:
        read = region.version(found.text, without, name=found.name)
    except InputErrors:
        return []
    there = rules_of(without, read.of)
    return [
        NewRow(
            name_of(key, without),
            in_words(key, before.value, without) if (before := there[key].on(row.valid_from)) else None,
            in_words(key, row.value, without),
            row,
        )
        for key, series in read.rows.items()
        for row in series.values
    ]


def _county_without(found: RuleVersion) -> County:
    """The county with all that was published before the version."""
    return lay_down.county_now(_foundation(), before=found)


def _trial(found: RuleVersion) -> Trial:
    """How a version that is not settled stands today."""
    if not may("rule_version", "withdraw", found.state):
        return Trial()
    ground = _foundation()
    held = lay_down.county_now(ground)
    wrong = lay_down.faults(found, held, on=clock.today(), foundation=ground)
    if wrong:
        return Trial(tuple(wrong))
    others = version_trial.other_answers(lay_down.read_again(found, held), held, examples=ground.examples)
    return Trial((), tuple(others))


def _foundation() -> Foundation:
    try:
        return region.foundation(county.settings().region_folder)
    except InputErrors as wrong:
        raise Refused("rules.region_changed") from wrong


def _year(written: str) -> int:
    """The year asked for; the last one where none is."""
    asked = int(written) if written.isascii() and written.isdecimal() and len(written) == 4 else 0
    return asked if 1990 <= asked <= clock.today().year else clock.today().year - 1
