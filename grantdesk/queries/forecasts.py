"""What is expected to be paid, of one case and of all, and how good last year's forecast was?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from grantdesk import db
from grantdesk.domain import forecast, pace
from grantdesk.domain.coding import Coding
from grantdesk.domain.forecast import Figure, Verdict
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.pace import ByYear, History, Spread
from grantdesk.models.case import Case
from grantdesk.models.forecast import Expectation, KeptForecast
from grantdesk.queries import over_time
from grantdesk.queries.balances import Period
from grantdesk.queries.over_time import Open, Outcome


@dataclass(frozen=True)
class Outlook:
    """The forecast as it stands on the evening of a day.

    `rests_on` is how many cases each of `pace.BASES` was used for, `said` how many handlers' figures count, and `stale` how
    many do not, since something has been paid or changed since they were said.
    """

    on: date
    figures: tuple[Figure, ...]
    rests_on: Counter[str]
    said: int
    stale: int

    @property
    def by_year(self) -> list[Figure]:
        """The figures of all schemes, a row for each year."""
        years = sorted({one.year for one in self.figures})
        return [summed(year, [one for one in self.figures if one.year == year]) for year in years]

    @property
    def left(self) -> Money:
        """What is promised and not paid in all cases."""
        return total(one.model for one in self.figures)


def summed(year: int, figures: Sequence[Figure]) -> Figure:
    """One year's figures of all schemes."""
    return Figure(year, "", total(one.model for one in figures), total(one.expected for one in figures))


def item_of(figure: Figure, *, on: date, coding: Coding) -> str:
    """The item that the scheme is to be paid from then: in the year of the day that of the day, later that of 1 January."""
    return coding.item_of(figure.scheme, max(on, date(figure.year, 1, 1)))


def by_item(figures: Sequence[Figure], *, on: date, coding: Coding) -> dict[str, list[Figure]]:
    """By appropriation item, the figures of each year that are to be paid from it."""
    found: dict[str, dict[int, list[Figure]]] = {}
    for one in figures:
        item = item_of(one, on=on, coding=coding)
        found.setdefault(item, {}).setdefault(one.year, []).append(one)
    return {item: [summed(year, found[item][year]) for year in sorted(found[item])] for item in sorted(found)}


@dataclass(frozen=True)
class OfCase:
    """One case: what is left, how the model spreads it, what its handler has said (the newest first) and whether that counts."""

    left: Money
    spread: Spread | None
    said: Sequence[Expectation]
    holds: bool

    @property
    def years(self) -> list[tuple[int, Money, Money | None]]:
        """Each year, what the model expects and what the handler does, where what was said counts."""
        model: ByYear = self.spread.by_year if self.spread else {}
        expected: ByYear = self.said[0].by_year if self.holds else {}
        years = sorted({*model, *expected})
        return [(year, model.get(year, ZERO), expected.get(year, ZERO) if self.holds else None) for year in years]


@dataclass(frozen=True)
class LastYear:
    """How good the forecast of a year was; `kept` is the one that was kept, None where it had to be made anew.

    `later` is what was paid in cases that had not been decided then, and that no forecast could know of.
    """

    year: int
    made_on: date
    kept: KeptForecast | None
    verdict: Verdict
    later: Money


def of_case(case: Case, *, on: date) -> OfCase:
    found = over_time.remainders(on, case_id=case.id)
    said = of_case_said(case)
    if not found:
        return OfCase(ZERO, None, said, False)
    left = found[0].left
    holds = bool(said) and forecast.holds(
        said[0].by_year, said[0].outstanding, left=left.amount, this_year=pace.first_year(on)
    )
    return OfCase(left.amount, pace.spread(left, over_time.history(on), on=on), said, holds)


def of_case_said(case: Case) -> list[Expectation]:
    """What has been expected of the case, the newest first."""
    rows = select(Expectation).where(Expectation.case_id == case.id).order_by(Expectation.id.desc())
    return list(db.session.execute(rows).scalars())


def find_by_token(once: str) -> Expectation | None:
    return db.session.execute(select(Expectation).where(Expectation.once == once)).scalar_one_or_none()


def outlook(on: date, *, past: History | None = None) -> Outlook:
    """The forecast of all cases as the ledger and the handlers had it on the evening of the day."""
    past, said = past or over_time.history(on), _said(on)
    rests_on: Counter[str] = Counter()
    counts = stale = 0
    cases = []
    for one in over_time.remainders(on):
        model = pace.spread(one.left, past, on=on)
        rests_on[model.rests_on] += 1
        expected = _expected(one, said, on)
        counts, stale = counts + (expected is not None), stale + (expected is None and one.case_id in said)
        cases.append((one.scheme, model.by_year, model.by_year if expected is None else expected))
    return Outlook(on, forecast.figures(cases), rests_on, counts, stale)


def last_year(year: int) -> LastYear:
    """How good the forecast of a year was, by what the ledger has of the year now."""
    kept = _kept_before(year)
    made_on = kept.kept_on if kept else date(year - 1, 12, 31)
    figures = read(kept) if kept else outlook(made_on).figures
    paid = over_time.outcome(Period.year(year), known_by=made_on)
    verdict = forecast.judged((one for one in figures if one.year == year), _known(paid))
    return LastYear(year, made_on, kept, verdict, total(one.later for one in paid.values()))


def kept() -> list[KeptForecast]:
    """Every forecast that was kept, the latest first."""
    return list(db.session.execute(select(KeptForecast).order_by(KeptForecast.kept_on.desc())).scalars())


def find_kept(on: date) -> KeptForecast | None:
    return db.session.execute(select(KeptForecast).where(KeptForecast.kept_on == on)).scalar_one_or_none()


def read(row: KeptForecast) -> tuple[Figure, ...]:
    """The figures of a forecast as it was kept."""
    return tuple(
        Figure(int(one["year"]), one["scheme"], Money.parse(one["model"]), Money.parse(one["expected"]))
        for one in row.figures
    )


def _kept_before(year: int) -> KeptForecast | None:
    """The last forecast that was kept in the year before."""
    within = KeptForecast.kept_on.between(date(year - 1, 1, 1), date(year - 1, 12, 31))
    rows = select(KeptForecast).where(within).order_by(KeptForecast.kept_on.desc()).limit(1)
    return db.session.execute(rows).scalar_one_or_none()


def _known(paid: dict[str, Outcome]) -> dict[str, Money]:
    return {scheme: one.known for scheme, one in paid.items()}


def _said(on: date) -> dict[int, Expectation]:
    """By case, what its handler had said last by the day."""
    newest = select(func.max(Expectation.id)).where(Expectation.said_on <= on).group_by(Expectation.case_id)
    rows = db.session.execute(select(Expectation).where(Expectation.id.in_(newest))).scalars()
    return {row.case_id: row for row in rows}


def _expected(one: Open, said: dict[int, Expectation], on: date) -> ByYear | None:
    row = said.get(one.case_id)
    if row is None:
        return None
    years = row.by_year
    return (
        years if forecast.holds(years, row.outstanding, left=one.left.amount, this_year=pace.first_year(on)) else None
    )
