"""A door opens for the roles that have its permission, and for nobody else."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from grantdesk.domain.roles import POSITIONS, may
from grantdesk.web.access import permission_of
from tests.strict_client import StrictClient
from tests.web.desk import at_work

ONE_OF_EACH = {role: position for position, role in POSITIONS.items()}

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


@pytest.mark.parametrize("role", ONE_OF_EACH)
def test_a_role_comes_through_its_own_doors_only(app: Flask, role: str) -> None:
    client = at_work(app, ONE_OF_EACH[role])
    wrong = [door for door in _doors(app) if _opens(client, *door[:2]) != may(role, door[2])]
    assert wrong == []


def test_a_visitor_comes_through_none_of_them(app: Flask, client: StrictClient) -> None:
    for method, address, _ in _doors(app):
        answer = client.open(address, method=method)
        assert answer.status_code == 302, address
        assert answer.headers["Location"].startswith("/sign-in")


def _doors(app: Flask) -> list[tuple[str, str, str]]:
    """Method, an address that leads to the door, and its permission."""
    found = []
    for rule in app.url_map.iter_rules():
        permission = permission_of(app.view_functions[rule.endpoint])
        if permission:
            chosen = re.sub(r"<any\((\w+)[^>]*>", r"\1", rule.rule)
            address = re.sub(r"<int:\w+>", "999999", re.sub(r"<\w+>", "NONE-1", chosen))
            found += [(method, address, permission) for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}]
    return sorted(found)


def _opens(client: StrictClient, method: str, address: str) -> bool:
    """Whether one comes in; what is behind the door may be missing, or want a form that is not sent."""
    return client.open(address, method=method).status_code != 403
