"""What is wrong between payments, the batches that they left in, the ledger and the files: each krona in one place only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grantdesk.domain.money import ZERO, Money, total
from grantdesk.queries import carried

Row = Mapping[str, Any]
Tables = Mapping[str, Mapping[str, Row]]

# In these states the ledger has a payment as paid, and in the others it has not.
BOOKED = ("exported", "sent", "confirmed")
_BANK_FILE = "pain001"


def faults(tables: Tables) -> Iterator[str]:
    """A sentence a fault; `tables` are the rows by table and name."""
    payments = list(tables["payment"].values())
    yield from _payments(payments)
    yield from _batches(tables, payments)


def _payments(payments: list[Row]) -> Iterator[str]:
    paid = carried.paid_by_payment()
    for row in payments:
        booked = paid.get(row["id"], ZERO)
        wanted = row["amount_ore"] if row["state"] in BOOKED else ZERO
        if booked != wanted:
            yield f"payment {row['number']} is {row['state']}: the ledger has {booked} of it, and should have {wanted}"


def _batches(tables: Tables, payments: list[Row]) -> Iterator[str]:
    files: dict[int, list[Row]] = {}
    for file in tables["batch_file"].values():
        files.setdefault(file["batch_id"], []).append(file)
    for batch in tables["batch"].values():
        left = [row for row in payments if row["batch_id"] == batch["id"]]
        told = (len(left), total(row["amount_ore"] for row in left))
        yield from _batch(batch, told, files.get(batch["id"], []))


def _batch(batch: Row, told: tuple[int, Money], files: list[Row]) -> Iterator[str]:
    name, locked = f"batch {batch['number']}", (batch["payments_locked"], batch["amount_locked_ore"])
    if batch["payments_locked"] is not None and told != locked:
        yield f"{name} was locked with {locked[0]} payments of {locked[1]}, and holds {told[0]} of {told[1]}"
    for file in files:
        if (file["payments"], file["amount_ore"]) != told:
            yield f"{name}: the file {file['name']} tells of {file['amount_ore']}, the batch is of {told[1]}"
    to_bank = [file for file in files if file["form"] == _BANK_FILE]
    # A batch from before there were files has none.
    wanted = 1 if batch["exported_on"] and batch["payments_locked"] is not None else 0
    if len(to_bank) != wanted:
        yield f"{name} is {batch['state']} and has {len(to_bank)} files to the bank, and should have {wanted}"
