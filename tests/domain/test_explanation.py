"""The walk that explains an amount: its figures lead from the costs to the aid, in both languages alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from grantdesk import region
from grantdesk.domain import explanation, kept_answer, walk_words
from grantdesk.domain.examples import applications
from grantdesk.domain.explanation import Decided, Named
from grantdesk.domain.facts import parse_application
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.messages import Both
from grantdesk.domain.money import Money
from grantdesk.domain.support import calculate
from grantdesk.domain.vocabulary import SCHEMES
from grantdesk.domain.walk import Sign, Step, Walk, evaluated, kronor
from tests.domain.applications import a_check, a_project, an_application, an_award, county, financing, of_scheme

NAMED = Named(Both("Stödform", "Scheme"))


def walked(given: dict[str, Any]) -> Walk:
    answer = calculate(parse_application(given, county()), county())
    return explanation.told(answer, given, NAMED)


def step(walk: Walk, key: str) -> Step:
    return next(one for one in walk if one.key == key)


def leaves(walk: Walk, key: str) -> Fraction:
    """The amount that a step leaves."""
    result = step(walk, key).result
    assert result is not None
    return result


def figures(walk: Walk) -> list[tuple[Fraction | None, Fraction]]:
    """What each step with an amount is given, and what it leaves."""
    return [(one.given, one.result) for one in walk if one.result is not None]


def must_reconcile(walk: Walk, aid: Money) -> None:
    """Each step begins where the one before ended, its lines are right, and the last is the aid."""
    steps = figures(walk)
    assert steps[-1][1] == kronor(aid) == kronor(walk.aid)
    for (_given, result), (given, _result) in pairwise(steps):
        assert given is None or given == result
    for one in walk:
        assert all(evaluated(line) == line.result.value for line in one.lines), one
        if one.result is not None:
            assert one.lines[-1].result.value == one.result
            assert one.lines[-1].is_sum
        assert all(lines_sum(one)), one


def lines_sum(one: Step) -> Iterator[bool]:
    """Where the lines of a step are parts, their sum is the line that sums them up."""
    if one.key in ("applied", "eligible", "aid") and len(one.lines) > 1:
        yield sum((line.result.value for line in one.lines[:-1]), Fraction(0)) == one.result
    if one.key == "rate" and not one.lines[-1].terms:
        yield sum((line.result.value for line in one.lines[:-1]), Fraction(0)) == one.result


NUMBER = re.compile(r"\d[\d\u00a0.,]*")


def numbers(words: str) -> list[str]:
    """The figures of a text without what separates them, so that they read alike in both languages."""
    return [re.sub(r"\D", "", one) for one in NUMBER.findall(words)]


def must_say_the_same(walk: Walk) -> None:
    swedish, english = walk_words.tell(walk, "sv"), walk_words.tell(walk, "en")
    assert [one.key for one in swedish] == [one.key for one in english]
    for ours, theirs in zip(swedish, english, strict=True):
        assert [(numbers(a.expression), numbers(a.result), a.equals, a.is_sum) for a in ours.lines] == [
            (numbers(b.expression), numbers(b.result), b.equals, b.is_sum) for b in theirs.lines
        ]
        assert [(one.met, one.version[-20:], one.confirmed) for one in ours.points] == [
            (one.met, one.version[-20:], one.confirmed) for one in theirs.points
        ]
        assert len(ours.sentences) == len(theirs.sentences)


ORE = st.integers(1, 10**9)


@pytest.mark.parametrize("scheme", SCHEMES)
@settings(max_examples=60, deadline=None)
@given_by(
    amounts=st.lists(ORE, min_size=1, max_size=4),
    categories=st.lists(
        st.sampled_from(
            ["machinery", "equipment", "consultancy", "other_necessary", "vehicle", "training", "staff", "boat"]
        ),
        min_size=0,
        max_size=3,
    ),
    place=st.sampled_from(sorted(county().municipalities)),
    used=st.integers(1, 31_000_000),
    requested=st.none() | ORE,
    others=st.lists(ORE, max_size=3),
    special=st.booleans(),
)
def test_the_figures_lead_from_the_costs_to_the_aid(
    scheme: str,
    amounts: list[int],
    categories: list[str],
    place: str,
    used: int,
    requested: int | None,
    others: list[int],
    special: bool,
) -> None:
    ordinary = of_scheme(scheme)["costs"][0]["category"]
    kinds = [ordinary, *categories]
    given = of_scheme(
        scheme,
        applicant={"municipality": place},
        costs=[(kinds[place_ % len(kinds)], str(Money(ore))) for place_, ore in enumerate(amounts)],
        circumstances={"special_reasons": special, "staff_competence": special},
    )
    if "de_minimis" in given:
        given["de_minimis"] = [an_award("2025-01-01", str(Money(used)))]
    if requested:
        given["requested"] = str(Money(requested))
    given["financing"] = [*given["financing"], *(financing("private", str(Money(ore))) for ore in others)]
    walk = walked(given)
    answer = calculate(parse_application(given, county()), county())
    must_reconcile(walk, answer.aid)
    must_say_the_same(walk)


def examples() -> Iterator[dict[str, Any]]:
    for content in region.read_examples(region.find("vastmanland")).values():
        yield from applications(content)


def test_every_example_of_the_region_can_be_walked_through() -> None:
    walked_through = 0
    for given in examples():
        try:
            application = parse_application(given, county())
        except InputErrors:
            continue
        answer = calculate(application, county())
        walk = explanation.told(answer, given, NAMED)
        must_reconcile(walk, answer.aid)
        must_say_the_same(walk)
        walked_through += 1
    assert walked_through >= 90


def test_a_grant_at_its_rate_is_cost_times_rate_and_nothing_else() -> None:
    swedish = {one.key: one for one in walk_words.tell(walked(an_application()), "sv")}
    line = swedish["rate"].lines[0]
    assert (line.label, line.expression, line.equals, line.result) == (
        "Maskiner",
        "400\u00a0000,00 × 35\u00a0%",
        "=",
        "140\u00a0000,00",
    )
    policy = swedish["rate"].points[0]
    assert policy.reason == "Regionens stödandel är 35\u00a0% i Fagersta (stödområde 3)."
    assert not policy.confirmed
    assert "gäller från 2024-01-01" in policy.version


def test_the_lowest_ceiling_is_said_to_decide_and_no_other() -> None:
    walk = walked(
        an_application(
            costs=[("machinery", "400000.00"), ("other_necessary", "300000.55")],
            requested="120000.00",
            de_minimis=[an_award("2024-06-01", "294000.00")],
        )
    )
    assert [one.key for one in walk if one.decides] == ["ceiling.de_minimis.general"]
    assert [one.result for one in walk if one.key.startswith("ceiling.")] == [120_000, 67_200]


def test_a_share_of_the_aid_is_counted_from_what_the_other_costs_give() -> None:
    walk = walked(an_application(costs=[("machinery", "400000.00"), ("other_necessary", "300000.00")], de_minimis=[]))
    assert step(walk, "share").result == 200_000
    assert step(walk, "share").decides


def test_a_figure_without_end_is_marked_as_near() -> None:
    walk = walked(an_application(costs=[("machinery", "100000.00"), ("other_necessary", "300000.00")], de_minimis=[]))
    told = {one.key: one for one in walk_words.tell(walk, "en")}
    most = told["share"].lines[0]
    assert (most.expression, most.equals, most.result) == ("35,000.00 × 30% ÷ 70%", "=", "15,000.00")
    sparse = an_application(
        costs=[("machinery", "100000.00"), ("other_necessary", "300000.00")],
        de_minimis=[],
        circumstances={"sparsely_populated": True},
    )
    assert walk_words.tell(walked(sparse), "en")[4].lines[0].equals == "≈"


def test_what_is_not_eligible_says_which_rule_left_it_out() -> None:
    walk = walked(an_application(costs=[("machinery", "400000.00"), ("vehicle", "50000.00")]))
    eligible = step(walk, "eligible")
    assert eligible.lines[1].terms[0].sign is Sign.MINUS
    assert [one.reason.en for one in eligible.points] == ["The scheme does not take vehicles."]


def test_an_application_that_is_stopped_ends_with_no_aid_and_counts_nothing() -> None:
    walk = walked(an_application(applicant={"municipality": "1980"}))
    assert [one.key for one in walk][:3] == ["applied", "conditions", "aid"]
    assert step(walk, "conditions").decides
    assert [one.met for one in step(walk, "conditions").points].count(False) == 1


def test_no_room_under_a_ceiling_is_walked_through_to_nothing() -> None:
    walk = walked(an_application(de_minimis=[an_award("2025-06-01", "310000.00")]))
    room = step(walk, "ceiling.de_minimis.general")
    assert [term.sign for term in room.lines[1].terms] == [Sign.MINUS, Sign.AT_LEAST]
    assert step(walk, "aid").result == 0


def test_the_earlier_aid_that_was_counted_is_named_where_all_of_it_was() -> None:
    counted = [an_award("2024-06-01", "50000.00"), an_award("2025-06-01", "1000.00") | {"reserved": True}]
    for besides, named in (([], 2), ([an_award("2020-01-01", "7000.00")], 2)):
        walk = walked(an_application(de_minimis=[*besides, *counted]))
        assert len(step(walk, "ceiling.de_minimis.general").lines) == 3 + named
    services = an_award("2025-06-01", "7000.00", "2023/2832")
    assert len(step(walked(an_application(de_minimis=[*counted, services])), "ceiling.de_minimis.general").lines) == 3
    told = walk_words.tell(walked(an_application(de_minimis=counted)), "sv")
    lines = next(one.lines for one in told if one.key == "ceiling.de_minimis.general")
    assert [line.label for line in lines[:2]] == ["Stöd 2024-06-01 (2023/2831)", "Reserverat för ett föreslaget beslut"]


def test_more_than_was_assessed_says_that_the_rules_gave_more_by_then() -> None:
    given = an_application()
    answer = kept_answer.kept(calculate(parse_application(given, county()), county()))
    decided = Decided(date(2026, 4, 1), Money.kronor(150_000), "")
    told = walk_words.tell(explanation.of(given, answer, NAMED, decided), "en")[-1]
    assert told.sentences == (
        "SEK\u00a0150,000 was granted on 2026-04-01; the assessment gave SEK\u00a0140,000, and the rules gave more on that day.",
    )


def test_what_is_noted_says_where_it_is_not_met() -> None:
    given = an_application(financing=[financing("public", "390000.00")])
    noted = next(one for one in walk_words.tell(walked(given), "en") if one.key == "noted")
    answers = {one.rule: one.answer for one in noted.points}
    assert (answers["Other financing"], answers["Other public money"]) == ("", "Not met")


def test_a_project_is_what_the_financing_leaves_within_the_rate() -> None:
    walk = walked(a_project(financing=[financing("own", "300000.00")]))
    assert [one.key for one in walk][2:5] == ["eligible", "need", "rate"]
    assert [leaves(walk, key) for key in ("eligible", "need", "rate")] == [1_000_000, 700_000, 500_000]


def test_every_line_says_which_rule_raised_it_where_the_rates_differ() -> None:
    walk = walked(
        of_scheme(
            "kommersiell_service_investering",
            costs=[("building", "100000.00"), ("training", "50000.00")],
            circumstances={"staff_competence": True},
        )
    )
    told = {one.key: one for one in walk_words.tell(walk, "en")}
    assert [line.because for line in told["rate"].lines[:-1]] == ["The Region's rate", "Raised rate"]


def test_an_assessment_that_kept_less_is_told_as_far_as_it_goes() -> None:
    given = an_application(costs=[("machinery", "400000.00"), ("other_necessary", "300000.00")], de_minimis=[])
    answer = kept_answer.kept(calculate(parse_application(given, county()), county()))
    del answer["said"]
    for finding in answer["findings"]:
        del finding["place"], finding["valid_from"]
    walk = explanation.of(given, answer, NAMED)
    must_reconcile(walk, Money.kronor(200_000))
    assert all(not one.version for told in walk_words.tell(walk, "sv") for one in told.points)


def test_what_decided_and_is_not_confirmed_is_said_with_its_words() -> None:
    told = walk_words.tell(walked(a_check()), "en")[-1]
    assert told.sentences[0] == "The amount rests on values that the Region has not confirmed."
    assert told.points[0].reason
    assert not any(one.reason for one in told.points[1:])
    assert all(not one.confirmed for one in told.points)


def test_less_than_the_rules_give_is_said_last_with_the_reason() -> None:
    given = an_application()
    answer = kept_answer.kept(calculate(parse_application(given, county()), county()))
    decided = Decided(date(2026, 4, 1), Money.kronor(100_000), "Mer behövs inte.")
    told = walk_words.tell(explanation.of(given, answer, NAMED, decided), "sv")[-1]
    assert told.sentences == (
        "100\u00a0000\u00a0kr av högst 140\u00a0000\u00a0kr beviljades 2026-04-01.",
        "Skäl: Mer behövs inte.",
    )
