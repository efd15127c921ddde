"""A plan's stories as acts, one after the other over all the days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from grantdesk.domain import working_days
from grantdesk.operations.demonstration import reporting
from grantdesk.operations.demonstration.chance import later
from grantdesk.operations.demonstration.story import Claimed, Story

# The day at the desk: each kind of act at its hour (UTC), in the order that one can follow on another.
_HOURS = {
    "answer": time(6, 45),
    "allot": time(7, 5),
    "confirm": time(7, 25),
    "register": time(7, 40),
    "withdraw": time(8, 10),
    "assess": time(8, 30),
    "check": time(8, 40),
    "propose": time(8, 50),
    "decide": time(9, 15),
    "claim": time(10, 5),
    "approve": time(11, 20),
    "attest": time(12, 45),
    "collect": time(13, 30),
    "export": time(13, 50),
    "close": time(14, 25),
    "report": time(14, 40),
    "acknowledge": time(14, 55),
}
KINDS = tuple(_HOURS)


@dataclass(frozen=True)
class Act:
    """One act on one day. `story` is whose case it is about; a batch is about several, and `claims` says which.

    The frames of a year are about no case: they are laid down and confirmed in the December before. So are reports to
    the register of de minimis aid, which are of all that waits.
    """

    on: date
    kind: str
    story: Story | None = None
    claims: tuple[tuple[str, int], ...] = ()  # story key, number of the claim

    @property
    def at(self) -> datetime:
        return datetime.combine(self.on, _HOURS[self.kind], UTC)

    @property
    def place(self) -> tuple[datetime, str, tuple[tuple[str, int], ...]]:
        return self.at, self.story.key if self.story else "", self.claims


def acts(stories: Iterable[Story], *, before: date) -> list[Act]:
    """Everything that the stories tell of before the day `before`, in the order that it happens."""
    told = list(stories)
    every = (*(act for story in told for act in _of(story)), *_batches(told))
    return sorted((act for act in every if act.on < before), key=lambda act: act.place)


def with_frames(told: Iterable[Act], *, before: date) -> list[Act]:
    """The same acts, with those that lay down and confirm the frames of every year that any of them is in, and the next."""
    acts_told = list(told)
    years = range(min(act.on.year for act in acts_told), before.year + 2)
    days = [later(date(year - 1, 12, 15), 0) for year in years]
    frames = [Act(day, kind) for day in days if day < before for kind in ("allot", "confirm")]
    return sorted((*frames, *acts_told), key=lambda act: act.place)


def with_reports(told: Iterable[Act], *, before: date) -> list[Act]:
    """The same acts, with those that report de minimis aid to its register and record what the register answers."""
    reports = [Act(day, kind) for day, kind in reporting.days(before=before) if day < before]
    return sorted((*reports, *told), key=lambda act: act.place)


def _of(story: Story) -> Iterator[Act]:
    yield Act(story.received_on, "register", story)
    if story.assessed_on is not None:
        yield Act(story.assessed_on, "assess", story)
        yield Act(story.assessed_on, "check", story)
    if story.proposed is not None:
        yield Act(story.proposed.on, "propose", story)
    if story.ending is not None:
        yield Act(story.ending.on, "withdraw" if story.ending.kind == "withdrawn" else "decide", story)
    for number, claim in enumerate(story.claims):
        yield from _of_claim(story, number, claim)
    if story.closed_on is not None:
        yield Act(story.closed_on, "close", story)


def _of_claim(story: Story, number: int, claim: Claimed) -> Iterator[Act]:
    days = (("claim", claim.received_on), ("approve", claim.approved_on), ("attest", claim.attested_on))
    for kind, day in days:
        if day is not None:
            yield Act(day, kind, story, ((story.key, number),))


def _batches(stories: Iterable[Story]) -> Iterator[Act]:
    """Payments that are put together on one day and leave together on one day are one batch."""
    together: defaultdict[tuple[date, date | None], list[tuple[str, int]]] = defaultdict(list)
    for story in stories:
        for number, claim in enumerate(story.claims):
            if claim.collected_on is not None:
                together[claim.collected_on, claim.paid_on].append((story.key, number))
    for (collected_on, paid_on), claims in together.items():
        yield Act(collected_on, "collect", claims=tuple(claims))
        if paid_on is not None:
            yield Act(paid_on, "export", claims=tuple(claims))
            yield Act(working_days.after(paid_on, 1), "answer", claims=tuple(claims))
