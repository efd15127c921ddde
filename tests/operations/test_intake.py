"""A file of cases is tried, then entered: every row or none, once, by the same acts as a case by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select, text

from grantdesk import db
from grantdesk.actions.enter import AlreadyEntered
from grantdesk.domain.messages import render
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.models.check import CheckNote
from grantdesk.models.decision import Decision
from grantdesk.models.intake import IntakeCase
from grantdesk.operations import intake, verify
from grantdesk.operations.intake import Tried
from grantdesk.queries import balances, case_file, proposals
from tests import builders, case_files, framing
from tests.actions.test_concurrency import at_once, done
from tests.builders import DAY, Person
from tests.case_files import as_csv, as_xlsx, granted, rejected, row
from tests.conftest import Database
from tests.tampering import found_after

pytestmark = pytest.mark.usefixtures("database")
AID = Money.kronor(40_000)


def read(content: bytes, *, on: date = DAY) -> intake.Read:
    return intake.read("ärenden.csv", content, on=on, terms=builders.terms())


def enter(content: bytes, *, by: Person, on: date = DAY) -> list[Case]:
    """The cases that the file became, in the order of its rows."""
    with db.transaction(at=builders.moment(on)):
        made = intake.everything(read(content, on=on), by=by, on=on, terms=builders.terms())
    rows = select(Case).join(IntakeCase, IntakeCase.case_id == Case.id).where(IntakeCase.intake_id == made.id)
    return list(db.session.execute(rows.order_by(IntakeCase.row_number)).scalars())


def faults(content: bytes, *, by: Person, on: date = DAY) -> list[tuple[int | None, str | None, str]]:
    """Row, heading and sentence of what is wrong, in the file or where it is tried."""
    file = read(content, on=on)
    if file.faults:
        return [(one.row, one.column, render(one.reason, "en")) for one in file.faults]
    with pytest.raises(Tried) as tried, db.transaction(at=builders.moment(on)):
        intake.attempt(file, by=by, on=on, terms=builders.terms())
    return [(one.row, one.column, render(one.reason, "en")) for one in tried.value.faults]


def count(model: type[Case | Decision]) -> int:
    return db.session.execute(select(func.count()).select_from(model)).scalar_one()


@pytest.fixture
def almi() -> Person:
    return builders.a_user("almi")


def a_file_of_every_kind(almi: Person) -> bytes:
    return as_csv(
        row("A-1"),
        row("A-2", decision="proposed", granted_amount="30 000", organisation_number=case_files.SECOND),
        granted("A-3", by=almi.email, organisation_number="559900-3000"),
        rejected("A-4", by=almi.email, organisation_number="559900-4008"),
    )


def test_each_row_becomes_a_case_as_far_as_the_row_says(almi: Person) -> None:
    cases = enter(a_file_of_every_kind(almi), by=almi)
    assert [case.status for case in cases] == ["assessed", "assessed", "granted", "rejected"]
    assert {(case.handled_by, case.handler_id) for case in cases} == {("almi", almi.id)}
    standing = proposals.standing_in(cases[1])
    assert standing is not None
    assert standing.amount == Money.kronor(30_000)
    decision = case_file.decision_of(cases[2])
    assert decision is not None
    assert (decision.granted, decision.decided_on, decision.recorded_by_id) == (AID, date(2026, 3, 6), almi.id)
    assert verify.everything().broken == []


def test_a_decision_rests_on_what_was_seen_to_and_assessed_as_of_its_day(almi: Person) -> None:
    (case,) = enter(as_csv(granted(by=almi.email)), by=almi)
    (noted,) = db.session.execute(select(CheckNote.noted_on).distinct()).one()
    assessment = db.session.execute(select(Assessment)).scalar_one()
    assert (noted, assessment.made_on, assessment.rules_on) == (date(2026, 3, 6), date(2026, 3, 6), date(2026, 3, 2))
    assert balances.of_case(case.id).granted == AID


def test_what_a_file_grants_is_in_the_regions_totals_by_who_handles_it(almi: Person) -> None:
    builders.a_granted_case()
    enter(as_csv(granted(by=almi.email, organisation_number=case_files.SECOND)), by=almi)
    found = {row.codes: row.sums.granted for row in balances.totals(["handled-by"]).rows}
    assert found == {("almi",): AID, ("region",): Money.kronor(140_000)}
    assert balances.totals(["handled-by"]).sum.granted == Money.kronor(180_000)


@pytest.mark.parametrize("form", [as_csv, as_xlsx])
def test_a_spreadsheet_says_the_same_as_a_text(almi: Person, form: Callable[..., bytes]) -> None:
    (case,) = enter(form(granted(by=almi.email)), by=almi)
    assert (case.status, case.received_on, case.municipality) == ("granted", date(2026, 3, 2), "1982")


def test_headings_come_in_any_order_and_case(almi: Person) -> None:
    turned = {name.upper(): value for name, value in reversed(row().items())}
    assert len(enter(as_csv(turned), by=almi)) == 1


def test_trying_a_file_writes_nothing(almi: Person) -> None:
    file = read(a_file_of_every_kind(almi))
    with pytest.raises(Tried) as tried, db.transaction(at=builders.moment()):
        intake.attempt(file, by=almi, on=DAY, terms=builders.terms())
    assert [one.status for one in tried.value.rows] == ["assessed", "assessed", "granted", "rejected"]
    assert [one.aid for one in tried.value.rows] == [AID] * 4
    assert tried.value.faults == ()
    assert count(Case) == 0


def test_the_same_file_twice_changes_nothing_and_says_so(almi: Person) -> None:
    content = as_csv(row())
    enter(content, by=almi)
    with pytest.raises(AlreadyEntered, match="Nothing has been changed"):
        enter(content, by=builders.a_user("almi"))
    assert count(Case) == 1


def test_the_same_reference_in_another_file_is_refused_with_the_case_that_it_is(almi: Person) -> None:
    (case,) = enter(as_csv(row()), by=almi)
    assert faults(as_csv(row("A-2"), row(title="En annan")), by=almi) == [
        (3, "external_ref", f"is case {case.number} already; remove the row, or correct the reference")
    ]


def test_two_who_send_the_same_file_at_once_enter_it_once(almi: Person) -> None:
    file, terms, other = read(as_csv(row(), row("A-2"))), builders.terms(), builders.a_user("almi")
    answers = at_once(*(lambda by=by: intake.everything(file, by=by, on=DAY, terms=terms) for by in (almi, other)))
    assert done(answers) == 1, answers
    assert count(Case) == 2


def test_where_one_row_is_wrong_nothing_is_entered(almi: Person) -> None:
    content = as_csv(row(), granted("A-2", by=almi.email, granted_amount="50 000"))
    with pytest.raises(Tried) as tried:
        enter(content, by=almi)
    assert [(one.row, one.column) for one in tried.value.faults] == [(3, "granted_amount")]
    assert count(Case) == 0


# Heading and cell of a row that is otherwise right, and what the file is then told.
WRONG: dict[str, tuple[dict[str, str], str, str]] = {
    "no such scheme": ({"scheme": "konsultchek"}, "scheme", "no known scheme"),
    "another's scheme": ({"scheme": "projektmedel"}, "scheme", "Almi"),
    "a day in words": ({"received_on": "2 mars 2026"}, "received_on", "year-month-day"),
    "a day that is not": ({"received_on": "2026-02-30"}, "received_on", "does not exist"),
    "received tomorrow": ({"received_on": "2026-03-15"}, "received_on", "after today"),
    "a wrong check digit": ({"organisation_number": "559900-1005"}, "organisation_number", "check digit"),
    "no name": ({"organisation_name": ""}, "organisation_name", "is empty"),
    "a municipality elsewhere": ({"municipality": "0180"}, "municipality", "1982"),
    "thousands or decimals": ({"cost_consultancy": "80.000"}, "cost_consultancy", "80 000,00"),
    "no cost": ({"cost_consultancy": ""}, "cost_…", "at least one cost"),
    "no such objective": ({"objective": "VAL-9"}, "objective", "VAL-9"),
    "shares": ({"objective": "VAL-1:60,VAL-2:30"}, "objective", "100 per cent"),
    "an objective twice": ({"objective": "VAL-1:60,VAL-1:40"}, "objective", "twice"),
    "an answer": ({"check_sanctions": "kanske"}, "check_sanctions", "yes, no or not relevant"),
    "an award": ({"de_minimis": "50000 euro"}, "de_minimis", "day, euros and regulation"),
    "an award's day": ({"de_minimis": "2027-01-01 500.00 2023/2831"}, "de_minimis", "2026-03-02"),
    "a circumstance": ({"circumstances": "nice"}, "circumstances", "nice"),
    "a count": ({"independent_companies": "tre"}, "independent_companies", "whole number"),
    "a decision": ({"decision": "yes"}, "decision", "proposed, granted, rejected"),
    "an amount without a decision": ({"granted_amount": "1000"}, "granted_amount", "should be empty"),
    "a proposal without an amount": ({"decision": "proposed"}, "granted_amount", "must be filled in"),
    "the example": ({"external_ref": "EXEMPEL-1"}, "external_ref", "invented example"),
    "a long title": ({"title": "x" * 301}, "title", "at most 300"),
}


@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_in_a_cell_is_told_with_its_row_its_heading_and_what_would_be_right(
    almi: Person, what: str
) -> None:
    changes, column, said = WRONG[what]
    (found,) = faults(as_csv(row("A-0"), row(**changes)), by=almi)
    assert found[:2] == (3, column)
    assert said in found[2]


DECIDED_WRONG: dict[str, tuple[dict[str, str], str, str]] = {
    "tomorrow": ({"decided_on": "2026-03-15"}, "decided_on", "has not been taken"),
    "before it was received": ({"decided_on": "2026-03-01"}, "decided_on", "received"),
    "by another": ({"decided_by": "somebody@example.org"}, "decided_by", "whoever took it"),
    "more than the rules give": ({"granted_amount": "40 001"}, "granted_amount", "40,001"),
    "without a required check": ({"check_sanctions": ""}, "check_…", "sanctions"),
    "a rule that nobody asked": ({"met_before": "tam.consent"}, "met_before", "need not be met"),
    "a rule that is left": ({"circumstances": ""}, "met_before", "terms.collective_agreement"),
}


@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize("what", DECIDED_WRONG)
def test_a_decision_that_could_not_be_taken_is_told_so(almi: Person, what: str) -> None:
    changes, column, said = DECIDED_WRONG[what]
    (found,) = faults(as_csv(granted(by=almi.email, **changes)), by=almi)
    assert found[:2] == (2, column)
    assert said.lower() in found[2].lower()


@pytest.mark.parametrize("backend", ["sqlite"])
def test_every_fault_is_told_at_once(almi: Person) -> None:
    found = faults(as_csv(row(nace="x", size="huge"), row("A-2", led_by="robot")), by=almi)
    assert sorted(one[:2] for one in found) == [(2, "nace"), (2, "size"), (3, "led_by")]


@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "first row"), (b"\xff\xfe\x00", "UTF-8"), (b"PK\x03\x04 no zip", "neither XLSX"),
        (b"external_ref;title\r\n", "Headings are missing"), (b'external_ref\r\n"A;\r\n', "quotation mark"),
        (as_csv({"externl_ref": "A"}), "external_ref meant"),
    ],
    ids=["empty", "UTF-16", "a broken zip", "few headings", "a quotation mark", "a misspelt heading"],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused_with_what_to_do(almi: Person, content: bytes, said: str) -> None:
    assert any(said in one[2] for one in faults(content, by=almi))


@pytest.mark.parametrize("position", ["handler", "director", "finance", "administrator"])
@pytest.mark.parametrize("backend", ["sqlite"])
def test_nobody_but_almi_enters_a_file_here(position: str) -> None:
    with pytest.raises(Refused, match="Only Almi"):
        enter(as_csv(row()), by=builders.a_user(position))


def test_two_rows_of_one_company_share_the_room_of_its_ceiling(almi: Person) -> None:
    used = "2025-01-01 295000.00 2023/2831"
    found = faults(
        as_csv(granted("A-1", by=almi.email, de_minimis=used), granted("A-2", by=almi.email, de_minimis=used)), by=almi
    )
    assert [one[:2] for one in found] == [(3, "granted_amount")]


def test_a_decision_of_an_earlier_day_takes_no_room_that_was_used_since(almi: Person) -> None:
    large = {"cost_consultancy": "400 000", "granted_amount": "40 000"}
    used = "2025-01-01 295000.00 2023/2831"
    enter(as_csv(granted("A-1", by=almi.email, decided_on="2026-03-10", de_minimis=used)), by=almi)
    found = faults(as_csv(granted("A-2", by=almi.email, decided_on="2026-03-06", **large)), by=almi)
    assert [one[:2] for one in found] == [(2, "granted_amount")]


def test_almis_frame_holds_for_a_file_too(almi: Person) -> None:
    framing.a_frame(Money.kronor(60_000), scope="almi")
    content = as_csv(
        granted("A-1", by=almi.email), granted("A-2", by=almi.email, organisation_number=case_files.SECOND)
    )
    (found,) = faults(content, by=almi)
    assert found[:2] == (3, "granted_amount")
    assert "20,000" in found[2]


def test_the_authority_of_a_later_year_holds_for_a_decision_of_an_earlier_one(almi: Person) -> None:
    framing.a_frame(Money.kronor(30_000), "commitment", year=2026, scope="almi")
    framing.a_frame(Money.kronor(90_000), "commitment", year=2025, scope="almi")
    content = as_csv(granted(by=almi.email, received_on="2025-11-03", decided_on="2025-11-10", ends_on="2027-06-30"))
    (found,) = faults(content, by=almi)
    assert found[:2] == (2, "granted_amount")
    assert "2026" in found[2]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE intake SET digest = 'x'", "intake:1: digest"),
        ("UPDATE intake_case SET external_ref = 'B-1'", "intake_case:1: external_ref"),
        ("DELETE FROM intake_case", "intake_case:1 is gone"),
    ],
)
def test_a_file_changed_behind_the_programs_back_is_found(
    database: Database, almi: Person, statement: str, found: str
) -> None:
    enter(as_csv(row()), by=almi)
    db.release()
    broken = found_after(database, statement)
    assert any(found in said for said in broken), broken


@pytest.mark.parametrize(("table", "column"), [("intake", "name"), ("intake_case", "external_ref")])
@pytest.mark.parametrize("act", ["UPDATE {table} SET {column} = 'x'", "DELETE FROM {table}"])
def test_the_database_refuses_to_change_or_delete_what_was_entered(
    database: Database, almi: Person, table: str, column: str, act: str
) -> None:
    enter(as_csv(row()), by=almi)
    db.release()
    with pytest.raises(Exception, match=f"{table}_is_never_"), database.engine.begin() as connection:
        connection.execute(text(act.format(table=table, column=column)))
