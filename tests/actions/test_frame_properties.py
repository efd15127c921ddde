"""Whatever is granted, changed, released and cut, in whatever order and year: nothing is promised above a frame."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grantdesk import db
from grantdesk.actions import allot, book, decide, draw, follow_up
from grantdesk.actions.book import Booking
from grantdesk.domain import frame
from grantdesk.domain.frame import BUDGET, COMMITMENT, KINDS, WHOLE
from grantdesk.domain.ledger import Code, split_over_what_is_left
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import FrameExceeded
from grantdesk.models.case import Case
from grantdesk.operations import frame_faults
from grantdesk.queries import balances, case_file, frames, movements
from tests import builders, framing, many_cases

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.parametrize("backend", ["sqlite"])]

CODING = builders.terms().coding
DAYS = {2026: date(2026, 12, 28), 2027: date(2027, 1, 4)}
ENDS = (None, date(2026, 12, 31), date(2027, 6, 30), date(2028, 6, 30))
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["grant", "grant", "more", "less", "close", "frame"]),
        st.integers(0, len(ENDS) - 1),
        st.integers(1, 14_000_000),
        st.sampled_from(sorted(DAYS)),
    ),
    max_size=16,
)


class Model:
    """What is used of each frame, told without the ledger: a number a year and kind.

    The county has one item, so what is used of its frames is what is used of the whole county's. It is asked for a frame of
    the kind once there has been one, in whatever year.
    """

    def __init__(self, amounts: dict[tuple[int, str], int]) -> None:
        self.amounts = amounts
        self.of_item: dict[tuple[int, str], int] = {}
        self.used = {
            key: frame.used(key[1], WHOLE, key[0], movements.all_of_them(coding=CODING)).ore for key in amounts
        }

    def fits(self, ore: int, ends: date | None, year: int) -> bool:
        wanted = {BUDGET: ore, COMMITMENT: ore if ends is None or ends.year > year else 0}
        return all(not more or more <= self.left(year, kind) for kind, more in wanted.items())

    def left(self, year: int, kind: str) -> int:
        room = self.amounts[year, kind]
        if any(kind == each for _, each in self.of_item):
            room = min(room, self.of_item.get((year, kind), -1))
        return room - self.used[year, kind]

    def move(self, ore: int, ends: date | None, year: int) -> None:
        self.used[year, BUDGET] += ore
        for later in DAYS:
            if later >= year and (ends is None or ends.year > later):
                self.used[later, COMMITMENT] += ore


class Office:
    """Four cases that end in different years, those who act on them, and frames for two years."""

    def __init__(self, room: int) -> None:
        self.handler, self.director = builders.a_user(), builders.a_user("director")
        self.finance, self.controller = builders.a_user("finance"), builders.a_user("controller")
        first = balances.of_everything().cases * 10
        self.cases = [self._case(first + index, ends) for index, ends in enumerate(ENDS)]
        self.held = dict.fromkeys(range(len(ENDS)), 0)
        self.last = 2026
        self.model = Model({(year, kind): 0 for year in DAYS for kind in KINDS})
        for year, kind in self.model.amounts:
            self.lay_down(year, kind, self.model.used[year, kind] + room)
        # What an example before this one has laid down for the item is asked of this one too.
        for kind in {one.kind for one in frames.all_of_them() if one.item}:
            for year in DAYS:
                self.lay_down(year, kind, self.model.used[year, kind] + room, CODING.items[0])

    def _case(self, index: int, ends_on: date | None) -> Case:
        given = builders.facts()
        given["applicant"]["organisation_number"] = many_cases.organisation(index)
        return builders.an_assessed_case(builders.a_registration(given, ends_on=ends_on), by=self.handler)

    def lay_down(self, year: int, kind: str, ore: int, item: str | None = None) -> None:
        with db.transaction(at=builders.moment()):
            new = framing.new(year, kind, Money(max(ore, 0)), item=item)
            laid = allot.frame(new, by=self.finance, items=CODING.items)
            allot.confirm(laid, by=self.controller)
        (self.model.amounts if item is None else self.model.of_item)[year, kind] = laid.amount.ore

    def do(self, act: str, index: int, ore: int, year: int) -> None:
        # Years do not go back.
        self.last = year = max(year, self.last)
        if act == "frame":
            kind, item = KINDS[index % 2], (None, *CODING.items)[index // 2]
            self.lay_down(year, kind, self.model.used[year, kind] + ore - 7_000_000, item)
            return
        moved = getattr(self, f"_{act}")(index, ore, year)
        if moved:
            self.model.move(moved, ENDS[index], year)
            self.held[index] += moved

    def _grant(self, index: int, ore: int, year: int) -> int:
        if self.cases[index].status != "assessed":
            return 0
        return self._promised(index, ore, year, first=True)

    def _more(self, index: int, ore: int, year: int) -> int:
        return self._promised(index, ore, year, first=False) if self.held[index] else 0

    def _promised(self, index: int, ore: int, year: int, *, first: bool) -> int:
        fits = self.model.fits(ore, ENDS[index], year)
        try:
            with db.transaction(at=builders.moment()):
                case, amount, on = self._found(index), Money(ore), DAYS[year]
                if first:
                    verdict = builders.verdict_on(case)
                    decide.grant(case, amount, verdict, by=self.director, on=on, terms=builders.terms())
                else:
                    draw.from_frames(case, amount, by=self.director, on=on, coding=CODING)
                    self._book(case, Code.CHANGED_UP, amount, on)
        except FrameExceeded:
            assert not fits
            return 0
        assert fits
        return ore

    def _less(self, index: int, ore: int, year: int) -> int:
        less = min(ore, self.held[index])
        if less:
            with db.transaction(at=builders.moment()):
                self._book(self._found(index), Code.CHANGED_DOWN, Money(less), DAYS[year])
        return -less

    def _close(self, index: int, _ore: int, year: int) -> int:
        if self.cases[index].status != "granted":
            return 0
        with db.transaction(at=builders.moment()):
            follow_up.close(self._found(index), by=self.handler, on=DAYS[year])
        return -self.held[index]

    def _found(self, index: int) -> Case:
        self.cases[index] = case_file.for_act(self.cases[index].number, by=self.handler)
        return self.cases[index]

    def _book(self, case: Case, code: Code, amount: Money, on: date) -> None:
        left = balances.left_of(case.id)
        parts = split_over_what_is_left(amount, left) if code is Code.CHANGED_DOWN else {next(iter(left)): amount}
        book.one(Booking(case, code, parts, on=on, key=uuid.uuid4().hex))


# One database for all examples: each has cases of its own, and frames with the same room to begin with.
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, room=st.integers(1, 30_000_000))
def test_no_sequence_of_acts_promises_more_than_a_frame_allows(
    acts: list[tuple[str, int, int, int]], room: int
) -> None:
    office = Office(room)
    for act in acts:
        office.do(*act)
        told = [
            ((line.year, each.kind), each.used)
            for line in frames.lines(frames.all_of_them(), on=DAYS[office.last], coding=CODING)
            for each in (line.budget, line.commitment)
            if line.year in DAYS and line.scope == WHOLE
        ]
        assert {key for key, _ in told} == set(office.model.used)
        for key, used in told:
            assert used.ore == office.model.used[key], key
    assert list(frame_faults.faults(frames.all_of_them(), coding=CODING)) == []
    assert all(balances.of_case(case.id).outstanding >= ZERO for case in office.cases)
