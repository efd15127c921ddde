"""What was booked in some days, by month, scheme, account or objective?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from grantdesk.domain.messages import Both
from grantdesk.queries import bookings, coded_accounts
from grantdesk.queries.balances import Period
from grantdesk.queries.bookings import NOTHING, Flow
from grantdesk.region import Terms

BY = ("month", "scheme", "account", "objective")


@dataclass(frozen=True)
class Row:
    """One row: its code, what the code is called, whether that is confirmed by the region, and what was booked."""

    code: str
    name: Both
    confirmed: bool
    flow: Flow


@dataclass(frozen=True)
class Report:
    by: str
    rows: tuple[Row, ...]

    @property
    def sum(self) -> Flow:
        return sum((row.flow for row in self.rows), NOTHING)


def report(by: str, *, period: Period, terms: Terms) -> Report:
    """The rows by one of `BY`, in order of their codes; their sum is the ledger's, whatever they are by."""
    made: dict[str, Callable[[Period, Terms], list[Row]]] = {
        "month": _by_month,
        "scheme": _by_scheme,
        "account": _by_account,
        "objective": _by_objective,
    }
    return Report(by, tuple(made[by](period, terms)))


def _by_month(period: Period, _terms: Terms) -> list[Row]:
    flows = bookings.flows("month", period=period)
    return [_row("-".join(codes), flow) for codes, flow in flows.items()]


def _by_scheme(period: Period, terms: Terms) -> list[Row]:
    names = {code: (scheme.name, True) for code, scheme in terms.county.schemes.items()}
    return [_row(code, flow, names) for (code,), flow in bookings.flows("scheme", period=period).items()]


def _by_objective(period: Period, terms: Terms) -> list[Row]:
    names = {each.code: (each.name, each.confirmed) for each in terms.county.objectives.values()}
    return [_row(code, flow, names) for (code,), flow in bookings.flows("objective", period=period).items()]


def _by_account(period: Period, terms: Terms) -> list[Row]:
    names = {
        number: (Both(name, name), confirmed)
        for number, (name, confirmed) in coded_accounts.names(terms.coding).items()
    }
    return [_row(number, flow, names) for number, flow in bookings.by_account(terms.coding, period=period).items()]


def _row(code: str, flow: Flow, names: Mapping[str, tuple[Both, bool]] | None = None) -> Row:
    name, confirmed = (names or {}).get(code, (Both(code, code), True))
    return Row(code, name, confirmed, flow)
