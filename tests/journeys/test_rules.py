"""A new version of a rule in a real browser: one drafts it, another publishes it, and every worker serves it at once."""

from __future__ import annotations

from datetime import date

import pytest

from grantdesk import clock
from grantdesk.operations import verify
from tests import builders
from tests.journeys.conftest import Desk
from tests.rule_texts import a_version

FIRST_DAY = date(clock.today().year + 1, 1, 1)


# What a region runs; each act of it is tried on both databases elsewhere.
@pytest.mark.parametrize("backend", ["postgresql"])
def test_two_people_lay_down_a_new_ceiling(desk: Desk) -> None:
    last_year = clock.today().year - 1
    facts = builders.facts(
        scheme="konsultcheck",
        received_on=f"{last_year}-05-04",
        starts_on=f"{last_year}-07-01",
        costs=[{"category": "consultancy", "amount": "300000.00"}],
    )
    case = builders.an_assessed_case(builders.a_registration(facts), on=date(last_year, 5, 5))
    author, approver = (desk.sit_down(builders.a_user(position).email) for position in ("administrator", "controller"))

    author.go("/rules")
    author.follow("Konsultcheck")
    author.go("/rules/versions/new?of=schemes/konsultcheck.toml&rule=cap")
    assert '"100000.00"' in author.page.locator("#text").input_value()
    author.fill(text=a_version("80000", first_day=FIRST_DAY))
    author.press("Spara utkastet", within="main")
    assert author.sees("Rad 4: rules.cap[0].value ska vara ett belopp över noll")
    author.fill(text=a_version(first_day=FIRST_DAY))
    author.press("Spara utkastet", within="main")
    assert author.sees("100 000 kr")
    author.press("Lämna för godkännande", within="main")
    assert author.sees("godkänner någon annan")

    approver.go("/")
    approver.follow("Version 1")
    assert approver.sees("1 av 1 ärenden")
    assert approver.sees(case.number)
    approver.press("Godkänn och publicera", within="main")
    assert approver.sees("Publicerad")

    # Whichever worker answers.
    for _ in range(6):
        author.go(f"/rules/konsultcheck?on={FIRST_DAY}")
        assert author.sees("80 000 kr")
    for width in (360, 900, 1600):
        author.page.set_viewport_size({"width": width, "height": 900})
        for path in ("/rules", "/rules/de_minimis", "/rules/versions/1", "/rules/versions/new"):
            author.go(path)
    assert verify.everything().broken == []
