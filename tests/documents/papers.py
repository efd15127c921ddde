"""What tests read back from a PDF: its text, pages, fonts, bookmarks and metadata."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import Any

from pikepdf import ObjectStreamMode, Pdf
from pypdf import PdfReader


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text(pdf: bytes) -> str:
    """All text, with every run of white space (no-break too) as one space."""
    return plain("\n".join(page.extract_text() for page in read(pdf).pages))


def plain(written: str) -> str:
    return " ".join(unicodedata.normalize("NFC", written).split())


def pages(pdf: bytes) -> list[str]:
    return [plain(page.extract_text()) for page in read(pdf).pages]


def fonts(pdf: bytes) -> dict[str, bool]:
    """Each font of each page by name, and whether its file is embedded."""
    found: dict[str, bool] = {}
    for page in read(pdf).pages:
        for reference in page["/Resources"]["/Font"].values():  # type: ignore[index]
            font: Any = reference.get_object()
            descriptor = font.get("/FontDescriptor")
            embedded = descriptor is not None and "/FontFile2" in descriptor.get_object()
            found[str(font["/BaseFont"])] = found.get(str(font["/BaseFont"]), True) and embedded
    return found


def laid_open(pdf: bytes) -> bytes:
    """The file with nothing in it compressed, so that what it names can be looked for."""
    out = BytesIO()
    with Pdf.open(BytesIO(pdf)) as opened:
        opened.save(out, qdf=True, object_stream_mode=ObjectStreamMode.disable)
    return out.getvalue()


def bookmarks(pdf: bytes) -> list[str]:
    reader = read(pdf)

    def titles(items: list[Any]) -> list[str]:
        return [title for item in items for title in (titles(item) if isinstance(item, list) else [str(item.title)])]

    return titles(reader.outline)
