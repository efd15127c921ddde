"""The application as it is written down, for one scheme: only the fields that matter there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import FormField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from grantdesk.domain import asked
from grantdesk.domain.county import County
from grantdesk.domain.messages import Both
from grantdesk.domain.scheme import Scheme
from grantdesk.domain.sorting import swedish_key
from grantdesk.domain.vocabulary import (
    EU_SOURCES,
    FINANCING_KINDS,
    FINANCING_SOURCES,
    FLAGS,
    LEADERS,
    LEGAL_FORMS,
    OBSTACLES,
    OLDER_REGULATIONS,
    REGULATIONS,
    SIZES,
)
from grantdesk.web import filters
from grantdesk.web.forms import ActForm, SearchForm, choices
from grantdesk.web.forms.fields import (
    AmountField,
    ChecksField,
    DayField,
    Needed,
    OrganisationNumberField,
    RowsField,
)
from grantdesk.web.forms.rows import WHOLE, AwardRow, CostRow, FinancingRow, ObjectiveRow, filled
from grantdesk.web.forms.stated import StatedNumbers, unasked

_CHOOSE = lazy_gettext("Choose")
_NEEDED = lazy_gettext("Fill this in.")
_ONE_NEEDED = lazy_gettext("Choose one.")
MOST_ROWS = 40


class CaseForm(StatedNumbers, ActForm):
    """Everything that an application may say; `for_scheme` leaves out what its scheme does not ask."""

    title = StringField(
        lazy_gettext("Title"),
        [Needed(_NEEDED), Length(max=300)],
        description=lazy_gettext("What the money is for, in a few words."),
    )
    received_on = DayField(lazy_gettext("Received on"), [Needed(_NEEDED)])
    starts_on = DayField(lazy_gettext("Starts on"))
    ends_on = DayField(lazy_gettext("Ends on"))
    requested = AmountField(
        lazy_gettext("Amount applied for"),
        description=lazy_gettext("Leave it empty where no amount is stated. The aid is never more than this."),
    )
    organisation_number = OrganisationNumberField(
        lazy_gettext("Organisation number"),
        [Needed(_NEEDED)],
        description=lazy_gettext("Such as 559900-1004. For a sole trader, the owner's personal number."),
    )
    legal_form = SelectField(lazy_gettext("Legal form"), [Needed(_ONE_NEEDED)])
    name = StringField(lazy_gettext("Name of the organisation"), [Needed(_NEEDED), Length(max=200)])
    municipality = SelectField(lazy_gettext("Municipality of the place of work"), [Needed(_ONE_NEEDED)])
    size = SelectField(lazy_gettext("Size"), [Needed(_ONE_NEEDED)])
    led_by = SelectField(lazy_gettext("Led by"), [Needed(_ONE_NEEDED)])
    nace = StringField(
        lazy_gettext("Industry (SNI code)"),
        [Length(max=8)],
        description=lazy_gettext("Two to four digits, such as 25 or 25.62."),
    )
    obstacles = ChecksField(
        lazy_gettext("Obstacles that the applicant has or has stated"),
        description=lazy_gettext("Leave all unticked where there is none."),
    )
    costs = RowsField(FormField(CostRow), label=lazy_gettext("Costs"), max_entries=MOST_ROWS)
    financing = RowsField(FormField(FinancingRow), label=lazy_gettext("Other financing"), max_entries=MOST_ROWS)
    awards = RowsField(
        FormField(AwardRow),
        label=lazy_gettext("De minimis aid from others in the last three years"),
        max_entries=MOST_ROWS,
        description=lazy_gettext(
            "As the applicant has stated. What the Region has granted itself is added by the desk."
        ),
    )
    circumstances = ChecksField(lazy_gettext("Circumstances"))
    objectives = RowsField(
        FormField(ObjectiveRow),
        label=lazy_gettext("Objectives"),
        max_entries=MOST_ROWS,
        description=lazy_gettext("The objectives that the case serves; their shares add to 100 per cent."),
    )
    purpose = TextAreaField(lazy_gettext("Purpose"), [Length(max=5000)])
    themes = ChecksField(lazy_gettext("Themes"))
    covers = ChecksField(lazy_gettext("Municipalities covered"))
    eruf_objective = SelectField(
        lazy_gettext("ERDF specific objective"),
        description=lazy_gettext("Chosen where the project has money from the ERDF, and only then."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        right = bool(super().validate(extra_validators))
        if "objectives" not in self:
            return right
        for row in filled(self.objectives):
            right = self._whole(row) and right
        chosen = [row.form.objective.data for row in filled(self.objectives)]
        shares = [row.form.share.data or 0 for row in filled(self.objectives)]
        if len(set(chosen)) < len(chosen):
            return add_error(self.objectives, gettext("Each objective is named once; put its shares together."))
        if right and sum(shares) != WHOLE:
            return add_error(
                self.objectives,
                gettext("The shares add to %(sum)s per cent; they should add to 100.", sum=_per_cent(sum(shares))),
            )
        return right

    def _whole(self, row: Any) -> bool:
        for field, said in ((row.form.objective, _ONE_NEEDED), (row.form.share, _NEEDED)):
            if not field.data and not field.errors:
                return add_error(field, str(said))
        return not row.errors


def _per_cent(hundredths: int) -> str:
    whole, part = divmod(hundredths, 100)
    return f"{whole},{part:02d}".rstrip("0").rstrip(",") if part else str(whole)


def add_error(field: Any, said: str) -> bool:
    """Tell of a fault that was found outside the field; always False, as a validation that failed."""
    field.errors = [*field.errors, said]
    return False


# What each row list begins with, so that few need to ask for more.
_FIRST_ROWS = {"costs": 3, "financing": 2, "awards": 1, "objectives": 1}


def for_scheme(scheme: Scheme, county: County, *, add: str | None = None) -> CaseForm:
    """The form for one scheme; `add` names the list that is to have one row more than was sent."""
    form = CaseForm()
    leave_out(form, scheme)
    add_rows(form, sent=form.is_submitted(), add=add)
    offer(form, scheme, county)
    return form


def add_rows(form: CaseForm, *, sent: bool, add: str | None) -> None:
    """The rows that a list begins with, unless it was sent; then one more in the list named `add`."""
    for name, first in _FIRST_ROWS.items():
        if name in form:
            _grow(form[name], int(name == add) if sent or len(form[name]) else first)


def leave_out(form: CaseForm, scheme: Scheme) -> None:
    """Leave out what the scheme does not ask."""
    project_only = ("purpose", "themes", "covers", "eruf_objective")
    unneeded = [] if scheme.is_project else list(project_only)
    if not scheme.eu_financed:
        unneeded.append("eruf_objective")
    if scheme.de_minimis is None:
        unneeded.append("awards")
    if scheme.is_project:
        unneeded += ["obstacles"] if not any(row.value for row in scheme.rules.obstacles.values) else []
    unneeded += unasked(scheme)
    if not circumstances_of(scheme):
        unneeded.append("circumstances")
    for name in dict.fromkeys(unneeded):
        if name in form:
            del form[name]


def _grow(rows: Any, by: int) -> None:
    for _ in range(by):
        if len(rows) < MOST_ROWS:
            rows.append_entry()


def circumstances_of(scheme: Scheme) -> list[str]:
    """The circumstances that some rule of the scheme asks about: what raises the rate, then in the vocabulary's order."""
    raises = asked.raising(scheme.rules)
    others = asked.asked_by(scheme.rules) - raises
    return sorted(raises) + [name for name in FLAGS if name in others]


def offer(form: CaseForm, scheme: Scheme, county: County) -> None:
    """Give every field, those of the rows included, what can be chosen in it."""
    places = places_of(county)
    form.legal_form.choices = _pairs(_named("legal_form", LEGAL_FORMS))
    form.size.choices = _pairs(_named("size", SIZES))
    form.led_by.choices = _pairs(_named("leader", LEADERS))
    form.municipality.choices = _pairs(places)
    _offer_rows(form, scheme, county)
    if "obstacles" in form:
        form.obstacles.choices = list(_named("obstacle", OBSTACLES).items())
    if "circumstances" in form:
        form.circumstances.choices = list(_named("circumstance", circumstances_of(scheme)).items())
    if "themes" in form:
        form.themes.choices = [(one.code, filters.both(one.name)) for one in county.themes.values()]
    if "covers" in form:
        form.covers.choices = list(places.items())
    if "eruf_objective" in form:
        form.eruf_objective.choices = _pairs(
            {one.code: _coded(one.code, one.name) for one in county.eruf_objectives.values()}
        )


def places_of(county: County) -> dict[str, str]:
    """The municipalities by code, in Swedish order of name."""
    ordered = sorted(county.municipalities.values(), key=lambda one: swedish_key(one.name))
    return {one.code: one.name for one in ordered}


def _offer_rows(form: CaseForm, scheme: Scheme, county: County) -> None:
    categories = dict.fromkeys(name for row in scheme.rules.categories.values for name in row.value)
    sources = [one for one in FINANCING_SOURCES if scheme.eu_financed or one not in EU_SOURCES]
    objectives = {one.code: _coded(one.code, one.name) for one in county.objectives.values()}
    for row in form.costs:
        row.form.category.choices = _pairs(_named("category", list(categories)))
    for row in form.financing:
        row.form.source.choices = _pairs(_named("financing_source", sources))
        row.form.kind.choices = list(_named("financing_kind", FINANCING_KINDS).items())
    for row in form.objectives if "objectives" in form else ():
        row.form.objective.choices = _pairs(objectives)
    for row in form.awards if "awards" in form else ():
        row.form.regulation.choices = _pairs({one: one for one in (*REGULATIONS, *OLDER_REGULATIONS)})


def _coded(code: str, name: Both) -> str:
    return f"{code} {filters.both(name)}"


def _named(kind: str, codes: Sequence[str]) -> dict[str, str]:
    return {code: begun_large(filters.named(code, kind)) for code in codes}


def begun_large(words: str) -> str:
    return words[:1].upper() + words[1:]


def _pairs(pairs: dict[str, str]) -> dict[str, str]:
    return choices(pairs, none=str(_CHOOSE))


class WithdrawalForm(ActForm):
    reason = TextAreaField(
        lazy_gettext("What the applicant says"),
        [Needed(_NEEDED), Length(max=5000)],
        description=lazy_gettext("How and when the applicant withdrew, so that it can be followed afterwards."),
    )


class FilterForm(SearchForm):
    text = StringField(lazy_gettext("Search"))
    status = SelectField(lazy_gettext("Status"))
    scheme = SelectField(lazy_gettext("Scheme"))
    municipality = SelectField(lazy_gettext("Municipality"))
    handled_by = SelectField(lazy_gettext("Handled by"))
    year = SelectField(lazy_gettext("Year received"))
    order = SelectField(lazy_gettext("Order"))
