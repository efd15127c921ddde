"""The ECB's file of euro rates."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import FileField
from wtforms.validators import ValidationError

from grantdesk.web import uploads
from grantdesk.web.forms import Form, sent

_LONGEST_NAME = 100


class RatesForm(Form):
    file = FileField(
        lazy_gettext("The ECB's file"),
        description=lazy_gettext(
            "eurofxref as zip, csv or XML, or the Data Portal's series EXR.D.SEK.EUR.SP00.A as csv."
        ),
        render_kw={"accept": ".zip,.csv,.xml"},
    )

    def __init__(self) -> None:
        super().__init__()
        self.file.data = uploads.sent("file")

    @property
    def file_name(self) -> str:
        """The name that the file had with the sender, to be shown and kept."""
        return sent.seen(self.file.data.filename)[:_LONGEST_NAME]

    def validate_file(self, field: Any) -> None:
        if field.data is None:
            raise ValidationError(gettext("Choose the file that you have fetched from the ECB."))
