"""Logging in: the right password, a limited number of times."""

from __future__ import annotations

import runpy
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from grantdesk import db
from grantdesk.actions import administer, sign_in
from grantdesk.domain.refusal import Refused
from grantdesk.models.user import LogInAttempt
from grantdesk.queries import people
from tests import builders

pytestmark = pytest.mark.usefixtures("database")
AT = builders.moment()


def attempt(email: str, password: str = builders.PASSWORD, *, address: str = "192.0.2.1", later: int = 0) -> object:
    return sign_in.attempt(email, password, address=address, at=AT + timedelta(minutes=later))


def test_the_right_password_lets_in_whatever_the_case_of_the_address() -> None:
    user = builders.a_user()
    assert attempt(user.email.upper()) is not None


@pytest.mark.parametrize("email", ["nobody@example.org", "", "å" * 400])
def test_who_is_not_there_is_answered_as_a_wrong_password(email: str) -> None:
    with pytest.raises(sign_in.WrongPassword):
        attempt(email)


def test_a_disabled_user_is_not_let_in() -> None:
    user, administrator = builders.a_user(), builders.a_user("administrator")
    with db.transaction(at=builders.moment()):
        administer.disable_user(people.by_email(user.email), by=administrator)
    with pytest.raises(sign_in.WrongPassword):
        attempt(user.email)


def test_five_failures_close_the_door_for_a_quarter_of_an_hour_even_for_the_right_password() -> None:
    user = builders.a_user()
    for _ in range(5):
        with pytest.raises(sign_in.WrongPassword):
            attempt(user.email, "fel lösenord")
    with pytest.raises(sign_in.Throttled):
        attempt(user.email)
    with pytest.raises(sign_in.Throttled):
        attempt(user.email, later=14)
    assert attempt(user.email, later=16) is not None


def test_many_failures_from_one_address_close_it_for_every_user() -> None:
    user = builders.a_user()
    with db.transaction(at=AT):
        db.session.add_all(
            LogInAttempt(email=f"{n}@example.org", address="192.0.2.9", attempted_at=AT, succeeded=False)
            for n in range(50)
        )
    with pytest.raises(sign_in.Throttled):
        attempt(user.email, address="192.0.2.9")
    assert attempt(user.email, address="192.0.2.10") is not None


def test_every_attempt_is_written_down_and_passwords_are_kept_as_argon2id() -> None:
    user = builders.a_user()
    with pytest.raises(sign_in.WrongPassword):
        attempt(user.email, "fel lösenord")
    attempt(user.email)
    tried = db.session.execute(select(LogInAttempt.succeeded).order_by(LogInAttempt.id)).scalars().all()
    assert tried == [False, True]
    assert people.by_email(user.email).password_hash.startswith("$argon2id$")


def test_a_short_password_is_refused() -> None:
    with pytest.raises(Refused, match="at least 12"), db.transaction(at=AT):
        administer.add_user(administer.NewUser("kort@example.org", "Kort", "handler", "kort"), by=None)


def test_the_programs_own_passwords_cost_what_the_library_recommends() -> None:
    own, recommended = runpy.run_path(str(sign_in.__file__))["HASHER"], PasswordHasher()
    cost = (own.time_cost, own.memory_cost, own.parallelism, own.type)
    assert cost == (recommended.time_cost, recommended.memory_cost, recommended.parallelism, recommended.type)
