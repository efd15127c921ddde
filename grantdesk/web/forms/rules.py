"""A version of a rule as it is written: the text of its file, and why it is sent back."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import Length

from grantdesk.web.forms import Form, SearchForm, choices
from grantdesk.web.forms.fields import DayField, Needed

_LONGEST_TEXT = 100_000


class ChosenRule(SearchForm):
    """Which rule the text begins with."""

    of = SelectField(lazy_gettext("Rules of"), default="", validate_choice=False)
    rule = SelectField(lazy_gettext("Rule"), default="", validate_choice=False)
    first_day = DayField(lazy_gettext("First day"))

    def offer(self, files: dict[str, str], rules: dict[str, str], *, first_day: date) -> None:
        """What can be chosen, and the day that is offered where none is written."""
        self.of.choices = choices(files, none=gettext("Choose"))
        self.rule.choices = choices(rules, none=gettext("Choose"))
        if not self.first_day.data:
            self.first_day.data = first_day


class VersionForm(Form):
    text = TextAreaField(
        lazy_gettext("The version's file"),
        [Needed(lazy_gettext("Write the new rows, or paste a file.")), Length(max=_LONGEST_TEXT)],
        description=lazy_gettext(
            "In the format of the region's folder: which file, and for each rule its new row. The old rows stay."
        ),
        render_kw={"rows": 24, "spellcheck": "false", "autocapitalize": "none", "autocomplete": "off", "wrap": "off"},
    )

    def refuse(self, errors: list[str]) -> None:
        """Say what is wrong in the text."""
        self.text.errors = [*self.text.errors, *errors]


class ApprovalForm(Form):
    """An approval of the text that the page showed."""

    seen = HiddenField()


class ReasonForm(Form):
    reason: Any = TextAreaField(
        lazy_gettext("Why"),
        [Needed(lazy_gettext("Write why, so that whoever reads it later understands.")), Length(max=5000)],
    )
