"""The account that somebody is paid to: what was written is read strictly, and shown as banks write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stdnum import bic as bic_number
from stdnum import iban as iban_number
from stdnum import luhn
from stdnum.exceptions import ValidationError

from grantdesk.domain import clearing as clearings
from grantdesk.domain.clearing import Bank, Check
from grantdesk.domain.messages import Both, Message, Parameter, message
from grantdesk.domain.refusal import Refused

BANKGIRO, PLUSGIRO, ACCOUNT, IBAN = KINDS = ("bankgiro", "plusgiro", "account", "iban")

_BETWEEN = re.compile("[ \u00a0\u202f\u2009\t.,\u2212\u2013-]+")
_SWEDISH_IBAN_LENGTH = 24
_CLEARING_LENGTHS = {True: (4, 5), False: (4,)}
_HIDDEN = 4
_IBAN_COUNTRY, _BIC_COUNTRY = slice(0, 2), slice(4, 6)


class NotAnAccount(Refused):
    """What was written is no account; `part` says which of its parts is wrong: kind, number, clearing or bic."""

    def __init__(self, part: str, key: str, **parameters: Parameter | Both) -> None:
        super().__init__(key, **parameters)
        self.part = part


@dataclass(frozen=True)
class Account:
    """One account, as it is kept: digits alone, or an IBAN without spaces.

    A bank account has a clearing number, Swedbank's that begin with 8 with all five digits; an IBAN may have a BIC.
    """

    kind: str
    number: str
    clearing: str = ""
    bic: str = ""

    @property
    def shown(self) -> str:
        """As banks write it: 5050-1055, 12 34 56-6, 8327-9, 123 456 789-7, SE45 5000 0000 0583 9825 7466."""
        return _SHOWN[self.kind](self)

    @property
    def masked(self) -> str:
        """As shown, its last four characters hidden: for readers who need not know a person's account."""
        found, hidden = list(self.shown), 0
        for place in reversed(range(len(found))):
            if found[place].isalnum() and hidden < _HIDDEN:
                found[place], hidden = "*", hidden + 1
        return "".join(found)

    @property
    def bank(self) -> str:
        """The name of the bank, where the clearing number tells it."""
        found = clearings.find_bank(self.clearing) if self.clearing else None
        return found.name if found else ""

    @property
    def remark(self) -> Message | None:
        """What whoever confirms the account should know of its check digit or its bank, if anything."""
        if self.kind == IBAN:
            return _of_its_country(self.number[_IBAN_COUNTRY], self.bic)
        found = clearings.find_bank(self.clearing) if self.clearing else None
        if found is None or found.fits(self.clearing, self.number):
            return None
        return message("account.check_digit_differs", bank=found.name)

    def __repr__(self) -> str:
        # A traceback or a log line must not carry somebody's account.
        return f"Account({self.kind!r}, {self.masked!r})"


def parse(kind: str, written: str, *, clearing: str = "", bic: str = "") -> Account:
    """The account that was written, however its digits are grouped. Raises `NotAnAccount` with what would be right."""
    if kind not in KINDS:
        raise NotAnAccount("kind", "account.unknown_kind")
    number, clearing, bic = (_BETWEEN.sub("", each).upper() for each in (written, clearing, bic))
    if clearing and kind != ACCOUNT:
        raise NotAnAccount("clearing", "account.clearing_of_account_alone")
    if bic and kind != IBAN:
        raise NotAnAccount("bic", "account.bic_of_iban_alone")
    return _PARSED[kind](number, clearing, bic)


def _bankgiro(number: str, _clearing: str, _bic: str) -> Account:
    number = number.lstrip("0")
    _digits(number, shortest=7, longest=8, otherwise="account.bankgiro_digits")
    if not luhn.is_valid(number):
        raise NotAnAccount("number", "account.bankgiro_check_digit")
    return Account(BANKGIRO, number)


def _plusgiro(number: str, _clearing: str, _bic: str) -> Account:
    number = number.lstrip("0")
    _digits(number, shortest=2, longest=8, otherwise="account.plusgiro_digits")
    if not luhn.is_valid(number):
        raise NotAnAccount("number", "account.plusgiro_check_digit")
    return Account(PLUSGIRO, number)


def _account(number: str, clearing: str, _bic: str) -> Account:
    bank = _bank(clearing)
    _digits(
        number,
        shortest=bank.shortest,
        longest=bank.longest,
        otherwise="account.number_digits" if bank.shortest == bank.longest else "account.number_digits_between",
        bank=bank.name,
    )
    # The same account is kept in one way, however many of the noughts before it were written.
    number = number.zfill(bank.longest)
    if bank.check is not Check.MOSTLY_BY_TEN and not bank.fits(clearing, number):
        raise NotAnAccount("number", "account.number_check_digit", bank=bank.name)
    return Account(ACCOUNT, number, clearing=_whole(clearing))


def _bank(clearing: str) -> Bank:
    if not clearing:
        raise NotAnAccount("clearing", "account.clearing_needed")
    if not (clearing.isascii() and clearing.isdigit() and len(clearing) in _CLEARING_LENGTHS[clearing[0] == "8"]):
        raise NotAnAccount("clearing", "account.clearing_digits")
    if _whole(clearing) != clearing and len(clearing) == len(_whole(clearing)):
        raise NotAnAccount("clearing", "account.clearing_check_digit")
    found = clearings.find_bank(clearing)
    if found is None:
        raise NotAnAccount("clearing", "account.clearing_unknown", clearing=clearing)
    return found


def _whole(clearing: str) -> str:
    """Swedbank's clearing numbers that begin with 8 have a fifth digit, which tells nothing new and may be left out."""
    return f"{clearing[:4]}{luhn.calc_check_digit(clearing[:4])}" if clearing[0] == "8" else clearing


def _iban(number: str, _clearing: str, bic: str) -> Account:
    if number.startswith("SE") and len(number) != _SWEDISH_IBAN_LENGTH:
        raise NotAnAccount("number", "account.iban_swedish_length", length=len(number))
    try:
        # The check of the country's own number within it is the bank's affair.
        number = str(iban_number.validate(number, check_country=False))
    except ValidationError as error:
        raise NotAnAccount("number", "account.iban") from error
    if bic and not bic_number.is_valid(bic):
        raise NotAnAccount("bic", "account.bic")
    return Account(IBAN, number, bic=bic)


def _of_its_country(country: str, bic: str) -> Message | None:
    """Some banks have accounts in another country than their own; most often it is a BIC that was read wrong."""
    if bic and bic[_BIC_COUNTRY] != country:
        return message("account.bic_of_another_country", bic=bic[_BIC_COUNTRY], country=country)
    return message("account.abroad_without_bic") if country != "SE" and not bic else None


def _digits(number: str, *, shortest: int, longest: int, otherwise: str, bank: str = "") -> None:
    if not (number.isascii() and number.isdigit() and shortest <= len(number) <= longest and number.strip("0")):
        raise NotAnAccount("number", otherwise, bank=bank, shortest=shortest, longest=longest)


_PARSED: Mapping[str, Callable[[str, str, str], Account]] = {
    BANKGIRO: _bankgiro,
    PLUSGIRO: _plusgiro,
    ACCOUNT: _account,
    IBAN: _iban,
}


def _bankgiro_shown(account: Account) -> str:
    return f"{account.number[:-4]}-{account.number[-4:]}"


def _plusgiro_shown(account: Account) -> str:
    return f"{_grouped(account.number[:-1], 2)}-{account.number[-1]}"


def _account_shown(account: Account) -> str:
    bank = account.clearing if len(account.clearing) == _CLEARING_LENGTHS[False][0] else _with_fifth(account.clearing)
    personal = account.clearing in clearings.PERSONAL
    tail = 4 if personal else 1
    number = account.number[:-tail] if personal else _grouped(account.number[:-tail], 3)
    return f"{bank}, {number}-{account.number[-tail:]}"


def _with_fifth(clearing: str) -> str:
    return f"{clearing[:4]}-{clearing[4:]}"


def _iban_shown(account: Account) -> str:
    return " ".join(account.number[at : at + 4] for at in range(0, len(account.number), 4))


def _grouped(digits: str, size: int) -> str:
    """In groups of `size` from the right."""
    first = len(digits) % size
    groups = [digits[:first], *(digits[at : at + size] for at in range(first, len(digits), size))]
    return " ".join(group for group in groups if group)


_SHOWN: Mapping[str, Callable[[Account], str]] = {
    BANKGIRO: _bankgiro_shown,
    PLUSGIRO: _plusgiro_shown,
    ACCOUNT: _account_shown,
    IBAN: _iban_shown,
}
