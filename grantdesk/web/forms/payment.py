"""Attest, send back, collect in a batch."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from grantdesk.web.forms import ActForm, Form
from grantdesk.web.forms.fields import ChecksField


class SendBackForm(Form):
    reason = TextAreaField(
        lazy_gettext("Why is it sent back?"),
        [DataRequired(lazy_gettext("Say why the payment is sent back.")), Length(max=2000)],
        description=lazy_gettext("The case handler reads this, and it stays in the history of the case."),
    )


class BatchForm(ActForm):
    """Which payments go into the batch; whether they still may is the act's to say."""

    payments = ChecksField(
        lazy_gettext("Payments"),
        [DataRequired(lazy_gettext("Choose at least one attested payment for the batch."))],
        choices=[],
        validate_choice=False,
    )
