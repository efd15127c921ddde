"""Whether two accounts are one: an IBAN, an account with its clearing number and a plusgiro number can all say the same.

A bankgiro number stands for an account that only the bank knows, and is the same as itself alone.
"""

from __future__ import annotations

from grantdesk.domain import clearing as clearings
from grantdesk.domain.account import ACCOUNT, IBAN, PLUSGIRO, Account

_COUNTRY, _BANK, _DIGITS = slice(0, 2), slice(4, 7), slice(7, None)
_CLEARING = 4
# The most digits of an account number that stands alone in an IBAN; one that is longer begins with a clearing number.
_LONGEST_ALONE = 10
# Swedbank's accounts in an IBAN: a clearing number of five digits that begins with 8, and ten more.
_WITH_FIFTH = 15


def identity(account: Account) -> str:
    """What two ways of writing one account have in common, and two accounts never have."""
    if account.kind == ACCOUNT:
        return _of_account(account)
    if account.kind == PLUSGIRO:
        return f"{clearings.PLUSGIROT}:{account.number.lstrip('0')}"
    if account.kind == IBAN:
        return _of_iban(account.number)
    return f"{account.kind}:{account.number.lstrip('0')}"


def _of_account(account: Account) -> str:
    bank = clearings.find_bank(account.clearing)
    if bank is not None and bank.alone:
        return f"{bank.alone}:{account.number.lstrip('0')}"
    return account.clearing[:_CLEARING] + account.number


def _of_iban(number: str) -> str:
    if number[_COUNTRY] != "SE":
        return number
    bank, digits = number[_BANK], number[_DIGITS].lstrip("0")
    if bank in _ALONE:
        if len(digits) <= _LONGEST_ALONE:
            return f"{bank}:{digits}"
        its_bank = clearings.find_bank(digits)
        if its_bank is not None and its_bank.alone == bank and len(digits) >= _CLEARING + its_bank.shortest:
            return f"{bank}:{digits[_CLEARING:].lstrip('0')}"
    if len(digits) == _WITH_FIFTH:
        return digits[:_CLEARING] + digits[_CLEARING + 1 :]
    return digits


_ALONE = frozenset(bank.alone for bank in clearings.BANKS if bank.alone)
