"""A file from the bank, and what a person has done about an answer that did not match."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import FileField, TextAreaField
from wtforms.validators import Length, ValidationError

from grantdesk.web import uploads
from grantdesk.web.forms import Form, sent
from grantdesk.web.forms.fields import Needed

_LONGEST_NAME = 200


class BankFileForm(Form):
    file = FileField(
        lazy_gettext("The bank's file"),
        description=lazy_gettext(
            "pain.002 or camt.054 as the bank gives it out, or a list as CSV with semicolons and the headings"
            " payment;amount;status;day;reason, where status is paid, failed or returned."
        ),
        render_kw={"accept": ".xml,.csv,.txt"},
    )

    def __init__(self) -> None:
        super().__init__()
        self.file.data = uploads.sent("file")

    @property
    def file_name(self) -> str:
        """The name that the file had with the sender, to be shown and kept."""
        return sent.seen(self.file.data.filename)[-_LONGEST_NAME:].strip() or gettext("A file without a name")

    def validate_file(self, field: Any) -> None:
        if field.data is None:
            raise ValidationError(gettext("Choose the file that you have fetched from the bank."))


class SeenToForm(Form):
    remark = TextAreaField(
        lazy_gettext("What you have done about it"),
        [Needed(lazy_gettext("Write what you have done about it.")), Length(max=1000)],
        description=lazy_gettext("Such as whom at the bank you have spoken with, and what they said."),
    )
