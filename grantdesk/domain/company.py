"""The arithmetic of aid to companies: a rate on each eligible cost, some categories at most a share of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from grantdesk.domain.costs import taken
from grantdesk.domain.findings import Finding
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money, Rounding, total
from grantdesk.domain.question import Question, named, note, shown
from grantdesk.domain.rates import highest_rates, line_rates
from grantdesk.domain.spread import Bounds
from grantdesk.domain.vocabulary import PUBLIC_SOURCES

_NONE = Fraction(0)
_WHOLE = Fraction(1)


@dataclass(frozen=True)
class Draft:
    """What the rates give before the ceilings: each line's eligibility, rate and exact aid in kronor."""

    eligible: tuple[bool, ...]
    rates: tuple[Decimal, ...]
    exact: tuple[Fraction, ...]
    bounds: Bounds
    findings: tuple[Finding, ...]
    stops: tuple[Finding, ...]
    decisive: tuple[Finding, ...]

    @property
    def wanted(self) -> Fraction:
        return sum(self.exact, _NONE)


def company_draft(question: Question) -> Draft:
    """The lines of a company's application, before ceilings."""
    costs = question.application.costs
    which, at = taken(question), line_rates(question)
    full = [
        cost.amount.share(rate) if eligible else _NONE
        for cost, eligible, rate in zip(costs, which.eligible, at.rates, strict=True)
    ]
    share = _share(question, full)
    return Draft(
        eligible=which.eligible,
        rates=at.rates,
        exact=share.exact,
        bounds=Bounds(share.shared, share.share),
        findings=(*which.findings, *at.findings, *share.findings),
        stops=(*eligible_costs(question, which.eligible), *share.stops),
        decisive=(*share.decisive, *at.decisive),
    )


def eligible_costs(question: Question, eligible: Sequence[bool]) -> list[Finding]:
    """The stop where no cost at all is taken."""
    row = question.row(question.rules.categories)
    if any(eligible) or row is None:
        return []
    return [Finding("cost.any", False, message("finding.no_eligible_cost"), row.source)]


@dataclass(frozen=True)
class _Share:
    exact: tuple[Fraction, ...]
    shared: tuple[bool, ...]
    share: Fraction
    findings: tuple[Finding, ...] = ()
    decisive: tuple[Finding, ...] = ()
    stops: tuple[Finding, ...] = ()


def _share(question: Question, full: Sequence[Fraction]) -> _Share:
    """Bring a category down to its share of the whole aid, itself included."""
    row = question.row(question.rules.share_of_aid)
    shared = [cost.category == row.value.category for cost in question.application.costs] if row else []
    if row is None or not any(shared):
        return _Share(tuple(full), (), _WHOLE)
    share = Fraction(row.value.share)
    together = sum((aid for aid, one in zip(full, shared, strict=True) if one), _NONE)
    rest = sum(full, _NONE) - together
    most = rest * share / (1 - share)
    within = together <= most
    factor = _WHOLE if within else most / together
    exact = tuple(aid * factor if one else aid for aid, one in zip(full, shared, strict=True))
    outcome = "" if within else ".limits" if rest else ".nothing"
    said = message(
        f"finding.share{outcome}", category=named(f"category.{row.value.category}"), share=shown(row.value.share)
    )
    finding = Finding("aid.share", within or bool(rest), said, row.source)
    if not finding.met:
        return _Share(exact, tuple(shared), share, stops=(finding,))
    return _Share(exact, tuple(shared), share, (finding,), () if within else (finding,))


def financing_findings(question: Question, aid: Money) -> list[Finding]:
    """What the stated financing means for a company: recorded, and never more public money than the measure costs."""
    row = question.row(question.rules.necessity)
    if row is None:
        return []
    financing, costs = question.application.financing, question.application.costs
    public = total(one.amount for one in financing if one.source in PUBLIC_SOURCES)
    cost = total(one.amount for one in costs)
    recorded = message("finding.financing_recorded", amount=total(one.amount for one in financing))
    findings = [note("financing.recorded", recorded, question.law)] if financing else []
    if public:
        within = aid + public <= cost
        key = "finding.public_money" if within else "finding.public_money.not"
        said = message(key, aid=aid, public=public, cost=cost)
        findings.append(Finding("financing.public_money", within, said, row.source))
        findings += _same_costs(question, aid, public)
    return findings


def _same_costs(question: Question, aid: Money, public: Money) -> list[Finding]:
    """De minimis aid and other public money for the same costs: together never above the highest that the law gives them.

    It changes no amount. Which costs the other money is for is not stated, so that a person must see whether it is these.
    """
    row = question.row(question.county.de_minimis.same_costs)
    if row is None or not row.value or not aid or question.scheme.de_minimis is None:
        return []
    highest = _highest(question)
    within = aid + public <= highest
    key = "finding.same_costs" if within else "finding.same_costs.not"
    return [Finding("cumulation.same_costs", within, message(key, aid=aid, public=public, highest=highest), row.source)]


def _highest(question: Question) -> Money:
    """What the law gives at most for the costs that are taken: its ceiling on the rate, else the costs themselves."""
    costs, eligible = question.application.costs, taken(question).eligible
    rates = highest_rates(question) or [Decimal(1) for _ in costs]
    exact = [cost.amount.exact_kronor * rate for cost, rate, one in zip(costs, rates, eligible, strict=True) if one]
    return Money.rounded(sum(exact, Decimal(0)), Rounding.DOWN_TO_ORE)
