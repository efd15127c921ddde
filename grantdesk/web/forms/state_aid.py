"""What is said of aid that was reported or published: acknowledged, amended, published, or to be repaid."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext
from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from grantdesk.domain import readers
from grantdesk.domain.aid_register import AMENDMENTS, Entry
from grantdesk.domain.fields import Wrong
from grantdesk.domain.money import Money
from grantdesk.web import filters
from grantdesk.web.forms import Form
from grantdesk.web.forms.fields import DayField, Needed, OrganisationNumberField
from grantdesk.web.forms.rows import EuroField


class AcknowledgementForm(Form):
    acknowledgement = StringField(
        lazy_gettext("Number or reference"),
        [Needed(lazy_gettext("Write what the register answered with.")), Length(max=100)],
    )
    on = DayField(lazy_gettext("Acknowledged on"), [Needed(lazy_gettext("Write the day."))])

    @classmethod
    def offering(cls, *, today: date) -> AcknowledgementForm:
        form = cls(prefix="acknowledgement-")
        form.on.data = form.on.data if form.is_submitted() else today
        return form


class AmendmentForm(Form):
    kind = RadioField(lazy_gettext("Kind of amendment"), [Needed(lazy_gettext("Choose one."))], default="correction")
    number = OrganisationNumberField(
        lazy_gettext("Organisation number"),
        description=lazy_gettext("Leave it empty where the number that was reported is right."),
    )
    name = StringField(
        lazy_gettext("Name of the recipient"), [Needed(lazy_gettext("Write the name.")), Length(max=200)]
    )
    amount_eur = EuroField(lazy_gettext("Amount in euro"), [Needed(lazy_gettext("Write the amount."))])
    nace = StringField(
        lazy_gettext("Industry (SNI code)"),
        [Needed(lazy_gettext("Write the code."))],
        description=lazy_gettext("Two to four digits, such as 25 or 25.62."),
    )
    reason = TextAreaField(
        lazy_gettext("Why is it amended?"),
        [Needed(lazy_gettext("Say why the record is amended.")), Length(max=2000)],
    )

    def validate_nace(self, field: Field) -> None:
        try:
            readers.nace((field.data or "").strip())
        except Wrong as wrong:
            raise ValidationError(filters.say(wrong.reason)) from wrong

    @classmethod
    def offering(cls, entry: Entry) -> AmendmentForm:
        """The form with what was reported; a recipient's number is not shown again."""
        form = cls(prefix="amendment-")
        form.kind.choices = [(kind, filters.named(kind, "report.kind")) for kind in AMENDMENTS]
        if not form.is_submitted():
            form.name.data, form.nace.data = entry.name, entry.nace
            form.amount_eur.data = Money.parse(str(entry.amount_eur))
        return form


class PublicationForm(Form):
    reference = StringField(
        lazy_gettext("Reference in TAM"), [Needed(lazy_gettext("Write the reference.")), Length(max=100)]
    )
    on = DayField(lazy_gettext("Published on"), [Needed(lazy_gettext("Write the day."))])

    @classmethod
    def offering(cls, *, today: date) -> PublicationForm:
        form = cls()
        form.on.data = form.on.data if form.is_submitted() else today
        return form


class OrderForm(Form):
    stands = RadioField(lazy_gettext("What is known"), [Needed(lazy_gettext("Choose one."))])
    on = DayField(lazy_gettext("Since"), [Needed(lazy_gettext("Write the day."))])
    ground = TextAreaField(
        lazy_gettext("How you know"),
        [Needed(lazy_gettext("Write how you know it.")), Length(max=2000)],
        description=lazy_gettext("The Commission's decision, word from the company or the like, with its day."),
    )

    @classmethod
    def offering(cls, *, today: date) -> OrderForm:
        form = cls()
        form.on.data = form.on.data if form.is_submitted() else today
        form.stands.choices = [(each, filters.named(each, "recovery_order")) for each in ("noted", "settled")]
        return form
