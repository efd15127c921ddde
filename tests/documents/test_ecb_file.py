"""The ECB's files of euro rates in every form, and what is no such file."""

from __future__ import annotations

import pytest

from grantdesk.documents import ecb_file
from grantdesk.domain.euro import NotBelieved
from tests import ecb_files
from tests.ecb_files import NEW

BOM = b"\xef\xbb\xbf"
FORMS = {
    "eurofxref-hist.csv": ecb_files.history(NEW),
    "eurofxref-hist.csv with a byte order mark": BOM + ecb_files.history(NEW),
    "eurofxref-hist.csv with the line ends of Windows": ecb_files.history(NEW).replace(b"\n", b"\r\n"),
    "eurofxref-hist.zip": ecb_files.packed(ecb_files.history(NEW)),
    "eurofxref-hist.xml": ecb_files.xml(NEW),
    "eurofxref-hist.xml with a byte order mark": BOM + ecb_files.xml(NEW),
    "Data Portal": ecb_files.portal(NEW),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_the_history_gives_the_same_days(form: str) -> None:
    assert {row.day: row.rate for row in ecb_file.read(FORMS[form])} == NEW


@pytest.mark.parametrize(
    "content",
    [
        ecb_files.of_day("02 November 2026", "10.9640"),
        ecb_files.packed(ecb_files.of_day("02 November 2026", "10.9640"), name="eurofxref.csv"),
    ],
)
def test_the_file_of_a_day_has_one(content: bytes) -> None:
    assert [(row.day, row.rate) for row in ecb_file.read(content)] == [("02 November 2026", "10.9640")]


def test_a_day_without_a_rate_is_left_out() -> None:
    rates = {"2026-11-03": "N/A", "2026-11-02": "10.9640"}
    assert [row.day for row in ecb_file.read(ecb_files.history(rates))] == ["2026-11-02"]
    assert [row.day for row in ecb_file.read(ecb_files.portal(rates | {"2026-11-03": ""}))] == ["2026-11-02"]


def test_places_are_told_as_rows_and_as_elements() -> None:
    of_csv, of_xml = ecb_file.read(FORMS["eurofxref-hist.csv"])[1], ecb_file.read(FORMS["eurofxref-hist.xml"])[1]
    assert (of_csv.day_at.parameters, of_csv.rate_at.parameters) == (
        {"row": 3, "column": "Date"},
        {"row": 3, "column": "SEK"},
    )
    assert (of_xml.day_at.parameters, of_xml.rate_at.parameters) == (
        {"line": 10, "attribute": "time"},
        {"line": 12, "attribute": "rate"},
    )


BILLION = """<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>"""
OUTSIDE = """<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>"""
NO_FILES = {
    "nothing": (b"", "the file: is empty"),
    "blanks": (b" \n ", "the file: is empty"),
    "a broken zip": (ecb_files.packed(ecb_files.history(NEW))[:-30], "the file: cannot be unpacked"),
    "two files in a zip": (ecb_files.packed(ecb_files.history(NEW), "more.csv"), "their number is 2"),
    "an empty file in a zip": (ecb_files.packed(b""), "the file: is empty"),
    "other columns": (b"day;rate\n2026-11-02;10.9\n", "row 1, column day;rate: should have the columns Date and SEK"),
    "no krona": (b"Date,USD,\n2026-11-02,1.1,\n", "row 1, column Date: should have the columns"),
    "two kronor": (b"Date,SEK,SEK,\n2026-11-02,1.1,2.2,\n", "row 1, column Date: should have the columns"),
    "a row cut short": (b"Date,USD,SEK,\n2026-11-02,1.1\n", "row 2, column SEK: is not there: the row has 2 fields under 4"),
    "only headings": (b"Date,USD,SEK,\n", "the file: has no rates for the Swedish krona"),
    "a series of another currency": (ecb_files.portal({}), "the file: has no rates for the Swedish krona"),
    "Latin-1": ("Date,SEK,\n2026-11-02,10.9å,\n".encode("latin-1"), "the file: cannot be read as UTF-8"),
    "open quotation": (b'Date,SEK,\n"2026-11-02,10.9,\n', "the file: cannot be read as csv"),
    "XML cut short": (ecb_files.xml(NEW)[:-20], "the file: cannot be read as XML"),
    "XML of something else": (b"<html><body>Not found</body></html>", "the file: has no rates for the Swedish krona"),
    "XML in an encoding that is not": (b"<?xml version='1.0' encoding='x-none'?><a/>", "the file: cannot be read as XML"),
    "entities within entities": (ecb_files.xml(NEW, before=BILLION), "the file: has a DOCTYPE"),
    "an entity from outside": (ecb_files.xml(NEW, before=OUTSIDE), "the file: has a DOCTYPE"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "the file: cannot be read as UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("what", NO_FILES)
def test_what_is_no_file_of_the_ecbs_is_told_with_its_place(what: str) -> None:
    content, said = NO_FILES[what]
    with pytest.raises(NotBelieved) as wrong:
        ecb_file.read(content)
    assert said in str(wrong.value)


def test_no_more_is_unpacked_than_a_file_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ecb_file, "LARGEST", 3 * 1024 * 1024)
    bomb = ecb_files.packed(b"0" * (50 * 1024 * 1024))
    assert len(bomb) < 100_000
    with pytest.raises(NotBelieved, match="larger than any file"):
        ecb_file.read(bomb)


def test_a_zip_with_a_password_is_told() -> None:
    marked = bytearray(ecb_files.packed(ecb_files.history(NEW)))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        marked[marked.index(header) + flags] |= 1
    with pytest.raises(NotBelieved, match="password required"):
        ecb_file.read(bytes(marked))
