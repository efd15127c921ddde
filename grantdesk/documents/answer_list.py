"""Reads a plain list of what became of payments, as CSV with semicolons, headings in Swedish or English."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from grantdesk.documents import case_table
from grantdesk.documents.case_table import NotATable
from grantdesk.documents.iso20022 import LONGEST, shown
from grantdesk.domain import written
from grantdesk.domain.bank_answer import LIST, PAID, REJECTED, RETURNED, Answer, Fault, NotAnswers, Said
from grantdesk.domain.fields import Wrong
from grantdesk.domain.intake_columns import Line
from grantdesk.domain.messages import Message, Parameter, message

T = TypeVar("T")

PAYMENT, AMOUNT, STATUS, DAY, REASON, BATCH = "payment", "amount", "status", "day", "reason", "batch"
# Every heading that there can be, in Swedish or English.
_HEADINGS: Mapping[str, str] = {
    "betalning": PAYMENT, "utbetalning": PAYMENT, "belopp": AMOUNT, "dag": DAY, "orsak": REASON, "betalningsfil": BATCH,
    **{name: name for name in (PAYMENT, AMOUNT, STATUS, DAY, REASON, BATCH)},
}  # fmt: skip
_NEEDED = (PAYMENT, AMOUNT, STATUS, DAY)
_WORDS: Mapping[str, str] = {
    "paid": PAID, "betald": PAID, "utbetald": PAID,
    "failed": REJECTED, "rejected": REJECTED, "misslyckad": REJECTED, "avvisad": REJECTED,
    "returned": RETURNED, "återbetald": RETURNED, "retur": RETURNED,
}  # fmt: skip
_ZIP = b"PK\x03\x04"
# A file that is wrong throughout has a fault in each of its rows.
_MOST_FAULTS = 50


def read(content: bytes) -> Said:
    """The rows as answers. Raises NotAnswers with everything that is wrong in them."""
    faults: list[Fault] = []
    if content.startswith(_ZIP):
        raise NotAnswers([_of_file("bank.not_a_list")])
    try:
        table = case_table.read(content)
    except NotATable as wrong:
        raise NotAnswers(_of_table(wrong)) from wrong
    headings = _headings(table.headings)
    answers = [_answer(_named(line, headings), faults) for line in table.lines]
    if faults:
        raise NotAnswers(faults[:_MOST_FAULTS])
    return Said(LIST, "", tuple(one for one in answers if one is not None))


def _headings(written_so: Sequence[str]) -> dict[str, str]:
    """By each heading as it is written, what it is. Raises NotAnswers."""
    known = {name: _HEADINGS[name] for name in written_so if name in _HEADINGS}
    faults = [Fault(_at(1, shown(name)), message("bank.heading_unknown")) for name in written_so if name not in known]
    there = [_HEADINGS[name] for name in written_so if name in _HEADINGS]
    faults += [
        Fault(_at(1, name), message("bank.heading_twice")) for name in dict.fromkeys(there) if there.count(name) > 1
    ]
    missing = [name for name in _NEEDED if name not in there]
    if len(missing) == len(_NEEDED):
        raise NotAnswers([_of_file("bank.not_a_list")])
    if missing:
        faults.append(_of_file("bank.headings", missing=", ".join(missing)))
    if faults:
        raise NotAnswers(faults[:_MOST_FAULTS])
    return known


def _named(line: Line, headings: Mapping[str, str]) -> Line:
    return Line(line.number, {headings[name]: cell for name, cell in line.cells.items()})


def _answer(line: Line, faults: list[Fault]) -> Answer | None:
    before = len(faults)
    reference, status = _cell(line, PAYMENT, _text, faults), _cell(line, STATUS, _word, faults)
    amount, on = _cell(line, AMOUNT, written.amount, faults), _cell(line, DAY, written.day, faults)
    reason, batch = _text_or_nothing(line, REASON, faults), _text_or_nothing(line, BATCH, faults)
    if len(faults) > before or reference is None or status is None or on is None:
        return None
    return Answer(reference, status, on, amount, reason=reason, batch=batch)


def _cell(line: Line, name: str, reader: Callable[[str], T], faults: list[Fault]) -> T | None:
    try:
        if name not in line.cells:
            raise Wrong("bank.lacking")
        return reader(line.cells[name])
    except Wrong as wrong:
        faults.append(Fault(_at(line.number, name), wrong.reason))
        return None


def _text_or_nothing(line: Line, name: str, faults: list[Fault]) -> str:
    return (_cell(line, name, _text, faults) or "") if name in line.cells else ""


def _text(given: str) -> str:
    if len(given) > LONGEST:
        raise Wrong("bank.too_long", most=LONGEST)
    return shown(given, at_most=None)


def _word(given: str) -> str:
    if given.lower() not in _WORDS:
        raise Wrong("bank.word", written=shown(given))
    return _WORDS[given.lower()]


def _of_table(wrong: NotATable) -> Iterator[Fault]:
    for fault in wrong.faults:
        if fault.row is None:
            yield _of_file("bank.not_a_list")
        else:
            yield Fault(_at(fault.row, shown(fault.column or "")), fault.reason)


def _of_file(key: str, **said: Parameter) -> Fault:
    return Fault(message("bank.at_file"), message(key, **said))


def _at(row: int, column: str) -> Message:
    return message("bank.at_cell", row=row, column=column) if column else message("bank.at_row", row=row)
