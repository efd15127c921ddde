"""Log in: the right password within the allowed number of attempts."""

from __future__ import annotations

from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from grantdesk import db
from grantdesk.domain.refusal import Refused
from grantdesk.models.user import LogInAttempt, User
from grantdesk.queries import people

# Argon2id, with the library's recommended cost.
_HASHER = PasswordHasher()
# Checked against where there is no such user, so that the answer takes as long.
_NOBODYS_HASH = _HASHER.hash("nobody has this password")

WINDOW = timedelta(minutes=15)
MOST_FAILURES_OF_ONE_EMAIL = 5
MOST_FAILURES_OF_ONE_ADDRESS = 50


class Throttled(Refused):
    """Too many failed attempts lately."""


class WrongPassword(Refused):
    """No active user has this e-mail and password."""


def hashed(password: str) -> str:
    """The Argon2id hash to keep of a password."""
    return _HASHER.hash(password)


def attempt(email: str, password: str, *, address: str, at: datetime) -> User:
    """The user, if e-mail and password are right and attempts have not been too many.

    The attempt is written down whatever the answer, in a transaction of its own.
    """
    email = email.strip().lower()[:254]
    with db.transaction(at=at):
        by_email, by_address = people.failures_since(at - WINDOW, email=email, address=address)
        throttled = by_email >= MOST_FAILURES_OF_ONE_EMAIL or by_address >= MOST_FAILURES_OF_ONE_ADDRESS
        user = None if throttled else _recognised(email, password)
        if not throttled:
            tried = LogInAttempt(email=email, address=address[:64], attempted_at=at, succeeded=user is not None)
            db.session.add(tried)
    if throttled:
        raise Throttled("sign_in.throttled", minutes=int(WINDOW.total_seconds()) // 60)
    if user is None:
        raise WrongPassword("sign_in.wrong")
    return user


def _recognised(email: str, password: str) -> User | None:
    user = people.find_by_email(email)
    try:
        _HASHER.verify(user.password_hash if user else _NOBODYS_HASH, password)
    except (VerifyMismatchError, InvalidHashError):
        return None
    return user if user and user.active else None
