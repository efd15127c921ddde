"""How long a batch takes in each form, and in how much memory: `python -m benchmarks.payout_files [PAYMENTS ...]`.

A row is a form of the file, for each size of batch: seconds, the same as a ratio over the floor of the same run, and how many
MiB the process grew by. The floor is the least that a file of the payments could be: their numbers and amounts read from the
database, and written a line each. Each form is made in a process of its own, since a process never gives back its highest.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from grantdesk import archive, db, region, settings
from grantdesk.actions import administer, keep_file
from grantdesk.cli.ground import opened
from grantdesk.models.payment import Payment
from grantdesk.operations import upgrade
from grantdesk.queries import payouts
from tests import builders, framing, many_payments

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
            for form in keep_file.ENDINGS:
                seconds, grown = _measured(form)
                print(f"| {form} | {size} | {seconds:.1f} | {seconds / floor:.0f} | {grown:.0f} |")


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


def _measured(form: str) -> tuple[float, float]:
    """Seconds, and MiB that the process grew by, of one form made in a process of its own."""
    asked = [sys.executable, "-c", f"from benchmarks.payout_files import one; one({form!r})"]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603 - our own program
    return float(said[0]), float(said[1])


def one(form: str) -> None:
    """Make the form of the batch that the configured database holds, and print what it took."""
    terms = opened()
    made: Callable[[], object] = _bare if form == FLOOR else lambda: _made(form, keep_file.Errand(
        payouts.batch_by_number(NUMBER), terms, "sv", builders.DAY
    ))  # fmt: skip
    before, began = _memory("VmRSS"), time.perf_counter()
    made()
    took = time.perf_counter() - began
    print(took, _memory("VmHWM") - before)


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
