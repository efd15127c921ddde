"""The diary is taken out: each handling once, in order, with numbers that never change."""

from __future__ import annotations

import csv
import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import BytesIO, StringIO
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from grantdesk import clock, db
from grantdesk.actions import extract, register
from grantdesk.actions.extract import Extract
from grantdesk.domain.diary import HANDLINGS, Period
from grantdesk.domain.secrecy import BUSINESS, THIRD_PARTY
from grantdesk.models.case import Case
from grantdesk.models.diary import DiaryExport
from grantdesk.operations import verify
from grantdesk.queries import diary, history
from tests import builders, disclosing
from tests.actions import test_dispatch as dispatching
from tests.builders import DAY
from tests.conftest import Database

pytestmark = pytest.mark.usefixtures("database")

Line = dict[str, str]


def days(first: date, last: date) -> Period:
    return Period(first, last, clock.beginning(first), clock.ending(last))


def taken_out(period: Period | None = None, *, language: str = "sv") -> list[Line]:
    """The lines of a file that is taken out and recorded."""
    file = BytesIO()
    with db.transaction(at=builders.moment()):
        made = extract.to_file(Extract(period, "en" if language == "en" else "sv", clock.LOCAL), file, by=None, on=DAY)
    lines = read(file.getvalue())
    assert (made.entries, made.digest) == (len(lines), sha256(file.getvalue()).hexdigest())
    return lines


def read(content: bytes) -> list[Line]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def numbers(lines: Sequence[Line]) -> list[int]:
    return [int(line["number"]) for line in lines]


def handlings() -> list[int]:
    """The position of each event that is a handling, as history has it."""
    db.session.rollback()
    return [event.position for event in history.chain() if event.kind in HANDLINGS]


def a_journey(**said: str) -> str:
    """A case from application to payment, with its letter; gives its number."""
    registration = builders.a_registration(title=said.get("title", "Ny press"), organisation_name="Qvarnlunda AB")
    case = builders.grant(builders.an_assessed_case(registration))
    dispatching.send(case, name="Qvarnlunda AB", address="Gränden 17")
    claim = builders.a_claim(case)
    builders.export(builders.a_batch(builders.an_attested_payment(builders.a_payment(claim))))
    return case.number


def test_a_case_is_registered_handling_by_handling() -> None:
    number = a_journey()
    lines = taken_out(days(DAY, DAY + timedelta(days=10)))
    assert [(line["what"], line["direction"], line["party"]) for line in lines] == [
        ("Ansökan: Ny press", "Inkommande", "Qvarnlunda AB"),
        ("Beslut om bifall: Ny press", "Upprättad", ""),
        ("Skickat brev: Ny press", "Utgående", "Qvarnlunda AB"),
        ("Rekvisition: Ny press", "Inkommande", "Qvarnlunda AB"),
        ("Godkänd rekvisition: Ny press", "Upprättad", ""),
        ("Utbetalning: Ny press", "Utgående", "Qvarnlunda AB"),
    ]
    assert {line["case"] for line in lines} == {number}
    assert [line["day"] for line in lines] == ["2026-03-14", "2026-03-14", "2026-03-24", *["2026-03-14"] * 3]
    assert [line["reference"] for line in lines[3:]] == ["1", "UT-2026-0001", "UT-2026-0001"]
    assert numbers(lines) == handlings()


def test_the_same_days_give_the_same_numbers_and_what_is_new_comes_once() -> None:
    a_journey()
    period = days(DAY, DAY + timedelta(days=10))
    first, again = taken_out(period), taken_out(period)
    assert first == again
    assert taken_out() == []
    given = builders.facts()
    given["applicant"]["organisation_number"] = "559900-2002"
    later = builders.a_case(builders.a_registration(given))
    assert [line["case"] for line in taken_out()] == [later.number]
    assert taken_out() == []


def test_what_is_registered_late_on_a_day_that_was_taken_out_is_new() -> None:
    builders.a_case()
    whole = days(DAY, DAY)
    assert len(taken_out(whole)) == 1
    given = builders.facts()
    given["applicant"]["organisation_number"] = "559900-2002"
    late = builders.a_case(builders.a_registration(given))
    assert [line["case"] for line in taken_out()] == [late.number]
    assert len(taken_out(whole)) == 2


def test_what_is_marked_is_written_as_its_ground_wherever_it_stands() -> None:
    a_journey(title="Press till Qvarnlunda AB")
    case = db.session.query(Case).one()
    disclosing.mark(case, "applicant.name", ground=THIRD_PARTY)
    lines = taken_out()
    assert "Qvarnlunda" not in str(lines)
    assert lines[0]["what"] == "Ansökan: Press till [sekretess 30 kap. 27 § 2 OSL]"
    assert {line["party"] for line in lines} == {"", "[sekretess 30 kap. 27 § 2 OSL]"}
    assert {line["secrecy"] for line in lines} == {"OSL 30 kap. 27 § 2"}
    disclosing.mark(case, "title", ground=BUSINESS)
    marked = taken_out(days(DAY, DAY))
    assert "Press" not in str(marked)


def test_no_personal_number_and_no_formula_is_in_the_file() -> None:
    given = builders.facts()
    given["applicant"] |= {"organisation_number": "850101-2390", "legal_form": "sole_trader"}
    registration = builders.a_registration(given, title="Ägare 850101-2390", organisation_name="=HYPERLINK()")
    builders.a_case(registration)
    (line,) = taken_out()
    assert line["what"] == "Ansökan: Ägare [sekretess 21 kap. 7 § OSL]"
    assert line["party"] == "'=HYPERLINK()"


def test_a_day_is_swedish() -> None:
    by, registration = builders.a_user(), builders.a_registration()
    with db.transaction(at=datetime(2026, 3, 14, 23, 30, tzinfo=UTC)):
        register.case(registration, by=by, on=DAY + timedelta(days=1), county=builders.terms().county)
    assert taken_out(days(DAY, DAY)) == []
    (line,) = taken_out(days(DAY + timedelta(days=1), DAY + timedelta(days=1)))
    assert (line["registered_on"], line["day"]) == ("2026-03-15", "2026-03-14")


def test_an_export_is_recorded_and_vouched_for() -> None:
    builders.a_case()
    taken_out(days(DAY, DAY))
    (made,) = diary.exports(at_most=5)
    assert (made.number, made.first_on, made.exported_by) == ("DI-2026-0001", DAY, "grantdesk")
    assert verify.everything().broken == []


def test_the_file_is_read_a_chunk_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    a_journey()
    whole = taken_out(days(DAY, DAY + timedelta(days=10)))
    for size in (1, 2, 5):
        monkeypatch.setattr(diary, "CHUNK", size)
        assert taken_out(days(DAY, DAY + timedelta(days=10))) == whole


def test_two_who_take_out_what_is_new_at_once_get_each_handling_once(database: Database) -> None:
    a_journey()
    expected, files = handlings(), list[BytesIO]()

    def take() -> None:
        file = BytesIO()
        with db.transaction(at=builders.moment()):
            extract.to_file(Extract(None, "sv", clock.LOCAL), file, by=None, on=DAY)
        files.append(file)
        db.release()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    lines = [line for file in files for line in read(file.getvalue())]
    assert sorted(numbers(lines)) == expected, database.backend
    assert sorted(len(read(file.getvalue())) for file in files)[-1] == len(expected)


SPAN = 20


@pytest.fixture
def spread_out() -> list[int]:
    """Twelve applications on days that do not come in order; gives their positions."""
    by, county = builders.a_user(), builders.terms().county
    for place in range(12):
        on = DAY + timedelta(days=place * 7 % SPAN)
        with db.transaction(at=builders.moment(on)):
            register.case(builders.a_registration(), by=by, on=on, county=county)
    return handlings()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(0, SPAN), max_size=4), chosen=st.lists(st.integers(0, 5), max_size=3))
def test_each_handling_is_in_exactly_one_file_however_the_days_are_split(
    spread_out: list[int], cuts: list[int], chosen: list[int]
) -> None:
    edges = sorted({0, SPAN, *cuts})
    periods = [days(DAY + timedelta(days=a), DAY + timedelta(days=b - 1)) for a, b in pairwise(edges)]
    files = [numbers(lines_of(period)) for period in periods]
    assert sorted(position for file in files for position in file) == spread_out
    assert all(file == sorted(file) for file in files)
    db.session.rollback()
    with_some = [periods[place] for place in dict.fromkeys(chosen) if place < len(periods)]
    assert sorted(numbers([line for period in (*with_some, None) for line in trial(period)])) == spread_out
    db.session.rollback()


def lines_of(period: Period | None) -> list[Line]:
    """The lines of a file of which nothing is recorded."""
    entries = diary.entries(period, up_to=diary.head(), zone=clock.LOCAL)
    return [{"number": str(entry.number)} for entry in entries]


def trial(period: Period | None) -> list[Line]:
    """The lines of a file that is recorded in a transaction which nobody commits."""
    found = lines_of(period)
    said = {"number": f"T{db.session.query(DiaryExport).count()}", "entries": len(found), "digest": "0" * 64}
    days_of = {"first_on": period.first, "last_on": period.last} if period else {}
    moments = {"begins_at": period.begins_at, "ends_at": period.ends_at} if period else {}
    db.session.add(
        DiaryExport(
            **said, **days_of, **moments, up_to=diary.head(), exported_on=DAY, exported_at=builders.moment(),
            exported_by="Påhittad",
        )
    )  # fmt: skip
    db.session.flush()
    return found


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"last_on": None}, "period_whole"),
        ({"first_on": DAY + timedelta(days=1)}, "ends_after"),
        ({"up_to": -1}, "zero"),
    ],
)
def test_the_database_refuses_an_export_that_contradicts_itself(changes: dict[str, object], named: str) -> None:
    period = days(DAY, DAY)
    said = {
        "number": "x", "first_on": DAY, "last_on": DAY, "begins_at": period.begins_at, "ends_at": period.ends_at, "up_to": 0,
        "entries": 0, "digest": "0" * 64, "exported_on": DAY, "exported_at": builders.moment(), "exported_by": "Påhittad",
    }  # fmt: skip
    db.session.add(DiaryExport(**(said | changes)))
    with pytest.raises(IntegrityError, match=named):
        db.session.flush()
