"""Why this much: the walk from an application to its aid, told from what an assessment has kept. No rule is run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from grantdesk.domain import kept_answer
from grantdesk.domain.assessment import Assessment
from grantdesk.domain.explanation_amounts import company_amounts, project_amounts, rounding, spread
from grantdesk.domain.explanation_ceilings import ceilings
from grantdesk.domain.kept_answer import Found, KeptAnswer
from grantdesk.domain.messages import Both, Message, message
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.walk import Figure, Line, Point, Step, Walk, kronor


@dataclass(frozen=True)
class Named:
    """What a kept answer has only the code of: the scheme in words; and the day of its exchange rate, where that is known."""

    scheme: Both
    eur_rate_on: date | None = None


@dataclass(frozen=True)
class Decided:
    """What came of it: `granted` is None where the application was rejected."""

    on: date
    granted: Money | None
    reason: str


def told(answer: Assessment, facts: Mapping[str, Any], named: Named) -> Walk:
    """The walk of an answer just calculated, for an application that need not be registered; `facts` as it was given."""
    return of(facts, kept_answer.kept(answer), named)


def of(facts: Mapping[str, Any], answer: Mapping[str, Any], named: Named, decided: Decided | None = None) -> Walk:
    """The walk of a kept answer; with `decided`, what was decided comes last."""
    kept = kept_answer.read(facts, answer)
    ending = [_decision(decided, kept)] if decided else []
    return Walk((*_steps(kept, named), *ending), kept.aid)


def _steps(kept: KeptAnswer, named: Named) -> Iterator[Step]:
    yield _applied(kept, named)
    yield _conditions(kept)
    if kept.stops:
        yield _no_aid(kept)
    else:
        yield from _counted(kept, named)
    yield from _noted(kept)
    yield from _before_granting(kept)
    yield _not_confirmed(kept)


def _counted(kept: KeptAnswer, named: Named) -> Iterator[Step]:
    amounts = project_amounts(kept) if kept.is_project else company_amounts(kept)
    before = Fraction(0)
    for step in amounts:
        before = step.result if step.result is not None else before
        yield step
    for step in ceilings(kept, before, eur_rate_on=named.eur_rate_on):
        before = step.result if step.result is not None else before
        yield step
    yield rounding(kept, before)
    yield spread(kept)


def _applied(kept: KeptAnswer, named: Named) -> Step:
    requested = kept.facts.get("requested")
    asked = (
        message("explanation.applied.requested", requested=Money.parse(requested))
        if requested
        else message("explanation.applied.no_sum")
    )
    costs = sum((line.cost for line in kept.lines), Fraction(0))
    return Step(
        key="applied",
        heading=message("explanation.applied"),
        sentences=(
            message(
                "explanation.applied.received",
                scheme=named.scheme,
                received=str(kept.facts["received_on"]),
                rules_on=str(kept.answer["rules_on"]),
            ),
            asked,
        ),
        result=costs,
        lines=(
            *(Line(message(f"category.{line.category}"), Figure(line.cost)) for line in kept.lines),
            Line(message("explanation.costs"), Figure(costs), is_sum=True),
        ),
    )


# Whatever else stops an application stands among its conditions too.
_CONDITIONS = (
    "scheme.", "municipality.open", "municipality.aid_area", "start.", "obstacles.", "obstacle.", "applicant.",
    "de_minimis.sector", "energy.", "companies.", "service.", "delivery.", "cost.any", "financing.in_kind",
    "financing.need", "authority.",
)  # fmt: skip


def _conditions(kept: KeptAnswer) -> Step:
    asked = kept.of(*_CONDITIONS)
    points = [*kept.stops, *(one for one in asked if one not in kept.stops)]
    said = [message("explanation.conditions.not" if kept.stops else "explanation.conditions.met")]
    if kept.answer["authority"] != "region":
        said.append(message("explanation.conditions.agency"))
    return Step(
        "conditions",
        message("explanation.conditions"),
        tuple(said),
        points=_points(points),
        decides=bool(kept.stops),
    )


def _no_aid(kept: KeptAnswer) -> Step:
    heading, nothing = message("explanation.aid"), Fraction(0)
    return Step(
        "aid",
        heading,
        (message("explanation.aid.stopped"),),
        result=nothing,
        lines=(Line(heading, Figure(nothing), is_sum=True),),
        unconfirmed=kept.unconfirmed,
    )


_COUNTED = ("rate.", "aid.share", "cost.", "amount.", "financing.plan")
_NO_WORDS = Both("", "")
_BEFORE = ("terms.", "municipality.opinion", "recovery_order", "tam.")


def _noted(kept: KeptAnswer) -> Iterator[Step]:
    """What was said beside the calculation and changed nothing in it."""
    limits = [rule for limit in kept.limits for rule in (limit["rule"], f"{limit['rule']}.")]
    elsewhere = [*kept.stops, *kept.of(*_CONDITIONS, *_COUNTED, *_BEFORE, *limits)]
    rest = [one for one in kept.found if one not in elsewhere]
    if rest:
        said = message("explanation.noted.text")
        yield Step("noted", message("explanation.noted"), (said,), points=_points(rest))


def _before_granting(kept: KeptAnswer) -> Iterator[Step]:
    asked = kept.of(*_BEFORE, *kept.answer["before_granting"])
    if asked and kept.aid:
        left = bool(kept.answer["before_granting"])
        said = message("explanation.before.left" if left else "explanation.before.met")
        yield Step("before", message("explanation.before"), (said,), points=_points(asked))


def _not_confirmed(kept: KeptAnswer) -> Step:
    """What decided first, with its words; then the names of what else was asked on the way."""
    asked = kept.of(*_CONDITIONS) if kept.stops else kept.found
    decisive = [one.point for one in kept.found if one.decisive and not one.point.confirmed]
    others = [replace(one.point, reason=_NO_WORDS) for one in asked if not one.decisive and not one.point.confirmed]
    outcome = "stopped" if kept.stops else "decided"
    said: list[Message] = [message(f"explanation.unconfirmed.{outcome if decisive else 'none'}")]
    if others:
        said.append(message("explanation.unconfirmed.others"))
    return Step("unconfirmed", message("explanation.unconfirmed"), tuple(said), points=(*decisive, *others))


def _decision(decided: Decided, kept: KeptAnswer) -> Step:
    reason = [message("explanation.decision.reason", reason=decided.reason)] if decided.reason else []
    return Step(
        "decision",
        message("explanation.decision"),
        (_outcome(decided, kept.aid), *reason),
        given=kronor(kept.aid),
        result=kronor(decided.granted or ZERO),
        lines=(Line(message("explanation.granted"), Figure(kronor(decided.granted or ZERO)), is_sum=True),),
        unconfirmed=kept.unconfirmed,
    )


def _outcome(decided: Decided, aid: Money) -> Message:
    if decided.granted is None:
        return message("explanation.decision.rejected", on=decided.on)
    # More than was assessed can be granted where the rules gave more by the day of the decision.
    than = "all" if decided.granted == aid else "less" if decided.granted < aid else "more"
    return message(f"explanation.decision.{than}", granted=decided.granted, aid=aid, on=decided.on)


def _points(found: list[Found]) -> tuple[Point, ...]:
    return tuple(one.point for one in found)
