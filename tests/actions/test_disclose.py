"""Somebody asks for the documents of a case: every marked field is tried, and what is given out is stored."""

from __future__ import annotations

import random
import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from grantdesk import archive, db, settings
from grantdesk.actions import disclose
from grantdesk.actions.disclose import Request
from grantdesk.actions.register import ProjectPlan
from grantdesk.domain.deadlines import years_after
from grantdesk.domain.disclosure import Answer
from grantdesk.domain.later import Later, PlanLine
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.domain.secrecy import BUSINESS, GROUNDS, NUMBER, PERSONAL_DATA, THIRD_PARTY
from grantdesk.models.case import Case
from grantdesk.models.secrecy import Disclosure
from grantdesk.operations import verify
from grantdesk.queries import case_copy, case_file, history, secrecy
from grantdesk.queries.case_copy_words import Wording
from tests import appealing, board, builders, disclosing
from tests.actions import test_correspond as correspondence
from tests.actions import test_dispatch as dispatching
from tests.actions import test_later as later_acts
from tests.builders import DAY
from tests.documents import papers, validator
from tests.documents.test_masked_copy import found_in

pytestmark = pytest.mark.usefixtures("database")

NUMBER_OF_A_PERSON = "850101-2390"
# What is written in each field of the case below and nowhere else.
SECRETS = {
    "title": ["Zyklonpressen"],
    "applicant.name": ["Qvarnlunda"],
    "costs": ["417 311"],
    "financing": ["213 977"],
    "project.purpose": ["Hyttsmedjans ugn"],
    "decision.reason": ["Wexlande ägare"],
    "claims.amount": ["98 123"],
    "claims.bankgiro": [builders.BANKGIRO],
    "letters": ["Gränden 17"],
}


def a_paid_project() -> Case:
    """A project with something of its own in every field, decided, sent and paid."""
    given = builders.project_facts(
        costs=[{"category": "staff", "amount": "417311.00"}],
        financing=[{"source": "public", "kind": "cash", "amount": "213977.00"}],
    )
    plan = ProjectPlan(
        themes=("business_climate",), municipalities=("1982",), purpose="Hyttsmedjans ugn ska byggas om."
    )
    said = {"title": "Zyklonpressen", "organisation_name": "Qvarnlunda ek. för.", "project": plan}
    case = builders.an_assessed_case(builders.a_registration(given, **said))
    case = builders.grant(case, reason="Wexlande ägare till Zyklonpressen får stöd.")
    dispatching.send(case, name="Qvarnlunda", address="Gränden 17")
    claim = builders.a_claim(case, reported=Money.kronor(98_123))
    builders.export(builders.a_batch(builders.an_attested_payment(builders.a_payment(claim))))
    return case


def a_sole_trader() -> Case:
    given = builders.facts()
    given["applicant"] |= {"organisation_number": NUMBER_OF_A_PERSON, "legal_form": "sole_trader"}
    return builders.a_case(builders.a_registration(given, title=f"Snickeri, ägare {NUMBER_OF_A_PERSON}"))


def test_the_copy_tells_the_whole_file_and_is_stored_under_its_digest() -> None:
    case = a_paid_project()
    made = disclosing.give_out(case, asker="Redaktionen")
    file = disclosing.file_of(made)
    assert (made.outcome, made.size, made.asker) == ("whole", len(file), "Redaktionen")
    assert [
        secret for each in SECRETS.values() for secret in each if papers.plain(secret) not in papers.text(file)
    ] == []
    for heading in ("Ansökan", "Bedömningar", "Beslut", "Brev", "Rekvisitioner", "Utbetalningar", "Historik"):
        assert heading in papers.bookmarks(file)
    assert validator.faults(file) == []
    assert verify.everything().broken == []


def test_everything_that_is_written_in_a_case_is_in_the_copy_or_masked_in_it() -> None:
    case = appealing.a_withheld_case(told=False)
    plan = (PlanLine("machinery", Money.kronor(417_311), "Zyklonpress"),)
    changed = Later("change", total=Money.kronor(105_000), plan=plan, conditions="Hyttan rivs.")
    later_acts.decided(case, changed, on=DAY)
    letter = correspondence.ask(case, points=("Wexlandes bokslut",), note="Skyndsamt, Qvarnlunda.")
    correspondence.end(case, letter.supplement_id or 0, outcome="Kvillingens offert kom.")
    correspondence.cover(case, text="Yxhults yttrande bifogas.", enclosures=("Zettervalls brev",))
    appealing.an_appeal(case, grounds="Fröjdlunda har följt villkoren.")
    written = {
        "costs": ["417 311", "Zyklonpress"],
        "decision.reason": ["Hyttan rivs."],
        "supplements": ["Wexlandes bokslut", "Skyndsamt, Qvarnlunda.", "Kvillingens offert kom."],
        "letters": ["Yxhults yttrande", "Zettervalls brev"],
        "appeals": ["Fröjdlunda"],
    }
    every = [words for each in written.values() for words in each]
    on = appealing.LATER
    whole = papers.text(disclosing.file_of(disclosing.give_out(case, on=on)))
    assert [words for words in every if words not in whole] == []
    disclosing.mark(case, *written)
    assert found_in(disclosing.file_of(disclosing.give_out(case, on=on, language="en")), every) == []


def test_what_is_before_the_board_is_in_the_copy() -> None:
    item = board.an_item()
    case = db.session.get_one(Case, item.case_id)
    assert board.WORDING in papers.text(disclosing.file_of(disclosing.give_out(case)))
    disclosing.mark(case, "proposal")
    assert found_in(disclosing.file_of(disclosing.give_out(case)), [board.WORDING]) == []


def test_whatever_is_marked_no_secret_of_it_is_in_the_copy() -> None:
    case = a_paid_project()
    chosen = random.Random(11)  # noqa: S311 - which fields are tried is no secret
    marked: set[str] = set()
    for _ in range(3):
        more = set(chosen.sample(sorted(SECRETS.keys() - marked), 3))
        disclosing.mark(case, *more, ground=chosen.choice([BUSINESS, THIRD_PARTY]))
        marked |= more
        made = disclosing.give_out(case, language=chosen.choice(["sv", "en"]))
        hidden = [secret for field in marked for secret in SECRETS[field]]
        assert found_in(disclosing.file_of(made), [*hidden, *(each.replace(" ", ",") for each in hidden)]) == []
        assert made.outcome == "in_part"


def test_what_was_marked_and_is_given_out_is_in_the_copy() -> None:
    case = a_paid_project()
    disclosing.mark(case, "title", "costs")
    made = disclosing.give_out(case, answers=disclosing.answers(case, given={"title": True}))
    text = papers.text(disclosing.file_of(made))
    assert "Zyklonpressen" in text
    assert "417 311" not in text
    assert [answer["given"] for answer in made.answers] == [True, False]


def test_a_personal_number_is_masked_though_nobody_has_marked_it_unless_it_is_given_out() -> None:
    case = a_sole_trader()
    assert list(disclose.to_try(case)) == [NUMBER]
    masked = disclosing.give_out(case)
    assert found_in(disclosing.file_of(masked), [NUMBER_OF_A_PERSON, "8501012390", "850101"]) == []
    given = disclosing.give_out(case, answers=disclosing.answers(case, given={NUMBER: True}))
    assert papers.text(disclosing.file_of(given)).count(NUMBER_OF_A_PERSON) == 2


def refused(case: Case, **said: Any) -> str:
    before = db.session.query(Disclosure).count()
    with pytest.raises(Refused) as found:
        disclosing.give_out(case, **said)
    assert db.session.query(Disclosure).count() == before
    return found.value.reason.key


def test_every_marked_field_must_be_tried() -> None:
    case = builders.a_case()
    before = disclosing.answers(case)
    disclosing.mark(case, "costs")
    now = disclosing.answers(case)
    assert refused(case, answers=before) == "disclosure.marks_changed"
    assert refused(case, answers=(*now, Answer("title", given=True, ground=BUSINESS, tested=""))) == (
        "disclosure.marks_changed"
    )
    assert refused(case, answers=now * 2) == "disclosure.marks_changed"


def test_the_harm_is_written_where_the_ground_has_a_test_of_it() -> None:
    case = builders.a_case()
    disclosing.mark(case, "costs")
    assert refused(case, answers=disclosing.answers(case, tested=" ")) == "disclosure.not_tried"
    on_the_other = (Answer("costs", given=False, ground=THIRD_PARTY, tested=""),)
    assert disclosing.give_out(case, answers=on_the_other).outcome == "in_part"


@pytest.mark.parametrize("code", [BUSINESS, THIRD_PARTY, PERSONAL_DATA])
def test_nothing_is_secret_for_longer_than_the_ground_lasts(code: str) -> None:
    case = builders.a_case()
    disclosing.mark(case, "costs", ground=code)
    last = GROUNDS[code].last_day(DAY)
    disclosing.give_out(case, on=last or years_after(DAY, 90))
    if last is not None:
        assert refused(case, on=last + timedelta(days=1)) == "disclosure.too_old"


def test_nobody_has_asked_tomorrow() -> None:
    assert refused(builders.a_case(), asked_on=DAY + timedelta(days=1)) == "disclosure.later"


def test_a_form_sent_twice_is_answered_once() -> None:
    case, once = builders.a_case(), uuid.uuid4().hex
    assert disclosing.give_out(case, once=once).id == disclosing.give_out(case, once=once).id
    assert len(secrecy.disclosures_of(case)) == 1


def test_a_refusal_has_a_reason_and_no_copy() -> None:
    case = builders.a_case()
    with pytest.raises(Refused, match="why nothing is given out"):
        refuse(case, " ")
    made = refuse(case, "Allt är hemligt.")
    assert (made.outcome, made.digest, made.reason) == ("refused", None, "Allt är hemligt.")
    assert len(secrecy.disclosures_of(case)) == 1


def refuse(case: Case, because: str) -> Disclosure:
    by = builders.a_user()
    request = Request(DAY, "", "sv", (), uuid.uuid4().hex, refused_because=because)
    with db.transaction(at=builders.moment()):
        return disclose.refuse(case_file.for_act(case.number, by=by), request, by=by, on=DAY)


def test_history_says_that_it_was_answered_and_not_who_asked() -> None:
    case = builders.a_case()
    disclosing.mark(case, "costs")
    disclosing.give_out(case, asker="Hemliga Frågaren")
    newest = history.of_case(case)[0]
    assert (newest.kind, newest.said) == ("disclosure.made", {"asked_on": "2026-03-14", "outcome": "in_part"})
    assert all("Frågaren" not in event.text and disclosing.WHY not in event.text for event in history.chain())


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"outcome": "refused", "reason": "Hemligt"}, "refused_has_no_copy"),
        ({"digest": None}, "refused_has_no_copy"),
        ({"outcome": "refused", "digest": None, "size": None}, "refused_has_a_reason"),
        ({"outcome": "lost"}, "known_outcome"),
        ({"size": 0}, "copy_not_empty"),
        ({"asked_on": DAY + timedelta(days=1)}, "decided_after_asked"),
        ({"language": "de"}, "known_language"),
    ],
)
def test_the_database_refuses_an_answer_that_contradicts_itself(changes: dict[str, Any], named: str) -> None:
    case, by = builders.a_case(), builders.a_user()
    said = {
        "once": "x", "case_id": case.id, "asked_on": DAY, "asker": "", "language": "sv", "answers": [], "outcome": "whole",
        "reason": "", "digest": "0" * 64, "size": 1, "decided_on": DAY, "recorded_at": builders.moment(),
        "recorded_by_id": by.id, "recorded_by": by.name,
    }  # fmt: skip
    db.session.add(Disclosure(**(said | changes)))
    with pytest.raises(IntegrityError, match=named):
        db.session.flush()


def test_a_copy_whose_file_is_gone_is_named_by_verify() -> None:
    made = disclosing.give_out(builders.a_case())
    archive.place(settings.read().archive, str(made.digest)).unlink()
    assert any(f"disclosure:{made.id}" in said and "is missing" in said for said in verify.everything().broken)


def test_the_labels_tell_nothing() -> None:
    case = case_file.by_number(a_paid_project().number, by=builders.a_user())
    sections = case_copy.of_case(case, Wording("sv", builders.terms().county))
    labels = {row.label for section in sections for row in section.rows}
    assert not any(secret in label for label in labels for each in SECRETS.values() for secret in each)
