"""The calculator at the keyboard: an application as `calculate aid` takes it, as an address asks it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from grantdesk.domain.messages import amount
from grantdesk.domain.money import Money
from grantdesk.web.forms.case import circumstances_of
from tests import builders

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

_OF_THE_APPLICANT = ("municipality", "size", "legal_form", "led_by", "nace", "obstacles")
_ROWS = {"costs": "costs", "financing": "financing", "de_minimis": "awards"}


def asked(given: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """The query of the calculator for an application; None leaves a field out."""
    plain = ("scheme", "received_on", "starts_on", "requested", "eur_rate")
    query: dict[str, Any] = {"calculate": "1", **{name: given[name] for name in plain if name in given}}
    query |= {name: given["applicant"][name] for name in _OF_THE_APPLICANT if name in given["applicant"]}
    for key, name in _ROWS.items():
        for number, row in enumerate(given.get(key, ())):
            query |= {
                f"{name}-{number}-{field}": value for field, value in row.items() if field != "organisation_number"
            }
    stated = given.get("circumstances", {})
    query["circumstances"] = [name for name, value in stated.items() if value is True]
    query |= {name: str(value) for name, value in stated.items() if not isinstance(value, bool)}
    return {name: value for name, value in (query | changes).items() if value is not None}


def is_offered(given: Mapping[str, Any]) -> bool:
    """Whether the form of the scheme has every choice that the application makes."""
    scheme = builders.terms().county.schemes[given["scheme"]]
    categories = {name for row in scheme.rules.categories.values for name in row.value}
    stated = {name for name, value in given.get("circumstances", {}).items() if value is True}
    return {cost["category"] for cost in given["costs"]} <= categories and stated <= set(circumstances_of(scheme))


def aid_on(page: TestResponse) -> str:
    """The amount that the page answers with, as the reader sees it."""
    found = re.search(r'class="gd-sum">([^<]*)', page.text)
    assert found is not None
    return found[1].strip()


def written(aid: Money) -> str:
    """An amount as the page writes it in Swedish."""
    return amount(aid, "sv")
