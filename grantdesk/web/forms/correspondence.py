"""A request for a supplement, how it ended, and a covering letter."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Length

from grantdesk.domain.correspondence import CONSEQUENCES
from grantdesk.domain.messages import LANGUAGES
from grantdesk.web import filters
from grantdesk.web.forms import ActForm, Form
from grantdesk.web.forms.dispatch import SendingForm
from grantdesk.web.forms.fields import DayField, Needed


def _languages() -> list[tuple[str, str]]:
    return [(one, filters.named(one, "letter_language")) for one in LANGUAGES]


class SupplementForm(ActForm):
    points = TextAreaField(
        lazy_gettext("What is missing"),
        [Needed(lazy_gettext("Write what is missing.")), Length(max=8000)],
        description=lazy_gettext("One thing a line. Each line becomes a point in the letter."),
    )
    note = TextAreaField(
        lazy_gettext("More to say"),
        [Length(max=4000)],
        description=lazy_gettext("Stands under the list. An empty line begins a new paragraph."),
    )
    due_on = DayField(lazy_gettext("Last day"), [Needed(lazy_gettext("Write the last day."))])
    consequence = RadioField(lazy_gettext("What happens if nothing comes in"), [Needed(lazy_gettext("Choose one."))])
    language = RadioField(lazy_gettext("Language of the letter"), [Needed(lazy_gettext("Choose one."))])

    @classmethod
    def offering(cls) -> SupplementForm:
        form = cls()
        form.language.choices = _languages()
        form.consequence.choices = [(one, filters.named(one, "consequence")) for one in CONSEQUENCES]
        return form


class EndSupplementForm(Form):
    act = RadioField(lazy_gettext("What became of it"), [Needed(lazy_gettext("Choose one."))])
    day = DayField(lazy_gettext("Day"), [Needed(lazy_gettext("Write the day."))])
    outcome = TextAreaField(
        lazy_gettext("What came in, or why it is not waited for"),
        [Needed(lazy_gettext("Write what came in, or why.")), Length(max=2000)],
    )

    @classmethod
    def offering(cls) -> EndSupplementForm:
        form = cls()
        form.act.choices = [
            ("answer", lazy_gettext("What was missing came in")),
            ("close", lazy_gettext("It is no longer waited for")),
        ]
        return form


class CoveringForm(ActForm):
    addressee = TextAreaField(
        lazy_gettext("To whom"),
        [Needed(lazy_gettext("Write to whom the letter goes.")), Length(max=500)],
        description=lazy_gettext("Name and address, one line each."),
    )
    heading = StringField(
        lazy_gettext("About"), [Needed(lazy_gettext("Write what the letter is about.")), Length(max=200)]
    )
    text = TextAreaField(
        lazy_gettext("Text"),
        [Length(max=8000)],
        description=lazy_gettext("An empty line begins a new paragraph."),
    )
    enclosures = TextAreaField(
        lazy_gettext("Papers that go with it"),
        [Length(max=8000)],
        description=lazy_gettext("One paper a line."),
    )
    language = RadioField(lazy_gettext("Language of the letter"), [Needed(lazy_gettext("Choose one."))])

    @classmethod
    def offering(cls) -> CoveringForm:
        form = cls()
        form.language.choices = _languages()
        return form


class StoredSendingForm(SendingForm):
    """As the form for a decision's letter, of a letter that is stored in one language."""

    language = None

    @classmethod
    def offering(cls) -> StoredSendingForm:
        form = cls()
        form.means.choices = cls.ways()
        return form
