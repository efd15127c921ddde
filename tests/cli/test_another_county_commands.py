"""Every command that answers about a county answers about the one that the settings name."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from grantdesk.cli import main
from grantdesk.operations import demonstrate
from grantdesk.queries import history
from grantdesk.queries.balances import KEYS
from tests import builders, sormeby
from tests.documents import papers

pytestmark = [pytest.mark.parametrize("backend", ["sqlite"]), pytest.mark.usefixtures("another_county")]


def said(*words: str, given: str | None = None) -> str:
    """What the command answers; nothing of the shipped county is in it."""
    done = CliRunner().invoke(main, list(words), input=given)
    assert done.exit_code == 0, done.output
    assert sormeby.traces(done.output) == []
    return done.output


def a_paid_case() -> str:
    payment = builders.a_payment(builders.a_claim(builders.grant(builders.an_assessed_case(sormeby.a_registration()))))
    batch = builders.a_batch(builders.an_attested_payment(payment))
    builders.export(batch)
    return batch.number


def test_the_region_and_its_rules() -> None:
    assert "Region of Sörmeby" in said("region", "show")
    shown = json.loads(said("region", "show", "--json"))
    assert shown["region"] == {"code": "sormeby", "name": {"sv": "Region Sörmeby", "en": "Region of Sörmeby"}}
    assert [one["code"] for one in shown["schemes"]] == [sormeby.BOOST, sormeby.COLLABORATION]
    assert "2 schemes" in said("rules", "check")
    assert json.loads(said("rules", "check", "--json"))["examples"] >= 12
    assert len(json.loads(said("rules", "list", "--json"))["rules"]) > 20
    assert said("rules", "list", "--on", "2026-03-14").count("\n") > 20
    assert json.loads(said("calculate", "aid", "-", given=json.dumps(sormeby.facts())))["aid"] == "135000.00"


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_totals(form: str) -> None:
    a_paid_case()
    for key in KEYS:
        said("totals", "--by", key, "--format", form)


def test_money_and_reports() -> None:
    batch = a_paid_case()
    assert "boosts_granted" in said("report", "annual", "--year", "2026")
    said("payouts", "list")
    assert "SKOG-A" in said("payouts", "export", batch, "--format", "csv")
    printed = CliRunner().invoke(main, ["payouts", "export", batch, "--format", "pdf"]).stdout_bytes
    assert "Sörmeby" in papers.text(printed)
    assert sormeby.traces(papers.text(printed)) == []
    asked = ("who-may", "grant", "--scheme", sormeby.COLLABORATION, "--amount", "900000.00")
    assert "board of Sörmeby" in said(*asked) + said(*asked, "--json")
    said("verify")


def test_the_demonstration_is_the_shipped_countys_alone() -> None:
    done = CliRunner().invoke(main, ["demo", "--no-serve"])
    assert done.exit_code in {1, 2}
    assert "The demonstration tells of the region vastmanland" in done.output
    assert not history.has_happened(demonstrate.BEGUN)
