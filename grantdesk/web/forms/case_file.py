"""A file of cases: as it is chosen, and as it is sent back once its reader has seen what it would become."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import FileField, HiddenField
from wtforms.validators import ValidationError

from grantdesk.documents.case_table import LARGEST
from grantdesk.web import uploads
from grantdesk.web.forms import Form, sent

_LONGEST_NAME = 100


class CaseFileForm(Form):
    nothing_chosen = lazy_gettext("Choose the file with the cases.")
    file = FileField(
        lazy_gettext("The file"),
        description=lazy_gettext("XLSX, or CSV with semicolons in UTF-8. At most 200 rows."),
        render_kw={"accept": ".csv,.xlsx"},
    )

    def __init__(self) -> None:
        super().__init__()
        self.file.data = uploads.sent("file")
        self.content = self.file.data.read() if self.file.data is not None else b""

    @property
    def file_name(self) -> str:
        """The name that the file had with the sender, to be shown and kept."""
        return sent.seen(self.file.data.filename)[:_LONGEST_NAME]

    def validate_file(self, field: Any) -> None:
        if field.data is None:
            raise ValidationError(self.nothing_chosen)
        if len(self.content) > LARGEST:
            raise ValidationError(gettext("The file is larger than 450 kB. Divide it."))


class TriedFileForm(Form):
    """The file that was tried, carried by the page: nothing of it is kept here until it is entered."""

    name = HiddenField()
    packed = HiddenField()
    content: bytes = b""

    @classmethod
    def carrying(cls, name: str, content: bytes) -> TriedFileForm:
        form = cls(formdata=None)
        form.name.data, form.packed.data = name, base64.urlsafe_b64encode(content).decode()
        return form

    def validate_packed(self, field: Any) -> None:
        try:
            self.content = base64.b64decode(field.data or "", altchars=b"-_", validate=True)
        except (binascii.Error, ValueError) as error:
            raise ValidationError(gettext("The file did not arrive whole. Choose it again.")) from error
        if not self.content or len(self.content) > LARGEST:
            raise ValidationError(gettext("The file did not arrive whole. Choose it again."))

    @property
    def file_name(self) -> str:
        return (self.name.data or "")[:_LONGEST_NAME]
