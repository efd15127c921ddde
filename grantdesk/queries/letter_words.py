"""What do the letters about decisions of every kind say alike? All of it is from what was kept when the decision was taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grantdesk.documents.letter_facts import DecidedBy, DeMinimis, Ground, Recipient
from grantdesk.documents.letter_texts import LetterTexts
from grantdesk.domain import appeal
from grantdesk.domain.delegation import BOARD
from grantdesk.domain.messages import Both, Language, message, render
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.queries import case_file, kept
from grantdesk.queries.letterhead import letterhead_of
from grantdesk.region import Terms


@dataclass(frozen=True)
class Writing:
    """In which language a letter is written, and what the region has laid down for it."""

    language: Language
    terms: Terms
    texts: LetterTexts

    def both(self, texts: Both | dict[str, str]) -> str:
        words = {"sv": texts.sv, "en": texts.en} if isinstance(texts, Both) else texts
        return words[self.language]

    def named(self, kind: str, code: str) -> str:
        return render(message(f"{kind}.{code}"), self.language)


def common(decision: Decision, case: Case, writing: Writing) -> dict[str, Any]:
    """What every letter about a decision says, by the names of `AnyDecision`; `grounds` apart, which not all say."""
    scheme = writing.terms.county.scheme(case.scheme)
    return {
        "letterhead": letterhead_of(writing.terms.county, writing.language),
        "texts": writing.texts.of_scheme(case.scheme),
        "case_number": case.number,
        "decided_on": decision.decided_on,
        "recipient": recipient(case),
        "scheme": writing.both(scheme.name),
        "ordinance": scheme.ordinance,
        "measure": case.title,
        "reasons": (decision.reason,) if decision.reason else (),
        "decided_by": decided_by(decision, writing),
        "appeal": appeal.rule(scheme.ordinance, appeal.tried_as(decision.kind, decision.cause), on=decision.decided_on),
        "cause": decision.cause or "",
        "presented_by": presented_by(case, decision),
        "de_minimis": de_minimis(decision),
    }


def recipient(case: Case) -> Recipient:
    who = case.organisation
    return Recipient(who.name, who.number, number_is_personal=who.number_kind == "personal")


def begun_large(words: str) -> str:
    return words[:1].upper() + words[1:]


def grounds(decision: Decision, writing: Writing) -> tuple[Ground, ...]:
    if decision.assessment is None:
        return ()
    return tuple(
        Ground(
            finding["met"], writing.both(finding["reason"]), writing.both(finding["source_text"]), finding["confirmed"]
        )
        for finding in kept.of(decision.assessment).decisive
    )


def decided_by(decision: Decision, writing: Writing) -> DecidedBy:
    of_board = decision.position == BOARD
    return DecidedBy(
        name=writing.both(writing.terms.order.board) if of_board else decision.recorded_by,
        title="" if of_board else within_a_sentence(writing.named("position", decision.position)),
        ground=writing.both(decision.ground),
        ground_confirmed=decision.ground["confirmed"],
        minutes=decision.minutes or "",
    )


def within_a_sentence(words: str) -> str:
    """The name of a position without its capital; a name further in (such as Almi) keeps its own."""
    return words[:1].lower() + words[1:]


def presented_by(case: Case, decision: Decision) -> str:
    """The handler, unless the handler decided: nobody presents a case to oneself."""
    of_board = decision.position == BOARD
    return "" if decision.recorded_by_id == case.handler_id and not of_board else case_file.names_of(case).handler


def de_minimis(decision: Decision) -> DeMinimis | None:
    if decision.regulation is None or decision.eur_rate is None or decision.eur_rate_on is None:
        return None
    euros = case_file.in_euro(decision)
    return DeMinimis(decision.regulation, euros, decision.eur_rate, decision.eur_rate_on, "ECB")
