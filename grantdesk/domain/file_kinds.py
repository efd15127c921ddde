"""Which kind of file something is: its name and its first bytes must say the same."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
_OPEN_XML = "application/vnd.openxmlformats-officedocument"
# The first part of a file in OpenDocument says which kind it is, and is never longer.
_LONGEST_MIMETYPE = 200


@dataclass(frozen=True)
class Kind:
    """One kind of file: its media type, and whether some bytes are of it."""

    media_type: str
    holds: Callable[[bytes], bool]


def _begins(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signatures)


def _package(part: str) -> Callable[[bytes], bool]:
    """An office document as a ZIP file that has a part, and no program in it."""

    def holds(content: bytes) -> bool:
        names = _parts(content)
        return part in names and not any(name.lower().endswith("vbaproject.bin") for name in names)

    return holds


def _open_document(media_type: str) -> Callable[[bytes], bool]:
    def holds(content: bytes) -> bool:
        if "mimetype" not in _parts(content):
            return False
        with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open("mimetype") as said:
            return said.read(_LONGEST_MIMETYPE) == media_type.encode()

    return holds


def _parts(content: bytes) -> frozenset[str]:
    if not content.startswith(_ZIP):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return frozenset(packed.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return frozenset()


_JPEG = Kind("image/jpeg", _begins(b"\xff\xd8\xff"))
_TIFF = Kind("image/tiff", _begins(b"II*\x00", b"MM\x00*"))
KINDS: Mapping[str, Kind] = {
    "pdf": Kind("application/pdf", _begins(b"%PDF-")),
    "png": Kind("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "tif": _TIFF,
    "tiff": _TIFF,
    "doc": Kind("application/msword", _begins(_OLE)),
    "xls": Kind("application/vnd.ms-excel", _begins(_OLE)),
    "docx": Kind(f"{_OPEN_XML}.wordprocessingml.document", _package("word/document.xml")),
    "xlsx": Kind(f"{_OPEN_XML}.spreadsheetml.sheet", _package("xl/workbook.xml")),
    "odt": Kind(f"{_OPEN_DOCUMENT}.text", _open_document(f"{_OPEN_DOCUMENT}.text")),
    "ods": Kind(f"{_OPEN_DOCUMENT}.spreadsheet", _open_document(f"{_OPEN_DOCUMENT}.spreadsheet")),
}


def find(name: str, content: bytes) -> Kind | None:
    """The kind that both the end of the name and the bytes say; None where they say no kind that is taken, or not the same."""
    kind = KINDS.get(ending(name))
    return kind if kind is not None and kind.holds(content) else None


def ending(name: str) -> str:
    """What stands after the last full stop, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def plain(name: str, *, most: int) -> str:
    """The name without the folders that the sender had it in; a long one keeps its ending."""
    return re.split(r"[/\\]", name)[-1].strip()[-most:]


def media_type(name: str) -> str:
    """The media type of a file that was taken under this name."""
    kind = KINDS.get(ending(name))
    return kind.media_type if kind else "application/octet-stream"
