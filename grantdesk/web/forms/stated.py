"""The numbers that a scheme's rules may ask about beside the boxes: years, deliveries, distances and amounts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import Form, IntegerField
from wtforms.validators import NumberRange, Optional

from grantdesk.domain.asked import asked_by
from grantdesk.domain.scheme import Scheme
from grantdesk.domain.vocabulary import AMOUNTS, COUNTS, DISTANCES
from grantdesk.web import filters
from grantdesk.web.forms.fields import AmountField, FigureField, Needed, NotReadable

_DISTANCE = re.compile(r"\d{1,5}(?:[.,]\d{1,3})?", re.ASCII)
_NEEDED = lazy_gettext("Fill this in.")


class DistanceField(FigureField):
    """Kilometres, with a comma or a point; `data` is a Decimal or None."""

    unit = "km"

    def read(self, written: str) -> Decimal:
        plain = written.removesuffix("km").strip()
        if not _DISTANCE.fullmatch(plain):
            raise NotReadable(gettext("Write the distance in kilometres, such as 12,5."))
        return Decimal(plain.replace(",", "."))

    def shown(self, data: Any) -> str:
        return filters.number(data)


class StatedNumbers(Form):  # type: ignore[misc]  # WTForms has no types
    """Every such number; the form of a scheme keeps those that its rules ask about."""

    independent_companies = IntegerField(
        lazy_gettext("Number of independent companies"),
        [Optional(), NumberRange(min=0, max=1000)],
        description=lazy_gettext("Leave it empty for one company's own measure."),
    )
    years_already_supported = IntegerField(
        lazy_gettext("Years with the grant already"),
        [Optional(), NumberRange(min=0, max=100)],
        description=lazy_gettext("Leave it empty where there is none."),
    )
    other_service_aid_this_year = AmountField(
        lazy_gettext("Other aid to running the store this year"),
        description=lazy_gettext("Service grant and operating aid of the same year, which share one ceiling."),
    )
    distance_km_to_next_store = DistanceField(lazy_gettext("Distance to the next store"))
    grocery_turnover = AmountField(
        lazy_gettext("Turnover of groceries"),
        description=lazy_gettext("Net turnover of the latest year."),
    )
    delivery_year = IntegerField(
        lazy_gettext("Year of the deliveries"),
        [Needed(_NEEDED), NumberRange(min=2000, max=2100)],
        description=lazy_gettext("The calendar year that the net cost is of."),
    )
    households_served = IntegerField(
        lazy_gettext("Deliveries to households"),
        [Needed(_NEEDED), NumberRange(min=0, max=1_000_000)],
        description=lazy_gettext("Each household and each delivery counts: ten households every week are 520 a year."),
    )


NUMBERS = (*COUNTS, *AMOUNTS, *DISTANCES)


def unasked(scheme: Scheme) -> list[str]:
    """The numbers that no rule of the scheme asks about."""
    asked = asked_by(scheme.rules)
    return [name for name in NUMBERS if name not in asked]


def numbers_in(form: Any) -> dict[str, Any]:
    """What is filled in, as an application writes it."""
    filled = {name: form[name].data for name in NUMBERS if name in form and form[name].data is not None}
    return {name: str(value) if name in AMOUNTS else value for name, value in filled.items()}
