"""Who stands in where a question is asked before anybody has applied: an invented number, and never a company's.

The parser asks for a number with a right check digit, and no rule of a calculation looks at whose it is.
"""

from __future__ import annotations

from grantdesk.domain.identity import Number, number_for

_ORGANISATION = "559900-1004"
# The day and the serial number of everybody's example of a personal number.
_PERSON = "121212-1212"


def written_number(legal_form: str | None) -> str:
    """The invented number as an application writes it: a sole trader has a personal number."""
    return _PERSON if legal_form == "sole_trader" else _ORGANISATION


def number(legal_form: str) -> Number:
    return number_for(legal_form)(written_number(legal_form))
