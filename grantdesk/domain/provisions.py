"""The shapes that a rule's value may have in a region's file, and what reads each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from grantdesk.domain.fields import Fields, InputError, Reader, T, Wrong
from grantdesk.domain.messages import Both, in_both
from grantdesk.domain.money import Money, Rounding
from grantdesk.domain.readers import amount, count, euros, flag, list_of, one_of, rate, text
from grantdesk.domain.vocabulary import CATEGORIES, FLAGS, SIZES

AID_AREAS = (1, 2, 3)


@dataclass(frozen=True)
class Rates:
    """The rate everywhere, and those that hold instead: by aid area and size, by aid area, where sparse, in a case of the law."""

    base: Decimal
    aid_area: Decimal | None = None
    sparsely_populated: Decimal | None = None
    raised: Decimal | None = None
    areas: Mapping[int, Mapping[str, Decimal]] = field(default_factory=dict)

    def at(self, area: int | None, size: str, *, sparse: bool, raised: bool) -> Decimal:
        """The rate in an aid area (None outside all of them), for a size, where sparse or raised by a case of the law."""
        if raised and self.raised is not None:
            return self.raised
        if self.sparsely_populated is not None and sparse:
            return self.sparsely_populated
        if self.aid_area is not None and area:
            return self.aid_area
        return self.areas.get(area or 0, {}).get(size, self.base)


@dataclass(frozen=True)
class RaisedCase:
    """Circumstances that raise the rate of some categories, or of every one when none is named."""

    when: str
    and_any_of: tuple[str, ...]
    categories: tuple[str, ...]


@dataclass(frozen=True)
class SmallCosts:
    """Categories that are taken only as long as all costs stay within an amount."""

    up_to: Money
    categories: tuple[str, ...]


@dataclass(frozen=True)
class ShareOfAid:
    """A category that may be at most a share of the whole aid."""

    category: str
    share: Decimal


@dataclass(frozen=True)
class Companies:
    """How many independent companies a joint measure needs."""

    normally: int
    with_special_reasons: int


@dataclass(frozen=True)
class LargeProject:
    """Above this many EUR of eligible costs, every size has the rate of one."""

    above_eur: Decimal
    rate_of: str


@dataclass(frozen=True)
class Agency:
    """When the State's agency decides in the Region's place."""

    above_investment: Money
    when: tuple[str, ...]


@dataclass(frozen=True)
class HomeDelivery:
    """The most per household and delivery, and the share of the year's price base amount that the net cost reaches."""

    most_per_household: Money
    least_of_price_base: Decimal


@dataclass(frozen=True)
class Advance:
    """What may be paid before there are costs: a share of the grant, and never more than an amount."""

    share: Decimal
    most: Money


@dataclass(frozen=True)
class HourlyRate:
    """What an hour counts as, whatever it cost, in one category of costs."""

    category: str
    per_hour: Money


@dataclass(frozen=True)
class FlatRate:
    """A category that is counted as a share of the costs in another, without vouchers."""

    category: str
    of: str
    share: Decimal


@dataclass(frozen=True)
class Sampling:
    """Which rows of a claim are looked at one by one: each above an amount, and every n-th of the rest."""

    above: Money
    every: int


@dataclass(frozen=True)
class Duty:
    """What outlives the last payment, and for how many years; a decision may say more of them, up to `most_years`.

    The handler is reminded so many days before the end, and each full year where it is `yearly`. One that is `by_hand` is
    not in every case: a handler adds it.
    """

    years: int
    words: Both
    remind_days: int
    yearly: bool
    by_hand: bool
    most_years: int | None


@dataclass(frozen=True)
class InspectorReport:
    """Above which grant a claim comes with an inspector's report."""

    above: Money


@dataclass(frozen=True)
class Consideration:
    """Something that the law leaves to a person's judgement, in words, under the name of its rule."""

    rule: str
    words: Both


def rates(given: object) -> Rates:
    table = Table(given)
    found = Rates(
        base=table.read("base", rate),
        aid_area=table.fields.read_if_given("aid_area", rate),
        sparsely_populated=table.fields.read_if_given("sparsely_populated", rate),
        raised=table.fields.read_if_given("raised", rate),
        areas=dict(table.fields.read_if_given("areas", list_of(_area_rates)) or ()),
    )
    table.close()
    return found


def _area_rates(given: object) -> tuple[int, dict[str, Decimal]]:
    table = Table(given)
    area = table.read("aid_area", aid_area)
    by_size = {size: table.read(size, rate) for size in SIZES}
    table.close()
    return area, by_size


def aid_area(given: object) -> int:
    if isinstance(given, bool) or given not in AID_AREAS:
        raise Wrong("input.choice", choices=", ".join(map(str, AID_AREAS)))
    return int(str(given))


def rounding(given: object) -> Rounding:
    return Rounding(one_of([Rounding.DOWN_TO_KRONA.value])(given))


def raised_case(given: object) -> RaisedCase:
    table = Table(given)
    case = RaisedCase(
        when=table.read("when", one_of(FLAGS)),
        and_any_of=table.fields.read_if_given("and_any_of", list_of(one_of(FLAGS))) or (),
        categories=table.fields.read_if_given("categories", list_of(one_of(CATEGORIES))) or (),
    )
    table.close()
    return case


def small_costs(given: object) -> SmallCosts:
    table = Table(given)
    small = SmallCosts(table.read("up_to", amount), table.read("categories", list_of(one_of(CATEGORIES))))
    table.close()
    return small


def share_of_aid(given: object) -> ShareOfAid:
    table = Table(given)
    share = ShareOfAid(table.read("category", one_of(CATEGORIES)), table.read("share", rate))
    table.close()
    return share


def companies(given: object) -> Companies:
    table = Table(given)
    needed = Companies(table.read("normally", count), table.read("with_special_reasons", count))
    table.close()
    return needed


def large_project(given: object) -> LargeProject:
    table = Table(given)
    large = LargeProject(table.read("above_eur", euros), table.read("rate_of", one_of(SIZES)))
    table.close()
    return large


def agency(given: object) -> Agency:
    table = Table(given)
    decides = Agency(table.read("above_investment", amount), table.read("when", list_of(one_of(FLAGS))))
    table.close()
    return decides


def home_delivery(given: object) -> HomeDelivery:
    table = Table(given)
    delivery = HomeDelivery(table.read("most_per_household", amount), table.read("least_of_price_base", rate))
    table.close()
    return delivery


def advance(given: object) -> Advance:
    table = Table(given)
    most = Advance(table.read("share", rate), table.read("most", amount))
    table.close()
    return most


def hourly_rate(given: object) -> HourlyRate:
    table = Table(given)
    hourly = HourlyRate(table.read("category", one_of(CATEGORIES)), table.read("per_hour", amount))
    table.close()
    return hourly


def flat_rate(given: object) -> FlatRate:
    table = Table(given)
    known = one_of(CATEGORIES)
    flat = FlatRate(table.read("category", known), table.read("of", known), table.read("share", rate))
    table.close()
    return flat


def sampling(given: object) -> Sampling:
    table = Table(given)
    rule = Sampling(table.read("above", amount), table.read("every", every))
    table.close()
    return rule


def every(given: object) -> int:
    """One in how many: a whole number from one."""
    number = count(given)
    if not number:
        raise Wrong("input.count")
    return number


def inspector_report(given: object) -> InspectorReport:
    table = Table(given)
    wanted = InspectorReport(table.read("above", amount))
    table.close()
    return wanted


def duty(given: object) -> Duty:
    table = Table(given)
    watched = Duty(
        years=table.read("years", every),
        words=Both(sv=table.read("sv", text), en=table.read("en", text)),
        remind_days=table.read("remind_days", count),
        yearly=table.fields.read_if_given("yearly", flag) or False,
        by_hand=table.fields.read_if_given("by_hand", flag) or False,
        most_years=table.fields.read_if_given("most_years", every),
    )
    table.close()
    return watched


def consideration(given: object) -> Consideration:
    table = Table(given)
    judged = Consideration(table.read("rule", text), Both(sv=table.read("sv", text), en=table.read("en", text)))
    table.close()
    return judged


class Table:
    """A value that is itself a small table; the first thing wrong in it stands for the whole value."""

    def __init__(self, given: object) -> None:
        self._errors: list[InputError] = []
        self.fields = Fields(given, "", self._errors)

    def read(self, key: str, reader: Reader[T]) -> T:
        return self.fields.read(key, reader)

    def close(self) -> None:
        self.fields.finish()
        if self._errors:
            # A misspelt key is also a missing one, and says more.
            misspelt = [error for error in self._errors if error.reason.key == "input.misspelt_key"]
            first = [*misspelt, *self._errors][0]
            said = in_both(first.reason)
            raise Wrong("region.in_table", place=first.where, reason=Both(said["sv"], said["en"]))
