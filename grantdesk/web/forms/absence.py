"""Who is away, and who has a conflict of interest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import Length

from grantdesk.domain.partiality import GROUNDS
from grantdesk.web import filters
from grantdesk.web.forms import Form, choices
from grantdesk.web.forms.fields import DayField, Needed


class AbsenceForm(Form):
    person = SelectField(lazy_gettext("Person"), [Needed(lazy_gettext("Choose a person."))])
    first = DayField(lazy_gettext("First day away"), [Needed(lazy_gettext("Write the day."))])
    last = DayField(lazy_gettext("Last day away"), [Needed(lazy_gettext("Write the day."))])

    @classmethod
    def offering(cls, people: Mapping[str, str], *, today: date) -> AbsenceForm:
        """The form with those whose absence the reader may record; alone, the reader is chosen already."""
        form = cls()
        form.person.choices = choices(dict(people), none=gettext("Choose") if len(people) > 1 else None)
        if not form.is_submitted():
            form.first.data = today
        return form


class ConflictForm(Form):
    person = SelectField(lazy_gettext("Person"), [Needed(lazy_gettext("Choose a person."))])
    kind = RadioField(
        lazy_gettext("Ground in chapter 6 of the Local Government Act"), [Needed(lazy_gettext("Choose one."))]
    )
    ground = TextAreaField(
        lazy_gettext("What the conflict of interest is"),
        [Needed(lazy_gettext("Write what the conflict of interest is.")), Length(max=2000)],
        description=lazy_gettext("Kept with the case, so write no more than is needed."),
    )
    in_case_alone = BooleanField(lazy_gettext("In this case alone, not in every case of the applicant"))

    @classmethod
    def offering(cls, people: Mapping[str, str]) -> ConflictForm:
        form = cls()
        form.person.choices = choices(dict(people), none=gettext("Choose") if len(people) > 1 else None)
        form.kind.choices = [(kind, filters.named(kind, "conflict_ground")) for kind in GROUNDS]
        return form


class EndConflictForm(Form):
    reason = TextAreaField(
        lazy_gettext("Why it no longer stands"),
        [Needed(lazy_gettext("Write why it no longer stands.")), Length(max=2000)],
    )
