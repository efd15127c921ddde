"""A file is taken where its name and its bytes say the same, and it can hold no program."""

from __future__ import annotations

import io
import zipfile

import pytest

from grantdesk.domain import file_kinds
from tests import attachments


@pytest.mark.parametrize("name", attachments.FILES)
def test_a_file_of_each_kind_is_taken_whatever_capitals_its_name_has(name: str) -> None:
    content = attachments.FILES[name]
    kind = file_kinds.find(name, content)
    assert kind is not None
    assert file_kinds.find(name.upper(), content) is kind
    assert file_kinds.media_type(name) == kind.media_type


def test_every_kind_has_a_file_in_the_tests() -> None:
    assert {file_kinds.ending(name) for name in attachments.FILES} == set(file_kinds.KINDS)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("faktura.pdf", attachments.FILES["bild.png"]),
        ("bild.png", attachments.FILES["faktura.pdf"]),
        ("faktura", attachments.FILES["faktura.pdf"]),
        ("faktura.pdf.exe", attachments.FILES["faktura.pdf"]),
        ("program.exe", b"MZ\x90\x00"),
        ("sida.html", b"<script>alert(1)</script>"),
        ("bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("tabell.xlsx", attachments.FILES["brev.docx"]),
        ("brev.odt", attachments.FILES["tabell.ods"]),
        ("brev.docx", b"PK\x03\x04 half a file"),
        ("brev.docx", b""),
        ("", b"%PDF-1.7"),
    ],
)
def test_what_is_something_else_than_its_name_says_is_not_taken(name: str, content: bytes) -> None:
    assert file_kinds.find(name, content) is None


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "WORD/VBAPROJECT.BIN"])
def test_an_office_document_with_a_program_in_it_is_not_taken(part: str) -> None:
    content = io.BytesIO(attachments.FILES["brev.docx"])
    with zipfile.ZipFile(content, "a") as packed:
        packed.writestr(part, b"x")
    assert file_kinds.find("brev.docx", content.getvalue()) is None


def test_a_name_without_a_known_ending_is_given_out_as_bytes() -> None:
    assert file_kinds.media_type("okänd") == "application/octet-stream"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/faktura.pdf", "faktura.pdf"),
        ("C:\\Mina dokument\\faktura nr 1.pdf", "faktura nr 1.pdf"),
        (" faktura.pdf ", "faktura.pdf"),
        (f"{'å' * 200}.pdf", f"{'å' * 146}.pdf"),
    ],
)
def test_a_name_is_kept_without_the_senders_folders_and_with_its_ending(name: str, kept: str) -> None:
    assert file_kinds.plain(name, most=150) == kept
