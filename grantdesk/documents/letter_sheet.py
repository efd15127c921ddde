"""What every letter has: its head, its words from the region's texts, and the mark of a preview."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from reportlab.platypus import Flowable

from grantdesk.documents import layout
from grantdesk.documents.layout import Letterhead, Paper
from grantdesk.documents.letter_facts import NamedAmount
from grantdesk.documents.letter_texts import LetterText, LetterTexts
from grantdesk.domain.messages import Language, amount
from grantdesk.domain.money import Money, total


@dataclass(frozen=True)
class Sheet:
    """From whom, to whom, about which case and on which day; `title` and `subject` are keys of texts."""

    letterhead: Letterhead
    texts: LetterTexts
    case_number: str
    dated_on: date
    to: tuple[str, ...]
    title: str
    subject: str = "subject"
    dated: str = "decided_on"


class SheetWriter(ABC):
    """Writes one letter in one language, part by part from the top."""

    def __init__(self, sheet: Sheet, language: Language) -> None:
        self.sheet = sheet
        self.language: Language = language
        self.paper = Paper(
            title=f"{self.say(sheet.title)} {sheet.case_number}",
            author=sheet.letterhead.region,
            subject=self.say(sheet.subject, case_number=sheet.case_number),
            language=language,
            dated_on=sheet.dated_on,
            footer=f"{sheet.letterhead.region} · {sheet.case_number} · {sheet.dated_on.isoformat()}",
        )
        self.width = layout.text_width(self.paper)

    @abstractmethod
    def story(self) -> list[Flowable]:
        """The letter from the top."""

    def render(self) -> bytes:
        return layout.render(self.paper, self.story)

    def preview(self, *before: str) -> bytes:
        """The letter as it would be, marked on every page, after what else is to be said first."""
        mark = self.say("preview")
        paper = replace(self.paper, title=f"{mark}: {self.paper.title}", mark=mark)
        said = [layout.strong(self.say("preview_note")), *(layout.paragraph(each) for each in before)]
        return layout.render(paper, lambda: [*said, *self.story()])

    def say(self, key: str, **facts: str) -> str:
        return self.sheet.texts.texts[key].filled(self.language, **facts)

    def money(self, money: Money) -> str:
        return amount(money, self.language)

    def head(self) -> list[Flowable]:
        sheet = self.sheet
        beside = [
            self.say("case_number", case_number=sheet.case_number),
            self.say(sheet.dated, **{sheet.dated: sheet.dated_on.isoformat()}),
        ]
        return [
            layout.letterhead(sheet.letterhead, beside, width=self.width),
            layout.gap(5),
            layout.paragraph("\n".join(sheet.to)),
            layout.heading(self.say(sheet.title), level=0),
        ]

    def section(self, heading: str, texts: Iterable[str]) -> list[Flowable]:
        paragraphs = [layout.paragraph(text) for text in texts if text]
        return [layout.heading(self.say(heading)), *paragraphs] if paragraphs else []

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

    def in_force(self, texts: Iterable[LetterText]) -> list[LetterText]:
        """The texts that apply on the day of the letter."""
        return [text for text in texts if text.valid_from <= self.sheet.dated_on]

    def law_texts(self, texts: Iterable[LetterText], **facts: str) -> list[str]:
        """The texts that apply on the day of the letter, those that nobody has confirmed with their mark."""
        return [self.marked(text, **facts) for text in self.in_force(texts)]

    def marked(self, text: LetterText, **facts: str) -> str:
        said = text.filled(self.language, **facts)
        if text.confirmed:
            return said
        return f"{said} ({self.say('unconfirmed', what=text.named_source(self.language))})"
