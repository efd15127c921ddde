"""What letters about decisions of every kind have: reasons, rules, what is not confirmed, who decided, and the appeal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlab.platypus import Flowable

from grantdesk.documents import layout
from grantdesk.documents.letter_facts import AnyDecision, Ground
from grantdesk.documents.letter_sheet import Sheet, SheetWriter
from grantdesk.documents.letter_texts import LetterText, OrdinanceTexts
from grantdesk.domain.messages import Language, euros, number


class DecisionWriter(SheetWriter):
    """Writes a letter about a decision; `title` is the key of its title, `kind` that of the decision."""

    def __init__(self, letter: AnyDecision, language: Language, *, title: str, kind: str) -> None:
        who = letter.recipient
        to = (who.name, *who.address)
        super().__init__(
            Sheet(letter.letterhead, letter.texts, letter.case_number, letter.decided_on, to, title), language
        )
        self.facts, self.kind = letter, kind
        self.law: OrdinanceTexts = letter.texts.ordinances[letter.ordinance.removeprefix("SFS ")]
        self.names = {"region": letter.letterhead.region, "recipient": who.name, "scheme": letter.scheme}

    @property
    def is_calculated(self) -> bool:
        """Whether the decision rests on figures that the system has worked out."""
        return True

    def printed(self) -> Iterable[LetterText]:
        """The texts, beside those of the appeal, that this letter prints and that somebody may yet have to confirm."""
        return ()

    def number_pair(self) -> tuple[str, str]:
        who = self.facts.recipient
        label = "label_personal_number" if who.number_is_personal else "label_organisation_number"
        return self.say(label), who.shown_number

    def number_note(self) -> list[Flowable]:
        return [layout.quiet(self.say("personal_number_note"))] if self.facts.recipient.number_is_personal else []

    def measure(self) -> list[Flowable]:
        return self.section("heading_measure", [self.facts.measure])

    def reasons(self) -> list[Flowable]:
        cause = self.facts.texts.causes[f"{self.kind}_{self.facts.cause}"] if self.facts.cause else None
        return self.section("heading_reasons", [*self.law_texts((cause,) if cause else ()), *self.facts.reasons])

    def grounds(self) -> list[Flowable]:
        if not self.facts.grounds:
            return []
        made = layout.table(
            [self.say("column_rule"), self.say("column_met"), self.say("column_ground")],
            [self.ground_row(ground) for ground in self.facts.grounds],
            widths=[self.width * share for share in (0.5, 0.12, 0.38)],
        )
        return [layout.heading(self.say("heading_grounds")), made]

    def ground_row(self, ground: Ground) -> list[str]:
        source = ground.source if ground.confirmed else self.say("unconfirmed", what=ground.source)
        return [ground.reason, self.say("met" if ground.met else "not_met"), source]

    def duties(self) -> list[Flowable]:
        """What the recipient is to tell, and when aid is withheld or recovered."""
        return [
            *self.section("heading_notify", self.law_texts(self.law.notify)),
            layout.heading(self.say("heading_withholding")),
            layout.paragraph(self.law.withholding_intro.filled(self.language)),
            *layout.bullets(self.law_texts(self.law.withholding)),
            *(layout.paragraph(text) for text in self.law_texts(self.law.recovery)),
        ]

    def de_minimis(self, amount: str) -> list[Flowable]:
        """What article 7.4 has the recipient told; `amount` is the key of the text that says how much it is in euro."""
        aid = self.facts.de_minimis
        if aid is None:
            return []
        regulation = self.facts.texts.regulations[aid.regulation].filled(self.language)
        said = [
            self.say("de_minimis_aid", regulation=regulation),
            self.say(
                amount,
                amount_eur=euros(aid.amount_eur, self.language),
                eur_rate=number(aid.eur_rate, self.language),
                rate_on=aid.rate_on.isoformat(),
                rate_source=aid.rate_source,
            ),
            self.say("de_minimis_state"),
        ]
        register = self.law_texts((self.facts.texts.texts["de_minimis_register"],))
        return self.section("heading_de_minimis", [" ".join((*said, *register))])

    def unconfirmed(self) -> list[Flowable]:
        marked = list(dict.fromkeys(self.not_confirmed()))
        if not marked:
            return []
        return [
            layout.heading(self.say("heading_unconfirmed")),
            layout.paragraph(self.say("unconfirmed_intro")),
            *layout.bullets([self.say("unconfirmed", what=what) for what in marked]),
        ]

    def not_confirmed(self) -> Iterator[str]:
        """Every value, ground and text that this letter rests on and that nobody has confirmed."""
        yield from (ground.source for ground in self.facts.grounds if not ground.confirmed)
        if not self.facts.decided_by.ground_confirmed:
            yield self.facts.decided_by.ground
        yield from self.facts.unconfirmed
        appeal = () if self.facts.appeal.may_be_appealed else self.law.appeal
        for text in self.in_force((*self.printed(), *appeal)):
            if not text.confirmed:
                yield text.named_source(self.language)

    def ending(self) -> list[Flowable]:
        return [*self.unconfirmed(), layout.together([*self.decider(), *self.appeal()])]

    def decider(self) -> list[Flowable]:
        by = self.facts.decided_by
        ground = by.ground if by.ground_confirmed else f"{by.ground} ({self.say('unconfirmed_mark')})"
        if by.minutes:
            said = [self.say("decided_by_board", decider=by.name, minutes=by.minutes, ground=ground)]
        else:
            said = [self.say("decided_by_delegation", decider=by.name, title=by.title, ground=ground)]
        if self.facts.presented_by:
            said.append(self.say("presented_by", presenter=self.facts.presented_by))
        return self.section(
            "heading_decider", [*said, self.say("no_automated_decision" if self.is_calculated else "no_automated_act")]
        )

    def appeal(self) -> list[Flowable]:
        """What the matrix of appeals says of this kind of decision: that it may not be, or how it is done."""
        rule = self.facts.appeal
        sections = rule.sections.sv if self.language == "sv" else rule.sections.en
        names = {"sections": sections, "ordinance": rule.ordinance, "region": self.facts.letterhead.region}
        if rule.may_be_appealed:
            said, marks = [self.say(key, **names) for key in ("appeal_may", "appeal_how")], not rule.confirmed
        else:
            said = self.law_texts(self.law.appeal)
            # A text that nobody has confirmed says so itself.
            marks = not rule.confirmed and all(text.confirmed for text in self.law.appeal)
        if marks:
            said.append(f"({self.say('unconfirmed', what=f'{sections} {rule.ordinance}')})")
        return self.section("heading_appeal", said)
