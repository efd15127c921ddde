"""How the region's own ledger codes the State's money: accounts and objects by scheme, over time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from grantdesk.domain.fields import Fields, InputError, Wrong, raise_if_any
from grantdesk.domain.laid_down import held
from grantdesk.domain.messages import message
from grantdesk.domain.provisions import Table
from grantdesk.domain.readers import count, one_of, text
from grantdesk.domain.rulebook import Series, required

FILE = "coding.toml"
# What a row of a voucher can be about beside its account; the file gives each the number of a dimension.
OBJECTS = ("cost_centre", "activity", "organisation_code", "appropriation_item", "scheme", "objective")
_ACCOUNT = re.compile(r"[0-9]{3,10}")
_OBJECT = re.compile(r"[A-Za-z0-9ÅÄÖåäö][A-Za-z0-9ÅÄÖåäö._-]{0,29}")
_SERIES = re.compile(r"[A-ZÅÄÖ0-9]{1,5}")
_NUMBERS = range(1, 1000)


@dataclass(frozen=True, order=True)
class LedgerAccount:
    """An account of the region's ledger."""

    number: str
    name: str


@dataclass(frozen=True)
class SchemeCoding:
    """How what is paid under a scheme is coded: the account of the cost, and the objects that go with it."""

    account: LedgerAccount
    cost_centre: str
    activity: str
    organisation_code: str
    appropriation_item: str


@dataclass(frozen=True)
class Dimension:
    """A dimension of the region's ledger: its number, and what it is called there."""

    number: int
    name: str


@dataclass(frozen=True)
class Coding:
    """What `coding.toml` says; `bank` is charged with payments, `from_state` is what the State has paid in."""

    dimensions: Mapping[str, Dimension]
    voucher_series: Series[str]
    bank: Series[LedgerAccount]
    from_state: Series[LedgerAccount]
    recoveries: Series[LedgerAccount]
    interest: Series[LedgerAccount]
    schemes: Mapping[str, Series[SchemeCoding]]

    def series(self) -> Iterator[Series[Any]]:
        yield from (self.voucher_series, self.bank, self.from_state, self.recoveries, self.interest)
        yield from self.schemes.values()

    def of_scheme(self, code: str, on: date) -> SchemeCoding:
        """How what is paid under the scheme that day is coded. Raises `Refused` where nothing is laid down."""
        return held(self.schemes[code], on)

    @property
    def items(self) -> list[str]:
        """The appropriation items that the schemes are or have been paid from, or will be, in order."""
        return sorted({item for code in self.schemes for _, item in self.items_of(code)})

    def items_of(self, code: str) -> list[tuple[date, str]]:
        """The items that a scheme is paid from, each with its first day, in order of day; none for what is no scheme of ours."""
        rows = self.schemes[code].values if code in self.schemes else ()
        return [(row.valid_from, row.value.appropriation_item) for row in sorted(rows, key=lambda row: row.valid_from)]

    def item_of(self, code: str, on: date) -> str:
        """The item that a scheme is paid from on a day, and that what is booked in its cases that day belongs to.

        It is that of the row that began last, also where it has ended: what is left to pay has to be paid from something.
        Before the first row it is that row's; of a scheme that is laid down no more it is the county's first item.
        """
        rows = self.items_of(code)
        if not rows:
            return self.items[0]
        return next((item for begins, item in reversed(rows) if begins <= on), rows[0][1])

    def items_in(self, year: int) -> set[str]:
        """The items that some scheme is paid from on some day of a year."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        found = {self.item_of(code, first) for code in self.schemes}
        return found | {item for code in self.schemes for begins, item in self.items_of(code) if first < begins <= last}

    def items_behind(self, item: str, on: date) -> set[str]:
        """The item, and those that the schemes which are paid from it on the day have been paid from before."""
        codes = [code for code in self.schemes if self.item_of(code, on) == item]
        return {item} | {one for code in codes for begins, one in self.items_of(code) if begins <= on}


def parse_coding(said: Mapping[str, object], *, schemes: Iterable[str]) -> Coding:
    """The coding from the file's mapping; `schemes` are the codes there are. Raises InputErrors with every place."""
    errors: list[InputError] = []
    fields = Fields(said, f"{FILE}: ", errors)
    coding = Coding(
        dimensions=_dimensions(fields.child("dimensions")),
        voucher_series=required(fields, "voucher_series", _series),
        bank=required(fields, "bank", _account),
        from_state=required(fields, "from_state", _account),
        recoveries=required(fields, "recoveries", _account),
        interest=required(fields, "interest", _account),
        schemes=_schemes(fields, tuple(schemes)),
    )
    fields.finish()
    raise_if_any(errors)
    return coding


def _schemes(fields: Fields, codes: Sequence[str]) -> dict[str, Series[SchemeCoding]]:
    """The coding of every scheme that the county has; one that lacks it could not be paid under."""
    found: dict[str, Series[SchemeCoding]] = {}
    for entry in fields.each("scheme"):
        code = entry.read("code", one_of(codes))
        if code in found:
            entry.refuse("code", message("region.twice", code=code))
        found[code] = required(entry, "coding", _coding)
        entry.finish()
    lacking = [code for code in codes if code not in found]
    if lacking and not fields.errors:
        fields.refuse("scheme", message("coding.scheme_missing", lacking=", ".join(lacking)))
    return found


def _dimensions(fields: Fields) -> dict[str, Dimension]:
    found = {name: _dimension(fields.child(name)) for name in OBJECTS}
    fields.finish()
    taken: set[int] = set()
    for name, dimension in found.items():
        if dimension.number in taken:
            fields.refuse(f"{name}.number", message("region.twice", code=str(dimension.number)))
        taken.add(dimension.number)
    return found


def _dimension(fields: Fields) -> Dimension:
    dimension = Dimension(number=fields.read("number", _number), name=fields.read("name", text))
    fields.finish()
    return dimension


def _number(given: object) -> int:
    number = count(given)
    if number not in _NUMBERS:
        raise Wrong("coding.dimension", most=_NUMBERS[-1])
    return number


def _account(given: object) -> LedgerAccount:
    table = Table(given)
    account = LedgerAccount(table.read("number", _account_number), table.read("name", text))
    table.close()
    return account


def _coding(given: object) -> SchemeCoding:
    table = Table(given)
    coding = SchemeCoding(
        account=LedgerAccount(table.read("account", _account_number), table.read("name", text)),
        cost_centre=table.read("cost_centre", _object),
        activity=table.read("activity", _object),
        organisation_code=table.read("organisation_code", _object),
        appropriation_item=table.read("appropriation_item", _object),
    )
    table.close()
    return coding


def _account_number(given: object) -> str:
    return _shaped(given, _ACCOUNT, "coding.account")


def _object(given: object) -> str:
    return _shaped(given, _OBJECT, "coding.object")


def _series(given: object) -> str:
    return _shaped(given, _SERIES, "coding.series")


def _shaped(given: object, shape: re.Pattern[str], otherwise: str) -> str:
    written = text(given)
    if not shape.fullmatch(written):
        raise Wrong(otherwise)
    return written
