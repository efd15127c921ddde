"""The tree in columns of numbers tells what was hung in it and marked; a drawing holds no element that it is done with."""

from __future__ import annotations

import gc
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import Flowable

from grantdesk.documents import layout, long_table
from grantdesk.documents.element_tree import DOCUMENT, ElementTree, Mark
from grantdesk.documents.layout import Paper
from grantdesk.documents.tagging import Element, Structure, marked
from grantdesk.documents.typography import REGULAR, register_fonts

# Each step hangs an element under one there is, or gives one there is a piece of content, maybe after turning pages.
STEPS = st.lists(st.tuples(st.booleans(), st.integers(0, 50), st.integers(0, 2)), max_size=60)


@given(STEPS)
def test_every_element_holds_what_it_was_given_in_order(steps: list[tuple[bool, int, int]]) -> None:
    tree, held, page = ElementTree(), {DOCUMENT: list[int | Mark]()}, 1
    pieces: dict[int, list[int]] = {}
    for hangs, which, turned in steps:
        holder = which % len(tree)
        if hangs:
            made = tree.hang("P", holder)
            held[holder].append(made)
            held[made] = []
        else:
            page += turned
            owners = pieces.setdefault(page, [])
            assert tree.mark(holder, page=page) == len(owners)
            held[holder].append(Mark(page, len(owners)))
            owners.append(holder)
    assert {number: list(tree.kids(number)) for number in range(len(tree))} == held
    assert {each: list(tree.owners(each)) for each in range(1, page + 2)} == {
        each: pieces.get(each, []) for each in range(1, page + 2)
    }
    assert all(number in held[tree.parent(number) or DOCUMENT] for number in range(1, len(tree)))


def test_an_element_keeps_what_is_said_of_it() -> None:
    tree = ElementTree()
    made = tree.hang("Figure", DOCUMENT, {"O": "/Layout"}, "En bild")
    assert (tree.tag(made), tree.attributes(made), tree.alt(made)) == ("Figure", {"O": "/Layout"}, "En bild")
    assert (tree.tag(DOCUMENT), tree.attributes(DOCUMENT), tree.alt(DOCUMENT)) == ("Document", {}, "")


def test_a_page_that_has_been_turned_gets_no_more() -> None:
    tree = ElementTree()
    tree.mark(DOCUMENT, page=2)
    with pytest.raises(ValueError, match="page 1 is drawn already"):
        tree.mark(DOCUMENT, page=1)


class _Count(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Counts the elements that are alive when it is drawn."""

    def __init__(self, counted: list[int]) -> None:
        super().__init__()
        self.counted = counted

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 1, 1

    def draw(self) -> None:
        self.counted.append(sum(1 for each in gc.get_objects() if type(each) is Element))


def alive_after(rows: int) -> int:
    """How many elements are left when a table of so many rows of three cells has been drawn."""
    before, counted = sum(1 for each in gc.get_objects() if type(each) is Element), list[int]()
    cells = long_table.Rows([f"UT-{number}", "AB", "1,00"] for number in range(rows))
    laid = long_table.lay(["Nummer", "Namn", "Belopp"], cells, widths=[60, 110, 80], right={2}, total=["Summa", "", ""])
    paper = Paper("Prov", "Region", "Prov", "sv", date(2026, 11, 22), "Fot")
    layout.render(paper, lambda: [layout.heading("Prov", level=0), long_table.table(laid), _Count(counted)])
    return counted[-1] - before


def test_a_long_table_holds_as_few_elements_as_a_short_one() -> None:
    assert alive_after(300) == alive_after(3) < 20


def test_the_text_of_a_page_that_is_shown_is_held_packed_alone() -> None:
    register_fonts()
    canvas = Structure().canvas(BytesIO(), initialFontName=REGULAR)
    for _ in range(2):
        with marked(canvas, Element("P")):
            canvas.drawString(72, 720, "å" * 5_000)
        canvas.showPage()
    pages = canvas._doc.Pages.pages
    assert [page.stream for page in pages] == [None, None]
    assert all(len(page.Contents.content) < 500 for page in pages)
