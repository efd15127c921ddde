"""Marks for secrecy, and what is answered to somebody who asks for the documents of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import Field, FormField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from grantdesk.domain.disclosure import Answer
from grantdesk.domain.messages import LANGUAGES
from grantdesk.domain.secrecy import GROUNDS, PERSONAL_DATA, name_of
from grantdesk.web import filters
from grantdesk.web.forms import ActForm, Form, RowForm, choices
from grantdesk.web.forms.case import begun_large
from grantdesk.web.forms.fields import ChecksField, DayField, Needed

_ONE = lazy_gettext("Choose one.")


def _reason() -> TextAreaField:
    return TextAreaField(
        lazy_gettext("Why it may be secret"),
        [Needed(lazy_gettext("Write why it may be secret.")), Length(max=2000)],
        description=lazy_gettext("What harm somebody could come to, without telling what is secret."),
    )


class MarkForm(Form):
    field = SelectField(lazy_gettext("Field"), [Needed(_ONE)])
    ground = RadioField(lazy_gettext("Ground"), [Needed(_ONE)])
    reason = _reason()

    @classmethod
    def offering(cls, fields: Sequence[str]) -> MarkForm:
        form = cls(prefix="mark-")
        named = {field: begun_large(filters.say(name_of(field))) for field in fields}
        form.field.choices = choices(named, none=gettext("Choose"))
        form.ground.choices = grounds()
        return form


class ProposalForm(Form):
    fields = ChecksField(lazy_gettext("Fields"))
    reason = _reason()

    @classmethod
    def offering(cls, proposed: Mapping[str, str]) -> ProposalForm:
        """The form with what the system proposes; nothing of it is chosen."""
        form = cls(prefix="proposed-")
        form.fields.choices = [(field, begun_large(filters.say(name_of(field)))) for field in proposed]
        return form


class LiftForm(Form):
    reason = TextAreaField(
        lazy_gettext("Why it is no longer marked"),
        [Needed(lazy_gettext("Write why it is no longer marked.")), Length(max=2000)],
    )


class AnswerForm(RowForm):
    """What is decided of one field, at this request."""

    given = RadioField(lazy_gettext("Decision"), [Needed(_ONE)])
    ground = SelectField(lazy_gettext("Ground"), [Needed(_ONE)])
    tested = TextAreaField(
        lazy_gettext("What harm can be assumed"),
        [Length(max=2000)],
        description=lazy_gettext(
            "Tried anew at each request. Not needed where it is given out, or the ground has no test."
        ),
    )


class DisclosureForm(ActForm):
    asked_on = DayField(lazy_gettext("Asked on"), [Needed(lazy_gettext("Write the day."))])
    asker = StringField(
        lazy_gettext("Who asks"),
        [Length(max=200)],
        description=lazy_gettext(
            "Leave it empty where they have not said. Nobody needs to say who they are, or why they ask."
        ),
    )
    language = RadioField(lazy_gettext("Language of the copy"), [Needed(_ONE)], default="sv")
    outcome = RadioField(lazy_gettext("Answer"), [Needed(_ONE)], default="give")
    reason = TextAreaField(lazy_gettext("Why nothing is given out"), [Length(max=2000)])
    tried: Mapping[str, str]

    @classmethod
    def offering(cls, tried: Mapping[str, str], *, today: date) -> DisclosureForm:
        """The form with each field that must be tried and its ground; masked, until a person says otherwise."""
        rows = {
            _name(place): FormField(AnswerForm, begun_large(filters.say(name_of(field))))
            for place, field in enumerate(tried)
        }
        form: DisclosureForm = type("DisclosureFormOfCase", (cls,), rows)()
        form.tried = tried
        form.language.choices = [(one, filters.named(one, "letter_language")) for one in LANGUAGES]
        form.outcome.choices = [(one, filters.named(one, "disclosure")) for one in ("give", "refuse")]
        if not form.is_submitted():
            form.asked_on.data = today
        for row, ground in zip(form.rows(), tried.values(), strict=True):
            _offer(row.form, ground, sent=form.is_submitted())
        return form

    def rows(self) -> list[Field]:
        return [self[_name(place)] for place in range(len(self.tried))]

    def answers(self) -> tuple[Answer, ...]:
        return tuple(
            Answer(field, row.form.given.data == "given", row.form.ground.data, row.form.tested.data or "")
            for field, row in zip(self.tried, self.rows(), strict=True)
        )


def grounds() -> list[tuple[str, str]]:
    return [(code, filters.named(code, "secrecy.ground")) for code in GROUNDS]


def _name(place: int) -> str:
    return f"field_{place}"


def _offer(row: Any, ground: str, *, sent: bool) -> None:
    row.given.choices = [(one, filters.named(one, "disclosure.answer")) for one in ("masked", "given")]
    row.ground.choices = grounds()
    if not sent:
        row.given.data, row.ground.data = "masked", ground
        row.tested.data = (
            gettext("A personal number is not needed to see what the authority does.")
            if ground == PERSONAL_DATA
            else ""
        )
