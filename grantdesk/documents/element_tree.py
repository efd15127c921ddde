"""The structure tree of a file as columns of numbers, for a tree of an element for each cell of ten thousand rows.

An element takes some thirty bytes here, and some thousand as an object of its own. The elements are numbered from 0, which is the
document, as they are hung; the pieces of content are counted through the whole file, and numbered from 0 on each page.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from sys import intern

Attributes = Mapping[str, str | tuple[float, ...]]

DOCUMENT = 0
_NONE = -1


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of content: the number of its page, from 1, and its own number on that page, from 0."""

    page: int
    number: int


class ElementTree:
    """Elements, each under its parent, and the pieces of content that they own, in reading order."""

    def __init__(self) -> None:
        self._tags: list[str] = []
        self._parents, self._first, self._last = array("i"), array("i"), array("i")
        self._attributes: dict[int, Attributes] = {}
        self._alts: dict[int, str] = {}
        # What elements hold, as chains: below 0 it is a piece of content, counted backwards from -1.
        self._held, self._next = array("i"), array("i")
        self._owners, self._begun = array("i"), array("i")
        self.hang("Document", _NONE)

    def __len__(self) -> int:
        return len(self._tags)

    def hang(self, tag: str, parent: int, attributes: Attributes | None = None, alt: str = "") -> int:
        """Put an element last under its parent; gives its number."""
        number = len(self._tags)
        self._tags.append(intern(tag))
        self._parents.append(parent)
        self._first.append(_NONE)
        self._last.append(_NONE)
        if attributes:
            self._attributes[number] = attributes
        if alt:
            self._alts[number] = alt
        if parent != _NONE:
            self._hold(parent, number)
        return number

    def mark(self, owner: int, *, page: int) -> int:
        """Give the owner the next piece of content of the page; gives the piece's number there.

        Raises ValueError on a page that is before the last.
        """
        if page < len(self._begun):
            raise ValueError(f"page {page} is drawn already")
        while len(self._begun) < page:
            self._begun.append(len(self._owners))
        self._hold(owner, -1 - len(self._owners))
        self._owners.append(owner)
        return len(self._owners) - 1 - self._begun[page - 1]

    def _hold(self, holder: int, what: int) -> None:
        link = len(self._held)
        self._held.append(what)
        self._next.append(_NONE)
        if self._first[holder] == _NONE:
            self._first[holder] = link
        else:
            self._next[self._last[holder]] = link
        self._last[holder] = link

    def tag(self, number: int) -> str:
        return self._tags[number]

    def parent(self, number: int) -> int | None:
        """The parent's number; None for the document."""
        return None if number == DOCUMENT else self._parents[number]

    def attributes(self, number: int) -> Attributes:
        return self._attributes.get(number, {})

    def alt(self, number: int) -> str:
        return self._alts.get(number, "")

    def kids(self, number: int) -> Iterator[int | Mark]:
        """What the element holds: other elements by number, and pieces of content."""
        link = self._first[number]
        while link != _NONE:
            held = self._held[link]
            yield held if held >= 0 else self._piece(-1 - held)
            link = self._next[link]

    def _piece(self, counted: int) -> Mark:
        page = bisect_right(self._begun, counted)
        return Mark(page, counted - self._begun[page - 1])

    def owners(self, page: int) -> Iterator[int]:
        """The element that owns each piece of content of the page, by the piece's number."""
        if page > len(self._begun):
            return
        end = self._begun[page] if page < len(self._begun) else len(self._owners)
        yield from self._owners[self._begun[page - 1] : end]
