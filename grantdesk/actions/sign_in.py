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
HASHER = PasswordHasher()
# Checked against where there is no such user, so that the answer takes as long.
_NOBODYS_HASH = HASHER.hash("nobody has this password")

WINDOW = timedelta(minutes=15)
MOST_FAILURES_OF_ONE_EMAIL = 5
MOST_FAILURES_OF_ONE_ADDRESS = 50


class Throttled(Refused):
    """Too many failed attempts lately."""


class WrongPassword(Refused):
    """No active user has this e-mail and password."""


def hashed(password: str) -> str:
    """The Argon2id hash to keep of a password."""
    return HASHER.hash(password)


def attempt(email: str, password: str, *, address: str, at: datetime) -> User:
    """The user, if e-mail and password are right and attempts have not been too many.

    Every attempt is written down as failed before the password is tried, and as succeeded after: many at once cannot
    slip past the count, and nobody waits for another's password to be tried.
    """
    email = email.strip().lower()[:254]
    with db.transaction(at=at):
        tried = LogInAttempt(email=email, address=address[:64], attempted_at=at, succeeded=False)
        db.session.add(tried)
        user = people.find_for_log_in(email)
        _refuse_too_many(tried, at)
    if user is None or not _is_right(password, user.password_hash) or not user.active:
        _spend_the_same_time(user, password)
        raise WrongPassword("sign_in.wrong")
    with db.transaction(at=at):
        db.session.merge(tried).succeeded = True
    return user


def _refuse_too_many(tried: LogInAttempt, at: datetime) -> None:
    """Refused, the attempt is not written: the door opens again when the failures that closed it are old."""
    db.session.flush()
    by_email, by_address = people.failures_since(at - WINDOW, email=tried.email, address=tried.address)
    if by_email > MOST_FAILURES_OF_ONE_EMAIL or by_address > MOST_FAILURES_OF_ONE_ADDRESS:
        raise Throttled("sign_in.throttled", minutes=int(WINDOW.total_seconds()) // 60)


def _is_right(password: str, password_hash: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _spend_the_same_time(user: User | None, password: str) -> None:
    """Where there is no such user, a hash is tried all the same, so that the answer takes as long."""
    if user is None:
        _is_right(password, _NOBODYS_HASH)
