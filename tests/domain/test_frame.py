"""What a year's frames count, and the sentence that says by how much a decision is too much."""

from __future__ import annotations

from datetime import date

import pytest

from grantdesk.domain import frame
from grantdesk.domain.frame import BUDGET, COMMITMENT, WHOLE, Movement, Room
from grantdesk.domain.messages import in_both
from grantdesk.domain.money import ZERO, Money


def kronor(amount: int) -> Money:
    return Money.kronor(amount)


def moved(
    year: int, ends_in: int | None, granted: int, paid: int = 0, *, hand: str = "region", released: int = 0
) -> Movement:
    return Movement(year, ends_in, hand, "boost", "1.1", kronor(granted), kronor(released), kronor(granted - paid))


# Two years of grants in two hands, a payment, and a release in 2026 of what was granted in 2025.
MOVEMENTS = [
    moved(2025, 2025, 100),
    moved(2025, 2026, 200, hand="almi"),
    moved(2025, None, 40),
    moved(2026, 2025, -30, 70, released=30),
    moved(2026, 2026, 500, 150),
    moved(2026, 2028, 300, 50, hand="almi"),
]

USED = [
    (BUDGET, WHOLE, 2024, 0),
    (BUDGET, WHOLE, 2025, 340),
    (BUDGET, WHOLE, 2026, 770),
    (BUDGET, "almi", 2025, 200),
    (BUDGET, "almi", 2026, 300),
    (COMMITMENT, WHOLE, 2024, 0),
    (COMMITMENT, WHOLE, 2025, 240),
    (COMMITMENT, WHOLE, 2026, 290),
    (COMMITMENT, WHOLE, 2027, 290),
    (COMMITMENT, WHOLE, 2028, 40),
    (COMMITMENT, "almi", 2025, 200),
    (COMMITMENT, "almi", 2026, 250),
]


@pytest.mark.parametrize(("kind", "scope", "year", "expected"), USED)
def test_what_is_used_of_a_frame(kind: str, scope: str, year: int, expected: int) -> None:
    assert frame.used(kind, scope, year, MOVEMENTS) == kronor(expected)


@pytest.mark.parametrize(("scope", "year", "expected"), [(WHOLE, 2026, 30), (WHOLE, 2025, 0), ("almi", 2026, 0)])
def test_what_was_released_in_the_year_whatever_year_it_was_granted_in(scope: str, year: int, expected: int) -> None:
    assert frame.released(scope, year, MOVEMENTS) == kronor(expected)


@pytest.mark.parametrize(
    ("kind", "ends_on", "expected"),
    [
        (BUDGET, date(2026, 1, 1), 90),
        (BUDGET, None, 90),
        (COMMITMENT, date(2026, 12, 31), 0),
        (COMMITMENT, date(2027, 1, 1), 90),
        (COMMITMENT, None, 90),
    ],
)
def test_a_decision_asks_of_the_authority_only_where_it_may_fall_due_after_the_year(
    kind: str, ends_on: date | None, expected: int
) -> None:
    assert frame.asked(kind, 2026, kronor(90), ends_on) == kronor(expected)


def plain(said: dict[str, str]) -> tuple[str, str]:
    return said["sv"].replace("\u00a0", " "), said["en"].replace("\u00a0", " ")


REFUSALS = [
    (
        Room(BUDGET, WHOLE, 2026, kronor(1_000), kronor(900)),
        Money(100_01),
        "Beslutsramen för 2026 (hela länet) räcker inte. Den är 1 000 kr; beslutat är 900 kr och kvar är 100 kr. Beslutet på "
        "100,01 kr är 0,01 kr för mycket.",
        "The budget frame for 2026 (the whole county) has no room. It is SEK 1,000; SEK 900 is decided and SEK 100 is left. "
        "The decision of SEK 100.01 is SEK 0.01 too much.",
    ),
    (
        Room(COMMITMENT, "almi", 2027, kronor(500), kronor(800)),
        kronor(50),
        "Bemyndigandet för 2027 (Almi) räcker inte. Det är 500 kr; utestående åtaganden som förfaller efter året är 800 kr "
        "och kvar är 0 kr. Beslutet på 50 kr är 350 kr för mycket.",
        "The commitment authority for 2027 (Almi) has no room. It is SEK 500; outstanding commitments that fall due after "
        "the year are SEK 800 and SEK 0 is left. The decision of SEK 50 is SEK 350 too much.",
    ),
    (
        Room(BUDGET, WHOLE, 2027, None, ZERO),
        kronor(1),
        "Ingen beslutsram för 2027 (hela länet) är bekräftad, och utan den beviljas inget. Ekonomi lägger fast den på sidan "
        "Ramar, och någon annan bekräftar den där.",
        "No budget frame for 2027 (the whole county) is confirmed, and nothing is granted without one. Finance lays it down on "
        "the page Frames, and another person confirms it there.",
    ),
    (
        Room(COMMITMENT, WHOLE, 2027, None, ZERO),
        kronor(1),
        "Inget bemyndigande för 2027 (hela länet) är bekräftat, och utan det beviljas inget som förfaller efter året. Ekonomi "
        "lägger fast det på sidan Ramar, och någon annan bekräftar det där.",
        "No commitment authority for 2027 (the whole county) is confirmed, and nothing that falls due after the year is "
        "granted without one. Finance lays it down on the page Frames, and another person confirms it there.",
    ),
]


@pytest.mark.parametrize(("room", "wanted", "swedish", "english"), REFUSALS)
def test_the_sentence_says_which_frame_and_by_how_much(room: Room, wanted: Money, swedish: str, english: str) -> None:
    said = frame.refusal(room, wanted)
    assert said is not None
    assert plain(in_both(said)) == (swedish, english)


def test_what_fits_to_the_ore_is_not_refused() -> None:
    assert frame.refusal(Room(BUDGET, WHOLE, 2026, kronor(1_000), kronor(900)), kronor(100)) is None


def test_what_asks_nothing_of_a_frame_is_not_refused_where_it_is_full_or_missing() -> None:
    for amount in (None, kronor(1)):
        assert frame.refusal(Room(COMMITMENT, WHOLE, 2026, amount, kronor(2)), ZERO) is None


@pytest.mark.parametrize("kind", frame.KINDS)
def test_who_may_not_see_the_frame_is_told_only_by_how_much(kind: str) -> None:
    room = Room(kind, WHOLE, 2026, kronor(7_777), kronor(7_000))
    said = frame.discreet_refusal(room, kronor(800))
    assert said is not None
    for text in plain(in_both(said)):
        assert "23" in text
        assert "800" in text
        assert not any(hidden in text.replace(",", " ") for hidden in ("7 777", "7 000", "777"))
    assert frame.discreet_refusal(room, kronor(777)) is None
    assert frame.discreet_refusal(Room(kind, WHOLE, 2026, None, ZERO), kronor(1)) is not None
