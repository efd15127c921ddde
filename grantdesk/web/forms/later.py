"""What a handler proposes to decide of a grant that has been granted: one form for each kind of decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import FormField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from grantdesk.domain.decision_kinds import (
    ADVANCE,
    CAUSES,
    CHANGE,
    INCORRECT,
    LOWER,
    RECOVER,
    REVOKE,
    SET_OFF,
    WITHHOLD,
)
from grantdesk.domain.later import Later, PlanLine
from grantdesk.domain.money import Money
from grantdesk.domain.vocabulary import CATEGORIES
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.payment import Payment
from grantdesk.queries.grants import Grant
from grantdesk.web import filters
from grantdesk.web.forms import Form, choices
from grantdesk.web.forms.case import begun_large
from grantdesk.web.forms.decision import minutes_field
from grantdesk.web.forms.fields import AmountField, DayField, Needed, RowsField
from grantdesk.web.forms.rows import CostRow

_CHOOSE = lazy_gettext("Choose")
_MORE_ROWS = 2


class PlanRow(CostRow):
    description = StringField(lazy_gettext("Description"), [Length(max=300)])


class LaterForm(Form):
    """What every proposal of a later decision says."""

    reason = TextAreaField(
        lazy_gettext("Reasons"),
        [Needed(lazy_gettext("Write the reasons.")), Length(max=5000)],
        description=lazy_gettext("Whoever decides reads them first, and they stand in the letter to the recipient."),
    )


class ChangeForm(LaterForm):
    total = AmountField(
        lazy_gettext("The whole grant after the change"),
        description=lazy_gettext("Leave it as it is where the amount is not changed."),
    )
    ends_on = DayField(lazy_gettext("Last day of the measure"))
    conditions = TextAreaField(
        lazy_gettext("Conditions"),
        [Length(max=5000)],
        description=lazy_gettext(
            "Only where conditions are laid down or changed: all that are to hold besides the first."
        ),
    )
    plan = RowsField(FormField(PlanRow), lazy_gettext("Cost plan"), max_entries=60)

    ends_before: date | None = None

    def validate_plan(self, field: Any) -> None:
        """A row is whole or empty: half a row is never left out."""
        for row in field:
            said = row.form
            if bool(said.category.data) != (said.amount.data is not None) or (
                said.description.data and not said.amount.data
            ):
                raise ValidationError(gettext("Each row needs a category and an amount above zero, or nothing at all."))

    def later(self, grant: Grant) -> Later:
        plan, conditions = tuple(_lines(self.plan)), (self.conditions.data or "").strip()
        return Later(
            CHANGE,
            total=self.total.data if self.total.data not in (None, grant.total) else None,
            ends_on=self.ends_on.data if self.ends_on.data != self.ends_before else None,
            conditions=conditions if conditions != grant.conditions else None,
            plan=plan if plan and plan != grant.plan else None,
        )


class RevokeForm(LaterForm):
    cause = RadioField(lazy_gettext("Ground"))

    def later(self, grant: Grant) -> Later:  # noqa: ARG002 - every form is asked alike
        return Later(REVOKE, cause=self.cause.data)


class WithholdForm(LaterForm):
    cause = RadioField(lazy_gettext("Ground"))
    amount = AmountField(
        lazy_gettext("Withheld from now on"),
        [Needed(lazy_gettext("Write the amount; 0 where the withholding ends."))],
        description=lazy_gettext("In all, in place of what is withheld now. 0 where the withholding ends."),
    )

    def later(self, grant: Grant) -> Later:  # noqa: ARG002 - as above
        return Later(WITHHOLD, cause=self.cause.data, amount=self.amount.data)


class RecoverForm(LaterForm):
    cause = RadioField(lazy_gettext("Ground"))
    amount = AmountField(lazy_gettext("To be repaid"), [Needed(lazy_gettext("Write the amount to be repaid."))])
    due_on = DayField(
        lazy_gettext("To be paid by"),
        [Needed(lazy_gettext("Write the last day of payment."))],
        description=lazy_gettext("Interest runs from one month after the decision; on project money from this day."),
    )

    def later(self, grant: Grant) -> Later:  # noqa: ARG002 - as above
        return Later(RECOVER, cause=self.cause.data, amount=self.amount.data, due_on=self.due_on.data)


class SetOffForm(LaterForm):
    recovery = SelectField(lazy_gettext("Recovery"), [Needed(lazy_gettext("Choose the recovery."))])
    payment = SelectField(
        lazy_gettext("Payment to set off against"),
        [Needed(lazy_gettext("Choose the payment."))],
        description=lazy_gettext("Payments to the same recipient under the same ordinance that have not left yet."),
    )
    amount = AmountField(lazy_gettext("To be set off"), [Needed(lazy_gettext("Write the amount to set off."))])

    def later(self, grant: Grant) -> Later:  # noqa: ARG002 - as above
        chosen = self.recovery.data or ""
        recovery = int(chosen) if chosen.isdecimal() else None
        return Later(SET_OFF, amount=self.amount.data, recovery_id=recovery, payment=self.payment.data)


class AdvanceForm(LaterForm):
    amount = AmountField(
        lazy_gettext("To be paid in advance"),
        [Needed(lazy_gettext("Write the amount to be paid in advance."))],
        description=lazy_gettext("In whole kronor, within what is left for advances."),
    )
    special_reasons = TextAreaField(
        lazy_gettext("Special reasons"),
        [Needed(lazy_gettext("Write the special reasons.")), Length(max=5000)],
        description=lazy_gettext("Why the recipient cannot wait until costs are reported. They stand in the letter."),
    )
    soundness = TextAreaField(
        lazy_gettext("Financial strength"),
        [Needed(lazy_gettext("Write how the recipient's financial strength was tried.")), Length(max=5000)],
        description=lazy_gettext("What was tried, and what it showed. It stands in the letter."),
    )

    def later(self, grant: Grant) -> Later:  # noqa: ARG002 - as above
        return Later(
            ADVANCE,
            amount=self.amount.data,
            special_reasons=(self.special_reasons.data or "").strip(),
            soundness=(self.soundness.data or "").strip(),
        )


class LowerForm(LaterForm):
    cause = RadioField(lazy_gettext("Ground"))
    recovery = SelectField(lazy_gettext("Recovery"), [Needed(lazy_gettext("Choose the recovery."))])
    amount = AmountField(
        lazy_gettext("To be repaid no longer"),
        [Needed(lazy_gettext("Write the amount that is to be repaid no longer."))],
        description=lazy_gettext("What the recovery is lowered by; all of it where the recovery is revoked."),
    )

    def later(self, grant: Grant) -> Later:  # noqa: ARG002 - as above
        chosen = self.recovery.data or ""
        recovery = int(chosen) if chosen.isdecimal() else None
        return Later(LOWER, cause=self.cause.data, amount=self.amount.data, recovery_id=recovery)


# Each has `later`, what the form comes to.
AnyForm = ChangeForm | RevokeForm | WithholdForm | RecoverForm | SetOffForm | AdvanceForm | LowerForm
FORMS: dict[str, type[AnyForm]] = {
    CHANGE: ChangeForm,
    REVOKE: RevokeForm,
    WITHHOLD: WithholdForm,
    RECOVER: RecoverForm,
    SET_OFF: SetOffForm,
    ADVANCE: AdvanceForm,
    LOWER: LowerForm,
}


def asking(kind: str, case: Case, grant: Grant, payments: Sequence[Payment]) -> AnyForm:
    """The form for one kind, as it is before anything is written in it: what holds now."""
    form = FORMS[kind]()
    if isinstance(form, ChangeForm):
        _begin(form, case, grant)
    if kind in CAUSES:
        form["cause"].choices = [(cause, filters.named(cause, "cause")) for cause in CAUSES[kind] if cause != INCORRECT]
    if isinstance(form, SetOffForm):
        _offer(form, grant, payments)
    if isinstance(form, LowerForm):
        wanted = {one.decision: one.wanted for one in grant.recoveries}
        form.recovery.choices = choices(_in_words(wanted), none=str(_CHOOSE))
    return form


def _in_words(recoveries: Mapping[Decision, Money]) -> dict[str, str]:
    """The recoveries that there is something of, by key: the day that each was decided, and how much it is about."""
    return {
        str(decision.id): f"{filters.day(decision.decided_on)}: {filters.money(amount)}"
        for decision, amount in recoveries.items()
        if amount
    }


def _begin(form: ChangeForm, case: Case, grant: Grant) -> None:
    form.ends_before = case.ends_on
    if not form.is_submitted():
        form.total.data, form.ends_on.data, form.conditions.data = grant.total, case.ends_on, grant.conditions
        for line in grant.plan:
            form.plan.append_entry(vars(line))
        for _ in range(_MORE_ROWS):
            form.plan.append_entry()
    named = {code: begun_large(filters.named(code, "category")) for code in CATEGORIES}
    for row in form.plan:
        row.form.category.choices = choices(named, none=str(_CHOOSE))


def _offer(form: SetOffForm, grant: Grant, payments: Sequence[Payment]) -> None:
    waiting = {one.number: f"{one.number}: {filters.money(one.amount)}" for one in payments}
    form.recovery.choices = choices(_in_words({one.decision: one.left for one in grant.recoveries}), none=str(_CHOOSE))
    form.payment.choices = choices(waiting, none=str(_CHOOSE))


def _lines(rows: Iterable[Any]) -> Iterable[PlanLine]:
    for row in rows:
        if row.form.category.data and row.form.amount.data:
            yield PlanLine(row.form.category.data, row.form.amount.data, (row.form.description.data or "").strip())


class TakingForm(Form):
    """Whoever decides lets the proposal's reasons stand, or writes their own; the rest is as proposed."""

    reason = TextAreaField(lazy_gettext("Reasons"), [Length(max=5000)])
    minutes = minutes_field()

    @classmethod
    def asking(cls, *, of_board: bool) -> TakingForm:
        form = cls()
        if not of_board:
            del form.minutes
        return form


class ReopeningForm(Form):
    """Why a decision that went against the applicant was wrong."""

    minutes = minutes_field()
    reason = TextAreaField(
        lazy_gettext("Why the decision was wrong"),
        [Needed(lazy_gettext("Write the reasons, so that the applicant understands.")), Length(max=5000)],
    )

    @classmethod
    def asking(cls, *, of_board: bool) -> ReopeningForm:
        form = cls()
        if not of_board:
            del form.minutes
        return form


class EndingForm(Form):
    """An application that ends without being tried: how, and on what ground."""

    minutes = minutes_field()
    ending = RadioField(lazy_gettext("How it ends, and why"))
    reason = TextAreaField(
        lazy_gettext("Reasons"),
        [Needed(lazy_gettext("Write the reasons, so that the applicant understands.")), Length(max=5000)],
    )

    @classmethod
    def asking(cls, kinds: Sequence[str], *, of_board: bool) -> EndingForm:
        form = cls(prefix="ending-")
        form.ending.choices = [
            (f"{kind}:{cause}", f"{filters.named(kind, 'decision')}: {filters.named(cause, 'cause')}")
            for kind in kinds
            for cause in CAUSES[kind]
        ]
        if not of_board:
            del form.minutes
        return form

    @property
    def kind(self) -> str:
        return str(self.ending.data).partition(":")[0]

    @property
    def cause(self) -> str:
        return str(self.ending.data).partition(":")[2]
