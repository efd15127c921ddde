"""What is wrong with a form, field by field, for its summary and for those who hear the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from wtforms import Field, FieldList, FormField, HiddenField, SelectMultipleField
from wtforms.form import BaseForm


@dataclass(frozen=True)
class Fault:
    """One error; `address` is the id of its field on the page, none where the form as a whole is meant."""

    said: str
    label: str = ""
    address: str | None = None


def of(form: BaseForm) -> list[Fault]:
    """Every fault of the form, in the order of its fields; those of the whole form first."""
    whole = [Fault(str(said)) for said in getattr(form, "form_errors", [])]
    return whole + [fault for field in form for fault in _of_field(field, "")]


def own_errors(field: Field) -> list[str]:
    """The first error of the field itself, those of the rows in it left out: the next ones often follow from it."""
    return [str(said) for said in field.errors if not isinstance(said, list | dict | tuple)][:1]


def described(field: Field) -> dict[str, str]:
    """The attributes that tie hint and error to the field."""
    attributes = {}
    said_beside = [f"{field.id}-hint"] if field.description else []
    if errors := own_errors(field):
        said_beside.append(f"{field.id}-error")
    if said_beside:
        attributes["aria-describedby"] = " ".join(said_beside)
    # A group of boxes has no such attribute; each box in it has.
    if errors and not isinstance(field, FieldList | SelectMultipleField):
        attributes["aria-invalid"] = "true"
    return attributes


def _of_field(field: Field, within: str) -> Iterator[Fault]:
    if isinstance(field, FormField):
        for inner in field.form:
            yield from _of_field(inner, within)
        return
    if isinstance(field, FieldList):
        for number, row in enumerate(field, start=1):
            # Its own line: what is said within an f-string is not found when translations are gathered.
            place = gettext("row %(number)s", number=number)
            yield from _of_field(row, f"{within}{field.label.text}, {place}, ")
    for said in own_errors(field):
        yield _fault(field, within, said)


def _fault(field: Any, within: str, said: str) -> Fault:
    if isinstance(field, HiddenField):
        return Fault(said)
    return Fault(said, f"{within}{field.label.text}", field.id)
