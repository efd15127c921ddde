"""The letters of real cases are archival and can be read aloud: one of each kind that the demonstration has decided."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from grantdesk import db
from grantdesk.domain.messages import LANGUAGES
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from tests.documents import validator
from tests.web import desk


@pytest.mark.parametrize("backend", ["sqlite"])
def test_the_letter_of_every_kind_of_decision_is_archival(demonstration_app: Flask) -> None:
    first = select(func.min(Decision.id)).join(Case, Case.id == Decision.case_id)
    of_a_kind = first.group_by(Case.scheme, Decision.kind, Decision.position)
    named = (
        select(Case.number, Decision.id).join(Decision, Decision.case_id == Case.id).where(Decision.id.in_(of_a_kind))
    )
    with demonstration_app.app_context():
        decisions = db.session.execute(named).all()
    assert len(decisions) > 10
    reader = desk.at_work(demonstration_app, "handler")
    letters = {
        f"{number}, {language}": reader.get(f"/cases/{number}/letter.pdf?decision={key}&language={language}").data
        for number, key in decisions
        for language in LANGUAGES
    }
    assert {which: faults for which, letter in letters.items() if (faults := validator.faults(letter))} == {}
