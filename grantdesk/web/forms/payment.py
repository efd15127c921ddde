"""Attest, send back, cancel, collect in a batch."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext
from wtforms import Field, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from grantdesk.web.forms import ActForm, Form
from grantdesk.web.forms.fields import ChecksField, DayField

# More numbers than this in one question, and some database gives up.
MOST_PAYMENTS = 1000


class SendBackForm(Form):
    reason = TextAreaField(
        lazy_gettext("Why is it sent back?"),
        [DataRequired(lazy_gettext("Say why the payment is sent back.")), Length(max=2000)],
        description=lazy_gettext("The case handler reads this, and it stays in the history of the case."),
    )


class CancelForm(Form):
    reason = TextAreaField(
        lazy_gettext("Why?"),
        [DataRequired(lazy_gettext("Say why the payment is cancelled.")), Length(max=2000)],
        description=lazy_gettext("It stays in the history of the case."),
    )


class SentForm(Form):
    on = DayField(lazy_gettext("Sent on"), [DataRequired(lazy_gettext("Write the day that the file was sent."))])


class BatchForm(ActForm):
    """Which payments go into the batch; whether they still may is the act's to say."""

    payments = ChecksField(
        lazy_gettext("Payments"),
        [DataRequired(lazy_gettext("Choose at least one attested payment for the batch."))],
        choices=[],
        validate_choice=False,
    )

    def validate_payments(self, field: Field) -> None:
        if len(field.data) > MOST_PAYMENTS:
            raise ValidationError(
                gettext("Choose at most %(most)s payments, and make another batch of the rest.", most=MOST_PAYMENTS)
            )
