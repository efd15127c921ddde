"""New words for one of the region's letter texts, in both languages."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length

from grantdesk.documents.placeholders import MOST_CHARACTERS
from grantdesk.web.forms import ActForm, SearchForm
from grantdesk.web.forms.fields import DayField, Needed


class TextSearchForm(SearchForm):
    q = StringField(lazy_gettext("Words or key"))


class TextForm(ActForm):
    sv = TextAreaField(
        lazy_gettext("Swedish"),
        [Needed(lazy_gettext("Write the text.")), Length(max=MOST_CHARACTERS)],
        render_kw={"rows": 6, "lang": "sv"},
    )
    en = TextAreaField(
        lazy_gettext("English"),
        [Needed(lazy_gettext("Write the text.")), Length(max=MOST_CHARACTERS)],
        render_kw={"rows": 6, "lang": "en"},
    )
    confirmed = BooleanField(
        lazy_gettext("The region has confirmed the text"),
        description=lazy_gettext("A text that is not confirmed is printed with its mark and its source."),
    )
    valid_from = DayField(
        lazy_gettext("In force from"), [Needed(lazy_gettext("Write the day from which it is in force."))]
    )
