"""What a recipient reports, and what is approved of it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Length

from grantdesk.domain import bankgiro
from grantdesk.web import filters
from grantdesk.web.forms import ActForm, Form
from grantdesk.web.forms.fields import AmountField, Needed, NotReadable

_KINDS = ("interim", "final")


class BankgiroField(StringField):  # type: ignore[misc]  # WTForms has no types
    """A bankgiro number; `data` is `NNN-NNNN` or `NNNN-NNNN`, or None."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        written = valuelist[0].strip() if valuelist else ""
        self.data = _bankgiro(written) if written else None

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else self.data or ""


def _bankgiro(written: str) -> str:
    try:
        return bankgiro.normalised(written)
    except ValueError as wrong:
        raise NotReadable(
            gettext(
                "This is no bankgiro number. It has seven or eight digits, such as 5050-1055; compare with the claim."
            )
        ) from wrong


class ClaimForm(ActForm):
    kind = RadioField(lazy_gettext("Kind of claim"), [Needed(lazy_gettext("Choose one."))])
    reported = AmountField(
        lazy_gettext("Costs reported"), [Needed(lazy_gettext("Write the costs that the recipient reports."))]
    )
    in_kind = AmountField(
        lazy_gettext("Of which in kind"),
        description=lazy_gettext("Leave it empty where all costs have been paid in money."),
    )
    bankgiro = BankgiroField(
        lazy_gettext("Bankgiro"),
        [Needed(lazy_gettext("Write the bankgiro number to pay to."))],
        description=lazy_gettext("Such as 5050-1055."),
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )

    @classmethod
    def offering(cls) -> ClaimForm:
        form = cls()
        form.kind.choices = [(kind, filters.named(kind, "claim.kind")) for kind in _KINDS]
        return form


class ApprovalForm(Form):
    approved = AmountField(
        lazy_gettext("Approved costs"),
        [Needed(lazy_gettext("Write the costs that you approve."))],
        description=lazy_gettext("All costs of this claim that are proven and belong to the case."),
    )
    amount = AmountField(
        lazy_gettext("Amount to pay"),
        [Needed(lazy_gettext("Write the amount to pay."))],
    )
    reason = TextAreaField(
        lazy_gettext("Why it differs"),
        [Length(max=5000)],
        description=lazy_gettext(
            "Needed where the costs differ from what was reported, or the amount from what is proposed."
        ),
    )


class RefusalForm(Form):
    why = TextAreaField(
        lazy_gettext("Why the claim is refused"),
        [Needed(lazy_gettext("Say why the claim is refused.")), Length(max=5000)],
        description=lazy_gettext("When nothing of it can be approved. The recipient can claim anew."),
    )
