"""An appeal as it came in, and what is said with each act on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from grantdesk.actions.reconsider import NONE, RESULTS, WHOLE
from grantdesk.domain.appeal import OUTCOMES
from grantdesk.web import filters
from grantdesk.web.forms import ActForm, Form, choices
from grantdesk.web.forms.decision import minutes_field
from grantdesk.web.forms.fields import DayField, Needed

_NEEDED = lazy_gettext("Fill this in.")
_ONE_NEEDED = lazy_gettext("Choose one.")
_DAY_NEEDED = lazy_gettext("Write the day.")
_KEY = re.compile(r"\d{1,18}", re.ASCII)


def _reason(label: Any, hint: Any = "") -> TextAreaField:
    return TextAreaField(label, [Needed(_NEEDED), Length(max=5000)], description=hint)


class AppealForm(ActForm):
    """`about` names the decision as `d1`, or the dismissal of the appeal as `a1`."""

    about = SelectField(lazy_gettext("What is appealed"), [Needed(_ONE_NEEDED)])
    appellant = StringField(lazy_gettext("Who appeals"), [Needed(_NEEDED), Length(max=200)])
    received_on = DayField(lazy_gettext("Came to the Region on"), [Needed(_DAY_NEEDED)])
    court_received_on = DayField(
        lazy_gettext("Came to the court on"),
        description=lazy_gettext("Only where it was handed in to the court first. That day counts then."),
    )
    asked = _reason(lazy_gettext("What is asked for"), lazy_gettext("Which change of the decision."))
    grounds = _reason(lazy_gettext("The appellant's grounds"))

    @classmethod
    def offering(cls, matters: Mapping[str, str]) -> AppealForm:
        form = cls()
        form.about.choices = choices(dict(matters), none=gettext("Choose") if len(matters) > 1 else None)
        return form


class JudgementForm(Form):
    judgement = RadioField(lazy_gettext("Judgement"), [Needed(_ONE_NEEDED)])
    reason = _reason(
        lazy_gettext("Reasons"), lazy_gettext("What the judgement rests on, such as the receipt or the postmark.")
    )

    @classmethod
    def offering(cls, judgements: Iterable[str], *, points_to: str) -> JudgementForm:
        """The judgements that the days allow, with the one that they point to chosen."""
        form = cls()
        form.judgement.choices = [(one, filters.named(one, "judgement")) for one in judgements]
        if not form.is_submitted():
            form.judgement.data = points_to
        return form


class ReasonForm(Form):
    reason = _reason(lazy_gettext("Reasons"))


class PapersForm(Form):
    reason = _reason(
        lazy_gettext("What is handed over"),
        lazy_gettext("The appeal and the other papers in the case, and a new decision if there is one."),
    )


class DismissalForm(Form):
    minutes = minutes_field()
    reason = _reason(
        lazy_gettext("Reasons for the dismissal"),
        lazy_gettext("The appellant reads them, and may appeal the dismissal."),
    )

    @classmethod
    def asking(cls, *, of_board: bool) -> DismissalForm:
        form = cls()
        if not of_board:
            del form.minutes
        return form


class ReconsiderationForm(Form):
    result = RadioField(lazy_gettext("What came of it"), [Needed(_ONE_NEEDED)])
    changed_by = SelectField(
        lazy_gettext("The new decision"),
        description=lazy_gettext("Where the decision is changed: take the new one first."),
    )
    minutes = minutes_field()
    reason = _reason(lazy_gettext("Reasons"))

    @classmethod
    def asking(cls, decisions: Mapping[str, str], *, of_dismissal: bool, of_board: bool) -> ReconsiderationForm:
        """The form; a dismissal stands or is taken back, and no new decision takes its place."""
        form = cls()
        results = (WHOLE, NONE) if of_dismissal else RESULTS
        kind = "reconsidered_dismissal" if of_dismissal else "reconsidered"
        form.result.choices = [(one, filters.named(one, kind)) for one in results]
        form.changed_by.choices = choices(dict(decisions), none=gettext("None"))
        if of_dismissal:
            del form.changed_by
        if not of_board:
            del form.minutes
        return form

    @property
    def changed_by_id(self) -> int | None:
        written = (self.changed_by.data or "") if "changed_by" in self else ""
        return int(written) if _KEY.fullmatch(written) else None


class DayForm(Form):
    day = DayField(lazy_gettext("Day"), [Needed(_DAY_NEEDED)])
    reason = _reason(
        lazy_gettext("What shows it"), lazy_gettext("Such as a receipt, a letter or the court's own word.")
    )


class RulingForm(Form):
    outcome = RadioField(lazy_gettext("What the court ruled"), [Needed(_ONE_NEEDED)])
    court_number = StringField(lazy_gettext("The court's case number"), [Needed(_NEEDED), Length(max=50)])
    day = DayField(lazy_gettext("Day of the ruling"), [Needed(_DAY_NEEDED)])
    reason = _reason(lazy_gettext("What the ruling says"))

    @classmethod
    def offering(cls) -> RulingForm:
        form = cls()
        form.outcome.choices = _outcomes()
        return form


class FinalForm(Form):
    outcome = RadioField(lazy_gettext("What it came to in the end"), [Needed(_ONE_NEEDED)])
    day = DayField(lazy_gettext("Final since"), [Needed(_DAY_NEEDED)])
    reason = _reason(lazy_gettext("What shows it"), lazy_gettext("Such as a certificate of legal force."))

    @classmethod
    def offering(cls) -> FinalForm:
        form = cls()
        form.outcome.choices = _outcomes()
        return form


def _outcomes() -> list[tuple[str, str]]:
    return [(one, filters.named(one, "outcome")) for one in OUTCOMES]
