"""People at the keyboard: a client that is signed in, and a form filled in as one would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests import builders
from tests.builders import PASSWORD, Person

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.test import TestResponse

    from tests.strict_client import StrictClient


def at_work(app: Flask, person: Person | str) -> StrictClient:
    """A browser in which `person`, or somebody new in that position, has signed in."""
    who = builders.a_user(person) if isinstance(person, str) else person
    client = app.test_client()
    client.sign_in(who.email, PASSWORD)  # type: ignore[attr-defined]  # the app's client is strict
    return client  # type: ignore[return-value]  # likewise


def token(client: StrictClient) -> str:
    """The token against forged forms that the client's session has."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/").text)
    assert found is not None
    return found[1]


def application(**changes: Any) -> dict[str, Any]:
    """What is written in the form for investment aid: 400 000 in Fagersta."""
    return {
        "title": "Ny laserskärare",
        "received_on": "2026-03-14",
        "starts_on": "2026-05-01",
        "ends_on": "2027-04-30",
        "requested": "150 000",
        "organisation_number": "559900-1004",
        "legal_form": "limited_company",
        "name": "Påhittade Verkstaden AB",
        "municipality": "1982",
        "size": "small",
        "led_by": "woman",
        "nace": "25.62",
        "costs-0-category": "machinery",
        "costs-0-amount": "400 000",
        "financing-0-source": "own",
        "financing-0-kind": "cash",
        "financing-0-amount": "250 000",
        "circumstances": ["collective_agreement_terms"],
        "objectives-0-objective": "VAL-1",
        "objectives-0-share": "60",
        **changes,
    }


def register(client: StrictClient, **changes: Any) -> TestResponse:
    """The answer to the form for investment aid, filled in with two objectives."""
    page = client.submit(client.get("/cases/new/investeringsstod"), {"add": "objectives"}, button=None)
    return client.submit(
        page, application(**{"objectives-1-objective": "VAL-2", "objectives-1-share": "40", **changes})
    )
