"""What the form of a case says, as `calculate aid` takes it, and its errors back on the fields they are about."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from flask_babel import gettext

from grantdesk.actions.register import ProjectPlan, Registration
from grantdesk.domain.county import County
from grantdesk.domain.facts import Application, parse_application
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.scheme import Scheme
from grantdesk.web import filters
from grantdesk.web.forms.case import CaseForm, add_error, begun_large
from grantdesk.web.forms.rows import filled
from grantdesk.web.forms.stated import numbers_in

_IN_A_ROW = re.compile(r"(costs|financing|de_minimis)\[(\d+)\]\.(\w+)")
_LISTS = {"costs": "costs", "financing": "financing", "de_minimis": "awards"}


def registration(form: CaseForm, scheme: Scheme, county: County, *, eur_rate: Decimal | None) -> Registration | None:
    """The registration in the form; None where something is wrong, and then each field says what."""
    application = read(form, facts(form, scheme, eur_rate=eur_rate), county)
    if application is None:
        return None
    return Registration(
        application=application,
        title=form.title.data.strip(),
        organisation_name=form.name.data.strip(),
        objectives={row.form.objective.data: row.form.share.data for row in filled(form.objectives)},
        once=form.once.data,
        ends_on=form.ends_on.data,
        project=_plan(form) if scheme.is_project else None,
    )


def read(form: CaseForm, given: dict[str, Any], county: County) -> Application | None:
    """The application in the facts that the form gave; None where they or the form are wrong, and then each field says what."""
    right = form.validate()
    try:
        application = parse_application(given, county)
    except InputErrors as wrong:
        for error in wrong.errors:
            _attach(form, error)
        return None
    return application if right else None


def facts(form: CaseForm, scheme: Scheme, *, eur_rate: Decimal | None) -> dict[str, Any]:
    """The application as a mapping; what is not filled in is not in it."""
    said = {
        "scheme": scheme.code,
        "received_on": _day(form.received_on),
        "starts_on": _day(form.starts_on),
        "applicant": _applicant(form),
        "costs": [_said({"category": row.category.data, "amount": _text(row.amount)}) for row in _rows(form.costs)],
        "financing": [
            _said({"source": row.source.data, "kind": row.kind.data, "amount": _text(row.amount)})
            for row in _rows(form.financing)
        ],
        "de_minimis": _awards(form) if "awards" in form else None,
        "eur_rate": format(eur_rate, "f") if eur_rate is not None else None,
        "requested": _text(form.requested),
        "circumstances": _circumstances(form),
    }
    return {key: value for key, value in said.items() if value is not None}


def _rows(rows: Any) -> list[Any]:
    return [row.form for row in filled(rows)]


def _said(pairs: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in pairs.items() if value not in (None, "")}


def _day(field: Any) -> str | None:
    return field.data.isoformat() if field.data else None


def _text(field: Any) -> str | None:
    return None if field.data is None else str(field.data)


def _applicant(form: CaseForm) -> dict[str, Any]:
    names = ("organisation_number", "legal_form", "municipality", "size", "led_by", "nace")
    obstacles = form.obstacles.data or [] if "obstacles" in form else []
    written = {name: (form[name].data or "").strip() for name in names if name in form}
    return _said(written) | {"obstacles": obstacles}


def _awards(form: CaseForm) -> list[dict[str, Any]]:
    return [
        _said(
            {"granted_on": _day(row.granted_on), "amount_eur": _text(row.amount_eur), "regulation": row.regulation.data}
        )
        for row in _rows(form.awards)
    ]


def _circumstances(form: CaseForm) -> dict[str, Any]:
    stated: dict[str, Any] = dict.fromkeys(form.circumstances.data or [], True) if "circumstances" in form else {}
    return stated | numbers_in(form)


def _plan(form: CaseForm) -> ProjectPlan:
    return ProjectPlan(
        purpose=(form.purpose.data or "").strip(),
        themes=tuple(form.themes.data or ()),
        municipalities=tuple(form.covers.data or ()),
        eruf_objective=(form.eruf_objective.data or None) if "eruf_objective" in form else None,
    )


def _attach(form: CaseForm, error: InputError) -> None:
    """Put the error on the field it is about, or on the whole form; a field that has said something says no more."""
    field = _field(form, error.where)
    if field is None:
        form.form_errors = [*form.form_errors, f"{error.where}: {_sentence(error)}"]
    elif not field.errors:
        add_error(field, _sentence(error))


def _field(form: CaseForm, where: str) -> Any:
    if in_row := _IN_A_ROW.fullmatch(where):
        name, index, key = in_row.groups()
        return getattr(filled(form[_LISTS[name]])[int(index)].form, key, None)
    group, _, key = where.rpartition(".")
    if group == "circumstances" and key not in form:
        key = "circumstances"
    key = _LISTS.get(key, key)
    return getattr(form, key, None)


def _sentence(error: InputError) -> str:
    in_the_form = _FORM_SENTENCES.get(error.reason.key)
    return in_the_form() if in_the_form else f"{begun_large(filters.say(error.reason))}."


# Where the calculation's own words speak of keys and codes, the form says it in its own.
_FORM_SENTENCES: dict[str, Callable[[], str]] = {
    "input.missing": lambda: gettext("Fill this in."),
    "input.no_costs": lambda: gettext("Write at least one cost, with its category and amount."),
    "input.amount": lambda: gettext("Write an amount above zero."),
    "input.number_personal": lambda: gettext(
        "This is a personal number. Choose sole trader as legal form, or write the organisation's number."
    ),
    "input.no_eu_source": lambda: gettext(
        "This scheme needs a row with money from the ERDF or the ESF. Without it, use the other project grant."
    ),
}
