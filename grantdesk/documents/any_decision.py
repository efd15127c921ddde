"""The letter about a decision of any kind, as a PDF or as a marked preview."""

from __future__ import annotations

from grantdesk.documents import decision_letter, later_letter
from grantdesk.documents.decision_parts import DecisionWriter
from grantdesk.documents.letter_facts import AnyDecision, DecisionLetter, LaterLetter
from grantdesk.domain.messages import Language


def render(letter: AnyDecision, language: Language) -> bytes:
    """The letter as a PDF. Raises KeyError for an ordinance or a regulation that the region has no texts for."""
    return writer(letter, language).render()


def preview(letter: AnyDecision, language: Language) -> bytes:
    """The letter as it would be, marked on every page as a preview; for those who hear it, in its first line too."""
    return writer(letter, language).preview()


def writer(letter: AnyDecision, language: Language) -> DecisionWriter:
    if isinstance(letter, LaterLetter):
        return later_letter.writer(letter, language)
    if isinstance(letter, DecisionLetter):
        return decision_letter.writer(letter, language)
    raise TypeError(f"no letter is about {type(letter).__name__}")
