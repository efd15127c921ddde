"""Rates are imported from the ECB's file: all of it or nothing, and what is stored stays as it is."""

from __future__ import annotations

import hashlib
import threading
from datetime import date
from decimal import Decimal

import pytest

from grantdesk import db, region
from grantdesk.actions import administer, import_rates
from grantdesk.actions.import_rates import Imported
from grantdesk.domain.euro import NotBelieved
from grantdesk.domain.roles import Actor
from grantdesk.operations import verify
from grantdesk.queries import history, rates
from tests import builders, ecb_files
from tests.conftest import Database
from tests.ecb_files import NEW

TODAY = date(2026, 11, 22)
DAYS = (date(2026, 11, 2), date(2026, 11, 3))

pytestmark = pytest.mark.usefixtures("database")


def taken_in(content: bytes, *, name: str = "eurofxref-hist.csv", by: Actor | None = None) -> Imported:
    file = import_rates.read(name, content, on=TODAY)
    with db.transaction(at=builders.moment(TODAY)):
        return import_rates.from_file(file, by=by)


def imports() -> int:
    return len(history.newest(rates.IMPORTED, at_most=10))


def test_new_days_are_stored_with_file_digest_and_who() -> None:
    who, content = builders.a_user("administrator"), ecb_files.history({**NEW, "2026-10-30": "10.978"})
    assert taken_in(content, by=who) == Imported(3, DAYS)
    assert [(one.rate.rate_on, str(one.rate.sek_per_eur)) for one in rates.between(DAYS[0], None)] == [
        (DAYS[0], "10.9640"),
        (DAYS[1], "10.9815"),
    ]
    source = rates.newest(1)[0].source
    assert source is not None
    assert (source.file, source.digest, source.actor) == (
        "eurofxref-hist.csv",
        hashlib.sha256(content).hexdigest(),
        who.name,
    )
    said = history.newest(rates.IMPORTED, at_most=1)[0].said
    assert (said["days"], said["first"], said["last"]) == (2, "2026-11-02", "2026-11-03")
    assert verify.everything().broken == []


def test_each_rate_has_the_source_that_brought_it() -> None:
    taken_in(ecb_files.history({"2026-11-02": "10.9640"}), name="first.csv")
    taken_in(ecb_files.history(NEW), name="second.csv")
    found = [(one.rate.rate_on.isoformat(), one.source.file if one.source else "?") for one in rates.newest(3)]
    assert found == [("2026-11-03", "second.csv"), ("2026-11-02", "first.csv"), ("2026-10-30", None)]


def test_the_same_file_twice_changes_nothing() -> None:
    content = ecb_files.xml(NEW)
    taken_in(content)
    assert taken_in(content) == Imported(2, ())
    assert imports() == 1


def test_a_file_that_contradicts_what_is_stored_brings_nothing() -> None:
    with pytest.raises(NotBelieved, match=r"10\.9 for 2026-10-30.*already is 10\.978"):
        taken_in(ecb_files.history({**NEW, "2026-10-30": "10.9"}))
    with pytest.raises(NotBelieved, match="more than 20%"):
        taken_in(ecb_files.history({"2026-11-03": "109.8", "2026-11-02": "10.96"}))
    assert rates.before(TODAY).rate_on == date(2026, 10, 30)
    assert imports() == 0


def test_an_upgrade_leaves_what_was_imported() -> None:
    taken_in(ecb_files.history({**NEW, "2023-11-30": "11.4308"}))
    before = rates.stored()
    shipped = {**region.read_eur_rates(), DAYS[0]: Decimal("11.1111"), date(2026, 11, 4): Decimal("10.99")}
    with db.transaction(at=builders.moment(TODAY)):
        administer.load_rates(shipped)
    assert rates.stored() == {**before, date(2026, 11, 4): Decimal("10.99")}
    assert verify.everything().broken == []


def test_two_imports_at_once_store_each_day_once(database: Database) -> None:
    assert database.backend in {"sqlite", "postgresql"}
    file, done = import_rates.read("eurofxref-hist.csv", ecb_files.history(NEW), on=TODAY), list[Imported]()
    together = threading.Barrier(2)

    def import_it() -> None:
        together.wait(timeout=30)
        with db.transaction(at=builders.moment(TODAY)):
            done.append(import_rates.from_file(file, by=None))
        db.release()

    threads = [threading.Thread(target=import_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(len(one.new) for one in done) == [0, 2]
    assert verify.everything().broken == []


def test_a_decision_keeps_the_day_of_an_old_rate() -> None:
    case = builders.an_assessed_case(on=TODAY)
    builders.grant(case, on=TODAY)
    warning = rates.warning(rates.before(TODAY), on=TODAY)
    assert warning is not None
    assert (warning.key, warning.parameters) == ("euro.old", {"day": date(2026, 10, 30), "days": 23})
    taken_in(ecb_files.history({"2026-11-20": "10.99", "2026-11-03": "10.9815"}))
    assert rates.warning(rates.before(TODAY), on=TODAY) is None


def test_without_any_rate_a_reader_is_told() -> None:
    assert rates.find_before(date(1999, 1, 4)) is None
    nothing = rates.warning(None, on=TODAY)
    assert nothing is not None
    assert nothing.key == "euro.none"
