"""`verify` compares the frames with the ledger, and names a year that has more in it than any frame allowed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from grantdesk import db
from grantdesk.actions import clear
from grantdesk.domain.frame import COMMITMENT, KINDS
from grantdesk.domain.messages import message
from grantdesk.domain.money import ZERO, Money
from grantdesk.models.case import Case
from grantdesk.models.frame import Frame
from grantdesk.operations import frame_faults, verify
from grantdesk.queries import balances, frames, payouts
from tests import builders, framing, many_cases, sormeby
from tests.conftest import Database
from tests.tampering import behind_the_programs_back


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


@pytest.mark.usefixtures("untouched")
def test_what_an_authority_begins_its_year_with_is_no_fault_however_small_it_is() -> None:
    for kind in KINDS:
        framing.a_frame(framing.PLENTY, kind)
    framing.a_frame(Money.kronor(100_000), COMMITMENT, year=2027)
    a_case_until(date(2028, 6, 30))
    assert faults() == []
    line = next(one for one in framing.lines(on=date(2027, 1, 4)) if one.year == 2027)
    assert line.commitment.left == Money.kronor(-40_000)


@pytest.mark.usefixtures("untouched")
def test_a_payment_that_comes_back_when_its_room_is_promised_anew_is_no_fault() -> None:
    framing.a_frame(framing.PLENTY)
    framing.a_frame(Money.kronor(140_000), COMMITMENT)
    exported = builders.an_exported_payment(builders.a_payment(builders.a_claim(a_case_until(date(2027, 6, 30)))))
    a_case_until(date(2027, 6, 30), amount=exported.amount)
    assert faults() == []
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        sent = payouts.by_number(exported.number)
        clear.fail(sent, message("payment.stopped", reason="Påhittat."), by=by, on=builders.DAY, because="påhittad fil")
    (line,) = (one for one in framing.lines(on=builders.DAY) if one.year == 2026)
    assert line.commitment.left == ZERO - exported.amount
    assert faults() == []


def a_case_until(ends_on: date, *, amount: Money | None = None) -> Case:
    given = builders.facts()
    given["applicant"]["organisation_number"] = many_cases.organisation(balances.of_everything().cases)
    return builders.a_granted_case(builders.a_registration(given, ends_on=ends_on), amount=amount)


def test_the_item_of_a_frame_changed_behind_the_programs_back_is_named(another_county: Database) -> None:
    laid = framing.a_frame(framing.PLENTY, item="99.1.2")
    db.release()
    behind_the_programs_back(another_county, f"UPDATE frame SET item = '99.1.1' WHERE id = {laid.id}")  # noqa: S608
    assert any(f"frame:{laid.id}: item" in said for said in verify.everything().broken)


@pytest.mark.usefixtures("another_county")
def test_an_item_above_its_frame_is_named_and_one_that_a_scheme_has_come_to_is_not() -> None:
    project = builders.an_assessed_case(sormeby.a_registration(sormeby.project_facts()))
    builders.grant(project)
    over = [frame_of(kind, "99.1.2", Money.kronor(199_999)) for kind in KINDS]
    coding = builders.terms().coding
    assert list(frame_faults.faults(over, coding=coding)) == [
        f"frame of 2026 ({kind}, item 99.1.2): 200000.00 is used of 199999.00, which is 1.00 too much" for kind in KINDS
    ]
    moved = framing.moved(sormeby.COLLABORATION, "99.1.3", on=date(2026, 7, 1))
    assert list(frame_faults.faults([frame_of(COMMITMENT, "99.1.3", ZERO)], coding=moved)) == []


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("kind", KINDS)
def test_what_had_been_decided_when_the_first_frame_came_is_no_fault(kind: str) -> None:
    """Almi had decided 40 000 when a frame of its own was laid down, for less."""
    given = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])
    almi = builders.a_user("almi")
    builders.grant(builders.an_assessed_case(builders.a_registration(given), by=almi), by=almi)
    framing.a_frame(Money.kronor(30_000), kind, scope="almi")
    assert faults() == []


def frame_of(kind: str, item: str, amount: Money) -> Frame:
    """A frame that the ledger is compared with; nobody has laid it down."""
    new = framing.new(2026, kind, amount, item=item)
    since = datetime(2025, 12, 15, tzinfo=UTC)
    return Frame(
        year=new.year, kind=kind, scope=new.scope, item=item, amount=amount, state="confirmed", from_on=new.from_on,
        settled_at=since,
    )  # fmt: skip


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
