"""What there is to see to in a case: who answers what, what holds, and what a decision keeps and lacks."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from grantdesk import db
from grantdesk.actions import check, stand_aside
from grantdesk.actions.check import Noted
from grantdesk.actions.stand_aside import Conflict
from grantdesk.domain.checklist import CheckItems
from grantdesk.domain.messages import Both, render
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.case import Case
from grantdesk.models.check import CheckNote
from grantdesk.models.event import Event
from grantdesk.operations import verify
from grantdesk.queries import case_file, checks, history, people
from grantdesk.queries.checks import Checklist
from grantdesk.region import Terms
from tests import builders
from tests.builders import DAY, Person
from tests.conftest import Database

pytestmark = pytest.mark.usefixtures("database")

CONSULTANCY = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])
SIGNED, DEBTS, VIABLE = "applicant_may_sign", "no_debts", "viability"
SIGNED_EN = "The applicant is identified, and whoever signed the application may represent the applicant"


def note(case: Case, *notes: Noted, by: Person | None = None, on: date = DAY, terms: Terms | None = None) -> None:
    by = by or builders.a_user()
    with db.transaction(at=builders.moment(on)):
        found = case_file.for_act(case.number, by=by)
        check.note(found, notes, by=by, on=on, terms=terms or builders.terms())


def listed(case: Case, *, on: date = DAY, terms: Terms | None = None) -> Checklist:
    db.session.rollback()
    return checks.of_case(case, on=on, terms=terms or builders.terms())


def answers(case: Case, **asked: Any) -> dict[str, tuple[str, str | None]]:
    """By item, the answer that holds, and its remark."""
    said = ((each.item.code, each.answered) for each in listed(case, **asked).items)
    return {code: (one.answer, one.remark) for code, one in said if one is not None}


def refused(act: Callable[[], Any]) -> str:
    """What the act answers; nothing has been written."""
    db.session.rollback()
    rows = [select(func.count()).select_from(model) for model in (Event, CheckNote)]
    before = [db.session.execute(count).scalar_one() for count in rows]
    with pytest.raises(Refused) as answered:
        act()
    db.session.rollback()
    assert [db.session.execute(count).scalar_one() for count in rows] == before
    assert render(answered.value.reason, "sv") != render(answered.value.reason, "en")
    return render(answered.value.reason, "en")


def reworded(code: str, *, on: date, begins: date) -> Terms:
    """The terms with new words for an item from a day."""
    now = builders.terms()
    (row,) = (one for one in now.checks.on(on, scheme="investeringsstod", handled_by="region") if one.code == code)
    new = replace(row, text=Both("Nya ord", "New words"), valid_from=begins)
    return replace(now, checks=CheckItems((*now.checks.rows, new)))


def test_several_answers_are_one_act_and_the_latest_of_an_item_holds() -> None:
    case, handler, other = builders.a_case(), builders.a_user(), builders.a_user(name="Påhittad granskare")
    note(case, Noted(SIGNED, "yes"), Noted(DEBTS, "no", " Skuld hos Kronofogden. "), by=handler)
    note(case, Noted(DEBTS, "yes", "Skulden är betald."), by=other, on=DAY + timedelta(days=2))
    assert answers(case) == {SIGNED: ("yes", None), DEBTS: ("yes", "Skulden är betald.")}
    (debts,) = (each for each in listed(case).items if each.item.code == DEBTS)
    assert [(one.answer, one.recorded_by, one.noted_on) for one in debts.notes] == [
        ("yes", other.name, DAY + timedelta(days=2)),
        ("no", handler.name, DAY),
    ]
    assert [one.remark for one in debts.earlier] == ["Skuld hos Kronofogden."]
    noted = [entry for entry in history.of_case(case) if entry.kind == "checks.noted"]
    assert [(entry.actor, entry.said["items"]) for entry in noted] == [(other.name, 1), (handler.name, 2)]


@pytest.mark.parametrize(
    ("notes", "sentence"),
    [
        ([], "There is nothing to note"),
        ([Noted("signed", "yes")], "There is no item signed"),
        # Almi's alone
        ([Noted("sustainability_analysis", "yes")], "There is no item sustainability_analysis"),
        ([Noted(SIGNED, "yes"), Noted(SIGNED, "yes")], "answered twice at once: The applicant is identified"),
        ([Noted(SIGNED, "maybe")], "should be one of yes, no, not_relevant"),
        ([Noted(VIABLE, "yes"), Noted(DEBTS, "no", "  ")], "Write a remark on why the answer is not yes"),
        ([Noted(SIGNED, "not_relevant")], "Write a remark on why the answer is not yes"),
    ],
)
def test_answers_that_cannot_be_are_refused_all_of_them(notes: list[Noted], sentence: str) -> None:
    case, handler = builders.a_case(), builders.a_user()
    assert sentence in refused(lambda: note(case, *notes, by=handler))


def test_what_no_decision_requires_can_be_answered_without_a_remark() -> None:
    case = builders.a_case()
    note(case, Noted(VIABLE, "no"), Noted("environment", "not_relevant"))
    assert answers(case) == {VIABLE: ("no", None), "environment": ("not_relevant", None)}


def test_whoever_has_a_conflict_of_interest_answers_nothing() -> None:
    handler, case = builders.a_user(), builders.a_case()
    with db.transaction(at=builders.moment()):
        found = case_file.for_act(case.number, by=handler)
        told = Conflict("relative", "Sökanden är min syster.", in_case_alone=True)
        stand_aside.declare(people.by_email(handler.email), found, told, by=handler, on=DAY)
    assert "chapter 6, section 28" in refused(lambda: note(case, Noted(SIGNED, "yes"), by=handler))
    note(case, Noted(SIGNED, "yes"))


def test_almi_answers_in_its_own_cases_alone() -> None:
    almi, handler = builders.a_user("almi"), builders.a_user()
    ours = builders.a_case(by=handler)
    almis = builders.a_case(builders.a_registration(CONSULTANCY), by=almi)
    with pytest.raises(NotThere):
        note(ours, Noted(SIGNED, "yes"), by=almi)
    note(almis, Noted("sustainability_analysis", "yes"), Noted("ownership", "yes"), by=almi)
    assert set(answers(almis)) == {"sustainability_analysis", "ownership"}


def test_a_decision_lacks_what_it_requires_until_somebody_has_answered() -> None:
    case = builders.a_case()

    def ask(kind: str = "grant") -> None:
        checks.refuse_what_is_missing(case, kind, on=DAY, terms=builders.terms())

    said = refused(ask)
    assert "until somebody has answered" in said
    assert SIGNED_EN in said
    assert said.count("; ") == 2
    note(case, Noted(SIGNED, "yes"), Noted("de_minimis_statement", "yes"), Noted(VIABLE, "yes"))
    assert refused(ask).endswith("is not in liquidation or bankruptcy")
    # A no with its remark is for whoever decides to weigh.
    note(case, Noted(DEBTS, "no", "Anstånd är beviljat."))
    ask()
    ask("reject")


def test_a_rejection_requires_nothing_of_the_region() -> None:
    case = builders.a_case()
    checks.refuse_what_is_missing(case, "reject", on=DAY, terms=builders.terms())
    assert not any(each["required"] for each in checks.frozen(case, "reject", on=DAY, terms=builders.terms()))


def test_a_decision_keeps_every_item_in_both_languages_with_who_answered_and_when() -> None:
    case, handler = builders.a_case(), builders.a_user()
    note(case, Noted(DEBTS, "no", "Anstånd är beviljat."), by=handler)
    kept = checks.frozen(case, "grant", on=DAY, terms=builders.terms())
    assert json.loads(json.dumps(kept)) == kept
    assert [each["item"] for each in kept] == [each.item.code for each in listed(case).items]
    by_item = {each["item"]: each for each in kept}
    assert by_item[DEBTS] == {
        "item": DEBTS,
        "part": "due_diligence",
        "text": {
            "sv": "Sökanden har ingen skuld för skatter eller avgifter hos Kronofogden och är inte i likvidation eller konkurs",
            "en": "The applicant has no debt for taxes or fees at the Enforcement Authority, "
            "and is not in liquidation or bankruptcy",
        },
        "required": True,
        "answer": "no",
        "remark": "Anstånd är beviljat.",
        "noted_on": DAY.isoformat(),
        "noted_by": handler.name,
        "valid_from": "2024-01-01",
        "source": by_item[DEBTS]["source"],
        "confidence": "CFG",
        "confirmed": False,
    }
    assert "SFS 2022:1467 section 25" in by_item[DEBTS]["source"]["en"]
    assert by_item[SIGNED]["answer"] is by_item[SIGNED]["noted_by"] is None


def test_an_answer_is_to_the_words_that_were_put_and_new_words_are_answered_anew() -> None:
    case = builders.a_case()
    builders.noted_checks(case)
    new = DAY + timedelta(days=10)
    terms = reworded(SIGNED, on=DAY, begins=new)
    before = new - timedelta(days=1)
    assert SIGNED in answers(case, on=before, terms=terms)
    checks.refuse_what_is_missing(case, "grant", on=before, terms=terms)
    assert SIGNED not in answers(case, on=new, terms=terms)
    assert refused(lambda: checks.refuse_what_is_missing(case, "grant", on=new, terms=terms)).endswith("New words")
    (again,) = (each for each in listed(case, on=new, terms=terms).items if each.item.code == SIGNED)
    assert [one.asked["en"] for one in again.earlier] == [SIGNED_EN]
    note(case, Noted(SIGNED, "yes"), on=new, terms=terms)
    checks.refuse_what_is_missing(case, "grant", on=new, terms=terms)


def test_the_builder_answers_everything_that_any_decision_requires() -> None:
    for registration in (builders.a_registration(), builders.a_registration(builders.project_facts())):
        case = builders.an_assessed_case(registration)
        checks.refuse_what_is_missing(case, "grant", on=DAY, terms=builders.terms())
    almis = builders.an_assessed_case(builders.a_registration(CONSULTANCY), by=builders.a_user("almi"))
    checks.refuse_what_is_missing(almis, "grant", on=DAY, terms=builders.terms())
    assert set(answers(almis)) >= {"ownership", "sanctions", "sustainability_analysis"}


def test_of_two_who_answer_an_item_at_once_both_are_kept_and_the_latest_holds() -> None:
    case = builders.a_case()
    who = [builders.a_user(name=f"Påhittad {number}") for number in range(4)]
    together = threading.Barrier(len(who))

    def answer(by: Person) -> None:
        try:
            together.wait()
            note(case, Noted(SIGNED, "yes", by.name), Noted(VIABLE, "no", by.name), by=by)
        finally:
            db.session.remove()

    threads = [threading.Thread(target=answer, args=(one,)) for one in who]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    signed, viable = (each for each in listed(case).items if each.item.code in (SIGNED, VIABLE))
    assert {one.recorded_by for one in signed.notes} == {one.name for one in who}
    # What one of them answered at once holds as a whole, and it is what history tells last.
    latest = history.of_case(case)[0].actor
    assert signed.answered is not None
    assert viable.answered is not None
    assert (signed.answered.remark, viable.answered.remark) == (latest, latest)
    assert verify.everything().broken == []


@pytest.fixture
def noted(database: Database) -> Database:
    builders.noted_checks(builders.a_case())
    db.session.remove()
    return database


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE check_note SET answer = 'no'",
        "DELETE FROM check_note",
        "INSERT INTO check_note (case_id, item, asked, answer, noted_on, recorded_at, recorded_by_id, recorded_by)"
        " SELECT case_id, item, asked, 'maybe', noted_on, recorded_at, recorded_by_id, recorded_by FROM check_note",
    ],
)
def test_the_database_keeps_every_answer_as_it_was_given(noted: Database, statement: str) -> None:
    with (
        pytest.raises(DBAPIError, match=r"check_note_is_never_changed|check_note_is_never_deleted|known_answer"),
        noted.engine.begin() as connection,
    ):
        connection.execute(text(statement))
