"""Letters that decide nothing: a request for a supplement, and a covering letter."""

from __future__ import annotations

from reportlab.platypus import Flowable

from grantdesk.documents import layout
from grantdesk.documents.letter_facts import Contact, CoveringLetter, SupplementLetter
from grantdesk.documents.letter_sheet import Sheet, SheetWriter
from grantdesk.domain.messages import Language


def supplement(letter: SupplementLetter, language: Language) -> SheetWriter:
    return _Supplement(letter, language)


def covering(letter: CoveringLetter, language: Language) -> SheetWriter:
    return _Covering(letter, language)


class _Notice(SheetWriter):
    contact: Contact

    def questions(self) -> list[Flowable]:
        said = self.say(
            "contact",
            handler=self.contact.handler,
            email=self.contact.email,
            region=self.sheet.letterhead.region,
        )
        return self.section("heading_contact", [said])


class _Supplement(_Notice):
    def __init__(self, letter: SupplementLetter, language: Language) -> None:
        to = (letter.recipient.name, *letter.recipient.address)
        sheet = Sheet(
            letter.letterhead, letter.texts, letter.case_number, letter.dated_on, to, "title_supplement",
            subject="subject_supplement", dated="dated_on",
        )  # fmt: skip
        super().__init__(sheet, language)
        self.letter, self.contact = letter, letter.contact

    def story(self) -> list[Flowable]:
        letter, region = self.letter, self.letter.letterhead.region
        intro = self.say(
            "supplement_intro",
            region=region,
            recipient=letter.recipient.name,
            scheme=letter.scheme,
            received_on=letter.received_on.isoformat(),
        )
        due = self.say(
            "supplement_due", due_on=letter.due_on.isoformat(), case_number=letter.case_number, region=region
        )
        return [
            *self.head(),
            layout.paragraph(intro),
            *self.section("heading_measure", [letter.measure]),
            layout.heading(self.say("heading_missing")),
            *layout.bullets(letter.points),
            *(layout.paragraph(each) for each in letter.note.split("\n\n") if each.strip()),
            *self.section("heading_due", [due, self.say(f"supplement_{letter.consequence}")]),
            *self.questions(),
        ]


class _Covering(_Notice):
    def __init__(self, letter: CoveringLetter, language: Language) -> None:
        sheet = Sheet(
            letter.letterhead, letter.texts, letter.case_number, letter.dated_on, letter.addressee, "title_covering",
            subject="subject_covering", dated="dated_on",
        )  # fmt: skip
        super().__init__(sheet, language)
        self.letter, self.contact = letter, letter.contact

    def story(self) -> list[Flowable]:
        letter = self.letter
        names = {"region": letter.letterhead.region, "case_number": letter.case_number}
        intro = [layout.paragraph(self.say("covering_intro", **names))] if letter.enclosures else []
        listed = [layout.heading(self.say("heading_enclosures")), *layout.bullets(letter.enclosures)]
        return [
            *self.head(),
            layout.strong(letter.heading),
            *intro,
            *(layout.paragraph(each) for each in letter.text.split("\n\n") if each.strip()),
            *(listed if letter.enclosures else []),
            *self.questions(),
        ]
