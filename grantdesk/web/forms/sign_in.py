"""Who are you?"""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired, Length

from grantdesk.web.forms import Form


class SignInForm(Form):
    email = EmailField(
        lazy_gettext("E-mail address"),
        [InputRequired(lazy_gettext("Write your e-mail address.")), Length(max=254)],
        render_kw={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"},
    )
    password = PasswordField(
        lazy_gettext("Password"),
        # The length has a ceiling because every attempt is hashed.
        [InputRequired(lazy_gettext("Write your password.")), Length(max=256)],
        render_kw={"autocomplete": "current-password"},
    )
