"""What a recovery has come to with interest on a day, as the command line asks it: facts in, answer out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk.domain import interest, recovery
from grantdesk.domain.assessment import finding_as_json
from grantdesk.domain.county import County
from grantdesk.domain.facts import scheme_of
from grantdesk.domain.fields import Fields, InputError, InputErrors, raise_if_any
from grantdesk.domain.findings import Finding
from grantdesk.domain.interest import Claim, Entry, Span
from grantdesk.domain.interest_rates import NoRate
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money, total
from grantdesk.domain.question import shown
from grantdesk.domain.readers import amount, day
from grantdesk.domain.recovery import INTEREST_ACT, Rule


@dataclass(frozen=True)
class Repaid:
    """What came in on a day."""

    on: date
    amount: Money


@dataclass(frozen=True)
class InterestQuestion:
    """What was wanted back by which decision, what has come in since, and the day that is asked about."""

    scheme: str
    wanted: Money
    decided_on: date
    due_on: date | None
    until: date
    repaid: tuple[Repaid, ...]


def parse_question(given: object, county: County) -> InterestQuestion:
    """Raises InputErrors with everything that is wrong."""
    errors: list[InputError] = []
    fields = Fields(given, "", errors)
    question = InterestQuestion(
        scheme=fields.read("scheme", scheme_of(county)),
        wanted=fields.read("amount", amount),
        decided_on=fields.read("decided_on", day),
        due_on=fields.read_if_given("due_on", day),
        until=fields.read("until", day),
        repaid=tuple(_repaid(row) for row in fields.each_if_given("repayments")),
    )
    fields.finish()
    raise_if_any(errors)
    return question


def _repaid(fields: Fields) -> Repaid:
    read = Repaid(on=fields.read("on", day), amount=fields.read("amount", amount))
    fields.finish()
    return read


def answer(question: InterestQuestion, county: County) -> dict[str, object]:
    """What has run, been covered and is left when the day begins. Raises InputErrors where it cannot be told."""
    rule = _rule(question, county)
    claim = _claim(question, rule)
    try:
        entries = _entries(question, claim, county)
        spans = interest.spans(claim, entries, county.interest, until=question.until)
    except NoRate as lacking:
        raise InputErrors([InputError("until", message("input.no_rate", on=lacking.on))]) from None
    accrued, covered = total(span.interest for span in spans), total(entry.interest for entry in entries)
    left = interest.left(claim, entries)
    return {
        "starts_on": claim.starts_on.isoformat(),
        "interest": str(accrued),
        "interest_covered": str(covered),
        "interest_left": str(accrued - covered),
        "capital_left": str(left),
        "left": str(left + accrued - covered),
        "spans": [_span_as_json(span) for span in spans],
        "repayments": [_entry_as_json(entry) for entry in entries],
        "findings": [finding_as_json(finding) for finding in _findings(claim, spans, rule)],
    }


def _rule(question: InterestQuestion, county: County) -> Rule:
    rule = recovery.rule_of(county.scheme(question.scheme).ordinance)
    if rule is None:
        known = ", ".join(code for code, scheme in county.schemes.items() if recovery.rule_of(scheme.ordinance))
        said = message("input.no_interest", scheme=question.scheme, known=known)
        raise InputErrors([InputError("scheme", said)])
    return rule


def _claim(question: InterestQuestion, rule: Rule) -> Claim:
    if rule.interest == INTEREST_ACT and question.due_on is None:
        said = message("input.due_on_needed", scheme=question.scheme)
        raise InputErrors([InputError("due_on", said)])
    due_on = question.due_on or question.decided_on
    starts_on = recovery.interest_starts(rule.interest, decided_on=question.decided_on, due_on=due_on)
    return Claim(question.wanted, rule.interest, starts_on)


def _entries(question: InterestQuestion, claim: Claim, county: County) -> list[Entry]:
    """Each repayment divided in interest and capital as it would have been the day that it came."""
    entries: list[Entry] = []
    earliest = question.decided_on
    for index, came in enumerate(question.repaid):
        if not earliest <= came.on <= question.until:
            said = message("input.repaid_before", earliest=earliest, until=question.until)
            raise InputErrors([InputError(f"repayments[{index}].on", said)])
        due, left = interest.due(claim, entries, county.interest, on=came.on), interest.left(claim, entries)
        if came.amount > due + left:
            said = message("input.repaid_above", left=due + left)
            raise InputErrors([InputError(f"repayments[{index}].amount", said)])
        first = county.interest.covers_interest_first(on=came.on)
        covers, capital = interest.divided(came.amount, due=due, left=left, interest_first=first)
        entries.append(Entry(came.on, capital, covers))
        earliest = came.on
    return entries


def _findings(claim: Claim, spans: Sequence[Span], rule: Rule) -> Iterator[Finding]:
    if not spans:
        said = message("finding.interest.none_yet", starts_on=claim.starts_on)
        yield Finding("interest.starts", True, said, rule.source)
    seen: set[tuple[str, bool]] = set()
    for span in spans:
        source = span.rate.published.source
        if (source.place, span.rate.carried) in seen:
            continue
        seen.add((source.place, span.rate.carried))
        said = message(
            "finding.interest.carried" if span.rate.carried else "finding.interest",
            starts_on=claim.starts_on,
            rate=shown(span.rate.value),
            from_on=span.rate.published.valid_from,
        )
        yield Finding("interest.rate", not span.rate.carried, said, source)


def _span_as_json(span: Span) -> dict[str, object]:
    return {
        "from": span.since.isoformat(),
        "until": span.until.isoformat(),
        "days": span.days,
        "capital": str(span.capital),
        "rate": format(span.rate.value.normalize(), "f"),
        "interest": str(span.interest),
        "confirmed": span.rate.confirmed,
    }


def _entry_as_json(entry: Entry) -> dict[str, object]:
    return {
        "on": entry.on.isoformat(),
        "amount": str(entry.capital + entry.interest),
        "interest": str(entry.interest),
        "capital": str(entry.capital),
    }
