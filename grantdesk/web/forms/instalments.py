"""A plan of instalments, the release of one, and a payment that was made elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import FormField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from grantdesk.domain.instalments import MOST_PARTS, Part
from grantdesk.web.forms import Form, RowForm
from grantdesk.web.forms.fields import AmountField, DayField, Needed, RowsField
from grantdesk.web.forms.rows import filled

_ROWS = 4


class PartRow(RowForm):
    amount = AmountField(lazy_gettext("Amount"))
    condition = StringField(lazy_gettext("Condition"), [Length(max=500)])
    not_before = DayField(lazy_gettext("Not before"))


class PlanForm(Form):
    parts = RowsField(FormField(PartRow), lazy_gettext("Instalments"), max_entries=MOST_PARTS)

    @classmethod
    def asking(cls) -> PlanForm:
        form = cls()
        if not form.is_submitted():
            for _ in range(_ROWS):
                form.parts.append_entry()
        return form

    def validate_parts(self, field: Any) -> None:
        """A row is whole or empty: half a row is never left out."""
        rows = filled(field)
        if not rows:
            raise ValidationError(gettext("Write at least one instalment."))
        for row in rows:
            if row.form.amount.data is None or not (row.form.condition.data or "").strip():
                raise ValidationError(gettext("Each instalment needs an amount and a condition, or nothing at all."))

    def said(self) -> Iterator[Part]:
        for row in filled(self.parts):
            yield Part(row.form.amount.data, row.form.condition.data.strip(), row.form.not_before.data)


class ReleaseForm(Form):
    met = TextAreaField(
        lazy_gettext("How the condition is met"),
        [Needed(lazy_gettext("Write how the condition is met.")), Length(max=2000)],
        description=lazy_gettext("What has been seen, and where it is kept."),
    )


class CancelForm(Form):
    why = TextAreaField(
        lazy_gettext("Why it is not to be paid"),
        [Needed(lazy_gettext("Write why the instalment is not to be paid.")), Length(max=2000)],
    )


class TakeBackForm(Form):
    why = TextAreaField(
        lazy_gettext("Why it is taken back"),
        [Needed(lazy_gettext("Write why the payment is taken back.")), Length(max=2000)],
        description=lazy_gettext("It stays in history. What was booked is reversed."),
    )


class ElsewhereForm(Form):
    amount = AmountField(lazy_gettext("Amount"), [Needed(lazy_gettext("Write the amount that was paid."))])
    paid_on = DayField(lazy_gettext("Paid on"), [Needed(lazy_gettext("Write the day that it was paid."))])
    reference = StringField(
        lazy_gettext("Reference of the payment"),
        [Needed(lazy_gettext("Write the reference of the payment.")), Length(max=100)],
        description=lazy_gettext("As the bank or the other system has it. One reference is recorded once."),
    )
    ground = TextAreaField(
        lazy_gettext("Where it was made, and how that is known"),
        [Needed(lazy_gettext("Write where the payment was made, and how that is known.")), Length(max=2000)],
    )
