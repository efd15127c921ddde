"""What is recorded of a company's group, and of the aid that others have given it."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from grantdesk.actions.affiliate import Named
from grantdesk.domain.identity import Number, either_number
from grantdesk.domain.undertaking import AWARD_SOURCES, WHOLE
from grantdesk.domain.vocabulary import LEGAL_FORMS, OLDER_REGULATIONS, REGULATIONS
from grantdesk.web import filters
from grantdesk.web.forms import ActForm, Form, SearchForm, choices
from grantdesk.web.forms.fields import DayField, Needed, OrganisationNumberField
from grantdesk.web.forms.rows import EuroField, ShareField

ALONE, ALL = "alone", "all"
_NEEDED = lazy_gettext("Fill this in.")
_CHOOSE = lazy_gettext("Choose")
_WHOLE_OF_IT = ""


class ApplicantSearchForm(SearchForm):
    text = StringField(
        lazy_gettext("Search"), description=lazy_gettext("A name or an organisation number, or a part of it.")
    )


class CompanyForm(Form):
    """Names another company; name and legal form are needed where the desk has not met it."""

    number = OrganisationNumberField(lazy_gettext("The other company's number"), [Needed(_NEEDED)])
    name = StringField(
        lazy_gettext("Its name"),
        [Length(max=200)],
        description=lazy_gettext("Only where the company has not applied here before."),
        render_kw={"autocomplete": "off"},
    )
    legal_form = SelectField(lazy_gettext("Its legal form"))

    def offer(self) -> None:
        """What can be chosen."""
        words = {code: filters.named(code, "legal_form") for code in LEGAL_FORMS}
        self.legal_form.choices = choices(words, none=gettext("As it is known here"))

    @property
    def company(self) -> Named:
        number: Number = either_number(self.number.data)
        return Named(number, (self.name.data or "").strip(), self.legal_form.data or "")


def _ground(hint: str) -> TextAreaField:
    return TextAreaField(lazy_gettext("What this rests on"), [Needed(_NEEDED), Length(max=1000)], description=hint)


class GroupForm(CompanyForm):
    since = DayField(
        lazy_gettext("From"),
        [Needed(_NEEDED)],
        description=lazy_gettext("The day that the companies became linked; it may lie back in time."),
    )
    scope = RadioField(lazy_gettext("Who joins the other company"), default=ALONE)
    ground = _ground(
        lazy_gettext("Such as the share register, the annual report or what the applicant has said, and when.")
    )

    @classmethod
    def asking(cls, name: str, *, has_company: bool) -> GroupForm:
        """The form; where others count with the company, it asks whether they come along."""
        form = cls()
        form.offer()
        form.scope.choices = [
            (ALONE, gettext("%(name)s only, which leaves the group it is in", name=name)),
            (ALL, gettext("Every company that counts with it: the two groups merge")),
        ]
        if not has_company:
            del form.scope
        return form

    @property
    def merges(self) -> bool:
        return "scope" in self and self.scope.data == ALL


class LeaveForm(Form):
    until = DayField(
        lazy_gettext("First day outside the group"),
        [Needed(_NEEDED)],
        description=lazy_gettext("The day that it joined, where it should never have been recorded."),
    )
    ground = _ground(lazy_gettext("Such as a sale, and what shows it."))


class AwardForm(ActForm):
    granted_on = DayField(lazy_gettext("Granted on"), [Needed(_NEEDED)])
    amount_eur = EuroField(lazy_gettext("Amount in euro"), [Needed(_NEEDED)])
    regulation = SelectField(lazy_gettext("Regulation"), [Needed(_NEEDED)])
    granted_by = StringField(lazy_gettext("Granted by"), [Needed(_NEEDED), Length(max=200)])
    source = SelectField(lazy_gettext("Known from"), [Needed(_NEEDED)])
    stated_on = DayField(
        lazy_gettext("Day of the extract or the statement"),
        [Needed(_NEEDED)],
    )
    reference = StringField(
        lazy_gettext("Reference"),
        [Length(max=300)],
        description=lazy_gettext("Such as a case number or an extract's own."),
    )

    def __init__(self) -> None:
        super().__init__()
        regulations = {one: one for one in (*REGULATIONS, *OLDER_REGULATIONS)}
        self.regulation.choices = choices(regulations, none=str(_CHOOSE))
        sources = {one: filters.named(one, "award_source") for one in AWARD_SOURCES}
        self.source.choices = choices(sources, none=str(_CHOOSE))


class HandoverForm(CompanyForm, ActForm):
    effective_on = DayField(
        lazy_gettext("From"),
        [Needed(_NEEDED)],
        description=lazy_gettext("The day of the split or the takeover. Aid granted before it goes over."),
    )
    award = SelectField(
        lazy_gettext("Which aid"),
        description=lazy_gettext(
            "Aid follows the business that used it. Where that cannot be told, it is divided by equity."
        ),
    )
    share = ShareField(lazy_gettext("Share of it that goes over"), [Needed(_NEEDED)], default=WHOLE)
    ground = _ground(lazy_gettext("Such as the plan of division, with the equity of each company."))

    @classmethod
    def asking(cls, awards: dict[str, str]) -> HandoverForm:
        """The form; `awards` is what can be named, by the value that stands for it."""
        form = cls()
        form.offer()
        form.award.choices = choices(awards, none=gettext("All earlier aid"))
        return form

    @property
    def named_award(self) -> tuple[str, int] | None:
        kind, _, key = (self.award.data or _WHOLE_OF_IT).partition("-")
        return (kind, int(key)) if key else None


class StrikeForm(Form):
    reason = TextAreaField(
        lazy_gettext("Why it counts no more"),
        [Needed(_NEEDED), Length(max=1000)],
        description=lazy_gettext("It stays to be read, with what you write here."),
    )
