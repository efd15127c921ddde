"""Fields for what this desk writes all day: amounts, days, organisation numbers."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import FieldList, HiddenField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from grantdesk.domain import identity
from grantdesk.domain.fields import Wrong
from grantdesk.domain.money import Money
from grantdesk.web import language

# Ordinary, non-breaking, narrow non-breaking, thin and figure spaces group thousands; three signs are read as minus.
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007\t", " "))
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
_UNIT = re.compile(r"^(?:SEK|kr)?\s*(.*?)\s*(?:SEK|kr|:-)?$", re.IGNORECASE)
_AMOUNT = re.compile(r"(-?) ?(\d{1,13}|\d{1,3}(?: \d{3}){1,4})(?:[.,](\d{1,2}))?", re.ASCII)
# Nothing here is of another time, and the days that are counted from one that is written are days too.
FIRST_YEAR, LAST_YEAR = 1900, 2100
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}", re.ASCII)


class NotReadable(ValueError):
    """What was written has no single meaning; the text says what would be right."""


def amount_written(text: str) -> Money:
    """The amount written in a Swedish or an English form: `1 234,50`, `1234.50`, `1 234 kr`. Raises NotReadable.

    A point or a comma with three digits after it could be kronor or thousands, and is not guessed at.
    """
    plain = _UNIT.sub(r"\1", text.translate(_SPACES).translate(_MINUS).strip())
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        raise NotReadable(_what_is_wrong(plain))
    sign, kronor, decimals = found.groups()
    ore = int(kronor.replace(" ", "")) * 100 + int((decimals or "").ljust(2, "0"))
    return Money(-ore if sign else ore)


def _what_is_wrong(plain: str) -> str:
    if re.search(r"[.,]\d{3}(?!\d)", plain):
        return str(gettext("Write thousands with a space and öre with a comma or a point, such as 1 234,50."))
    if re.search(r"[.,]\d{3,}", plain):
        return str(gettext("An amount has at most two decimals, such as 1 234,50."))
    return str(gettext("Write the amount in kronor with digits only, such as 1 234,50."))


class Needed(InputRequired):  # type: ignore[misc]  # WTForms has no types
    """Something must be written, and blanks alone are nothing."""

    def __call__(self, form: Any, field: Any) -> None:  # noqa: ARG002 - WTForms calls it with the form
        if any(str(each).strip() for each in field.raw_data or []):
            return
        field.errors[:] = []
        raise StopValidation(self.message)


class FigureField(StringField):  # type: ignore[misc]  # WTForms has no types
    """A number with its unit, in the reader's form; `data` is what `read` makes of it, or None. What was sent is shown again."""

    data: Any
    unit = "kr"

    def __init__(self, label: Any = None, validators: Sequence[Any] | None = None, **arguments: Any) -> None:
        arguments["render_kw"] = {"inputmode": "decimal", "autocomplete": "off"} | arguments.get("render_kw", {})
        super().__init__(label, validators, **arguments)

    def process_formdata(self, valuelist: list[str]) -> None:
        written = valuelist[0].strip() if valuelist else ""
        self.data = self.read(written) if written else None

    def read(self, written: str) -> Any:
        """What was written, as the form gives it on: here as it stands. A field of one kind of figure raises `NotReadable`."""
        return written

    def shown(self, data: Any) -> str:
        return str(data)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.shown(self.data)


class AmountField(FigureField):
    """Kronor and öre, never negative; `data` is Money or None."""

    def read(self, written: str) -> Money:
        amount = amount_written(written)
        if amount.ore < 0:
            raise NotReadable(gettext("Write the amount without a minus sign."))
        return amount

    def shown(self, data: Any) -> str:
        return as_written(data)


class SignedAmountField(AmountField):
    """A change of an amount: minus for less."""

    def read(self, written: str) -> Money:
        return amount_written(written)


def as_written(amount: Money) -> str:
    """The amount as the field shows it, so that sending it back unchanged changes nothing."""
    kronor, ore = divmod(abs(amount.ore), 100)
    grouped = f"{kronor:,}".replace(",", "\u00a0")
    point = "," if language.current() == "sv" else "."
    decimals = f"{point}{ore:02d}" if ore else ""
    return f"{'-' if amount.ore < 0 else ''}{grouped}{decimals}"


class DayField(StringField):  # type: ignore[misc]  # WTForms has no types
    """A day, written 2026-11-22 (or 20261122); `data` is a date or None.

    A text field, since a browser writes the dates of its own field in its own language's order, not the page's.
    """

    data: Any

    def __init__(self, label: Any = None, validators: Sequence[Any] | None = None, **arguments: Any) -> None:
        said = {"inputmode": "numeric", "autocomplete": "off", "placeholder": lazy_gettext("YYYY-MM-DD")}
        arguments["render_kw"] = said | arguments.get("render_kw", {})
        super().__init__(label, validators, **arguments)

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else self.data.isoformat() if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        written = valuelist[0].strip() if valuelist else ""
        self.data = day_written(written) if written else None


def day_written(written: str) -> date:
    """The day written as year, month and day. Raises NotReadable, also for a day that no case here can have to do with."""
    if not _DAY.fullmatch(written):
        raise NotReadable(gettext("Write the day as year-month-day, such as 2026-11-22."))
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        raise NotReadable(gettext("There is no such day; write one that exists, such as 2026-11-22.")) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        said = gettext("Write a day from %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR)
        raise NotReadable(said)
    return day


class OrganisationNumberField(StringField):  # type: ignore[misc]  # WTForms has no types
    """An organisation number, or a sole trader's personal number; `data` is `NNNNNN-NNNN` or None."""

    data: Any

    def __init__(self, label: Any = None, validators: Sequence[Any] | None = None, **arguments: Any) -> None:
        arguments["render_kw"] = {"autocomplete": "off", "spellcheck": "false"} | arguments.get("render_kw", {})
        super().__init__(label, validators, **arguments)

    def process_formdata(self, valuelist: list[str]) -> None:
        written = valuelist[0].strip() if valuelist else ""
        self.data = organisation_number(written) if written else None

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else self.data or ""


def organisation_number(written: str) -> str:
    """The number with its hyphen, its check digit tried. Raises NotReadable."""
    try:
        return identity.either_number(written.translate(_SPACES).translate(_MINUS).replace(" ", "")).written
    except Wrong as wrong:
        raise NotReadable(_number_sentence(wrong.reason.key)) from wrong


def _number_sentence(key: str) -> str:
    if key == "input.number_check_digit":
        return str(gettext("The check digit is wrong: compare each digit with the certificate of registration."))
    return str(gettext("Write the number with ten digits, such as 559900-1004."))


class ChecksField(SelectMultipleField):  # type: ignore[misc]  # WTForms has no types
    """Several of a few: a box for each choice; `data` names each once."""

    data: Any
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(list(dict.fromkeys(valuelist)))


class RowsField(FieldList):  # type: ignore[misc]  # WTForms has no types
    """Rows of fields, such as `costs-0-amount`; a row's number that no page of ours has written is no row."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        written = re.compile(rf"{re.escape(prefix)}-(\d{{1,4}})(?:-|$)", re.ASCII)
        yield from (int(found[1]) for found in map(written.match, formdata) if found)


class OnceField(HiddenField):  # type: ignore[misc]  # WTForms has no types
    """A token made with the form, so that the same form sent twice is one act; `data` is a UUID as text."""

    data: Any

    def __init__(self, label: Any = None, validators: Sequence[Any] | None = None, **arguments: Any) -> None:
        super().__init__(label, validators, default=_new_token, **arguments)

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - WTForms calls it with the form
        try:
            self.data = str(uuid.UUID(self.data or ""))
        except ValueError as error:
            raise ValidationError(
                gettext("The form was not whole; go back, reload the page and send it again.")
            ) from error


def _new_token() -> str:
    return str(uuid.uuid4())
