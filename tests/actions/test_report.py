"""De minimis aid is reported once and in time, acknowledged, and amended; what was reported stays as it was."""

from __future__ import annotations

import csv
import threading
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from grantdesk import db
from grantdesk.documents import register_list
from grantdesk.domain.aid_register import FIELDS
from grantdesk.domain.identity import organisation_number
from grantdesk.domain.refusal import Refused
from grantdesk.operations import verify
from grantdesk.queries import aid_register
from tests import builders, reporting
from tests.conftest import Database
from tests.reporting import NUMBERS, an_award, an_export, reports

pytestmark = pytest.mark.usefixtures("database")

GRANTED, DEADLINE = date(2026, 3, 14), date(2026, 4, 14)


def state_on(day: date) -> list[str]:
    return [line.state for line in aid_register.lines(builders.terms().county, on=day)]


def test_a_grant_is_in_the_queue_from_its_day_and_late_after_twenty_working_days() -> None:
    an_award(on=GRANTED)
    (line,) = aid_register.to_report(builders.terms().county, on=GRANTED)
    assert (line.deadline, line.days_left, line.kept_until) == (DEADLINE, 20, date(2036, 3, 14))
    assert state_on(GRANTED - timedelta(days=1)) == []
    assert (state_on(GRANTED), state_on(DEADLINE)) == (["to_report"], ["to_report"])
    assert state_on(DEADLINE + timedelta(days=1)) == ["late"]


def test_aid_granted_before_the_duty_and_aid_that_is_not_de_minimis_are_not_reported() -> None:
    an_award(on=date(2025, 12, 31))
    builders.grant(builders.an_assessed_case(builders.a_registration(builders.project_facts())))
    assert state_on(builders.DAY) == []
    an_award(on=date(2026, 1, 1), number=NUMBERS[1])
    assert state_on(date(2026, 1, 2)) == ["to_report"]


def test_an_award_is_reported_once_in_six_fields() -> None:
    cases = [an_award(number=number) for number in NUMBERS[:2]]
    made = an_export(on=date(2026, 3, 20))
    assert [one.decision_id for one in reports()] == sorted({one.decision_id for one in reports()})
    assert [(one.kind, one.state, one.export_id) for one in reports()] == [("award", "reported", made.id)] * len(cases)
    with pytest.raises(Refused, match="Nothing waits"):
        an_export(on=date(2026, 3, 21))
    assert len(reports()) == 2
    (line, _) = aid_register.lines(builders.terms().county, on=date(2026, 5, 1))
    assert (line.state, line.reported_on, line.is_on_time) == ("reported", date(2026, 3, 20), True)


def test_the_file_of_an_export_parses_and_is_always_the_same() -> None:
    for number in NUMBERS:
        an_award(number=number)
    made = an_export()
    an_award(number=NUMBERS[0], on=builders.DAY + timedelta(days=1))
    written = register_list.as_csv(made.kind, aid_register.in_export(made))
    assert sha256(written).hexdigest() == made.digest
    rows = list(csv.DictReader(StringIO(written.decode("utf-8-sig")), delimiter=";"))
    assert [tuple(row) for row in rows] == [FIELDS] * 3
    for row, number in zip(rows, NUMBERS, strict=True):
        assert organisation_number(row["recipient"].split(" ", 1)[0]).written == number
        assert Decimal(row["amount_eur"].replace(",", ".")) > 0
        assert date.fromisoformat(row["grant_date"]) == builders.DAY
        assert (row["authority"], row["instrument"], row["nace"]) == ("Region Västmanland", "grant", "25.62")
    assert register_list.as_csv(made.kind, aid_register.in_export(made)) == written


def test_the_spreadsheet_has_amounts_as_numbers_and_days_as_days() -> None:
    an_award()
    made = an_export()
    written = register_list.as_xlsx(made.kind, aid_register.in_export(made))
    assert register_list.as_xlsx(made.kind, aid_register.in_export(made)) == written
    head, row = CalamineWorkbook.from_filelike(BytesIO(written)).get_sheet_by_index(0).to_python()
    assert tuple(head) == FIELDS
    assert row[0] == f"{NUMBERS[0]} Bolaget 1004 AB"
    assert isinstance(row[1], float)
    assert Decimal(str(row[1])) == reports()[0].amount_eur
    assert row[2] == builders.DAY
    assert row[3:] == ["Region Västmanland", "grant", "25.62"]


def test_a_name_that_looks_like_a_formula_is_text_in_both_files() -> None:
    given = builders.facts()
    case = builders.an_assessed_case(builders.a_registration(given, organisation_name="=HYPERLINK(1)"))
    builders.grant(case)
    made = an_export()
    assert b"559900-1004 =HYPERLINK(1)" in register_list.as_csv(made.kind, aid_register.in_export(made))
    first = reporting.amend(reports()[0], name="=1+1")
    assert first.recipient_name == "=1+1"


def test_an_acknowledgement_is_recorded_once_and_of_a_day_that_can_be() -> None:
    an_award()
    an_export(on=date(2026, 3, 20))
    (one,) = reports()
    with pytest.raises(Refused, match="cannot be of 2026-03-19"):
        reporting.acknowledge(one, on=date(2026, 3, 19), today=date(2026, 3, 25))
    with pytest.raises(Refused, match="yet to come"):
        reporting.acknowledge(one, on=date(2026, 3, 26), today=date(2026, 3, 25))
    with pytest.raises(Refused, match="number or reference"):
        reporting.acknowledge(one, on=date(2026, 3, 25), said="  ")
    reporting.acknowledge(one, on=date(2026, 3, 25))
    assert state_on(date(2026, 3, 25)) == ["acknowledged"]
    with pytest.raises(Refused, match="dealt with already"):
        reporting.acknowledge(one, on=date(2026, 3, 25))


def test_an_amendment_replaces_the_record_and_is_reported_with_its_acknowledgement() -> None:
    an_award()
    an_export()
    reporting.acknowledge(reports()[0], said="EU-77")
    made = reporting.amend(reports()[0])
    assert state_on(builders.DAY) == ["to_amend"]
    left = reporting.amendments()
    written = register_list.as_csv(left.kind, aid_register.in_export(left)).decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(written), delimiter=";")
    assert (row["amends"], row["nace"]) == ("EU-77", "28.99")
    assert sha256(register_list.as_csv(left.kind, aid_register.in_export(left))).hexdigest() == left.digest
    assert (reports()[0].nace, reports()[0].state) == ("25.62", "acknowledged")
    (line,) = aid_register.lines(builders.terms().county, on=builders.DAY)
    assert (line.entry.nace, line.is_amended, line.report_id) == ("28.99", True, made.id)
    with pytest.raises(Refused, match="amended already"):
        reporting.amend(reports()[0])
    with pytest.raises(Refused, match="Nothing waits"):
        reporting.amendments()


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no reason": ({"reason": " "}, "Write why"),
    "no name": ({"name": " "}, "name of the recipient"),
    "below zero": ({"amount_eur": Decimal("-1")}, "zero euros or more"),
    "nothing changed": ({"nace": "25.62"}, "are the same"),
}


@pytest.mark.parametrize("what", WRONG)
def test_an_amendment_that_says_nothing_is_refused(what: str) -> None:
    an_award()
    an_export()
    changes, said = WRONG[what]
    with pytest.raises(Refused, match=said):
        reporting.amend(reports()[0], **changes)
    assert len(reports()) == 1


def test_an_amendment_that_waits_is_not_amended() -> None:
    an_award()
    an_export()
    made = reporting.amend(reports()[0])
    with pytest.raises(Refused, match="waits to be reported"):
        reporting.amend(made, nace="10.71")


def test_two_who_export_at_once_export_once(database: Database) -> None:
    for number in NUMBERS:
        an_award(number=number)
    people = [builders.a_user(), builders.a_user()]
    ready, said = threading.Barrier(2), list[str]()

    def export(person: builders.Person) -> None:
        ready.wait()
        try:
            said.append(an_export(by=person).number)
        except Refused as refused:
            said.append(refused.reason.key)
        finally:
            db.release()

    threads = [threading.Thread(target=export, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["RR-2026-0001", "report.nothing_waits"]
    assert len(reports()) == 3
    assert database.engine is not None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE register_report SET amount_eur = '1.00'",
        "UPDATE register_report SET nace = '01.11'",
        "UPDATE register_report SET reason = 'x'",
        "DELETE FROM register_report",
        "UPDATE register_export SET number = 'RR-2026-0009'",
        "DELETE FROM register_export",
    ],
)
def test_the_database_lets_nobody_rewrite_what_was_reported(database: Database, change: str) -> None:
    an_award()
    an_export()
    with pytest.raises(Exception, match="never"), database.engine.begin() as connection:
        connection.execute(text(change))


def test_history_vouches_for_every_report() -> None:
    an_award()
    an_export()
    reporting.acknowledge(reports()[0])
    reporting.amend(reports()[0])
    reporting.amendments()
    assert verify.everything().broken == []


def test_a_report_that_was_tampered_with_is_told_of(database: Database) -> None:
    an_award()
    an_export()
    with database.engine.begin() as connection:
        if database.backend == "sqlite":
            connection.execute(text("DROP TRIGGER register_report_never_changes"))
        else:
            connection.execute(text("ALTER TABLE register_report DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE register_report SET nace = '01.11'"))
    assert any("register_report:" in each and "nace" in each for each in verify.everything().broken)
