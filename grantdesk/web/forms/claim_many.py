"""What a reviewer makes of several rows of a claim in one act."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import Length, Optional

from grantdesk.domain.claim_lines import ACTS, APPROVE, DEDUCT, PARK, REASONS, Judgement
from grantdesk.web import filters
from grantdesk.web.forms import Form, choices
from grantdesk.web.forms.case import add_error
from grantdesk.web.forms.fields import ChecksField, Needed

_CHOSEN, _LISTED = "chosen", "listed"


class SeveralForm(Form):
    """`seen` is when a row of the claim had been judged last as the page was read."""

    seen = HiddenField()
    chosen = ChecksField(lazy_gettext("Rows"), choices=[], validate_choice=False)
    which = RadioField(lazy_gettext("Which rows"), default=_CHOSEN)
    act = RadioField(lazy_gettext("What is made of them"), [Needed(lazy_gettext("Choose one."))])
    reason = SelectField(lazy_gettext("Reason for the deduction"), [Optional()])
    remark = TextAreaField(
        lazy_gettext("Remark"),
        [Length(max=2000)],
        description=lazy_gettext(
            "The same for every row. Needed where something speaks against a row that is approved."
        ),
        render_kw={"rows": 2},
    )
    question = TextAreaField(
        lazy_gettext("Question to the recipient"),
        [Length(max=2000)],
        description=lazy_gettext("Where the rows await an answer: what has to be known."),
        render_kw={"rows": 2},
    )

    @classmethod
    def offering(cls, *, seen: str, unsettled: int) -> SeveralForm:
        """The form, for a list in which so many rows are not settled."""
        form = cls(prefix="several-")
        form.which.choices = [
            (_CHOSEN, gettext("The rows that are ticked")),
            (_LISTED, gettext("All %(count)s rows of the list that are not settled", count=unsettled)),
        ]
        named = {
            APPROVE: gettext("Approve the whole rows"),
            DEDUCT: gettext("Deduct the whole rows"),
            PARK: gettext("Let them await an answer"),
        }
        form.act.choices = [(act, named[act]) for act in ACTS]
        reasons = {code: filters.named(code, "claim_line.reason") for code in REASONS}
        form.reason.choices = choices(reasons, none=gettext("Choose"))
        if not form.is_submitted():
            form.seen.data = seen
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        right = bool(super().validate(extra_validators))
        if self.which.data == _CHOSEN and not self.chosen.data:
            right = add_error(self.which, gettext("Tick at least one row, or choose all of the list."))
        if self.act.data == DEDUCT and not self.reason.data:
            right = add_error(self.reason, gettext("Choose the reason for the deduction."))
        if self.act.data == PARK and not (self.question.data or "").strip():
            right = add_error(self.question, gettext("Write the question to be answered."))
        return right

    def numbers(self, listed: Collection[int]) -> set[int]:
        """The numbers of the rows, `listed` being those of the list that are not settled."""
        if self.which.data == _LISTED:
            return set(listed)
        return {int(number) for number in self.chosen.data if number.isdecimal() and len(number) < 9}

    @property
    def seen_at(self) -> datetime | None:
        """When a row had been judged last as the page was read; None where none had, or what is sent is no moment."""
        try:
            return datetime.fromisoformat(self.seen.data) if self.seen.data else None
        except ValueError:
            return None

    def judgement(self) -> Judgement:
        """What is made of each; the category is the one that it counts to."""
        return Judgement(
            self.act.data,
            category="",
            reason=self.reason.data or None,
            remark=self.remark.data or "",
            question=self.question.data or "",
        )
