"""The arithmetic of a walk: costs, rates, ceilings and rounding, from what an assessment has kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from grantdesk.domain.kept_answer import Found, KeptAnswer, KeptLine
from grantdesk.domain.messages import Both, Message, message
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


def ceilings(kept: KeptAnswer, wanted: Fraction, *, eur_rate_on: date | None) -> Iterator[Step]:
    """One step for each ceiling, in the order they were kept; the last that lowers the amount has decided it."""
    mosts = [_most(kept, limit) for limit in kept.limits]
    lowest = min((most for most in mosts if most < wanted), default=None)
    left, decided = wanted, False
    for limit, most in zip(kept.limits, mosts, strict=True):
        decides = most == lowest and not decided
        decided = decided or decides
        yield _ceiling(kept, limit, given=left, most=most, decides=decides, eur_rate_on=eur_rate_on)
        left = min(left, most)


def _most(kept: KeptAnswer, limit: Mapping[str, str]) -> Fraction:
    """What a ceiling leaves, in exact kronor."""
    if "room_eur" in limit:
        return Fraction(limit["room_eur"]) * Fraction(str(kept.facts["eur_rate"]))
    return Fraction(limit.get("room", limit.get("limit", "0")))


def _ceiling(
    kept: KeptAnswer, limit: Mapping[str, str], *, given: Fraction, most: Fraction, decides: bool,
    eur_rate_on: date | None,
) -> Step:  # fmt: skip
    result = min(given, most)
    found = kept.of(limit["rule"], f"{limit['rule']}.")
    lowers = "lowers" if result < given else "within"
    said = [message(f"explanation.ceiling.{lowers}")]
    if decides:
        said.append(message("explanation.ceiling.decides"))
    at_most = (Term(Sign.AT_MOST, Figure(most)),)
    return Step(
        key=f"ceiling.{limit['rule']}",
        heading=_ceiling_heading(limit["rule"], is_euro="room_eur" in limit),
        sentences=(*_window(kept, limit, found, eur_rate_on), *said),
        given=given,
        result=result,
        lines=(
            *_room(kept, limit, most),
            Line(message("explanation.ceiling.left"), Figure(result), Figure(given), at_most, is_sum=True),
        ),
        points=_points(found),
        decides=decides,
    )


def _ceiling_heading(rule: str, *, is_euro: bool) -> Message:
    known = ("amount.cap", "amount.service_year", "amount.per_household", "amount.requested")
    kind = "de_minimis" if is_euro else rule if rule in known else "other"
    return message(f"explanation.ceiling.{kind}")


def _window(
    kept: KeptAnswer, limit: Mapping[str, str], found: list[Found], eur_rate_on: date | None
) -> Iterator[Message]:
    """The period that earlier aid is counted over, and the rate of exchange with its day, as far as they were kept."""
    if "room_eur" not in limit:
        return
    begins = next((one.said["window_from"] for one in found if "window_from" in one.said), None)
    if begins:
        ends = kept.facts.get("granting_on") or kept.facts["received_on"]
        yield message("explanation.window", begins=str(begins), ends=str(ends))
    rate = _as_written(str(kept.facts["eur_rate"]))
    if eur_rate_on:
        yield message("explanation.exchange.on", rate=rate, on=eur_rate_on)
    else:
        yield message("explanation.exchange", rate=rate)


def _as_written(rate: str) -> Both:
    return Both(rate.replace(".", ","), rate)


def _room(kept: KeptAnswer, limit: Mapping[str, str], most: Fraction) -> Iterator[Line]:
    """How the room under a ceiling came about, where something may have been used of it before."""
    if "room_eur" in limit:
        yield _left_of(limit["limit_eur"], limit["used_eur"], limit["room_eur"], unit=Unit.EURO)
        rate = Term(Sign.TIMES, Figure(Fraction(str(kept.facts["eur_rate"])), Unit.KRONOR_PER_EURO))
        room = Figure(Fraction(limit["room_eur"]), Unit.EURO)
        yield Line(message("explanation.room.kronor"), Figure(most), room, (rate,))
    elif "room" in limit:
        yield _left_of(limit["limit"], limit["used"], limit["room"], unit=Unit.KRONOR)
    elif limit["rule"] == "amount.per_household":
        yield from _per_household(kept, most)


def _left_of(limit: str, used: str, room: str, *, unit: Unit) -> Line:
    """The ceiling less what is used of it, and less what else is held of it; where more is used, nothing is left."""
    most, spent, left = Fraction(limit), Fraction(used), Fraction(room)
    terms = [Term(Sign.MINUS, Figure(spent, unit))]
    if most - spent > left:
        terms.append(Term(Sign.MINUS, Figure(most - spent - left, unit)))
    if most - spent < left:
        terms.append(Term(Sign.AT_LEAST, Figure(left, unit)))
    return Line(message("explanation.room"), Figure(left, unit), Figure(most, unit), tuple(terms))


def _per_household(kept: KeptAnswer, most: Fraction) -> Iterator[Line]:
    served = int(kept.facts["circumstances"].get("households_served", 0))
    if served:
        times = Term(Sign.TIMES, Figure(Fraction(served), Unit.NUMBER))
        yield Line(message("explanation.per_household"), Figure(most), Figure(most / served), (times,))


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
