"""A masked copy: what is secret is nowhere in the file, in no form; the rest is there, archival and readable aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, Object, Pdf, Stream, String

from grantdesk.documents import masked_copy
from grantdesk.documents.layout import Letterhead
from grantdesk.documents.masked_copy import MaskedCopy
from grantdesk.domain import messages
from grantdesk.domain.masking import Mask, Row, Section
from grantdesk.domain.money import Money
from grantdesk.domain.secrecy import BUSINESS, FIELDS, GROUNDS, PERSONAL_DATA, THIRD_PARTY, Ground
from tests.documents import papers, validator

HEAD = Letterhead("Region Västmanland", ("Regionhuset", "721 89 Västerås"), "region@example.se")
SECRET = "Hemliga Kvarnen"


def copy_of(*sections: Section, masked: dict[str, Ground], language: messages.Language = "sv") -> bytes:
    mask = Mask(sections, masked)
    made = MaskedCopy(HEAD, "GD-2026-0001", date(2026, 3, 14), tuple(map(mask.section, sections)))
    return masked_copy.render(made, language)


APPLICATION = Section(
    "Ansökan",
    (
        Row("applicant.name", "Sökande", f"{SECRET} AB", (SECRET,)),
        Row("costs", "Kostnad", "Maskiner: 417 311 kr", (Money.kronor(417_311),)),
        Row("", "Text", f"{SECRET} köper en press för 417 311 kr av en ägare med numret 850101-2390."),
    ),
)
DECISION = Section("Beslut", (Row("decision.amount", "Beviljat", "146 058 kr", is_ours=True),))


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_ground_stands_where_the_secret_was_and_the_rest_is_there(language: messages.Language) -> None:
    masked = {"applicant.name": GROUNDS[THIRD_PARTY], "costs": GROUNDS[BUSINESS]}
    file = copy_of(APPLICATION, DECISION, masked=masked, language=language)
    text = papers.text(file)
    assert "[sekretess 30 kap. 27 § 2 OSL] köper en press för [sekretess 30 kap. 27 § 1 OSL] kr av" in text
    assert "numret [sekretess 21 kap. 7 § OSL]." in text
    assert "146 058 kr" in text
    assert found_in(file, [SECRET, "417 311", "417311", "850101"]) == []
    right = "skriftligt beslut av myndigheten" if language == "sv" else "written decision by the authority"
    assert right in text


def test_a_copy_with_nothing_masked_says_so() -> None:
    file = copy_of(DECISION, masked={})
    assert "Ingenting är maskerat." in papers.text(file)
    assert "sekretess" not in papers.text(file)


def test_what_is_looked_for_below_would_be_found() -> None:
    assert found_in(copy_of(APPLICATION, masked={}), [SECRET, "417 311"]) == [SECRET, "417 311"]


def test_a_masked_copy_is_archival_and_can_be_read_aloud() -> None:
    long = Section("Historik", tuple(Row("", "Händelse", f"{n}. {SECRET} " + "text " * 60) for n in range(25)))
    letters = Section("Brev", (Row("letters", "Text", "Ord " * 1_200, ()), Row("", "Text", "Ord " * 1_200)))
    file = copy_of(APPLICATION, DECISION, long, letters, masked={"applicant.name": GROUNDS[BUSINESS]})
    assert len(papers.pages(file)) > 2
    assert validator.faults(file) == []
    assert validator.second_opinion(file) == []
    assert set(papers.fonts(file).values()) == {True}
    assert papers.bookmarks(file) == [
        "Kopia av handlingarna i ärende GD-2026-0001", "Ansökan", "Beslut", "Historik", "Brev",
    ]  # fmt: skip


def test_nothing_is_attached_hidden_or_noted() -> None:
    with Pdf.open(BytesIO(copy_of(APPLICATION, masked={"costs": GROUNDS[BUSINESS]}))) as pdf:
        assert not pdf.attachments
        for hidden in (Name.OCProperties, Name.AcroForm, Name.OpenAction, Name.AF):
            assert hidden not in pdf.Root
        assert Name.EmbeddedFiles not in pdf.Root.get(Name.Names, {})
        assert all(Name.Annots not in page for page in pdf.pages)


def test_the_same_copy_has_the_same_bytes() -> None:
    masked = {"costs": GROUNDS[PERSONAL_DATA]}
    assert copy_of(APPLICATION, masked=masked) == copy_of(APPLICATION, masked=masked)


def found_in(file: bytes, secrets: list[str]) -> list[str]:
    """Which of the secrets occur in the text, or in any string, stream or byte of the file."""
    text = papers.text(file).casefold()
    whole = b"\n".join(_bytes_of(file)).lower()
    return [
        secret
        for secret in secrets
        if papers.plain(secret).casefold() in text
        or any(secret.lower().encode(coding) in whole for coding in ("utf-8", "utf-16-be", "cp1252"))
    ]


def _bytes_of(file: bytes) -> Iterator[bytes]:
    """The file as it is, laid open, and every string and stream in it by itself."""
    yield file
    yield papers.laid_open(file)
    yield " ".join(papers.bookmarks(file)).encode()
    with Pdf.open(BytesIO(file)) as pdf:
        for each in pdf.objects:
            yield from _of_object(each)


def _of_object(each: Object) -> Iterator[bytes]:
    if isinstance(each, String):
        yield bytes(each)
        yield str(each).encode()
    elif isinstance(each, Stream):
        yield each.read_bytes()
    if isinstance(each, Dictionary | Stream):
        yield from (bytes(value) for value in each.values() if isinstance(value, String))


# Words that no label, font or keyword of the format has.
LETTERS = st.text(alphabet="bdfghjklmnpqvxzåäö", min_size=8, max_size=12)
NAMES = st.lists(LETTERS, min_size=1, max_size=3).map(" ".join)
AMOUNTS = st.integers(min_value=10**9, max_value=10**12).map(Money)


@settings(max_examples=15, deadline=None)
@given(
    told=st.dictionaries(st.sampled_from(FIELDS), st.one_of(NAMES, AMOUNTS), min_size=2, max_size=8),
    masked=st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(list(GROUNDS.values())), max_size=25),
    language=st.sampled_from(messages.LANGUAGES),
)
def test_no_secret_of_a_masked_field_is_anywhere_in_the_file(
    told: dict[str, str | Money], masked: dict[str, Ground], language: messages.Language
) -> None:
    written = {
        field: messages.amount(value, language) if isinstance(value, Money) else value for field, value in told.items()
    }
    rows = tuple(Row(field, "Uppgift", written[field], (value,)) for field, value in told.items())
    repeated = Row("", "Text", ". ".join(written.values()))
    file = copy_of(Section("Ansökan", rows), Section("Historik", (repeated,)), masked=masked, language=language)
    secret = [said for field, said in written.items() if field in masked]
    given_out = [said for field, said in written.items() if field not in masked and not _within(said, secret)]
    assert found_in(file, [*secret, *(re.sub(r"\D", "", said) for said in secret if re.search(r"\d{3}", said))]) == []
    assert [said for said in given_out if papers.plain(said) not in papers.text(file)] == []


def _within(said: str, secret: list[str]) -> bool:
    """Whether a part of what is given out is secret elsewhere, and so is not in the copy as it was."""
    return any(each.casefold() in said.casefold() or said.casefold() in each.casefold() for each in secret)
