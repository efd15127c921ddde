"""What is watched after the last payment, and what was seen."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.validators import Length

from grantdesk.actions.watch import ACTS, ATTEND
from grantdesk.domain.watches import FALLING, KINDS
from grantdesk.web import filters
from grantdesk.web.forms import ActForm
from grantdesk.web.forms.fields import DayField, Needed


class WatchForm(ActForm):
    kind = RadioField(lazy_gettext("What is watched"), [Needed(lazy_gettext("Choose one."))])
    text = TextAreaField(
        lazy_gettext("In words"),
        [Needed(lazy_gettext("Write what is watched.")), Length(max=1000)],
        description=lazy_gettext("What the recipient is to do or keep."),
    )
    ground = TextAreaField(
        lazy_gettext("Where it is laid down"),
        [Needed(lazy_gettext("Write where it is laid down.")), Length(max=500)],
        description=lazy_gettext("Such as the condition in the decision and its day."),
    )
    until = DayField(lazy_gettext("Last day"), [Needed(lazy_gettext("Write the day."))])
    yearly = BooleanField(lazy_gettext("Remind me each year, and not only before the end"))

    @classmethod
    def offering(cls) -> WatchForm:
        form = cls()
        # A liability falls by the rules of the scheme, and not because somebody says so.
        form.kind.choices = [(kind, filters.named(kind, "watch.kind")) for kind in KINDS if kind != FALLING]
        return form


class SeenForm(ActForm):
    act = RadioField(lazy_gettext("What becomes of it"), [Needed(lazy_gettext("Choose one."))], default=ATTEND)
    text = TextAreaField(
        lazy_gettext("What you saw, or why"),
        [Needed(lazy_gettext("Write what you saw, or why the watch is ended.")), Length(max=2000)],
    )

    @classmethod
    def offering(cls) -> SeenForm:
        form = cls()
        form.act.choices = [(act, filters.named(act, "watch.act")) for act in ACTS]
        return form
