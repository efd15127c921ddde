"""The explanation as a paper: the whole walk, in either language, on pages that hold together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from grantdesk.documents import explanation as paper
from grantdesk.documents.explanation import Explanation
from grantdesk.documents.layout import Letterhead
from grantdesk.domain import explanation, walk_words
from grantdesk.domain.explanation import Named
from grantdesk.domain.facts import parse_application
from grantdesk.domain.messages import Language
from grantdesk.domain.support import calculate
from grantdesk.domain.walk import Walk
from tests.documents import papers
from tests.domain.applications import a_project, an_application, an_award, county, financing

AT_RATE = an_application()
BY_DE_MINIMIS = an_application(
    costs=[("machinery", "400000.00"), ("other_necessary", "300000.55")],
    requested="120000.00",
    de_minimis=[an_award("2024-06-01", "294000.00")],
)
NOT_ELIGIBLE = an_application(applicant={"municipality": "1980", "obstacles": ["tax_debt"]})
PROJECT = a_project(financing=[financing("own", "300000.00"), financing("public", "250000.00")], requested="400000.00")
LONG = an_application(costs=[(("machinery", "building", "vehicle")[n % 3], f"{10_000 + n}.37") for n in range(60)])
EVERY = pytest.mark.parametrize("given", [AT_RATE, BY_DE_MINIMIS, NOT_ELIGIBLE, PROJECT, LONG])


def walked(given: dict[str, Any]) -> Walk:
    answer = calculate(parse_application(given, county()), county())
    return explanation.told(answer, given, Named(county().scheme(given["scheme"]).name, date(2026, 3, 13)))


def printed(given: dict[str, Any], language: Language) -> bytes:
    walk = walked(given)
    said = Explanation(
        letterhead=Letterhead("Region Västmanland", ("Regionhuset", "721 89 Västerås"), "region@example.org"),
        case_number="GD-2026-0001",
        measure="Ny laserskärare",
        applicant="Påhittade Verkstaden AB (559900-1004)",
        made_on=date(2026, 3, 14),
        aid=walk.aid,
        steps=walk_words.tell(walk, language),
    )
    return paper.render(said, language)


@EVERY
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_step_line_and_rule_of_the_walk_is_printed(given: dict[str, Any], language: Language) -> None:
    text = papers.text(printed(given, language))
    for number, step in enumerate(walk_words.tell(walked(given), language), start=1):
        assert f"{number}. {step.heading}" in text
        assert all(papers.plain(sentence) in text for sentence in step.sentences)
        assert all(papers.plain(f"{line.expression} {line.equals} {line.result}") in text for line in step.lines)
        assert all(papers.plain(point.reason) in text for point in step.points)


@EVERY
def test_every_page_is_numbered_and_the_fonts_are_embedded(given: dict[str, Any]) -> None:
    pdf = printed(given, "sv")
    pages = papers.pages(pdf)
    assert all(f"Sida {number} av {len(pages)}" in page for number, page in enumerate(pages, start=1))
    assert all(papers.fonts(pdf).values())


def test_the_file_says_what_it_is_and_in_which_language() -> None:
    reader = papers.read(printed(AT_RATE, "en"))
    assert reader.metadata is not None
    assert reader.metadata.title == "How the aid was worked out: GD-2026-0001"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"  # type: ignore[index]
    assert papers.bookmarks(printed(AT_RATE, "sv"))[1] == "1. Vad ansökan gäller"


def test_what_is_not_confirmed_is_marked_where_the_amount_stands() -> None:
    text = papers.text(printed(AT_RATE, "sv"))
    assert "Stödet 140 000,00 Obekräftat värde" in text


def test_the_same_walk_gives_the_same_paper() -> None:
    assert printed(PROJECT, "sv") == printed(PROJECT, "sv")


def test_a_walk_with_many_costs_runs_over_several_pages() -> None:
    assert len(papers.pages(printed(LONG, "sv"))) > 3
