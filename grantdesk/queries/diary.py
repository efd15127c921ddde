"""What has been registered, handling by handling, in the order that it was, and what of it has been taken out in a file?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from sqlalchemy import func, select

from grantdesk import db
from grantdesk.domain import diary
from grantdesk.domain.diary import APPEAL, APPLICANT, DISCLOSURE, DISPATCH, HANDLINGS, Exported, Handling, Period
from grantdesk.domain.masking import Mask, Parts, Row, Section
from grantdesk.domain.secrecy import GROUNDS, NAME, TITLE, Ground
from grantdesk.models.appeal import Appeal
from grantdesk.models.case import Case
from grantdesk.models.diary import DiaryExport
from grantdesk.models.event import Event
from grantdesk.models.letter import Dispatch
from grantdesk.models.organisation import Organisation
from grantdesk.models.secrecy import Disclosure, SecrecyMark
from grantdesk.models.user import User
from grantdesk.queries import secrecy

# As many are read at a time; there is never more than this in the memory.
CHUNK = 500
_NAMES: Mapping[str, tuple[Any, Any]] = {
    DISPATCH: (Dispatch.id, Dispatch.recipient),
    APPEAL: (Appeal.id, Appeal.appellant),
    DISCLOSURE: (Disclosure.id, Disclosure.asker),
}
# The field whose mark keeps the name of the one it came from or went to.
_FIELDS = {APPLICANT: NAME, DISPATCH: "letters", APPEAL: "appeals", DISCLOSURE: ""}


@dataclass(frozen=True)
class Entry:
    """One handling. `number` is its position in history, which never changes; `title` and `party` are as they may be told.

    `registered_on` is the day that it was written down here, `day` the day that it came in, was made or went out.
    """

    number: int
    kind: str
    handling: Handling
    registered_on: date
    day: str
    case_number: str
    title: Parts
    party: Parts
    handler: str
    grounds: tuple[Ground, ...]
    reference: str


def head() -> int:
    """The last position that history has now."""
    return db.session.execute(select(func.coalesce(func.max(Event.position), 0))).scalar_one()


def entries(period: Period | None, *, up_to: int, zone: tzinfo) -> Iterator[Entry]:
    """The handlings registered in the period, or, where it is None, those that no file has had; in order."""
    before = exported() if period is None else ()
    after = max((one.up_to for one in before if one.period is None), default=0)
    while chunk := _chunk(after, period, up_to):
        wanted = [row for row in chunk if diary.is_new(row.position, row.happened_at, before)]
        yield from _entries(wanted, zone)
        after = chunk[-1].position


def exported() -> tuple[Exported, ...]:
    """What each file held."""
    rows = db.session.execute(select(DiaryExport).order_by(DiaryExport.id)).scalars()
    return tuple(Exported(_period(row), row.up_to) for row in rows)


def exports(*, at_most: int) -> Sequence[DiaryExport]:
    """The latest files, newest first."""
    query = select(DiaryExport).order_by(DiaryExport.id.desc()).limit(at_most)
    return db.session.execute(query).scalars().all()


def _period(row: DiaryExport) -> Period | None:
    if row.first_on is None or row.last_on is None or row.begins_at is None or row.ends_at is None:
        return None
    return Period(row.first_on, row.last_on, row.begins_at, row.ends_at)


def _chunk(after: int, period: Period | None, up_to: int) -> Sequence[Any]:
    query = (
        select(
            Event.position, Event.kind, Event.happened_at, Event.text, Event.case_id, Case.number, Case.title,
            Organisation.name.label("applicant"), User.name.label("handler"),
        )
        .join(Case, Case.id == Event.case_id)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .join(User, User.id == Case.handler_id)
        .where(Event.position > after, Event.position <= up_to, Event.kind.in_(HANDLINGS))
    )  # fmt: skip
    if period is not None:
        query = query.where(Event.happened_at >= period.begins_at, Event.happened_at < period.ends_at)
    return db.session.execute(query.order_by(Event.position).limit(CHUNK)).all()


def _entries(rows: Sequence[Any], zone: tzinfo) -> Iterator[Entry]:
    texts = {row.position: json.loads(row.text) for row in rows}
    names = {kind: _names(kind, rows, texts) for kind in _NAMES}
    marks = _marks({row.case_id for row in rows})
    for row in rows:
        text, handling, grounds = texts[row.position], HANDLINGS[row.kind], marks.get(row.case_id, {})
        registered_on = row.happened_at.astimezone(zone).date()
        mask = _mask(row, grounds)
        yield Entry(
            number=row.position,
            kind=row.kind,
            handling=handling,
            registered_on=registered_on,
            day=diary.told(text, handling.day) if handling.day else registered_on.isoformat(),
            case_number=row.number,
            title=_told(row.title, TITLE, mask, grounds),
            party=_told(_party(row, text, handling, names), _FIELDS.get(handling.party, ""), mask, grounds),
            handler=row.handler,
            grounds=tuple(dict.fromkeys(grounds.values())),
            reference=diary.told(text, handling.reference) if handling.reference else "",
        )


def _mask(row: Any, grounds: Mapping[str, Ground]) -> Mask:
    """What takes the applicant's name, where it is marked, and every personal number out of a text."""
    return Mask([Section("", (Row(NAME, "", row.applicant, (row.applicant,)),))], grounds)


def _told(text: str, field: str, mask: Mask, grounds: Mapping[str, Ground]) -> Parts:
    ground = grounds.get(field)
    return mask.text(text) if ground is None or not text else (ground,)


def _party(row: Any, text: Mapping[str, Any], handling: Handling, names: Mapping[str, Mapping[int, str]]) -> str:
    """Whom it came from or went to; nobody in particular where the act names nobody."""
    if handling.party == APPLICANT:
        return str(row.applicant)
    key = diary.key_of(text, handling.party) if handling.party in names else None
    return "" if key is None else names[handling.party].get(key, "")


def _names(kind: str, rows: Sequence[Any], texts: Mapping[int, Mapping[str, Any]]) -> dict[int, str]:
    keys = {diary.key_of(texts[row.position], kind) for row in rows if HANDLINGS[row.kind].party == kind}
    if not keys:
        return {}
    key, name = _NAMES[kind]
    return dict(db.session.execute(select(key, name).where(key.in_(keys))).all())


def _marks(cases: set[int]) -> dict[int, dict[str, Ground]]:
    """The ground of each mark that stands, by case and field."""
    query = select(SecrecyMark.case_id, SecrecyMark.field, SecrecyMark.ground).where(
        SecrecyMark.case_id.in_(cases), secrecy.stands()
    )
    found: dict[int, dict[str, Ground]] = {}
    for case_id, field, ground in db.session.execute(query.order_by(SecrecyMark.id)):
        found.setdefault(case_id, {})[field] = GROUNDS[ground]
    return found
