"""The application in a row of a file, as `calculate aid` takes it; what is wrong is noted under the heading that it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from grantdesk.domain import written
from grantdesk.domain.county import County
from grantdesk.domain.facts import Application, parse_application
from grantdesk.domain.fields import InputErrors, Wrong
from grantdesk.domain.intake_columns import COST, COSTS, FINANCED, FINANCING
from grantdesk.domain.intake_row import Row
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money
from grantdesk.domain.vocabulary import AMOUNTS, COUNTS, DISTANCES, FLAGS

EuroRate = Callable[[date], Decimal | None]
_AWARD = re.compile(r"(\S+) +(\S+) +(\S+)")
_APPLICANT = ("organisation_number", "legal_form", "municipality", "size", "led_by", "nace")
# What the reader of applications calls otherwise than the file does.
_HEADINGS: Mapping[str, str] = {
    "costs": f"{COST}…",
    "financing": f"{FINANCING}…",
    "requested": "applied_amount",
    "eur_rate": "received_on",
}


def of_row(row: Row, county: County, eur_rate: EuroRate) -> Application | None:
    """The application; None where something is wrong, which the row then has noted."""
    costs, financing = _amounts(row, COST), _amounts(row, FINANCING)
    given = _given(row, county, eur_rate) | {
        "costs": [{"category": COSTS[name], "amount": str(amount)} for name, amount in costs.items()],
        "financing": [
            {"source": FINANCED[name][0], "kind": FINANCED[name][1], "amount": str(amount)}
            for name, amount in financing.items()
        ],
    }
    try:
        return parse_application(given, county)
    except InputErrors as wrong:
        for error in wrong.errors:
            column = _column(error.where, list(costs), list(financing))
            # Costs of which none could be read have been told of already.
            if error.where != "costs" or not any((fault.column or "").startswith(COST) for fault in row.faults):
                row.note(column, error.reason)
        return None


def above_zero(text: str) -> Money:
    read = written.amount(text)
    if not read:
        raise Wrong("written.above_zero")
    return read


def _given(row: Row, county: County, eur_rate: EuroRate) -> dict[str, Any]:
    received_on, starts_on = row.cell("received_on", written.day), row.cell("starts_on", written.day)
    requested = row.cell("applied_amount", above_zero)
    scheme = county.schemes.get(row.cells.get("scheme", ""))
    said: dict[str, Any] = {
        "scheme": row.cells.get("scheme"),
        "received_on": received_on.isoformat() if received_on else None,
        "starts_on": starts_on.isoformat() if starts_on else None,
        "requested": str(requested) if requested else None,
        "applicant": _applicant(row),
        "circumstances": _circumstances(row),
    }
    if scheme is not None and scheme.de_minimis:
        rate = eur_rate(received_on) if received_on else None
        said["eur_rate"] = format(rate, "f") if rate is not None else None
        said["de_minimis"] = _awards(row) if "de_minimis" in row.headings else None
    return {key: value for key, value in said.items() if value is not None}


def _applicant(row: Row) -> dict[str, Any]:
    said: dict[str, Any] = {name: row.cells[name] for name in _APPLICANT if name in row.cells}
    if "organisation_number" in said:
        said["organisation_number"] = written.plain(said["organisation_number"]).replace(" ", "")
    return said | {"obstacles": list(written.several(row.cells.get("obstacles", "")))}


def _awards(row: Row) -> list[dict[str, str]]:
    """`2024-06-01 50000.00 2023/2831`: the day, the euros and the regulation; several with commas between them."""
    found = [_AWARD.fullmatch(part) for part in written.several(row.cells.get("de_minimis", ""))]
    if not all(found):
        row.note("de_minimis", message("intake.award"))
    return [{"granted_on": one[1], "amount_eur": one[2], "regulation": one[3]} for one in found if one]


def _circumstances(row: Row) -> dict[str, Any]:
    stated = written.several(row.cells.get("circumstances", ""))
    unknown = [name for name in stated if name not in FLAGS]
    if unknown:
        row.note("circumstances", message("intake.circumstance", name=unknown[0], known=", ".join(FLAGS)))
    said: dict[str, Any] = dict.fromkeys((name for name in stated if name in FLAGS), True)
    said |= {name: row.cell(name, written.whole) for name in COUNTS}
    said |= {name: row.cell(name, lambda text: str(written.amount(text))) for name in AMOUNTS}
    said |= {name: row.cell(name, written.distance) for name in DISTANCES}
    return {name: value for name, value in said.items() if value is not None}


def _amounts(row: Row, prefix: str) -> dict[str, Money]:
    found = {name: row.cell(name, written.amount) for name in row.headings if name.startswith(prefix)}
    # Zero is as good as nothing: a sum that is not there.
    return {name: amount for name, amount in found.items() if amount}


def _column(where: str, costs: Sequence[str], financing: Sequence[str]) -> str:
    """The heading of what the application's reader calls `costs[0].amount`."""
    for name, headings in (("costs", costs), ("financing", financing)):
        if found := re.match(rf"{name}\[(\d+)\]", where):
            return headings[int(found[1])]
    plain = where.partition("[")[0].removeprefix("applicant.")
    if plain.startswith("circumstances."):
        name = plain.removeprefix("circumstances.")
        return "circumstances" if name in FLAGS else name
    return _HEADINGS.get(plain, plain)
