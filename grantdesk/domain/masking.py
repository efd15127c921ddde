"""What is secret is taken out of every text, wherever it is written: the law keeps secret what is known, not where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from grantdesk.domain import identity
from grantdesk.domain.fields import Wrong
from grantdesk.domain.money import Money
from grantdesk.domain.secrecy import GROUNDS, PERSONAL_DATA, Ground

Value = str | Money
# Shorter texts and smaller amounts stand for too much else to be looked for; where they stand in their own field they go.
_SHORTEST, _SMALLEST = 4, Money.kronor(1000)
_BETWEEN = r"[\s.,’'\u00a0\u202f\u2009]?"
_PERSONAL = re.compile(r"(?<!\d)(?:19|20)?\d{6}[\s\u00a0]?[-+\u2010-\u2015]?[\s\u00a0]?\d{4}(?!\d)", re.ASCII)

Part = str | Ground
"""A piece of a text: words that stand, or the ground on which something is taken out."""
Parts = tuple[Part, ...]


@dataclass(frozen=True)
class Row:
    """What the file says in one field; `tells` is what of it can be known again in another place.

    `is_ours` where it is a figure of the authority's own, such as what was granted: it stands though it happens to equal
    what is secret, unless its own field is masked.
    """

    field: str
    label: str
    said: str
    tells: tuple[Value, ...] = ()
    is_ours: bool = False


@dataclass(frozen=True)
class Section:
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class MaskedSection:
    """A section as it is given out: each label with the parts of what is said."""

    heading: str
    rows: tuple[tuple[str, Parts], ...]


class Mask:
    """Takes what is told in the masked fields out of every text; `stands` is a personal number that is given out."""

    def __init__(self, sections: Sequence[Section], grounds: Mapping[str, Ground], *, stands: str = "") -> None:
        self._grounds = grounds
        self._stands = _digits(stands)
        told = [(value, row.field) for section in sections for row in section.rows for value in row.tells]
        secret = [(value, grounds[field]) for value, field in told if field in grounds and _can_be_known_again(value)]
        # The longest first: what is part of another secret goes with the whole of it.
        ordered = sorted({_plain(value): ground for value, ground in secret}.items(), key=_length, reverse=True)
        self._patterns = [(re.compile(_pattern(value), re.IGNORECASE), ground) for value, ground in ordered]

    def section(self, section: Section) -> MaskedSection:
        return MaskedSection(section.heading, tuple((row.label, self._row(row)) for row in section.rows))

    def text(self, text: str) -> Parts:
        """The text with what is secret taken out."""
        parts: list[Part] = [str(_plain(text))]
        for pattern, ground in self._patterns:
            parts = [piece for part in parts for piece in _cut(part, pattern.finditer, ground)]
        return tuple(piece for part in parts for piece in _cut(part, self._personal, GROUNDS[PERSONAL_DATA]))

    def _row(self, row: Row) -> Parts:
        ground = self._grounds.get(row.field)
        if ground is not None:
            return (ground,)
        return (row.said,) if row.is_ours else self.text(row.said)

    def _personal(self, text: str) -> Iterator[re.Match[str]]:
        """Where a personal number stands, other than the one that is given out."""
        for found in _PERSONAL.finditer(text):
            if _is_personal(found[0]) and _digits(found[0])[-10:] != self._stands[-10:]:
                yield found


def written(parts: Parts) -> str:
    """The parts as plain text, where each ground stands for what it keeps."""
    return "".join(part.stamp if isinstance(part, Ground) else part for part in parts)


def _cut(part: Part, find: Callable[[str], Iterator[re.Match[str]]], ground: Ground) -> Iterator[Part]:
    if isinstance(part, Ground):
        yield part
        return
    at = 0
    for found in find(part):
        if found.start() > at:
            yield part[at : found.start()]
        yield ground
        at = found.end()
    if at < len(part) or not part:
        yield part[at:]


def _plain(value: Value) -> Value:
    """The text as it is printed: without what cannot be seen, and each letter written in one way."""
    if isinstance(value, Money):
        return value
    composed = unicodedata.normalize("NFC", value)
    return "".join(each for each in composed if each == "\n" or not unicodedata.category(each).startswith("C"))


def _length(told: tuple[Value, Ground]) -> int:
    return len(str(told[0]))


def _can_be_known_again(value: Value) -> bool:
    return value >= _SMALLEST if isinstance(value, Money) else len("".join(value.split())) >= _SHORTEST


def _pattern(value: Value) -> str:
    return _of_amount(value) if isinstance(value, Money) else _of_text(value)


def _of_amount(amount: Money) -> str:
    """However it is grouped, with the öre or, where there are none, without."""
    kronor, ore = divmod(amount.ore, 100)
    digits = _BETWEEN.join(str(kronor))
    return rf"(?<!\d){digits}{rf'[.,]{ore:02d}' if ore else '(?:[.,]00)?'}(?!\d)"


def _of_text(text: str) -> str:
    """However its words are spaced, and within no other word."""
    words = r"[\s\u00a0]+".join(map(re.escape, text.split()))
    first, last = (r"(?<!\w)" if text.strip()[0].isalnum() else ""), (r"(?!\w)" if text.strip()[-1].isalnum() else "")
    return f"{first}{words}{last}"


def _is_personal(written: str) -> bool:
    digits = _digits(written)
    try:
        identity.personal_number(digits)
    except Wrong:
        return False
    return True


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written)
