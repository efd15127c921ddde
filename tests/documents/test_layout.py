from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date

import pytest

from grantdesk.documents import layout, typography
from grantdesk.documents.layout import Letterhead, Paper
from grantdesk.domain.money import Money
from tests.documents import papers

HOSTILE = [
    "<b>Bold & Co</b>",
    "</para><para>",
    "&amp; &lt; &#0;",
    "x" * 400,
    "Å" * 3_000,
    "\x00\x01\x1b[31mred\x07",
    "\u202egnihton\u202c",
    "\ud800 half a pair",
    "🚜 tractor 中文",
    "'; DROP TABLE case; --",
    "line\r\nbreak\ttab",
    "",
]


def a_paper(**changes: object) -> Paper:
    facts = {
        "title": "Prov å ä ö €",
        "author": "Region Västmanland",
        "subject": "Ett prov",
        "language": "sv",
        "dated_on": date(2026, 3, 14),
        "footer": "GD-2026-0001",
    }
    return Paper(**{**facts, **changes})  # type: ignore[arg-type]


def a_long_story(words: str = "ord") -> list[object]:
    rows = [[words, "1 234,50"] for _ in range(120)]
    return [
        layout.letterhead(Letterhead("Region Västmanland", ("Gatan 1",), "a@example.se"), ["GD-1"], width=460),
        layout.heading("Åtgärd", level=0),
        layout.heading("Belopp i €"),
        layout.table(["Namn", "Belopp"], rows, widths=[300, 160], right={1}, total=["Summa", "99,00"]),
        layout.heading("Villkor"),
        *layout.bullets(["ett", "två"]),
    ]


def test_swedish_letters_and_the_euro_sign_can_be_read_back() -> None:
    written = "Ångström äter räksmörgås för 12 €, ÅÄÖ åäö é – §"
    assert papers.plain(written) in papers.text(layout.render(a_paper(), lambda: [layout.paragraph(written)]))


def test_every_font_is_embedded_and_is_ours() -> None:
    fonts = papers.fonts(layout.render(a_paper(), a_long_story))
    assert {name.split("+")[1] for name in fonts} == {typography.REGULAR, typography.BOLD}
    assert all(fonts.values())


def test_no_font_outside_the_page_is_declared_either() -> None:
    pdf = papers.laid_open(layout.render(a_paper(), a_long_story))
    assert b"DejaVuSans" in pdf
    assert b"Helvetica" not in pdf


def printed_elsewhere(**environment: str) -> str:
    """The digest of the same paper printed by another process, with another hash seed and in another time zone."""
    program = (
        "import hashlib; from grantdesk.documents import layout;"
        "from tests.documents.test_layout import a_paper, a_long_story;"
        "print(hashlib.sha256(layout.render(a_paper(), a_long_story)).hexdigest())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={**os.environ, **environment}
    )
    return ran.stdout.strip()


def test_the_same_input_gives_the_same_bytes_in_any_process_at_any_time() -> None:
    here = hashlib.sha256(layout.render(a_paper(), a_long_story)).hexdigest()
    assert printed_elsewhere(PYTHONHASHSEED="1", TZ="Asia/Tokyo") == here
    assert printed_elsewhere(PYTHONHASHSEED="2", TZ="America/New_York") == here
    assert hashlib.sha256(layout.render(a_paper(title="another"), a_long_story)).hexdigest() != here


def test_every_page_says_which_it_is_of_how_many() -> None:
    pages = papers.pages(layout.render(a_paper(), a_long_story))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Sida {number} av {len(pages)}" in page
        assert "GD-2026-0001" in page


def test_the_header_of_a_table_is_repeated_on_every_page_it_covers() -> None:
    pages = papers.pages(layout.render(a_paper(), a_long_story))
    with_rows = [page for page in pages if "1 234,50" in page]
    assert len(with_rows) > 2
    assert all("Namn Belopp" in page for page in with_rows)
    assert sum(page.count("1 234,50") for page in pages) == 120


def test_a_long_table_begins_on_the_page_of_its_heading() -> None:
    assert "1 234,50" in papers.pages(layout.render(a_paper(), a_long_story))[0]


def test_headings_are_bookmarks_and_the_file_says_what_it_is() -> None:
    pdf = layout.render(a_paper(), a_long_story)
    assert papers.bookmarks(pdf) == ["Åtgärd", "Belopp i €", "Villkor"]
    reader = papers.read(pdf)
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Prov å ä ö €", "Region Västmanland")
    assert reader.metadata.subject == "Ett prov"
    assert reader.trailer["/Root"]["/Lang"] == "sv-SE"  # type: ignore[index]
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == date(2026, 3, 14)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_breaks_a_paper(hostile: str) -> None:
    paper = a_paper(title=hostile, author=hostile, footer=hostile)
    width = layout.text_width(paper)
    head = Letterhead(hostile, (hostile,), hostile)
    pdf = layout.render(
        paper,
        lambda: [
            layout.letterhead(head, [hostile], width=width),
            layout.heading(hostile),
            layout.paragraph(hostile),
            layout.pairs([(hostile, hostile)], width=width),
            layout.table(["a", "b"], [[hostile, "1,00"]], widths=[100, 100], right={1}),
            *layout.bullets([hostile, "the end"]),
        ],
    )
    assert "the end" in papers.text(pdf)


def test_markup_in_a_name_is_printed_as_it_was_written() -> None:
    pdf = layout.render(a_paper(), lambda: [layout.paragraph("<b>Bold & Co</b> &amp;")])
    assert "<b>Bold & Co</b> &amp;" in papers.text(pdf)


def test_a_row_higher_than_a_page_is_continued_on_the_next() -> None:
    pdf = layout.render(a_paper(), lambda: [layout.table(["a"], [["ord " * 6_000]], widths=[200])])
    assert papers.text(pdf).count("ord") == 6_000
    assert len(papers.pages(pdf)) > 2


@pytest.mark.parametrize(
    ("ore", "swedish", "english"),
    [
        (0, "0,00", "0.00"),
        (5, "0,05", "0.05"),
        (123_456_789, "1\u00a0234\u00a0567,89", "1,234,567.89"),
        (-150, "−1,50", "−1.50"),
    ],
)
def test_amounts_in_a_column_always_have_two_decimals(ore: int, swedish: str, english: str) -> None:
    assert layout.figures(Money(ore), "sv") == swedish
    assert layout.figures(Money(ore), "en") == english
