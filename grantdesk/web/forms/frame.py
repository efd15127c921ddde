"""A frame as it is laid down: for which year, of what, how much, from which day and by which decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Length

from grantdesk.domain import frame
from grantdesk.domain.frame import BUDGET, KINDS, SCOPES, WHOLE, YEARS, Cover
from grantdesk.web import filters
from grantdesk.web.forms import ActForm
from grantdesk.web.forms.fields import AmountField, DayField, Needed, NotReadable

_NEEDED = lazy_gettext("Choose one.")
# What begins the value of a choice that is an appropriation item.
_ITEM = "item:"


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
    def offering(cls, items: Sequence[str] = (), *, year: int) -> FrameForm:
        """The form; a year that is not written is this one, and holds from its first day.

        A frame can be for one of the appropriation items where there are several: the only one is the whole county's.
        """
        form = cls()
        form.kind.choices = [(kind, filters.named(kind, "frame.kind")) for kind in KINDS]
        covers = {scope: Cover(scope) for scope in SCOPES}
        covers |= {f"{_ITEM}{item}": Cover(WHOLE, item) for item in items if len(items) > 1}
        form.scope.choices = [(value, _sentence(filters.both(frame.cover_name(of)))) for value, of in covers.items()]
        if not form.is_submitted():
            form.year.data, form.from_on.data = year, date(year, 1, 1)
        return form

    @property
    def covers(self) -> Cover:
        """What was chosen that the frame covers."""
        chosen = str(self.scope.data)
        return Cover(WHOLE, chosen.removeprefix(_ITEM)) if chosen.startswith(_ITEM) else Cover(chosen)


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:]
