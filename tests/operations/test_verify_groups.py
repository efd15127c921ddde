"""`verify` names what somebody changed of a group of companies, and the database refuses most of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from grantdesk import db
from grantdesk.actions import attribute
from grantdesk.operations import verify
from grantdesk.queries import awards
from tests import builders, groups
from tests.conftest import Database
from tests.groups import FIRST, SECOND, TODAY
from tests.tampering import found_after

TAMPERINGS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "since when two count as one": (
        "UPDATE undertaking_member SET from_on = '2025-01-01' WHERE id = 1",
        lambda said: "undertaking_member:1: from_on" in said,
    ),
    "until when": (
        "UPDATE undertaking_member SET until_on = '2026-02-01', left_ground = 'x', left_by = 'x' WHERE id = 2",
        lambda said: "undertaking_member:2: until_on" in said,
    ),
    "a deleted membership": (
        "DELETE FROM undertaking_member WHERE id = 2",
        lambda said: "undertaking_member:2 is gone" in said,
    ),
    "what a group is called": (
        "UPDATE undertaking SET name = 'x' WHERE id = 1",
        lambda said: "undertaking:1: name" in said,
    ),
    "what others gave": (
        "UPDATE award_elsewhere SET amount_eur = '1.00' WHERE id = 1",
        lambda said: "award_elsewhere:1: amount_eur" in said,
    ),
    "a share that was carried": (
        "UPDATE carried_aid SET share = 1 WHERE id = 1",
        lambda said: "carried_aid:1: share" in said,
    ),
    "a strike that is gone": ("DELETE FROM strike WHERE id = 1", lambda said: "strike:1 is gone" in said),
    "a strike that nobody made": (
        "INSERT INTO strike (id, carried_aid_id, reason, struck_at, struck_by_id, struck_by)"
        " SELECT 999, 1, reason, struck_at, struck_by_id, struck_by FROM strike WHERE id = 1",
        lambda said: "strike:999 is in the database" in said,
    ),
}


@pytest.fixture
def grouped(database: Database) -> Database:
    """A database with a group of two, an award, one that has followed a business, and one that is struck."""
    one, other, by = groups.a_company(FIRST), groups.a_company(SECOND), builders.a_user()
    groups.join(one, other)
    noted = groups.an_award(one)
    groups.an_award(one, "70.00")
    groups.carry(one, other, 3000)
    with db.transaction(at=builders.moment()):
        attribute.strike(awards.by_key("elsewhere", noted.id), "Fel", by=by, on=TODAY)
    return database


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_change_of_a_group_behind_the_programs_back_is_found(grouped: Database, what: str) -> None:
    assert verify.everything().broken == []
    statement, names_it = TAMPERINGS[what]
    broken = found_after(grouped, statement)
    assert any(names_it(said) for said in broken), broken


@pytest.mark.parametrize("backend", ["postgresql"])
@pytest.mark.parametrize("table", ["undertaking_member", "award_elsewhere", "carried_aid", "strike"])
def test_postgresql_refuses_to_empty_what_is_known_of_groups(grouped: Database, table: str) -> None:
    with pytest.raises(Exception, match=f"{table}_is_never_emptied"), grouped.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {table} CASCADE"))


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        (
            "UPDATE undertaking_member SET until_on = '2025-01-01', left_ground = 'x', left_by = 'x'",
            "ends_after_it_began",
        ),
        ("UPDATE undertaking_member SET until_on = '2027-01-01'", "end_has_a_ground"),
    ],
)
def test_the_database_refuses_an_end_that_cannot_be(grouped: Database, statement: str, constraint: str) -> None:
    with pytest.raises(Exception, match=f"ck_undertaking_member_{constraint}"), grouped.engine.begin() as connection:
        connection.execute(text(statement))


STRIKE = (
    "INSERT INTO strike (award_elsewhere_id, carried_aid_id, reason, struck_at, struck_by_id, struck_by)"
    " SELECT {columns}, reason, struck_at, struck_by_id, struck_by FROM strike WHERE id = 1"
)


@pytest.mark.parametrize("columns", ["NULL, NULL", "1, 1"])
def test_the_database_refuses_a_strike_of_none_or_of_two(grouped: Database, columns: str) -> None:
    insert = STRIKE.format(columns=columns)
    with pytest.raises(Exception, match="ck_strike_names_one_thing"), grouped.engine.begin() as connection:
        connection.execute(text(insert))
