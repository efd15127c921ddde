"""The ceilings of a walk, one step each: what each is, what it leaves, and which of them decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from grantdesk.domain.kept_answer import Found, KeptAnswer
from grantdesk.domain.messages import Both, Message, message
from grantdesk.domain.walk import Figure, Line, Sign, Step, Term, Unit


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
        points=tuple(one.point for one in found),
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
    begins = _window_from(found)
    if begins:
        ends = kept.facts.get("granting_on") or kept.facts["received_on"]
        yield message("explanation.window", begins=begins, ends=str(ends))
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
        yield from _awards(kept, limit)
        yield _left_of(limit["limit_eur"], limit["used_eur"], limit["room_eur"], unit=Unit.EURO)
        rate = Term(Sign.TIMES, Figure(Fraction(str(kept.facts["eur_rate"])), Unit.KRONOR_PER_EURO))
        room = Figure(Fraction(limit["room_eur"]), Unit.EURO)
        yield Line(message("explanation.room.kronor"), Figure(most), room, (rate,))
    elif "room" in limit:
        yield _left_of(limit["limit"], limit["used"], limit["room"], unit=Unit.KRONOR)
    elif limit["rule"] == "amount.per_household":
        yield from _per_household(kept, most)


def _awards(kept: KeptAnswer, limit: Mapping[str, str]) -> Iterator[Line]:
    """The earlier aid that was counted; none of it is named where some of what was stated did not count."""
    begins = _window_from(kept.of(limit["rule"]))
    awards = [one for one in kept.facts.get("de_minimis", ()) if begins and str(one["granted_on"]) >= begins]
    if sum((Fraction(one["amount_eur"]) for one in awards), Fraction(0)) != Fraction(limit["used_eur"]):
        return
    for one in awards:
        told = message("explanation.award", on=str(one["granted_on"]), regulation=str(one["regulation"]))
        label = message("explanation.award.reserved") if one.get("reserved") else told
        yield Line(label, Figure(Fraction(one["amount_eur"]), Unit.EURO))


def _window_from(found: list[Found]) -> str | None:
    """The first day whose aid was counted, where the finding kept it."""
    return next((str(one.said["window_from"]) for one in found if "window_from" in one.said), None)


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
