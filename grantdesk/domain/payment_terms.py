"""How the region pays through its bank: from which account, in which version of the format, and on which day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from stdnum import iban, luhn

from grantdesk.domain import working_days
from grantdesk.domain.account import Account
from grantdesk.domain.fields import Fields, InputError, Wrong, raise_if_any
from grantdesk.domain.laid_down import held
from grantdesk.domain.payment_order import Debtor
from grantdesk.domain.provisions import Table
from grantdesk.domain.readers import count, one_of, text
from grantdesk.domain.rulebook import Series, required

FILE = "payments.toml"
VERSIONS = ("03", "09")
CUSTOMER_SCHEMES = ("BANK", "CUST")
CHARGES = ("SHAR", "SLEV")
_DEBTOR_KINDS = ("bankgiro", "iban")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
_BANKGIRO = re.compile(r"[0-9]{7,8}")
_CUSTOMER = re.compile(r"[A-Za-z0-9]{1,35}")


@dataclass(frozen=True)
class Payer:
    """Who pays, as the bank knows it: the name, the number the bank has given, and the account that is charged."""

    name: str
    customer_number: str
    customer_scheme: str
    account: Account
    bic: str


@dataclass(frozen=True)
class Format:
    """The version of pain.001 that the bank takes, and who bears the charges in it."""

    version: str
    charges: str


@dataclass(frozen=True)
class PaymentTerms:
    """What `payments.toml` says, over time."""

    payer: Series[Payer]
    format: Series[Format]
    execution_days: Series[int]
    answer_days: Series[int]

    def series(self) -> Iterator[Series[Any]]:
        yield from (self.payer, self.format, self.execution_days, self.answer_days)

    def debtor(self, organisation_number: str, *, on: date) -> Debtor:
        """Who pays that day. Raises `Refused` where the region has laid down nobody."""
        payer = held(self.payer, on)
        return Debtor(
            name=payer.name,
            organisation_number=organisation_number,
            customer_number=payer.customer_number,
            customer_scheme=payer.customer_scheme,
            account=payer.account,
            bic=payer.bic,
        )

    def format_on(self, on: date) -> Format:
        """The format of that day. Raises `Refused` where none is laid down."""
        return held(self.format, on)

    def execution_on(self, on: date) -> date:
        """The banking day on which the bank is asked to pay what is exported on the day `on`."""
        days = held(self.execution_days, on)
        return working_days.after(on, days) if days else working_days.after(on - timedelta(days=1), 1)

    def silent_through(self, on: date) -> date:
        """The last day of export that the bank should have answered by the day `on`, in banking days of that day's terms."""
        day, days = on, held(self.answer_days, on)
        while working_days.between(day, on) <= days:
            day -= timedelta(days=1)
        return day


def parse_terms(said: Mapping[str, object]) -> PaymentTerms:
    """The terms from the file's mapping. Raises InputErrors with every place."""
    errors: list[InputError] = []
    fields = Fields(said, f"{FILE}: ", errors)
    terms = PaymentTerms(
        payer=required(fields, "payer", _payer),
        format=required(fields, "format", _format),
        execution_days=required(fields, "execution_days", _days),
        answer_days=required(fields, "answer_days", _days),
    )
    fields.finish()
    raise_if_any(errors)
    return terms


def _payer(given: object) -> Payer:
    table = Table(given)
    kind = table.read("account_kind", one_of(_DEBTOR_KINDS))
    payer = Payer(
        name=table.read("name", text),
        customer_number=table.read("customer_number", _customer),
        customer_scheme=table.read("customer_scheme", one_of(CUSTOMER_SCHEMES)),
        account=Account(kind, table.read("account", _bankgiro if kind == "bankgiro" else _iban)),
        bic=table.read("bic", _bic),
    )
    table.close()
    return payer


def _format(given: object) -> Format:
    table = Table(given)
    form = Format(table.read("version", one_of(VERSIONS)), table.read("charges", one_of(CHARGES)))
    table.close()
    return form


def _days(given: object) -> int:
    days = count(given)
    if days > 30:
        raise Wrong("payments.days")
    return days


def _customer(given: object) -> str:
    return _shaped(given, _CUSTOMER, "payments.customer")


def _bic(given: object) -> str:
    return _shaped(given, _BIC, "payments.bic")


def _bankgiro(given: object) -> str:
    number = _shaped(given, _BANKGIRO, "payments.bankgiro")
    if not luhn.is_valid(number):
        raise Wrong("payments.bankgiro")
    return number


def _iban(given: object) -> str:
    number = text(given)
    if number != iban.compact(number) or not iban.is_valid(number):
        raise Wrong("payments.iban")
    return str(number)


def _shaped(given: object, shape: re.Pattern[str], otherwise: str) -> str:
    written = text(given)
    if not shape.fullmatch(written):
        raise Wrong(otherwise)
    return written
