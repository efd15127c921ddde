"""Extract: the diary is taken out in a file, and it is kept which days it had and how far into history it went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from hashlib import sha256
from typing import IO

from grantdesk import db
from grantdesk.actions import number, record
from grantdesk.documents import diary_list
from grantdesk.documents.diary_list import DiaryLine
from grantdesk.domain.diary import Period
from grantdesk.domain.masking import written
from grantdesk.domain.messages import Language, message, render
from grantdesk.domain.roles import Actor
from grantdesk.models.diary import DiaryExport
from grantdesk.queries import diary
from grantdesk.queries.diary import Entry

PREFIX = "DI"


@dataclass(frozen=True)
class Extract:
    """Which days are taken out, or, where `period` is None, what no file has had; and in which words and time."""

    period: Period | None
    language: Language
    zone: tzinfo


def to_file(extract: Extract, file: IO[bytes], *, by: Actor | None, on: date) -> DiaryExport:
    """Write the diary to the file, a line at a time, and record that it was. What is given out twice has the same numbers."""
    # The number is taken first: whoever exports at the same moment waits here, and then finds what is left.
    given = number.following(PREFIX, year=on.year)
    up_to, digest, lines = diary.head(), sha256(), -1
    for line in diary_list.as_csv(_lines(extract, up_to)):
        file.write(line)
        digest.update(line)
        lines += 1
    made = _row(extract.period, given, up_to, by=by, on=on)
    made.entries, made.digest = lines, digest.hexdigest()
    db.session.add(made)
    db.session.flush()
    record.event("diary.exported", by=by, rows=[made], number=given, entries=lines)
    return made


def _lines(extract: Extract, up_to: int) -> Iterator[DiaryLine]:
    for entry in diary.entries(extract.period, up_to=up_to, zone=extract.zone):
        yield _line(entry, extract.language)


def _line(entry: Entry, language: Language) -> DiaryLine:
    def say(key: str) -> str:
        return render(message(key), language)

    return DiaryLine(
        number=entry.number,
        registered_on=entry.registered_on,
        day=entry.day,
        direction=say(f"diary.direction.{entry.handling.direction}"),
        case_number=entry.case_number,
        what=f"{say(f'diary.{entry.kind}')}: {written(entry.title)}",
        party=written(entry.party),
        handler=entry.handler,
        secrecy=", ".join(f"OSL {ground.section}" for ground in entry.grounds),
        reference=entry.reference,
    )


def _row(period: Period | None, given: str, up_to: int, *, by: Actor | None, on: date) -> DiaryExport:
    return DiaryExport(
        number=given,
        first_on=period.first if period else None,
        last_on=period.last if period else None,
        begins_at=period.begins_at if period else None,
        ends_at=period.ends_at if period else None,
        up_to=up_to,
        exported_on=on,
        exported_at=db.moment(),
        exported_by_id=by.id if by else None,
        exported_by=by.name if by else record.NOBODY,
    )
