"""The letter about a later decision: a change, a revocation, a recovery, a set-off, an advance and so on."""

from __future__ import annotations

from collections.abc import Iterable

from reportlab.platypus import Flowable

from grantdesk.documents import layout
from grantdesk.documents.decision_parts import DecisionWriter
from grantdesk.documents.letter_facts import Change, LaterLetter, PlanChange
from grantdesk.documents.letter_texts import LetterText
from grantdesk.domain import recovery
from grantdesk.domain.messages import Language
from grantdesk.domain.money import ZERO, Money, total

_ENDED = "ended"
# A decision that went against the applicant was wrong, and the application is tried again.
_INCORRECT = "incorrect"


def writer(letter: LaterLetter, language: Language) -> DecisionWriter:
    return _Writer(letter, language)


class _Writer(DecisionWriter):
    def __init__(self, letter: LaterLetter, language: Language) -> None:
        self.ends_withholding = letter.kind == "withhold" and letter.cause == _ENDED
        title = "title_withhold_ends" if self.ends_withholding else f"title_{letter.kind}"
        super().__init__(letter, language, title=title, kind=letter.kind)
        self.letter = letter
        self.basis = self.law.basis[letter.kind]
        self.repay_how = letter.texts.texts["repay_how"]

    @property
    def is_calculated(self) -> bool:
        return self.letter.kind == "change"

    def story(self) -> list[Flowable]:
        return [
            *self.head(),
            *self.decision(),
            *self.measure(),
            *self.changes(),
            *self.plan(),
            *self.reasons(),
            *self.in_advance(),
            *self.grounds(),
            *self.repayment(),
            *self.what_is_paid(),
            *self.what_holds_now(),
            *self.what_else_holds(),
            *self.ending(),
        ]

    def printed(self) -> Iterable[LetterText]:
        law, kind = self.law, self.letter.kind
        if kind == "change":
            return (self.basis, *law.notify, *law.withholding, *law.recovery)
        return (self.basis, self.repay_how, law.interest) if kind == "recover" else (self.basis,)

    def decision(self) -> list[Flowable]:
        return [
            layout.heading(self.say("heading_decision")),
            layout.strong(self.decided()),
            layout.pairs(list(self.particulars()), width=self.width),
            *self.number_note(),
        ]

    def decided(self) -> str:
        """The decision in one sentence."""
        letter = self.letter
        if self.ends_withholding:
            return self.say("withhold_ends", **self.names)
        if letter.kind == "revoke" and letter.amount == ZERO:
            return self.say("revoke_anew" if letter.cause == _INCORRECT else "revoke_nothing_left", **self.names)
        facts = dict(self.names)
        key: str = letter.kind
        if letter.lowering is not None:
            key = "lower" if letter.lowering.remaining else "lower_whole"
            facts |= {"remaining": self.money(letter.lowering.remaining)} if letter.lowering.remaining else {}
        if letter.kind != "change":
            facts["amount"] = self.money(letter.amount)
        if letter.due_on is not None:
            facts["due_on"] = letter.due_on.isoformat()
        if letter.set_off is not None:
            facts["payment"] = letter.set_off.payment
        return self.say(key, **facts)

    def particulars(self) -> Iterable[tuple[str, str]]:
        letter, earlier = self.letter, self.letter.refers_to
        yield self.say("label_recipient"), letter.recipient.name
        yield self.number_pair()
        yield self.say("label_scheme"), letter.scheme
        about = {"decided_on": earlier.decided_on.isoformat(), "case_number": letter.case_number}
        yield self.say("label_refers_to"), self.say("refers_to", kind=earlier.kind, **about)
        yield self.say("label_basis"), self.marked(self.basis)
        if letter.amount != ZERO:
            yield self.say("label_amount"), self.money(letter.amount)
        if letter.due_on is not None:
            yield self.say("label_due_on"), letter.due_on.isoformat()

    def changes(self) -> list[Flowable]:
        if not self.letter.changes:
            return []
        made = layout.table(
            [self.say("column_what"), self.say("column_before"), self.say("column_after")],
            [self.change_row(each) for each in self.letter.changes],
            widths=[self.width * share for share in (0.24, 0.38, 0.38)],
        )
        return [layout.heading(self.say("heading_changes")), made]

    def change_row(self, change: Change) -> list[str]:
        none = self.say("change_conditions_none") if change.what == "conditions" else "–"
        return [self.say(f"what_{change.what}"), change.before or none, change.after or none]

    def plan(self) -> list[Flowable]:
        lines = self.letter.plan
        if not lines:
            return []
        before, after = (total(each for each in side if each) for side in _sides(lines))
        made = layout.table(
            [self.say("column_category"), self.say("column_before"), self.say("column_after")],
            [[line.name, self.figure(line.before), self.figure(line.after)] for line in lines],
            widths=[self.width * share for share in (0.5, 0.25, 0.25)],
            right={1, 2},
            total=[self.say("sum"), self.figure(before), self.figure(after)],
        )
        return [layout.heading(self.say("heading_plan")), made]

    def figure(self, money: Money | None) -> str:
        return "–" if money is None else layout.figures(money, self.language)

    def repayment(self) -> list[Flowable]:
        """How a recovery is paid, and from which day interest runs where the ordinance counts from one."""
        letter = self.letter
        if letter.kind != "recover" or letter.due_on is None:
            return []
        how = self.law_texts(
            (self.repay_how,),
            amount=self.money(letter.amount),
            due_on=letter.due_on.isoformat(),
            case_number=letter.case_number,
            region=letter.letterhead.region,
        )
        from_on = recovery.interest_from(letter.decided_on).isoformat()
        interest = self.law_texts((self.law.interest,), interest_from=from_on)
        return [*self.section("heading_repayment", how), *self.section("heading_interest", interest)]

    def what_is_paid(self) -> list[Flowable]:
        off = self.letter.set_off
        if off is None:
            return []
        said = self.say(
            "set_off_rest",
            payment=off.payment,
            payment_amount=self.money(off.payment_amount),
            paid=self.money(off.paid),
            remaining=self.money(off.remaining),
        )
        return self.section("heading_set_off", [said])

    def in_advance(self) -> list[Flowable]:
        """What an advance rests on, and that it is set off in the claims that follow."""
        rests = self.letter.advance
        if rests is None:
            return []
        said = [
            f"{self.say('label_special_reasons')}: {rests.special_reasons}",
            f"{self.say('label_soundness')}: {rests.soundness}",
            self.say("advance_settled"),
        ]
        return self.section("heading_advance", said)

    def what_holds_now(self) -> list[Flowable]:
        """How interest is counted on a recovery that has been lowered, and what the Region owes the recipient."""
        lowered = self.letter.lowering
        if lowered is None:
            return []
        remaining, region = lowered.remaining, self.letter.letterhead.region
        said = [self.say("lower_interest", remaining=self.money(remaining))] if remaining else []
        if lowered.too_much:
            said.append(self.say("lower_too_much", too_much=self.money(lowered.too_much), region=region))
        return self.section("heading_lower", said) if said else []

    def what_else_holds(self) -> list[Flowable]:
        """A change leaves the rest of the decision as it was, and with it the recipient's duties."""
        if self.letter.kind != "change":
            return []
        since = self.letter.refers_to.decided_on.isoformat()
        rest = self.section("heading_conditions", [self.say("change_rest", decided_on=since)])
        return [*rest, *self.duties(), *self.de_minimis("de_minimis_raise")]


def _sides(lines: tuple[PlanChange, ...]) -> tuple[list[Money | None], list[Money | None]]:
    return [line.before for line in lines], [line.after for line in lines]
