"""A region's folder on disk, read into what the domain knows as a county."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache, reduce
from io import StringIO
from pathlib import Path
from typing import Any, cast

from grantdesk.domain import checklist, coding, county_map, lines, payment_terms, statutory, toml_faults
from grantdesk.domain.checklist import CheckItems
from grantdesk.domain.coding import Coding
from grantdesk.domain.county import County, Written, parse
from grantdesk.domain.county_map import CountyMap
from grantdesk.domain.delegation import DelegationOrder
from grantdesk.domain.delegation_file import parse_order
from grantdesk.domain.fields import InputError, InputErrors, raise_if_any
from grantdesk.domain.messages import message
from grantdesk.domain.payment_terms import PaymentTerms
from grantdesk.domain.rule_version import VERSIONS, Version, read_version, with_version

REGIONS = Path(__file__).resolve().parent / "regions"
NEEDED = (
    "region.toml",
    "municipalities.csv",
    "objectives.toml",
    "eruf.toml",
    "themes.toml",
    "de_minimis.toml",
    "interest.toml",
    "delegation.toml",
    checklist.FILE,
    coding.FILE,
    payment_terms.FILE,
)
_VERSION_NAME = re.compile(rf"{VERSIONS}[0-9]{{4,}}-[a-z0-9_]+\.toml")
# Files are written by hand or by one program at a time: whoever writes is done after a few readings.
_MOST_READINGS = 20


def find(name_or_path: str) -> Path:
    """The folder of a shipped region by name, or a folder by path. Raises InputErrors when it holds no region.toml."""
    for folder in (REGIONS / name_or_path, Path(name_or_path).expanduser().resolve()):
        if (folder / "region.toml").is_file():
            return folder
    shipped = ", ".join(sorted(file.parent.name for file in REGIONS.glob("*/region.toml")))
    raise InputErrors([InputError(name_or_path, message("region.not_found", shipped=shipped))])


def read(folder: Path, published: Path | None = None) -> County:
    """The county that the folder describes, with the rules published since. Raises InputErrors, each with file, key and line."""
    return load(folder, published).county


@dataclass(frozen=True)
class Terms:
    """What the region has laid down: its rules, the delegation order, what is seen to in a case, how is paid and coded."""

    county: County
    order: DelegationOrder
    checks: CheckItems
    coding: Coding
    payments: PaymentTerms


@dataclass(frozen=True)
class Foundation:
    """What a version of the rules is laid on: the county of the folder alone, and the region's worked examples by file."""

    county: County
    examples: Mapping[str, Mapping[str, Any]]


def foundation(folder: Path) -> Foundation:
    """The county without what has been published, and its examples. Raises InputErrors."""
    return Foundation(read(folder), read_examples(folder))


# Every file that the terms are made of, with what changes when it is written.
Stamps = tuple[tuple[str, int, int, int], ...]


def load(folder: Path, published: Path | None = None) -> Terms:
    """The terms of a folder; `published` is the folder of the rule versions published since.

    Raises InputErrors naming every place that is wrong, with its line.
    """
    # Where nothing is published, it is the same county whichever installation asks.
    published = published if published and any(published.glob("*.toml")) else None
    return _terms(folder, published, stamps(folder, published))


def stamps(folder: Path, published: Path | None = None) -> Stamps:
    """What tells whether any of the files has been written since: the same stamps, the same terms."""
    return tuple((str(file), *_stamp(file)) for file in _files(folder, published).values())


def _files(folder: Path, published: Path | None) -> dict[str, Path]:
    """The files by the names that places in them begin with."""
    files = {file.name: file for file in sorted([*folder.glob("*.toml"), *folder.glob("*.csv")])}
    files |= {f"schemes/{file.name}": file for file in sorted(folder.glob("schemes/*.toml"))}
    versions = sorted(published.glob("*.toml")) if published else ()
    return files | {f"{VERSIONS}{file.name}": file for file in versions}


def _stamp(file: Path) -> tuple[int, int, int]:
    try:
        found = file.stat()
    except OSError:
        return 0, 0, 0
    return found.st_mtime_ns, found.st_size, found.st_ino


@lru_cache(maxsize=8)
def _terms(folder: Path, published: Path | None, stamped: Stamps) -> Terms:
    # The stamps are the key of the cache: a file that has been written is read again.
    texts = _texts(folder, published, stamped)
    try:
        return _parsed(texts)
    except InputErrors as wrong:
        raise InputErrors(placed(wrong.errors, texts)) from None


def _texts(folder: Path, published: Path | None, stamped: Stamps) -> dict[str, str]:
    """All the files as they were at one moment: where one is written while they are read, they are read again."""
    for _attempt in range(_MOST_READINGS):
        texts = {name: _text(file, name) for name, file in _files(folder, published).items()}
        now = stamps(folder, published)
        if now == stamped:
            return texts
        stamped = now
    raise InputErrors([InputError(str(folder), message("region.being_written"))])


def _text(file: Path, name: str) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise InputErrors([InputError(name, message("toml.not_utf8"))]) from None
    except OSError as error:
        said = message("toml.not_there", problem=error.strerror or "")
        raise InputErrors([InputError(name, said)]) from None


def placed(errors: Iterable[InputError], texts: Mapping[str, str]) -> list[InputError]:
    """The errors with the line that each stands on, where its file is among the texts and has such a line."""
    return [replace(error, line=error.line or _line(error.where, texts)) for error in errors]


def _line(where: str, texts: Mapping[str, str]) -> int | None:
    name, _, place = where.partition(": ")
    return lines.line_of(texts[name], place) if name in texts else None


def _parsed(texts: Mapping[str, str]) -> Terms:
    errors: list[InputError] = []
    read = {name: _content(name, text, errors) for name, text in texts.items() if not name.startswith(VERSIONS)}
    versions = {name: _content(name, text, errors) for name, text in texts.items() if name.startswith(VERSIONS)}
    raise_if_any([*errors, *_lacking(read)])
    county = parse(
        Written(
            region=read["region.toml"],
            municipalities=read["municipalities.csv"],
            objectives=read["objectives.toml"],
            eruf=read["eruf.toml"],
            themes=read["themes.toml"],
            de_minimis=read["de_minimis.toml"],
            interest=read["interest.toml"],
            schemes={name: content for name, content in read.items() if name.startswith("schemes/")},
        )
    )
    order = parse_order(read["delegation.toml"], schemes=tuple(county.schemes))
    checks = checklist.parse_items(read[checklist.FILE], schemes=tuple(county.schemes))
    coded = coding.parse_coding(read[coding.FILE], schemes=tuple(county.schemes))
    paid = payment_terms.parse_terms(read[payment_terms.FILE])
    county = reduce(_with_file, versions.items(), county)
    raise_if_any(list(statutory.overruled(county)))
    return Terms(county, order, checks, coded, paid)


def _with_file(county: County, version: tuple[str, Any]) -> County:
    name, content = version
    if not _VERSION_NAME.fullmatch(name):
        raise InputErrors([InputError(name, message("version.name"))])
    return with_version(county, read_version(content, county, name=name))


def _content(name: str, text: str, errors: list[InputError]) -> Any:
    try:
        return _rows(text, name) if name.endswith(".csv") else parse_toml(text, name)
    except InputErrors as wrong:
        errors.extend(wrong.errors)
        return {}


def _lacking(read: Mapping[str, object]) -> Iterator[InputError]:
    for name in NEEDED:
        if name not in read:
            yield InputError(name, message("toml.not_there", problem="No such file"))


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """The content of a TOML text, decimals exact. Raises InputErrors under the name, with the line and what would be right."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise InputErrors([toml_faults.fault(name, text, str(error))]) from None


def version(text: str, county: County, *, name: str) -> Version:
    """The version in a text, to be laid on the county. Raises InputErrors, each with its line."""
    try:
        return read_version(parse_toml(text, name), county, name=name)
    except InputErrors as wrong:
        raise InputErrors(placed(wrong.errors, {name: text})) from None


def wrong_at(file: str, said: str) -> InputErrors:
    """What was said of a file, as `key: what is wrong`, with its place."""
    key, _, problem = said.partition(": ")
    return InputErrors([InputError(f"{file}: {key}", message("region.wrong_here", problem=problem))])


def read_eur_rates(file: Path = REGIONS / "eur_sek.csv") -> dict[date, Decimal]:
    """SEK per EUR by banking day: the European Central Bank's reference rates. Raises InputErrors."""
    rates: dict[date, Decimal] = {}
    for number, row in enumerate(_rows(_text(file, file.name), file.name), start=2):
        try:
            rates[date.fromisoformat(row["date"])] = Decimal(row["rate"])
        except (KeyError, ValueError, InvalidOperation):
            raise InputErrors([InputError(f"{file.name}: row {number}", message("region.eur_row"))]) from None
    return rates


def read_examples(folder: Path) -> dict[str, dict[str, Any]]:
    """The worked examples of a region by file. Raises InputErrors."""
    return {
        f"examples/{file.name}": toml(file, f"examples/{file.name}") for file in sorted(folder.glob("examples/*.toml"))
    }


def line_of(folder: Path, where: str) -> int | None:
    """The line that a place such as `schemes/konsultcheck.toml: rules.cap[0].value` stands on, where it can be told."""
    name, _, place = where.partition(": ")
    try:
        return lines.line_of((folder / name).read_text("utf-8-sig"), place) if place else None
    except (OSError, UnicodeDecodeError):
        return None


def read_letters(folder: Path) -> dict[str, object]:
    """The texts of the region's decision letter, as written in its folder. Raises InputErrors when it cannot be read."""
    return toml(folder / "letters" / "decision.toml", "letters/decision.toml")


def read_map(folder: Path, county: County) -> CountyMap | None:
    """The county's map, None where the folder has none. Raises InputErrors naming every place that is wrong."""
    file = folder / "map.geojson"
    return _map(file, file.stat().st_mtime_ns, tuple(county.municipalities)) if file.is_file() else None


@lru_cache(maxsize=8)
def _map(file: Path, _stamp: int, municipalities: tuple[str, ...]) -> CountyMap:
    try:
        written = json.loads(_text(file, file.name))
    except (ValueError, RecursionError) as error:
        raise InputErrors([InputError(file.name, message("region.unreadable", problem=str(error)))]) from error
    return county_map.parse(written, municipalities=municipalities, file=file.name)


def toml(file: Path, name: str) -> dict[str, Any]:
    """The content of a TOML file, decimals exact. Raises InputErrors under the name."""
    return parse_toml(_text(file, name), name)


def _rows(text: str, name: str) -> list[Mapping[str, str]]:
    try:
        return [cast(Mapping[str, str], row) for row in csv.DictReader(StringIO(text, newline=""), delimiter=";")]
    except csv.Error as error:
        raise InputErrors([InputError(name, message("region.unreadable", problem=str(error)))]) from error
