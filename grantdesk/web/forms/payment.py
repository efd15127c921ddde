"""Attest, send back, cancel, collect in a batch."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import Field, HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from grantdesk.actions.bundle import Seen
from grantdesk.domain.money import Money
from grantdesk.web.forms import ActForm, Form
from grantdesk.web.forms.fields import ChecksField, DayField

# More than a page shows; all of them have a button of their own.
MOST_PAYMENTS = 1000
_SEEN = re.compile(r"([0-9]{1,9})-([0-9]{1,15})", re.ASCII)


class SeenField(HiddenField):  # type: ignore[misc]  # WTForms has no types
    """How many payments somebody saw and their sum, as `10000-350000000`; `data` is None where nothing of the kind is said."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        written = _SEEN.fullmatch(valuelist[0]) if valuelist else None
        self.data = Seen(int(written[1]), Money(int(written[2]))) if written else None


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
    """Which payments go into the batch; whether they still may is the act's to say.

    `everything` is what the button for all of them says of how many they were, and of what they came to in öre.
    """

    payments = ChecksField(lazy_gettext("Payments"), choices=[], validate_choice=False)
    everything = SeenField()

    def validate_payments(self, field: Field) -> None:
        if not field.data and self.everything.data is None:
            raise ValidationError(gettext("Choose at least one attested payment for the batch."))
        if len(field.data) > MOST_PAYMENTS:
            raise ValidationError(
                gettext("Choose at most %(most)s payments, and make another batch of the rest.", most=MOST_PAYMENTS)
            )
