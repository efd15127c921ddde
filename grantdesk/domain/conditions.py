"""What must be met before a grant or a payment though it does not stop the preparation."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grantdesk.domain.asked import asked_by
from grantdesk.domain.findings import Finding
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money
from grantdesk.domain.question import Question, listed, named, note
from grantdesk.domain.rates import raising_circumstances
from grantdesk.domain.rulebook import Series
from grantdesk.domain.scheme import StateAid


def conditions(question: Question, aid: Money) -> list[Finding]:
    """One finding per condition of the scheme; what is not stated as met is not met, and remains to be seen to."""
    return [
        *_stated(question, "terms.collective_agreement", question.rules.collective_agreement),
        *_stated(question, "municipality.opinion", question.rules.municipality_opinion),
        *_recovery_order(question),
        *_publication(question, aid),
    ]


_STATED_BY = {
    "terms.collective_agreement": "collective_agreement_terms",
    "municipality.opinion": "municipality_consulted",
}


def _stated(question: Question, rule: str, series: Series[bool]) -> Iterator[Finding]:
    row = question.row(series)
    if row is None or not row.value:
        return
    met = question.states(_STATED_BY[rule])
    key = f"finding.{rule}" if met else f"finding.{rule}.not"
    yield Finding(rule, met, message(key), row.source)


def _recovery_order(question: Question) -> Iterator[Finding]:
    """Block-exempted aid is not paid out while the Commission's order to recover stands; de minimis aid is not named."""
    if question.scheme.state_aid is not StateAid.BLOCK_EXEMPTED:
        return
    met = "recovery_order" not in question.application.applicant.obstacles
    key = "finding.recovery_order" if met else "finding.recovery_order.not"
    yield Finding("recovery_order", met, message(key), question.law)


def _publication(question: Question, aid: Money) -> Iterator[Finding]:
    """Block-exempted aid above the threshold is published, and the recipient consents to that before the grant."""
    row = question.county.de_minimis.publication_above.on(question.application.granting_on)
    if question.scheme.state_aid is not StateAid.BLOCK_EXEMPTED or row is None:
        return
    eur_rate = question.application.eur_rate
    # Without an exchange rate the threshold cannot be told, so consent is asked for.
    if eur_rate is None or aid.in_kronor / Fraction(eur_rate) > Fraction(row.value):
        yield Finding("tam.consent", False, message("finding.tam_consent", limit=row.value), row.source)


def notes(question: Question) -> list[Finding]:
    """What was stated and changes nothing under this scheme, said rather than silently dropped."""
    found = [*_considered(question), *_not_applicable(question)]
    stated = _all_stated(question)
    if idle := stated and sorted(stated - _with_effect(question)):
        names = listed([named(f"circumstance.{one}") for one in idle])
        said = message("finding.circumstances_without_effect", circumstances=names)
        found.append(note("circumstances.without_effect", said, question.law))
    return found


def _all_stated(question: Question) -> set[str]:
    stated = question.application.circumstances
    return {*stated.flags, *stated.counts, *stated.amounts, *stated.distances}


def _considered(question: Question) -> Iterator[Finding]:
    """What the law leaves to the judgement of whoever prepares the case."""
    row = question.row(question.rules.considered)
    if row is None:
        return
    for judged in row.value:
        yield note(judged.rule, message("finding.considered", words=judged.words), row.source)


def _not_applicable(question: Question) -> Iterator[Finding]:
    application = question.application
    if question.scheme.de_minimis is not None:
        return
    # Aid that is block-exempted has thresholds in EUR, so only the statement of awards is idle there.
    uses_rate = question.scheme.state_aid is StateAid.BLOCK_EXEMPTED
    if application.de_minimis or (application.eur_rate and not uses_rate):
        key = "finding.awards_not_applicable" if uses_rate else "finding.de_minimis_not_applicable"
        yield note("de_minimis.not_applicable", message(key), question.law)


def _with_effect(question: Question) -> set[str]:
    return asked_by(question.rules, on=question.on) | raising_circumstances(question)
