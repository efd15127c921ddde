"""Aid of minor importance: what a company has had in three rolling years, and what room is left under the ceiling."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from grantdesk.domain.fields import Fields, InputError, Wrong, raise_if_any
from grantdesk.domain.identity import Number, either_number
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money
from grantdesk.domain.readers import amount, count, day, euros, exchange_rate, flag, list_of, one_of, text
from grantdesk.domain.rulebook import RuleValue, Series, dated, required
from grantdesk.domain.vocabulary import OLDER_REGULATIONS, REGULATIONS


@dataclass(frozen=True)
class Regulation:
    """One regulation: the name of its rule, its ceiling in EUR over time, and which awards count against it.

    `register_working_days` is how long there is to report an award; without a value on its day it is not reported.
    """

    code: str
    rule: str
    ceiling: Series[Decimal]
    counts: Series[tuple[str, ...]]
    excluded_nace: Series[tuple[str, ...]]
    register_working_days: Series[int]


@dataclass(frozen=True)
class DeMinimisRules:
    """The regulations by code, the length of the window, and what Union law asks beside them."""

    regulations: dict[str, Regulation]
    window_years: Series[int]
    successors: Series[dict[str, str]]
    publication_above: Series[Decimal]
    publication_months: Series[int]
    retention_years: Series[int]
    same_costs: Series[bool]


@dataclass(frozen=True)
class Award:
    """Aid of minor importance to any company of the single undertaking: granted, or `reserved` for a proposed decision."""

    granted_on: date
    amount_eur: Decimal
    regulation: str
    number: Number | None = None
    reserved: bool = False


@dataclass(frozen=True)
class Room:
    """What a ceiling leaves: in EUR exactly, and in SEK at a rate (SEK per EUR)."""

    rule: str
    window_from: date
    limit_eur: Decimal
    used_eur: Decimal
    eur_rate: Decimal
    ceiling: RuleValue[Decimal]
    reserved_eur: Decimal = Decimal(0)

    @property
    def room_eur(self) -> Decimal:
        return max(self.limit_eur - self.used_eur, Decimal(0))

    @cached_property
    def exact_sek(self) -> Fraction:
        euros, cents = self.room_eur.as_integer_ratio()
        kronor, per = self.eur_rate.as_integer_ratio()
        return Fraction(euros * kronor, cents * per)

    @property
    def room(self) -> Money:
        """Rounded down to the öre."""
        return Money(int(self.exact_sek * 100))

    def fits(self, aid: Money) -> bool:
        """Whether the aid lies within the room; the EUR amounts are compared unrounded."""
        return aid.in_kronor <= self.exact_sek


class NoCeiling(Exception):
    """No ceiling is in force on that day, so nothing may be granted under the regulation."""


def room_left(rules: DeMinimisRules, regulation: str, awards: Iterable[Award], *, on: date, eur_rate: Decimal) -> Room:
    """The room for an award on a day. Raises NoCeiling when the regulation has no ceiling that day."""
    under = rules.regulations[regulation]
    ceiling = under.ceiling.on(on)
    if ceiling is None:
        raise NoCeiling(regulation)
    begins, counts = counting(rules, regulation, on=on)
    used = [award for award in awards if counts(award)]
    reserved = sum((award.amount_eur for award in used if award.reserved), Decimal(0))
    spent = sum((award.amount_eur for award in used), Decimal(0))
    return Room(under.rule, begins, ceiling.value, spent, eur_rate, ceiling, reserved)


def counting(rules: DeMinimisRules, regulation: str, *, on: date) -> tuple[date, Callable[[Award], bool]]:
    """The first day of the window, and what tells whether an award counts in it. Raises NoCeiling where nothing does."""
    counted = rules.regulations[regulation].counts.on(on)
    years, successors = rules.window_years.on(on), rules.successors.on(on)
    if counted is None or years is None:
        raise NoCeiling(regulation)
    begins = years_before(on, years.value)
    renamed, codes = successors.value if successors else {}, counted.value

    def counts(award: Award) -> bool:
        return award.granted_on >= begins and renamed.get(award.regulation, award.regulation) in codes

    return begins, counts


def years_before(on: date, years: int) -> date:
    """The same day some years before; for 29 February, 28 February where that year has no such day."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def read_awards(fields: Sequence[Fields], *, granting_on: date | None) -> tuple[Award, ...]:
    """The stated awards; one dated after the day of granting is refused."""
    return tuple(_award(award, granting_on) for award in fields)


def _award(fields: Fields, granting_on: date | None) -> Award:
    award = Award(
        granted_on=fields.read("granted_on", day),
        amount_eur=fields.read("amount_eur", euros),
        regulation=fields.read("regulation", one_of(REGULATIONS + OLDER_REGULATIONS)),
        number=fields.read_if_given("organisation_number", either_number),
        reserved=fields.read_if_given("reserved", flag) or False,
    )
    fields.finish()
    if fields.is_sound and granting_on is not None and award.granted_on > granting_on:
        fields.refuse("granted_on", message("input.award_after", day=granting_on))
    return award


@dataclass(frozen=True)
class RoomQuestion:
    """What `calculate de-minimis` is asked: whether an amount fits on a day."""

    granting_on: date
    amount: Money
    eur_rate: Decimal
    regulation: str
    awards: tuple[Award, ...]


def parse_question(given: object) -> RoomQuestion:
    """Raises InputErrors with everything that is wrong."""
    errors: list[InputError] = []
    fields = Fields(given, "", errors)
    granting_on = fields.read("granting_on", day)
    question = RoomQuestion(
        granting_on=granting_on,
        amount=fields.read("amount", amount),
        eur_rate=fields.read("eur_rate", exchange_rate),
        regulation=fields.read("regulation", one_of(REGULATIONS)),
        awards=read_awards(fields.each("awards"), granting_on=granting_on),
    )
    fields.finish()
    raise_if_any(errors)
    return question


def answer(question: RoomQuestion, rules: DeMinimisRules) -> dict[str, object]:
    """The answer as `calculate de-minimis` prints it. Raises InputErrors where no ceiling is in force that day."""
    try:
        room = room_left(
            rules, question.regulation, question.awards, on=question.granting_on, eur_rate=question.eur_rate
        )
    except NoCeiling:
        said = message("input.no_ceiling", regulation=question.regulation)
        raise_if_any([InputError("granting_on", said)])
        raise
    return {
        "window_from": room.window_from.isoformat(),
        "used_eur": f"{room.used_eur:.2f}",
        "room_eur": f"{room.room_eur:.2f}",
        "room": str(room.room),
        "fits": room.fits(question.amount),
    }


def read_de_minimis(fields: Fields) -> DeMinimisRules:
    """The rules in de_minimis.toml."""
    rules = DeMinimisRules(
        regulations={one.code: one for one in map(_regulation, fields.each("regulation"))},
        window_years=required(fields, "window_years", count),
        successors=required(fields, "successors", _successors),
        publication_above=required(fields, "publication_above_eur", euros),
        publication_months=required(fields, "publication_months", count),
        retention_years=required(fields, "retention_years", count),
        same_costs=dated(fields, "same_costs", flag),
    )
    fields.finish()
    return rules


def _regulation(fields: Fields) -> Regulation:
    regulation = Regulation(
        code=fields.read("code", one_of(REGULATIONS)),
        rule=fields.read("rule", text),
        ceiling=required(fields, "ceiling_eur", euros),
        counts=required(fields, "counts", list_of(one_of(REGULATIONS))),
        excluded_nace=dated(fields, "excluded_nace", list_of(text)),
        register_working_days=required(fields, "register_working_days", count),
    )
    fields.finish()
    return regulation


def _successors(given: object) -> dict[str, str]:
    if not isinstance(given, Mapping) or not all(key in OLDER_REGULATIONS for key in given):
        raise Wrong("input.choice", choices=", ".join(OLDER_REGULATIONS))
    return {str(old): one_of(REGULATIONS)(new) for old, new in given.items()}
