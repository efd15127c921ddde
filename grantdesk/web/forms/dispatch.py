"""How a letter was sent, and what became of it."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Length

from grantdesk.domain.dispatch import MEANS
from grantdesk.domain.messages import LANGUAGES
from grantdesk.web import filters
from grantdesk.web.forms import ActForm, Form
from grantdesk.web.forms.fields import DayField, Needed


class SendingForm(ActForm):
    language = RadioField(lazy_gettext("Language of the letter"), [Needed(lazy_gettext("Choose one."))])
    means = RadioField(lazy_gettext("How it is sent"), [Needed(lazy_gettext("Choose one."))])
    name = StringField(
        lazy_gettext("To whom"), [Needed(lazy_gettext("Write to whom the letter is sent.")), Length(max=200)]
    )
    address = StringField(
        lazy_gettext("Address"),
        [Length(max=500)],
        description=lazy_gettext("Postal address, e-mail address or mailbox. Not needed where it is handed over."),
    )
    sent_on = DayField(lazy_gettext("Sent on"), [Needed(lazy_gettext("Write the day it was sent."))])

    @classmethod
    def offering(cls) -> SendingForm:
        form = cls()
        form.language.choices = [(one, filters.named(one, "letter_language")) for one in LANGUAGES]
        form.means.choices = cls.ways()
        return form

    @staticmethod
    def ways() -> list[tuple[str, str]]:
        return [(one, filters.named(one, "means")) for one in MEANS]


class LetterReturnForm(Form):
    day = DayField(lazy_gettext("Returned on"), [Needed(lazy_gettext("Write the day it came back."))])
    reason = TextAreaField(
        lazy_gettext("Why the letter was returned"),
        [Needed(lazy_gettext("Write why, so that the next one arrives.")), Length(max=1000)],
    )


class ReceiptForm(Form):
    day = DayField(
        lazy_gettext("Took part on"),
        [Needed(lazy_gettext("Write the day the recipient took part of the letter."))],
        description=lazy_gettext(
            "The day of the receipt, or of the recipient's own word. The time of appeal counts from it."
        ),
    )
