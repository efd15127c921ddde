"""The demonstration's cases and diary, given out: archival, readable aloud, whole, and without a personal number."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import func, select

from grantdesk import clock, db
from grantdesk.actions import disclose
from grantdesk.actions.disclose import Request
from grantdesk.domain import identity
from grantdesk.domain.diary import HANDLINGS
from grantdesk.domain.fields import Wrong
from grantdesk.domain.messages import LANGUAGES
from grantdesk.models.case import Case
from grantdesk.models.organisation import Organisation
from grantdesk.queries import case_file, diary, history
from tests import disclosing
from tests.builders import Person
from tests.conftest import Database
from tests.documents import papers, validator

TODAY = date(2026, 11, 23)
READER = Person(1, "Påhittad Läsare", "reader@example.org", "handler", "handler")
PERSONAL = re.compile(r"(?<!\d)\d{6}-?\d{4}(?!\d)")


@pytest.mark.parametrize("backend", ["sqlite"])
def test_the_copy_of_every_kind_of_case_is_archival(demonstration: Database) -> None:
    assert demonstration.url
    numbers = db.session.scalars(select(func.min(Case.number)).group_by(Case.scheme, Case.status)).all()
    assert len(numbers) > 20
    faults = {}
    for place, number in enumerate(numbers):
        faults[number] = validator.faults(copy_of(number, LANGUAGES[place % 2]))
    assert {number: found for number, found in faults.items() if found} == {}


def copy_of(number: str, language: str) -> bytes:
    case = case_file.by_number(number, by=READER)
    answers = disclosing.answers(case)
    request = Request(TODAY, "", "sv" if language == "sv" else "en", answers, "x")
    return disclose.render(case, request, disclosing.desk(), on=TODAY)


def people_in(text: str) -> list[str]:
    """Every personal number in the text."""
    return [number for number in PERSONAL.findall(text) if is_personal(number)]


def is_personal(number: str) -> bool:
    try:
        return bool(identity.personal_number(number).written)
    except Wrong:
        return False


@pytest.mark.parametrize("backend", ["sqlite"])
def test_no_personal_number_leaves_the_demonstration(demonstration: Database) -> None:
    assert demonstration.url
    personal = select(Case.number).join(Organisation).where(Organisation.number_kind == "personal")
    numbers = db.session.scalars(personal.order_by(Case.number).limit(5)).all()
    assert numbers
    assert [found for number in numbers for found in people_in(papers.text(copy_of(number, "sv")))] == []


def test_the_diary_of_the_demonstration_has_every_handling_once_and_in_order(demonstration: Database) -> None:
    assert demonstration.url
    entries = list(diary.entries(None, up_to=diary.head(), zone=clock.LOCAL))
    assert [entry.number for entry in entries] == [one.position for one in history.chain() if one.kind in HANDLINGS]
    assert len(entries) > 1000
    assert [entry.number for entry in entries if not re.fullmatch(r"\d{4}-\d\d-\d\d", entry.day)] == []
    assert [entry.number for entry in entries if entry.handling.party and not entry.party] == []
