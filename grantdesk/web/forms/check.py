"""The answers to what there is to see to in a case: a row of fields for each item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import FormField, HiddenField, RadioField, TextAreaField
from wtforms.validators import Length, Optional

from grantdesk.actions.check import Noted
from grantdesk.domain.checklist import ANSWERS, CLAIM, CheckItem
from grantdesk.queries.checks import Checked, Checklist
from grantdesk.web import filters
from grantdesk.web.forms import Form, RowForm
from grantdesk.web.forms.fields import RowsField


def _answers() -> list[tuple[str, str]]:
    return [(answer, filters.named(answer, "check_answer")) for answer in ANSWERS]


class CheckRow(RowForm):
    """`item` is which statement was put, and `seen` the note that the page showed of it, if any."""

    item = HiddenField()
    seen = HiddenField()
    answer = RadioField(choices=_answers, validators=[Optional()])
    remark = TextAreaField(lazy_gettext("Remark"), [Length(max=2000)], render_kw={"rows": 2})


class CheckForm(Form):
    items = RowsField(FormField(CheckRow), lazy_gettext("Checks"))

    @classmethod
    def of(cls, checklist: Checklist) -> CheckForm:
        """The form with a row for each item: what was sent of it, else what holds."""
        form = cls()
        sent = {row.form.item.data for row in form.items}
        for each in checklist.items:
            if _key(each.item) not in sent:
                form.items.append_entry(_held(each))
        for each in checklist.items:
            row = form.row_of(each)
            row.answer.label.text = filters.both(each.item.text)
            row.answer.description = _required(each.item)
        return form

    def row_of(self, each: Checked) -> Any:
        """The row of an item."""
        return next(row.form for row in self.items if row.form.item.data == _key(each.item))

    def changed(self, checklist: Checklist) -> Iterator[Noted]:
        """What the writer has changed since the page was shown, whatever others have noted meanwhile."""
        listed = {_key(each.item): each for each in checklist.items}
        for row in (row.form for row in self.items):
            each = listed.get(row.item.data)
            said = (row.answer.data or "", (row.remark.data or "").strip())
            if said != _shown(each, row.seen.data or ""):
                # A statement that is not put today is named as it was sent, and refused as unknown.
                yield Noted(each.item.code if each else row.item.data or "", *said)


def _key(item: CheckItem) -> str:
    """The statement as it is put: a new wording begins another day."""
    return f"{item.code} {item.valid_from}"


def _held(each: Checked) -> dict[str, str | None]:
    note = each.answered
    return {
        "item": _key(each.item),
        "seen": str(note.id) if note else "",
        "answer": note.answer if note else None,
        "remark": (note.remark or "") if note else "",
    }


def _shown(each: Checked | None, seen: str) -> tuple[str, str]:
    """The answer and the remark that the page showed."""
    note = next((one for one in each.notes if str(one.id) == seen), None) if each else None
    return (note.answer, note.remark or "") if note else ("", "")


def _required(item: CheckItem) -> str:
    if not item.required_for:
        return ""
    if item.part == CLAIM:
        return str(gettext("Must be answered before the claim is approved."))
    kinds = ", ".join(filters.named(kind, "decision").lower() for kind in sorted(item.required_for))
    return str(gettext("Must be answered before: %(kinds)s.", kinds=kinds))
