"""Which fields of a case are marked, and who has asked for its documents?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from grantdesk import db
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.secrecy import FIELDS, GROUNDS, Ground
from grantdesk.models.case import Case
from grantdesk.models.secrecy import Disclosure, SecrecyMark


@dataclass(frozen=True)
class Mark:
    """A mark that stands; `last_day` is the last on which its ground can hold, None where that is not known."""

    id: int
    field: str
    ground: Ground
    reason: str
    turn: int
    noted_on: date
    recorded_by: str
    last_day: date | None


def of_case(case: Case) -> dict[str, Mark]:
    """The marks that stand, by field, in the order of the fields."""
    rows = db.session.execute(select(SecrecyMark).where(SecrecyMark.case_id == case.id, stands())).scalars()
    found = {row.field: _mark(row, case) for row in rows}
    return {field: found[field] for field in FIELDS if field in found}


def stands() -> ColumnElement[bool]:
    """That a row of `secrecy_mark` marks, and no later one of the same field lifts it."""
    later = aliased(SecrecyMark)
    of_it = (
        later.case_id == SecrecyMark.case_id,
        later.field == SecrecyMark.field,
        later.turn > SecrecyMark.turn,
    )
    return SecrecyMark.stands.is_(True) & ~exists().where(*of_it)


def turns_of(case: Case) -> dict[str, int]:
    """How many times each field has been marked or had its mark lifted."""
    rows = db.session.execute(
        select(SecrecyMark.field, SecrecyMark.turn).where(SecrecyMark.case_id == case.id).order_by(SecrecyMark.turn)
    )
    return dict(rows.all())


def by_id(mark_id: int, *, case: Case) -> Mark:
    """A mark that stands in the case; raises `NotThere`."""
    found = next((mark for mark in of_case(case).values() if mark.id == mark_id), None)
    if found is None:
        raise NotThere("not_there.secrecy_mark")
    return found


def disclosures_of(case: Case) -> Sequence[Disclosure]:
    """Every answer to those who have asked for the documents of the case, the latest first."""
    query = select(Disclosure).where(Disclosure.case_id == case.id).order_by(Disclosure.id.desc())
    return db.session.execute(query).scalars().all()


def disclosure_by_id(disclosure_id: int, *, case: Case) -> Disclosure:
    """One of them; raises `NotThere` where the case has none such."""
    query = select(Disclosure).where(Disclosure.id == disclosure_id, Disclosure.case_id == case.id)
    found = db.session.execute(query).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.disclosure")
    return found


def find_by_token(once: str) -> Disclosure | None:
    """The disclosure that was made with this form's token, if it was."""
    return db.session.execute(select(Disclosure).where(Disclosure.once == once)).scalar_one_or_none()


def every_copy() -> Sequence[Disclosure]:
    """Every answer with a copy that was given out."""
    query = select(Disclosure).where(Disclosure.digest.is_not(None)).order_by(Disclosure.id)
    return db.session.execute(query).scalars().all()


def _mark(row: SecrecyMark, case: Case) -> Mark:
    ground = GROUNDS[row.ground]
    return Mark(
        id=row.id,
        field=row.field,
        ground=ground,
        reason=row.reason,
        turn=row.turn,
        noted_on=row.noted_on,
        recorded_by=row.recorded_by,
        last_day=ground.last_day(case.received_on),
    )
