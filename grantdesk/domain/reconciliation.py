"""A month's reconciliation: what the ledger, the batches, the bank and the State each say of it, and where they differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from grantdesk.domain.chain import canonical, digest, plain
from grantdesk.domain.messages import Message, message
from grantdesk.domain.money import ZERO, Money, total


@dataclass(frozen=True)
class BatchFigures:
    """A batch that was exported in the month, as it was on the last day of it.

    `locked` is what its file says; `booked` what the ledger has paid through it; of that the bank has paid `confirmed`, and
    `reversed` came back.
    """

    number: str
    exported_on: date
    payments: int
    locked: Money
    payments_booked: int
    booked: Money
    confirmed: Money
    reversed: Money

    @property
    def waiting(self) -> Money:
        """What the bank has not answered."""
        return self.booked - self.confirmed - self.reversed


@dataclass(frozen=True)
class Figures:
    """What is known of a month. `elsewhere` and `set_off` are in `paid`, and leave through no batch.

    `unanswered` is what has been exported so far, whatever month, and the bank had not answered on the last day; `settled`
    what the bank paid in the month, and `drawn` and `returned` what moved between the Region and the State. `interest` came in
    besides what was recovered; figures without any are written as they were before it was told of.
    """

    month: str
    paid: Money
    reversed: Money
    recovered: Money
    released: Money
    written_off: Money
    elsewhere: Money
    set_off: Money
    settled: Money
    unanswered: Money
    drawn: Money
    returned: Money
    batches: tuple[BatchFigures, ...]
    interest: Money = ZERO

    @property
    def exported(self) -> Money:
        return total(batch.locked for batch in self.batches)

    @property
    def text(self) -> str:
        """The one way to write the figures; öre are whole numbers."""
        return canonical(_written(self))

    @property
    def digest(self) -> str:
        return digest(_written(self))

    def differences(self) -> Iterator[Message]:
        """Where two that should say the same do not, a sentence each."""
        for batch in self.batches:
            yield from _of_batch(batch)
        out = total(batch.booked for batch in self.batches) + self.elsewhere + self.set_off
        if out != self.paid:
            yield message("reconciliation.paid_differs", paid=self.paid, out=out, difference=self.paid - out)

    def remarks(self) -> Iterator[Message]:
        """What is as it should be and still good to know."""
        if self.unanswered:
            yield message("reconciliation.unanswered", amount=self.unanswered)


def _written(of: Figures | BatchFigures) -> dict[str, Any]:
    """The figures by name, as JSON has them."""
    said = {field.name: getattr(of, field.name) for field in fields(of)}
    if isinstance(of, Figures):
        said["batches"] = [_written(batch) for batch in of.batches]
        if not of.interest:
            del said["interest"]
    made: dict[str, Any] = plain(said)
    return made


def read(text: str) -> Figures:
    """The figures as they were written. Raises ValueError where the text is not such."""
    said = json.loads(text)
    try:
        batches = tuple(_batch(each) for each in said.pop("batches"))
        amounts = {name: Money(value) for name, value in said.items() if name != "month"}
        return Figures(month=said["month"], batches=batches, **amounts)
    except (AttributeError, KeyError, TypeError) as wrong:
        raise ValueError("no figures of a month") from wrong


def _batch(said: Mapping[str, Any]) -> BatchFigures:
    return BatchFigures(
        number=said["number"],
        exported_on=date.fromisoformat(said["exported_on"]),
        payments=said["payments"],
        payments_booked=said["payments_booked"],
        **{name: Money(said[name]) for name in ("locked", "booked", "confirmed", "reversed")},
    )


def _of_batch(batch: BatchFigures) -> Iterator[Message]:
    if (batch.payments, batch.locked) != (batch.payments_booked, batch.booked):
        yield message(
            "reconciliation.batch_differs",
            number=batch.number,
            payments=batch.payments,
            locked=batch.locked,
            payments_booked=batch.payments_booked,
            booked=batch.booked,
        )
    if batch.waiting < ZERO:
        yield message(
            "reconciliation.bank_differs", number=batch.number, booked=batch.booked, more=ZERO - batch.waiting
        )
