"""Who somebody is by number: organisation numbers, and the personal numbers of sole traders."""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import dataclass
from functools import lru_cache

from stdnum import luhn

from grantdesk.domain.fields import Reader, Wrong

_ORGANISATION = re.compile(r"([0-9]{6})-?([0-9]{4})")
_PERSON = re.compile(r"(?:[0-9]{2})?([0-9]{6})([-+]?)([0-9]{4})")
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_COORDINATION_DAY = 60
_FIRST_ORGANISATION_GROUP = 20


@dataclass(frozen=True)
class Number:
    """An organisation number, or a sole trader's personal number; the latter is personal data and shown masked."""

    written: str
    personal: bool

    @property
    def masked(self) -> str:
        return f"{self.written[:6]}{self.written[6]}****" if self.personal else self.written

    def __repr__(self) -> str:
        # A traceback or a log line must not carry a personal number.
        return f"Number({self.masked!r})"


def organisation_number(given: object) -> Number:
    """The number of a legal person. The sentence of a refusal never repeats what was given."""
    digits = _matched(_ORGANISATION, given, "input.number_form").groups()
    whole = "".join(digits)
    if int(whole[2:4]) < _FIRST_ORGANISATION_GROUP:
        raise Wrong("input.number_personal")
    _check_digit(whole)
    return Number(f"{digits[0]}-{digits[1]}", personal=False)


def personal_number(given: object) -> Number:
    """A personal or a coordination number (the day plus 60), with ten or twelve digits, kept with ten."""
    found = _matched(_PERSON, given, "input.personal_form")
    birth, separator, last = found.groups()
    _existing_birthday(birth)
    _check_digit(birth + last)
    return Number(f"{birth}{separator or '-'}{last}", personal=True)


def either_number(given: object) -> Number:
    """A number whose owner's legal form is not stated: the third and fourth digits tell a person from an organisation."""
    if isinstance(given, str):
        digits = re.sub(r"[-+]", "", given)
        if len(digits) == 12 or (digits[2:4].isdigit() and int(digits[2:4]) < _FIRST_ORGANISATION_GROUP):
            return personal_number(given)
    return organisation_number(given)


def number_for(legal_form: str | None) -> Reader[Number]:
    if legal_form is None:
        return either_number
    return personal_number if legal_form == "sole_trader" else organisation_number


def _matched(pattern: re.Pattern[str], given: object, otherwise: str) -> re.Match[str]:
    found = pattern.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        raise Wrong(otherwise)
    return found


def _existing_birthday(birth: str) -> None:
    year, month, day = int(birth[:2]), int(birth[2:4]), int(birth[4:])
    day -= _COORDINATION_DAY if day > _COORDINATION_DAY else 0
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS_IN_MONTH[month - 1]:
        raise Wrong("input.personal_form")
    # The century is not in the number: 29 February stands if it exists in either.
    if (month, day) == (2, 29) and not (isleap(1900 + year) or isleap(2000 + year)):
        raise Wrong("input.personal_form")


def _check_digit(digits: str) -> None:
    if not _is_checked(digits):
        raise Wrong("input.number_check_digit")


@lru_cache(maxsize=1_024)
def _is_checked(digits: str) -> bool:
    return bool(luhn.is_valid(digits))
