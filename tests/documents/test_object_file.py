"""A file written an object at a time is read back whole, however its objects are packed."""

from __future__ import annotations

from io import BytesIO

import pytest
from pikepdf import Dictionary, Name, Pdf

from grantdesk.documents.object_file import ObjectFile

PAGES = b"<< /Type /Pages /Kids [] /Count 0 >>"


def written(objects: int, *, content: bytes = b"", packed: bool = True) -> bytes:
    """A file without pages: catalogue, pages, description, a stream, and so many other objects."""
    out = BytesIO()
    file = ObjectFile(out, first_free=5 + objects)
    file.add(
        1, b"<< /Type /Catalog /Pages 2 0 R /Held [%s] >>" % b" ".join(b"%d 0 R" % (5 + n) for n in range(objects))
    )
    file.add(2, PAGES)
    file.add(3, b"<< /Title (Prov) >>")
    file.add_stream(4, b"/Type /Metadata", content, packed=packed)
    for number in range(objects):
        file.add(5 + number, b"<< /Number %d /Stream 4 0 R >>" % number)
    file.close(root=1, info=3)
    return out.getvalue()


@pytest.mark.parametrize("objects", [0, 1, 196, 197, 198, 450])
def test_every_object_is_found_where_the_file_says_that_it_is(objects: int) -> None:
    with Pdf.open(BytesIO(written(objects, content=b"text"))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.docinfo.Title) == "Prov"
        assert [int(each.Number) for each in pdf.Root.Held] == list(range(objects))
        assert all(each.Stream.read_bytes() == b"text" for each in pdf.Root.Held)


def test_what_is_to_be_found_as_it_stands_is_not_packed() -> None:
    assert b"<x:xmpmeta>" in written(0, content=b"<x:xmpmeta>" * 50, packed=False)
    assert b"<x:xmpmeta>" not in written(0, content=b"<x:xmpmeta>" * 50)


@pytest.mark.parametrize("content", [b"", b"\r", b"a\r", b"\r\n"])
def test_what_ends_with_a_carriage_return_is_told_in_letters(content: bytes) -> None:
    file = written(1, content=content, packed=False)
    assert b"\r\nendstream" not in file
    with Pdf.open(BytesIO(file)) as pdf:
        assert pdf.check_pdf_syntax() == []
        (one,) = pdf.Root.Held
        assert one.Stream.read_bytes() == content


def test_the_name_of_a_file_is_drawn_from_what_is_in_it() -> None:
    def name(file: bytes) -> bytes:
        with Pdf.open(BytesIO(file)) as pdf:
            return bytes(pdf.trailer.ID[0])

    assert name(written(1)) == name(written(1)) != name(written(2))


def test_an_object_may_hold_any_bytes() -> None:
    out = BytesIO()
    file = ObjectFile(out, first_free=4)
    file.add(1, b"<< /Type /Catalog /Pages 2 0 R >>")
    file.add(2, PAGES)
    file.add(3, Dictionary(Title=bytes(range(256))).unparse())
    file.close(root=1, info=3)
    with Pdf.open(BytesIO(out.getvalue())) as pdf:
        assert bytes(pdf.docinfo[Name.Title]) == bytes(range(256))
