"""Rule versions somewhere in their life, made by the same acts as the pages do them."""

from __future__ import annotations

from datetime import date

from grantdesk import db, region, settings
from grantdesk.actions import lay_down
from grantdesk.domain.roles import Actor
from grantdesk.operations import rule_files
from grantdesk.queries import rule_versions
from grantdesk.region import Foundation
from tests import builders
from tests.builders import DAY
from tests.rule_texts import a_version


def foundation() -> Foundation:
    return region.foundation(settings.read().region_folder)


def a_draft(text: str | None = None, *, by: Actor | None = None, on: date = DAY) -> int:
    """The number of a new draft."""
    by = by or builders.a_user("administrator")
    with db.transaction(at=builders.moment(on)):
        return lay_down.draft(text or a_version(), by=by, foundation=foundation()).id


def submitted(text: str | None = None, *, by: Actor | None = None, on: date = DAY) -> int:
    by = by or builders.a_user("administrator")
    number = a_draft(text, by=by, on=on)
    submit(number, by=by, on=on)
    return number


def submit(number: int, *, by: Actor, on: date = DAY) -> None:
    with db.transaction(at=builders.moment(on)):
        lay_down.submit(rule_versions.for_act(number), by=by, on=on, foundation=foundation())


def approve(number: int, *, by: Actor | None = None, on: date = DAY, seen: str | None = None) -> None:
    by = by or builders.a_user("controller")
    with db.transaction(at=builders.moment(on)):
        version = rule_versions.for_act(number)
        lay_down.approve_and_publish(version, seen or version.digest, by=by, on=on, foundation=foundation())
    rule_files.write_missing(settings.read().rules)


def publish(text: str | None = None, *, on: date = DAY) -> int:
    """The number of a version that is drafted, submitted and published the same day."""
    number = submitted(text, on=on)
    approve(number, on=on)
    return number
