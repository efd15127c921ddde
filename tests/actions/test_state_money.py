"""Money from the State: written by one, counted when another has confirmed it, and carried from year to year."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from grantdesk import db
from grantdesk.actions import draw_down
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import Refused, SomebodyWasFirst, TwoPairsOfEyes
from grantdesk.domain.state_money import Year
from grantdesk.operations import verify
from grantdesk.queries import drawings
from tests import builders, closing
from tests.actions.test_concurrency import at_once, done
from tests.builders import DAY
from tests.conftest import Database

pytestmark = pytest.mark.usefixtures("database")

NEW_YEAR = date(2025, 1, 1)


def year(last: int = 2026) -> Year:
    return drawings.years(builders.terms(), last=last)[closing.item()][-1]


def test_what_is_drawn_counts_when_another_has_confirmed_it() -> None:
    finance = builders.a_user("finance")
    waiting = closing.an_entry(Money.kronor(900_000), by=finance, confirmed=False)
    assert drawings.years(builders.terms(), last=2026) == {closing.item(): []}
    with pytest.raises(TwoPairsOfEyes, match="wrote the entry yourself"), db.transaction(at=builders.moment()):
        draw_down.confirm(drawings.by_id(waiting.id), by=finance)
    controller = builders.a_user("controller")
    with db.transaction(at=builders.moment()):
        draw_down.confirm(drawings.by_id(waiting.id), by=controller)
    assert year().drawn == Money.kronor(900_000)
    assert drawings.drawn() == {(closing.item(), 2026): Money.kronor(900_000)}
    assert verify.everything().broken == []


def test_a_mistake_is_reversed_once_and_never_edited(database: Database) -> None:
    mistaken = closing.an_entry(Money.kronor(900_000))
    closing.reverse(mistaken)
    closing.an_entry(Money.kronor(90_000))
    assert year().drawn == Money.kronor(90_000)
    with pytest.raises(Refused, match="reversed already"):
        closing.reverse(mistaken)
    with pytest.raises(Refused, match="never changed"), db.transaction(at=builders.moment()):
        db.session.execute(text("UPDATE drawing SET amount_ore = 1 WHERE id = 1"))
    assert verify.everything().broken == []
    assert database.url


def test_a_reversal_cannot_be_reversed_nor_what_nobody_has_confirmed() -> None:
    waiting = closing.an_entry(Money.kronor(1), confirmed=False)
    reversal = closing.reverse(closing.an_entry(Money.kronor(2)))
    for entry in (waiting, reversal):
        with pytest.raises(Refused, match="cannot be reversed"):
            closing.reverse(entry)


def test_the_year_is_what_was_held_and_drawn_less_what_was_paid_and_returned() -> None:
    closing.an_entry(Money.kronor(50_000), kind="opening", on=date(2026, 1, 1))
    closing.an_entry(Money.kronor(100_000))
    closing.an_entry(Money.kronor(20_000), kind="returned")
    builders.export(builders.a_batch())
    found = year()
    assert (found.opening, found.drawn, found.paid) == tuple(map(Money.kronor, (50_000, 100_000, 35_000)))
    assert (found.recovered, found.returned) == (ZERO, Money.kronor(20_000))
    assert found.closing == Money.kronor(95_000)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"amount": ZERO}, "drawing.above_zero"),
        ({"amount": Money(-1)}, "drawing.above_zero"),
        ({"moved_on": date(2026, 3, 15)}, "drawing.in_the_future"),
        ({"moved_on": date(2024, 12, 31)}, "drawing.before_its_year"),
        ({"reference": " "}, "drawing.without_reference"),
        ({"year": 1999}, "drawing.year"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, object], key: str) -> None:
    said: dict[str, Any] = {**vars(closing.new(Money.kronor(1))), **changes}
    by = builders.a_user("finance")
    with pytest.raises(Refused) as error, db.transaction(at=builders.moment()):
        draw_down.entry(draw_down.NewEntry(**said), by=by, on=DAY)
    assert error.value.reason.key == key


def test_a_closed_day_takes_no_entry_and_one_that_waited_is_not_confirmed() -> None:
    closing.close("2026-02")
    with pytest.raises(Refused, match="cannot count"):
        closing.an_entry(Money.kronor(1), on=date(2026, 2, 28))
    on = date(2026, 4, 1)
    mistaken = closing.an_entry(Money.kronor(7))
    closing.close("2026-03")
    reversal = closing.reverse(mistaken, on=on)
    assert reversal.moved_on == on
    with pytest.raises(Refused, match="has not been yet"):
        closing.reverse(closing.an_entry(Money.kronor(7), on=on), on=date(2026, 3, 1))


def test_the_books_begin_once() -> None:
    closing.an_entry(Money.kronor(5), on=date(2025, 6, 1))
    with pytest.raises(Refused, match="2025 at the latest"):
        closing.an_entry(Money.kronor(1), kind="opening", on=date(2026, 1, 1))
    opening = closing.an_entry(Money(-100), kind="opening", on=NEW_YEAR)
    with pytest.raises(Refused, match="written already, for 2025"):
        closing.an_entry(Money.kronor(1), kind="opening", on=NEW_YEAR)
    closing.reverse(opening)
    closing.an_entry(Money.kronor(1), kind="opening", on=NEW_YEAR)
    assert year(2025).closing == Money.kronor(6)


def test_a_year_opens_with_what_the_one_before_was_closed_with_and_a_difference_is_named() -> None:
    closing.an_entry(Money.kronor(100_000), on=date(2025, 5, 2))
    closing.close("2025-12", on=date(2026, 1, 20))
    assert drawings.stored()[closing.item(), 2025].closing == Money.kronor(100_000)
    assert year().opening == Money.kronor(100_000)
    closing.reopen("2025-12")
    closing.an_entry(Money.kronor(1_000), kind="returned", on=date(2025, 12, 30))
    now = drawings.years(builders.terms(), last=2026)
    (difference,) = drawings.differences(now)
    assert (difference.year, difference.stored, difference.now) == (
        2025,
        Money.kronor(100_000),
        Money.kronor(99_000),
    )
    assert now[closing.item()][-1].opening == Money.kronor(100_000)
    closing.close("2025-12", on=date(2026, 1, 21))
    now = drawings.years(builders.terms(), last=2026)
    assert list(drawings.differences(now)) == []
    assert now[closing.item()][-1].opening == Money.kronor(99_000)
    assert verify.everything().broken == []


def test_two_who_confirm_and_two_who_reverse_do_it_once() -> None:
    waiting = closing.an_entry(Money.kronor(10), confirmed=False)
    people = [builders.a_user("controller") for _ in range(2)]
    acts = [lambda who=who: draw_down.confirm(drawings.by_id(waiting.id), by=who) for who in people]
    answers = at_once(*acts)
    assert done(answers) == 1
    assert any(isinstance(answer, SomebodyWasFirst) for answer in answers)
    again = at_once(
        *(
            lambda who=who: draw_down.reverse(drawings.by_id(waiting.id), "Fel", once=uuid.uuid4().hex, by=who, on=DAY)
            for who in people
        )
    )
    assert done(again) == 1


def test_of_two_opening_balances_that_were_written_at_the_same_moment_one_is_confirmed() -> None:
    writers, others = ([builders.a_user(each) for _ in range(2)] for each in ("finance", "controller"))
    said = [vars(closing.new(Money.kronor(5), kind="opening", on=NEW_YEAR)) for _ in writers]
    written = at_once(
        *(
            lambda new=new, by=by: draw_down.entry(draw_down.NewEntry(**new), by=by, on=DAY)
            for new, by in zip(said, writers, strict=True)
        )
    )
    # On SQLite the second sees the first; on PostgreSQL both may have been written.
    waiting = [one.id for one in drawings.openings()]
    assert len(waiting) == done(written)
    confirmed = at_once(
        *(
            lambda key=key, by=by: draw_down.confirm(drawings.by_id(key), by=by)
            for key, by in zip(waiting, others, strict=False)
        )
    )
    assert done(confirmed) == 1
    assert year(2025).opening + year(2025).closing == Money.kronor(10)
