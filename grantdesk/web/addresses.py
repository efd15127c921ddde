"""Which addresses there can be at all; what lies outside is no page, before any question is asked."""

from __future__ import annotations

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, Map, ValidationError

from grantdesk.web.forms.sent import seen

# What every column that an address names a row by can hold.
_LARGEST = 2**31 - 1
_MOST_DIGITS = len(str(_LARGEST))


class RowNumber(IntegerConverter):
    """`<int:...>` in an address: a number that a row can have."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=_LARGEST)

    def to_python(self, value: str) -> int:
        # Digits of other scripts are digits to the map: a row would have many addresses.
        if len(value) > _MOST_DIGITS or not value.isascii():
            raise ValidationError
        return int(super().to_python(value))


def narrow(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber
    app.before_request(_refuse_what_cannot_be)


def can_be(path: str) -> bool:
    """No case number or code has characters that cannot be seen; not every database can even be asked about them."""
    return seen(path) == path


def _refuse_what_cannot_be() -> None:
    if not can_be(request.path):
        abort(404)
