"""Whether an appeal came in time: what the days say of it, and which judgements a person may come to on them.

The system proposes. That an appeal is late rests on the day that the recipient took part of the decision, which the authority
has to show; where it cannot, the appeal counts as in time. Only the court tries whether a decision may be appealed at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk.domain.appeal import APPEAL, NO_APPEAL, Rule, last_day_of_appeal
from grantdesk.domain.messages import Message, message

IN_TIME, LATE, BARRED = "find_in_time", "find_late", "find_barred"
JUDGEMENTS = (IN_TIME, LATE, BARRED)


@dataclass(frozen=True)
class Timeliness:
    """The judgement that the days point to, those that a person may come to, and why.

    `took_part_on` and `last_on` are what the time was counted from and to, where the recipient is known to have taken part.
    """

    points_to: str
    may: tuple[str, ...]
    said: Message
    took_part_on: date | None = None
    last_on: date | None = None


def judged(rule: Rule | None, *, came_on: date, decided_on: date, took_part_on: date | None) -> Timeliness:
    """What the matrix and the days say of an appeal that came on a day."""
    if rule is None:
        return Timeliness(IN_TIME, (IN_TIME,), message("appeal.time.no_rule"))
    if rule.way == NO_APPEAL:
        said = message("appeal.time.barred", ordinance=rule.ordinance, sections=rule.sections)
        return Timeliness(BARRED, (BARRED,), said)
    if rule.way != APPEAL:
        return Timeliness(BARRED, (BARRED,), message("appeal.time.legality"))
    return of_days(came_on=came_on, decided_on=decided_on, took_part_on=took_part_on)


def of_days(*, came_on: date, decided_on: date, took_part_on: date | None) -> Timeliness:
    """As `judged`, of what may be appealed: the days alone."""
    if took_part_on is None:
        return _not_shown(came_on, last_day_of_appeal(decided_on))
    last = last_day_of_appeal(took_part_on)
    late = came_on > last
    said = message(f"appeal.time.{'late' if late else 'in_time'}", came=came_on, took_part=took_part_on, last=last)
    # FL 45: what is late because the authority told wrongly how to appeal is not dismissed.
    return Timeliness(LATE if late else IN_TIME, (LATE, IN_TIME) if late else (IN_TIME,), said, took_part_on, last)


def _not_shown(came_on: date, earliest_last: date) -> Timeliness:
    """Nobody can have taken part before the decision was taken; later than its own three weeks, the day must be shown."""
    if came_on <= earliest_last:
        said = message("appeal.time.in_time_whatever", came=came_on, last=earliest_last)
    else:
        said = message("appeal.time.not_shown", came=came_on, last=earliest_last)
    return Timeliness(IN_TIME, (IN_TIME,), said)
