"""A frame as it is laid down: for which year, of what, how much, from which day and by which decision."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Length

from grantdesk.domain.frame import BUDGET, KINDS, SCOPES, WHOLE, YEARS
from grantdesk.web import filters
from grantdesk.web.forms import ActForm
from grantdesk.web.forms.fields import AmountField, DayField, Needed, NotReadable

_NEEDED = lazy_gettext("Choose one.")


class YearField(StringField):  # type: ignore[misc]  # WTForms has no types
    """A year that a frame can be for, with four digits; `data` is a number or None."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        written = valuelist[0].strip() if valuelist else ""
        self.data = _year(written) if written else None

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else str(self.data or "")


def _year(written: str) -> int:
    first, last = YEARS
    if written.isascii() and written.isdecimal() and len(written) == 4 and first <= int(written) <= last:
        return int(written)
    raise NotReadable(gettext("Write the year with four digits, such as 2027."))


class FrameForm(ActForm):
    kind = RadioField(lazy_gettext("Kind of frame"), [Needed(_NEEDED)], default=BUDGET)
    scope = RadioField(lazy_gettext("Covers"), [Needed(_NEEDED)], default=WHOLE)
    year = YearField(
        lazy_gettext("Year"),
        [Needed(lazy_gettext("Write the year with four digits, such as 2027."))],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    amount = AmountField(lazy_gettext("Amount"), [Needed(lazy_gettext("Write the amount of the frame."))])
    from_on = DayField(lazy_gettext("Holds from"), [Needed(lazy_gettext("Write the day that the frame holds from."))])
    ground = TextAreaField(
        lazy_gettext("Which decision it rests on"),
        [Needed(lazy_gettext("Write which decision the frame rests on.")), Length(max=2000)],
        description=lazy_gettext(
            "The Government's terms, or the Region's own budget decision, with its day and number."
        ),
    )

    @classmethod
    def offering(cls, *, year: int) -> FrameForm:
        """The form; a year that is not written is this one, and holds from its first day."""
        form = cls()
        form.kind.choices = [(kind, filters.named(kind, "frame.kind")) for kind in KINDS]
        form.scope.choices = [(scope, filters.named(scope, "frame.scope").capitalize()) for scope in SCOPES]
        if not form.is_submitted():
            form.year.data, form.from_on.data = year, date(year, 1, 1)
        return form
