"""What comes with a claim: a file, the report on the work, an inspector's word, and how something was bought."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import FileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from grantdesk.actions.claim_papers import File, Inspection, Purchase, Told
from grantdesk.domain.claim_papers import (
    ATTACHMENT_KINDS,
    INSPECTIONS,
    INSPECTOR_REPORT,
    LONGEST_TEXT,
    MANNERS,
    THE_CLAIM,
    same,
)
from grantdesk.domain.file_kinds import KINDS
from grantdesk.models.claim_paper import ClaimAttachment, ProgressReport
from grantdesk.queries.claim_papers import Papers
from grantdesk.web import filters, uploads
from grantdesk.web.forms import Form, sent
from grantdesk.web.forms.fields import DayField, Needed

_ACCEPTED = ",".join(f".{kind}" for kind in KINDS)
_TEXT = [Length(max=LONGEST_TEXT)]


def _named(codes: Sequence[str], key: str) -> list[tuple[str, str]]:
    return [(code, filters.named(code, key)) for code in codes]


class AttachmentForm(Form):
    kind = SelectField(lazy_gettext("What the file is"), [Needed(lazy_gettext("Choose what the file is."))])
    file = FileField(
        lazy_gettext("File"),
        description=lazy_gettext(
            "A PDF, a picture or an office document without macros, at most 15 MB. It is stored as it is, for good."
        ),
        render_kw={"accept": _ACCEPTED},
    )

    def __init__(self) -> None:
        super().__init__(prefix="attachment-")
        self.file.data = uploads.sent(self.file.name)
        self.kind.choices = _named(ATTACHMENT_KINDS, "attachment_kind")

    def validate_file(self, field: Any) -> None:
        if field.data is None:
            raise ValidationError(gettext("Choose the file to attach."))

    @property
    def sent(self) -> File:
        return File(self.kind.data, sent.seen(self.file.data.filename), self.file.data.read())


class ReportForm(Form):
    done = TextAreaField(
        lazy_gettext("What was done"), [Needed(lazy_gettext("Write what was done.")), *_TEXT], render_kw={"rows": 4}
    )
    results = TextAreaField(
        lazy_gettext("What it led to"),
        [Needed(lazy_gettext("Write what it led to.")), *_TEXT],
        render_kw={"rows": 4},
    )
    deviations = TextAreaField(
        lazy_gettext("What went otherwise than planned"),
        _TEXT,
        description=lazy_gettext("In time, in costs or in what was done. Empty where nothing did."),
    )
    next_steps = TextAreaField(
        lazy_gettext("What comes next"), _TEXT, description=lazy_gettext("In a final report: what lives on.")
    )

    @property
    def told(self) -> Told:
        return Told(self.done.data, self.results.data, self.deviations.data or "", self.next_steps.data or "")

    @classmethod
    def of(cls, held: ProgressReport | None) -> ReportForm:
        """The form with the report that holds."""
        form = cls(prefix="report-")
        if held is not None and not form.done.raw_data:
            form.done.data, form.results.data = held.done, held.results
            form.deviations.data, form.next_steps.data = held.deviations, held.next_steps
        return form


class InspectionForm(Form):
    attachment = SelectField(
        lazy_gettext("The report"),
        [Needed(lazy_gettext("Choose the report."))],
        description=lazy_gettext("A file that is attached as an inspector's report."),
    )
    inspector = StringField(
        lazy_gettext("Inspector"), [Needed(lazy_gettext("Write who the inspector is.")), Length(max=200)]
    )
    inspected_on = DayField(
        lazy_gettext("Day of the inspection"), [Needed(lazy_gettext("Write the day of the inspection."))]
    )
    finding = RadioField(lazy_gettext("What was found"), [Needed(lazy_gettext("Choose one."))])
    remark = TextAreaField(
        lazy_gettext("Remarks"), [Length(max=2000)], description=lazy_gettext("Needed where not all was in order.")
    )

    @property
    def inspection(self) -> Inspection:
        return Inspection(
            int(self.attachment.data), self.inspector.data, self._day, self.finding.data, self.remark.data or ""
        )

    @property
    def _day(self) -> date:
        found: date = self.inspected_on.data
        return found

    @classmethod
    def offering(cls, attachments: Sequence[ClaimAttachment]) -> InspectionForm:
        """The form with the inspector's reports that are attached."""
        form = cls(prefix="inspection-")
        form.attachment.choices = [(str(one.id), one.name) for one in attachments if one.kind == INSPECTOR_REPORT]
        form.finding.choices = _named(INSPECTIONS, "inspection")
        return form


class PurchaseForm(Form):
    supplier = SelectField(lazy_gettext("Bought from"))
    manner = RadioField(lazy_gettext("How it was bought"), [Needed(lazy_gettext("Choose one."))])
    remark = TextAreaField(
        lazy_gettext("Remark"),
        [Length(max=2000)],
        description=lazy_gettext("Such as which offers were compared, or why nothing need be procured."),
    )

    @property
    def purchase(self) -> Purchase:
        return Purchase(self.supplier.data or THE_CLAIM, self.manner.data, self.remark.data or "")

    @classmethod
    def offering(cls, papers: Papers) -> PurchaseForm:
        """The form with the suppliers that the claim's rows name; the first that lacks a note is chosen."""
        form = cls(prefix="purchase-")
        form.supplier.choices = [(THE_CLAIM, gettext("The claim as a whole"))]
        form.supplier.choices += [(one.supplier, one.supplier) for one in papers.bought]
        form.manner.choices = _named(MANNERS, "manner")
        if form.supplier.raw_data is None or not form.supplier.raw_data:
            waiting = papers.asked.to_check(papers.bought)
            lacking = (one.supplier for one in waiting if same(one.supplier) not in papers.procurement)
            form.supplier.data = next(lacking, THE_CLAIM)
        return form
