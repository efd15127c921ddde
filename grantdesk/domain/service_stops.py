"""What stops aid to a store's running or to home delivery: years, distance, turnover, opening, and too small a net cost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from grantdesk.domain.costs import taken
from grantdesk.domain.findings import Finding, Source
from grantdesk.domain.messages import Message, Parameter, message
from grantdesk.domain.money import Money, Rounding
from grantdesk.domain.question import Question
from grantdesk.domain.rulebook import RuleValue


def service_stops(question: Question) -> Iterator[Finding]:
    """The stops of commercial service; a scheme without such a rule has none of them."""
    for rule in (_years, _distance, _turnover, _open_all_year, _net_cost):
        yield from rule(question)


def _years(question: Question) -> Iterator[Finding]:
    row = question.row(question.rules.most_years)
    if row is None:
        return
    had = question.application.circumstances.counts.get("years_already_supported", 0)
    within = had < row.value
    key = "finding.most_years" if within else "finding.most_years.not"
    yield Finding("service.years", within, message(key, had=had, most=row.value), row.source)


def _distance(question: Question) -> Iterator[Finding]:
    row = question.row(question.rules.least_distance)
    if row is None:
        return
    stated = question.application.circumstances.distances.get("distance_km_to_next_store")
    met = stated is not None and stated > row.value
    yield _waivable(question, "service.distance", stated, limit=row.value, met=met, source=row.source)


def _turnover(question: Question) -> Iterator[Finding]:
    row = question.row(question.rules.most_turnover)
    if row is None:
        return
    stated = question.application.circumstances.amounts.get("grocery_turnover")
    met = stated is not None and stated <= row.value
    yield _waivable(question, "service.turnover", stated, limit=row.value, met=met, source=row.source)


def _waivable(
    question: Question, rule: str, stated: Parameter | None, *, limit: Parameter, met: bool, source: Source
) -> Finding:
    """The finding on a limit that special reasons waive; what is not stated has not been shown to be within it."""
    waived = not met and question.states("special_reasons")
    return Finding(rule, met or waived, _on_limit(rule, stated, limit, met=met, waived=waived), source)


def _on_limit(rule: str, stated: Parameter | None, limit: Parameter, *, met: bool, waived: bool) -> Message:
    if waived:
        return message(f"finding.{rule}.waived", limit=limit)
    if stated is None:
        return message(f"finding.{rule}.unstated", limit=limit)
    return message(f"finding.{rule}" if met else f"finding.{rule}.not", stated=stated, limit=limit)


def _open_all_year(question: Question) -> Iterator[Finding]:
    row = question.row(question.rules.open_all_year)
    if row is None or not row.value:
        return
    is_open = question.states("open_all_year")
    key = "finding.open_all_year" if is_open else "finding.open_all_year.not"
    yield Finding("service.open_all_year", is_open, message(key), row.source)


def _net_cost(question: Question) -> Iterator[Finding]:
    row = question.row(question.rules.home_delivery)
    year = question.application.circumstances.counts.get("delivery_year")
    if row is None or year is None:
        return
    base = _price_base_amount(question, year)
    if base is None:
        yield Finding("delivery.net_cost", False, message("finding.net_cost.no_base", year=year), row.source)
        return
    least = Money.rounded(base.value.exact_kronor * row.value.least_of_price_base, Rounding.HALF_UP_TO_ORE)
    cost = taken(question).sum_of(question.application.costs)
    reached = cost >= least
    key = "finding.net_cost" if reached else "finding.net_cost.not"
    said = message(key, cost=cost, least=least, base=base.value, year=year)
    yield Finding("delivery.net_cost", reached, said, _less_sure(row.source, base.source))


def _price_base_amount(question: Question, year: int) -> RuleValue[Money] | None:
    """The amount of the year in which the deliveries were made; None where the region's files have none."""
    if not date.min.year <= year <= date.max.year:
        return None
    return question.rules.price_base_amount.on(date(year, 1, 1))


def _less_sure(law: Source, base: Source) -> Source:
    """The source of a figure made of two: an unconfirmed one is not hidden behind the law."""
    return law if base.confirmed else base
