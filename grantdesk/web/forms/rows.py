"""The rows of an application: costs, financing, awards and objectives, a row form each."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import SelectField, StringField

from grantdesk.web import filters
from grantdesk.web.forms import RowForm
from grantdesk.web.forms.fields import AmountField, DayField, NotReadable

WHOLE = 10_000
_SHARE = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?", re.ASCII)


class EuroField(AmountField):
    """Euros and cents."""

    unit = "EUR"


class ShareField(StringField):  # type: ignore[misc]  # WTForms has no types
    """A share in per cent; `data` is hundredths of a per cent, or None."""

    data: Any
    unit = "%"

    def process_formdata(self, valuelist: list[str]) -> None:
        written = valuelist[0].strip().rstrip("%").strip() if valuelist else ""
        self.data = _share(written) if written else None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else filters.number(self.data // 100)


def _share(written: str) -> int:
    found = _SHARE.fullmatch(written)
    share = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else 0
    if not 0 < share <= WHOLE:
        raise NotReadable(gettext("Write a share above 0 and at most 100, such as 60."))
    return share


class CostRow(RowForm):
    category = SelectField(lazy_gettext("Cost category"))
    amount = AmountField(lazy_gettext("Amount"))


class FinancingRow(RowForm):
    source = SelectField(lazy_gettext("Source"))
    kind = SelectField(lazy_gettext("Kind"))
    amount = AmountField(lazy_gettext("Amount"))


class AwardRow(RowForm):
    granted_on = DayField(lazy_gettext("Granted on"))
    amount_eur = EuroField(lazy_gettext("Amount"))
    regulation = SelectField(lazy_gettext("Regulation"))


class ObjectiveRow(RowForm):
    objective = SelectField(lazy_gettext("Objective"))
    share = ShareField(lazy_gettext("Share"), default=WHOLE)


def filled(rows: Any) -> list[Any]:
    """The rows in which something is written or chosen beside what each row starts with."""
    return [row for row in rows if any(_is_said(field) for field in row.form)]


def _is_said(field: Any) -> bool:
    written = "".join(str(part) for part in field.raw_data or []).strip()
    return bool(written) and written != _unchanged(field)


def _unchanged(field: Any) -> str | None:
    if isinstance(field, ShareField):
        return "100"
    return "cash" if field.short_name == "kind" else None
