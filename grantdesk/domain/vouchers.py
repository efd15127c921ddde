"""What the region's ledger is told of the money: a voucher for each event, coded by the region's file, in balance to the öre."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from grantdesk.domain.coding import Coding, LedgerAccount, SchemeCoding
from grantdesk.domain.laid_down import held
from grantdesk.domain.money import ZERO, Money, total


@dataclass(frozen=True)
class Coded:
    """What was moved under one scheme for one objective."""

    scheme: str
    objective: str
    amount: Money


@dataclass(frozen=True)
class VoucherRow:
    """One row: the account, the codes of what it is about by `coding.OBJECTS`, and the amount, debit above zero."""

    account: LedgerAccount
    objects: Mapping[str, str]
    amount: Money
    text: str


@dataclass(frozen=True)
class Voucher:
    """Rows that add up to nothing, of one day; `number` is ours, and the region's ledger gives its own."""

    series: str
    number: str
    on: date
    text: str
    rows: tuple[VoucherRow, ...]

    def __post_init__(self) -> None:
        if total(row.amount for row in self.rows) != ZERO:
            raise ValueError(f"voucher {self.number} is not in balance")

    @property
    def turnover(self) -> Money:
        """What its debit rows come to."""
        return total(row.amount for row in self.rows if row.amount > ZERO)


@dataclass(frozen=True)
class Occasion:
    """What a voucher is of: our number for it, its day, and the words that it says."""

    number: str
    on: date
    text: str


def of_payments(occasion: Occasion, moved: Iterable[Coded], coding: Coding) -> Voucher:
    """Payments exported together: each scheme's cost, from the bank."""
    costs = _costs(occasion, moved, coding)
    return _against(held(coding.bank, occasion.on), costs, occasion, coding)


def of_returned(occasion: Occasion, moved: Iterable[Coded], coding: Coding) -> Voucher:
    """Payments that did not arrive: the same costs back again."""
    back = tuple(_negative(row) for row in _costs(occasion, moved, coding))
    return _against(held(coding.bank, occasion.on), back, occasion, coding)


def of_recovered(occasion: Occasion, moved: Iterable[Coded], interest: Money, coding: Coding) -> Voucher:
    """What recipients have repaid, by scheme and objective, and the interest that came with it.

    Amounts below zero are a repayment that was taken back.
    """
    account = held(coding.recoveries, occasion.on)
    rows = [
        _negative(VoucherRow(account, row.objects, row.amount, row.text)) for row in _costs(occasion, moved, coding)
    ]
    if interest:
        rows.append(_negative(VoucherRow(held(coding.interest, occasion.on), {}, interest, occasion.text)))
    return _against(held(coding.bank, occasion.on), tuple(rows), occasion, coding)


def of_set_off(occasion: Occasion, moved: Iterable[Coded], coding: Coding) -> Voucher:
    """What was paid by setting it off against a recovery: a cost, and no money from the bank."""
    return _against(held(coding.recoveries, occasion.on), _costs(occasion, moved, coding), occasion, coding)


def of_money_in(occasion: Occasion, amount: Money, coding: Coding) -> Voucher:
    """What the State has paid in; an amount below zero is what has been returned to it."""
    row = VoucherRow(held(coding.from_state, occasion.on), {}, Money(-amount.ore), occasion.text)
    return _against(held(coding.bank, occasion.on), (row,), occasion, coding)


def _costs(occasion: Occasion, moved: Iterable[Coded], coding: Coding) -> tuple[VoucherRow, ...]:
    """One row for each scheme and objective, in their order."""
    sums: dict[tuple[str, str], int] = {}
    for each in moved:
        key = (each.scheme, each.objective)
        sums[key] = sums.get(key, 0) + each.amount.ore
    return tuple(
        _cost(occasion, scheme, objective, Money(ore), coding) for (scheme, objective), ore in sorted(sums.items())
    )


def _cost(occasion: Occasion, scheme: str, objective: str, amount: Money, coding: Coding) -> VoucherRow:
    coded = coding.of_scheme(scheme, occasion.on)
    return VoucherRow(coded.account, _objects(coded, scheme, objective), amount, occasion.text)


def _objects(coded: SchemeCoding, scheme: str, objective: str) -> dict[str, str]:
    return {
        "cost_centre": coded.cost_centre,
        "activity": coded.activity,
        "organisation_code": coded.organisation_code,
        "appropriation_item": coded.appropriation_item,
        "scheme": scheme,
        "objective": objective,
    }


def _negative(row: VoucherRow) -> VoucherRow:
    return VoucherRow(row.account, row.objects, Money(-row.amount.ore), row.text)


def _against(account: LedgerAccount, rows: tuple[VoucherRow, ...], occasion: Occasion, coding: Coding) -> Voucher:
    """The rows and, last, the account that they are against, where they come to anything."""
    rest = VoucherRow(account, {}, Money(-total(row.amount for row in rows).ore), occasion.text)
    series = held(coding.voucher_series, occasion.on)
    return Voucher(series, occasion.number, occasion.on, occasion.text, (*rows, rest) if rest.amount else rows)
