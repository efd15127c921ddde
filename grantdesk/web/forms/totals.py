"""What the totals are asked for: by what, and for which days."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext
from wtforms import SelectField

from grantdesk.queries.balances import KEYS
from grantdesk.web.forms import SearchForm, choices
from grantdesk.web.forms.fields import DayField

KEY_NAMES = {
    "objective": lazy_gettext("Objective"),
    "goal-area": lazy_gettext("Goal area"),
    "municipality": lazy_gettext("Municipality"),
    "scheme": lazy_gettext("Scheme"),
    "handled-by": lazy_gettext("Handled by"),
    "handler": lazy_gettext("Case handler"),
    "leader": lazy_gettext("Leader"),
    "year": lazy_gettext("Year"),
}


class TotalsForm(SearchForm):
    by = SelectField(lazy_gettext("By"), default="objective", validate_choice=False)
    year = SelectField(lazy_gettext("Booked in the year"), default="", validate_choice=False)
    first = DayField(lazy_gettext("From and including"))
    last = DayField(lazy_gettext("To and including"))

    def offer(self, years: list[int]) -> None:
        """What can be chosen: every key, and these years."""
        self.by.choices = choices({key: str(name) for key, name in KEY_NAMES.items()})
        written = {str(year): str(year) for year in years}
        self.year.choices = choices(written, none=gettext("All years"))

    @property
    def key(self) -> str:
        """What the rows are by; the objective where what was asked for is nothing we know."""
        return self.by.data if self.by.data in KEYS else "objective"

    @property
    def asked_year(self) -> int | None:
        written = self.year.data or ""
        return (
            int(written) if len(written) == 4 and written.isascii() and written.isdecimal() and int(written) else None
        )
