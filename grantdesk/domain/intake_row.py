"""One row of a file while it is read: its cells, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from grantdesk.domain.fields import Wrong
from grantdesk.domain.intake_columns import Fault, Line
from grantdesk.domain.messages import Message, message

T = TypeVar("T")


class Row:
    """A cell that cannot be read is noted once, and reading goes on."""

    def __init__(self, line: Line, headings: Sequence[str]) -> None:
        self.number, self.cells, self.headings = line.number, line.cells, headings
        self.faults: list[Fault] = []

    def note(self, column: str, reason: Message) -> None:
        if not any(fault.column == column for fault in self.faults):
            self.faults.append(Fault(self.number, column, reason))

    def text(self, column: str, *, most: int) -> str:
        """What the cell says, empty where there is nothing; one longer than `most` characters is noted."""
        said = self.cells.get(column, "")
        if len(said) > most:
            self.note(column, message("intake.too_long", most=most))
        return said

    def cell(self, column: str, reader: Callable[[str], T]) -> T | None:
        """What the cell says; None where it is empty or has been noted."""
        if column not in self.cells:
            return None
        try:
            return reader(self.cells[column])
        except Wrong as wrong:
            self.note(column, wrong.reason)
            return None
