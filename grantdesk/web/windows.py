"""The rolling window as a page shows it: each award, when it leaves, and the room from then on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext
from markupsafe import Markup

from grantdesk.documents import window_chart
from grantdesk.documents.window_chart import Step
from grantdesk.domain.de_minimis import Award, DeMinimisRules, Room
from grantdesk.domain.money import Money
from grantdesk.domain.roles import ALMI
from grantdesk.domain.window import Outlook, outlook
from grantdesk.models.case import Case
from grantdesk.queries import applicants, awards, proposals, rates, undertakings
from grantdesk.queries.awards import DECLARED, OURS, Held, Told
from grantdesk.queries.rates import Rate
from grantdesk.web import county, filters, language
from grantdesk.web.access import SignedIn


@dataclass(frozen=True)
class Source:
    """One that tells of an award: who, and the case where the reader may see it; `struck_by` names it to be struck."""

    said: str
    reference: str
    case: str | None
    struck_by: tuple[str, int] | None


@dataclass(frozen=True)
class Row:
    """One award; `leaves_on` is the first day that it counts no more, None where that is not seen or it does not count."""

    held: Held
    company: str
    granted_by: str
    sources: tuple[Source, ...]
    counts: bool
    leaves_on: date | None

    @property
    def is_divided(self) -> bool:
        """Whether part of it has followed a business elsewhere."""
        return self.held.amount_eur != self.held.granted_eur


@dataclass(frozen=True)
class Window:
    """What one regulation leaves today and later. `room` is None where it has no ceiling in force today."""

    seen: Outlook
    rows: tuple[Row, ...]
    picture: Markup | None
    rate: Rate | None

    @property
    def room(self) -> Room | None:
        return self.seen.today.room

    @property
    def room_sek(self) -> Money | None:
        return self.room.room if self.room and self.rate else None


@dataclass(frozen=True)
class Aid:
    """The aid of a single undertaking on a day: each award, and a window for each regulation."""

    on: date
    rows: tuple[Row, ...]
    windows: tuple[Window, ...]


def of_company(organisation_id: int, *, by: SignedIn, on: date) -> Aid:
    """The aid of everything that counts as one with the organisation: every regulation under which there is some."""
    return _aid(organisation_id, tuple(county.current().de_minimis.regulations), by=by, on=on, besides=None)


def of_case(case: Case, regulation: str, *, by: SignedIn, on: date) -> Aid:
    """As `of_company`, under the case's own regulation; what is proposed in the case itself is not counted."""
    return _aid(case.organisation_id, (regulation,), by=by, on=on, besides=case)


def _aid(organisation_id: int, regulations: Sequence[str], *, by: SignedIn, on: date, besides: Case | None) -> Aid:
    companies = undertakings.companies_of(organisation_id, on=on)
    held = awards.held_by(companies, on=on)
    reserved = [
        Award(on, euros, code, reserved=True) for code, euros in proposals.room_held(companies, besides=besides)
    ]
    seen = applicants.seen_among({one.organisation_id for one in held}, by=by)
    rows = [_row(one, by=by, seen=seen) for one in held]
    rate = rates.find_before(on)
    windows = [
        _window(code, rows, reserved, rate, on=on)
        for code in regulations
        if besides is not None or _is_used(code, held, county.current().de_minimis, on)
    ]
    return Aid(on, tuple(rows), tuple(windows))


def _is_used(regulation: str, held: Iterable[Held], rules: DeMinimisRules, on: date) -> bool:
    """Whether there is aid that the regulation's own awards are counted with; the first is always of interest."""
    renamed = rules.successors.on(on)
    names = renamed.value if renamed else {}
    return regulation == next(iter(rules.regulations)) or any(
        names.get(one.regulation, one.regulation) == regulation for one in held
    )


def _window(regulation: str, rows: Sequence[Row], reserved: list[Award], rate: Rate | None, *, on: date) -> Window:
    rules = county.current().de_minimis
    sek_per_eur = rate.sek_per_eur if rate else Decimal(1)
    all_awards = [*(row.held.award for row in rows), *reserved]
    seen = outlook(rules, regulation, all_awards, on=on, eur_rate=sek_per_eur)
    shown = tuple(
        Row(row.held, row.company, row.granted_by, row.sources, place in seen.counted, seen.leaves_on(place))
        for place, row in enumerate(rows)
    )
    steps = [Step(mark.on, mark.room.room_eur, mark.room.limit_eur) for mark in seen.marks if mark.room]
    name = f"window-{regulation.replace('/', '-')}"
    # The picture is our own drawing, and escapes the words it is given.
    picture = Markup(window_chart.render(steps, language.current(), name=name)) if len(steps) > 1 else None  # noqa: S704
    return Window(seen, shown, picture, rate)


def _row(held: Held, *, by: SignedIn, seen: frozenset[int]) -> Row:
    is_seen = held.organisation_id in seen
    company = held.name if is_seen else gettext("Another company of the group")
    sources = tuple(_source(one, by, is_seen=is_seen) for one in held.told)
    return Row(held, company, _giver(held), sources, counts=False, leaves_on=None)


def _giver(held: Held) -> str:
    if held.is_ours:
        return filters.both(county.current().region.name)
    return next((one.granted_by for one in held.told if one.granted_by), gettext("Not stated"))


def _source(told: Told, by: SignedIn, *, is_seen: bool) -> Source:
    """Of another's company, only that there is aid: a reference may name what the reader is not to see."""
    case = told.case if by.role != ALMI or told.handled_by == ALMI else None
    may = by.may("undertaking:keep") and told.source != OURS
    kind = told.source if told.source == DECLARED else "elsewhere"
    reference = told.reference if is_seen else ""
    return Source(filters.named(told.source, "award_source"), reference, case, (kind, told.key) if may else None)


def nameable(rows: Iterable[Row]) -> Iterator[tuple[tuple[str, int], str]]:
    """What a handover may name of the awards, and how: our own decisions and what the desk has noted."""
    for row in rows:
        told = next((one for one in row.held.told if one.source != DECLARED), None)
        if told is not None:
            amount = filters.euros(row.held.granted_eur)
            yield told.named, f"{row.held.granted_on.isoformat()}, {amount} EUR, {row.granted_by}"
