"""Forms know how things are written; what is allowed is known below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask import request
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField

from grantdesk.web.forms import sent
from grantdesk.web.forms.fields import OnceField


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The base of every form: protected against forgery, its messages in the reader's language."""

    form_errors: list[str]
    # The names of the fields that had characters which cannot be seen; they are taken away, and the writer is told.
    cleaned: frozenset[str] = frozenset()

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # as above
        def wrap_formdata(self, form: Form, formdata: Any) -> Any:
            """The fields of the request's form; a body that is JSON or has files where text is asked for says nothing."""
            is_given = formdata is None or isinstance(formdata, Mapping)
            wanted = formdata if is_given else request.form if form.is_submitted() else None
            if not wanted:
                return formdata if is_given else None
            kept, form.cleaned = sent.readable(wanted)
            return kept

    def validate(self, extra_validators: Any = None) -> bool:
        right = bool(super().validate(extra_validators))
        unseen = [field for field in _every(self) if field.name in self.cleaned]
        for field in unseen:
            said = gettext("Characters that cannot be seen have been taken away. Read the text and send it again.")
            field.errors = [said, *field.errors]
        return right and not unseen


def _every(fields: Iterable[Any]) -> Iterator[Field]:
    """The fields that are written in, those of rows included."""
    for field in fields:
        if isinstance(field, FieldList):
            yield from _every(field)
        elif isinstance(field, FormField):
            yield from _every(field.form)
        else:
            yield field


class ActForm(Form):
    """A form whose sending does something once: `form.once.data` is the idempotency key of the act."""

    once = OnceField()


class RowForm(Form):
    """One row of a FieldList: a form within a form, whose token is the outer one's."""

    class Meta(Form.Meta):
        csrf = False


class SearchForm(Form):
    """A form that only asks, by GET: no token, and what cannot be read is left out of the question."""

    class Meta(Form.Meta):
        csrf = False


def choices(pairs: dict[str, str], *, none: str | None = None) -> dict[str, str]:
    """The choices of a select; `none` is the text of the empty choice that comes first."""
    return ({"": none} if none is not None else {}) | pairs
