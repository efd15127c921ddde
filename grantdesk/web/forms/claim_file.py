"""A file of a claim's rows: as it is chosen, and as it is sent back once its reader has seen what it would become."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import FileField

from grantdesk.web.forms.case_file import CaseFileForm


class ClaimFileForm(CaseFileForm):
    file = FileField(
        lazy_gettext("The file"),
        description=lazy_gettext("XLSX, or CSV with semicolons or tabs. At most 450 kB."),
        render_kw={"accept": ".csv,.xlsx"},
    )
    nothing_chosen = lazy_gettext("Choose the file with the rows.")
