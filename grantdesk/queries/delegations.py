"""Who may take a decision, by name."""

from __future__ import annotations

from dataclasses import dataclass

from grantdesk.domain import authority
from grantdesk.domain.delegation import BOARD, DelegationOrder, Ruling
from grantdesk.domain.messages import Both
from grantdesk.domain.staff import Matter, Staff
from grantdesk.queries import absences, people


@dataclass(frozen=True)
class Answer:
    """Whether one person, or the board, may take the decision; `role` is `board` for the board."""

    role: str
    position: str
    name: Both
    ruling: Ruling


@dataclass(frozen=True)
class WhoMay:
    """Everyone active at the desk and the board: those who may, and those who may not, each with why."""

    may: tuple[Answer, ...]
    may_not: tuple[Answer, ...]


def who_may(matter: Matter, *, order: DelegationOrder, staff: Staff | None = None) -> WhoMay:
    """Who may take the decision, people in Swedish order of name and the board last."""
    staff = staff or absences.staff(on=matter.on)
    answers = [
        Answer(
            user.role,
            user.position,
            Both(user.name, user.name),
            authority.person_may_take(matter, by=user, order=order, staff=staff),
        )
        for user in people.active()
    ]
    answers.append(Answer(BOARD, BOARD, order.board, authority.board_may_take(matter, order=order, staff=staff)))
    return WhoMay(
        may=tuple(answer for answer in answers if answer.ruling.allowed),
        may_not=tuple(answer for answer in answers if not answer.ruling.allowed),
    )
