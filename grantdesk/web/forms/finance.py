"""Finance's forms: a month that is opened again, money from the State, a month that is signed, what a report is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from grantdesk.domain.state_money import KINDS
from grantdesk.queries.balances import Period
from grantdesk.queries.finance_reports import BY
from grantdesk.queries.ledger_lines import Asked
from grantdesk.web import filters
from grantdesk.web.forms import ActForm, Form, SearchForm, choices
from grantdesk.web.forms.fields import DayField, Needed, SignedAmountField
from grantdesk.web.forms.frame import YearField

_REASON = lazy_gettext("Write the reason.")
BY_NAMES = {
    "month": lazy_gettext("Month"),
    "scheme": lazy_gettext("Scheme"),
    "account": lazy_gettext("Account"),
    "objective": lazy_gettext("Objective"),
}


COLUMN_NAMES = {
    "granted": lazy_gettext("Granted with changes"),
    "released": lazy_gettext("Released money"),
    "paid": lazy_gettext("Paid"),
    "recovered": lazy_gettext("Recovered"),
    "written_off": lazy_gettext("Written off"),
    "interest": lazy_gettext("Interest"),
}


class ReopenForm(Form):
    reason = TextAreaField(
        lazy_gettext("Why it is opened again"),
        [Needed(_REASON), Length(max=2000)],
        description=lazy_gettext("It stands in history, and in the month until it is closed anew."),
    )


class EntryForm(ActForm):
    kind = RadioField(lazy_gettext("Kind"), [Needed(lazy_gettext("Choose one."))], default=KINDS[0])
    moved_on = DayField(lazy_gettext("Day that the money moved"), [Needed(lazy_gettext("Write the day."))])
    amount = SignedAmountField(
        lazy_gettext("Amount"),
        [Needed(lazy_gettext("Write the amount."))],
        description=lazy_gettext("An opening balance may be below zero: then the Region had laid out."),
    )
    year = YearField(
        lazy_gettext("Year of the appropriation"),
        [Needed(lazy_gettext("Write the year with four digits, such as 2027."))],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    item = SelectField(lazy_gettext("Appropriation item"), [Needed(lazy_gettext("Choose one."))])
    reference = StringField(
        lazy_gettext("Reference"),
        [Needed(lazy_gettext("Write the reference.")), Length(max=200)],
        description=lazy_gettext("The State's payment number, or the Region's voucher."),
        render_kw={"autocomplete": "off"},
    )

    @classmethod
    def offering(cls, items: Sequence[str], *, today: date) -> EntryForm:
        form = cls()
        form.kind.choices = [(kind, filters.named(kind, "drawing.kind")) for kind in KINDS]
        form.item.choices = [(item, item) for item in items]
        if not form.is_submitted():
            form.year.data, form.moved_on.data = today.year, today
        return form


class ReversalForm(ActForm):
    reason = TextAreaField(lazy_gettext("What was wrong"), [Needed(_REASON), Length(max=2000)])


class SignForm(Form):
    seen = HiddenField()
    remark = TextAreaField(
        lazy_gettext("Remark"),
        [Length(max=4000)],
        description=lazy_gettext(
            "What differences come of and what is done about them; may be left out where there is none."
        ),
    )


class ReportForm(SearchForm):
    by = SelectField(lazy_gettext("By"), default="month", validate_choice=False)
    first = DayField(lazy_gettext("From and including"))
    last = DayField(lazy_gettext("To and including"))

    def offer(self) -> None:
        self.by.choices = [(by, str(BY_NAMES[by])) for by in BY]

    @property
    def key(self) -> str:
        """What the rows are by; the month where what was asked for is nothing we know."""
        return self.by.data if self.by.data in BY else BY[0]


class BookingsForm(SearchForm):
    column = SelectField(lazy_gettext("What was booked"), default="", validate_choice=False)
    scheme = SelectField(lazy_gettext("Scheme"), default="", validate_choice=False)
    account = SelectField(lazy_gettext("Account"), default="", validate_choice=False)
    objective = SelectField(lazy_gettext("Objective"), default="", validate_choice=False)
    first = DayField(lazy_gettext("From and including"))
    last = DayField(lazy_gettext("To and including"))

    def offer(self, schemes: dict[str, str], accounts: dict[str, str], objectives: dict[str, str]) -> None:
        every = gettext("All")
        columns = {code: str(name) for code, name in COLUMN_NAMES.items()}
        for field, pairs in (
            (self.column, columns), (self.scheme, schemes), (self.account, accounts), (self.objective, objectives)
        ):  # fmt: skip
            field.choices = list(choices(pairs, none=every).items())

    def asked(self) -> Asked:
        """What is asked for; what is no choice of ours is not asked."""
        return Asked(
            Period(self.first.data, self.last.data),
            **{name: _known(self[name]) for name in ("column", "scheme", "account", "objective")},
        )


def _known(field: SelectField) -> str:
    return field.data if field.data in dict(field.choices or ()) else ""
