"""A reader of SIE files, type 4I, written from the rules of the format alone; it shares nothing with the writer.

The rules that it relies on, from the SIE Group's format, edition 4B:
- the file is text in code page 437 (`#FORMAT PC8`); a line begins with a label, `#` and capitals, and then its fields;
- fields are divided by spaces or tabs; one that holds a space or is empty stands in quotation marks, and a quotation mark
  within it is written `\\"`; control signs (below 32, and 127) may not stand in a field;
- `#FLAGGA 0` comes first: 0 says that nobody has read the file in; `#PROGRAM`, `#FORMAT`, `#GEN` (the day as YYYYMMDD),
  `#SIETYP 4` and `#FNAMN` must be there;
- `#KONTO number name` names an account, `#DIM number name` a dimension and `#OBJEKT dimension code name` an object of it;
- `#VER series number day text` is followed by a line `{`, a `#TRANS account {dimension code ...} amount [day [text]]` a row, and
  a line `}`; amounts have a point and at most two decimals, those of debit above zero; the rows of a voucher come to nothing;
- a file of type 4I has no `#RAR` and no balances: it says what has happened and not what is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

MUST = ("#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#FNAMN")
MUST_NOT = ("#RAR", "#IB", "#UB", "#RES", "#OIB", "#OUB", "#PSALDO", "#PBUDGET")


@dataclass
class Row:
    account: str
    objects: dict[int, str]
    amount: Decimal
    text: str


@dataclass
class Voucher:
    series: str
    number: str
    on: date
    text: str
    rows: list[Row] = field(default_factory=list)


@dataclass
class File:
    said: dict[str, list[str]] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    dimensions: dict[int, str] = field(default_factory=dict)
    objects: dict[tuple[int, str], str] = field(default_factory=dict)
    vouchers: list[Voucher] = field(default_factory=list)


def read(content: bytes) -> File:
    """The file; raises an error where it breaks a rule."""
    lines = [line for line in content.decode("cp437").splitlines() if line.strip()]
    assert lines[0].split() == ["#FLAGGA", "0"]
    file, inside = File(), False
    for line in lines:
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", line), line
        if line.strip() in ("{", "}"):
            assert inside is (line.strip() == "}")
            inside = not inside
            continue
        label, *fields = _fields(line)
        assert inside is (label == "#TRANS"), line
        _take(file, label, fields)
    assert not inside
    _try(file)
    return file


def _take(file: File, label: str, fields: list[str]) -> None:
    if label == "#KONTO":
        file.accounts[fields[0]] = fields[1]
    elif label == "#DIM":
        file.dimensions[int(fields[0])] = fields[1]
    elif label == "#OBJEKT":
        file.objects[int(fields[0]), fields[1]] = fields[2]
    elif label == "#VER":
        file.vouchers.append(Voucher(fields[0], fields[1], _day(fields[2]), fields[3]))
    elif label == "#TRANS":
        file.vouchers[-1].rows.append(_row(fields))
    else:
        assert label not in file.said, label
        file.said[label] = fields


def _row(fields: list[str]) -> Row:
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]{1,2})?", fields[2]), fields
    listed = _fields(fields[1])
    objects = {int(dimension): code for dimension, code in zip(listed[::2], listed[1::2], strict=True)}
    return Row(fields[0], objects, Decimal(fields[2]), fields[4] if len(fields) > 4 else "")


def _try(file: File) -> None:
    assert [label for label in MUST if label not in file.said] == []
    assert [label for label in MUST_NOT if label in file.said] == []
    assert file.said["#FORMAT"] == ["PC8"]
    assert file.said["#SIETYP"] == ["4"]
    for voucher in file.vouchers:
        assert sum(row.amount for row in voucher.rows) == 0, voucher
        for row in voucher.rows:
            assert row.account in file.accounts
            assert all((dimension, code) in file.objects for dimension, code in row.objects.items())
            assert set(row.objects) <= file.dimensions.keys()


def _day(written: str) -> date:
    assert re.fullmatch("[0-9]{8}", written)
    return datetime.strptime(written, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone


def _fields(line: str) -> list[str]:
    """The fields of a line; a list of objects, in braces, is one of them, without its braces."""
    fields, at = [], 0
    while at < len(line):
        if line[at] in " \t":
            at += 1
        elif line[at] == '"':
            text, at = _quoted(line, at + 1)
            fields.append(text)
        elif line[at] == "{":
            end = _end_of_list(line, at + 1)
            fields.append(line[at + 1 : end])
            at = end + 1
        else:
            end = next((place for place in range(at, len(line)) if line[place] in " \t"), len(line))
            fields.append(line[at:end])
            at = end
    return fields


def _quoted(line: str, at: int) -> tuple[str, int]:
    text = ""
    while line[at] != '"':
        if line[at] == "\\":
            at += 1
        text, at = text + line[at], at + 1
    return text, at + 1


def _end_of_list(line: str, at: int) -> int:
    while line[at] != "}":
        at = _quoted(line, at + 1)[1] if line[at] == '"' else at + 1
    return at
