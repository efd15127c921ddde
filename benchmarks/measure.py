"""How much slower a thing is than the least it could be, measured in the same run: `python -m benchmarks.measure`.

Every row is a ratio: the median time of what is measured over the median time of its floor. A ratio says something of the
program; a time would say something of the machine.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import text

from grantdesk import db, region, settings
from grantdesk.actions import administer
from grantdesk.app import create_app
from grantdesk.domain.chain import BEGINNING, link
from grantdesk.operations import upgrade, verify
from grantdesk.queries import balances, history
from tests import builders, many_cases

CASES = 1000
ROUNDS = 15


@dataclass(frozen=True)
class Row:
    what: str
    floor: str
    ratio: float


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GRANTDESK_INSTANCE"] = folder
        _fill(Path(folder) / "grantdesk.db")
        rows = [*_pages(), _totals(), _verify(), _calculation()]
    print(f"| {CASES} cases | over | ratio |\n|---|---|---|")
    for row in rows:
        print(f"| {row.what} | {row.floor} | {row.ratio:.1f} |")


def _fill(file: Path) -> None:
    engine = db.connect(f"sqlite:///{file}")
    upgrade.upgrade(engine, settings.migrations_folder())
    with db.transaction(at=builders.moment()):
        administer.load_region(region.read(region.find("vastmanland")))
        administer.load_rates(region.read_eur_rates())
    many_cases.fill(CASES)


def _pages() -> list[Row]:
    who = builders.a_user("handler")
    client = create_app(replace(settings.read())).test_client()
    page = client.get("/sign-in").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    client.post("/sign-in", data={"csrf_token": token, "email": who.email, "password": builders.PASSWORD})
    floor = _median(lambda: client.get("/healthz"))
    pages = {
        "the worklist": "/",
        "the list of cases": "/cases",
        "totals with chart": "/totals",
        "a case": "/cases/GD-2026-0008",
    }
    assert all(client.get(address).status_code == 200 for address in pages.values())
    return [
        Row(name, "the page that only asks the database to answer", _median(lambda at=address: client.get(at)) / floor)
        for name, address in pages.items()
    ]


def _totals() -> Row:
    bare = text("SELECT objective, sum(amount_ore) FROM transfer GROUP BY objective")
    floor = _median(lambda: db.session.execute(bare).all())
    return Row(
        "totals by objective", "one bare sum by objective", _median(lambda: balances.totals(["objective"])) / floor
    )


def _verify() -> Row:
    texts = [event.text for event in history.chain()]

    def hash_alone() -> None:
        last = BEGINNING
        for each in texts:
            last = link(last, each)

    return Row("verify", "hashing the chain and nothing else", _median(verify.everything, 5) / _median(hash_alone, 5))


def _calculation() -> Row:
    from grantdesk.actions.assess import answer_to

    facts, county = builders.facts(), builders.terms().county
    floor = _median(lambda: sum(range(10_000)))
    return Row(
        "one calculation of aid",
        "adding ten thousand numbers",
        _median(lambda: answer_to(facts, county=county)) / floor,
    )


def _median(what: Callable[[], object], rounds: int = ROUNDS) -> float:
    what()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        what()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
