"""The pages of a county with several appropriation items: what each may decide, has decided, paid and left."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from grantdesk import clock
from grantdesk.domain.money import Money
from grantdesk.queries import frames
from tests import builders, closing, framing, sormeby
from tests.conftest import Database, made_over
from tests.web.desk import at_work
from tests.web.test_frames import NEW, read

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

YEAR = clock.today().year
ITEM = "99.1.2"


@pytest.fixture
def two_items(another_county: Database) -> Flask:
    return made_over(another_county)


def test_a_frame_is_laid_down_and_confirmed_for_one_item(two_items: Flask) -> None:
    finance, head = at_work(two_items, "finance"), at_work(two_items, "head_of_finance")
    said = {**NEW, "scope": f"item:{ITEM}", "amount": "500 000"}
    assert finance.submit(finance.get("/frames"), said, button="Lägg fast ramen").status_code == 303
    assert head.submit(head.get("/frames"), button="Bekräfta 500 000 kr").status_code == 303
    assert max(frames.all_of_them(), key=lambda one: one.id).item == ITEM
    shown = read(head.get("/frames").text)
    assert f"{YEAR} Anslagspost {ITEM} 500 000,00 0,00 0,00 500 000,00" in shown
    assert f"{YEAR} Anslagspost {ITEM} 500 000,00 0,00 0,00 0,00 500 000,00" in shown
    assert f"{YEAR} Anslagspost 99.1.1 – 0,00 0,00 0,00 –" in shown


def test_each_item_has_a_picture_and_its_outstanding_by_year(two_items: Flask) -> None:
    for given in (sormeby.project_facts(), sormeby.facts()):
        builders.grant(builders.an_assessed_case(sormeby.a_registration(given)))
    director = at_work(two_items, "director")
    page = director.get("/frames")
    for place, item in enumerate(("99.1.1", ITEM), start=1):
        assert f'aria-labelledby="frames-chart-{place}-title' in page.text
        assert f"<h3>Anslagspost {item}</h3>" in page.text
    for shown in (read(page.text), read(director.get("/frames/forecast").text)):
        assert "Utestående per anslagspost och år" in shown
        assert f"{YEAR} Anslagspost {ITEM} 200 000,00 200 000,00" in shown


def test_who_decides_is_told_of_the_items_frame_and_by_how_much_it_is_too_small(two_items: Flask) -> None:
    case = builders.an_assessed_case(sormeby.a_registration(sormeby.project_facts()))
    framing.a_frame(Money.kronor(150_000), year=YEAR, item=ITEM)
    shown = read(at_work(two_items, "director").get(f"/cases/{case.number}/decision").text)
    assert f"Beslutsramen för {YEAR} (anslagspost {ITEM}) räcker inte." in shown
    assert "50 000 kr för mycket" in shown


def test_what_is_left_to_draw_is_told_of_the_items_frame_and_one_that_shares_the_countys_lacks_none(
    two_items: Flask,
) -> None:
    closing.an_entry(Money.kronor(100_000))
    finance = at_work(two_items, "finance")
    shown = read(finance.get("/money-in").text)
    assert "2026 99.1.1 – 100 000,00 – 0,00" in shown
    assert "Ingen bekräftad" not in shown
    framing.a_frame(Money.kronor(400_000), item="99.1.1")
    assert "2026 99.1.1 400 000,00 100 000,00 300 000,00 0,00" in read(finance.get("/money-in").text)


def test_another_item_than_there_is_cannot_be_chosen(two_items: Flask) -> None:
    finance = at_work(two_items, "finance")
    page = finance.get("/frames")
    answer = finance.post("/frames", data={**sent(page.text), **NEW, "scope": "item:99.9.9"})
    assert answer.status_code == 422
    assert len(frames.all_of_them()) == 2 * len(framing.YEARS)


def test_a_county_with_one_item_is_not_asked_which(app: Flask) -> None:
    page = at_work(app, "finance").get("/frames").text
    assert 'value="item:' not in page
    assert "<h3>Anslagspost" not in page
    assert "Utestående per anslagspost" not in page


def sent(page: str) -> dict[str, str]:
    """The hidden fields of the page's form."""
    return dict(re.findall(r'name="(csrf_token|once)"[^>]* value="([^"]+)"', page))
