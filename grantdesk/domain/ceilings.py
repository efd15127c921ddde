"""The ceilings on the amount: the Region's cap, the law's, the sum applied for, and the room under de minimis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from grantdesk.domain.assessment import AmountLimit, EuroLimit, Limit, YearLimit
from grantdesk.domain.de_minimis import NoCeiling, Room, room_left
from grantdesk.domain.findings import Finding, Source
from grantdesk.domain.messages import Both, Message, Parameter, euros, message
from grantdesk.domain.money import Money, Rounding
from grantdesk.domain.question import Question


@dataclass(frozen=True)
class Ceiling:
    """One ceiling, in exact kronor, and the sentences for each of its three outcomes."""

    rule: str
    most: Fraction
    source: Source
    limit: Limit | None
    sentence: str
    parameters: dict[str, Parameter | Both]

    def finding(self, *, decides: bool) -> Finding:
        """Only the ceiling that decides says that it limits: the aid is within the others, also where the rate was not."""
        if decides and self.most < 1:
            return Finding(self.rule, False, self._said("nothing"), self.source)
        return Finding(self.rule, True, self._said("limits" if decides else "within"), self.source)

    def _said(self, outcome: str) -> Message:
        return message(f"{self.sentence}.{outcome}", **self.parameters)


@dataclass(frozen=True)
class Limited:
    """The amount in whole kronor after every ceiling, what each says, and the one that decided, if one did."""

    aid: Money
    limits: tuple[Limit, ...]
    findings: tuple[Finding, ...]
    decisive: Finding | None


def limited(question: Question, wanted: Fraction) -> Limited:
    """The lowest ceiling decides, the earlier where two are as low: caps, then applied for, then de minimis."""
    room = _room(question)
    ceilings = [*_ceilings(question), *_de_minimis(room)]
    binding = min((one for one in ceilings if one.most < wanted), key=lambda one: one.most, default=None)
    findings = {one.rule: one.finding(decides=one is binding) for one in ceilings}
    closed = list(_without_ceiling(question, room))
    rounding, rounded = _rounding(question, wanted if binding is None else binding.most)
    decisive = closed[0] if closed else findings[binding.rule] if binding else None
    return Limited(
        aid=Money(0) if closed else rounded,
        limits=tuple(one.limit for one in ceilings if one.limit),
        findings=(*findings.values(), *_reserved(room), *closed, *rounding),
        decisive=decisive,
    )


def _ceilings(question: Question) -> Iterator[Ceiling]:
    yield from _cap(question)
    yield from _yearly_cap(question)
    yield from _per_household(question)
    yield from _requested(question)


def _cap(question: Question) -> Iterator[Ceiling]:
    row = question.row(question.rules.cap)
    if row:
        yield Ceiling(
            "amount.cap",
            row.value.in_kronor,
            row.source,
            AmountLimit("amount.cap", row.value),
            "finding.cap",
            {"limit": row.value},
        )


def _yearly_cap(question: Question) -> Iterator[Ceiling]:
    """What the year's ceiling leaves after the other aid to running that it is shared with."""
    row = question.row(question.rules.yearly_cap)
    if row is None:
        return
    used = question.application.circumstances.amounts.get("other_service_aid_this_year", Money(0))
    room = (row.value - used).floored_at_zero()
    yield Ceiling(
        "amount.service_year",
        room.in_kronor,
        row.source,
        YearLimit("amount.service_year", row.value, used, room),
        "finding.service_year",
        {"limit": row.value, "used": used, "room": room},
    )


def _per_household(question: Question) -> Iterator[Ceiling]:
    row = question.row(question.rules.home_delivery)
    served = question.application.circumstances.counts.get("households_served")
    if row is None or served is None:
        return
    most = Money(row.value.most_per_household.ore * served)
    yield Ceiling(
        "amount.per_household",
        most.in_kronor,
        row.source,
        AmountLimit("amount.per_household", most),
        "finding.per_household",
        {"limit": most, "served": served, "each": row.value.most_per_household},
    )


def _requested(question: Question) -> Iterator[Ceiling]:
    requested = question.application.requested
    row = question.row(question.rules.necessity)
    if requested and row:
        yield Ceiling(
            "amount.requested",
            requested.in_kronor,
            row.source,
            AmountLimit("amount.requested", requested),
            "finding.requested",
            {"limit": requested},
        )


def _de_minimis(room: Room | NoCeiling | None) -> Iterator[Ceiling]:
    if isinstance(room, Room):
        limit = EuroLimit(room.rule, room.limit_eur, room.used_eur, room.room_eur)
        parameters: dict[str, Parameter | Both] = {
            "limit_eur": room.limit_eur,
            "used_eur": room.used_eur,
            "room_eur": room.room_eur,
            "window_from": room.window_from,
            "room": room.room,
            "eur_rate": _as_written(room.eur_rate),
        }
        yield Ceiling(room.rule, room.exact_sek, room.ceiling.source, limit, "finding.de_minimis", parameters)


@lru_cache(maxsize=1024)
def _euros(value: Decimal) -> Both:
    return Both(euros(value, "sv"), euros(value, "en"))


def _as_written(rate: Decimal) -> Both:
    """A rate of exchange keeps its decimals: 11.20 is not shown as 11.2."""
    return Both(str(rate).replace(".", ","), str(rate))


def _room(question: Question) -> Room | NoCeiling | None:
    application, regulation = question.application, question.scheme.de_minimis
    if regulation is None or application.eur_rate is None:
        return None
    try:
        return room_left(
            question.county.de_minimis,
            regulation,
            application.de_minimis,
            on=application.granting_on,
            eur_rate=application.eur_rate,
        )
    except NoCeiling as none:
        return none


def _without_ceiling(question: Question, room: Room | NoCeiling | None) -> Iterator[Finding]:
    """A regulation that is not in force on the day of granting leaves nothing to grant under."""
    if isinstance(room, NoCeiling):
        regulation = question.scheme.de_minimis or ""
        rule = question.county.de_minimis.regulations[regulation]
        said = message("finding.de_minimis_not_in_force", regulation=regulation, day=question.application.granting_on)
        yield Finding(rule.rule, False, said, rule.ceiling.values[-1].source)


def _reserved(room: Room | NoCeiling | None) -> Iterator[Finding]:
    """How much of what is used is held for decisions that are proposed and not taken."""
    if isinstance(room, Room) and room.reserved_eur:
        said = message("finding.de_minimis_reserved", reserved_eur=_euros(room.reserved_eur))
        yield Finding(f"{room.rule}.reserved", True, said, room.ceiling.source)


def _rounding(question: Question, exact: Fraction) -> tuple[Sequence[Finding], Money]:
    row = question.row(question.rules.rounding)
    rounded = Money.rounded(exact, row.value if row else Rounding.DOWN_TO_KRONA)
    # Where no cost is taken there is nothing to round, and nothing to say of it.
    if row is None or not exact:
        return (), rounded
    said = message("finding.rounding" if rounded else "finding.rounding.not", aid=rounded)
    return (Finding("amount.rounding", bool(rounded), said, row.source),), rounded
