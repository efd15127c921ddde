"""Lay down: a new version of a rule is drafted by one, submitted with what it would change, and published by another."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import reduce

from grantdesk import db, region
from grantdesk.actions import advance, record
from grantdesk.domain import version_trial
from grantdesk.domain.county import County
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.lifecycle import FIRST, may
from grantdesk.domain.messages import Both, in_both
from grantdesk.domain.refusal import Refused, SomebodyWasFirst, TwoPairsOfEyes
from grantdesk.domain.roles import Actor
from grantdesk.domain.rule_version import Version, with_version
from grantdesk.models.base import Base
from grantdesk.models.rule_version import RuleVersion, RuleVersionAuthor
from grantdesk.queries import rule_versions, simulation
from grantdesk.region import Foundation

# What places in a text that has no number yet begin with.
DRAFT = "rules/draft.toml"


class AlreadyDrafted(Refused):
    """The same text waits already, as the version with this number."""

    def __init__(self, number: int) -> None:
        super().__init__("rules.same_text", number=number)
        self.number = number


def draft(text: str, *, by: Actor, foundation: Foundation) -> RuleVersion:
    """Keep a new version as a draft. Raises InputErrors where the text is no version of the county's rules."""
    text = as_kept(text)
    if (there := rule_versions.find_waiting(digest(text))) is not None:
        raise AlreadyDrafted(there)
    version = region.version(text, county_now(foundation), name=DRAFT)
    made = RuleVersion(
        of=version.of,
        text=text,
        digest=digest(text),
        first_day=version.first_day,
        state=FIRST["rule_version"],
        returned="",
        drafted_by_id=by.id,
        drafted_at=db.moment(),
    )
    db.session.add(made)
    db.session.flush()
    rows: list[Base] = [made, *_author(made, by)]
    record.event("rules.drafted", by=by, rows=rows, number=made.id, file=made.of, first_day=made.first_day)
    return made


def revise(version: RuleVersion, text: str, *, by: Actor, foundation: Foundation) -> None:
    """Write a draft anew; what it was stays in history as a digest. Raises InputErrors as `draft` does."""
    text = as_kept(text)
    read_anew = region.version(text, county_now(foundation), name=version.name)
    changed = advance.step(
        version, "revise", text=text, digest=digest(text), of=read_anew.of, first_day=read_anew.first_day
    )
    record.event("rules.revised", by=by, rows=_author(version, by), changes=[changed], number=version.id)


def submit(version: RuleVersion, *, by: Actor, on: date, foundation: Foundation) -> None:
    """Ask for approval: the version holds as the rules are today, and keeps what it would have changed last year."""
    county = county_now(foundation)
    read_now = _refuse_what_does_not_hold(version, county, on=on, foundation=foundation)
    shown = simulation.simulate(read_now, on.year - 1, county=county).as_json()
    step = advance.step(
        version, "submit", submitted_by_id=by.id, submitted_at=db.moment(), simulation=shown, returned=""
    )
    record.event("rules.submitted", by=by, changes=[step], number=version.id, changed_cases=len(shown["changed"]))


def approve_and_publish(version: RuleVersion, seen: str, *, by: Actor, on: date, foundation: Foundation) -> None:
    """Publish what was submitted, by somebody who has not written in it; `seen` is the digest of the text they read.

    The version is tried again on the rules as they are now. Its file is written when the act is committed.
    """
    if not may("rule_version", "publish", version.state):
        raise SomebodyWasFirst("first.rule_version")
    if by.id in rule_versions.authors_of(version) or by.id == version.submitted_by_id:
        raise TwoPairsOfEyes("rules.own_version")
    if seen != version.digest:
        raise SomebodyWasFirst("rules.changed_since_seen")
    _refuse_what_does_not_hold(version, county_now(foundation), on=on, foundation=foundation)
    step = advance.step(version, "publish", approved_by_id=by.id, published_at=db.moment(), published_on=on)
    record.event("rules.published", by=by, changes=[step], number=version.id, first_day=version.first_day)


def send_back(version: RuleVersion, reason: str, *, by: Actor) -> None:
    """Give a submitted version back to those who wrote it, with what they should see to."""
    if not reason.strip():
        raise Refused("rules.without_reason")
    step = advance.step(version, "send back", returned=reason.strip())
    record.event("rules.sent_back", by=by, changes=[step], number=version.id, reason=reason.strip())


def withdraw(version: RuleVersion, reason: str, *, by: Actor) -> None:
    """Let a version that is not published come to nothing."""
    if not reason.strip():
        raise Refused("rules.without_reason")
    step = advance.step(version, "withdraw", returned=reason.strip())
    record.event("rules.withdrawn", by=by, changes=[step], number=version.id, reason=reason.strip())


def as_kept(text: str) -> str:
    """The text as it is kept and written: lines end as in a file, whatever the browser sent."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def digest(text: str) -> str:
    """The SHA-256 of the text as its file has it."""
    return hashlib.sha256(text.encode()).hexdigest()


def county_now(foundation: Foundation, *, before: RuleVersion | None = None) -> County:
    """The county with all that is published, whether its files have been written yet or not; only what was `before`."""
    try:
        return reduce(_with_published, rule_versions.published(before=before), foundation.county)
    except InputErrors as wrong:
        raise Refused("rules.region_changed") from wrong


def read_again(version: RuleVersion, county: County) -> Version:
    """The version on the county as it is without it; refused where its text can no longer be read on it."""
    try:
        return region.version(version.text, county, name=version.name)
    except InputErrors as wrong:
        raise _does_not_hold(wrong.errors[0]) from wrong


def faults(version: RuleVersion, county: County, *, on: date, foundation: Foundation) -> list[InputError]:
    """Everything that keeps the version from being published on a day, each with its line."""
    try:
        found = region.version(version.text, county, name=version.name)
    except InputErrors as wrong:
        return list(wrong.errors)
    errors = [
        *version_trial.too_early(found, on=on),
        *version_trial.faults(found, county, examples=foundation.examples),
    ]
    return region.placed(errors, {version.name: version.text})


def _with_published(county: County, version: RuleVersion) -> County:
    return with_version(county, region.version(version.text, county, name=version.name))


def _refuse_what_does_not_hold(version: RuleVersion, county: County, *, on: date, foundation: Foundation) -> Version:
    found = faults(version, county, on=on, foundation=foundation)
    if found:
        raise _does_not_hold(found[0])
    return read_again(version, county)


def _does_not_hold(error: InputError) -> Refused:
    said = in_both(error.reason)
    line = Both(f" (rad {error.line})", f" (line {error.line})") if error.line else Both("", "")
    problem = Both(f"{error.where}{line.sv}: {said['sv']}.", f"{error.where}{line.en}: {said['en']}.")
    return Refused("rules.does_not_hold", problem=problem)


def _author(version: RuleVersion, by: Actor) -> list[Base]:
    """The row that says that `by` has written in it, the first time."""
    if by.id in rule_versions.authors_of(version):
        return []
    made = RuleVersionAuthor(version_id=version.id, user_id=by.id, wrote_first_at=db.moment())
    db.session.add(made)
    db.session.flush()
    return [made]
