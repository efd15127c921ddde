"""What the board decided last year and is written down this year: the authorities since are asked too."""

from __future__ import annotations

from datetime import date

import pytest

from grantdesk import db
from grantdesk.actions import later, minute
from grantdesk.actions.minute import Minuted
from grantdesk.domain.frame import BUDGET, COMMITMENT
from grantdesk.domain.later import Later
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import FrameExceeded
from grantdesk.models.decision import Decision
from grantdesk.models.meeting import AgendaItem
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, meetings
from tests import board, builders, framing

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.parametrize("backend", ["sqlite"])]

WRITTEN_DOWN = date(2027, 1, 8)
GRANTED = Money.kronor(3_000_000)


def test_a_grant_written_down_when_the_year_has_turned_uses_the_new_years_authority() -> None:
    item = board.an_item()
    framing.a_frame(GRANTED - Money(1), COMMITMENT, year=2027)
    with pytest.raises(FrameExceeded) as said:
        board.granted(item, on=WRITTEN_DOWN)
    assert (said.value.reason.parameters["year"], said.value.reason.parameters["above"]) == (2027, Money(1))
    assert balances.of_everything().granted == Money(0)
    framing.a_frame(GRANTED, COMMITMENT, year=2027)
    # The new year's budget is none of what was decided in the old one.
    framing.a_frame(Money(0), BUDGET, year=2027)
    board.granted(item, on=WRITTEN_DOWN)
    assert verify.everything().broken == []


def test_a_case_that_is_to_last_longer_takes_all_that_is_outstanding_to_the_new_years_authority() -> None:
    longer = a_change(Later("change", ends_on=date(2027, 6, 30)))
    framing.a_frame(GRANTED - Money(1), COMMITMENT, year=2027)
    # It ends within the year that it is written down in.
    assert written_down(longer).terms["ends_on"] == "2027-06-30"  # type: ignore[index]  # a change says its terms


@pytest.mark.parametrize(("room", "fits"), [(GRANTED, True), (GRANTED - Money(1), False)])
def test_one_that_lasts_into_the_year_after_fits_to_the_ore_or_is_refused(room: Money, fits: bool) -> None:
    longer = a_change(Later("change", ends_on=date(2028, 6, 30)))
    framing.a_frame(room, COMMITMENT, year=2027)
    if fits:
        assert written_down(longer).kind == "change"
        return
    with pytest.raises(FrameExceeded) as said:
        written_down(longer)
    assert (said.value.reason.parameters["year"], said.value.reason.parameters["asked"]) == (2027, GRANTED)


def a_change(wanted: Later) -> AgendaItem:
    """A change of a large case that ends with 2026, on the board's agenda of that year."""
    given, by = board.large(), builders.a_user()
    case = builders.an_assessed_case(builders.a_registration(given, ends_on=date(2026, 12, 31)))
    builders.propose(case)
    board.granted(board.an_item(case=case), 3)
    with db.transaction(at=builders.moment()):
        found = case_file.for_act(case.number, by=by)
        later.lay(found, wanted, "Dröjer.", by=by, on=builders.DAY, terms=builders.terms())
    return board.an_item(board.a_meeting(board.LATER), case, kind="change")


def written_down(item: AgendaItem) -> Decision:
    by = builders.a_user("administrator")
    with db.transaction(at=builders.moment(WRITTEN_DOWN)):
        found = meetings.item_for_act(item.meeting_id, item.id, by=by)
        return minute.later_decision(found, Minuted(4, ""), by=by, on=WRITTEN_DOWN, terms=builders.terms())
