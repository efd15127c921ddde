"""What waits, and for whom?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from grantdesk import db
from grantdesk.domain.messages import Both
from grantdesk.domain.money import Money
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.queries import meetings
from grantdesk.queries.case_file import visible_to
from grantdesk.queries.piles import PILES as PILES
from grantdesk.queries.piles import PROPOSED, QUESTIONS, to_decide
from grantdesk.queries.piles import Desk as Desk

SHOWN = 50


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: since when, in which case, and its amount. `number` names what waits; for a claim, in its case.

    `proposed` says that the amount is one that a handler has proposed to grant.
    """

    since: date
    number: str
    title: str
    applicant: str
    scheme: Both
    amount: Money | None
    case_number: str
    proposed: bool


@dataclass(frozen=True)
class Pile:
    """Things that wait for the same act, oldest first, and how many there are in all."""

    name: str
    things: tuple[Waiting, ...]
    count: int
    page: int = 1

    @property
    def pages(self) -> int:
        return pages_of(self.count)


def pages_of(count: int) -> int:
    """How many pages so many things take; one where there is none."""
    return max(1, -(-count // SHOWN))


def of(desk: Desk) -> list[Pile]:
    """The piles of the person's role, each with its oldest, and an empty one where nothing waits."""
    things = {name: visible_to(desk.user, QUESTIONS[name](desk)) for name in PILES[desk.user.role]}
    # All of them are counted at once: a role may have many.
    counts = db.session.execute(select(*(_counted(wanted).scalar_subquery() for wanted in things.values()))).one()
    return [_page_of(name, wanted, count) for (name, wanted), count in zip(things.items(), counts, strict=True)]


def pile(name: str, desk: Desk, *, page: int = 1) -> Pile:
    """One pile, a page at a time; past the last page, the last. Raises KeyError where the role has no such pile."""
    if name not in PILES[desk.user.role]:
        raise KeyError(name)
    return _paged(name, QUESTIONS[name](desk), desk, page)


def on_no_agenda(name: str, desk: Desk, *, page: int) -> Pile:
    """Of what is for the board (`for_the_board`, `later_for_the_board`), what is not on the agenda of a meeting yet."""
    return _paged(name, QUESTIONS[name](desk).where(~meetings.on_an_agenda()), desk, page)


def proposed(desk: Desk) -> Select[Any]:
    """The cases with a proposal that lie within what the person may decide, the first received first."""
    return visible_to(desk.user, to_decide(desk).where(PROPOSED))


def _paged(name: str, things: Select[Any], desk: Desk, page: int) -> Pile:
    wanted = visible_to(desk.user, things)
    count = db.session.execute(_counted(wanted)).scalar_one()
    return _page_of(name, wanted, count, min(page, pages_of(count)))


def _counted(things: Select[Any]) -> Select[Any]:
    return things.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)


def _page_of(name: str, things: Select[Any], count: int, page: int = 1) -> Pile:
    rows = db.session.execute(things.limit(SHOWN).offset((page - 1) * SHOWN))
    return Pile(name, tuple(_waiting(row) for row in rows), count, page)


def overview(*, by: Actor) -> dict[str, int]:
    """How many cases there are in each state."""
    counted: Any = select(Case.status, func.count()).group_by(Case.status)
    return {status: int(count) for status, count in db.session.execute(visible_to(by, counted))}


def _waiting(row: Any) -> Waiting:
    since, number, title, applicant, scheme_sv, scheme_en, ore, case_number, proposed = row
    amount = None if ore is None else Money(int(ore))
    return Waiting(
        since, str(number), title, applicant, Both(scheme_sv, scheme_en), amount, case_number, bool(proposed)
    )
