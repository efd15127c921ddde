"""The file that Almi begins with: the headings that its schemes need, what each holds, and one row that is visibly invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from grantdesk.domain.asked import asked_by, needed_by
from grantdesk.domain.checklist import YES, CheckItem, CheckItems
from grantdesk.domain.county import County
from grantdesk.domain.intake import OUTCOMES, PROPOSED
from grantdesk.domain.intake_columns import CHECK, COST, EXAMPLE, FINANCING, NEEDED, NUMBERS, OPTIONAL, REMARK
from grantdesk.domain.messages import Both, Message, in_both, message
from grantdesk.domain.roles import ALMI
from grantdesk.domain.scheme import Scheme
from grantdesk.domain.vocabulary import FLAGS, LEADERS, LEGAL_FORMS, OBSTACLES, SIZES

_CHOICES: dict[str, Sequence[str]] = {
    "legal_form": LEGAL_FORMS, "size": SIZES, "led_by": LEADERS, "obstacles": OBSTACLES, "decision": OUTCOMES,
}  # fmt: skip
_SOURCES = ("own", "public", "private", "other")


@dataclass(frozen=True)
class Column:
    """One heading of the template: what it holds, what may stand there where only some words may, and the example's cell."""

    heading: str
    holds: Message
    choices: tuple[str, ...]
    is_needed: bool
    example: str


def columns(county: County, checks: CheckItems, *, on: date) -> list[Column]:
    """The headings that Almi's schemes need on the day, in the order of the file."""
    schemes = [scheme for scheme in county.schemes.values() if scheme.handled_by == ALMI]
    example = _example(county, schemes, on)
    found = [_plain(name, county, schemes, needed=True) for name in NEEDED]
    found += _costs(schemes, on)
    found += [_column(f"{FINANCING}{source}", _financing(source)) for source in _SOURCES]
    starts = any(scheme.has_start_rule for scheme in schemes)
    found += [_plain(name, county, schemes, needed=starts and name == "starts_on") for name in OPTIONAL]
    found += [
        _column(name, message("column.number", name=_named(f"circumstance.{name}"))) for name in _numbers(schemes)
    ]
    found += _checks(schemes, checks, on)
    return [
        Column(one.heading, one.holds, one.choices, one.is_needed, example.get(one.heading, one.example))
        for one in found
    ]


def _plain(name: str, county: County, schemes: Sequence[Scheme], *, needed: bool) -> Column:
    raised = dict.fromkeys(flag for scheme in schemes for flag in asked_by(scheme.rules) if flag in FLAGS)
    choices = {
        **_CHOICES,
        "scheme": [scheme.code for scheme in schemes],
        "municipality": [f"{one.code} {one.name}" for one in county.municipalities.values()],
        "objective": list(county.objectives),
        "circumstances": sorted(raised),
    }
    return Column(name, message(f"column.{name}"), tuple(choices.get(name, ())), needed, "")


def _column(heading: str, holds: Message) -> Column:
    return Column(heading, holds, (), is_needed=False, example="")


def _costs(schemes: Sequence[Scheme], on: date) -> list[Column]:
    rows = [row.value for scheme in schemes if (row := scheme.rules.categories.on(on)) is not None]
    categories = dict.fromkeys(category for row in rows for category in row)
    return [_column(f"{COST}{one}", message("column.cost", category=_named(f"category.{one}"))) for one in categories]


def _financing(source: str) -> Message:
    return message("column.financing", source=_named(f"financing_source.{source}"))


def _numbers(schemes: Sequence[Scheme]) -> Iterator[str]:
    asked = {name for scheme in schemes for name in (*asked_by(scheme.rules), *needed_by(scheme.rules))}
    yield from (name for name in NUMBERS if name in asked)


def _checks(schemes: Sequence[Scheme], checks: CheckItems, on: date) -> list[Column]:
    items: dict[str, CheckItem] = {}
    for scheme in schemes:
        items |= {item.code: item for item in checks.on(on, scheme=scheme.code, handled_by=ALMI)}
    found = []
    for code, item in items.items():
        holds = message("column.check", item=item.text)
        found.append(Column(f"{CHECK}{code}", holds, (), bool(item.required_for), YES))
        found.append(_column(f"{REMARK}{code}", message("column.remark", item=code)))
    return found


def _example(county: County, schemes: Sequence[Scheme], on: date) -> dict[str, str]:
    if not schemes:
        return {}
    first = schemes[0]
    row = first.rules.categories.on(on)
    category = next(iter(row.value), "") if row else ""
    return {
        "external_ref": f"{EXAMPLE}-1",
        "scheme": first.code,
        "title": "PÅHITTAT EXEMPEL - ta bort raden",
        "received_on": on.isoformat(),
        "organisation_number": "559900-1004",
        "organisation_name": "Påhittade Exempelbolaget AB",
        "legal_form": LEGAL_FORMS[0],
        "municipality": next(iter(county.municipalities)),
        "size": SIZES[1],
        "led_by": LEADERS[0],
        "nace": "25.62",
        "objective": next(iter(county.objectives)),
        f"{COST}{category}": "80000,00",
        f"{FINANCING}own": "40000,00",
        "starts_on": (on + timedelta(days=30)).isoformat(),
        "decision": PROPOSED,
        "granted_amount": "40000,00",
    }


def _named(key: str) -> Both:
    said = in_both(message(key))
    return Both(said["sv"], said["en"])
