"""The part of a form that asks which account to pay to."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Length

from grantdesk.domain import account
from grantdesk.domain.account import Account, NotAnAccount
from grantdesk.web import filters
from grantdesk.web.forms import ActForm, Form
from grantdesk.web.forms.fields import Needed

CONFIRMED, ANOTHER = "confirmed", "another"
_PLAIN = {"autocomplete": "off", "spellcheck": "false"}
_DIGITS = {**_PLAIN, "inputmode": "numeric"}


class AccountPart(Form):
    """Four fields that say one account. `account` is what was written, once the form has been validated.

    Given to a form as one of its bases, before `ActForm`; call `offer_accounts` where the form is made, and write
    `account_fields(form)` of `_macros/account.html` where it is shown.
    """

    account_kind = RadioField(lazy_gettext("Kind of account"), validate_choice=False)
    account_clearing = StringField(
        lazy_gettext("Clearing number"),
        [Length(max=20)],
        description=lazy_gettext("Only for a bank account: the four or five digits that say which bank it is."),
        render_kw=_DIGITS,
    )
    account_number = StringField(lazy_gettext("Number"), [Length(max=60)], render_kw=_PLAIN)
    account_bic = StringField(
        lazy_gettext("BIC"),
        [Length(max=20)],
        description=lazy_gettext("Only for an IBAN, and only where the recipient has given one."),
        render_kw=_PLAIN,
    )

    account: Account | None = None

    def offer_accounts(self) -> None:
        """What can be chosen."""
        self.account_kind.choices = [(kind, filters.named(kind, "account.kind")) for kind in account.KINDS]
        self._mark_needed(True)
        if not self.is_submitted():
            self.account_kind.data = account.BANKGIRO

    def _mark_needed(self, needed: bool) -> None:
        """Say beside the fields that they are needed; what is written in them is judged as one account."""
        self.account_kind.flags.required = self.account_number.flags.required = needed

    def validate(self, extra_validators: Any = None) -> bool:
        right = super().validate(extra_validators)
        return self._read_account() and right

    def _read_account(self) -> bool:
        said = {
            "kind": self.account_kind,
            "clearing": self.account_clearing,
            "number": self.account_number,
            "bic": self.account_bic,
        }
        if any(field.errors for field in said.values()):
            return False
        kind, clearing, number, bic = (field.data or "" for field in said.values())
        try:
            self.account = account.parse(kind, number, clearing=clearing, bic=bic)
        except NotAnAccount as wrong:
            said[wrong.part].errors = [filters.say(wrong.reason)]
            return False
        return True


class KnownAccountPart(AccountPart):
    """As AccountPart, where the recipient may have an account that is confirmed: it is chosen unless another is wanted."""

    pay_to = RadioField(lazy_gettext("Pay to"), default=CONFIRMED)

    known: Account | None = None

    def offer_accounts(self, known: Account | None = None, *, shown: str = "") -> None:
        """What can be chosen; `known` is the confirmed account, `shown` as the reader may see it."""
        super().offer_accounts()
        self.known = known
        if known is None:
            del self.pay_to
            return
        self._mark_needed(False)
        self.pay_to.choices = [
            (CONFIRMED, gettext("The confirmed account: %(account)s", account=shown or known.shown)),
            (ANOTHER, gettext("Another account, which finance then has to confirm")),
        ]

    def _read_account(self) -> bool:
        if self.known is not None and self.pay_to.data != ANOTHER:
            self.account = self.known
            return True
        return super()._read_account()


class PayeeForm(AccountPart, ActForm):
    ground = TextAreaField(
        lazy_gettext("Where the account was read"),
        [Needed(lazy_gettext("Write where the account was read.")), Length(max=1000)],
        description=lazy_gettext(
            "Such as a signed claim, a statement from the bank or a call to a number that was known before, and when."
        ),
    )

    @classmethod
    def offering(cls) -> PayeeForm:
        form = cls()
        form.offer_accounts()
        return form


class WithdrawalForm(Form):
    reason = TextAreaField(
        lazy_gettext("Why it is not to be used"),
        [Needed(lazy_gettext("Write why the account is not to be used.")), Length(max=1000)],
    )
