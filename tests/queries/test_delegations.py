"""Who may take a decision, by name: role and delegation order, and the board for what is above everyone."""

from __future__ import annotations

import pytest

from grantdesk import db
from grantdesk.actions import administer
from grantdesk.domain.money import Money
from grantdesk.domain.staff import Matter
from grantdesk.queries import delegations, people
from grantdesk.queries.delegations import WhoMay
from tests import builders
from tests.builders import DAY, Person
from tests.conftest import Database

POSITIONS = ("handler", "head_of_unit", "director", "almi", "finance", "controller", "administrator")


@pytest.fixture
def desk(database: Database) -> dict[str, Person]:  # noqa: ARG001 - the database is there first
    return {position: builders.a_user(position, name=position) for position in POSITIONS}


def asked(amount: int, *, kind: str = "grant", scheme: str = "investeringsstod") -> WhoMay:
    return delegations.who_may(Matter(kind, scheme, Money.kronor(amount), DAY), order=builders.terms().order)


def may(found: WhoMay) -> set[str]:
    return {answer.position for answer in found.may}


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("amount", "scheme", "kind", "who"),
    [
        (500_000, "investeringsstod", "grant", {"head_of_unit", "director"}),
        (500_001, "investeringsstod", "grant", {"director"}),
        (2_000_001, "investeringsstod", "grant", {"board"}),
        (250_000, "konsultcheck", "grant", {"almi", "head_of_unit", "director"}),
        (250_001, "konsultcheck", "reject", {"head_of_unit", "director"}),
        (100, "konsultcheck", "recover", {"head_of_unit", "director"}),
    ],
)
def test_who_may_by_sum_scheme_and_kind(amount: int, scheme: str, kind: str, who: set[str]) -> None:
    found = asked(amount, kind=kind, scheme=scheme)
    assert may(found) == who
    assert {answer.position for answer in found.may_not} == {*POSITIONS, "board"} - who
    assert all(answer.ruling.row is not None for answer in found.may)


def test_who_is_disabled_is_not_named(desk: dict[str, Person]) -> None:
    with db.transaction(at=builders.moment()):
        administer.disable_user(people.by_email(desk["director"].email), by=None)
    assert may(asked(600_000)) == set()


@pytest.mark.usefixtures("desk")
def test_people_come_in_order_of_name_and_the_board_last() -> None:
    names = [answer.position for answer in asked(3_000_000).may_not]
    assert names == sorted(names)
    assert asked(3_000_000).may[-1].name == builders.terms().order.board
