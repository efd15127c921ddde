"""The region's letter texts as blocks that can be changed one by one, each with a key that stays the same.

A text in a list is known by the digest of what the file says, not by its place: where the file puts another text before it,
a version is still of the text that it was written for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from grantdesk.domain.messages import Both

_DIGITS = 10


@dataclass(frozen=True)
class Block:
    """One text of the region's file: its key, its words, and the source that is named while nobody has confirmed it."""

    key: str
    words: Both
    confirmed: bool
    source: Both | None

    @property
    def part(self) -> str:
        """Which part of the file it stands in: `texts`, `ordinances.2022:1467.conditions` and so on."""
        return self.key.rpartition(".")[0]


@dataclass(frozen=True)
class Words:
    """What a version says instead."""

    both: Both
    confirmed: bool


def blocks(written: Mapping[str, Any]) -> dict[str, Block]:
    """Every text of the file, in the order of the file; `written` has been parsed as letter texts without a fault."""
    return {key: _block(key, table) for key, table in _texts(written, ())}


def with_versions(written: Mapping[str, Any], versions: Mapping[str, Words]) -> dict[str, Any]:
    """The file's content as it would be written with the versions in force; a version of a text that is gone says nothing."""
    changed = deepcopy(dict(written))
    for key, table in list(_texts(changed, ())):
        words = versions.get(key)
        if words is not None:
            _lay(words, table)
    return changed


def _texts(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, value in table.items():
        if isinstance(value, list):
            yield from ((".".join((*path, name, _digest(each))), each) for each in value)
        elif "sv" in value:
            yield ".".join((*path, name)), value
        else:
            yield from _texts(value, (*path, name))


def _digest(table: Mapping[str, Any]) -> str:
    return sha256(f"{table['sv']}\n{table['en']}".encode()).hexdigest()[:_DIGITS]


def _block(key: str, table: Mapping[str, Any]) -> Block:
    source = table.get("source")
    return Block(
        key,
        Both(str(table["sv"]), str(table["en"])),
        confirmed=bool(table.get("confirmed", True)),
        source=Both(str(source["sv"]), str(source["en"])) if source else None,
    )


def _lay(words: Words, table: dict[str, Any]) -> None:
    table["sv"], table["en"] = words.both.sv, words.both.en
    if words.confirmed:
        # A text that the region has confirmed is printed without its mark.
        table.pop("confirmed", None)
        table.pop("source", None)
