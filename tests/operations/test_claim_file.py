"""A file of rows becomes the rows of a draft: all of them or none, and the same file once in a case."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import func, select, text

from grantdesk import db
from grantdesk.actions import draft
from grantdesk.domain.messages import render
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.claim import Claim
from grantdesk.models.claim_line import ClaimLine
from grantdesk.models.claim_paper import ClaimLineFile
from grantdesk.models.event import Event
from grantdesk.operations import claim_file, verify
from grantdesk.operations.claim_file import AlreadyRead, Read, Tried, Would
from grantdesk.queries import claim_lines, claim_papers, payouts
from tests import builders, claiming
from tests.builders import DAY, Person
from tests.conftest import Database

pytestmark = pytest.mark.usefixtures("database")

HEADINGS = "kostnadsslag;beskrivning;leverantör;verifikation;betaldag;netto;moms;grund;timmar"
GOOD = (
    "personal;Projektledare;;A 1;2026-02-27;40 000,50;;;",
    "personal;Assistent;Påhittade Löner AB;A 2;2026-02-28;10000;2500;;",
)


def project_draft() -> Claim:
    return claiming.a_draft(builders.a_granted_case(builders.a_registration(builders.project_facts())))


def csv(*rows: str) -> bytes:
    return "\r\n".join([HEADINGS, *rows]).encode("cp1252")


def read(claim: Claim, content: bytes, by: Person) -> tuple[Claim, Read]:
    found = payouts.claim_for_act(claim.id, by=by)
    return found, claim_file.read("rader.csv", content, found)


def enter(claim: Claim, content: bytes) -> ClaimLineFile:
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        found, file = read(claim, content, by)
        return claim_file.everything(file, found, by=by, on=DAY, county=builders.terms().county)


def attempt(claim: Claim, content: bytes, by: Person) -> None:
    with db.transaction(at=builders.moment()):
        found, file = read(claim, content, by)
        claim_file.attempt(file, found, by=by, county=builders.terms().county)


def tried(claim: Claim, content: bytes) -> tuple[Sequence[Would], list[tuple[int | None, str | None, str]]]:
    """What trying the file says; nothing has been written."""
    by = builders.a_user()
    before = counts()
    with pytest.raises(Tried) as answer:
        attempt(claim, content, by)
    assert counts() == before
    return answer.value.rows, [(one.row, one.column, render(one.reason, "en")) for one in answer.value.faults]


def counts() -> tuple[int, int, int]:
    db.session.rollback()
    tables = (ClaimLine, ClaimLineFile, Event)
    found = [db.session.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]
    db.session.rollback()
    return found[0], found[1], found[2]


def lines(claim: Claim) -> list[ClaimLine]:
    db.session.rollback()
    return claim_lines.of_claim(claim)


def test_a_file_is_tried_and_then_becomes_rows() -> None:
    claim = project_draft()
    rows, faults = tried(claim, csv(*GOOD))
    assert faults == []
    assert [(row.category, row.net, row.vat) for row in rows] == [
        ("staff", Money(4_000_050), Money(0)),
        ("staff", Money(1_000_000), Money(250_000)),
    ]
    assert lines(claim) == []
    made = enter(claim, csv(*GOOD))
    assert (made.row_count, made.name) == (2, "rader.csv")
    assert [(line.number, line.description, line.net) for line in lines(claim)] == [
        (1, "Projektledare", Money(4_000_050)),
        (2, "Assistent", Money(1_000_000)),
    ]
    assert [one.supplier for one in claim_papers.bought(claim)] == ["Påhittade Löner AB"]
    assert verify.everything().broken == []


@pytest.mark.parametrize(
    ("rows", "place", "said"),
    [
        ((GOOD[0], "personal;;;;;x;;;"), (3, "netto"), "should be an amount"),
        ((GOOD[0], "maskiner;;;;;10;;;"), (3, "kostnadsslag"), "should be a cost category of the cost plan"),
        ((GOOD[0], "personal;;;;;10;;schablon;"), (3, None), ""),
        ((GOOD[0], GOOD[1], "personal;;;;;0;;;"), (4, None), "above zero"),
        ((), (None, None), "The file has no rows"),
    ],
)
def test_one_fault_and_no_row_is_read_in(
    rows: tuple[str, ...], place: tuple[int | None, str | None], said: str
) -> None:
    claim = project_draft()
    _, faults = tried(claim, csv(*rows))
    ((row, column, reason),) = faults
    assert (row, column) == place
    assert said in reason
    with pytest.raises(Tried) as answer:
        enter(claim, csv(*rows))
    assert len(answer.value.faults) == 1
    assert lines(claim) == []


def test_the_same_file_twice_changes_nothing_and_says_so() -> None:
    claim = project_draft()
    enter(claim, csv(*GOOD))
    before = counts()
    with pytest.raises(AlreadyRead) as again:
        enter(claim, csv(*GOOD))
    # The handler who tried again is the only thing that is new.
    assert counts()[:2] == before[:2]
    assert render(again.value.reason, "en").startswith(
        "The same file has been read into claim 1 already, on 2026-03-14"
    )
    enter(claim, csv(*GOOD, "personal;En till;;;;1;;;"))
    assert len(lines(claim)) == 5


def test_a_file_of_a_claim_that_was_given_up_may_come_with_the_next() -> None:
    claim, by = project_draft(), builders.a_user()
    enter(claim, csv(*GOOD))
    with db.transaction(at=builders.moment()):
        case = payouts.claim_for_act(claim.id, by=by).case
        draft.withdraw(payouts.claim_for_act(claim.id, by=by), "Påhittat.", by=by)
    second = claiming.a_draft(case)
    assert enter(second, csv(*GOOD)).claim_id == second.id


def test_a_file_of_a_claim_that_was_paid_is_not_read_into_the_next() -> None:
    claim = project_draft()
    enter(claim, csv(*GOOD))
    builders.export(builders.a_batch(builders.an_attested_payment(claiming.approve_rows(claim))))
    second = claiming.a_draft(claiming.case_of(claim))
    with pytest.raises(AlreadyRead) as again:
        enter(second, csv(*GOOD))
    assert "has been read into claim 1 already" in render(again.value.reason, "en")
    assert lines(second) == []


def test_rows_are_read_into_drafts_alone() -> None:
    bare = claiming.a_bare_claim()
    with pytest.raises((Refused, Tried)):
        enter(bare, csv("maskiner;x;;;;10;;;"))
    assert lines(bare) == []


def test_two_who_read_the_same_file_in_at_once_are_kept_apart_by_the_database(database: Database) -> None:
    claim = project_draft()
    made = enter(claim, csv(*GOOD))
    again = text(
        "INSERT INTO claim_line_file SELECT 99, claim_id, digest, name, row_count, entered_on, entered_at,"
        " entered_by_id, entered_by FROM claim_line_file WHERE id = :id"
    )
    refused = pytest.raises(Exception, match=r"uq_claim_line_file_claim_id_digest|claim_line_file\.claim_id")
    with refused, database.engine.begin() as connection:
        connection.execute(again, {"id": made.id})
