"""What the law lets a region lay down: its own terms stay within what a statute says, and its rates within the law's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

from grantdesk.domain.county import County
from grantdesk.domain.fields import InputError
from grantdesk.domain.findings import Confidence
from grantdesk.domain.messages import Both, message
from grantdesk.domain.money import Money
from grantdesk.domain.provisions import AID_AREAS, Advance, Rates
from grantdesk.domain.question import shown
from grantdesk.domain.rule_version import Version, rules_of, with_version
from grantdesk.domain.rulebook import RuleValue, Series
from grantdesk.domain.scheme import Scheme
from grantdesk.domain.vocabulary import SIZES

# What a row rests on, from the region's own terms to a statute that has been read: nothing less sure goes above what is surer.
_SURE = {Confidence.CONFIGURED: 0, Confidence.GENERAL: 1, Confidence.SECONDARY: 2, Confidence.STATUTE: 2}
# An amount above the law's: what the row gives, and the most that the law lets it give.
Above = tuple[Money | Both, Money | Both]


def overruled(county: County) -> Iterator[InputError]:
    """Every row of the county's files, and of the versions laid over them, where the region's own terms go above the law."""
    for series in county.series():
        for row in series.values:
            if row.source.confidence is Confidence.CONFIGURED:
                yield from _over_law(row, series)


def faults(version: Version, county: County) -> Iterator[InputError]:
    """Every row of the version that gives more than the law does; `county` is the county without the version."""
    changed = with_version(county, version)
    there = rules_of(changed, version.of)
    for key, series in version.rows.items():
        for row in series.values:
            yield from _over_law(row, there[key])
    if version.scheme:
        yield from _rates_above_law(version, changed.scheme(version.scheme))


def rates_above_law(scheme: Scheme, day: date) -> Above | None:
    """The first rate of the scheme that is above the law's on a day, if any is."""
    policy, ceiling = scheme.rules.rate_policy.on(day), scheme.rules.rate_ceiling.on(day)
    return None if policy is None or ceiling is None else _above(policy.value, ceiling.value)


def _over_law(own: RuleValue[Any], series: Series[Any]) -> Iterator[InputError]:
    """What is wrong with a row that stands over a surer one: the last of these, whatever less sure has come between."""
    sure = _SURE[own.source.confidence]
    surer = tuple(row for row in series.values if _SURE[row.source.confidence] > sure)
    law = Series(series.place, surer).on(own.valid_from)
    if law is not None:
        yield from _fault(own, law)


def _fault(own: RuleValue[object], law: RuleValue[object]) -> Iterator[InputError]:
    place = f"{own.source.place}.value"
    if own.valid_to is not None and own.valid_to != law.valid_to:
        # Where a row has ended nothing holds, so the end of the region's own would be the end of the law's.
        said = message("version.ends_over_law", place=law.source.place)
        yield InputError(f"{own.source.place}.valid_to", said)
    if not _is_a_ceiling(own.value):
        if own.value != law.value:
            said = message("version.own_terms_over_law", place=law.source.place)
            yield InputError(f"{own.source.place}.confidence", said)
    elif above := _above(own.value, law.value):
        yield InputError(place, message("version.above_law", own=above[0], law=above[1], place=law.source.place))


def _is_a_ceiling(value: object) -> bool:
    """Whether less of it is always within the law: a rate or an amount, and no flag, list or condition."""
    return isinstance(value, Rates | Money | Advance)


def _above(own: object, law: object) -> Above | None:
    if isinstance(own, Money) and isinstance(law, Money):
        return (own, law) if own > law else None
    if isinstance(own, Advance) and isinstance(law, Advance):
        return _above(own.most, law.most) or _shares(own.share, law.share)
    if isinstance(own, Rates) and isinstance(law, Rates):
        tried = product((None, *AID_AREAS), SIZES, (False, True), (False, True))
        found = (
            _shares(own.at(area, size, sparse=sparse, raised=raised), law.at(area, size, sparse=sparse, raised=raised))
            for area, size, sparse, raised in tried
        )
        return next((one for one in found if one), None)
    return None


def _shares(own: Decimal, law: Decimal) -> Above | None:
    return (shown(own), shown(law)) if own > law else None


def _rates_above_law(version: Version, scheme: Scheme) -> Iterator[InputError]:
    """On the first day of every rate from the version's first day on: the region's rate against the law's of that day."""
    policy, ceiling = scheme.rules.rate_policy, scheme.rules.rate_ceiling
    days = {row.valid_from for row in (*policy.values, *ceiling.values) if row.valid_from >= version.first_day}
    for day in sorted(days):
        above, own, law = rates_above_law(scheme, day), policy.on(day), ceiling.on(day)
        if above and own and law:
            ours = own if own.source.place.startswith(version.name) else law
            if ours.source.place.startswith(version.name):
                said = message("version.above_law", own=above[0], law=above[1], place=law.source.place)
                yield InputError(f"{ours.source.place}.value", said)
