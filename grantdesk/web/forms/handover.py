"""To whom a case goes, and why."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext, lazy_gettext
from wtforms import SelectField, TextAreaField
from wtforms.validators import Length

from grantdesk.web.forms import Form, choices
from grantdesk.web.forms.fields import Needed


class HandoverForm(Form):
    receiver = SelectField(lazy_gettext("New handler"), [Needed(lazy_gettext("Choose a person."))])
    reason = TextAreaField(
        lazy_gettext("Why the case changes hands"),
        [Needed(lazy_gettext("Write why the case changes hands.")), Length(max=1000)],
        description=lazy_gettext("Kept in the history of the case, which whoever receives it reads."),
    )

    @classmethod
    def offering(cls, people: Mapping[str, str]) -> HandoverForm:
        form = cls()
        form.receiver.choices = choices(dict(people), none=gettext("Choose"))
        return form
