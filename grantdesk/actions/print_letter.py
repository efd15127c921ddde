"""Print a letter: it is made once, put in the archive, and from then on is what is shown and sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grantdesk import archive, db
from grantdesk.documents import any_decision, notice_letter
from grantdesk.documents.letter_texts import LetterTexts
from grantdesk.domain.messages import Language
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.correspondence import CoveringLetter, Supplement
from grantdesk.models.decision import Decision
from grantdesk.models.letter import COVERING, DECISION, SUPPLEMENT, Letter
from grantdesk.queries import letters, notices
from grantdesk.queries.letter_words import Writing
from grantdesk.region import Terms


@dataclass(frozen=True)
class Press:
    """What letters are made with, and the folder of the archive where they are kept."""

    terms: Terms
    texts: LetterTexts
    archive: Path

    def writing(self, language: Language) -> Writing:
        return Writing(language, self.terms, self.texts)


def of_decision(decision: Decision, case: Case, language: Language, press: Press, *, by: Actor) -> Letter:
    ordinance = press.terms.county.scheme(case.scheme).ordinance
    if ordinance.removeprefix("SFS ") not in press.texts.ordinances:
        raise Refused("dispatch.no_texts", ordinance=ordinance)
    content = any_decision.render(letters.of_decision(decision, case, press.writing(language)), language)
    return _stored(Letter(kind=DECISION, decision_id=decision.id, language=language), content, press, by)


def of_supplement(asked: Supplement, case: Case, language: Language, press: Press, *, by: Actor) -> Letter:
    said = notices.of_supplement(asked, case, press.writing(language))
    content = notice_letter.supplement(said, language).render()
    made = Letter(kind=SUPPLEMENT, case_id=case.id, supplement_id=asked.id, language=language)
    return _stored(made, content, press, by)


def of_covering(written: CoveringLetter, case: Case, language: Language, press: Press, *, by: Actor) -> Letter:
    said = notices.of_covering(written, case, press.writing(language))
    content = notice_letter.covering(said, language).render()
    made = Letter(kind=COVERING, case_id=case.id, covering_letter_id=written.id, language=language)
    return _stored(made, content, press, by)


def _stored(letter: Letter, content: bytes, press: Press, by: Actor) -> Letter:
    """The letter with its file in the archive: a file that no row names does no harm, a row without a file would."""
    letter.digest, letter.size = archive.keep(press.archive, content), len(content)
    letter.made_at, letter.made_by_id, letter.made_by = db.moment(), by.id, by.name
    return letter
