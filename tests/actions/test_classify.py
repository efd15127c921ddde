"""Fields are marked for secrecy, and their marks are lifted."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy.exc import IntegrityError

from grantdesk import db
from grantdesk.actions import classify
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.domain.secrecy import BUSINESS, FIELDS, GROUNDS, PERSONAL_DATA, THIRD_PARTY
from grantdesk.models.secrecy import SecrecyMark
from grantdesk.queries import case_file, history, secrecy
from tests import builders, disclosing
from tests.conftest import Database

pytestmark = pytest.mark.usefixtures("database")


def test_what_is_marked_stands_in_the_order_of_the_fields_until_it_is_lifted() -> None:
    case, by = builders.a_case(), builders.a_user()
    disclosing.mark(case, "financing", "costs", by=by)
    disclosing.mark(case, "title", ground=THIRD_PARTY)
    marks = secrecy.of_case(case)
    assert list(marks) == ["title", "costs", "financing"]
    assert marks["title"].ground is GROUNDS[THIRD_PARTY]
    assert marks["costs"].recorded_by == by.name
    assert marks["costs"].last_day == builders.DAY.replace(year=builders.DAY.year + 20)
    disclosing.lift(case, "costs")
    assert list(secrecy.of_case(case)) == ["title", "financing"]
    disclosing.mark(case, "costs")
    assert secrecy.turns_of(case)["costs"] == 3


def test_marks_are_of_one_case() -> None:
    given = builders.facts()
    given["applicant"]["organisation_number"] = "559900-2002"
    first, other = builders.a_case(), builders.a_case(builders.a_registration(given))
    disclosing.mark(first, "costs")
    assert secrecy.of_case(other) == {}
    with pytest.raises(NotThere):
        secrecy.by_id(secrecy.of_case(first)["costs"].id, case=other)


def test_history_says_how_many_and_not_why() -> None:
    case = builders.a_case()
    disclosing.mark(case, "costs", "title", reason="Anbud från Hemliga Kvarnen")
    newest = history.of_case(case)[0]
    assert (newest.kind, newest.said) == ("secrecy.marked", {"count": 2})
    assert all("Hemliga Kvarnen" not in event.text for event in history.chain())


@pytest.mark.parametrize(
    ("fields", "code", "reason", "key"),
    [
        (("costs",), BUSINESS, " ", "secrecy.without_reason"),
        (("costs", "no.such"), BUSINESS, "Så", "secrecy.unknown_field"),
        (("costs",), "no_such", "Så", "secrecy.unknown_field"),
        ((), BUSINESS, "Så", "secrecy.nothing_chosen"),
        (("title",), BUSINESS, "Så", "secrecy.marked_already"),
    ],
)
def test_what_cannot_be_marked_is_refused(fields: tuple[str, ...], code: str, reason: str, key: str) -> None:
    case = builders.a_case()
    disclosing.mark(case, "title")
    with pytest.raises(Refused) as refused:
        disclosing.mark(case, *fields, ground=code, reason=reason)
    assert refused.value.reason.key == key
    assert list(secrecy.of_case(case)) == ["title"]


def test_a_mark_is_lifted_once_and_with_a_reason() -> None:
    case, by = builders.a_case(), builders.a_user()
    disclosing.mark(case, "costs")
    standing = secrecy.of_case(case)["costs"]
    with pytest.raises(Refused, match="no longer marked"):
        disclosing.lift(case, "costs", reason=" ")
    disclosing.lift(case, "costs")
    with pytest.raises(SomebodyWasFirst), db.transaction(at=builders.moment()):
        classify.lift(case_file.for_act(case.number, by=by), standing, "Så", by=by, on=builders.DAY)


def test_two_who_mark_the_same_field_at_once_mark_it_once(database: Database) -> None:
    case = builders.a_case()
    people = [builders.a_user() for _ in range(4)]
    refused: list[str] = []
    gate = threading.Barrier(len(people))

    def try_it(person: builders.Person) -> None:
        gate.wait()
        try:
            disclosing.mark(case, "costs", by=person)
        except Refused as because:
            refused.append(because.reason.key)
        finally:
            db.release()

    threads = [threading.Thread(target=try_it, args=(person,)) for person in people]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    assert refused == ["secrecy.marked_already"] * 3, database.backend
    assert db.session.query(SecrecyMark).count() == 1


@pytest.mark.parametrize(
    ("turn", "stands", "named"), [(1, True, "uq_secrecy_mark|field"), (2, True, "turns"), (3, False, "turns")]
)
def test_the_database_keeps_two_marks_of_one_field_apart(turn: int, stands: bool, named: str) -> None:
    case, by = builders.a_case(), builders.a_user()
    disclosing.mark(case, "costs")
    row = SecrecyMark(
        case_id=case.id,
        field="costs",
        ground=BUSINESS,
        reason="Så",
        turn=turn,
        stands=stands,
        noted_on=builders.DAY,
        recorded_at=builders.moment(),
        recorded_by_id=by.id,
        recorded_by="Påhittad",
    )
    db.session.add(row)
    with pytest.raises(IntegrityError, match=named):
        db.session.flush()


def test_every_field_can_be_marked_on_every_ground() -> None:
    case = builders.a_case()
    for place, code in enumerate(GROUNDS):
        disclosing.mark(case, *FIELDS[place :: len(GROUNDS)], ground=code)
    marks = secrecy.of_case(case)
    assert tuple(marks) == FIELDS
    assert {mark.ground.code for mark in marks.values()} == {BUSINESS, THIRD_PARTY, PERSONAL_DATA}
