"""The rows of a claim as they are entered and judged, and the draft that they are entered in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import FormField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from grantdesk.domain.account import Account
from grantdesk.domain.claim_lines import (
    ACTUAL,
    APPROVE,
    BASES,
    DEDUCT,
    FLAT,
    HOURLY,
    LONGEST,
    PARK,
    REASONS,
    CostTerms,
    Judgement,
    NewLine,
)
from grantdesk.domain.money import ZERO
from grantdesk.domain.vocabulary import CATEGORIES, CLAIM_KINDS
from grantdesk.models.claim_line import ClaimLine
from grantdesk.web import filters
from grantdesk.web.forms import ActForm, Form, RowForm, choices
from grantdesk.web.forms.account import KnownAccountPart
from grantdesk.web.forms.case import add_error, begun_large
from grantdesk.web.forms.fields import (
    AmountField,
    DayField,
    FigureField,
    Needed,
    NotReadable,
    RowsField,
    amount_written,
)

MOST_AT_ONCE = 60
_YES, _NO = "yes", "no"
# On a page where a claim can be refused as well.
WITHDRAWAL = "withdrawal-"
_CHOOSE = lazy_gettext("Choose")


class HoursField(FigureField):
    """Hours, to the hundredth; `data` is a Decimal or None."""

    unit = lazy_gettext("hours")

    def read(self, written: str) -> Decimal:
        try:
            return amount_written(written).exact_kronor
        except NotReadable as error:
            raise NotReadable(gettext("Write the hours with digits only, such as 37,5.")) from error

    def shown(self, data: Any) -> str:
        return filters.number(data)


class DraftForm(KnownAccountPart, ActForm):
    kind = RadioField(lazy_gettext("Kind of claim"), [Needed(lazy_gettext("Choose one."))])
    vat = RadioField(
        lazy_gettext("May the recipient deduct value-added tax?"),
        [Needed(lazy_gettext("Choose one."))],
        description=lazy_gettext("For these costs, as the recipient states in the claim."),
    )

    @classmethod
    def offering(cls, known: Account | None) -> DraftForm:
        form = cls()
        form.kind.choices = [(kind, filters.named(kind, "claim.kind")) for kind in CLAIM_KINDS]
        form.vat.choices = [(_YES, gettext("Yes")), (_NO, gettext("No"))]
        form.offer_accounts(known)
        return form

    @property
    def vat_deductible(self) -> bool:
        return bool(self.vat.data == _YES)


class LineRow(RowForm):
    category = SelectField(lazy_gettext("Cost category"))
    basis = SelectField(lazy_gettext("How it is reported"))
    description = StringField(lazy_gettext("What the cost is for"), [Length(max=LONGEST["description"])])
    supplier = StringField(lazy_gettext("Supplier"), [Length(max=LONGEST["supplier"])])
    voucher = StringField(lazy_gettext("Voucher number"), [Length(max=LONGEST["voucher"])])
    paid_on = DayField(lazy_gettext("Paid on"))
    net = AmountField(lazy_gettext("Amount without value-added tax"))
    vat = AmountField(lazy_gettext("Value-added tax"))
    hours = HoursField(lazy_gettext("Hours, in place of an amount"))

    def line(self) -> NewLine:
        """What the row says."""
        return NewLine(
            category=self.category.data,
            net=self.net.data,
            vat=self.vat.data or ZERO,
            description=self.description.data or "",
            supplier=self.supplier.data or "",
            voucher=self.voucher.data or "",
            paid_on=self.paid_on.data,
            basis=self.basis.data if "basis" in self else ACTUAL,
            hours=self.hours.data if "hours" in self else None,
        )


class LinesForm(ActForm):
    lines = RowsField(FormField(LineRow), lazy_gettext("Rows"), max_entries=MOST_AT_ONCE)

    @classmethod
    def offering(cls, terms: CostTerms, planned: Sequence[str], *, add: int) -> LinesForm:
        """The rows that were sent and `add` more: the plan's categories come first, hours where the scheme takes them."""
        form = cls()
        for _ in range(add if form.is_submitted() else max(1, add)):
            if len(form.lines) < MOST_AT_ONCE:
                form.lines.append_entry()
        bases = {basis: filters.named(basis, "claim_line.basis") for basis in _bases(terms)}
        named = named_categories(planned, CATEGORIES)
        for row in form.lines:
            row.form.category.choices = choices(named, none=str(_CHOOSE))
            row.form.basis.choices = choices(bases)
            _leave_out(row.form, terms)
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        right = bool(super().validate(extra_validators))
        written = self.written()
        if not written and right:
            return add_error(self.lines, gettext("Write at least one row."))
        return all([*(_is_whole(row.form) for row in written), right])

    def written(self) -> list[Any]:
        """The rows in which something is written; a basis alone is nothing."""
        return [row for row in self.lines if any(_is_said(field) for field in row.form)]

    def new_lines(self) -> list[NewLine]:
        return [row.form.line() for row in self.written()]


def named_categories(*lists: Iterable[str]) -> dict[str, str]:
    """The categories in words, those of the first list first."""
    codes = dict.fromkeys(code for codes in lists for code in codes)
    return {code: begun_large(filters.named(code, "category")) for code in codes}


def _bases(terms: CostTerms) -> list[str]:
    taken = {ACTUAL: True, HOURLY: terms.hourly is not None, FLAT: terms.flat is not None}
    return [basis for basis in BASES if taken[basis]]


def _leave_out(row: Any, terms: CostTerms) -> None:
    if terms.hourly is None:
        del row.hours
    if terms.hourly is None and terms.flat is None:
        del row.basis


def _is_said(field: Any) -> bool:
    return field.short_name != "basis" and bool("".join(str(part) for part in field.raw_data or []).strip())


def _is_whole(row: Any) -> bool:
    """A row has a category, and an amount or hours; what they mean together is judged by the act."""
    right = not any(field.errors for field in row)
    if not row.category.data:
        right = add_error(row.category, gettext("Choose the cost category."))
    has_hours = "hours" in row and (row.hours.data is not None or row.hours.errors)
    if row.net.data is None and not row.net.errors and not has_hours:
        right = add_error(row.net, gettext("Write the amount of the row."))
    return right


class JudgementForm(Form):
    """What a reviewer makes of a row; `seen` is when the row had been judged last as the page was read."""

    seen = HiddenField()
    act = RadioField(lazy_gettext("What is made of the row"), [Needed(lazy_gettext("Choose one."))])
    category = SelectField(
        lazy_gettext("Counts to"),
        description=lazy_gettext("Another category of the plan where the cost was reported on the wrong one."),
    )
    approved = AmountField(
        lazy_gettext("Approved of the row"),
        description=lazy_gettext("Where something is deducted: what is left. 0 where nothing is approved."),
    )
    reason = SelectField(lazy_gettext("Reason for the deduction"))
    remark = TextAreaField(
        lazy_gettext("Remark"),
        [Length(max=2000)],
        description=lazy_gettext(
            "Needed where the reason is another one, and where something speaks against a row that is approved. "
            "The recipient may ask to read it."
        ),
    )
    question = TextAreaField(
        lazy_gettext("Question to the recipient"),
        [Length(max=2000)],
        description=lazy_gettext("Where the row awaits an answer: what has to be known."),
    )

    @classmethod
    def asking(cls, line: ClaimLine, planned: Sequence[str]) -> JudgementForm:
        form = cls()
        form.act.choices = [
            (APPROVE, gettext("Approve the whole row")),
            (DEDUCT, gettext("Deduct, in part or wholly")),
            (PARK, gettext("Let it await an answer")),
        ]
        form.category.choices = choices(named_categories(planned, [line.counted_to]))
        reasons = {code: filters.named(code, "claim_line.reason") for code in REASONS}
        form.reason.choices = choices(reasons, none=str(_CHOOSE))
        if not form.is_submitted():
            form._as_judged(line)
        return form

    def _as_judged(self, line: ClaimLine) -> None:
        self.seen.data = last_judged(line)
        self.category.data, self.reason.data = line.counted_to, line.reason or ""
        self.act.data = {"approved": APPROVE, "deducted": DEDUCT, "parked": PARK}.get(line.state)
        self.approved.data = line.approved if line.state == "deducted" else None
        self.remark.data, self.question.data = line.remark, line.question

    def validate(self, extra_validators: Any = None) -> bool:
        right = bool(super().validate(extra_validators))
        if self.act.data == DEDUCT and self.approved.data is None and not self.approved.errors:
            right = add_error(self.approved, gettext("Write what is approved; 0 where nothing is."))
        if self.act.data == DEDUCT and not self.reason.data:
            right = add_error(self.reason, gettext("Choose the reason for the deduction."))
        if self.act.data == PARK and not (self.question.data or "").strip():
            right = add_error(self.question, gettext("Write the question to be answered."))
        return right

    def judgement(self) -> Judgement:
        return Judgement(
            self.act.data,
            self.category.data,
            approved=self.approved.data or ZERO,
            reason=self.reason.data or None,
            remark=self.remark.data or "",
            question=self.question.data or "",
        )


def last_judged(line: ClaimLine) -> str:
    """When the row was judged last; empty where nobody has."""
    return line.judged_at.isoformat() if line.judged_at else ""


class StrikeForm(Form):
    why = TextAreaField(
        lazy_gettext("Why the row is struck out"),
        [Needed(lazy_gettext("Say why the row is struck out.")), Length(max=1000)],
        description=lazy_gettext("When it was entered by mistake. It stays to be seen, and counts no longer."),
    )


class CompletionForm(Form):
    what = TextAreaField(
        lazy_gettext("What is to be completed"),
        [Needed(lazy_gettext("Say what is to be completed.")), Length(max=2000)],
        description=lazy_gettext(
            "The claim is a draft again: rows can be added, and those that were reviewed stay reviewed."
        ),
    )


class ClaimWithdrawalForm(Form):
    why = TextAreaField(
        lazy_gettext("Why the claim is withdrawn"),
        [Needed(lazy_gettext("Say why the claim is withdrawn.")), Length(max=1000)],
        description=lazy_gettext("Another claim can be registered then."),
    )
