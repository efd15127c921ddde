"""Frames: laid down by one, confirmed by another, and asked by every grant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import text

from grantdesk import db
from grantdesk.actions import allot, decide, follow_up
from grantdesk.domain.frame import BUDGET, COMMITMENT, KINDS
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import FrameExceeded, Refused, SomebodyWasFirst, TwoPairsOfEyes
from grantdesk.models.case import Case
from grantdesk.models.frame import Frame
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, frames
from tests import builders, framing, many_cases
from tests.actions.test_concurrency import at_once, done

pytestmark = pytest.mark.usefixtures("database")

AID = Money.kronor(140_000)
IN_THE_YEAR, AFTER_IT = date(2026, 12, 31), date(2027, 1, 1)
ORE = Money(1)


def a_case(index: int = 0, *, ends_on: date | None = None, by: builders.Person | None = None) -> Case:
    """An assessed case of a company of its own, with 140 000 kronor in aid."""
    given = builders.facts()
    given["applicant"]["organisation_number"] = many_cases.organisation(index)
    return builders.an_assessed_case(builders.a_registration(given, ends_on=ends_on), by=by)


def almis_case() -> Case:
    """An assessed case in Almi's hands, with 40 000 kronor in aid."""
    given = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])
    return builders.an_assessed_case(builders.a_registration(given), by=builders.a_user("almi"))


def refused(case: Case, **how: object) -> FrameExceeded:
    with pytest.raises(FrameExceeded) as said:
        builders.grant(case, **how)  # type: ignore[arg-type]  # as the builder takes them
    assert balances.of_case(case.id).granted.ore == 0
    return said.value


@pytest.mark.parametrize(("kind", "ends_on"), [(BUDGET, IN_THE_YEAR), (COMMITMENT, AFTER_IT), (COMMITMENT, None)])
def test_what_fits_to_the_ore_is_granted_and_one_ore_more_is_not(kind: str, ends_on: date | None) -> None:
    case = a_case(ends_on=ends_on)
    framing.a_frame(AID - ORE, kind)
    said = refused(case)
    assert said.reason.key == f"frame.{kind}_exceeded"
    assert said.reason.parameters["above"] == ORE
    framing.a_frame(AID, kind)
    builders.grant(case)
    assert balances.of_case(case.id).granted == AID
    assert verify.everything().broken == []


def test_what_falls_due_within_the_year_asks_nothing_of_the_authority() -> None:
    framing.a_frame(Money(0), COMMITMENT)
    builders.grant(a_case(ends_on=IN_THE_YEAR))
    assert refused(a_case(1, ends_on=AFTER_IT)).reason.parameters["above"] == AID


def test_a_frame_holds_from_its_day_and_replaces_the_one_before() -> None:
    framing.a_frame(AID, from_on=date(2026, 3, 1))
    framing.a_frame(Money(0), from_on=date(2026, 3, 15))
    builders.grant(a_case(), on=date(2026, 3, 14))
    assert refused(a_case(1), on=date(2026, 3, 15)).reason.parameters["amount"] == Money(0)
    laid = frames.all_of_them()
    for day, amount in ((date(2026, 3, 14), AID), (date(2026, 2, 28), framing.PLENTY)):
        held = frames.holding(laid, BUDGET, "all", on=day)
        assert held is not None
        assert held.amount == amount


def test_each_year_has_its_own_room() -> None:
    framing.a_frame(AID)
    framing.a_frame(AID, year=2027)
    builders.grant(a_case())
    refused(a_case(1))
    builders.grant(a_case(2), on=date(2027, 1, 4))
    refused(a_case(3), on=date(2027, 1, 4))


def test_what_is_released_gives_room_back_in_the_year_that_it_is_released() -> None:
    handler = builders.a_user()
    framing.a_frame(AID)
    framing.a_frame(Money(0), year=2027)
    case = builders.grant(a_case())
    with db.transaction(at=builders.moment()):
        follow_up.close(case_file.for_act(case.number, by=handler), by=handler, on=date(2027, 1, 4))
    refused(a_case(1))
    builders.grant(a_case(2), on=date(2027, 1, 5))
    refused(a_case(3), on=date(2027, 1, 5))
    line = next(one for one in framing.lines(on=date(2027, 2, 1)) if one.year == 2027)
    assert (line.decided, line.released, line.budget.left) == (AID, AID, Money(0))


def test_what_was_promised_before_the_year_uses_the_authority_until_it_is_paid() -> None:
    case = builders.grant(a_case(ends_on=date(2028, 6, 30)))
    framing.a_frame(AID + AID, COMMITMENT, year=2027)
    builders.grant(a_case(1, ends_on=date(2028, 1, 1)), on=date(2027, 1, 4))
    third = a_case(2, ends_on=date(2028, 1, 1))
    assert refused(third, on=date(2027, 1, 4)).reason.parameters["used"] == AID + AID
    batch = builders.a_batch(builders.an_attested_payment(builders.a_payment(builders.a_claim(case))))
    builders.export(batch, on=date(2027, 1, 5))
    paid = balances.of_case(case.id).paid
    assert refused(third, on=date(2027, 1, 6)).reason.parameters["used"] == AID + AID - paid
    builders.grant(third, paid, on=date(2027, 1, 6))


def test_almi_keeps_within_a_frame_of_its_own_and_the_regions() -> None:
    almi, case = builders.a_user("almi"), almis_case()
    framing.a_frame(Money.kronor(39_999), scope="almi")
    assert refused(case, by=almi).reason.parameters["of"].sv == "Almi"  # type: ignore[union-attr]  # a name is Both
    framing.a_frame(Money.kronor(40_000), scope="almi")
    framing.a_frame(Money.kronor(39_000))
    hidden = refused(case, by=almi)
    assert hidden.reason.key == "frame.budget_exceeded_elsewhere"
    assert hidden.reason.parameters == {"year": 2026, "asked": Money.kronor(40_000), "above": Money.kronor(1_000)}
    framing.a_frame(Money.kronor(180_000))
    builders.grant(case, by=almi)
    builders.grant(a_case(1))


def test_who_has_had_a_frame_needs_one_every_year() -> None:
    almi, case = builders.a_user("almi"), almis_case()
    framing.a_frame(framing.PLENTY, scope="almi", year=2025)
    said = refused(case, by=almi)
    assert (said.reason.key, said.reason.parameters["year"]) == ("frame.budget_missing", 2026)


def test_the_one_who_laid_down_a_frame_does_not_confirm_it_and_it_is_settled_once() -> None:
    by, other = builders.a_user("finance"), builders.a_user("controller")
    laid = a_frame_that_waits(BUDGET, by=by)
    with pytest.raises(TwoPairsOfEyes):
        settled(allot.confirm, laid.id, by)
    settled(allot.confirm, laid.id, other)
    for act in (allot.confirm, allot.withdraw):
        with pytest.raises(SomebodyWasFirst):
            settled(act, laid.id, other)
    assert frames.by_id(laid.id).state == "confirmed"
    assert verify.everything().broken == []


def a_frame_that_waits(kind: str, *, year: int = 2026, by: builders.Person | None = None) -> Frame:
    by = by or builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        return allot.frame(framing.new(year, kind, framing.PLENTY), by=by)


def settled(act: Callable[..., None], frame_id: int, who: builders.Person) -> None:
    with db.transaction(at=builders.moment()):
        act(frames.by_id(frame_id), by=who)


def test_a_frame_that_is_withdrawn_never_holds() -> None:
    by = builders.a_user("finance")
    framing.a_frame(AID)
    settled(allot.withdraw, a_frame_that_waits(BUDGET, by=by).id, by)
    builders.grant(a_case())
    refused(a_case(1))


WRONG = [
    ({"year": 1999}, "frame.year"),
    ({"year": 2101}, "frame.year"),
    ({"amount": Money(-1)}, "frame.below_zero"),
    ({"ground": "  "}, "frame.without_ground"),
    ({"from_on": date(2027, 1, 1)}, "frame.from_after_year"),
]


@pytest.mark.parametrize(("said", "key"), WRONG)
def test_a_frame_that_cannot_be_is_not_laid_down(said: dict[str, object], key: str) -> None:
    wanted = {
        "year": 2026,
        "kind": BUDGET,
        "scope": "all",
        "amount": AID,
        "ground": "Beslut",
        "from_on": IN_THE_YEAR,
        "once": "x",
    }
    by = builders.a_user("finance")
    with pytest.raises(Refused) as why, db.transaction(at=builders.moment()):
        allot.frame(allot.NewFrame(**(wanted | said)), by=by)  # type: ignore[arg-type]  # some of it wrong
    assert why.value.reason.key == key


UNDONE = {
    "UPDATE frame SET amount_ore = amount_ore + 1": "frame_never_changes",
    "UPDATE frame SET state = 'withdrawn'": "frame_never_changes",
}


@pytest.mark.parametrize("statement", UNDONE)
def test_the_database_refuses_to_change_a_frame(statement: str) -> None:
    with pytest.raises(Refused) as why, db.transaction(at=builders.moment()):
        db.session.execute(text(statement))
    assert why.value.reason.key == f"constraint.{UNDONE[statement]}"


def test_the_database_refuses_a_frame_confirmed_by_the_one_who_laid_it_down() -> None:
    laid = a_frame_that_waits(BUDGET)
    own = (
        "UPDATE frame SET state = 'confirmed', settled_by_id = recorded_by_id, settled_by = recorded_by,"
        " settled_at = recorded_at WHERE id = :id"
    )
    with pytest.raises(Refused) as why, db.transaction(at=builders.moment()):
        db.session.execute(text(own), {"id": laid.id})
    assert why.value.reason.key == "constraint.ck_frame_two_pairs_of_eyes"


@pytest.mark.parametrize("kind", KINDS)
def test_twenty_who_decide_at_once_with_room_for_eleven_grant_eleven(kind: str) -> None:
    handler, terms = builders.a_user(), builders.terms()
    numbers = [a_case(index, by=handler).number for index in range(20)]
    verdicts = [builders.verdict_on(case_file.for_act(number, by=handler)) for number in numbers]
    deciders = [builders.a_user("director") for _ in numbers]
    framing.a_frame(Money.kronor(11 * 140_000) + Money.kronor(139_999), kind)

    def decision(index: int) -> Callable[[], object]:
        by = deciders[index]
        return lambda: decide.grant(
            case_file.for_act(numbers[index], by=by), AID, verdicts[index], by=by, on=builders.DAY, terms=terms
        )

    answers = at_once(*map(decision, range(20)))
    assert done(answers) == 11
    assert [answer.reason.parameters["above"] for answer in answers if isinstance(answer, FrameExceeded)] == [
        Money.kronor(1)
    ] * 9
    assert balances.of_everything().granted == Money.kronor(11 * 140_000)
    assert verify.everything().broken == []
