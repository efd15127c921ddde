"""An act on money that is cut short at any statement leaves nothing half-written, and no row names a file that is not there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import pytest
from sqlalchemy import Engine, event, select

from grantdesk import archive, db, settings
from grantdesk.models.base import Base
from grantdesk.models.payment import BatchFile
from grantdesk.operations import verify
from tests import builders, rivals
from tests.conftest import Database
from tests.rivals import Rivals

# One transaction is as whole as another: what is cut short here is the program, and not the database.
pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

# The first of the rivals is the act that is cut short.
ACTS: tuple[Callable[[], Rivals], ...] = (
    rivals.a_claim_approved_twice,
    rivals.a_payment_attested_and_sent_back,
    rivals.a_payment_collected_twice,
    rivals.a_batch_locked_twice,
    rivals.a_batch_exported_and_unlocked,
    rivals.a_batch_sent_twice,
    rivals.an_answer_brought_in_twice,
    rivals.a_payment_failed_twice,
    rivals.a_failed_payment_paid_anew_twice,
    rivals.a_failed_payment_given_up_twice,
    rivals.a_case_closed_twice,
    rivals.a_repayment_and_the_payment_coming_back,
    rivals.a_repayment_taken_back_twice,
    rivals.a_loss_confirmed_twice,
    rivals.a_payment_set_off_and_sent_back,
    rivals.an_instalment_released_and_the_grant_lowered,
    rivals.what_was_paid_elsewhere_attested_twice,
    rivals.a_month_closed_and_a_batch_exported_on_its_last_day,
)


class Cut(BaseException):
    """The program is gone."""


@contextmanager
def cut_at(nth: int, engine: Engine) -> Iterator[None]:
    """Cut the program short before its `nth` statement that writes; the commit is one of them."""
    steps = count(1)

    def step() -> None:
        if next(steps) == nth:
            raise Cut

    def write(_c: object, _u: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            step()

    def commit(_connection: object) -> None:
        step()

    event.listen(engine, "before_cursor_execute", write)
    event.listen(engine, "commit", commit)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", write)
        event.remove(engine, "commit", commit)


def written(database: Database) -> str:
    """A digest of every row of every table."""
    found = hashlib.sha256()
    with database.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            found.update(repr(connection.execute(select(table).order_by(*table.primary_key)).all()).encode())
    return found.hexdigest()


def no_row_names_a_file_that_is_gone() -> bool:
    folder = settings.read().archive
    named = db.session.execute(select(BatchFile.digest)).scalars().all()
    db.session.rollback()
    return all(archive.place(folder, digest).is_file() for digest in named)


@pytest.mark.parametrize("made", ACTS, ids=lambda made: made.__name__)
def test_an_act_cut_short_anywhere_is_not_done_at_all_and_can_be_done_again(
    database: Database, made: Callable[[], Rivals]
) -> None:
    act = made().acts[0]
    db.release()
    before, nth = written(database), 1
    while _is_cut(act, nth, database):
        assert written(database) == before, nth
        nth += 1
    assert nth > 1
    assert written(database) != before
    assert no_row_names_a_file_that_is_gone()
    assert verify.everything().broken == []


def _is_cut(act: Callable[[], object], nth: int, database: Database) -> bool:
    """Do the act, cut short before its `nth` statement that writes where it has so many."""
    try:
        with cut_at(nth, database.engine), db.transaction(at=builders.moment()):
            act()
    except Cut:
        return True
    finally:
        db.release()
    return False
