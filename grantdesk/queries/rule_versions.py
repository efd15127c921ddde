"""Which versions of the rules are there, who stands behind each, and which hold?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import aliased, defer

from grantdesk import db
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.roles import Actor
from grantdesk.models.rule_version import RuleVersion, RuleVersionAuthor
from grantdesk.models.user import User

_DRAFTED, _SUBMITTED, _APPROVED = aliased(User), aliased(User), aliased(User)


# A list shows neither the text nor the cases that a simulation has named.
_WITHOUT_THE_LONG = (defer(RuleVersion.text, raiseload=True), defer(RuleVersion.simulation, raiseload=True))


@dataclass(frozen=True)
class Told:
    """A version with the names of those behind it."""

    version: RuleVersion
    drafted_by: str
    submitted_by: str | None
    approved_by: str | None


def by_number(number: int) -> Told:
    """The version with its people; raises `NotThere`."""
    found = db.session.execute(_told().where(RuleVersion.id == number)).one_or_none()
    if found is None:
        raise NotThere("not_there.rule_version", number=number)
    return _as_told(found)


def every() -> list[Told]:
    """All versions, the newest first."""
    wanted = _told().options(*_WITHOUT_THE_LONG).order_by(RuleVersion.id.desc())
    return [_as_told(row) for row in db.session.execute(wanted)]


def awaiting(by: Actor) -> list[Told]:
    """The submitted versions that `by` has not written in, the oldest first."""
    mine = select(RuleVersionAuthor.version_id).where(RuleVersionAuthor.user_id == by.id)
    waiting = _told().where(RuleVersion.state == "submitted", RuleVersion.id.not_in(mine), _not_submitted_by(by))
    wanted = waiting.options(*_WITHOUT_THE_LONG).order_by(RuleVersion.id)
    return [_as_told(row) for row in db.session.execute(wanted)]


def find_waiting(digest: str) -> int | None:
    """The version with this text that is neither published nor withdrawn, if there is one."""
    waiting = select(RuleVersion.id).where(
        RuleVersion.digest == digest, RuleVersion.state.in_(("drafted", "submitted"))
    )
    return db.session.execute(waiting.order_by(RuleVersion.id).limit(1)).scalar_one_or_none()


def authors_of(version: RuleVersion) -> set[int]:
    """Those who have written in it, by key."""
    found = select(RuleVersionAuthor.user_id).where(RuleVersionAuthor.version_id == version.id)
    return set(db.session.execute(found).scalars())


def published(*, before: RuleVersion | None = None) -> Sequence[RuleVersion]:
    """What has been published, in order of number; where a published version is named, only what was `before` it."""
    wanted = select(RuleVersion).where(RuleVersion.state == "published").order_by(RuleVersion.id)
    wanted = wanted.options(defer(RuleVersion.simulation))
    if before is not None and before.published_at is not None:
        wanted = wanted.where(RuleVersion.published_at < before.published_at)
    return db.session.execute(wanted).scalars().all()


def for_act(number: int) -> RuleVersion:
    """The version, locked for the act under way together with all that is submitted; raises `NotThere`.

    Versions are published one after the other, so that each is checked against those published before it.
    """
    living = select(RuleVersion).where((RuleVersion.state == "submitted") | (RuleVersion.id == number))
    locked = living.order_by(RuleVersion.id).with_for_update(key_share=True)
    found = db.session.execute(locked.execution_options(populate_existing=True)).scalars().all()
    version = next((one for one in found if one.id == number), None)
    if version is None:
        raise NotThere("not_there.rule_version", number=number)
    return version


def _not_submitted_by(by: Actor) -> ColumnElement[bool]:
    return RuleVersion.submitted_by_id.is_distinct_from(by.id)


def _as_told(row: Row[RuleVersion, str, str, str]) -> Told:
    version, drafted_by, submitted_by, approved_by = row
    return Told(version, drafted_by, submitted_by, approved_by)


def _told() -> Select[RuleVersion, str, str, str]:
    return (
        select(RuleVersion, _DRAFTED.name, _SUBMITTED.name, _APPROVED.name)
        .join(_DRAFTED, _DRAFTED.id == RuleVersion.drafted_by_id)
        .outerjoin(_SUBMITTED, _SUBMITTED.id == RuleVersion.submitted_by_id)
        .outerjoin(_APPROVED, _APPROVED.id == RuleVersion.approved_by_id)
    )
