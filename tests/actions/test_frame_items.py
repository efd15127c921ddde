"""Frames of an appropriation item: every grant fits in its item's, and what moves to another item is counted once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import text

from grantdesk import db
from grantdesk.actions import allot, decide, draw, draw_down, follow_up
from grantdesk.domain.coding import Coding
from grantdesk.domain.frame import BUDGET, KINDS, Room
from grantdesk.domain.messages import Both
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import FrameExceeded, Refused
from grantdesk.models.case import Case
from grantdesk.models.drawing import Drawing
from grantdesk.models.meeting import AgendaItem
from grantdesk.operations import frame_faults, verify
from grantdesk.queries import appropriations, balances, board_papers, case_file, drawings, forecasts, frames
from grantdesk.queries.bookings import Flow
from grantdesk.queries.meetings import Listed
from tests import board, builders, closing, framing, many_cases, sormeby
from tests.actions.test_concurrency import at_once, done

pytestmark = pytest.mark.usefixtures("another_county")
on_one_database = pytest.mark.parametrize("backend", ["sqlite"])

# What the county's two schemes are paid from, and where one of them is to go.
BOOST_ITEM, ITEM, NEW_ITEM = "99.1.1", "99.1.2", "99.1.3"
AID, BOOST_AID, ORE = Money.kronor(200_000), Money.kronor(135_000), Money(1)
MOVED = date(2026, 7, 1)


def a_project(index: int = 0, *, ends_on: date | None = None) -> Case:
    """An assessed collaboration of an organisation of its own, with 200 000 in aid from its item."""
    given = sormeby.project_facts()
    given["applicant"]["organisation_number"] = many_cases.organisation(index)
    made = sormeby.a_registration(given)
    return builders.an_assessed_case(made if ends_on is None else builders.a_registration(
        given, objectives={"SKOG-A": 10_000}, project=made.project, ends_on=ends_on,
    ))  # fmt: skip


def a_boost(*, by: builders.Person | None = None) -> Case:
    return builders.an_assessed_case(sormeby.a_registration(), by=by)


def refused(case: Case, **how: object) -> FrameExceeded:
    with pytest.raises(FrameExceeded) as said:
        builders.grant(case, **how)  # type: ignore[arg-type]  # as the builder takes them
    return said.value


def paid(case: Case, *, on: date) -> Money:
    """What half of the case's costs gave, paid on the day."""
    claim = builders.a_claim(case, reported=Money.kronor(250_000), on=on)
    payment = builders.a_payment(claim, on=on)
    builders.an_attested_payment(payment, by=builders.a_user("head_of_finance"), on=on)
    builders.export(builders.a_batch(payment, on=on), on=on)
    return payment.amount


def rooms(case: Case, *, on: date, coding: Coding) -> dict[tuple[str, str | None], Room]:
    return {(room.kind, room.item): room for room in frames.rooms_for(case, on=on, coding=coding)}


def of_years(coding: Coding, *, on: date) -> dict[tuple[int, str], Flow]:
    found = appropriations.years(frames.all_of_them(), on=on, coding=coding)
    return {(one.year, one.item): one.flow for one in found if one.flow.granted or one.flow.paid}


@pytest.mark.parametrize("kind", KINDS)
def test_a_grant_fits_in_its_items_frame_to_the_ore_and_other_items_are_not_asked(kind: str) -> None:
    case = a_project()
    framing.a_frame(AID - ORE, kind, item=ITEM)
    said = refused(case)
    assert said.reason.key == f"frame.{kind}_exceeded"
    assert said.reason.parameters["of"].sv == f"anslagspost {ITEM}"  # type: ignore[union-attr]  # a name is Both
    assert said.reason.parameters["above"] == ORE
    builders.grant(a_boost())
    framing.a_frame(AID, kind, item=ITEM)
    builders.grant(case)
    assert balances.of_case(case.id).granted == AID
    assert verify.everything().broken == []


@on_one_database
def test_what_fits_in_the_items_frame_must_fit_in_the_countys_too() -> None:
    case = a_project()
    framing.a_frame(framing.PLENTY, item=ITEM)
    framing.a_frame(AID - ORE)
    assert refused(case).reason.parameters["of"].sv == "hela länet"  # type: ignore[union-attr]  # a name is Both


@on_one_database
def test_almi_is_told_of_the_items_frame_only_by_how_much() -> None:
    almi = builders.a_user("almi")
    case, coding = a_boost(by=almi), builders.terms().coding
    framing.a_frame(BOOST_AID - ORE, item=BOOST_ITEM)
    with pytest.raises(FrameExceeded) as said, db.transaction(at=builders.moment()):
        draw.from_frames(case, BOOST_AID, by=almi, on=builders.DAY, coding=coding)
    assert said.value.reason.key == "frame.budget_item_exceeded_elsewhere"
    assert set(said.value.reason.parameters) == {"year", "of", "asked", "above"}


@on_one_database
def test_an_item_that_has_had_a_frame_needs_one_every_year_and_another_item_does_not() -> None:
    framing.a_frame(framing.PLENTY, item=ITEM, year=2025)
    said = refused(a_project())
    assert (said.reason.key, said.reason.parameters["year"]) == ("frame.budget_missing", 2026)
    builders.grant(a_boost())
    line = next(one for one in framing.lines(on=builders.DAY) if (one.year, one.item) == (2026, ITEM))
    assert line.budget.amount is None


@on_one_database
def test_the_first_frame_of_an_item_asks_nothing_before_the_day_that_it_holds_from() -> None:
    """Laid down in December for the year to come, or in the spring for the autumn."""
    framing.a_frame(ZERO, item=ITEM, year=2027)
    framing.a_frame(ZERO, item=BOOST_ITEM, from_on=date(2026, 7, 1))
    builders.grant(a_project())
    builders.grant(a_boost())
    for case, day in ((a_project(1), date(2027, 1, 1)), (a_project(2), date(2028, 1, 3))):
        assert rooms(case, on=day, coding=builders.terms().coding)[BUDGET, ITEM].left in (ZERO, None)
    assert verify.everything().broken == []


@on_one_database
def test_the_need_of_a_frame_goes_with_the_scheme_to_its_new_item() -> None:
    coding = framing.moved(sormeby.COLLABORATION, NEW_ITEM, on=date(2027, 1, 1))
    for kind in KINDS:
        framing.a_frame(framing.PLENTY, kind, item=ITEM)
    case, day = a_project(), date(2027, 1, 4)
    assert rooms(case, on=builders.DAY, coding=coding)[BUDGET, ITEM].left == framing.PLENTY
    assert rooms(case, on=day, coding=coding)[BUDGET, NEW_ITEM].left is None
    assert (BUDGET, BOOST_ITEM) not in rooms(a_boost(), on=day, coding=coding)


def test_what_is_booked_is_of_the_days_item_and_what_is_left_to_pay_is_of_the_one_it_is_paid_from() -> None:
    """The scheme moves in the middle of the year: granted before, paid and released after."""
    coding, day = framing.moved(sormeby.COLLABORATION, NEW_ITEM, on=MOVED), date(2026, 8, 3)
    case = builders.grant(a_project())
    part = paid(case, on=day)
    assert of_years(coding, on=day) == {
        (2026, ITEM): Flow(granted=AID), (2026, NEW_ITEM): Flow(paid=part),
    }  # fmt: skip
    for kind in KINDS:
        for item in (ITEM, NEW_ITEM):
            framing_frame(kind, item, coding)
    told = {one.item: one for one in framing.lines(on=day, coding=coding) if one.year == 2026 and one.item}
    assert (told[ITEM].decided, told[ITEM].paid, told[ITEM].commitment.used) == (AID, ZERO, ZERO)
    assert (told[NEW_ITEM].decided, told[NEW_ITEM].paid) == (ZERO, part)
    assert told[NEW_ITEM].commitment.used == AID - part
    before = {one.item: one for one in framing.lines(on=date(2026, 6, 30), coding=coding) if one.year == 2026}
    assert before[ITEM].commitment.used == AID - part
    handler = builders.a_user()
    with db.transaction(at=builders.moment(day)):
        follow_up.close(case_file.for_act(case.number, by=handler), by=handler, on=day)
    after = {one.item: one for one in framing.lines(on=day, coding=coding) if one.year == 2026}
    assert after[NEW_ITEM].budget.used == ZERO - (AID - part)
    assert after[NEW_ITEM].commitment.used == ZERO
    assert list(frame_faults.faults(frames.all_of_them(), coding=coding)) == []


def framing_frame(kind: str, item: str, coding: Coding) -> None:
    """A confirmed frame for an item that only the changed coding knows."""
    by, other = builders.a_user("finance"), builders.a_user("controller")
    with db.transaction(at=builders.moment()):
        laid = allot.frame(framing.new(2026, kind, framing.PLENTY, item=item), by=by, items=coding.items)
        allot.confirm(laid, by=other)


@on_one_database
def test_the_boards_agenda_tells_the_room_of_each_item_that_has_a_frame() -> None:
    framing.a_frame(AID, item=ITEM)
    coding = builders.terms().coding
    meeting, name = board.a_meeting(), Both("Samverkan", "Collaboration")
    items = [AgendaItem(state="listed", kind="grant", amount=AID - ORE, case=case) for case in (a_project(), a_boost())]
    listed = [Listed(item, name, None, 0) for item in items]
    told = [(one.key, one.parameters.get("item"), one.parameters.get("after")) for one in (
        board_papers.room_for(meeting, listed, coding=coding)
    )]  # fmt: skip
    assert ("agenda.room_budget_item", ITEM, ORE) in told
    # No authority is needed for an item that has never had one, and nothing is said of items without frames.
    assert [item for _, item, _ in told if item is not None] == [ITEM]


@on_one_database
def test_the_states_money_is_counted_by_the_same_item_as_the_frames() -> None:
    coding, day = framing.moved(sormeby.COLLABORATION, NEW_ITEM, on=MOVED), date(2026, 8, 3)
    for item in (ITEM, NEW_ITEM):
        drawn_of(item, Money.kronor(500_000))
    part = paid(builders.grant(a_project()), on=day)
    terms = builders.terms()
    told = drawings.years(type(terms)(terms.county, terms.order, terms.checks, coding, terms.payments), last=2026)
    assert {item: [one.paid for one in years] for item, years in told.items()} == {
        BOOST_ITEM: [], ITEM: [ZERO], NEW_ITEM: [part],
    }  # fmt: skip


def drawn_of(item: str, amount: Money) -> Drawing:
    by, other = builders.a_user("finance"), builders.a_user("controller")
    with db.transaction(at=builders.moment()):
        said = vars(closing.new(amount)) | {"item": item}
        made = draw_down.entry(draw_down.NewEntry(**said), by=by, on=builders.DAY)
        draw_down.confirm(made, by=other)
    return made


@on_one_database
def test_the_forecast_is_divided_by_the_item_that_each_year_is_to_be_paid_from() -> None:
    coding = framing.moved(sormeby.COLLABORATION, NEW_ITEM, on=date(2027, 1, 1))
    builders.grant(a_project(ends_on=date(2027, 12, 31)))
    builders.grant(a_boost())
    figures = forecasts.outlook(builders.DAY).figures
    told = forecasts.by_item(figures, on=builders.DAY, coding=coding)
    assert sum(one.model.ore for years in told.values() for one in years) == (AID + BOOST_AID).ore
    assert {one.year for one in told[ITEM]} == {2026}
    assert 2026 not in {one.year for one in told[NEW_ITEM]}


def test_two_who_grant_in_different_cases_of_the_same_item_take_its_last_room_once() -> None:
    handler, terms = builders.a_user(), builders.terms()
    numbers = [a_project(index).number for index in range(2)]
    verdicts = [builders.verdict_on(case_file.for_act(number, by=handler)) for number in numbers]
    deciders = [builders.a_user("director") for _ in numbers]
    framing.a_frame(AID + AID - ORE, item=ITEM)

    def decision(index: int) -> Callable[[], object]:
        by = deciders[index]
        return lambda: decide.grant(
            case_file.for_act(numbers[index], by=by), AID, verdicts[index], by=by, on=builders.DAY, terms=terms
        )

    answers = at_once(*map(decision, range(2)))
    assert done(answers) == 1
    assert [one.reason.parameters["above"] for one in answers if isinstance(one, FrameExceeded)] == [ORE]
    assert balances.of_everything().granted == AID
    assert verify.everything().broken == []


@on_one_database
@pytest.mark.parametrize(
    ("covers", "key"),
    [
        ({"item": "99.9.9"}, "frame.unknown_item"),
        ({"item": ""}, "frame.unknown_item"),
        ({"item": ITEM, "scope": "almi"}, "frame.item_of_one_hand"),
    ],
)
def test_a_frame_that_covers_nothing_there_is_is_not_laid_down(covers: dict[str, str], key: str) -> None:
    with pytest.raises(Refused) as said:
        framing.a_frame(AID, **covers)  # type: ignore[arg-type]  # a scope and an item
    assert said.value.reason.key == key


def test_the_database_refuses_an_item_of_one_hand_and_an_item_changed_afterwards() -> None:
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        laid = allot.frame(framing.new(2026, BUDGET, AID, scope="almi"), by=by)
    for changed in (f"'{ITEM}'", "''"):
        with pytest.raises(Refused) as said, db.transaction(at=builders.moment()):
            db.session.execute(text(f"UPDATE frame SET item = {changed} WHERE id = :id"), {"id": laid.id})  # noqa: S608 - above
        assert said.value.reason.key == "constraint.frame_never_changes"
    columns = "year, kind, amount_ore, ground, from_on, state, recorded_at, recorded_by_id, recorded_by"
    with pytest.raises(Refused) as said, db.transaction(at=builders.moment()):
        db.session.execute(text(
            f"INSERT INTO frame (id, once, scope, item, {columns})"  # noqa: S608 - columns named above
            f" SELECT 999999, 'x', 'almi', '{ITEM}', {columns} FROM frame WHERE id = :id"
        ), {"id": laid.id})  # fmt: skip
    assert said.value.reason.key == "constraint.ck_frame_item_of_the_whole_county"
