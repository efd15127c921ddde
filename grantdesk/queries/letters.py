"""What does the letter about a decision say? All of it is from what was kept when the decision was taken."""

from __future__ import annotations

from dataclasses import dataclass

from grantdesk.documents.decision_letter import (
    Cofinancing,
    CostLine,
    DecidedBy,
    DecisionLetter,
    DeMinimis,
    Ground,
    NamedAmount,
    Recipient,
)
from grantdesk.documents.letter_texts import LetterTexts
from grantdesk.domain import appeal
from grantdesk.domain.assessment import Line
from grantdesk.domain.delegation import BOARD
from grantdesk.domain.distribution import by_largest_remainder
from grantdesk.domain.ledger import split
from grantdesk.domain.messages import Both, Language, message, render
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere
from grantdesk.models.case import Case, FinancingLine
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


def of_case(case: Case, writing: Writing) -> DecisionLetter:
    """The letter about the case's decision; raises `NotThere` where none has been taken."""
    decision = case_file.decision_of(case)
    if decision is None:
        raise NotThere("not_there.decision", number=case.number)
    scheme = writing.terms.county.scheme(case.scheme)
    granted = decision.kind == "grant"
    return DecisionLetter(
        letterhead=letterhead_of(writing.terms.county, writing.language),
        texts=writing.texts.of_scheme(case.scheme),
        outcome="granted" if granted else "rejected",
        case_number=case.number,
        decided_on=decision.decided_on,
        received_on=case.received_on,
        recipient=_recipient(case),
        scheme=writing.both(scheme.name),
        ordinance=scheme.ordinance,
        sections=scheme.section,
        measure=case.title,
        applied=case.requested,
        granted=decision.granted,
        lines=_lines(decision, writing),
        grounds=_grounds(decision, writing),
        reasons=(decision.reason,) if decision.reason else (),
        decided_by=_decided_by(decision, writing),
        appeal=appeal.rule(scheme.ordinance, decision.kind, on=decision.decided_on),
        presented_by=_presented_by(case, decision),
        period=(case.starts_on, case.ends_on) if case.starts_on and case.ends_on else None,
        financing=tuple(_financier(line, writing) for line in case.financing),
        objectives=_objectives(case, decision, writing),
        de_minimis=_de_minimis(decision),
        cofinancing=_cofinancing(case, writing),
        unconfirmed=(),
    )


def _recipient(case: Case) -> Recipient:
    who = case.organisation
    return Recipient(who.name, who.number, number_is_personal=who.number_kind == "personal")


def _lines(decision: Decision, writing: Writing) -> tuple[CostLine, ...]:
    """The lines as assessed; where less was granted than the rules gave, each carries its proportion of the grant."""
    if decision.assessment is None:
        return ()
    lines = kept.of(decision.assessment).lines
    aid = _aid(lines, decision)
    return tuple(
        CostLine(
            _begun_large(writing.named("category", line.category)), line.cost, line.eligible_cost, line.rate, carried
        )
        for line, carried in zip(lines, aid, strict=True)
    )


def _aid(lines: tuple[Line, ...], decision: Decision) -> list[Money]:
    return [Money(part) for part in by_largest_remainder(decision.granted.ore, [line.aid.ore for line in lines])]


def _begun_large(words: str) -> str:
    return words[:1].upper() + words[1:]


def _grounds(decision: Decision, writing: Writing) -> tuple[Ground, ...]:
    if decision.assessment is None:
        return ()
    return tuple(
        Ground(
            finding["met"], writing.both(finding["reason"]), writing.both(finding["source_text"]), finding["confirmed"]
        )
        for finding in kept.of(decision.assessment).decisive
    )


def _decided_by(decision: Decision, writing: Writing) -> DecidedBy:
    of_board = decision.position == BOARD
    return DecidedBy(
        name=writing.both(writing.terms.order.board) if of_board else decision.recorded_by,
        title="" if of_board else _within_a_sentence(writing.named("position", decision.position)),
        ground=writing.both(decision.ground),
        ground_confirmed=decision.ground["confirmed"],
        minutes=decision.minutes or "",
    )


def _within_a_sentence(words: str) -> str:
    """The name of a position without its capital; a name further in (such as Almi) keeps its own."""
    return words[:1].lower() + words[1:]


def _presented_by(case: Case, decision: Decision) -> str:
    """The handler, unless the handler decided: nobody presents a case to oneself."""
    of_board = decision.position == BOARD
    return "" if decision.recorded_by_id == case.handler_id and not of_board else case_file.names_of(case).handler


def _financier(line: FinancingLine, writing: Writing) -> NamedAmount:
    source = writing.named("financing_source", line.source)
    in_kind = f" ({_within_a_sentence(writing.named('financing_kind', line.kind))})" if line.kind == "in_kind" else ""
    return NamedAmount(source + in_kind, line.amount)


def _objectives(case: Case, decision: Decision, writing: Writing) -> tuple[NamedAmount, ...]:
    shares = split(decision.granted, {line.objective: line.share for line in case.objectives})
    known = writing.terms.county.objectives
    return tuple(NamedAmount(f"{code} {writing.both(known[code].name)}", amount) for code, amount in shares.items())


def _de_minimis(decision: Decision) -> DeMinimis | None:
    if decision.regulation is None or decision.eur_rate is None or decision.eur_rate_on is None:
        return None
    euros = case_file.in_euro(decision)
    return DeMinimis(decision.regulation, euros, decision.eur_rate, decision.eur_rate_on, "ECB")


def _cofinancing(case: Case, writing: Writing) -> Cofinancing | None:
    """The EU fund that the project also has money from, and what of its programme the project serves."""
    if case.project is None or not case.project.eruf_objective:
        return None
    objective = writing.terms.county.eruf_objectives[case.project.eruf_objective]
    return Cofinancing("eruf", f"{objective.code} {writing.both(objective.name)}", case.project.eu)
