"""A meeting of the board, what is brought up at it, and what its minutes say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import FileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from grantdesk.actions.bring_up import File, Proposed
from grantdesk.actions.convene import Summons
from grantdesk.actions.minute import Minuted
from grantdesk.models.meeting import Meeting
from grantdesk.web import filters, uploads
from grantdesk.web.forms import ActForm, Form, sent
from grantdesk.web.forms.fields import AmountField, ChecksField, DayField, FigureField, Needed, NotReadable

_PARAGRAPH = re.compile(r"(?:§\s*)?(\d{1,5})", re.ASCII)
_WHICH = lazy_gettext("Write the number of the paragraph.")


class ParagraphField(FigureField):
    """The number of a paragraph, with or without its sign; `data` is a number or None."""

    unit = "§"

    def read(self, written: str) -> int:
        found = _PARAGRAPH.fullmatch(written)
        if found is None or int(found[1]) == 0:
            raise NotReadable(gettext("Write the number of the paragraph with digits, such as 87."))
        return int(found[1])


class MeetingForm(ActForm):
    day = DayField(lazy_gettext("Day of the meeting"), [Needed(lazy_gettext("Write the day of the meeting."))])
    minutes = StringField(
        lazy_gettext("What the minutes are called"),
        [Needed(lazy_gettext("Write what the minutes are called.")), Length(max=80)],
        description=lazy_gettext("Such as RUN 2026-12-03. Each decision adds its paragraph."),
    )
    place = StringField(lazy_gettext("Place"), [Length(max=200)])
    remark = TextAreaField(lazy_gettext("Remark"), [Length(max=2000)])

    @property
    def summons(self) -> Summons:
        return Summons(self.day.data, self.minutes.data, self.place.data or "", self.remark.data or "")

    @classmethod
    def of(cls, meeting: Meeting) -> MeetingForm:
        """The form with what is said of a meeting."""
        form = cls(prefix="change-")
        # Another form of the page may have been sent, and this one is then shown as the meeting is.
        if not form.day.raw_data:
            form.day.data, form.minutes.data = meeting.day, meeting.minutes
            form.place.data, form.remark.data = meeting.place, meeting.remark
        return form


class BringUpForm(ActForm):
    meeting = SelectField(lazy_gettext("Meeting"), [Needed(lazy_gettext("Choose a meeting."))])
    kind = RadioField(lazy_gettext("Proposal to the board"), [Needed(lazy_gettext("Choose one."))])
    wording = TextAreaField(
        lazy_gettext("Proposed decision"),
        [Needed(lazy_gettext("Write the proposed decision as the board will read it.")), Length(max=10_000)],
    )

    @property
    def proposed(self) -> Proposed:
        return Proposed(self.kind.data, self.wording.data, self.once.data)

    @classmethod
    def offering(cls, planned: Sequence[Meeting], kinds: Sequence[str], *, today: date) -> BringUpForm:
        """The form with the meetings that are planned, the next to come chosen: one that is past waits for its minutes."""
        form = cls()
        form.meeting.choices = [(str(one.id), f"{one.day.isoformat()}, {one.minutes}") for one in planned]
        form.kind.choices = [(kind, filters.named(kind, "agenda.kind")) for kind in kinds]
        if not form.is_submitted():
            form.kind.data = kinds[0]
            form.meeting.data = next((str(one.id) for one in planned if one.day >= today), None)
        return form


class AttachmentForm(Form):
    file = FileField(
        lazy_gettext("File (PDF)"),
        description=lazy_gettext("At most 10 MB. It is stored as it is, and cannot be taken away."),
        render_kw={"accept": ".pdf"},
    )

    def __init__(self) -> None:
        super().__init__(prefix="attachment-")
        self.file.data = uploads.sent(self.file.name)

    def validate_file(self, field: Any) -> None:
        if field.data is None:
            raise ValidationError(gettext("Choose the file to attach."))

    @property
    def sent(self) -> File:
        return File(sent.seen(self.file.data.filename), self.file.data.read())


class BoardGrantForm(Form):
    paragraph = ParagraphField(lazy_gettext("Paragraph of the minutes"), [Needed(_WHICH)])
    amount = AmountField(lazy_gettext("Amount granted"), [Needed(lazy_gettext("Write the amount that was granted."))])
    met_before = ChecksField(lazy_gettext("Met before the grant"))
    reason = TextAreaField(
        lazy_gettext("Reasons"), [Length(max=5000)], description=lazy_gettext("The applicant reads them.")
    )

    @property
    def minuted(self) -> Minuted:
        met = tuple(self.met_before.data or ()) if "met_before" in self else ()
        return Minuted(self.paragraph.data, self.reason.data or "", met)

    @classmethod
    def asking(cls, before_granting: Sequence[str]) -> BoardGrantForm:
        """The form with a box for each rule that must be met."""
        form = cls(prefix="grant-")
        form.met_before.choices = [(rule, filters.named(rule, "before")) for rule in before_granting]
        if not before_granting:
            del form.met_before
        return form


class BoardRejectionForm(Form):
    paragraph = ParagraphField(lazy_gettext("Paragraph of the minutes"), [Needed(_WHICH)])
    reason = TextAreaField(
        lazy_gettext("Reasons for the rejection"),
        [Needed(lazy_gettext("Write the reasons, so that the applicant understands.")), Length(max=5000)],
    )

    @property
    def minuted(self) -> Minuted:
        return Minuted(self.paragraph.data, self.reason.data)


class BoardLaterForm(Form):
    paragraph = ParagraphField(lazy_gettext("Paragraph of the minutes"), [Needed(_WHICH)])
    reason = TextAreaField(
        lazy_gettext("Reasons"), [Length(max=5000)], description=lazy_gettext("The applicant reads them.")
    )

    @property
    def minuted(self) -> Minuted:
        return Minuted(self.paragraph.data, self.reason.data or "")


class PostponementForm(Form):
    paragraph = ParagraphField(
        lazy_gettext("Paragraph of the minutes"), [Optional()], description=lazy_gettext("Where there is one.")
    )
    reason = TextAreaField(
        lazy_gettext("Why the item was postponed"),
        [Needed(lazy_gettext("Write why the item was postponed.")), Length(max=2000)],
    )


class ItemWithdrawalForm(Form):
    reason = TextAreaField(
        lazy_gettext("Why the item is withdrawn"),
        [Needed(lazy_gettext("Write why the item is withdrawn.")), Length(max=2000)],
    )


class HoldingForm(Form):
    paragraph = ParagraphField(
        lazy_gettext("Paragraph where the delegated decisions were reported"),
        [Optional()],
        description=lazy_gettext("Needed where there are decisions on the list."),
    )

    @classmethod
    def offering(cls) -> HoldingForm:
        return cls(prefix="holding-")
