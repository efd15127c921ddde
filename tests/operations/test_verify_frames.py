"""`verify` compares the frames with the ledger, and names a year that has more in it than any frame allowed."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from grantdesk import db
from grantdesk.domain.frame import COMMITMENT
from grantdesk.domain.money import Money
from grantdesk.operations import frame_faults, verify
from grantdesk.queries import frames
from tests import builders, framing
from tests.conftest import Database
from tests.operations.test_verify import behind_the_programs_back


def faults() -> list[str]:
    return list(frame_faults.faults(frames.all_of_them(), coding=builders.terms().coding))


def test_frames_are_among_what_is_checked(database: Database) -> None:
    found = verify.everything()
    laid = 2 * len(framing.YEARS)
    assert f"{laid} frames, and what each year uses of them" in found.checked
    assert found.broken == []
    assert database.url


@pytest.mark.usefixtures("database")
def test_a_frame_that_was_cut_below_what_is_decided_is_no_fault() -> None:
    builders.a_granted_case()
    framing.a_frame(Money.kronor(1))
    framing.a_frame(Money.kronor(1), COMMITMENT)
    assert faults() == []


@pytest.mark.usefixtures("untouched")
def test_what_was_decided_before_there_were_frames_is_no_fault() -> None:
    framing.a_frame(framing.PLENTY)
    framing.a_frame(framing.PLENTY, COMMITMENT)
    builders.a_granted_case()
    assert faults() == []
    # The same grant, in the eyes of an installation whose frames begin with the year after.
    later = [one for one in frames.all_of_them() if one.year != builders.DAY.year]
    assert list(frame_faults.faults(later, coding=builders.terms().coding)) == []


@pytest.mark.parametrize("kind", ["budget", "commitment"])
def test_a_year_above_its_frame_is_named(untouched: Database, kind: str) -> None:
    for each in ("budget", "commitment"):
        framing.a_frame(Money.kronor(140_000), each)
    builders.a_granted_case()
    assert faults() == []
    db.release()
    behind_the_programs_back(untouched, f"UPDATE frame SET amount_ore = amount_ore - 1 WHERE kind = '{kind}'")  # noqa: S608
    assert faults() == [f"frame of 2026 ({kind}, all): 140000.00 is used of 139999.99, which is 0.01 too much"]
    assert any("frame:" in said and "amount_ore" in said for said in verify.everything().broken)


def test_a_frame_that_nobody_laid_down_is_named(database: Database) -> None:
    last = max(one.id for one in frames.all_of_them())
    db.release()
    columns = "year, kind, scope, amount_ore, ground, from_on, state, recorded_at, recorded_by_id, recorded_by"
    settled = "settled_at, settled_by_id, settled_by"
    behind_the_programs_back(
        database,
        f"INSERT INTO frame (id, once, {columns}, {settled})"  # noqa: S608 - columns named above
        f" SELECT {last + 1}, 'x', {columns}, {settled} FROM frame WHERE id = {last}",
    )
    assert any(said.startswith(f"frame:{last + 1} is in the database") for said in verify.everything().broken)
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM frame")).scalar_one() == last + 1
    assert framing.lines(on=date(2026, 1, 1))
