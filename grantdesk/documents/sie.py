"""Vouchers as SIE 4I, the file that a system of its own gives to the ledger: text in code page 437, a label first on each line.

Source: the SIE Group's file format, edition 4B (2008-09-30), type 4I.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk.domain.coding import OBJECTS, Coding, Dimension, LedgerAccount
from grantdesk.domain.county import County
from grantdesk.domain.vouchers import Voucher, VoucherRow

ENCODING = "cp437"
PROGRAM = "grantdesk"
LINE_END = "\r\n"
_LONGEST_TEXT = 100
# What the page has no sign for, and what is written instead.
_OTHERWISE = str.maketrans(
    {
        "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "€": "EUR", "’": "'", "‘": "'", "“": '"', "”": '"', "„": '"',
        "…": "...", "•": "·", "©": "(c)", "®": "(r)", "™": "TM", "ø": "ö", "Ø": "Ö", "ð": "d", "Ð": "D", "þ": "th",
        "Þ": "Th", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "œ": "oe", "Œ": "OE", "ı": "i", "×": "x",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Sender:
    """Whose ledger the vouchers are for: the name, the organisation number as written, and the day and version of the file."""

    name: str
    organisation_number: str
    made_on: date
    version: str


@dataclass(frozen=True)
class Names:
    """What the codes in the vouchers are called: the dimensions, and the objects by dimension and code where they have a name."""

    dimensions: Mapping[str, Dimension]
    objects: Mapping[str, Mapping[str, str]]


def names_of(coding: Coding, county: County) -> Names:
    """What the county's file calls the dimensions, and the county its schemes and objectives."""
    named = {
        "scheme": {code: scheme.name.sv for code, scheme in county.schemes.items()},
        "objective": {code: objective.name.sv for code, objective in county.objectives.items()},
    }
    return Names(coding.dimensions, named)


def lines(sender: Sender, vouchers: Sequence[Voucher], names: Names) -> Iterator[bytes]:
    """The file, a line at a time; the same vouchers give the same bytes."""
    for line in _lines(sender, vouchers, names):
        yield (line + LINE_END).encode(ENCODING)


def _lines(sender: Sender, vouchers: Sequence[Voucher], names: Names) -> Iterator[str]:
    yield "#FLAGGA 0"
    yield _line("#PROGRAM", PROGRAM, sender.version)
    yield "#FORMAT PC8"
    yield f"#GEN {_day(sender.made_on)}"
    yield "#SIETYP 4"
    yield _line("#ORGNR", sender.organisation_number)
    yield _line("#FNAMN", sender.name)
    for account in _accounts(vouchers):
        yield _line("#KONTO", account.number, account.name)
    yield from _objects(vouchers, names)
    for voucher in vouchers:
        yield from _voucher(voucher, names.dimensions)


def _accounts(vouchers: Iterable[Voucher]) -> list[LedgerAccount]:
    """Every account that a row names, each once."""
    named = {row.account.number: row.account for voucher in vouchers for row in voucher.rows}
    return [named[number] for number in sorted(named)]


def _objects(vouchers: Iterable[Voucher], names: Names) -> Iterator[str]:
    used = {item for voucher in vouchers for row in voucher.rows for item in row.objects.items()}
    dimensions = {kind: names.dimensions[kind] for kind in OBJECTS if any(kind == each for each, _code in used)}
    for dimension in dimensions.values():
        yield _line("#DIM", str(dimension.number), dimension.name)
    for kind, dimension in dimensions.items():
        for code in sorted(code for each, code in used if each == kind):
            yield _line("#OBJEKT", str(dimension.number), code, names.objects.get(kind, {}).get(code, code))


def _voucher(voucher: Voucher, dimensions: Mapping[str, Dimension]) -> Iterator[str]:
    # The number is left for the receiving ledger to give; ours stands in the text.
    yield _line("#VER", voucher.series, "", _day(voucher.on), f"{voucher.number} {voucher.text}")
    yield "{"
    for row in voucher.rows:
        yield f"   {_transaction(row, voucher, dimensions)}"
    yield "}"


def _transaction(row: VoucherRow, voucher: Voucher, dimensions: Mapping[str, Dimension]) -> str:
    coded = [f"{dimensions[kind].number} {_quoted(row.objects[kind])}" for kind in OBJECTS if kind in row.objects]
    listed = "{" + " ".join(coded) + "}"
    return f"#TRANS {row.account.number} {listed} {row.amount} {_day(voucher.on)} {_quoted(row.text)}"


def _line(label: str, *fields: str) -> str:
    return " ".join([label, *(_quoted(field) for field in fields)])


def _quoted(text: str) -> str:
    """A field: in quotation marks, those in it escaped, and no sign that the code page or the format lacks."""
    written = written_text(text).replace("\\", "/").replace('"', '\\"')
    return f'"{written}"'


def written_text(text: str) -> str:
    """The text in the signs of the code page: other letters lose their marks, control signs go, and so does what is too long."""
    signs = "".join(_sign(each) for each in unicodedata.normalize("NFC", text).translate(_OTHERWISE))
    return " ".join(signs.split())[:_LONGEST_TEXT].strip()


def _sign(each: str) -> str:
    if each.isspace():
        return " "
    if unicodedata.category(each).startswith("C"):
        return ""
    if _is_in_page(each):
        return each
    without_marks = unicodedata.normalize("NFKD", each)[0]
    return without_marks if _is_in_page(without_marks) else ""


def _is_in_page(each: str) -> bool:
    try:
        return each.encode(ENCODING)[0] >= ord(" ")
    except UnicodeEncodeError:
        return False


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"
