"""An appeal goes from hand to hand: judged, reconsidered, forwarded, what came of it noted; each act once, with its reason."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from grantdesk import db
from grantdesk.actions import appeal as appealing
from grantdesk.actions import reconsider, stand_aside
from grantdesk.actions.stand_aside import Conflict
from grantdesk.domain.messages import render
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere, OutsideDelegation, Refused, SomebodyWasFirst
from grantdesk.models.appeal import Appeal, AppealStep
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.user import User
from grantdesk.operations import verify
from grantdesk.queries import appeals, case_file, dispatches, history
from tests import appealing as given
from tests import builders
from tests.actions.test_concurrency import at_once, done
from tests.appealing import DECIDED, LAST, LATER, RECEIVED
from tests.conftest import Database


@pytest.fixture(autouse=True)
def _connected(database: Database) -> None:
    assert database.url


@pytest.fixture
def case() -> Case:
    """A granted case with a payment withheld, and no word of when the recipient took part of it."""
    return given.a_withheld_case(told=False)


def state(appeal: Appeal) -> str:
    db.session.rollback()
    return db.session.execute(select(Appeal.state).where(Appeal.id == appeal.id)).scalar_one()


def steps(appeal: Appeal) -> list[AppealStep]:
    db.session.rollback()
    return appeals.steps_of(appeal)


def legal_force(case: Case) -> str:
    db.session.rollback()
    sent = dispatches.of_case(case)
    last = case_file.decisions_of(case)[-1]
    return render(dispatches.legal_force_of(last, case, sent, county=builders.terms().county).said, "en")


def test_an_appeal_in_time_goes_all_the_way_to_the_courts_final_ruling() -> None:
    case = given.a_withheld_case()
    appeal = given.an_appeal(case)
    assert "is appealed (2026-04-07)" in legal_force(case)
    given.judge(appeal, "find_in_time")
    given.look_again(appeal)
    given.forward(appeal)
    given.hear(appeal)
    assert "Note when the ruling is final" in legal_force(case)
    given.settle(given.note_further(appeal))
    assert f"gained legal force on {LATER}" in legal_force(case)
    found = steps(appeal)
    assert [each.act for each in found] == [
        "find_in_time", "reconsider", "forward", "hear", "note_further", "settle",
    ]  # fmt: skip
    judged, looked, handed, heard, _, settled = found
    assert (judged.took_part_on, judged.last_on) == (RECEIVED, LAST)
    assert judged.ground is not None
    assert str(LAST) in judged.ground["sv"]
    assert (looked.position, looked.decision_id) == ("director", None)
    assert (handed.court, heard.court, heard.court_number, heard.outcome, settled.outcome) == (
        "Förvaltningsrätten i Uppsala", "Förvaltningsrätten i Uppsala", "1234-26", "rejected", "rejected",
    )  # fmt: skip
    kinds = [each.kind for each in reversed(history.of_case(case)) if each.kind.startswith("appeal.")]
    assert kinds == [
        "appeal.registered", "appeal.found_in_time", "appeal.reconsidered", "appeal.forwarded", "appeal.heard",
        "appeal.noted_further", "appeal.settled",
    ]  # fmt: skip
    assert verify.everything().broken == []


def test_a_late_appeal_is_dismissed_by_one_who_may_take_the_decision_and_the_dismissal_may_be_appealed() -> None:
    case = given.a_withheld_case()
    appeal = given.a_late_appeal(case)
    given.judge(appeal, "find_late")
    with pytest.raises(OutsideDelegation):
        given.dismiss(appeal, by=builders.a_user())
    given.dismiss(appeal)
    assert state(appeal) == "dismissed"
    assert "gains legal force on 2026-04-08" in legal_force(case)
    letter = appeals.dismissal_of(appeal, case, county=builders.terms().county)
    assert (letter.came_on, letter.took_part_on, letter.last_on) == (LAST + timedelta(days=1), RECEIVED, LAST)
    assert "Delegation till regional utvecklingsdirektör" in letter.ground.sv
    assert "för sent" in letter.ground.sv

    given.tell(appeal)
    with pytest.raises(Refused, match="noted already"):
        given.tell(appeal)
    second = given.an_appeal(case, on=LATER, against_id=appeal.id, received_on=LATER)
    assert "is appealed (" not in legal_force(case)
    given.judge(second, "find_in_time")
    given.look_again(second)
    given.hear(given.forward(second), "upheld")
    assert (state(second), state(appeal)) == ("decided", "in_time")
    assert "is appealed" in legal_force(case)
    assert verify.everything().broken == []


def test_our_own_dismissal_taken_back_lets_the_appeal_go_on() -> None:
    case = given.a_withheld_case()
    appeal = given.a_late_appeal(case)
    given.dismiss(given.judge(appeal, "find_late"))
    second = given.judge(given.an_appeal(case, against_id=appeal.id, received_on=LATER), "find_in_time")
    with pytest.raises(Refused, match="only stand or be taken back wholly"):
        given.look_again(second, result="part")
    given.look_again(second, result="replace", reason="Underrättelsen saknade dag.")
    assert (state(second), state(appeal)) == ("fell", "in_time")


def test_what_is_late_for_want_of_a_right_instruction_counts_as_in_time() -> None:
    appeal = given.a_late_appeal()
    given.judge(appeal, "find_in_time", reason="Brevet sade att beslutet inte får överklagas.")
    assert state(appeal) == "in_time"


def test_an_appeal_that_came_to_the_court_in_time_is_not_late() -> None:
    appeal = given.a_late_appeal(court_received_on=LAST)
    with pytest.raises(Refused, match="cannot be judged that way"):
        given.judge(appeal, "find_late")
    given.judge(appeal, "find_in_time")


def test_where_receipt_is_not_known_it_is_not_late_until_the_day_is_noted(case: Case) -> None:
    appeal = given.an_appeal(case, received_on=LATER)
    with pytest.raises(Refused, match="That it is late is for the Region to show"):
        given.judge(appeal, "find_late")
    given.judge(appeal, "find_in_time")
    given.took_part(case, case_file.decisions_of(case)[-1])
    who = builders.a_user()
    given.do(
        appeal, lambda found, case: appealing.send_back(found, "Kvittot kom.", case=case, by=who, on=LATER), by=who
    )
    given.judge(appeal, "find_late")
    assert [each.act for each in steps(appeal)] == ["find_in_time", "send_back", "find_late"]
    assert state(appeal) == "late"


def test_an_appeal_against_what_may_not_be_appealed_goes_to_the_court_which_alone_may_dismiss_it() -> None:
    case = builders.a_granted_case()
    appeal = given.an_appeal(case)
    for wrong in ("find_in_time", "find_late"):
        with pytest.raises(Refused, match="54"):
            given.judge(appeal, wrong)
    given.judge(appeal, "find_barred")
    with pytest.raises(Refused):
        given.dismiss(appeal)
    given.hear(given.forward(given.look_again(appeal)), "dismissed")
    assert "may not be appealed" in legal_force(case)
    (judged, *_) = steps(appeal)
    assert judged.ground is not None
    assert "section 54 of Ordinance 2022:1467" in judged.ground["en"]


def test_a_decision_changed_as_asked_is_named_and_the_appeal_falls(case: Case) -> None:
    appeal = given.judge(given.an_appeal(case), "find_in_time")
    for result in ("replace", "part"):
        with pytest.raises(Refused, match="Take the new decision first"):
            given.look_again(appeal, result=result)
    first, appealed = case_file.decisions_of(case)
    for wrong in (first, appealed):
        with pytest.raises(Refused, match="does not change the one appealed"):
            given.look_again(appeal, result="replace", changed_by_id=wrong.id)
    ended = given.withheld(case, Money(0), cause="ended", on=LATER)
    with pytest.raises(Refused, match="points at no new decision"):
        given.look_again(appeal, changed_by_id=ended.id)
    given.look_again(appeal, result="replace", changed_by_id=ended.id)
    assert state(appeal) == "fell"
    (_, replaced) = steps(appeal)
    assert (replaced.act, replaced.decision_id) == ("replace", ended.id)
    sent = dispatches.of_case(case)
    said = dispatches.legal_force_of(appealed, case, sent, county=builders.terms().county).said
    assert "for the one in its place" in render(said, "en")


def test_a_decision_changed_in_part_goes_to_the_court_with_the_new_one(case: Case) -> None:
    appeal = given.judge(given.an_appeal(case), "find_in_time")
    less = given.withheld(case, Money.kronor(10_000), on=LATER)
    given.forward(given.look_again(appeal, result="part", changed_by_id=less.id))
    assert state(appeal) == "forwarded"
    with pytest.raises(SomebodyWasFirst):
        given.look_again(appeal)


def test_who_judged_the_time_does_not_decide_on_the_appeal(case: Case) -> None:
    director = builders.a_user("director")
    appeal = given.judge(given.an_appeal(case), "find_in_time", by=director)
    with pytest.raises(OutsideDelegation):
        given.look_again(appeal, by=director)
    given.look_again(appeal)


def test_the_boards_decision_is_the_boards_to_reconsider() -> None:
    costs = [{"category": "staff", "amount": "6000000.00"}]
    financing = [{"source": "public", "kind": "cash", "amount": "3000000.00"}]
    project = builders.a_registration(builders.project_facts(costs=costs, financing=financing))
    administrator = builders.a_user("administrator")
    large = builders.grant(builders.an_assessed_case(project), by=administrator, minutes="RUN 2026-03-14 § 1")
    appeal = given.judge(given.an_appeal(large), "find_barred")
    with pytest.raises(OutsideDelegation, match="above"):
        given.look_again(appeal)
    for minutes in (None, " "):
        with pytest.raises(Refused, match="paragraph of the minutes"):
            given.look_again(appeal, by=administrator, minutes=minutes)
    given.look_again(appeal, by=administrator, minutes="RUN 2026-04-14 § 3")
    assert (steps(appeal)[-1].position, steps(appeal)[-1].minutes) == ("board", "RUN 2026-04-14 § 3")


def test_whoever_has_a_conflict_of_interest_takes_no_step(case: Case) -> None:
    appeal, handler = given.an_appeal(case), builders.a_user()
    with db.transaction(at=builders.moment()):
        found = case_file.for_act(case.number, by=handler)
        told = Conflict("relative", "Syskon.", in_case_alone=True)
        stand_aside.declare(db.session.get_one(User, handler.id), found, told, by=handler, on=DECIDED)
    with pytest.raises(Refused, match="conflict of interest"):
        given.judge(appeal, "find_in_time", by=handler)


@pytest.mark.parametrize("by", ["registered", "late", "reconsidered", "forwarded"])
def test_an_appeal_may_be_withdrawn_until_the_court_has_ruled(by: str) -> None:
    case = given.a_withheld_case()
    appeal = given.a_late_appeal(case) if by == "late" else given.an_appeal(case)
    if by != "registered":
        given.judge(appeal, "find_late" if by == "late" else "find_in_time")
    if by in {"reconsidered", "forwarded"}:
        given.look_again(appeal)
    if by == "forwarded":
        given.forward(appeal)
    given.withdraw(appeal)
    assert state(appeal) == "withdrawn"
    assert f"gained legal force on {LATER}" in legal_force(case)
    with pytest.raises(SomebodyWasFirst):
        given.withdraw(appeal)


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "by nobody": ({"appellant": " "}, "Write who appeals"),
    "asking for nothing": ({"asked": ""}, "Write who appeals"),
    "tomorrow": ({"received_on": LATER + timedelta(days=1)}, "is yet to come"),
    "before the decision": ({"received_on": DECIDED - timedelta(days=1)}, "before the decision"),
    "to the court afterwards": ({"court_received_on": LAST + timedelta(days=1)}, "came there first"),
    "of a decision that is not there": ({"decision_id": 999}, "has not been decided"),
    "of an appeal that is not there": ({"against_id": 999}, "no such appeal"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_true_is_not_registered(case: Case, what: str) -> None:
    said, sentence = WRONG[what]
    with pytest.raises(Refused, match=sentence):
        given.an_appeal(case, **said)
    assert appeals.of_case(case) == []


def test_an_appeal_that_is_not_dismissed_has_no_dismissal_to_appeal(case: Case) -> None:
    first = given.an_appeal(case)
    with pytest.raises(Refused, match="no dismissal to appeal"):
        given.an_appeal(case, against_id=first.id)


def test_the_same_form_sent_twice_is_one_appeal(case: Case) -> None:
    once = uuid.uuid4().hex
    assert given.an_appeal(case, once=once).id == given.an_appeal(case, once=once).id
    assert len(appeals.of_case(case)) == 1


def test_an_act_has_its_reason_and_its_day(case: Case) -> None:
    appeal = given.an_appeal(case)
    with pytest.raises(Refused, match="Write why"):
        given.judge(appeal, "find_in_time", reason=" ")
    given.forward(given.look_again(given.judge(appeal, "find_in_time")))
    for day, sentence in ((LATER - timedelta(days=1), "is before"), (LATER + timedelta(days=1), "yet to come")):
        with pytest.raises(Refused, match=sentence):
            given.hear(appeal, ruled_on=day)
    with pytest.raises(Refused, match="case number"):
        given.hear(appeal, court_number=" ")
    with pytest.raises(ValueError, match="no court rules"):
        given.hear(appeal, "lost")
    with pytest.raises(ValueError, match="no reconsideration comes to"):
        given.look_again(appeal, result="lost")


def test_an_appeal_is_not_reached_through_another_case(case: Case) -> None:
    given_other = builders.facts()
    given_other["applicant"]["organisation_number"] = "559900-2002"
    other = builders.a_granted_case(builders.a_registration(given_other))
    with pytest.raises(NotThere):
        appeals.by_key(other, given.an_appeal(case).id)
    with pytest.raises(NotThere, match="no such appeal"):
        appeals.dismissal_of(appeals.of_case(case)[0], case, county=builders.terms().county)


def test_two_people_judging_the_same_appeal_at_the_same_moment_judge_it_once(case: Case) -> None:
    appeal, people, terms = given.an_appeal(case), [builders.a_user() for _ in range(4)], builders.terms()

    def judging(who: builders.Person) -> Any:
        def act() -> None:
            found = case_file.for_act(case.number, by=who)
            mine = appeals.for_act(found, appeal.id)
            appealing.judge(mine, "find_in_time", "Så är det.", case=found, by=who, on=LATER, terms=terms)

        return act

    answers = at_once(*map(judging, people))
    assert done(answers) == 1
    assert all(isinstance(each, SomebodyWasFirst) for each in answers if each != "done")
    assert len(steps(appeal)) == 1
    assert verify.everything().broken == []


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ("UPDATE appeal SET received_on = '2026-01-01'", "appeal_never_changes"),
        ("DELETE FROM appeal_step", "appeal_step_is_never_deleted"),
        ("UPDATE appeal_step SET reason = 'x'", "appeal_step_is_never_changed"),
        ("DELETE FROM appeal", "appeal_is_never_deleted"),
        ("UPDATE appeal SET state = 'lost'", "ck_appeal_known_state"),
    ],
)
def test_the_database_forgets_neither_appeal_nor_step(case: Case, database: Database, change: str, guard: str) -> None:
    given.judge(given.an_appeal(case), "find_in_time")
    with pytest.raises(Exception, match=guard), database.engine.begin() as connection:
        connection.execute(text(change))


@pytest.mark.parametrize(
    ("columns", "guard"),
    [
        ({"act": "find_late"}, "ck_appeal_step_late_rests_on_a_day"),
        ({"reason": ""}, "ck_appeal_step_has_a_reason"),
        ({"act": "dismiss"}, "ck_appeal_step_decided_in_a_position"),
        ({"act": "dismiss", "position": "board"}, "ck_appeal_step_board_has_minutes"),
        ({"act": "hear", "court": "x"}, "ck_appeal_step_known_outcome"),
        ({"act": "forward"}, "ck_appeal_step_names_the_court"),
        ({"decision_id": 1}, "ck_appeal_step_changed_when_reconsidered"),
        ({"act": "lose"}, "ck_appeal_step_known_act"),
    ],
)
def test_the_database_keeps_no_step_that_cannot_be(case: Case, columns: dict[str, Any], guard: str) -> None:
    appeal, who = given.an_appeal(case), builders.a_user()
    said = {"act": "find_in_time", "reason": "x", **columns}
    with pytest.raises(Exception, match=guard), db.transaction(at=builders.moment(LATER)):
        db.session.add(
            AppealStep(
                appeal_id=appeal.id,
                done_on=LATER,
                recorded_at=db.moment(),
                recorded_by_id=who.id,
                recorded_by=who.name,
                **said,
            )
        )


def test_only_a_decision_that_speaks_of_the_same_changes_another(case: Case) -> None:
    first, second = case_file.decisions_of(case)
    assert not reconsider.may_change(second, first)
    assert reconsider.may_change(first, second)


def test_what_is_decided_on_an_appeal_is_measured_by_what_the_decision_is_about(case: Case) -> None:
    granted, kept_back = case_file.decisions_of(case)
    assert [reconsider.at_stake(each, case) for each in (granted, kept_back)] == [
        Money.kronor(140_000), Money.kronor(40_000),
    ]  # fmt: skip
    found = builders.a_case(builders.a_registration(builders.facts(requested="90000.00")))
    assert reconsider.at_stake(Decision(kind="reject", granted=Money(0)), found) == Money.kronor(90_000)
