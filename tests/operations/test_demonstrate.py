"""The demonstration, played through the actions: the published figures, whole and the same on both databases."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from grantdesk import db, region, settings
from grantdesk.actions import record
from grantdesk.cli import demo
from grantdesk.documents import register_list
from grantdesk.domain import readers
from grantdesk.domain import watches as rules
from grantdesk.domain.identity import either_number
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.models import registry
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.claim_line import ClaimLine
from grantdesk.models.decision import Decision
from grantdesk.models.instalment import Instalment
from grantdesk.models.payment import Batch, Payment
from grantdesk.models.repayment import Repayment
from grantdesk.models.rule_version import RuleVersion
from grantdesk.models.undertaking import UndertakingMember
from grantdesk.models.watch import Watch
from grantdesk.operations import demonstrate, verify
from grantdesk.operations.demonstrate import BEGUN, Content
from grantdesk.operations.demonstration.people import LOGINS
from grantdesk.operations.upgrade import differences, upgrade
from grantdesk.queries import (
    advances,
    aid_register,
    awards,
    balances,
    drawings,
    finance_desk,
    forecasts,
    history,
    outcomes,
    people,
    shared_accounts,
    undertakings,
    worklist,
)
from grantdesk.queries.worklist import Desk
from tests import builders
from tests.conftest import Database
from tests.template_databases import DEMONSTRATED_AT, DEMONSTRATED_ON, TemplateDatabases

PUBLISHED: dict[str, dict[str, Any]] = {
    "projects.2025": {
        "granted_count": 24,
        "granted_amount": "24900000.00",
        "objectives_contributed_to": 7,
        "objectives_total": 9,
        "business_climate_project_municipalities": 9,
    },
    "company_support.2025": {
        "share_women_led": "0.31",
        "share_vasteras": "0.61",
        "share_other_nine": "0.39",
        "energy_supports_granted": 2,
        "competence_checks_granted": 2,
    },
    "company_support.2024": {
        "share_women_led": "0.28",
        "share_vasteras": "0.46",
        "share_other_nine": "0.54",
        "energy_supports_granted": 6,
    },
    "eruf.2025": {
        "projects_cofinanced": 26,
        "total_financing": "88200000.00",
        "paid_from_1_1": "12300000.00",
        "paid_from_eu": "38900000.00",
        "other_financing": "37000000.00",
        "specific_objectives_contributed_to": 7,
        "specific_objectives_total": 7,
    },
    "interreg.2025": {"contributes": False},
}


def annual(year: int) -> dict[str, Any]:
    return outcomes.annual(year, county=region.load(settings.read().region_folder).county)


@pytest.mark.usefixtures("demonstration")
def test_the_annual_report_gives_every_published_figure() -> None:
    report = annual(2025)
    for place, figures in PUBLISHED.items():
        section, year = place.split(".")
        assert report[section][year].items() >= figures.items(), place


@pytest.mark.usefixtures("demonstration")
def test_all_of_it_is_whole() -> None:
    found = verify.everything()
    assert found.broken == []
    assert found.length > 3_000


@pytest.mark.usefixtures("demonstration")
def test_a_forecast_is_kept_with_what_handlers_expect_beside_the_model() -> None:
    kept, *earlier = forecasts.kept()
    assert any(one.model != one.expected for one in forecasts.read(kept))
    assert forecasts.outlook(kept.kept_on).said == 3
    assert [one.kept_on.year for one in earlier] == [2025, 2024]
    assert forecasts.last_year(2025).kept is not None


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("backend", ["sqlite"])
def test_finance_finds_something_of_every_kind() -> None:
    """Whoever tries the desk meets each thing that may happen to money, and not only what goes well."""
    waits = {one.name: one.count for one in finance_desk.waiting(on=DEMONSTRATED_ON)}
    of_each = ("payees", "to_attest", "to_batch", "to_lock", "mismatched", "failed", "recoveries", "money_in")
    assert min(waits[name] for name in (*of_each, "to_close", "to_countersign")) >= 1, waits
    (shared,) = shared_accounts.shared_accounts(at_most=9)
    assert len(shared.organisations) == 2
    questions = select(func.count()).where(ClaimLine.state == "parked", ClaimLine.question != "")
    assert db.session.execute(questions).scalar_one() == 2
    assert {one.kind for one in drawings.all_of_them()} == {"opening", "drawn", "returned"}
    duties = list(db.session.execute(select(Watch)).scalars())
    phases = {rules.phase(one.state, one.until_on, held=Money(1), on=DEMONSTRATED_ON) for one in duties}
    assert phases == {"standing", "lapsed"}
    assert any(one.remind_on and one.remind_on <= DEMONSTRATED_ON < one.until_on for one in duties)


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("backend", ["sqlite"])
def test_money_is_paid_ahead_partly_settled_and_comes_back_with_interest() -> None:
    number = select(Case).where(Case.title == "Cykelturism längs kanalen")
    case = db.session.execute(number).scalar_one()
    paid, settled = advances.to_date(case.id), db.session.execute(select(Claim).where(Claim.case_id == case.id))
    (claim,) = settled.scalars()
    assert (paid, balances.of_case(case.id).paid, claim.state) == (Money.kronor(200_000),) * 2 + ("settled",)
    assert claim.approved == Money.kronor(240_000)
    planned = select(Instalment.state).order_by(Instalment.number)
    assert list(db.session.execute(planned).scalars()) == ["released", "planned"]
    interest = db.session.execute(select(func.count()).select_from(Repayment).where(Repayment.interest > Money(0)))
    assert interest.scalar_one() >= 1


@pytest.mark.usefixtures("demonstration")
def test_every_case_is_consistent_with_its_ledger() -> None:
    cases = db.session.execute(select(Case)).scalars().all()
    granted = dict(db.session.execute(select(Decision.case_id, Decision.granted).where(Decision.kind == "grant")).all())
    sums = balances.of_cases([case.id for case in cases])
    for case in cases:
        booked = sums[case.id]
        assert booked.paid <= booked.granted <= granted.get(case.id, Money(0)), case.number
        assert (case.id in granted) == (case.status in ("granted", "closed")), case.number
        assert case.status != "closed" or booked.outstanding == Money(0), case.number


@pytest.mark.usefixtures("demonstration")
def test_history_is_in_the_order_that_things_happened() -> None:
    moments = [event.happened_at for event in history.chain()]
    # The reference data of the test's database came before; the last says when the demonstration was loaded.
    played = [moment for moment in moments if moment.year >= 2024][2:]
    assert played == sorted(played)
    assert played[-1] == DEMONSTRATED_AT
    assert all(moment.date() < DEMONSTRATED_ON for moment in played[:-1])


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("login", LOGINS, ids=lambda one: one.position)
@pytest.mark.parametrize("backend", ["sqlite"])
def test_something_waits_for_everybody_who_acts(login: Any) -> None:
    user = people.by_email(login.email)
    terms = region.load(settings.read().region_folder)
    piles = worklist.of(Desk(user, DEMONSTRATED_ON, terms))
    assert any(pile.count for pile in piles) or login.role == "controller"


@pytest.mark.usefixtures("demonstration")
def test_work_waits_at_every_stage() -> None:
    cases = Counter(db.session.execute(select(Case.status)).scalars())
    assert cases["registered"] >= 6
    assert cases["assessed"] >= 9
    assert db.session.execute(select(func.count()).where(Claim.state == "submitted")).scalar_one() >= 4
    payments = Counter(db.session.execute(select(Payment.state)).scalars())
    assert min(payments["prepared"], payments["attested"], payments["in_batch"]) >= 3
    assert db.session.execute(select(func.count()).where(Batch.state == "open")).scalar_one() == 1


@pytest.mark.usefixtures("demonstration")
def test_two_companies_are_one_and_a_version_of_a_rule_waits_for_another_pair_of_eyes() -> None:
    members = db.session.query(UndertakingMember).all()
    assert len(members) == 2
    companies = undertakings.companies_of(members[0].organisation_id, on=DEMONSTRATED_ON)
    held = [one for one in awards.held_by(companies, on=DEMONSTRATED_ON) if not one.is_ours]
    assert Decimal("90000.00") in [one.amount_eur for one in held]
    (version,) = db.session.query(RuleVersion).all()
    assert version.state == "submitted"
    assert version.simulation is not None
    assert version.simulation["changed"]


@pytest.mark.usefixtures("demonstration")
def test_one_decision_above_everyone_is_the_boards_with_its_paragraph() -> None:
    by_board = db.session.execute(select(Decision).where(Decision.position == "board")).scalars().all()
    assert by_board
    assert all("§" in str(decision.minutes) for decision in by_board)


@pytest.mark.parametrize("backend", ["postgresql"])
def test_two_loads_tell_the_same_history_also_on_different_databases(
    demonstration: Database, templates: TemplateDatabases, tmp_path: Path
) -> None:
    there = told()
    db.release()
    demonstration.engine.dispose()
    other = db.connect(templates.copy("sqlite", "demonstration", "other", tmp_path))
    assert told() == there
    other.dispose()


def told() -> list[str]:
    """The text of every event. A user's holds a password's hash, which is another each time, and is left out."""
    return [event.text for event in history.chain() if not event.kind.startswith("user.")]


def test_what_a_database_holds_is_known_by_its_history(untouched: Database) -> None:
    assert demonstrate.content(untouched.engine) is Content.NOTHING
    builders.a_user()
    assert demonstrate.content(untouched.engine) is Content.OTHER


@pytest.mark.usefixtures("untouched")
def test_a_database_in_use_is_neither_filled_nor_emptied() -> None:
    builders.a_user()
    foundation = region.foundation(region.find("vastmanland"))
    with pytest.raises(Refused):
        demonstrate.load(builders.terms(), {}, on=DEMONSTRATED_ON, at=DEMONSTRATED_AT, foundation=foundation)
    with pytest.raises(Refused):
        demonstrate.reset(db.engine(), registry.metadata())
    assert len(people.everyone()) == 1


def test_a_demonstration_half_loaded_is_emptied_whole_and_can_be_made_anew(database: Database) -> None:
    with db.transaction(at=builders.moment()):
        record.event(BEGUN, by=None)
    builders.a_user()
    assert demonstrate.content(database.engine) is Content.INTERRUPTED
    demonstrate.reset(db.engine(), registry.metadata())
    assert demonstrate.content(db.engine()) is Content.NOTHING
    upgrade(db.engine(), settings.migrations_folder())
    assert differences(db.engine(), settings.migrations_folder()) == []
    assert people.everyone() == []


def run(*arguments: str) -> Any:
    return CliRunner().invoke(demo.command, ["--no-serve", *arguments])


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("backend", ["sqlite"])
def test_started_again_it_keeps_what_was_entered_and_says_how_to_log_in() -> None:
    before = len(people.everyone())
    builders.a_user()
    db.release()
    said = json.loads(run("--json").stdout)
    assert said["url"] == "http://127.0.0.1:8000"
    assert {login["role"] for login in said["logins"]} == {one.role for one in LOGINS}
    assert len(people.everyone()) == before + 1


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "desk.example.org", "::"])  # noqa: S104 - refused, that is the test
def test_other_machines_are_not_let_in_by_mistake(host: str) -> None:
    result = run("--host", host, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert json.loads(result.stderr)["errors"][0]["where"] == "--host"


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize("asked", [["--json"], ["--json", "--reset"]])
def test_a_database_that_is_no_demonstration_is_refused(asked: list[str]) -> None:
    builders.a_user()
    db.release()
    result = run(*asked)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no demonstration" in json.loads(result.stderr)["errors"][0]["message"]


@pytest.mark.usefixtures("demonstration")
def test_every_de_minimis_grant_is_in_the_register_export_once_and_on_time() -> None:
    county = region.load(settings.read().region_folder).county
    granted = select(Decision.id).where(Decision.regulation.is_not(None), Decision.decided_on >= date(2026, 1, 1))
    lines = aid_register.lines(county, on=DEMONSTRATED_ON)
    assert sorted(line.decision_id for line in lines) == sorted(db.session.execute(granted).scalars())
    assert all(line.is_on_time for line in lines)
    written = register_list.as_csv("awards", [(line.entry, "") for line in lines]).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(written), delimiter=";"))
    assert len(rows) == len(lines) > 10
    for row in rows:
        assert either_number(number := row["recipient"].split(" ", 1)[0]).written == number
        assert Decimal(row["amount_eur"].replace(",", ".")) > 0
        assert date(2026, 1, 1) <= date.fromisoformat(row["grant_date"]) < DEMONSTRATED_ON
        assert readers.nace(row["nace"])
        assert row["authority"]
        assert row["instrument"]


@pytest.mark.usefixtures("demonstration")
def test_most_aid_is_reported_and_acknowledged_and_some_of_it_waits() -> None:
    county = region.load(settings.read().region_folder).county
    states = Counter(line.state for line in aid_register.lines(county, on=DEMONSTRATED_ON))
    assert states["acknowledged"] > sum(states.values()) / 2
    assert states["reported"] >= 1
    assert states["to_report"] >= 1
    assert aid_register.to_report(county, on=DEMONSTRATED_ON)[0].days_left <= 12
