"""Fields, grounds and handlings: everything has its words, and what is proposed follows who applies."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from grantdesk.domain import diary, secrecy
from grantdesk.domain.checklist import ANSWERS
from grantdesk.domain.claim_lines import REASONS
from grantdesk.domain.decision_kinds import CAUSES, KINDS
from grantdesk.domain.diary import DIRECTIONS, HANDLINGS, Exported, Period
from grantdesk.domain.disclosure import OUTCOMES
from grantdesk.domain.dispatch import MEANS
from grantdesk.domain.lifecycle import (
    APPEAL_ACTS,
    CASE_STATES,
    CLAIM_LINE_STATES,
    CLAIM_STATES,
    DISPATCH_STATES,
    PAYMENT_STATES,
)
from grantdesk.domain.messages import LANGUAGES, render
from grantdesk.domain.roles import POSITIONS
from grantdesk.domain.secrecy import BUSINESS, FIELDS, GROUNDS, NUMBER, PERSONAL_DATA, THIRD_PARTY
from grantdesk.domain.sentences import SENTENCES
from grantdesk.domain.vocabulary import (
    CATEGORIES,
    FINANCING_KINDS,
    FINANCING_SOURCES,
    LEADERS,
    LEGAL_FORMS,
    OBSTACLES,
    SIZES,
)

DAY = date(2006, 3, 14)

# What a copy writes by code, and the codes there are.
WORDED = {
    "appeal_act": APPEAL_ACTS,
    "category": CATEGORIES,
    "cause": tuple(code for codes in CAUSES.values() for code in codes),
    "check_answer": ANSWERS,
    "claim.kind": ("interim", "final"),
    "decision": KINDS,
    "diary": tuple(HANDLINGS),
    "diary.direction": DIRECTIONS,
    "disclosure.outcome": OUTCOMES,
    "event": tuple(HANDLINGS),
    "financing_kind": FINANCING_KINDS,
    "financing_source": FINANCING_SOURCES,
    "handled_by": ("region", "almi"),
    "leader": LEADERS,
    "legal_form": LEGAL_FORMS,
    "letter_kind": ("decision", "supplement", "covering"),
    "letter_language": LANGUAGES,
    "means": MEANS,
    "obstacle": OBSTACLES,
    "position": (*POSITIONS, "board"),
    "secrecy.ground": tuple(GROUNDS),
    "size": SIZES,
    "state.case": CASE_STATES,
    "claim_line.reason": REASONS,
    "state.claim": CLAIM_STATES,
    "state.claim_line": CLAIM_LINE_STATES,
    "state.dispatch": DISPATCH_STATES,
    "state.payment": PAYMENT_STATES,
}


@pytest.mark.parametrize("kind", WORDED)
def test_every_code_that_is_written_has_its_words(kind: str) -> None:
    assert [code for code in WORDED[kind] if f"{kind}.{code}" not in SENTENCES] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_name_of_its_own(language: str) -> None:
    names = [render(secrecy.name_of(field), "sv" if language == "sv" else "en") for field in FIELDS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("code", "harm_test", "last", "confirmed"),
    [
        (BUSINESS, True, date(2026, 3, 14), True),
        (THIRD_PARTY, False, date(2026, 3, 14), True),
        (PERSONAL_DATA, True, None, False),
    ],
)
def test_the_grounds_of_the_law(code: str, harm_test: bool, last: date | None, confirmed: bool) -> None:
    ground = GROUNDS[code]
    assert (ground.harm_test, ground.last_day(DAY), ground.confirmed) == (harm_test, last, confirmed)


def test_a_business_is_proposed_its_business_and_a_person_the_number() -> None:
    fields = (NUMBER, "title", "costs", "circumstances.grocery_turnover", "circumstances.environmental")
    business = {"costs": BUSINESS, "circumstances.grocery_turnover": BUSINESS}
    assert secrecy.proposed(fields, legal_form="limited_company", personal=False) == business
    with_number = {NUMBER: PERSONAL_DATA} | business
    assert secrecy.proposed(fields, legal_form="sole_trader", personal=True) == with_number
    assert secrecy.proposed(fields, legal_form="municipality", personal=False) == {}


def test_what_a_file_has_held_is_not_new() -> None:
    moment = datetime(2026, 3, 14, 12, tzinfo=UTC)
    day = Period(DAY, DAY, moment, moment + timedelta(days=1))
    assert diary.is_new(7, moment, ())
    assert not diary.is_new(7, moment, (Exported(None, 7),))
    assert diary.is_new(8, moment, (Exported(None, 7),))
    assert not diary.is_new(7, moment, (Exported(day, 7),))
    assert diary.is_new(7, moment + timedelta(days=1), (Exported(day, 7),))
    assert diary.is_new(8, moment, (Exported(day, 7),))


def test_what_an_event_says_is_read_from_its_rows_and_its_words() -> None:
    text = {
        "rows": {"grant_case:3": {"received_on": "2026-03-14"}, "decision:4": {"minutes": None}},
        "changes": {"dispatch:12": {"state": "returned"}},
        "said": {"sent_on": "2026-03-20"},
    }
    assert diary.told(text, "grant_case.received_on") == "2026-03-14"
    assert diary.told(text, "said.sent_on") == "2026-03-20"
    assert diary.told(text, "decision.minutes") == ""
    assert diary.told(text, "claim.received_on") == ""
    assert (diary.key_of(text, "dispatch"), diary.key_of(text, "appeal")) == (12, None)
