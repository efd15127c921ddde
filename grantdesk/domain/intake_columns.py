"""The columns that a file of cases may have: what each is called, and how its cell is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from grantdesk.domain.checklist import CLAIM, CheckItems
from grantdesk.domain.messages import Message, message
from grantdesk.domain.roles import ALMI
from grantdesk.domain.vocabulary import (
    AMOUNTS,
    CATEGORIES,
    COUNTS,
    DISTANCES,
    FINANCING_KINDS,
    FINANCING_SOURCES,
)

# How the reference of the row begins that the template has as an example, which is nobody's case.
EXAMPLE = "EXEMPEL"
COST, FINANCING, CHECK, REMARK = "cost_", "financing_", "check_", "remark_"
_IN_KIND = "_in_kind"
NEEDED = (
    "external_ref", "scheme", "title", "received_on", "organisation_number", "organisation_name", "legal_form",
    "municipality", "size", "led_by", "nace", "objective",
)  # fmt: skip
# What a row may leave empty, or the file leave out.
OPTIONAL = (
    "obstacles", "starts_on", "ends_on", "applied_amount", "de_minimis", "circumstances", "decision", "decided_on",
    "granted_amount", "reason", "decided_by", "met_before",
)  # fmt: skip
OF_DECISION = ("decided_on", "granted_amount", "reason", "decided_by", "met_before")
COSTS = {f"{COST}{category}": category for category in CATEGORIES}
FINANCED = {
    f"{FINANCING}{source}{_IN_KIND if kind == 'in_kind' else ''}": (source, kind)
    for source in FINANCING_SOURCES
    for kind in FINANCING_KINDS
}
NUMBERS = (*COUNTS, *AMOUNTS, *DISTANCES)


@dataclass(frozen=True)
class Fault:
    """What is wrong, in which row (the headings are row 1) and under which heading, and what would be right."""

    row: int | None
    column: str | None
    reason: Message


@dataclass(frozen=True)
class Line:
    """One row of a file: its number, and its cells by heading, empty ones left out."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """A file as rows under headings."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]


def known(checks: CheckItems) -> tuple[str, ...]:
    """Every heading that there can be, in the order that the template file has them."""
    codes = tuple(dict.fromkeys(row.code for row in checks.rows if ALMI in row.handled_by and row.part != CLAIM))
    asked = tuple(name for code in codes for name in (f"{CHECK}{code}", f"{REMARK}{code}"))
    return (*NEEDED, *COSTS, *FINANCED, *OPTIONAL, *NUMBERS, *asked)


def faults_of_rows(table: Table, *, most: int) -> Iterator[Fault]:
    """That a file has no rows, or more of them than are read."""
    if not table.lines:
        yield Fault(None, None, message("intake.no_rows"))
    if len(table.lines) > most:
        yield Fault(None, None, message("intake.too_many_rows", most=most, found=len(table.lines)))


def faults_of(headings: Sequence[str], checks: CheckItems) -> Iterator[Fault]:
    """What is wrong with the headings themselves: unknown, twice, or missing."""
    there = known(checks)
    for name in dict.fromkeys(headings):
        if headings.count(name) > 1:
            yield Fault(1, name, message("intake.heading_twice"))
        if name not in there:
            yield Fault(1, _shown(name), _unknown(name, there))
    missing = [name for name in NEEDED if name not in headings]
    if not any(name in headings for name in COSTS):
        missing.append(f"{COST}…")
    if missing:
        yield Fault(1, None, message("intake.headings_missing", headings=", ".join(missing)))


def of_checks(headings: Iterable[str]) -> list[str]:
    """The codes of the checks that the file answers."""
    return [name.removeprefix(CHECK) for name in headings if name.startswith(CHECK)]


def _unknown(name: str, there: Sequence[str]) -> Message:
    nearest = get_close_matches(name, there, n=1)
    return message("intake.heading_near", nearest=nearest[0]) if nearest else message("intake.heading_unknown")


def _shown(name: str) -> str:
    written = name[:80]
    return written if written.isprintable() and written else ascii(written)
