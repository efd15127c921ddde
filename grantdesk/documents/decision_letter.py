"""The decision letter: what was decided, why, by which rules and by whom, and whether it may be appealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from reportlab.platypus import Flowable

from grantdesk.documents import layout
from grantdesk.documents.layout import Paper
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
from grantdesk.documents.letter_texts import LetterText, OrdinanceTexts
from grantdesk.domain.messages import Language, amount, number, percent
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
]


def render(letter: DecisionLetter, language: Language) -> bytes:
    """The letter as a PDF. Raises KeyError for an ordinance or a regulation that the region has no texts for."""
    writer = _Writer(letter, language)
    return layout.render(writer.paper, writer.story)


def preview(letter: DecisionLetter, language: Language) -> bytes:
    """The letter as it would be, marked on every page as a preview; for those who hear it, in its first line too."""
    writer = _Writer(letter, language)
    mark = writer.say("preview")
    paper = replace(writer.paper, title=f"{mark}: {writer.paper.title}", mark=mark)
    return layout.render(paper, lambda: [layout.strong(writer.say("preview_note")), *writer.story()])


class _Writer:
    """Writes one letter in one language, part by part from the top."""

    def __init__(self, letter: DecisionLetter, language: Language) -> None:
        self.letter = letter
        self.language: Language = language
        self.law: OrdinanceTexts = letter.texts.ordinances[letter.ordinance.removeprefix("SFS ")]
        self.granted = letter.outcome == "granted"
        self.paper = Paper(
            title=f"{self.say(f'title_{letter.outcome}')} {letter.case_number}",
            author=letter.letterhead.region,
            subject=self.say("subject", case_number=letter.case_number),
            language=language,
            dated_on=letter.decided_on,
            footer=f"{letter.letterhead.region} · {letter.case_number} · {letter.decided_on.isoformat()}",
        )
        self.width = layout.text_width(self.paper)

    def say(self, key: str, **facts: str) -> str:
        return self.letter.texts.texts[key].filled(self.language, **facts)

    def money(self, money: Money) -> str:
        return amount(money, self.language)

    def story(self) -> list[Flowable]:
        always = [
            *self.head(),
            *self.decision(),
            *self.section("heading_measure", [self.letter.measure]),
            *self.costs(),
        ]
        when_granted = [*self.financing(), *self.objectives()] if self.granted else []
        why = [*self.reasons(), *self.grounds()]
        law = self.what_the_law_says() if self.granted else []
        return [
            *always,
            *when_granted,
            *why,
            *law,
            *self.unconfirmed(),
            layout.together([*self.decider(), *self.appeal()]),
        ]

    def head(self) -> list[Flowable]:
        letter, who = self.letter, self.letter.recipient
        beside = [
            self.say("case_number", case_number=letter.case_number),
            self.say("decided_on", decided_on=letter.decided_on.isoformat()),
        ]
        return [
            layout.letterhead(letter.letterhead, beside, width=self.width),
            layout.gap(5),
            layout.paragraph("\n".join((who.name, *who.address))),
            layout.heading(self.say(f"title_{letter.outcome}"), level=0),
        ]

    def decision(self) -> list[Flowable]:
        letter = self.letter
        names = {"region": letter.letterhead.region, "recipient": letter.recipient.name, "scheme": letter.scheme}
        granted = {"granted": self.money(letter.granted)} if self.granted else {}
        parts = [
            layout.heading(self.say("heading_decision")),
            layout.strong(self.say(letter.outcome, **names, **granted)),
            layout.pairs(list(self.particulars()), width=self.width),
        ]
        note = [layout.quiet(self.say("personal_number_note"))] if letter.recipient.number_is_personal else []
        return [*parts, *note]

    def particulars(self) -> Iterable[tuple[str, str]]:
        letter, who = self.letter, self.letter.recipient
        yield self.say("label_recipient" if self.granted else "label_applicant"), who.name
        number_label = "label_personal_number" if who.number_is_personal else "label_organisation_number"
        yield self.say(number_label), who.shown_number
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

    def amounts(self, heading: str, column: str, rows: tuple[NamedAmount, ...]) -> list[Flowable]:
        if not rows:
            return []
        made = layout.table(
            [self.say(column), self.say("column_amount")],
            [[row.name, layout.figures(row.amount, self.language)] for row in rows],
            widths=[self.width * 0.75, self.width * 0.25],
            right={1},
            total=[self.say("sum"), layout.figures(total(row.amount for row in rows), self.language)],
        )
        return [layout.heading(self.say(heading)), made]

    def reasons(self) -> list[Flowable]:
        return self.section("heading_reasons", self.letter.reasons)

    def grounds(self) -> list[Flowable]:
        if not self.letter.grounds:
            return []
        made = layout.table(
            [self.say("column_rule"), self.say("column_met"), self.say("column_ground")],
            [self.ground_row(ground) for ground in self.letter.grounds],
            widths=[self.width * share for share in (0.5, 0.12, 0.38)],
        )
        return [layout.heading(self.say("heading_grounds")), made]

    def ground_row(self, ground: Ground) -> list[str]:
        source = ground.source if ground.confirmed else self.say("unconfirmed", what=ground.source)
        return [ground.reason, self.say("met" if ground.met else "not_met"), source]

    def what_the_law_says(self) -> list[Flowable]:
        conditions = [*self.law_texts(self.law.conditions), *self.letter.conditions]
        return [
            layout.heading(self.say("heading_conditions")),
            *layout.bullets(conditions),
            *self.section("heading_payment", self.law_texts(self.law.payment)),
            *self.section("heading_notify", self.law_texts(self.law.notify)),
            layout.heading(self.say("heading_withholding")),
            layout.paragraph(self.law.withholding_intro.filled(self.language)),
            *layout.bullets(self.law_texts(self.law.withholding)),
            *(layout.paragraph(text) for text in self.law_texts(self.law.recovery)),
            *self.de_minimis(),
            *self.cofinancing(),
        ]

    def de_minimis(self) -> list[Flowable]:
        aid = self.letter.de_minimis
        if aid is None:
            return []
        regulation = self.letter.texts.regulations[aid.regulation].filled(self.language)
        said = [
            self.say("de_minimis_aid", regulation=regulation),
            self.say(
                "de_minimis_amount",
                amount_eur=number(aid.amount_eur.quantize(Decimal("0.01")), self.language),
                eur_rate=number(aid.eur_rate, self.language),
                rate_on=aid.rate_on.isoformat(),
                rate_source=aid.rate_source,
            ),
            self.say("de_minimis_state"),
        ]
        register = self.law_texts((self.letter.texts.texts["de_minimis_register"],))
        return self.section("heading_de_minimis", [" ".join((*said, *register))])

    def cofinancing(self) -> list[Flowable]:
        with_eu = self.letter.cofinancing
        if with_eu is None:
            return []
        fund = self.letter.texts.funds[with_eu.fund].filled(self.language)
        said = [self.say("cofinancing", fund=fund, programme=with_eu.programme)]
        if with_eu.eu_amount is not None:
            said.append(self.say("cofinancing_amount", eu_amount=self.money(with_eu.eu_amount)))
        return self.section("heading_cofinancing", [" ".join(said)])

    def unconfirmed(self) -> list[Flowable]:
        marked = list(dict.fromkeys(self.not_confirmed()))
        if not marked:
            return []
        return [
            layout.heading(self.say("heading_unconfirmed")),
            layout.paragraph(self.say("unconfirmed_intro")),
            *layout.bullets([self.say("unconfirmed", what=what) for what in marked]),
        ]

    def not_confirmed(self) -> Iterable[str]:
        """Every value, ground and text that this letter rests on and that nobody has confirmed."""
        yield from (ground.source for ground in self.letter.grounds if not ground.confirmed)
        if not self.letter.decided_by.ground_confirmed:
            yield self.letter.decided_by.ground
        yield from self.letter.unconfirmed
        printed = () if self.letter.appeal.may_be_appealed else self.law.appeal
        if self.granted:
            law = self.law
            printed = (*law.conditions, *law.payment, *law.notify, *law.withholding, *law.recovery, *printed)
        yield from (text.named_source(self.language) for text in printed if not text.confirmed)

    def decider(self) -> list[Flowable]:
        by = self.letter.decided_by
        ground = by.ground if by.ground_confirmed else f"{by.ground} ({self.say('unconfirmed_mark')})"
        if by.minutes:
            said = [self.say("decided_by_board", decider=by.name, minutes=by.minutes, ground=ground)]
        else:
            said = [self.say("decided_by_delegation", decider=by.name, title=by.title, ground=ground)]
        if self.letter.presented_by:
            said.append(self.say("presented_by", presenter=self.letter.presented_by))
        return self.section("heading_decider", [*said, self.say("no_automated_decision")])

    def appeal(self) -> list[Flowable]:
        """What the matrix of appeals says of this kind of decision: that it may not be, or how it is done."""
        rule = self.letter.appeal
        if not rule.may_be_appealed:
            return self.section("heading_appeal", self.law_texts(self.law.appeal))
        sections = rule.sections.sv if self.language == "sv" else rule.sections.en
        names = {"sections": sections, "ordinance": rule.ordinance, "region": self.letter.letterhead.region}
        said = [self.say(key, **names) for key in ("appeal_may", "appeal_how")]
        if not rule.confirmed:
            said.append(f"({self.say('unconfirmed', what=f'{sections} {rule.ordinance}')})")
        return self.section("heading_appeal", said)

    def section(self, heading: str, texts: Iterable[str]) -> list[Flowable]:
        paragraphs = [layout.paragraph(text) for text in texts if text]
        return [layout.heading(self.say(heading)), *paragraphs] if paragraphs else []

    def law_texts(self, texts: Iterable[LetterText]) -> list[str]:
        """The texts that apply on the day of the decision, those that nobody has confirmed with their mark."""
        return [self.marked(text) for text in texts if text.valid_from <= self.letter.decided_on]

    def marked(self, text: LetterText) -> str:
        said = text.filled(self.language)
        if text.confirmed:
            return said
        return f"{said} ({self.say('unconfirmed', what=text.named_source(self.language))})"
