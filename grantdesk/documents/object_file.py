"""A PDF file (ISO 32000-1, 7.5) written an object at a time: what stays in memory of an object is its place in the file.

Small objects go together into packed streams of objects, and a packed list at the end of the file tells where each is.
"""

from __future__ import annotations

import hashlib
import struct
from base64 import a85encode
from typing import BinaryIO
from zlib import compress

# How many objects one stream packs together: a reader unpacks all of them to find one.
_TOGETHER = 200
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# A place is its kind, where it is, and which one it is there: one byte, four, and two.
_PLACE = struct.Struct(">BIH")
_FREE, _BY_ITSELF, _PACKED = 0, 1, 2
_LAST_GENERATION = 65_535


class ObjectFile:
    """Writes objects to `out`, which is empty; `first_free` is above the number of every object that is to be written."""

    def __init__(self, out: BinaryIO, *, first_free: int) -> None:
        self._out, self._length, self._digest = out, 0, hashlib.sha256()
        self._places = bytearray(_PLACE.size * first_free)
        self._waiting: list[tuple[int, bytes]] = []
        self._place(0, _FREE, 0, _LAST_GENERATION)
        self._write(_HEADER)

    def add(self, number: int, told: bytes) -> None:
        """Write an object that is no stream."""
        self._waiting.append((number, told))
        if len(self._waiting) == _TOGETHER:
            self._pack()

    def add_stream(self, number: int, entries: bytes, content: bytes, *, packed: bool = True) -> None:
        """Write a stream; `entries` is its dictionary but for how it is packed and how long it then is."""
        filters: list[bytes] = []
        if packed:
            content, filters = compress(content), [b"/FlateDecode"]
        self.add_packed(number, entries, content, filters)

    def add_packed(self, number: int, entries: bytes, content: bytes, filters: list[bytes]) -> None:
        """Write a stream whose content is packed already, by these filters.

        One packed stream in 256 ends with a carriage return, and a validator may take that for the end of a line and miss it
        in the length. Such a one is told in letters, that end with `~>`.
        """
        if content.endswith(b"\r"):
            content, filters = a85encode(content) + b"~>", [b"/ASCII85Decode", *filters]
        packing = b" /Filter [%s]" % b" ".join(filters) if filters else b""
        self._place(number, _BY_ITSELF, self._length, 0)
        self._write(b"%d 0 obj\n<< %s /Length %d%s >>\nstream\n" % (number, entries, len(content), packing))
        self._write(content)
        self._write(b"\nendstream\nendobj\n")

    def close(self, *, root: int, info: int) -> None:
        """Write what still waits and the list of places; `root` is the catalogue's number, `info` the description's."""
        self._pack()
        begin, number = self._length, self._next()
        # The name of the file is drawn from all that stands before it: the same input gives the same file.
        name = self._digest.hexdigest()[:32].encode()
        self._place(number, _BY_ITSELF, begin, 0)
        entries = b"/Type /XRef /Size %d /W [1 4 2] /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]" % (
            number + 1, root, info, name, name,
        )  # fmt: skip
        self.add_stream(number, entries, bytes(self._places))
        self._write(b"startxref\n%d\n%%%%EOF\n" % begin)

    def _pack(self) -> None:
        if not self._waiting:
            return
        stream, begin, heads = self._next(), 0, []
        for index, (number, told) in enumerate(self._waiting):
            self._place(number, _PACKED, stream, index)
            heads.append(b"%d %d" % (number, begin))
            begin += len(told) + 1
        head = b" ".join(heads) + b"\n"
        content = head + b"\n".join(told for _, told in self._waiting)
        entries = b"/Type /ObjStm /N %d /First %d" % (len(self._waiting), len(head))
        self._waiting.clear()
        self.add_stream(stream, entries, content)

    def _next(self) -> int:
        """A number that no object has."""
        number = len(self._places) // _PLACE.size
        self._places += bytes(_PLACE.size)
        return number

    def _place(self, number: int, kind: int, where: int, which: int) -> None:
        _PLACE.pack_into(self._places, number * _PLACE.size, kind, where, which)

    def _write(self, told: bytes) -> None:
        self._out.write(told)
        self._digest.update(told)
        self._length += len(told)
