"""The letter about the decision that ends an application: a grant, a rejection, a dismissal or a write-off."""

from __future__ import annotations

from collections.abc import Iterable

from reportlab.platypus import Flowable

from grantdesk.documents import layout
from grantdesk.documents.decision_parts import DecisionWriter
from grantdesk.documents.letter_facts import (
    Cofinancing,
    CostLine,
    DecidedBy,
    DecisionLetter,
    DeMinimis,
    Ground,
    NamedAmount,
    Recipient,
)
from grantdesk.documents.letter_texts import LetterText
from grantdesk.domain.messages import Language, percent
from grantdesk.domain.money import Money, total

__all__ = [
    "Cofinancing",
    "CostLine",
    "DeMinimis",
    "DecidedBy",
    "DecisionLetter",
    "Ground",
    "NamedAmount",
    "Recipient",
    "preview",
    "render",
    "writer",
]
_KINDS = {"granted": "grant", "rejected": "reject", "dismissed": "dismiss", "written_off": "write_off"}


def render(letter: DecisionLetter, language: Language) -> bytes:
    """The letter as a PDF. Raises KeyError for an ordinance or a regulation that the region has no texts for."""
    return writer(letter, language).render()


def preview(letter: DecisionLetter, language: Language) -> bytes:
    """The letter as it would be, marked on every page as a preview; for those who hear it, in its first line too."""
    return writer(letter, language).preview()


def writer(letter: DecisionLetter, language: Language) -> DecisionWriter:
    return _Writer(letter, language)


class _Writer(DecisionWriter):
    def __init__(self, letter: DecisionLetter, language: Language) -> None:
        super().__init__(letter, language, title=f"title_{letter.outcome}", kind=_KINDS[letter.outcome])
        self.letter = letter
        self.granted = letter.outcome == "granted"
        self.tried = letter.outcome in ("granted", "rejected")

    @property
    def is_calculated(self) -> bool:
        return self.tried

    def story(self) -> list[Flowable]:
        return [
            *self.head(),
            *self.decision(),
            *self.measure(),
            *(self.costs() if self.tried else []),
            *([*self.financing(), *self.objectives()] if self.granted else []),
            *self.reasons(),
            *(self.grounds() if self.tried else []),
            *(self.what_the_law_says() if self.granted else []),
            *self.ending(),
        ]

    def printed(self) -> Iterable[LetterText]:
        law = self.law
        if not self.granted:
            return ()
        return (*law.conditions, *law.payment, *law.notify, *law.withholding, *law.recovery)

    def decision(self) -> list[Flowable]:
        granted = {"granted": self.money(self.letter.granted)} if self.granted else {}
        return [
            layout.heading(self.say("heading_decision")),
            layout.strong(self.say(self.letter.outcome, **self.names, **granted)),
            layout.pairs(list(self.particulars()), width=self.width),
            *self.number_note(),
        ]

    def particulars(self) -> Iterable[tuple[str, str]]:
        letter = self.letter
        yield self.say("label_recipient" if self.granted else "label_applicant"), letter.recipient.name
        yield self.number_pair()
        yield self.say("label_scheme"), letter.scheme
        yield self.say("label_ordinance"), f"{letter.sections} {self.law.name.filled(self.language)}".strip()
        yield self.say("label_received_on"), letter.received_on.isoformat()
        if letter.applied is not None:
            yield self.say("label_applied"), self.money(letter.applied)
        if self.granted:
            yield self.say("label_granted"), self.marked_amount(letter.granted)
        if self.granted and letter.period is not None:
            starts_on, ends_on = (day.isoformat() for day in letter.period)
            yield self.say("label_period"), self.say("period", starts_on=starts_on, ends_on=ends_on)

    def marked_amount(self, granted: Money) -> str:
        """The amount, with a mark where a value that decided it is not confirmed."""
        confirmed = all(ground.confirmed for ground in self.letter.grounds)
        return self.money(granted) if confirmed else f"{self.money(granted)} ({self.say('unconfirmed_mark')})"

    def costs(self) -> list[Flowable]:
        lines = self.letter.lines
        if not lines:
            return []
        columns = ("column_category", "column_cost", "column_eligible", "column_rate", "column_aid")
        sums = [
            total(each) for each in zip(*((line.cost, line.eligible_cost, line.aid) for line in lines), strict=True)
        ]
        cost, eligible, aid = (layout.figures(each, self.language) for each in sums)
        made = layout.table(
            [self.say(column) for column in columns],
            [self.cost_row(line) for line in lines],
            widths=[self.width * share for share in (0.34, 0.2, 0.17, 0.12, 0.17)],
            right={1, 2, 3, 4},
            total=[self.say("sum"), cost, eligible, "", aid],
        )
        return [layout.heading(self.say("heading_costs")), made]

    def cost_row(self, line: CostLine) -> list[str]:
        cost, eligible, aid = (
            layout.figures(each, self.language) for each in (line.cost, line.eligible_cost, line.aid)
        )
        return [line.category, cost, eligible, "–" if line.rate is None else percent(line.rate, self.language), aid]

    def financing(self) -> list[Flowable]:
        """What others bring, with this grant, so that the plan's sum is all of the financing."""
        if not self.letter.financing:
            return []
        ours = NamedAmount(self.say("financing_grant", region=self.letter.letterhead.region), self.letter.granted)
        plan = (*self.letter.financing, ours)
        return [*self.amounts("heading_financing", "column_source", plan), *self.beside_costs(plan)]

    def beside_costs(self, plan: tuple[NamedAmount, ...]) -> list[Flowable]:
        """A plan that is not the sum of the costs says by how much."""
        costs, planned = total(line.cost for line in self.letter.lines), total(row.amount for row in plan)
        if not self.letter.lines or costs == planned:
            return []
        key = "financing_below_costs" if planned < costs else "financing_above_costs"
        difference = max(costs, planned) - min(costs, planned)
        return [layout.quiet(self.say(key, costs=self.money(costs), difference=self.money(difference)))]

    def objectives(self) -> list[Flowable]:
        return self.amounts("heading_objectives", "column_objective", self.letter.objectives)

    def what_the_law_says(self) -> list[Flowable]:
        conditions = [*self.law_texts(self.law.conditions), *self.letter.conditions]
        return [
            layout.heading(self.say("heading_conditions")),
            *layout.bullets(conditions),
            *self.section("heading_payment", self.law_texts(self.law.payment)),
            *self.duties(),
            *self.de_minimis("de_minimis_amount"),
            *self.cofinancing(),
        ]

    def cofinancing(self) -> list[Flowable]:
        with_eu = self.letter.cofinancing
        if with_eu is None:
            return []
        fund = self.letter.texts.funds[with_eu.fund].filled(self.language)
        said = [self.say("cofinancing", fund=fund, programme=with_eu.programme)]
        if with_eu.eu_amount is not None:
            said.append(self.say("cofinancing_amount", eu_amount=self.money(with_eu.eu_amount)))
        return self.section("heading_cofinancing", [" ".join(said)])
