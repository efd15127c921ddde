"""A file of a claim's rows, under Swedish or English headings: what each row says, and every fault with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from grantdesk.domain import written
from grantdesk.domain.claim_lines import ACTUAL, FLAT, HOURLY, LONGEST, MOST_ROWS, NewLine
from grantdesk.domain.fields import Wrong
from grantdesk.domain.intake_columns import Fault, Line, Table, faults_of_rows
from grantdesk.domain.intake_row import Row
from grantdesk.domain.messages import LANGUAGES, Language, Message, in_both, message
from grantdesk.domain.money import ZERO, Money

# How the description of the template's invented row begins, in either language.
EXAMPLES = ("EXEMPEL", "EXAMPLE")
# Each column by its name here, with the headings that it may have: the Swedish first, then the English.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "category": ("kostnadsslag", "category"),
    "description": ("beskrivning", "description"),
    "supplier": ("leverantör", "supplier"),
    "voucher": ("verifikation", "voucher"),
    "paid_on": ("betaldag", "paid_on"),
    "net": ("netto", "net"),
    "vat": ("moms", "vat"),
    "basis": ("grund", "basis"),
    "hours": ("timmar", "hours"),
}
NEEDED = ("category", "net")
_COLUMN_OF = {heading: column for column, headings in HEADINGS.items() for heading in headings}
_BASES = {
    "faktisk": ACTUAL, "actual": ACTUAL, "timkostnad": HOURLY, "hourly": HOURLY, "schablon": FLAT, "flat": FLAT,
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A row that can be read: where it stands in the file, and what it reports."""

    row: int
    line: NewLine


@dataclass(frozen=True)
class Reading:
    """The rows that could be read, and everything that is wrong in the file."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    headings: Mapping[str, str]


@dataclass(frozen=True)
class Column:
    """A heading of the template: what it holds, and the cell of the invented row."""

    heading: str
    holds: Message
    is_needed: bool
    example: str


def read(table: Table, *, categories: Sequence[str]) -> Reading:
    """Every row of the file; `categories` are those of the cost plan."""
    named, faults = _columns(table.headings)
    faults += faults_of_rows(table, most=MOST_ROWS)
    if faults:
        return Reading((), tuple(faults), named)
    category = _category(categories)
    rows = [_row(line, named) for line in table.lines]
    entries = [_entry(row, category) for row in rows]
    found = [replace(fault, column=named.get(fault.column or "")) for row in rows for fault in row.faults]
    return Reading(tuple(one for one in entries if one is not None), tuple(found), named)


def columns(language: Language, *, categories: Sequence[str]) -> list[Column]:
    """The template in one language, with an invented row of the first of the categories."""
    place = LANGUAGES.index(language)
    example = {
        "category": _name(categories[0])[language] if categories else "",
        "description": f"{EXAMPLES[place]} - {('ta bort raden', 'remove this row')[place]}",
        "supplier": "Påhittade Leverantören AB",
        "voucher": "A 1",
        "paid_on": "2026-01-31",
        "net": ("1234,50", "1234.50")[place],
        "vat": ("308,62", "308.62")[place],
    }
    return [
        Column(headings[place], message(f"claim_column.{column}"), column in NEEDED, example.get(column, ""))
        for column, headings in HEADINGS.items()
    ]


def _columns(headings: Sequence[str]) -> tuple[dict[str, str], list[Fault]]:
    """Which heading each column has in this file, and what is wrong with the headings."""
    named: dict[str, str] = {}
    faults: list[Fault] = []
    for heading in headings:
        column = _COLUMN_OF.get(heading)
        if column is None:
            faults.append(Fault(1, _shown(heading), message("intake.heading_unknown")))
        elif column in named:
            other = named[column]
            twice = other == heading
            said = message("intake.heading_twice") if twice else message("claim_file.heading_of", other=other)
            faults.append(Fault(1, heading, said))
        else:
            named[column] = heading
    # A file of hours alone has no amounts.
    missing = [column for column in NEEDED if column not in named and not (column == "net" and "hours" in named)]
    if missing:
        said = message("intake.headings_missing", headings=", ".join(HEADINGS[column][0] for column in missing))
        faults.append(Fault(1, None, said))
    return named, faults


def _shown(heading: str) -> str:
    cut = heading[:80]
    return cut if cut.isprintable() and cut else ascii(cut)


def _row(line: Line, named: Mapping[str, str]) -> Row:
    cells = {column: line.cells[heading] for column, heading in named.items() if heading in line.cells}
    return Row(Line(line.number, cells), tuple(named))


def _entry(row: Row, category: Callable[[str], str]) -> Entry | None:
    found = row.cell("category", category)
    if "category" not in row.cells:
        row.note("category", message("intake.empty"))
    if row.cells.get("description", "").upper().startswith(EXAMPLES):
        row.note("description", message("intake.example"))
    texts = {column: row.text(column, most=most) for column, most in LONGEST.items()}
    basis = row.cell("basis", _basis) or ACTUAL
    line = NewLine(
        category=found or "",
        net=row.cell("net", _net),
        vat=row.cell("vat", written.amount) or ZERO,
        paid_on=row.cell("paid_on", written.day),
        basis=basis,
        hours=row.cell("hours", _hours),
        **texts,
    )
    if "net" not in row.cells and "hours" not in row.cells:
        row.note("net" if "net" in row.headings else "hours", message("claim_file.net_or_hours"))
    return None if row.faults else Entry(row.number, line)


def _category(categories: Sequence[str]) -> Callable[[str], str]:
    known = {_folded(name): code for code in categories for name in (code, *_name(code).values())}

    def reader(text: str) -> str:
        if _folded(text) not in known:
            raise Wrong("claim_file.category", choices=", ".join(_choices(categories)))
        return known[_folded(text)]

    return reader


def _choices(categories: Sequence[str]) -> Iterator[str]:
    for code in categories:
        yield f"{_name(code)['sv']} ({code})"


def _name(category: str) -> dict[str, str]:
    return in_both(message(f"category.{category}"))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _basis(text: str) -> str:
    if text.casefold() not in _BASES:
        raise Wrong("claim_file.basis")
    return _BASES[text.casefold()]


def _net(text: str) -> Money:
    """An amount; one below zero, as on a credit note, is no row of its own."""
    if written.plain(text).startswith("-"):
        raise Wrong("claim_file.below_zero")
    return written.amount(text)


def _hours(text: str) -> Decimal:
    try:
        return written.distance(text)
    except Wrong:
        raise Wrong("claim_file.hours") from None
