"""The arithmetic of a walk before and after its ceilings: costs, rates and rounding, from what an assessment has kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from grantdesk.domain.kept_answer import Found, KeptAnswer, KeptLine
from grantdesk.domain.messages import Message, message
from grantdesk.domain.walk import Figure, Line, Point, Sign, Step, Term, Unit

_NONE = Fraction(0)
_KRONA = Figure(Fraction(1))


def company_amounts(kept: KeptAnswer) -> Iterator[Step]:
    """Each cost times its rate, and what a limit on part of the aid leaves."""
    yield _eligible(kept)
    at_rate = _at_rate(kept)
    yield at_rate
    share = kept.of("aid.share")
    if share:
        yield _share(kept, share[0], at_rate.result or _NONE)


def project_amounts(kept: KeptAnswer) -> Iterator[Step]:
    """What the costs lack in financing, within a rate of them all."""
    yield _eligible(kept)
    costs = _eligible_sum(kept)
    need = _need(kept, costs)
    yield need
    yield _within_rate(kept, costs, need.result or _NONE)


def _eligible_sum(kept: KeptAnswer) -> Fraction:
    return sum((line.eligible_cost for line in kept.lines), _NONE)


def _eligible(kept: KeptAnswer) -> Step:
    costs, taken = sum((line.cost for line in kept.lines), _NONE), _eligible_sum(kept)
    said = "explanation.eligible.all" if costs == taken else "explanation.eligible.some"
    return Step(
        key="eligible",
        heading=message("explanation.eligible"),
        sentences=(message(said),),
        given=costs,
        result=taken,
        lines=(*map(_taken, kept.lines), Line(message("explanation.eligible.sum"), Figure(taken), is_sum=True)),
        points=_points(one for one in kept.of("cost.") if one.rule != "cost.any"),
    )


def _taken(line: KeptLine) -> Line:
    out = line.cost - line.eligible_cost
    if not out:
        return Line(_category(line), Figure(line.eligible_cost))
    left_out = (Term(Sign.MINUS, Figure(out)),)
    return Line(_category(line), Figure(line.eligible_cost), Figure(line.cost), left_out)


def _at_rate(kept: KeptAnswer) -> Step:
    taken = [line for line in kept.lines if line.eligible_cost]
    exact = sum((line.eligible_cost * line.rate for line in taken), _NONE)
    differ = len({line.rate for line in taken}) > 1
    lines = [_times(line, line.rate, because=_because(kept, line) if differ else None) for line in taken]
    return Step(
        key="rate",
        heading=message("explanation.rate"),
        sentences=(message("explanation.rate.text"),),
        given=_eligible_sum(kept),
        result=exact,
        lines=(*lines, Line(message("explanation.before_ceilings"), Figure(exact), is_sum=True)),
        points=_points(kept.of("rate.")),
    )


def _times(line: KeptLine, rate: Fraction, *, because: Message | None) -> Line:
    times = Term(Sign.TIMES, Figure(rate, Unit.SHARE))
    return Line(_category(line), Figure(line.eligible_cost * rate), Figure(line.eligible_cost), (times,), because)


def _because(kept: KeptAnswer, line: KeptLine) -> Message | None:
    """The rule that gave the line its rate: a case that raises it, else the law's ceiling, else the Region's own rate."""
    raised = [one for one in kept.of("rate.raised.") if _raises(one, line.category)]
    limited = [one for one in kept.of("rate.ceiling") if not one.met]
    return next((one.point.rule for one in (*raised, *limited, *kept.of("rate.policy"))), None)


def _raises(raised: Found, category: str) -> bool:
    concerned = raised.said.get("categories", {"en": ""})
    return not concerned["en"] or raised.names(category)


def _share(kept: KeptAnswer, found: Found, full: Fraction) -> Step:
    """What a category may carry at most of the whole aid, itself included."""
    shared = [line for line in kept.lines if line.eligible_cost and found.names(line.category)]
    together = sum((line.eligible_cost * line.rate for line in shared), _NONE)
    share = _percent(found.said.get("share"))
    lines, result = _shared_lines(full, together, share) if share else ((), _kept_after_share(kept, found, full))
    total = Line(message("explanation.before_ceilings"), Figure(result), is_sum=True)
    return Step(
        key="share",
        heading=message("explanation.share"),
        sentences=(message("explanation.share.text"),),
        given=full,
        result=result,
        lines=(*lines, total),
        points=(found.point,),
        decides=found.decisive,
    )


def _shared_lines(full: Fraction, together: Fraction, share: Fraction) -> tuple[tuple[Line, ...], Fraction]:
    rest = full - together
    most = rest * share / (1 - share)
    left = min(together, most)
    shares = (Term(Sign.TIMES, Figure(share, Unit.SHARE)), Term(Sign.DIVIDED_BY, Figure(1 - share, Unit.SHARE)))
    lines = (
        Line(message("explanation.share.most"), Figure(most), Figure(rest), shares),
        Line(message("explanation.share.left"), Figure(left), Figure(together), (Term(Sign.AT_MOST, Figure(most)),)),
        Line(message("explanation.share.rest"), Figure(rest)),
    )
    return lines, rest + left


def _kept_after_share(kept: KeptAnswer, found: Found, full: Fraction) -> Fraction:
    """Where an older assessment kept no figures of the rule: what it left, as far as the aid shows it."""
    return Fraction(kept.aid.ore, 100) if found.decisive else full


def _percent(told: Mapping[str, str] | None) -> Fraction | None:
    return Fraction(Decimal(told["en"].rstrip("%"))) / 100 if told else None


def _need(kept: KeptAnswer, costs: Fraction) -> Step:
    financing = [(one["source"], Fraction(one["amount"])) for one in kept.facts["financing"]]
    others = sum((each for _source, each in financing), _NONE)
    need = costs - others
    left = Line(
        message("explanation.need.left"), Figure(need), Figure(costs), (Term(Sign.MINUS, Figure(others)),), is_sum=True
    )
    return Step(
        key="need",
        heading=message("explanation.need"),
        sentences=(message("explanation.need.text"),),
        given=costs,
        result=need,
        lines=(*(Line(message(f"financing_source.{source}"), Figure(each)) for source, each in financing), left),
        points=_points(kept.of("financing.plan")),
    )


def _within_rate(kept: KeptAnswer, costs: Fraction, need: Fraction) -> Step:
    rate = min(line.rate for line in kept.lines)
    most = costs * rate
    wanted = min(need, most)
    times = Term(Sign.TIMES, Figure(rate, Unit.SHARE))
    at_most = Term(Sign.AT_MOST, Figure(most))
    return Step(
        key="rate",
        heading=message("explanation.within_rate"),
        sentences=(message("explanation.within_rate.text"),),
        given=need,
        result=wanted,
        lines=(
            Line(message("explanation.within_rate.most"), Figure(most), Figure(costs), (times,)),
            Line(message("explanation.before_ceilings"), Figure(wanted), Figure(need), (at_most,), is_sum=True),
        ),
        points=_points(kept.of("rate.")),
    )


def rounding(kept: KeptAnswer, exact: Fraction) -> Step:
    whole = Fraction(exact // 1)
    down = (Term(Sign.DOWN_TO, _KRONA),)
    return Step(
        key="rounding",
        heading=message("explanation.rounding"),
        sentences=(message("explanation.rounding.text"),),
        given=exact,
        result=whole,
        lines=(Line(message("explanation.rounded"), Figure(whole), Figure(exact), down, is_sum=True),),
        points=_points(kept.of("amount.rounding")),
    )


def spread(kept: KeptAnswer) -> Step:
    """The aid, and the part of it that each cost line carries."""
    aid = Fraction(kept.aid.ore, 100)
    carrying = [line for line in kept.lines if line.aid]
    said: list[Message] = [message("explanation.aid.gives", aid=kept.aid) if aid else message("explanation.aid.none")]
    if len(carrying) > 1:
        said.append(message("explanation.aid.spread"))
    return Step(
        key="aid",
        heading=message("explanation.aid"),
        sentences=tuple(said),
        given=aid,
        result=aid,
        lines=(
            *(Line(_category(line), Figure(line.aid)) for line in carrying),
            Line(message("explanation.aid"), Figure(aid), is_sum=True),
        ),
        unconfirmed=kept.unconfirmed,
    )


def _category(line: KeptLine) -> Message:
    return message(f"category.{line.category}")


def _points(found: Iterator[Found] | list[Found]) -> tuple[Point, ...]:
    return tuple(one.point for one in found)
