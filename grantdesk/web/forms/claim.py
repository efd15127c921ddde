"""What a recipient reports, and what is approved of it."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import RadioField, TextAreaField
from wtforms.validators import Length

from grantdesk.domain.account import Account
from grantdesk.web import filters
from grantdesk.web.forms import ActForm, Form
from grantdesk.web.forms.account import KnownAccountPart
from grantdesk.web.forms.fields import AmountField, Needed

_KINDS = ("interim", "final")


class ClaimForm(KnownAccountPart, ActForm):
    kind = RadioField(lazy_gettext("Kind of claim"), [Needed(lazy_gettext("Choose one."))])
    reported = AmountField(
        lazy_gettext("Costs reported"), [Needed(lazy_gettext("Write the costs that the recipient reports."))]
    )
    in_kind = AmountField(
        lazy_gettext("Of which in kind"),
        description=lazy_gettext("Leave it empty where all costs have been paid in money."),
    )

    @classmethod
    def offering(cls, known: Account | None = None, *, shown: str = "") -> ClaimForm:
        """`known` is the recipient's confirmed account, `shown` as the reader may see it."""
        form = cls()
        form.offer_accounts(known, shown=shown)
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
