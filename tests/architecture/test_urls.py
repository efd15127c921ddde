"""Every door of the program on one page, `urls.txt`: method, address, and the permission that opens it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from grantdesk.domain.roles import PERMISSIONS
from grantdesk.web.access import permission_of, reason_for_being_open

LIST = Path(__file__).with_name("urls.txt")
# Flask answers these for every address that has a page, and asks for the same permission.
_UNLISTED = {"HEAD", "OPTIONS"}

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


def test_the_page_lists_every_door_with_what_opens_it(app: Flask) -> None:
    there = "\n".join(sorted(doors(app))) + "\n"
    assert there == LIST.read_text("utf-8"), f"{LIST.name} should say:\n\n{there}"


def test_every_door_has_one_lock(app: Flask) -> None:
    views = app.view_functions
    locks = {name: [permission_of(view), reason_for_being_open(view)] for name, view in views.items()}
    assert {name: found for name, found in locks.items() if len([lock for lock in found if lock]) != 1} == {}


def test_every_permission_opens_a_door(app: Flask) -> None:
    used = {permission_of(view) for view in app.view_functions.values()}
    assert sorted(PERMISSIONS.keys() - used) == []


def doors(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        lock = permission_of(view) or f"open: {reason_for_being_open(view)}"
        for method in (rule.methods or set()) - _UNLISTED:
            yield f"{rule.rule}  {method}  {lock}"
