"""What the one who decides says."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import lazy_gettext
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from grantdesk.web import filters
from grantdesk.web.forms import Form
from grantdesk.web.forms.fields import AmountField, ChecksField, Needed

_MINUTES = lazy_gettext("Paragraph of the board's minutes")
_MINUTES_HINT = lazy_gettext("Such as RUN 2026-11-18 § 112.")
_MINUTES_NEEDED = lazy_gettext("Write the paragraph of the minutes in which the board decided.")
_ROW = re.compile(r"\d{1,18}", re.ASCII)


def minutes_field() -> Any:
    """Where the board has decided: the paragraph of its minutes."""
    return StringField(_MINUTES, [Needed(_MINUTES_NEEDED), Length(max=100)], description=_MINUTES_HINT)


class OnAssessment(Form):
    """A form that rests on the assessment that the page showed."""

    assessment = HiddenField()

    @property
    def assessment_id(self) -> int | None:
        """The assessment that the page showed; None where what was sent names none."""
        written = self.assessment.data or ""
        return int(written) if _ROW.fullmatch(written) else None


class ProposalForm(OnAssessment):
    amount = AmountField(lazy_gettext("Amount to propose"), [Needed(lazy_gettext("Write the amount to propose."))])
    reason = TextAreaField(
        lazy_gettext("Reasons"),
        [Length(max=5000)],
        description=lazy_gettext("Whoever decides reads them first, and can let them stand in the decision."),
    )


class ReturnForm(Form):
    reason = TextAreaField(
        lazy_gettext("Why the proposal is taken back"),
        [Needed(lazy_gettext("Write why, so that whoever laid the proposal understands.")), Length(max=1000)],
    )


class GrantForm(OnAssessment):
    amount = AmountField(lazy_gettext("Amount to grant"), [Needed(lazy_gettext("Write the amount to grant."))])
    met_before = ChecksField(lazy_gettext("Met before the grant"))
    minutes = minutes_field()
    reason = TextAreaField(
        lazy_gettext("Reasons"),
        [Length(max=5000)],
        description=lazy_gettext("Say why where the amount is less than the rules give. The applicant reads it."),
    )

    @classmethod
    def asking(cls, before_granting: list[str], *, of_board: bool) -> GrantForm:
        """The form with a box for each rule, and with the minutes where the board has decided."""
        form = cls()
        form.met_before.choices = [(rule, filters.named(rule, "before")) for rule in before_granting]
        if not before_granting:
            del form.met_before
        if not of_board:
            del form.minutes
        return form


class RejectionForm(Form):
    minutes = minutes_field()
    reason = TextAreaField(
        lazy_gettext("Reasons for the rejection"),
        [Needed(lazy_gettext("Write the reasons, so that the applicant understands.")), Length(max=5000)],
    )

    @classmethod
    def asking(cls, *, of_board: bool) -> RejectionForm:
        form = cls(prefix="rejection-")
        if not of_board:
            del form.minutes
        return form


def value(form: Any, name: str, otherwise: Any) -> Any:
    """What the form says under `name`, or `otherwise` where it does not ask."""
    return form[name].data or otherwise if name in form else otherwise
