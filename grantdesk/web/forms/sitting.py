"""What the one who decides says of several cases at one sitting, a row each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext
from wtforms import FormField, HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from grantdesk.actions.decide import Verdict
from grantdesk.actions.sit import Choice
from grantdesk.domain.decision_kinds import GRANT, REJECT
from grantdesk.domain.money import Money
from grantdesk.queries.sittings import SHOWN, Laid
from grantdesk.web import filters
from grantdesk.web.forms import Form, RowForm
from grantdesk.web.forms.fields import ChecksField, RowsField

_LATER = "later"
# An amount in öre, and the number of a row, as the page wrote them.
_WRITTEN = re.compile(r"\d{1,18}", re.ASCII)


class SittingRow(RowForm):
    """One case: what the page showed of it, and what is said."""

    number = HiddenField()
    assessment = HiddenField()
    amount = HiddenField()
    outcome = RadioField(
        lazy_gettext("Decision"),
        choices=[
            SelectChoice(_LATER, lazy_gettext("Not now")),
            SelectChoice(GRANT, lazy_gettext("Grant as proposed")),
            SelectChoice(REJECT, lazy_gettext("Reject")),
        ],
        default=_LATER,
    )
    met_before = ChecksField(lazy_gettext("Met before the grant"), choices=[], validate_choice=False)
    reason = TextAreaField(
        lazy_gettext("Reasons"), [Length(max=5000)], description=lazy_gettext("The applicant reads them.")
    )

    @property
    def choice(self) -> Choice:
        """What was chosen; what the page did not write is as if it had shown nothing."""
        amount, assessment = _figure(self.amount.data), _figure(self.assessment.data)
        verdict = Verdict(self.reason.data or "", assessment, tuple(self.met_before.data or ()))
        return Choice(self.outcome.data, Money(amount or 0), verdict)


class SittingForm(Form):
    rows = RowsField(FormField(SittingRow), lazy_gettext("Proposals"), max_entries=SHOWN)

    def chosen(self) -> Iterator[SittingRow]:
        """The rows in which something was decided."""
        yield from (row.form for row in self.rows if row.form.outcome.data in (GRANT, REJECT))

    @classmethod
    def showing(cls, laid: Sequence[Laid], written: dict[str, SittingRow]) -> SittingForm:
        """The form with a row for each proposal, and in it what has been `written` of the case before, if anything was."""
        form = cls(formdata=None)
        for one in laid:
            row = form.rows.append_entry(_shown(one, written.get(one.case.number))).form
            row.met_before.choices = [(rule, filters.named(rule, "before")) for rule in one.kept.before_granting]
        return form


def _shown(laid: Laid, written: SittingRow | None) -> dict[str, Any]:
    return {
        "number": laid.case.number,
        "assessment": str(laid.assessment.id),
        "amount": str(laid.proposal.amount.ore),
        "outcome": written.outcome.data if written else _LATER,
        "met_before": list(written.met_before.data or []) if written else [],
        "reason": (written.reason.data if written else laid.proposal.reason) or "",
    }


def _figure(written: str | None) -> int | None:
    return int(written) if written and _WRITTEN.fullmatch(written) else None
