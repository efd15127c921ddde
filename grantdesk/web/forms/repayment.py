"""What comes back of a recovery, what is agreed of it, what is given up, and what is handed over."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import FormField, RadioField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from grantdesk.domain.money import ZERO
from grantdesk.domain.repayments import Part
from grantdesk.models.repayment import LOSS_GROUNDS
from grantdesk.web import filters
from grantdesk.web.forms import Form, RowForm
from grantdesk.web.forms.decision import minutes_field
from grantdesk.web.forms.fields import AmountField, DayField, Needed, RowsField

_DAY_NEEDED = lazy_gettext("Write the day.")
_ROWS = 6


def _reason(label: Any, hint: Any = "") -> TextAreaField:
    return TextAreaField(label, [Needed(lazy_gettext("Write the reasons.")), Length(max=5000)], description=hint)


class RepaymentForm(Form):
    amount = AmountField(lazy_gettext("Amount that came in"), [Needed(lazy_gettext("Write the amount that came in."))])
    received_on = DayField(lazy_gettext("Came in on"), [Needed(_DAY_NEEDED)])
    reference = StringField(
        lazy_gettext("The bank's reference"),
        [Needed(lazy_gettext("Write the bank's reference.")), Length(max=50)],
        description=lazy_gettext("As the account statement has it. The same reference is noted once."),
    )


class RefundForm(Form):
    amount = AmountField(
        lazy_gettext("Amount that was paid back"), [Needed(lazy_gettext("Write the amount that was paid back."))]
    )
    paid_on = DayField(lazy_gettext("Paid back on"), [Needed(_DAY_NEEDED)])
    reference = StringField(
        lazy_gettext("Reference in the Region's ledger"),
        [Needed(lazy_gettext("Write the number of the voucher or the payment.")), Length(max=50)],
        description=lazy_gettext("The number of the voucher or the payment, so that it can be found."),
    )


class ReversalForm(Form):
    reason = _reason(lazy_gettext("Reasons"))


class PartRow(RowForm):
    due_on = DayField(lazy_gettext("To be paid by"))
    amount = AmountField(lazy_gettext("Amount"))


class PlanForm(Form):
    parts = RowsField(FormField(PartRow), lazy_gettext("Parts"), max_entries=60)
    reason = _reason(lazy_gettext("Reasons"), lazy_gettext("Why it may be paid in parts, and who agreed to it."))

    @classmethod
    def offering(cls) -> PlanForm:
        form = cls()
        if not form.is_submitted():
            for _ in range(_ROWS):
                form.parts.append_entry()
        return form

    def validate_parts(self, field: Any) -> None:
        """A row is whole or empty: half a row is never left out."""
        for row in field:
            if (row.form.due_on.data is None) != (row.form.amount.data is None):
                raise ValidationError(gettext("Each row needs a day and an amount, or nothing at all."))

    @property
    def laid(self) -> list[Part]:
        """The parts that are written, in order of their days."""
        written = [row.form for row in self.parts if row.form.due_on.data is not None]
        return sorted((Part(each.due_on.data, each.amount.data) for each in written), key=lambda part: part.due_on)


class LossForm(Form):
    ground = RadioField(
        lazy_gettext("Why it does not come in"), [Needed(lazy_gettext("Choose why it does not come in."))]
    )
    capital = AmountField(
        lazy_gettext("Of the capital"), description=lazy_gettext("0 where only interest is given up.")
    )
    interest = AmountField(lazy_gettext("Of the interest"))
    reason = _reason(
        lazy_gettext("What shows it"), lazy_gettext("Such as the decision of the court, or Kronofogden's report.")
    )

    @classmethod
    def offering(cls) -> LossForm:
        form = cls()
        form.ground.choices = [(ground, filters.named(ground, "loss_ground")) for ground in LOSS_GROUNDS]
        for amount in (form.capital, form.interest):
            amount.data = amount.data if amount.data is not None else ZERO
        return form


class ConfirmationForm(Form):
    """Whoever confirms says nothing more, but for the board's minutes where the board has decided."""

    minutes = minutes_field()

    @classmethod
    def asking(cls, *, of_board: bool) -> ConfirmationForm:
        form = cls()
        if not of_board:
            del form.minutes
        return form


class HandingForm(Form):
    handed_on = DayField(lazy_gettext("Handed over on"), [Needed(_DAY_NEEDED)])
    reference = StringField(lazy_gettext("Tillväxtverket's reference"), [Length(max=50)])
    papers = TextAreaField(
        lazy_gettext("Papers that go with it"),
        [Needed(lazy_gettext("Write which papers go with it.")), Length(max=5000)],
        description=lazy_gettext("One on each line: the decision, the demands, and what shows that they arrived."),
    )

    @property
    def listed(self) -> list[str]:
        return (self.papers.data or "").splitlines()


class EndingForm(Form):
    ended_on = DayField(lazy_gettext("Ended on"), [Needed(_DAY_NEEDED)])
    outcome = _reason(
        lazy_gettext("How it ended"),
        lazy_gettext("What has come in is noted as repaid, and what will not come is given up, each by itself."),
    )
