"""Invented companies and organisations, with numbers that have the right check digits and names that deceive nobody."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field

from stdnum import luhn

from grantdesk.operations.demonstration.story import Applicant

VASTERAS = "1980"
PLACES = {
    "1904": "Skinnskatteberg",
    "1907": "Surahammar",
    "1960": "Kungsör",
    "1961": "Hallstahammar",
    "1962": "Norberg",
    VASTERAS: "Västerås",
    "1981": "Sala",
    "1982": "Fagersta",
    "1983": "Köping",
    "1984": "Arboga",
}

_INVENTED = ("Påhittade", "Fiktiva", "Uppdiktade", "Fingerade", "Låtsade", "Overkliga", "Tänkta", "Diktade")
# What the company does, and its NACE code.
_INDUSTRIES = (
    ("Verkstaden", "25.62"),
    ("Svetsen", "25.11"),
    ("Gjuteriet", "24.51"),
    ("Sågverket", "16.10"),
    ("Snickeriet", "16.23"),
    ("Möbelfabriken", "31.01"),
    ("Plastfabriken", "22.22"),
    ("Väveriet", "13.92"),
    ("Tryckeriet", "18.12"),
    ("Elektronikfabriken", "26.11"),
    ("Automationen", "28.99"),
    ("Verktygsmakaren", "25.73"),
    ("Bageriet", "10.71"),
    ("Mejeriet", "10.51"),
    ("Bryggeriet", "11.05"),
    ("Glasbruket", "23.13"),
)
_SERVICES = (
    ("Programhuset", "62.01"),
    ("Ingenjörsbyrån", "71.12"),
    ("Ritkontoret", "71.11"),
    ("Mätlabbet", "71.20"),
    ("Organisationsbyrån", "70.22"),
    ("Reklambyrån", "73.11"),
    ("Hotellet", "55.10"),
    ("Åkeriet", "49.41"),
    ("Städfirman", "81.21"),
    ("Energitekniken", "43.21"),
)
SHOPS = (("Lanthandeln", "47.11"), ("Bymacken", "47.30"), ("Bybutiken", "47.11"))
MAKERS = _INDUSTRIES
ANY_BUSINESS = (*_INDUSTRIES, *_SERVICES)

# Where all adjectives are taken, the next company of the kind in the place has a number.
_ORDINALS = ("", *(f" nr {number}" for number in range(2, 100)))
_ONE_SOLE_TRADER_IN = 12
_ONE_KNOWN_IN = 7
_SIZES = ("micro", "small", "small", "medium")
_OWNERS = (
    ("Fantasihögskolan i {place}", "university", "85.42", "202999"),
    ("Exempelkommunen i {place}", "municipality", "84.11", "212999"),
    ("Föreningen Påhittat Näringsliv i {place}", "non_profit_association", "94.11", "802999"),
    ("Stiftelsen Låtsad Teknikpark i {place}", "foundation", "72.19", "802998"),
    ("Fiktiva Kommunförbundet i {place}", "municipality", "84.13", "222999"),
    ("Uppdiktade Utvecklingscentrum i {place} ek. för.", "economic_association", "94.11", "769999"),
    ("Overkliga Science Park i {place} AB", "limited_company", "70.22", "559999"),
    ("Tänkta Energikontoret i {place}", "economic_association", "71.12", "769998"),
)
_OWNERS_LEADERS = ("woman", "man", "mixed", "man", "woman", "unknown")


def checked(digits: str) -> str:
    """The digits with their check digit after them."""
    return f"{digits}{luhn.calc_check_digit(digits)}"


@dataclass
class Applicants:
    """Hands out invented applicants: no number or name twice, and now and then one that has applied before."""

    _count: int = field(default=0)
    _names: set[str] = field(default_factory=set)
    _known: defaultdict[tuple[str, str], list[Applicant]] = field(default_factory=lambda: defaultdict(list))

    def company(
        self, draw: random.Random, *, municipality: str, led_by: str, businesses: tuple[tuple[str, str], ...]
    ) -> Applicant:
        """A company; for what any business may apply for, one in seven has applied before."""
        known = self._known[municipality, led_by] if businesses is ANY_BUSINESS else []
        if known and draw.randrange(_ONE_KNOWN_IN) == 0:
            return draw.choice(known)
        made = self._made(draw, municipality, led_by, draw.choice(businesses))
        known.append(made)
        return made

    def _made(self, draw: random.Random, municipality: str, led_by: str, business: tuple[str, str]) -> Applicant:
        self._count += 1
        what, nace = business
        sole_trader = self._count % _ONE_SOLE_TRADER_IN == 0
        return Applicant(
            number=_person(self._count) if sole_trader else _organisation(self._count),
            name=self._name(f"{what} i {PLACES[municipality]}", "" if sole_trader else " AB"),
            legal_form="sole_trader" if sole_trader else "limited_company",
            municipality=municipality,
            size="micro" if sole_trader else draw.choice(_SIZES),
            led_by=led_by,
            nace=nace,
            bankgiro=_bankgiro(self._count),
        )

    def _name(self, what: str, ending: str) -> str:
        turn = self._count % len(_INVENTED)
        adjectives = (*_INVENTED[turn:], *_INVENTED[:turn])
        names = (f"{adjective} {what}{ordinal}{ending}" for ordinal in _ORDINALS for adjective in adjectives)
        name = next(name for name in names if name not in self._names)
        self._names.add(name)
        return name


def project_owner(turn: int, *, municipality: str) -> Applicant:
    """One of a few invented owners of projects; the same one comes back in each municipality."""
    name, legal_form, nace, group = _OWNERS[turn % len(_OWNERS)]
    place = list(PLACES).index(municipality)
    return Applicant(
        number=_hyphenated(checked(f"{group}{100 + place}")),
        name=name.format(place=PLACES[municipality]),
        legal_form=legal_form,
        municipality=municipality,
        size="large" if legal_form in ("university", "municipality") else "small",
        led_by=_OWNERS_LEADERS[(turn + place) % len(_OWNERS_LEADERS)],
        nace=nace,
        bankgiro=_bankgiro(9000 + 10 * (turn % len(_OWNERS)) + place),
    )


def _organisation(serial: int) -> str:
    # Up to 899 in the group 559900, and on in 559901.
    return _hyphenated(checked(f"{559900 + serial // 900}{100 + serial % 900}"))


def _person(serial: int) -> str:
    """A personal number with a serial from 980: the range that is given to nobody and kept for tests."""
    day, month = 1 + serial % 28, 1 + serial // 28 % 12
    return _hyphenated(checked(f"{60 + serial % 39:02d}{month:02d}{day:02d}{980 + serial % 20}"))


def _bankgiro(serial: int) -> str:
    digits = checked(f"990{serial:04d}")
    return f"{digits[:-4]}-{digits[-4:]}"


def _hyphenated(digits: str) -> str:
    return f"{digits[:6]}-{digits[6:]}"
