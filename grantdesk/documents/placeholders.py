"""The words of a text, tried before they are printed: both languages say something and name the same, known things."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter
from typing import NamedTuple

from grantdesk.documents.text_keys import named_by
from grantdesk.domain.messages import Both, Language, Message, message

MOST_CHARACTERS = 4_000


class Fault(NamedTuple):
    """What is wrong in the text of one language."""

    language: Language
    reason: Message


def faults(words: Both, key: str) -> list[Fault]:
    """What keeps the words from being printed as the text with the key; all of it, Swedish first."""
    return [*_in("sv", words.sv, key), *_in("en", words.en, key)]


def _in(language: Language, written: str, key: str) -> Iterator[Fault]:
    if not written.strip():
        yield Fault(language, message("text.empty"))
        return
    if len(written) > MOST_CHARACTERS:
        yield Fault(language, message("text.too_long", most=MOST_CHARACTERS))
    yield from (Fault(language, reason) for reason in _of_placeholders(written, key))


def _of_placeholders(written: str, key: str) -> Iterator[Message]:
    try:
        parts = list(Formatter().parse(written))
    except ValueError:
        yield message("text.lone_brace")
        return
    if any(specification or conversion for _, _, specification, conversion in parts):
        yield message("text.not_plain")
        return
    must, may = named_by(key)
    named = {name for _, name, _, _ in parts if name is not None}
    for unknown in sorted(named - may):
        yield message("text.unknown", name=unknown, known=_listed(may)) if may else message("text.none", name=unknown)
    for missing in sorted(must - named):
        yield message("text.missing", name=missing)


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
