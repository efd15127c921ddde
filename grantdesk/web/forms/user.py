"""Who may log in."""

from __future__ import annotations

import re

from flask_babel import gettext, lazy_gettext
from wtforms import EmailField, Field, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from grantdesk.actions.administer import SHORTEST_PASSWORD
from grantdesk.domain.roles import POSITIONS
from grantdesk.web import filters
from grantdesk.web.forms import Form, choices

_EMAIL = re.compile(r"[!-?A-~]+@[!-?A-~]+")


def _password() -> PasswordField:
    return PasswordField(
        lazy_gettext("New password"),
        [
            DataRequired(lazy_gettext("Write a password.")),
            Length(min=SHORTEST_PASSWORD, max=256, message=lazy_gettext("The password needs at least 12 characters.")),
        ],
        description=lazy_gettext(
            "At least 12 characters; several words are easier to remember. Hand it over in person."
        ),
        render_kw={"autocomplete": "new-password"},
    )


class UserForm(Form):
    name = StringField(
        lazy_gettext("Name"),
        [DataRequired(lazy_gettext("Write the person's name.")), Length(max=200)],
        description=lazy_gettext("As it stands on decisions."),
        render_kw={"autocomplete": "off"},
    )
    email = EmailField(
        lazy_gettext("E-mail address"),
        [DataRequired(lazy_gettext("Write the person's e-mail address.")), Length(max=254)],
        description=lazy_gettext("The person signs in with it."),
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"},
    )
    position = SelectField(
        lazy_gettext("Position"),
        [DataRequired(lazy_gettext("Choose a position."))],
        description=lazy_gettext(
            "It gives the role, and what the delegation order says the person may decide or attest."
        ),
    )
    password = _password()

    def __init__(self) -> None:
        super().__init__()
        words = {position: filters.named(position, "position") for position in POSITIONS}
        self.position.choices = choices(words, none=gettext("Choose"))

    def validate_email(self, field: Field) -> None:
        if not _EMAIL.fullmatch(field.data.strip()):
            raise ValidationError(gettext("Write a whole e-mail address, such as name@example.se."))


class PasswordForm(Form):
    password = _password()
