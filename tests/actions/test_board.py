"""The board: what is brought up, what it decides with which paragraph, and what it is told that others have decided."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from grantdesk import archive, db, settings
from grantdesk.actions import assess, bring_up, convene, later, minute, propose, stand_aside
from grantdesk.actions.bring_up import File, Proposed
from grantdesk.actions.convene import Summons
from grantdesk.actions.minute import Minuted
from grantdesk.actions.stand_aside import Conflict
from grantdesk.domain.later import Later
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import FrameExceeded, OutsideDelegation, Refused, SomebodyWasFirst
from grantdesk.models.meeting import DelegationReport
from grantdesk.models.user import User
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, delegated, meetings, stood_aside
from grantdesk.queries.worklist import Desk
from tests import board, builders, framing
from tests.actions.test_concurrency import at_once, done
from tests.builders import DAY

pytestmark = pytest.mark.usefixtures("database")

PDF = b"%PDF-1.7\n%%EOF\n"
LATER = DAY + timedelta(days=5)


def test_a_meeting_is_planned_once_however_often_the_form_is_sent() -> None:
    by, once = builders.a_user("administrator"), uuid.uuid4().hex
    for _ in range(2):
        with db.transaction(at=builders.moment()):
            made = convene.meeting(Summons(DAY, "RUN 2026-03-14", "Regionhuset"), by=by, once=once)
    assert [each.meeting.id for each in meetings.all_of_them()] == [made.id]
    with pytest.raises(Refused, match="There is a meeting on that day"):
        board.a_meeting(minutes="RUN 2")
    with pytest.raises(Refused, match="Write what the minutes are called"):
        board.a_meeting(LATER, minutes=" ")
    with pytest.raises(Refused, match="without a paragraph"):
        board.a_meeting(LATER, minutes="RUN § 4")


def test_the_board_decides_on_its_day_what_was_brought_up_and_the_item_points_at_the_decision() -> None:
    meeting = board.a_meeting()
    item = board.an_item(meeting)
    decision = board.granted(item, 87, on=LATER)
    assert (decision.decided_on, decision.minutes, decision.position) == (DAY, "RUN 2026-03-14 § 87", "board")
    (listed,) = meetings.agenda_of(meetings.by_id(meeting.id))
    assert (listed.item.state, listed.item.paragraph, listed.item.decision_id) == ("decided", 87, decision.id)
    assert balances.of_case(item.case_id).granted == Money.kronor(3_000_000)
    assert verify.everything().broken == []


def test_a_rejection_is_recorded_too() -> None:
    item = board.an_item(kind="reject")
    by = builders.a_user("administrator")
    with db.transaction(at=builders.moment()):
        found = meetings.item_for_act(item.meeting_id, item.id, by=by)
        decision = minute.rejection(found, Minuted(3, "Ingen nytta."), by=by, on=DAY, terms=builders.terms())
    assert (decision.kind, decision.minutes) == ("reject", "RUN 2026-03-14 § 3")
    assert verify.everything().broken == []


def test_only_what_is_the_boards_is_brought_up_and_only_once() -> None:
    meeting = board.a_meeting()
    small = builders.an_assessed_case()
    builders.propose(small)
    with pytest.raises(OutsideDelegation, match="not the board's"):
        board.an_item(meeting, small)
    case = board.a_large_case(proposed=False)
    with pytest.raises(Refused, match="No grant is proposed"):
        board.an_item(meeting, case)
    builders.propose(case)
    board.an_item(meeting, case)
    with pytest.raises(Refused, match="on the agenda of the meeting of 2026-03-14 already"):
        board.an_item(board.a_meeting(LATER), case)
    with pytest.raises(Refused, match="does not wait for a decision"):
        board.an_item(meeting, builders.a_granted_case())


def test_a_form_sent_twice_lists_the_case_once() -> None:
    meeting, case, by = board.a_meeting(), board.a_large_case(), builders.a_user()
    proposed = Proposed("grant", board.WORDING, uuid.uuid4().hex)
    found = set()
    for _ in range(2):
        with db.transaction(at=builders.moment()):
            brought = case_file.for_act(case.number, by=by)
            planned = meetings.for_act(meeting.id)
            found.add(bring_up.case(planned, brought, proposed, by=by, terms=builders.terms()).id)
    assert len(found) == 1


def test_what_has_been_assessed_or_proposed_anew_since_is_not_what_the_board_saw() -> None:
    meeting = board.a_meeting()
    item = board.an_item(meeting)
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        propose.take_back(case_file.of_id(item.case_id, by=by), "Fel belopp.", by=by, on=DAY)
    with pytest.raises(Refused, match="No grant is proposed"):
        board.granted(item)
    following = DAY + timedelta(days=1)
    with db.transaction(at=builders.moment(following)):
        case = case_file.of_id(item.case_id, by=by)
        assess.case(case, by=by, on=following, county=builders.terms().county)
    builders.propose(case, on=following)
    with pytest.raises(Refused, match="assessed anew since it was put on the agenda"):
        board.granted(item, on=LATER)


def test_nothing_is_recorded_before_the_day_of_the_meeting() -> None:
    item = board.an_item(board.a_meeting(LATER))
    with pytest.raises(Refused, match="The meeting is on 2026-03-19"):
        board.granted(item, on=DAY)
    with pytest.raises(Refused, match="The meeting is on"):
        board.hold(meetings.by_id(item.meeting_id), on=DAY)


def test_an_assessment_made_after_the_meeting_is_none_that_the_board_saw() -> None:
    meeting = board.a_meeting()
    case = builders.a_case(builders.a_registration(board.large()))
    by = builders.a_user()
    with db.transaction(at=builders.moment(LATER)):
        assess.case(case_file.for_act(case.number, by=by), by=by, on=LATER, county=builders.terms().county)
    builders.propose(case, on=LATER)
    item = board.an_item(meeting, case)
    with pytest.raises(Refused, match="after the meeting"):
        board.granted(item, on=LATER)


def test_a_paragraph_is_used_once() -> None:
    meeting = board.a_meeting()
    first, second = board.an_item(meeting), board.an_item(meeting, board.a_large_case(number="802400-2001"))
    board.granted(first, 12)
    with pytest.raises(Refused, match="RUN 2026-03-14 § 12 has been used already"):
        board.granted(second, 12)
    board.granted(second, 13)
    builders.a_granted_case()
    board.close_list(meeting)
    with pytest.raises(Refused, match="has been used already"):
        board.hold(meeting, 13)
    board.hold(meeting, 14)
    assert meetings.by_id(meeting.id).report_paragraph == 14


def test_a_paragraph_that_was_recorded_on_the_cases_own_page_is_used_too() -> None:
    item = board.an_item()
    beside = board.a_large_case(number="802400-2001")
    builders.grant(beside, by=builders.a_user("administrator"), minutes="RUN 2026-03-14 § 87")
    with pytest.raises(Refused, match="has been used already"):
        board.granted(item, 87)


def test_the_frame_of_the_meetings_year_is_what_is_drawn_from() -> None:
    meeting = board.a_meeting()
    item = board.an_item(meeting)
    framing.a_frame(Money.kronor(1_000_000))
    with pytest.raises(FrameExceeded, match="2026"):
        board.granted(item)


def test_what_is_postponed_or_withdrawn_can_be_brought_up_again_and_the_meeting_is_held_when_all_is_dealt_with() -> (
    None
):
    meeting, by = board.a_meeting(), builders.a_user("administrator")
    one, other = board.an_item(meeting), board.an_item(meeting, board.a_large_case(number="802400-2001"))
    with pytest.raises(Refused, match="2 items of the agenda"):
        board.hold(meeting)
    with db.transaction(at=builders.moment()):
        found = meetings.item_for_act(meeting.id, one.id, by=by)
        minute.postponement(found, "Mer underlag behövs.", 4, by=by, on=DAY)
    with db.transaction(at=builders.moment()):
        bring_up.withdraw(meetings.item_for_act(meeting.id, other.id, by=by), "Återtas.", by=by)
    board.hold(meeting)
    with pytest.raises(Refused, match="has been held"):
        board.an_item(meeting, board.a_large_case(number="802400-3009"))
    anew = board.an_item(board.a_meeting(LATER), board.case_of(one))
    assert anew.position == 1
    assert verify.everything().broken == []


def test_only_a_pdf_is_attached_and_the_archive_has_it() -> None:
    item, by, folder = board.an_item(), builders.a_user(), settings.read().archive

    def attach(name: str, content: bytes) -> str:
        with db.transaction(at=builders.moment()):
            found = meetings.item_for_act(item.meeting_id, item.id, by=by)
            return bring_up.attach(found, File(name, content), folder, by=by).digest

    digest = attach("tjänsteskrivelse.pdf", PDF)
    assert archive.read(folder, digest) == PDF
    with pytest.raises(Refused, match="is no PDF"):
        attach("skript.pdf", b"<script>")
    with pytest.raises(Refused, match="attached already: tj"):
        attach("annat namn.pdf", PDF)
    with pytest.raises(Refused, match="at most 10 MB"):
        attach("stor.pdf", PDF + b"0" * bring_up.LARGEST_ATTACHMENT)
    assert verify.everything().broken == []


def test_what_decisions_rest_on_does_not_change_and_a_meeting_can_be_moved_before() -> None:
    meeting, by = board.a_meeting(), builders.a_user("administrator")

    def change(**said: object) -> None:
        summons = replace(Summons(DAY, "RUN 2026-03-14"), **said)  # type: ignore[arg-type]
        with db.transaction(at=builders.moment()):
            convene.change(meetings.for_act(meeting.id), summons, by=by)

    change(day=LATER, place="Sessionssalen")
    change(day=DAY)
    board.close_list(meeting)
    with pytest.raises(Refused, match="not to an earlier one"):
        change(day=DAY - timedelta(days=1))
    board.granted(board.an_item(meeting))
    with pytest.raises(Refused, match="recorded already"):
        change(minutes="RUN 7")
    change(remark="Distansdeltagande.")
    assert verify.everything().broken == []


def test_each_delegated_decision_is_reported_once_and_what_comes_later_goes_to_the_next() -> None:
    builders.a_granted_case()
    board.granted(board.an_item(board.a_meeting()))
    (meeting,) = (each.meeting for each in meetings.all_of_them())
    assert delegated.waiting() == delegated.Waiting(1, DAY)
    assert board.close_list(meeting) == 1
    later = builders.an_assessed_case()
    builders.grant(later, Money.kronor(1_000))
    assert delegated.waiting().count == 2
    with pytest.raises(SomebodyWasFirst, match="made for the meeting already"):
        board.close_list(meeting)
    with pytest.raises(Refused, match="Write the paragraph"):
        board.hold(meeting)
    board.hold(meeting, 5)
    assert delegated.waiting() == delegated.Waiting(1, DAY)
    following = board.a_meeting(LATER)
    (told,) = delegated.of_meeting(following)
    assert (told.case_number, told.position) == (later.number, "director")
    assert board.close_list(following, on=LATER) == 1
    assert db.session.query(DelegationReport).count() == 2
    assert verify.everything().broken == []


def test_what_is_decided_after_the_meetings_day_is_not_on_its_list() -> None:
    meeting = board.a_meeting()
    builders.grant(builders.an_assessed_case(), on=LATER)
    assert board.close_list(meeting, on=LATER) == 0
    with pytest.raises(Refused, match="No delegated decision is on the list"):
        board.hold(meeting, 3, on=LATER)
    board.hold(meeting, on=LATER)


def test_lists_made_at_once_tell_of_each_decision_once() -> None:
    builders.a_granted_case()
    one, other = board.a_meeting(), board.a_meeting(LATER)
    by = builders.a_user("administrator")

    def close(meeting_id: int) -> Callable[[], object]:
        return lambda: convene.close_list(meetings.for_act(meeting_id), by=by)

    answers = at_once(*map(close, [one.id, one.id, other.id, other.id]))
    assert done(answers) >= 1
    assert db.session.query(DelegationReport).count() == 1
    assert verify.everything().broken == []


def test_an_outcome_recorded_twice_at_once_is_one_decision() -> None:
    item, by, terms = board.an_item(), builders.a_user("administrator"), builders.terms()

    def record(paragraph: int) -> Callable[[], object]:
        def act() -> object:
            found = meetings.item_for_act(item.meeting_id, item.id, by=by)
            return minute.grant(found, item.amount, Minuted(paragraph, "Ja."), by=by, on=DAY, terms=terms)

        return act

    assert done(at_once(*map(record, [1, 2, 3, 1]))) == 1
    assert balances.of_case(item.case_id).granted == Money.kronor(3_000_000)
    assert verify.everything().broken == []


def test_two_who_bring_up_the_same_case_at_once_bring_it_up_once() -> None:
    meeting, other, case = board.a_meeting(), board.a_meeting(LATER), board.a_large_case()
    by, terms = builders.a_user(), builders.terms()

    def bring(meeting_id: int) -> Callable[[], object]:
        def act() -> object:
            planned, brought = meetings.for_act(meeting_id), case_file.for_act(case.number, by=by)
            proposed = Proposed("grant", board.WORDING, uuid.uuid4().hex)
            return bring_up.case(planned, brought, proposed, by=by, terms=terms)

        return act

    assert done(at_once(*map(bring, [meeting.id, other.id, meeting.id]))) == 1


def test_the_board_decides_in_the_place_of_a_director_with_a_conflict_of_interest() -> None:
    director, head = builders.a_user("director"), builders.a_user("head_of_unit")
    given = builders.project_facts(
        costs=[{"category": "staff", "amount": "2000000.00"}],
        financing=[{"source": "public", "kind": "cash", "amount": "1000000.00"}],
    )
    case = builders.an_assessed_case(builders.a_registration(given))
    builders.propose(case)
    terms = builders.terms()
    desk = Desk(builders.a_user("administrator"), DAY, terms)
    assert stood_aside.from_all(desk) == []
    with db.transaction(at=builders.moment()):
        user = db.session.get_one(User, director.id)
        told = Conflict("relative", "Syskon i styrelsen.", True)
        stand_aside.declare(user, case_file.for_act(case.number, by=head), told, by=head, on=DAY)
    (aside,) = stood_aside.from_all(desk)
    assert (aside.case_number, aside.amount) == (case.number, Money.kronor(1_000_000))
    item = board.an_item(board.a_meeting(), case)
    assert stood_aside.from_all(desk) == []
    assert board.granted(item).position == "board"
    with pytest.raises(Refused):
        builders.grant(case, by=head)


def test_a_later_decision_above_everyones_limit_is_brought_up_and_recorded_as_it_was_proposed() -> None:
    granted = board.an_item()
    board.granted(granted, 3)
    less = Later("change", total=Money.kronor(2_500_000))
    case, by = board.case_of(granted), builders.a_user()
    with db.transaction(at=builders.moment(LATER)):
        later.lay(case_file.for_act(case.number, by=by), less, "Mindre behov.", by=by, on=LATER, terms=builders.terms())
    with pytest.raises(Refused, match="does not wait"):
        board.an_item(board.a_meeting(LATER + timedelta(days=1)), case, kind="revoke")
    meeting = board.a_meeting(LATER + timedelta(days=2))
    item = board.an_item(meeting, case, kind="change", on=LATER)
    assert item.amount == Money.kronor(3_000_000)
    admin = builders.a_user("administrator")
    with db.transaction(at=builders.moment(meeting.day)):
        found = meetings.item_for_act(meeting.id, item.id, by=admin)
        decision = minute.later_decision(found, Minuted(4, ""), by=admin, on=meeting.day, terms=builders.terms())
    assert (decision.kind, decision.minutes, decision.decided_on) == ("change", f"{meeting.minutes} § 4", meeting.day)
    assert balances.of_case(case.id).granted == Money.kronor(2_500_000)
    assert verify.everything().broken == []


def test_another_later_decision_than_was_listed_is_not_what_the_board_took() -> None:
    granted = board.an_item()
    board.granted(granted, 3)
    case, by = board.case_of(granted), builders.a_user()
    less = Later("change", total=Money.kronor(2_500_000))

    def laid() -> None:
        with db.transaction(at=builders.moment(LATER)):
            found = case_file.for_act(case.number, by=by)
            later.lay(found, less, "Mindre behov.", by=by, on=LATER, terms=builders.terms())

    laid()
    meeting = board.a_meeting(LATER)
    item = board.an_item(meeting, case, kind="change", on=LATER)
    with db.transaction(at=builders.moment(LATER)):
        propose.take_back(case_file.for_act(case.number, by=by), "Fel.", by=by, on=LATER)
    laid()
    admin = builders.a_user("administrator")
    with db.transaction(at=builders.moment(LATER)):
        found = meetings.item_for_act(meeting.id, item.id, by=admin)
        with pytest.raises(Refused, match="changed or taken back since"):
            minute.later_decision(found, Minuted(4, ""), by=admin, on=LATER, terms=builders.terms())
