"""A region's folder on disk, read into what the domain knows as a county."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any, cast

from grantdesk.domain.county import County, Written, parse
from grantdesk.domain.delegation import DelegationOrder, parse_order
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.messages import message

REGIONS = Path(__file__).resolve().parent / "regions"


def find(name_or_path: str) -> Path:
    """The folder of a shipped region by name, or a folder by path. Raises InputErrors when it holds no region.toml."""
    for folder in (REGIONS / name_or_path, Path(name_or_path).expanduser().resolve()):
        if (folder / "region.toml").is_file():
            return folder
    shipped = ", ".join(sorted(file.parent.name for file in REGIONS.glob("*/region.toml")))
    raise InputErrors([InputError(name_or_path, message("region.not_found", shipped=shipped))])


def read(folder: Path) -> County:
    """The county that the folder describes. Raises InputErrors naming every file and key that is wrong."""
    files = [*folder.glob("*.toml"), *folder.glob("*.csv"), *folder.glob("schemes/*.toml")]
    return _county(folder, tuple(sorted((str(file), file.stat().st_mtime_ns) for file in files)))


@dataclass(frozen=True)
class Terms:
    """What the region has laid down: the county with its rules, and the delegation order."""

    county: County
    order: DelegationOrder


def load(folder: Path) -> Terms:
    """The county and the delegation order of a folder. Raises InputErrors naming every place that is wrong."""
    county, file = read(folder), folder / "delegation.toml"
    stamp = file.stat().st_mtime_ns if file.is_file() else 0
    return Terms(county, _order(folder, stamp, tuple(county.schemes)))


@lru_cache(maxsize=8)
def _order(folder: Path, _stamp: int, schemes: tuple[str, ...]) -> DelegationOrder:
    return parse_order(toml(folder / "delegation.toml", "delegation.toml"), schemes=schemes)


def wrong_at(file: str, said: str) -> InputErrors:
    """What was said of a file, as `key: what is wrong`, with its place."""
    key, _, problem = said.partition(": ")
    return InputErrors([InputError(f"{file}: {key}", message("region.wrong_here", problem=problem))])


def read_eur_rates(file: Path = REGIONS / "eur_sek.csv") -> dict[date, Decimal]:
    """SEK per EUR by banking day: the European Central Bank's reference rates. Raises InputErrors."""
    rates: dict[date, Decimal] = {}
    for number, row in enumerate(_rows(file, file.name), start=2):
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
    name, _, key = where.partition(": ")
    if not key:
        return None
    if row := re.match(r"row (\d+)", key):
        return int(row[1])
    try:
        lines = (folder / name).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return _line_of_key(lines, key)


def _line_of_key(lines: Sequence[str], key: str) -> int | None:
    entry = re.match(r"([\w.]+)\[(\d+)\]\.?(\w*)", key)
    if entry is None:
        return _line_of_plain_key(lines, key)
    headings = [number for number, line in enumerate(lines, 1) if line.strip() == f"[[{entry[1]}]]"]
    if int(entry[2]) >= len(headings):
        return None
    start = headings[int(entry[2])]
    for number, line in enumerate(lines[start:], start + 1):
        if line.startswith("[["):
            break
        if re.match(rf"(\[\w+\.)?{entry[3]}\b", line) and entry[3]:
            return number
    return start


def _line_of_plain_key(lines: Sequence[str], key: str) -> int | None:
    """The line of a key outside every list: by itself at the top, or under its table's heading."""
    table, _, name = key.rpartition(".")
    heading = f"[{table}]"
    start = next((number for number, line in enumerate(lines, 1) if line.strip() == heading), 0) if table else 0
    if table and not start:
        return None
    below = takewhile(lambda numbered: not numbered[1].startswith("["), enumerate(lines[start:], start + 1))
    return next((number for number, line in below if line.startswith(f"{name} ")), start or None)


def read_letters(folder: Path) -> dict[str, object]:
    """The texts of the region's decision letter, as written in its folder. Raises InputErrors when it cannot be read."""
    return toml(folder / "letters" / "decision.toml", "letters/decision.toml")


def toml(file: Path, name: str) -> dict[str, Any]:
    """The content of a TOML file, decimals exact. Raises InputErrors under the name."""
    try:
        return tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputErrors([InputError(name, message("region.unreadable", problem=str(error)))]) from error


@lru_cache(maxsize=8)
def _county(folder: Path, _stamps: tuple[tuple[str, int], ...]) -> County:
    # The stamps are only the key of the cache: a file that has changed is read again.
    schemes = {f"schemes/{file.name}": file for file in sorted(folder.glob("schemes/*.toml"))}
    return parse(
        Written(
            region=toml(folder / "region.toml", "region.toml"),
            municipalities=_rows(folder / "municipalities.csv", "municipalities.csv"),
            objectives=toml(folder / "objectives.toml", "objectives.toml"),
            eruf=toml(folder / "eruf.toml", "eruf.toml"),
            themes=toml(folder / "themes.toml", "themes.toml"),
            de_minimis=toml(folder / "de_minimis.toml", "de_minimis.toml"),
            schemes={name: toml(file, name) for name, file in schemes.items()},
        )
    )


def _rows(file: Path, name: str) -> list[Mapping[str, str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return [cast(Mapping[str, str], row) for row in csv.DictReader(lines, delimiter=";")]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputErrors([InputError(name, message("region.unreadable", problem=str(error)))]) from error
