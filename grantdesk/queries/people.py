"""Who works at the desk."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from grantdesk import db
from grantdesk.domain.refusal import NotThere
from grantdesk.models.user import LogInAttempt, User


def find_by_email(email: str) -> User | None:
    return db.session.execute(select(User).where(User.email == email.strip().lower())).scalar_one_or_none()


def find_for_log_in(email: str) -> User | None:
    """As `find_by_email`, locked, so that attempts for one user are counted one after the other."""
    return db.session.execute(
        select(User).where(User.email == email).with_for_update(key_share=True)
    ).scalar_one_or_none()


def find(user_id: int) -> User | None:
    return db.session.get(User, user_id)


def by_email(email: str) -> User:
    """The user with this e-mail; raises `NotThere`."""
    found = find_by_email(email)
    if found is None:
        raise NotThere("not_there.user", email=email)
    return found


def locked(user_id: int) -> None:
    """Lock the person's row for the act under way; others may meanwhile point at it."""
    db.session.execute(select(User.id).where(User.id == user_id).with_for_update(key_share=True))


def everyone() -> Sequence[User]:
    """All users, in Swedish order of name."""
    return db.session.execute(select(User).order_by(User.sort_key, User.id)).scalars().all()


def active() -> list[User]:
    """Those who may log in."""
    return [user for user in everyone() if user.active]


def failures_since(moment: datetime, *, email: str, address: str) -> tuple[int, int]:
    """Failed attempts to log in since `moment`: for this e-mail, and from this address."""
    failed = select(func.count()).where(LogInAttempt.attempted_at >= moment, LogInAttempt.succeeded.is_(False))
    return (
        db.session.execute(failed.where(LogInAttempt.email == email)).scalar_one(),
        db.session.execute(failed.where(LogInAttempt.address == address)).scalar_one(),
    )
