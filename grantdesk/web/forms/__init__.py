"""Forms know how things are written; what is allowed is known below."""

from __future__ import annotations

from flask_wtf import FlaskForm

from grantdesk.web.forms.fields import OnceField


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The base of every form: protected against forgery, its messages in the reader's language."""

    form_errors: list[str]


class ActForm(Form):
    """A form whose sending does something once: `form.once.data` is the idempotency key of the act."""

    once = OnceField()


class RowForm(Form):
    """One row of a FieldList: a form within a form, whose token is the outer one's."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # as above
        csrf = False


class SearchForm(Form):
    """A form that only asks, by GET: no token, and what cannot be read is left out of the question."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # as above
        csrf = False


def choices(pairs: dict[str, str], *, none: str | None = None) -> dict[str, str]:
    """The choices of a select; `none` is the text of the empty choice that comes first."""
    return ({"": none} if none is not None else {}) | pairs
