"""A mapping from outside, read key by key; what is wrong is collected with its place, and nothing is silently dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar, cast

from grantdesk.domain.messages import Both, Message, Parameter, message, render

T = TypeVar("T")
Reader = Callable[[object], T]
"""A reader answers with the value, or raises `Wrong` with a sentence on what would be right."""


# The plain type comes first: whether a thing is of an abstract type takes ten times as long to tell.
_MAPPINGS = (dict, Mapping)
_SEQUENCES = (list, Sequence)
_TEXTS = (str, bytes)


class Wrong(Exception):
    """One value is not what it should be; `reason` says what would be right."""

    def __init__(self, key: str, **parameters: Parameter | Both) -> None:
        self.reason = message(key, **parameters)
        super().__init__(render(self.reason, "en"))


@dataclass(frozen=True)
class InputError:
    """One thing wrong in what was given: its place, such as `costs[0].amount`, and what would be right.

    `line` is the line of the file that the place is in, where it is known.
    """

    where: str
    reason: Message
    line: int | None = None

    def __str__(self) -> str:
        line = f" (line {self.line})" if self.line else ""
        return f"{self.where}{line}: {render(self.reason, 'en')}"


class InputErrors(Exception):
    """Everything that is wrong in what was given, at once."""

    def __init__(self, errors: Iterable[InputError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))


class Fields:
    """The keys of one mapping. A value that is wrong is noted among `errors`, and reading goes on.

    After an error a reading answers with None whatever its type says: whoever reads raises `InputErrors` before using
    anything when `errors` is not empty.
    """

    __slots__ = ("_asked", "_given", "_readable", "errors", "is_sound", "where")

    def __init__(self, given: object, where: str, errors: list[InputError]) -> None:
        self.where = where
        self.errors = errors
        self.is_sound = True
        self._asked: set[str] = set()
        self._given: Mapping[str, object] = {}
        self._readable = isinstance(given, _MAPPINGS)
        if self._readable:
            self._given = cast(Mapping[str, object], given)
        else:
            self.refuse("", message("input.object"))

    def __contains__(self, key: str) -> bool:
        self._asked.add(key)
        return key in self._given

    def place(self, key: str) -> str:
        separator = "." if self.where and key and not self.where.endswith(": ") else ""
        return f"{self.where}{separator}{key}"

    def refuse(self, key: str, reason: Message) -> None:
        self.is_sound = False
        self.errors.append(InputError(self.place(key) or "input", reason))

    def read(self, key: str, reader: Reader[T], *, missing: str = "input.missing") -> T:
        """The value of a key that must be there; `missing` is the sentence where it is not."""
        self._asked.add(key)
        if key not in self._given:
            self._missing(key, missing)
            return cast(T, None)
        try:
            return reader(self._given[key])
        except Wrong as wrong:
            self.refuse(key, wrong.reason)
            return cast(T, None)

    def read_if_given(self, key: str, reader: Reader[T]) -> T | None:
        self._asked.add(key)
        return self._read(key, reader) if key in self._given else None

    def read_those_given(self, keys: Iterable[str], reader: Reader[T]) -> dict[str, T]:
        """The values of those of the keys that are there."""
        self._asked.update(keys)
        if not self._given:
            return {}
        read = {key: self._read(key, reader) for key in keys if key in self._given}
        return {key: value for key, value in read.items() if value is not None}

    def child(self, key: str) -> Fields:
        """The mapping under a key that must be there."""
        if key not in self:
            self._missing(key)
            return _unreadable(self.place(key), self.errors)
        return Fields(self._given[key], self.place(key), self.errors)

    def child_if_given(self, key: str) -> Fields:
        return Fields(self._given[key] if key in self else {}, self.place(key), self.errors)

    def each(self, key: str) -> list[Fields]:
        """The mappings in the list under a key that must be there."""
        if key not in self:
            self._missing(key)
            return []
        return self.each_if_given(key)

    def each_if_given(self, key: str) -> list[Fields]:
        if key not in self:
            return []
        given = self._given[key]
        if not is_list(given):
            self.refuse(key, message("input.list"))
            return []
        items = cast(Sequence[object], given)
        return [Fields(item, f"{self.place(key)}[{index}]", self.errors) for index, item in enumerate(items)]

    def finish(self) -> None:
        """Note every key that nobody asked for."""
        if self._given.keys() <= self._asked:
            return
        for key in [key for key in self._given if key not in self._asked]:
            self.refuse(_printable(key), _unknown(str(key), sorted(self._asked)))

    def _missing(self, key: str, said: str = "input.missing") -> None:
        if self._readable:
            self.refuse(key, message(said))

    def _read(self, key: str, reader: Reader[T]) -> T | None:
        try:
            return reader(self._given[key])
        except Wrong as wrong:
            self.refuse(key, wrong.reason)
            return None


def is_list(given: object) -> bool:
    return isinstance(given, _SEQUENCES) and not isinstance(given, _TEXTS)


def raise_if_any(errors: Sequence[InputError]) -> None:
    if errors:
        raise InputErrors(errors)


def _unknown(key: str, known: Sequence[str]) -> Message:
    nearest = get_close_matches(key, known, n=1)
    if not nearest:
        return message("input.unknown_key", known=", ".join(known))
    return message("input.misspelt_key", nearest=nearest[0], known=", ".join(known))


def _printable(key: object) -> str:
    """A key from outside as it can be printed: short, and without control characters."""
    written = str(key)[:80]
    return written if written.isprintable() else ascii(written)


def _unreadable(where: str, errors: list[InputError]) -> Fields:
    """Fields of something missing: what is asked of it has been said once already."""
    fields = Fields({}, where, errors)
    fields._readable = False
    return fields
