"""A copy of a case's file tells of instalments, of payments made elsewhere, and of what an advance rests on."""

from __future__ import annotations

import pytest

from grantdesk.domain.instalments import Part
from grantdesk.domain.messages import Language
from grantdesk.domain.money import Money
from grantdesk.models.case import Case
from grantdesk.queries import case_copy, case_file
from grantdesk.queries.case_copy_words import Wording
from tests import builders
from tests.actions.test_elsewhere import noted
from tests.paying_ahead import REASONS, SOUND, a_project, a_service_grant, advanced, laid, released

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.parametrize("backend", ["sqlite"])]


def told(case: Case, language: Language) -> str:
    found = case_file.by_number(case.number, by=builders.a_user())
    sections = case_copy.of_case(found, Wording(language, builders.terms().county))
    return " ".join(f"{row.label} {row.said}" for section in sections for row in section.rows)


def test_the_copy_tells_of_the_plan_and_of_what_became_of_it() -> None:
    case = a_service_grant()
    laid(case, Part(Money.kronor(60_000), "Butiken är öppen."), Part(Money.kronor(60_000), "Redovisat."))
    released(case, 1, "Besökt i mars.")
    for words in ("Delutbetalning", "Butiken är öppen.", "Besökt i mars.", "Väntar på sitt villkor"):
        assert words in told(case, "sv"), words
    assert "Awaits its condition" in told(case, "en")


def test_the_copy_tells_what_an_advance_rests_on() -> None:
    case = a_project()
    advanced(case, Money.kronor(100_000))
    text = told(case, "sv")
    for words in (REASONS, SOUND, "Förskott"):
        assert words in text, words


def test_the_copy_tells_of_a_payment_made_elsewhere() -> None:
    case = builders.a_granted_case()
    noted(case)
    text = told(case, "sv")
    for words in ("E-17", "verifikation 17", "2026-03-24"):
        assert words in text, words
