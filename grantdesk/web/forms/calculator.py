"""The question that the calculator is asked: what an application says, without an applicant, all of it in the address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField, SelectField

from grantdesk.domain import asked, stand_in
from grantdesk.domain.county import County
from grantdesk.domain.scheme import Scheme, StateAid
from grantdesk.domain.vocabulary import LEGAL_FORMS
from grantdesk.web import filters
from grantdesk.web.forms import SearchForm, application
from grantdesk.web.forms.case import CaseForm, add_rows, leave_out, offer
from grantdesk.web.forms.fields import FigureField, NotReadable
from grantdesk.web.forms.rows import filled
from grantdesk.web.forms.stated import NUMBERS

_RATE = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?", re.ASCII)
_IN_A_ROW = re.compile(r"(?:costs|financing|awards)-\d+(?=-)", re.ASCII)
_UNCHANGED_KIND = "cash"
_UNTIL_START = timedelta(days=30)
_MAY_BE_PROPOSED = frozenset({"received_on", "starts_on", "size", "legal_form", "led_by"})


class ExchangeRateField(FigureField):
    """Kronor for one euro, with a comma or a point; `data` is a Decimal or None."""

    def read(self, written: str) -> Decimal:
        if not _RATE.fullmatch(written) or not (rate := Decimal(written.replace(",", "."))):
            raise NotReadable(gettext("Write the kronor that a euro costs, such as 11,20."))
        return rate


class CalculatorForm(CaseForm):
    """What a case's form asks and the rules look at; `form_of` leaves out the rest."""

    class Meta(SearchForm.Meta):
        pass

    scheme = SelectField(lazy_gettext("Scheme"))
    eur_rate = ExchangeRateField(lazy_gettext("Kronor for one euro"))


# Who applies, and what only a register keeps.
_UNASKED = (
    "once",
    "title",
    "ends_on",
    "organisation_number",
    "name",
    "objectives",
    "purpose",
    "themes",
    "covers",
    "eruf_objective",
)


@dataclass(frozen=True)
class Group:
    """Fields beside those that are asked first: a fold away, until something is said or wrong in them, or the sum needs them."""

    key: str
    title: str
    names: tuple[str, ...]
    folded: bool


def form_of(said: MultiDict[str, str], scheme: Scheme, county: County) -> CalculatorForm:
    """The form for one scheme, filled in with what is said and no more; `with_rows` makes it ready to be shown."""
    form = CalculatorForm(said)
    form.scheme.choices = {one.code: filters.both(one.name) for one in county.schemes.values()}
    form.scheme.data = scheme.code
    for name in (*_UNASKED, *(("eur_rate",) if scheme.state_aid is StateAid.NONE else ())):
        del form[name]
    leave_out(form, scheme)
    offer(form, scheme, county)
    return form


def with_rows(form: CalculatorForm, scheme: Scheme, county: County, *, add: str | None) -> CalculatorForm:
    """The form with rows to write in: a row that nobody has sent is not read, and is no fault."""
    add_rows(form, sent=False, add=add)
    offer(form, scheme, county)
    return form


def with_proposals(said: MultiDict[str, str], scheme: Scheme, *, on: date) -> MultiDict[str, str]:
    """What is said, and what is proposed for the fields that nothing is said of: an empty field is left empty."""
    received = _day_in(said) or on
    proposed = _proposed(scheme, received)
    return MultiDict(
        [*((name, value) for name, value in proposed.items() if name not in said), *said.items(multi=True)]
    )


def _proposed(scheme: Scheme, received: date) -> dict[str, str]:
    forms = scheme.rules.legal_forms.on(received)
    proposed = {
        "received_on": received.isoformat(),
        "size": "small",
        "legal_form": (forms.value if forms else LEGAL_FORMS)[0],
        "led_by": "unknown",
    }
    starts = {"starts_on": _after(received).isoformat()} if scheme.has_start_rule else {}
    return proposed | starts


def _after(received: date) -> date:
    return received + min(_UNTIL_START, date.max - received)


def _day_in(said: Mapping[str, str]) -> date | None:
    try:
        return date.fromisoformat(said.get("received_on", "").strip())
    except ValueError:
        return None


def kept(said: MultiDict[str, str]) -> list[tuple[str, str]]:
    """What an address needs to say of the question: rows in which something is written are whole, the others are left out.

    Elsewhere an empty field says something only where a value would be proposed for it.
    """
    pairs = list(said.items(multi=True))
    rows = {_row(name) for name, value in pairs if value.strip() not in ("", _UNCHANGED_KIND)}
    return [
        (name, value)
        for name, value in pairs
        if (_row(name) in rows if _row(name) else value.strip() or name in _MAY_BE_PROPOSED)
    ]


def _row(name: str) -> str:
    """The row that a field stands in, such as `costs-0`; nothing where it stands in none."""
    found = _IN_A_ROW.match(name)
    return found[0] if found else ""


def facts(form: CalculatorForm, scheme: Scheme, *, eur_rate: Decimal | None) -> dict[str, Any]:
    """The application as `calculate aid` takes it, with an invented number where nobody has applied."""
    given = application.facts(form, scheme, eur_rate=eur_rate)
    number = stand_in.written_number(form.legal_form.data)
    return given | {"applicant": given["applicant"] | {"organisation_number": number}}


def groups(form: CalculatorForm, scheme: Scheme, *, on: date) -> list[Group]:
    """Everything beside what is asked first."""
    proposed = _proposed(scheme, form.received_on.data or on)
    aid = gettext("Earlier de minimis aid") if "awards" in form else gettext("The euro")
    named = [
        ("measure", gettext("Start and amount applied for"), ("starts_on", "requested")),
        ("applicant", gettext("The applicant"), ("legal_form", "led_by", "obstacles")),
        ("financing", gettext("Other financing"), ("financing",)),
        ("awards", aid, ("awards", "eur_rate")),
        ("besides", gettext("What the rules ask besides"), ("circumstances", *NUMBERS)),
    ]
    needed = {"financing": scheme.is_project, "besides": bool(asked.needed_by(scheme.rules))}
    found = [
        _group(form, key, title, tuple(name for name in names if name in form), proposed) for key, title, names in named
    ]
    return [replace(one, folded=one.folded and not needed.get(one.key)) for one in found if one.names]


def _group(form: CalculatorForm, key: str, title: str, names: tuple[str, ...], proposed: Mapping[str, str]) -> Group:
    seen = any(any(_faults(form[name])) or _is_said(form[name], proposed) for name in names)
    return Group(key, title, names, folded=not seen)


def _is_said(field: Any, proposed: Mapping[str, str]) -> bool:
    if isinstance(field, FieldList):
        return bool(filled(field))
    written = [str(each).strip() for each in field.raw_data or []]
    return any(written) and written != [proposed.get(field.name, "")]


def _faults(field: Any) -> Iterator[str]:
    inner = field if isinstance(field, FieldList) else field.form if isinstance(field, FormField) else ()
    for each in inner:
        yield from _faults(each)
    yield from (str(said) for said in field.errors if isinstance(said, str))
