"""Import rates: the euro's reference rates are taken from the ECB's own file, all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from grantdesk import db
from grantdesk.actions import record
from grantdesk.documents import ecb_file
from grantdesk.domain import euro
from grantdesk.domain.euro import Quoted
from grantdesk.domain.roles import Actor
from grantdesk.models.reference import ExchangeRate
from grantdesk.queries import rates


@dataclass(frozen=True)
class RatesFile:
    """What a file of the ECB's says: its name, the SHA-256 of its bytes, and its rates in order of day."""

    name: str
    digest: str
    quoted: Sequence[Quoted]


@dataclass(frozen=True)
class Imported:
    """What an import came to: how many days the file has, and the days whose rates it brought."""

    days: int
    new: tuple[date, ...]


def read(name: str, content: bytes, *, on: date) -> RatesFile:
    """The file as it may be imported on the day `on`. Raises NotBelieved with everything that is wrong in it."""
    return RatesFile(name, hashlib.sha256(content).hexdigest(), euro.believed(ecb_file.read(content), on=on))


def from_file(file: RatesFile, *, by: Actor | None) -> Imported:
    """Store the rates of days that have none; a stored rate is never changed, and by None is the command line.

    Raises NotBelieved where the file contradicts what is stored or leaps from it. Nothing new writes nothing.
    """
    _wait_for_others()
    new = euro.new_beside(file.quoted, rates.stored())
    rows = [ExchangeRate(rate_on=one.day, sek_per_eur=one.sek_per_eur) for one in new]
    if rows:
        db.session.add_all(rows)
        db.session.flush()
        record.event(
            rates.IMPORTED, by=by, rows=rows, file=file.name, digest=file.digest, days=len(rows),
            first=new[0].day, last=new[-1].day,
        )  # fmt: skip
    return Imported(len(file.quoted), tuple(row.rate_on for row in rows))


def _wait_for_others() -> None:
    """Imports are done one after the other, each beside what the one before it stored."""
    latest = select(ExchangeRate).order_by(ExchangeRate.rate_on.desc()).limit(1).with_for_update()
    db.session.execute(latest)
