"""How long a batch takes, and in how much memory: `python -m benchmarks.payout_files [PAYMENTS ...]`.

A row is for each size of batch one thing that is done with it: a form of its file, what the bank answers it with, or a page that
shows it. It has seconds, the same as a ratio over the floor of the same run, and how many MiB the process grew by. The floor is
the least that a file of the payments could be: their numbers and amounts read from the database, and written a line each.
Each thing is done in a process of its own, since a process never gives back its highest, and what changes the database is
done on a copy of it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from pathlib import Path

from sqlalchemy import select

from grantdesk import archive, db, region, settings
from grantdesk.actions import administer, answer, keep_file
from grantdesk.app import create_app
from grantdesk.cli.ground import opened
from grantdesk.domain.bank_answer import FORMS
from grantdesk.models.payment import Batch, Payment
from grantdesk.operations import upgrade
from grantdesk.queries import payouts
from grantdesk.region import Terms
from tests import bank, builders, framing, many_payments
from tests.builders import Person

SIZES = (1_000, 10_000)
FLOOR = "floor"
NUMBER = f"UB-{many_payments.YEAR}-0001"


def main() -> None:
    sizes = [int(each) for each in sys.argv[1:]] or SIZES
    print("| form | payments | seconds | over the floor | MiB more |\n|---|---|---|---|---|")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["GRANTDESK_INSTANCE"] = folder
            took = _fill(Path(folder) / "grantdesk.db", size)
            floor, _ = _measured(FLOOR)
            print(f"| lock and export, with the file to the bank | {size} | {took:.1f} | {took / floor:.0f} | |")
            for what in (*keep_file.ENDINGS, *ANSWERS, *PAGES):
                seconds, grown = _measured(what)
                print(f"| {what} | {size} | {seconds:.1f} | {seconds / floor:.0f} | {grown:.0f} |", flush=True)


def _fill(file: Path, size: int) -> float:
    """Fill the database with a batch that is locked and exported; gives how long the two took."""
    engine = db.connect(f"sqlite:///{file}")
    upgrade.upgrade(engine, settings.migrations_folder())
    with db.transaction(at=builders.moment()):
        administer.load_region(region.read(region.find("vastmanland")))
        administer.load_rates(region.read_eur_rates())
    framing.every_year(at=builders.moment())
    number = many_payments.an_attested_batch(size)
    began = time.perf_counter()
    builders.export(payouts.batch_by_number(number))
    took = time.perf_counter() - began
    db.release()
    return took


def _measured(what: str) -> tuple[float, float]:
    """Seconds, and MiB that the process grew by, of one thing done in a process of its own."""
    asked = [sys.executable, "-c", f"from benchmarks.payout_files import one; one({what!r})"]
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.environ["GRANTDESK_INSTANCE"], folder, dirs_exist_ok=True)
        own = {**os.environ, "GRANTDESK_INSTANCE": folder}
        done = subprocess.run(asked, check=True, capture_output=True, text=True, env=own)  # noqa: S603 - our own program
    said = done.stdout.split()
    return float(said[0]), float(said[1])


def one(what: str) -> None:
    """Do it with the batch that the configured database holds, and print what it took."""
    made = _prepared(what, opened())
    # From here on the highest is counted anew: what was prepared, such as a password, took memory too.
    Path("/proc/self/clear_refs").write_text("5")
    before, began = _memory("VmRSS"), time.perf_counter()
    made()
    took = time.perf_counter() - began
    print(took, _memory("VmHWM") - before)


def _prepared(what: str, terms: Terms) -> Callable[[], object]:
    """What is to be measured, with all that it needs at hand."""
    batch = payouts.batch_by_number(NUMBER)
    if what == FLOOR:
        return _bare
    if what in ANSWERS:
        content, by = ANSWERS[what](batch), builders.a_user("finance")
        return lambda: _answered(content, by)
    if what in PAGES:
        return _page(PAGES[what])
    return lambda: _made(what, keep_file.Errand(batch, terms, "sv", builders.DAY))


def _page(address: str) -> Callable[[], object]:
    """The page once it has been opened before: what the program reads first of all is not the page's."""
    who = builders.a_user("head_of_finance")
    client = create_app(replace(settings.read())).test_client()
    token = client.get("/sign-in").text.split('name="csrf_token" value="')[1].split('"')[0]
    client.post("/sign-in", data={"csrf_token": token, "email": who.email, "password": builders.PASSWORD})
    if client.get(address).status_code != HTTPStatus.OK:
        raise RuntimeError(f"{address} is not shown")
    return lambda: client.get(address)


def _answered(content: bytes, by: Person) -> None:
    file = answer.read("svar", content)
    with db.transaction(at=builders.moment()):
        answer.bring_in(file, by=by, on=builders.DAY)


def _rejected_whole(batch: Batch) -> bytes:
    return bank.rejected_whole(batch.number, on=builders.DAY)


ANSWERS: dict[str, Callable[[Batch], bytes]] = {
    **{f"answers in {form}": partial(bank.answers_to, form=form, on=builders.DAY) for form in FORMS},
    "the file rejected whole": _rejected_whole,
}
PAGES = {
    "the page of the batch": f"/batches/{NUMBER}",
    "the page of all payments": "/payments",
    "the page of the bank's files": "/bank",
    "the page of batches against the bank": "/bank/reconciliation",
}


def _memory(kind: str) -> float:
    """MiB that the process has now (VmRSS), or has had at most (VmHWM), as Linux tells it of the process alone."""
    (said,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(f"{kind}:"))
    return int(said.split()[1]) / 1024


def _bare() -> None:
    with archive.draft(settings.read().archive) as new:
        for number, amount in db.session.execute(select(Payment.number, Payment.amount)):
            new.write(f"{number};{amount}\n".encode())


def _made(form: str, errand: keep_file.Errand) -> None:
    with db.transaction(at=builders.moment()):
        keep_file.drawn(form, errand)


if __name__ == "__main__":
    main()
