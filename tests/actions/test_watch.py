"""Duties that outlive the last payment are set up when it is made, seen to, and over by themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from grantdesk import db
from grantdesk.actions import stand_aside, watch
from grantdesk.actions.stand_aside import Conflict
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.user import User
from grantdesk.operations import verify
from grantdesk.queries import case_file, watches, worklist
from grantdesk.queries.worklist import Desk
from tests import builders, watching
from tests.actions.test_concurrency import at_once
from tests.builders import DAY, Person
from tests.conftest import Database

pytestmark = pytest.mark.usefixtures("database")

ENDS = date(2029, 3, 14)


def to_see_to(by: Person, on: date) -> list[str]:
    return [thing.number for thing in worklist.pile("watches", Desk(by, on, builders.terms())).things]


def test_closing_a_case_sets_up_what_the_rules_of_its_decision_say() -> None:
    case = watching.conclude(watching.a_paid_case())
    (one,) = watches.of_case(case)
    assert (one.kind, one.rule, one.from_on, one.until_on) == ("keep_investment", "keep_investment", DAY, ENDS)
    assert (one.confidence, one.confirmed) == ("CFG", False)
    assert "Regionens egna villkor" in one.source["sv"]
    assert one.remind_on == ENDS - timedelta(days=60)
    assert watching.set_up(case) == []
    assert verify.everything().broken == []


def test_a_paid_final_claim_is_enough_and_an_interim_one_is_not() -> None:
    assert [one.kind for one in watching.set_up(watching.a_paid_case())] == ["keep_investment"]
    given = builders.facts()
    given["applicant"] |= {"organisation_number": "559900-2002"}
    other = watching.a_paid_case(builders.a_registration(given), kind="interim")
    assert watching.set_up(other) == []
    assert watches.final_payment_on(other) is None
    assert watches.of_case(watching.conclude(other))


def test_a_case_that_was_paid_nothing_has_nothing_to_watch() -> None:
    assert watches.of_case(watching.conclude(builders.a_granted_case())) == []


def test_two_who_set_up_at_once_set_up_once() -> None:
    case, by = watching.a_paid_case(), builders.a_user()
    number = case.number
    at_once(*(lambda: _set_up(number, by) for _ in range(3)))
    assert len(watches.of_case(case_file.by_number(number, by=by))) == 1


def _set_up(number: str, by: Person) -> object:
    return watch.set_up(case_file.for_act(number, by=by), by=by, on=DAY, terms=builders.terms())


def test_the_handler_is_reminded_when_the_day_has_come_and_not_before() -> None:
    handler = builders.a_user()
    (one,) = watching.set_up(watching.a_paid_case())
    assert one.remind_on is not None
    assert to_see_to(handler, one.remind_on - timedelta(days=1)) == []
    assert to_see_to(handler, one.remind_on) == [str(one.id)]
    assert to_see_to(handler, one.until_on) == [str(one.id)]
    assert to_see_to(handler, one.until_on + timedelta(days=1)) == []
    assert to_see_to(builders.a_user("almi"), one.remind_on) == []


def test_a_yearly_watch_comes_back_a_year_later_when_it_has_been_seen_to() -> None:
    handler = builders.a_user()
    one = watching.added(watching.a_paid_case(), yearly=True, until_on=date(2029, 3, 1))
    assert one.remind_on == date(2027, 3, 14)
    one = watching.see_to(one, on=date(2027, 4, 2))
    assert one.remind_on == date(2028, 3, 14)
    assert to_see_to(handler, date(2027, 4, 3)) == []
    one = watching.see_to(one, text="Sedd på plats.", on=date(2028, 3, 14))
    assert one.remind_on == date(2029, 1, 30)
    one = watching.see_to(one, on=date(2029, 2, 1))
    assert one.remind_on is None or one.remind_on <= one.until_on
    notes = watches.notes_of([one])[one.id]
    assert [note.text for note in notes] == ["Maskinen finns kvar.", "Sedd på plats.", "Maskinen finns kvar."]
    assert verify.everything().broken == []


def test_what_is_seen_to_before_the_last_day_waits_no_more() -> None:
    handler = builders.a_user()
    (one,) = watching.set_up(watching.a_paid_case())
    assert one.remind_on is not None
    watching.see_to(one, on=one.remind_on)
    assert to_see_to(handler, one.until_on) == []


def test_a_watch_is_ended_by_hand_with_a_reason_and_then_never_changes() -> None:
    (one,) = watching.set_up(watching.a_paid_case())
    with pytest.raises(Refused, match="Write what has been done"):
        watching.see_to(one, "end", "  ")
    one = watching.see_to(one, "end", "Företaget är nedlagt; återkrav är beslutat.")
    assert (one.state, one.remind_on, one.settled_why) == ("ended", None, "Företaget är nedlagt; återkrav är beslutat.")
    for act in ("attend", "fulfil", "end"):
        with pytest.raises(Refused, match="over already: ended"):
            watching.see_to(one, act)
    assert verify.everything().broken == []


def test_a_watch_that_is_over_takes_no_notes() -> None:
    one = watching.added(watching.a_paid_case())
    with pytest.raises(Refused, match="its time is over"):
        watching.see_to(one, on=one.until_on + timedelta(days=1))
    assert watching.see_to(one, "fulfil", on=one.until_on).state == "done"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"text": " "}, "Write what is watched"),
        ({"ground": " "}, "where that is laid down"),
        ({"until_on": DAY}, "has passed already"),
        ({"until_on": date(2052, 1, 1)}, "at most 25 years"),
        ({"kind": "keep_investment", "until_on": date(2029, 3, 15)}, "at most 3 years"),
    ],
)
def test_a_watch_by_hand_says_what_and_where_and_is_no_longer_than_a_decision_may_say(
    said: dict[str, Any], why: str
) -> None:
    case = watching.a_paid_case()
    with pytest.raises(Refused, match=why):
        watching.added(case, **said)
    assert watches.of_case(case) == []


@pytest.mark.parametrize("position", ["director", "finance", "controller", "administrator"])
def test_handlers_keep_watches_and_others_do_not(position: str) -> None:
    case = watching.a_paid_case()
    with pytest.raises(Refused, match="Whoever handles the case"):
        watching.added(case, by=builders.a_user(position))


def test_whoever_has_a_conflict_of_interest_keeps_no_watch() -> None:
    case, handler = watching.a_paid_case(), builders.a_user()
    with db.transaction(at=builders.moment()):
        own = case_file.for_act(case.number, by=handler)
        told = Conflict("relative", "Min bror äger det.", False)
        stand_aside.declare(db.session.get_one(User, handler.id), own, told, by=handler, on=DAY)
    with pytest.raises(Refused, match="conflict of interest"):
        watching.added(case, by=handler)


def test_the_liability_falls_on_the_page_as_in_the_ordinance() -> None:
    case, county = watching.a_paid_case(), builders.terms().county
    told = watches.liability_of(case, on=DAY, county=county)
    assert told.paid == told.held == told.liable > Money(0)
    assert told.final_payment_on == DAY
    # Special investment aid has no liability that falls by the year.
    assert (told.source, told.steps) == (None, ())


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("UPDATE watch SET until_on = '2040-01-01'", "watch_never_changes"),
        ("UPDATE watch SET kind = 'final_report'", "watch_never_changes"),
        ("DELETE FROM watch", "watch_is_never_deleted"),
        ("UPDATE watch_note SET text = 'x'", "watch_note_is_never_changed"),
        ("DELETE FROM watch_note", "watch_note_is_never_deleted"),
        ("UPDATE watch SET state = 'ended'", "ck_watch_settled_by_somebody"),
    ],
)
def test_the_database_refuses_what_must_never_happen_to_a_watch(database: Database, statement: str, guard: str) -> None:
    watching.see_to(watching.added(watching.a_paid_case()))
    with pytest.raises(IntegrityError, match=guard), database.engine.begin() as connection:
        connection.execute(text(statement))
