"""What does the letter about a decision say?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from grantdesk.documents.letter_facts import AnyDecision, Cofinancing, CostLine, DecisionLetter, NamedAmount
from grantdesk.domain.assessment import Line
from grantdesk.domain.decision_kinds import DISMISS, FIRST_KINDS, GRANT, REJECT, WRITE_OFF
from grantdesk.domain.distribution import by_largest_remainder
from grantdesk.domain.ledger import split
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere
from grantdesk.models.case import Case, FinancingLine
from grantdesk.models.decision import Decision
from grantdesk.queries import case_file, kept, later_letters
from grantdesk.queries.letter_words import Writing, begun_large, common, grounds, within_a_sentence

Outcome = Literal["granted", "rejected", "dismissed", "written_off"]
_OUTCOMES: Mapping[str, Outcome] = {
    GRANT: "granted",
    REJECT: "rejected",
    DISMISS: "dismissed",
    WRITE_OFF: "written_off",
}


def of_case(case: Case, writing: Writing) -> AnyDecision:
    """The letter about the case's first decision; raises `NotThere` where none has been taken."""
    decision = case_file.decision_of(case)
    if decision is None:
        raise NotThere("not_there.decision", number=case.number)
    return of_decision(decision, case, writing)


def of_decision(decision: Decision, case: Case, writing: Writing) -> AnyDecision:
    """The letter about one of the case's decisions, of whatever kind."""
    decisions = case_file.decisions_of(case)
    if decision.kind in FIRST_KINDS:
        return _of_first(decision, decisions, case, writing)
    return later_letters.of_decision(decision, decisions, case, writing)


def _of_first(decision: Decision, decisions: Sequence[Decision], case: Case, writing: Writing) -> DecisionLetter:
    scheme = writing.terms.county.scheme(case.scheme)
    granted = decision.kind == GRANT
    return DecisionLetter(
        **common(decision, case, writing),
        outcome=_OUTCOMES[decision.kind],
        received_on=case.received_on,
        sections=scheme.section,
        applied=case.requested,
        granted=decision.granted,
        lines=_lines(decision, writing),
        grounds=grounds(decision, writing),
        period=_period(case, decisions),
        financing=tuple(_financier(line, writing) for line in case.financing),
        objectives=_objectives(case, decision, writing) if granted else (),
        cofinancing=_cofinancing(case, writing),
    )


def _lines(decision: Decision, writing: Writing) -> tuple[CostLine, ...]:
    """The lines as assessed; where less was granted than the rules gave, each carries its proportion of the grant."""
    if decision.assessment is None:
        return ()
    lines = kept.of(decision.assessment).lines
    aid = _aid(lines, decision)
    return tuple(
        CostLine(
            begun_large(writing.named("category", line.category)), line.cost, line.eligible_cost, line.rate, carried
        )
        for line, carried in zip(lines, aid, strict=True)
    )


def _aid(lines: tuple[Line, ...], decision: Decision) -> list[Money]:
    return [Money(part) for part in by_largest_remainder(decision.granted.ore, [line.aid.ore for line in lines])]


def _financier(line: FinancingLine, writing: Writing) -> NamedAmount:
    source = writing.named("financing_source", line.source)
    in_kind = f" ({within_a_sentence(writing.named('financing_kind', line.kind))})" if line.kind == "in_kind" else ""
    return NamedAmount(source + in_kind, line.amount)


def _objectives(case: Case, decision: Decision, writing: Writing) -> tuple[NamedAmount, ...]:
    shares = split(decision.granted, {line.objective: line.share for line in case.objectives})
    known = writing.terms.county.objectives
    return tuple(NamedAmount(f"{code} {writing.both(known[code].name)}", amount) for code, amount in shares.items())


def _cofinancing(case: Case, writing: Writing) -> Cofinancing | None:
    """The EU fund that the project also has money from, and what of its programme the project serves."""
    if case.project is None or not case.project.eruf_objective:
        return None
    objective = writing.terms.county.eruf_objectives[case.project.eruf_objective]
    return Cofinancing("eruf", f"{objective.code} {writing.both(objective.name)}", case.project.eu)


def _period(case: Case, decisions: Sequence[Decision]) -> tuple[date, date] | None:
    """The time that was granted: a change since has said what it was before."""
    changes = (each.terms for each in decisions if each.terms and "ends_on" in each.terms)
    first = next(changes, None)
    ends_on = case.ends_on
    if first is not None:
        before = first["ends_on_before"]
        ends_on = date.fromisoformat(before) if before else None
    return (case.starts_on, ends_on) if case.starts_on and ends_on else None
