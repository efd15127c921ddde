"""Companies that count as one: from which day, until which, and never two groups at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from grantdesk import db
from grantdesk.actions import affiliate
from grantdesk.actions.affiliate import Link, Named
from grantdesk.domain.identity import Number
from grantdesk.domain.refusal import Refused
from grantdesk.operations import verify
from grantdesk.queries import undertakings
from tests import builders, groups
from tests.conftest import Database
from tests.groups import FIRST, SECOND, SINCE, THIRD, TODAY

pytestmark = pytest.mark.usefixtures("database")
THE_DAY_BEFORE = SINCE - timedelta(days=1)


def leave(organisation_id: int, until: date, *, ground: str = "Såld") -> list[str]:
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        newest = undertakings.memberships_of(organisation_id)[-1]
        return affiliate.leave(undertakings.member(newest.id), until=until, ground=ground, by=by, on=TODAY)


def test_two_companies_count_as_one_from_the_day() -> None:
    one, other = groups.a_company(FIRST), groups.a_company(SECOND)
    groups.join(one, other)
    for company in (one, other):
        assert undertakings.companies_of(company.id, on=THE_DAY_BEFORE) == (company.id,)
        assert undertakings.companies_of(company.id, on=SINCE) == (one.id, other.id)
    assert verify.everything().broken == []


def test_a_company_that_leaves_counts_by_itself_from_the_day() -> None:
    one, other = groups.a_company(FIRST), groups.a_company(SECOND)
    groups.join(one, other)
    leave(one.id, TODAY)
    assert undertakings.companies_of(other.id, on=TODAY - timedelta(days=1)) == (one.id, other.id)
    assert undertakings.companies_of(one.id, on=TODAY) == (one.id,)
    assert verify.everything().broken == []


def test_a_company_that_joins_another_group_leaves_the_first_on_the_same_day() -> None:
    one, other, third = map(groups.a_company, (FIRST, SECOND, THIRD))
    groups.join(one, other)
    groups.join(one, third, since=TODAY)
    assert undertakings.companies_of(one.id, on=TODAY - timedelta(days=1)) == (one.id, other.id)
    assert undertakings.companies_of(one.id, on=TODAY) == (one.id, third.id)
    assert undertakings.companies_of(other.id, on=TODAY) == (other.id,)


def test_when_two_groups_merge_every_company_of_both_counts_as_one() -> None:
    one, other, third = map(groups.a_company, (FIRST, SECOND, THIRD))
    groups.join(one, other)
    groups.merge(other, third, since=TODAY)
    assert undertakings.companies_of(third.id, on=TODAY - timedelta(days=1)) == (third.id,)
    assert undertakings.companies_of(third.id, on=TODAY) == (one.id, other.id, third.id)
    assert verify.everything().broken == []


def test_a_membership_ended_the_day_it_began_has_held_on_no_day_and_makes_room_for_the_right_one() -> None:
    one, other, third = map(groups.a_company, (FIRST, SECOND, THIRD))
    groups.join(one, other)
    leave(one.id, SINCE, ground="Fel företag registrerat")
    assert undertakings.companies_of(one.id, on=SINCE) == (one.id,)
    groups.join(one, third, since=THE_DAY_BEFORE)
    assert undertakings.companies_of(one.id, on=SINCE) == (one.id, third.id)


@pytest.mark.parametrize(
    ("since", "why", "key"),
    [
        (TODAY + timedelta(days=1), "Aktiebok", "affiliate.future"),
        (SINCE, "  ", "affiliate.without_ground"),
        (SINCE, "Aktiebok", "affiliate.already"),
    ],
)
def test_what_cannot_be_recorded_is_refused_in_words(since: date, why: str, key: str) -> None:
    one, other, by = groups.a_company(FIRST), groups.a_company(SECOND), builders.a_user()
    groups.join(one, other)
    with pytest.raises(Refused) as refused, db.transaction(at=builders.moment()):
        affiliate.join(one, other, Link(since, why), by=by, on=TODAY)
    assert refused.value.reason.key == key


def test_a_company_does_not_count_with_itself() -> None:
    one, by = groups.a_company(FIRST), builders.a_user()
    with pytest.raises(Refused, match="cannot count with itself"), db.transaction(at=builders.moment()):
        affiliate.join(one, one, Link(SINCE, "Aktiebok"), by=by, on=TODAY)


def test_a_day_before_a_later_membership_is_refused_and_says_which() -> None:
    one, other, third = map(groups.a_company, (FIRST, SECOND, THIRD))
    groups.join(one, other)
    with pytest.raises(Refused, match=f"counts with .* from {SINCE}"):
        groups.join(one, third, since=THE_DAY_BEFORE)


def test_a_membership_does_not_end_before_it_began() -> None:
    one = groups.a_company(FIRST)
    groups.join(one, groups.a_company(SECOND))
    with pytest.raises(Refused, match="cannot end before"):
        leave(one.id, THE_DAY_BEFORE)


def test_what_lies_before_a_decision_is_recorded_and_the_decision_is_named() -> None:
    case = builders.a_granted_case()
    one, other = groups.a_company(FIRST), groups.a_company(SECOND)
    assert groups.join(other, one) == [case.number]
    assert groups.join(groups.a_company(THIRD), other, since=TODAY + timedelta(days=1), on=date(2026, 4, 1)) == []


def test_a_company_that_is_known_keeps_its_legal_form_and_one_that_is_not_needs_a_name() -> None:
    groups.a_company(FIRST)
    by = builders.a_user()
    for number, form, key in (
        (FIRST, "foundation", "affiliate.other_legal_form"),
        (SECOND, "limited_company", "affiliate.without_name"),
    ):
        with pytest.raises(Refused) as refused, db.transaction(at=builders.moment()):
            affiliate.company(Named(Number(number, personal=False), "", form), by=by)
        assert refused.value.reason.key == key


MEMBER = (
    "INSERT INTO undertaking_member (undertaking_id, organisation_id, from_on, until_on, ground, recorded_at,"
    " recorded_by_id, recorded_by, left_ground, left_at, left_by_id, left_by)"
    " SELECT undertaking_id, organisation_id, '{first}', '{last}', ground, recorded_at, recorded_by_id, recorded_by,"
    " 'x', recorded_at, recorded_by_id, recorded_by FROM undertaking_member WHERE organisation_id = {organisation}"
)


@pytest.mark.parametrize(
    ("first", "last", "passes"),
    [
        ("2025-06-01", "2026-01-01", True),
        ("2025-06-01", "2026-01-02", False),
        ("2026-02-01", "2026-02-01", True),
        ("2026-02-01", "2026-02-02", False),
    ],
)
def test_the_database_lets_no_company_be_of_two_groups_on_a_day(
    database: Database, first: str, last: str, passes: bool
) -> None:
    one = groups.a_company(FIRST)
    groups.join(one, groups.a_company(SECOND))
    insert = text(MEMBER.format(first=first, last=last, organisation=one.id))
    if passes:
        with database.engine.begin() as connection:
            connection.execute(insert)
        return
    with (
        pytest.raises(IntegrityError, match="undertaking_member_never_overlaps"),
        database.engine.begin() as connection,
    ):
        connection.execute(insert)


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("UPDATE undertaking_member SET from_on = '2025-01-01'", "undertaking_member_never_moves"),
        ("DELETE FROM undertaking_member", "undertaking_member_is_never_deleted"),
        (
            "UPDATE undertaking_member SET until_on = '2026-05-01' WHERE until_on IS NOT NULL",
            "undertaking_member_never_grows_into_another",
        ),
    ],
)
def test_the_database_lets_no_membership_be_edited(database: Database, statement: str, guard: str) -> None:
    one, other, third = map(groups.a_company, (FIRST, SECOND, THIRD))
    groups.join(one, other)
    groups.join(one, third, since=TODAY)
    with pytest.raises(IntegrityError, match=guard), database.engine.begin() as connection:
        connection.execute(text(statement))
