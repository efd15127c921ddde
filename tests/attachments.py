"""Files of every kind that is taken with a claim: the least that is one."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Mapping

from pikepdf import Pdf


def _packed(parts: Mapping[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return content.getvalue()


def empty_pdf() -> bytes:
    """A PDF of one empty page, not the same as the one before."""
    content = io.BytesIO()
    with Pdf.new() as page:
        page.add_blank_page()
        page.docinfo["/Subject"] = uuid.uuid4().hex
        page.save(content)
    return content.getvalue()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 invented"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
FILES: Mapping[str, bytes] = {
    "faktura.pdf": empty_pdf(),
    "bild.png": b"\x89PNG\r\n\x1a\n invented",
    "foto.jpg": b"\xff\xd8\xff\xe0 invented",
    "foto.jpeg": b"\xff\xd8\xff\xe1 invented",
    "skannat.tif": b"II*\x00 invented",
    "skannat.tiff": b"MM\x00* invented",
    "brev.doc": _OLE,
    "tabell.xls": _OLE,
    "brev.docx": _packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}),
    "tabell.xlsx": _packed({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}),
    "brev.odt": _packed({"mimetype": f"{_OPEN_DOCUMENT}.text", "content.xml": "<office/>"}),
    "tabell.ods": _packed({"mimetype": f"{_OPEN_DOCUMENT}.spreadsheet", "content.xml": "<office/>"}),
}
PDF = FILES["faktura.pdf"]
