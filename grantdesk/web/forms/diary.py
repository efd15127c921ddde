"""Which part of the diary is taken out."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField

from grantdesk.web.forms import Form
from grantdesk.web.forms.fields import DayField, Needed


class DiaryForm(Form):
    what = RadioField(lazy_gettext("What is taken out"), [Needed(lazy_gettext("Choose one."))], default="since_last")
    first = DayField(lazy_gettext("Registered from"))
    last = DayField(lazy_gettext("Registered to"))

    @classmethod
    def offering(cls, *, today: date) -> DiaryForm:
        form = cls()
        form.what.choices = [
            ("since_last", gettext("What no file has had before")),
            ("days", gettext("What was registered on the days below, also what a file has had")),
        ]
        if not form.is_submitted():
            form.first.data, form.last.data = today.replace(day=1), today
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        right = bool(super().validate(extra_validators))
        if not right or self.what.data != "days":
            return right
        for field in (self.first, self.last):
            if field.data is None:
                field.errors = [gettext("Write the day.")]
        if self.first.data and self.last.data and self.last.data < self.first.data:
            self.last.errors = [gettext("The last day is before the first.")]
        return not self.first.errors and not self.last.errors
