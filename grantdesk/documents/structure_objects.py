"""The structure tree as the objects of a file, told one at a time (ISO 32000-1, 14.7.2 and 14.7.4.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grantdesk.documents.element_tree import Attributes, ElementTree, Mark


class StructureObjects:
    """The objects of a tree: the root has the number `root`, and the others those from `first` on.

    `pages` are the numbers of the objects that the pages are.
    """

    def __init__(self, tree: ElementTree, pages: Sequence[int], *, root: int, first: int) -> None:
        self._tree, self._pages, self._root, self._first = tree, pages, root, first
        self._owners = first + len(tree)
        self.first_free = self._owners + len(pages)

    def written(self) -> Iterator[tuple[int, bytes]]:
        """Every object, with its number: the root, the elements, and for each page who owns its content."""
        yield self._root, self._told_root()
        for number in range(len(self._tree)):
            yield self._first + number, self._element(number)
        for page in range(len(self._pages)):
            yield self._owners + page, b"[%s]" % b" ".join(map(self._named, self._tree.owners(page + 1)))

    def _told_root(self) -> bytes:
        numbered = b" ".join(b"%d %d 0 R" % (page, self._owners + page) for page in range(len(self._pages)))
        return b"<< /Type /StructTreeRoot /K %s /ParentTree << /Nums [%s] >> /ParentTreeNextKey %d >>" % (
            self._named(0), numbered, len(self._pages),
        )  # fmt: skip

    def _element(self, number: int) -> bytes:
        tree = self._tree
        parent = tree.parent(number)
        above = b"%d 0 R" % self._root if parent is None else self._named(parent)
        told = [b"<< /Type /StructElem /S /%s /P %s" % (tree.tag(number).encode(), above)]
        if attributes := tree.attributes(number):
            told.append(b"/A << %s >>" % _attributes(attributes))
        if alt := tree.alt(number):
            told.append(b"/Alt <feff%s>" % alt.encode("utf-16-be").hex().encode())
        told += self._held(list(tree.kids(number)))
        return b" ".join([*told, b">>"])

    def _held(self, kids: Sequence[int | Mark]) -> Iterator[bytes]:
        """The entries for what an element holds; one piece of content is told by its number, beside its page."""
        match kids:
            case [Mark(page=page, number=piece)]:
                yield b"/Pg %d 0 R /K %d" % (self._pages[page - 1], piece)
            case _:
                yield b"/K [%s]" % b" ".join(map(self._kid, kids))

    def _kid(self, kid: int | Mark) -> bytes:
        if isinstance(kid, Mark):
            return b"<< /Type /MCR /Pg %d 0 R /MCID %d >>" % (self._pages[kid.page - 1], kid.number)
        return self._named(kid)

    def _named(self, number: int) -> bytes:
        return b"%d 0 R" % (self._first + number)


def _attributes(attributes: Attributes) -> bytes:
    return b" ".join(b"/%s %s" % (key.encode(), _value(value)) for key, value in attributes.items())


def _value(value: str | tuple[float, ...]) -> bytes:
    if isinstance(value, str):
        return value.encode()
    return b"[%s]" % b" ".join(f"{number:.2f}".encode() for number in value)
