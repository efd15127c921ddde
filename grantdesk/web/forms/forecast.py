"""What a handler expects of a case, year by year, and which forecast is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import TextAreaField
from wtforms.validators import Length

from grantdesk.domain.money import ZERO, Money
from grantdesk.web.forms import ActForm
from grantdesk.web.forms.fields import AmountField, Needed


class ExpectForm(ActForm):
    reason = TextAreaField(
        lazy_gettext("What it rests on"),
        [Needed(lazy_gettext("Write what the expectation rests on.")), Length(max=1000)],
        description=lazy_gettext("Such as what the recipient has said of the time plan, and when."),
    )
    years: Sequence[int]

    @classmethod
    def offering(cls, years: Sequence[int], begun: Mapping[int, Money]) -> ExpectForm:
        """The form with an amount for each year, begun with what is expected now."""
        fields = {f"year_{year}": AmountField(gettext("Paid in %(year)s", year=year)) for year in years}
        form: ExpectForm = type("ExpectFormOfCase", (cls,), fields)()
        form.years = years
        if not form.is_submitted():
            for year in years:
                form[f"year_{year}"].data = begun.get(year, ZERO)
        return form

    def amounts(self) -> list[Any]:
        """The fields of the years, in order."""
        return [self[f"year_{year}"] for year in self.years]

    def said(self) -> dict[int, Money]:
        return {year: self[f"year_{year}"].data or ZERO for year in self.years}
