"""Which letters are there in a case, and what has been asked of the applicant?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import or_, select

from grantdesk import db
from grantdesk.domain.refusal import NotThere
from grantdesk.models.case import Case
from grantdesk.models.correspondence import CoveringLetter, Supplement
from grantdesk.models.decision import Decision
from grantdesk.models.letter import Dispatch, Letter
from grantdesk.queries import case_file, dispatches
from grantdesk.queries.case_file import locked

Noun = TypeVar("Noun", Supplement, CoveringLetter)


@dataclass(frozen=True)
class Kept:
    """What a letter is about, the letter in each language that it is in, and each time that it was sent, the latest first."""

    kind: str
    about: Decision | Supplement | CoveringLetter
    letters: tuple[Letter, ...]
    sent: tuple[Dispatch, ...]

    @property
    def is_on_its_way(self) -> bool:
        return any(one.state != "returned" for one in self.sent)


@dataclass(frozen=True)
class Correspondence:
    """All the letters of a case, the latest first, and the decisions whose letters have not been made."""

    kept: tuple[Kept, ...]
    unmade: tuple[Decision, ...]


def of_case(case: Case) -> Correspondence:
    decisions = case_file.decisions_of(case)
    about: dict[tuple[str, int | None], Decision | Supplement | CoveringLetter] = {
        **{("decision", each.id): each for each in decisions},
        **{("supplement", each.id): each for each in _of_case(Supplement, case)},
        **{("covering", each.id): each for each in _of_case(CoveringLetter, case)},
    }
    grouped: dict[tuple[str, int | None], list[Letter]] = {}
    for letter in letters_of(case):
        grouped.setdefault((letter.kind, _named_by(letter)), []).append(letter)
    sent = dispatches.of_every_letter(case)
    kept = tuple(
        Kept(kind, about[kind, key], tuple(reversed(those)), tuple(one for one in sent if one.letter in those))
        for (kind, key), those in grouped.items()
    )
    unmade = tuple(each for each in decisions if ("decision", each.id) not in grouped)
    return Correspondence(kept, unmade)


def letters_of(case: Case) -> list[Letter]:
    """Every stored letter of the case, the latest first."""
    rows = (
        select(Letter)
        .outerjoin(Decision, Decision.id == Letter.decision_id)
        .where(or_(Letter.case_id == case.id, Decision.case_id == case.id))
        .order_by(Letter.id.desc())
    )
    return list(db.session.execute(rows).scalars())


def letter_by_key(case: Case, key: int) -> Letter:
    """One of them; raises `NotThere` where the case has none such."""
    found = next((each for each in letters_of(case) if each.id == key), None)
    if found is None:
        raise NotThere("not_there.letter", number=case.number)
    return found


def written_on(letter: Letter) -> date:
    """The day that a letter which decides nothing was written."""
    if letter.supplement_id is not None:
        return db.session.get_one(Supplement, letter.supplement_id).asked_on
    return db.session.get_one(CoveringLetter, letter.covering_letter_id).written_on


def standing_supplement(case: Case) -> Supplement | None:
    """What the case waits for."""
    rows = select(Supplement).where(Supplement.case_id == case.id, Supplement.state == "asked")
    return db.session.execute(rows).scalar_one_or_none()


def supplement_by_key(case: Case, key: int) -> Supplement:
    return _one_supplement(case, key)


def supplement_for_act(case: Case, key: int) -> Supplement:
    """As `supplement_by_key`, locked for the act under way."""
    found = _one_supplement(case, key)
    mine = locked(select(Supplement).where(Supplement.id == found.id), of=Supplement)
    one: Supplement = db.session.execute(mine).scalar_one()
    return one


def supplement_letter_by_token(once: str) -> Letter | None:
    """The letter of the request that was made with this form's token, if it was."""
    rows = select(Letter).join(Supplement, Supplement.id == Letter.supplement_id).where(Supplement.once == once)
    return db.session.execute(rows).scalar_one_or_none()


def covering_letter_by_token(once: str) -> Letter | None:
    rows = select(Letter).join(CoveringLetter, CoveringLetter.id == Letter.covering_letter_id)
    return db.session.execute(rows.where(CoveringLetter.once == once)).scalar_one_or_none()


def _named_by(letter: Letter) -> int | None:
    named: Mapping[str, int | None] = {
        "decision": letter.decision_id,
        "supplement": letter.supplement_id,
        "covering": letter.covering_letter_id,
    }
    return named[letter.kind]


def _of_case(noun: type[Noun], case: Case) -> list[Noun]:
    rows = select(noun).where(noun.case_id == case.id).order_by(noun.id.desc())
    return list(db.session.execute(rows).scalars())


def _one_supplement(case: Case, key: int) -> Supplement:
    rows = select(Supplement).where(Supplement.case_id == case.id, Supplement.id == key)
    found = db.session.execute(rows).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.supplement", number=case.number)
    return found
