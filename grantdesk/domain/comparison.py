"""Two answers to almost the same question: what the amounts differ by, and which rules moved them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from grantdesk.domain.assessment import Assessment, finding_as_json
from grantdesk.domain.county import County
from grantdesk.domain.facts import Application
from grantdesk.domain.findings import Finding, Source
from grantdesk.domain.messages import Both, Message, in_both, message
from grantdesk.domain.money import Money, total
from grantdesk.domain.municipalities import Municipality
from grantdesk.domain.support import calculate

# Which costs are taken, and at whose rate, moves an amount without deciding it in the end.
_MOVE_ON_THE_WAY = ("cost.", "rate.")
# Where the same was said of another place, nothing has moved.
_NAMES_A_PLACE = frozenset({"place", "municipality", "scheme"})


@dataclass(frozen=True)
class Moved:
    """A rule that moved the amount: what it found before and finds now, None where it had nothing to say.

    `finding` is the one whose source is shown: the later, where there is one.
    """

    finding: Finding
    before: Finding | None
    now: Finding | None
    said: Message

    @property
    def source(self) -> Source:
        return self.finding.source

    def as_json(self) -> dict[str, object]:
        shown = finding_as_json(self.finding)
        del shown["met"], shown["reason"]
        sides = {"before": self.before, "now": self.now}
        reasons = {name: in_both(side.reason) if side else None for name, side in sides.items()}
        return {"said": in_both(self.said), **shown, **reasons}


@dataclass(frozen=True)
class Difference:
    """What the aid was and is, the rules that moved it, and what of the costs did."""

    before: Money
    now: Money
    moved: tuple[Moved, ...]
    costs: Message | None

    @property
    def amount(self) -> Money:
        """What the aid is more than before; negative where it is less."""
        return self.now - self.before


@dataclass(frozen=True)
class Elsewhere:
    """What the same application would be given if its place of work lay in another municipality."""

    municipality: Municipality
    assessment: Assessment
    difference: Difference

    def as_json(self) -> dict[str, object]:
        return {
            "code": self.municipality.code,
            "name": self.municipality.name,
            "eligible": self.assessment.eligible,
            "aid": str(self.assessment.aid),
            "difference": str(self.difference.amount),
            "moved_by": [moved.as_json() for moved in self.difference.moved],
        }


def between(before: Assessment, now: Assessment) -> Difference:
    """What moved the amount between two answers; nothing did where it is the same."""
    if before.aid == now.aid:
        return Difference(before.aid, now.aid, (), None)
    stopped = [one for one in (before, now) if _is_stopped(one)]
    moved = tuple(_moved_rules(before, now, stopped))
    return Difference(before.aid, now.aid, moved, None if stopped else _costs(before, now))


def by_municipality(application: Application, county: County) -> tuple[Elsewhere, ...]:
    """The application tried in each of the county's municipalities, its own among them."""
    chosen = calculate(application, county)
    return tuple(_elsewhere(application, one, chosen, county) for one in county.municipalities.values())


def as_json(application: Application, county: County) -> dict[str, Any]:
    """The shape that `calculate compare` answers with."""
    chosen = calculate(application, county)
    return {
        "scheme": chosen.scheme,
        "rules_on": chosen.rules_on.isoformat(),
        "municipality": application.applicant.municipality,
        "aid": str(chosen.aid),
        "municipalities": [one.as_json() for one in by_municipality(application, county)],
    }


def _elsewhere(application: Application, place: Municipality, chosen: Assessment, county: County) -> Elsewhere:
    moved_there = replace(application, applicant=replace(application.applicant, municipality=place.code))
    answer = calculate(moved_there, county)
    return Elsewhere(place, answer, between(chosen, answer))


def _is_stopped(answer: Assessment) -> bool:
    return any(not finding.met for finding in answer.decisive)


def _moved_rules(before: Assessment, now: Assessment, stopped: list[Assessment]) -> Iterator[Moved]:
    """The rules that decided either answer and found otherwise in the other; of a stopped one, only what stopped it."""
    rules = dict.fromkeys(finding.rule for one in stopped or (now, before) for finding in one.decisive)
    if not stopped:
        rules |= dict.fromkeys(_on_the_way(before, now))
    for rule in rules:
        yield from _moved(*(_found(answer, rule) for answer in (before, now)))


def _on_the_way(before: Assessment, now: Assessment) -> Iterator[str]:
    """The rules on costs and rates that are met in one answer only."""
    unmet = [{finding.rule for finding in one.findings if not finding.met} for one in (before, now)]
    yield from sorted(rule for rule in unmet[0] ^ unmet[1] if rule.startswith(_MOVE_ON_THE_WAY))


def _found(answer: Assessment, rule: str) -> list[Finding]:
    return [finding for finding in answer.findings if finding.rule == rule]


def _moved(before: list[Finding], now: list[Finding]) -> Iterator[Moved]:
    """Pairs of findings of one rule that differ in more than the place they name."""
    said_before, said_now = set(map(_substance, before)), set(map(_substance, now))
    gone = [finding for finding in before if _substance(finding) not in said_now]
    come = [finding for finding in now if _substance(finding) not in said_before]
    for old, new in zip_longest(gone, come):
        shown = new or old
        if shown:
            yield Moved(shown, old, new, _said(shown, old, new))


def _substance(finding: Finding) -> tuple[bool, str, tuple[tuple[str, str], ...]]:
    parameters = finding.reason.parameters.items()
    said = tuple((name, str(value)) for name, value in parameters if name not in _NAMES_A_PLACE)
    return finding.met, finding.reason.key, said


def _said(shown: Finding, before: Finding | None, now: Finding | None) -> Message:
    if before and now and before.reason.key == now.reason.key == "finding.rate_policy":
        said, was = now.reason.parameters, before.reason.parameters
        return message("moved.rate", place=said["place"], now=said["rate"], before=was["rate"])
    if now:
        return now.reason
    was_said = in_both(shown.reason)
    return message("moved.no_longer", before=Both(was_said["sv"], was_said["en"]))


def _costs(before: Assessment, now: Assessment) -> Message | None:
    """What the costs themselves did, where other lines or amounts are eligible."""
    sums = [total(line.eligible_cost for line in answer.lines) for answer in (before, now)]
    if sums[0] != sums[1]:
        return message("moved.costs", before=sums[0], now=sums[1])
    lines = [sorted((line.category, line.eligible_cost) for line in answer.lines) for answer in (before, now)]
    return message("moved.categories") if lines[0] != lines[1] else None
