"""Whose earlier aid is: others' awards, what follows a business, and what is struck; and that it all counts at a grant."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from grantdesk import db
from grantdesk.actions import attribute
from grantdesk.actions.attribute import Handover
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import CeilingExceeded, Refused
from grantdesk.models.organisation import Organisation
from grantdesk.operations import verify
from grantdesk.queries import awards, case_file, undertakings
from tests import builders, groups
from tests.conftest import Database
from tests.groups import FIRST, SECOND, SINCE, THIRD, TODAY

pytestmark = pytest.mark.usefixtures("database")
STATED = [{"granted_on": "2025-06-01", "amount_eur": "50000.00", "regulation": "2023/2831"}]


def held(organisation: Organisation, *, on: date = TODAY) -> Decimal:
    companies = undertakings.companies_of(organisation.id, on=on)
    return sum((one.amount_eur for one in awards.held_by(companies, on=on)), Decimal(0))


def strike(kind: str, key: int, *, reason: str = "Fel belopp") -> None:
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        attribute.strike(awards.by_key(kind, key), reason, by=by, on=TODAY)


def test_the_aid_of_every_company_of_the_group_counts_for_each() -> None:
    one, other = groups.a_company(FIRST), groups.a_company(SECOND)
    groups.an_award(one, "50000.00")
    groups.an_award(other, "70000.00")
    assert (held(one), held(other)) == (Decimal(50_000), Decimal(70_000))
    groups.join(one, other)
    assert held(one) == held(other) == Decimal(120_000)
    assert held(one, on=SINCE - timedelta(days=1)) == Decimal(50_000)


def test_an_award_told_by_the_applicant_and_the_register_counts_once() -> None:
    case = builders.a_case(builders.a_registration(builders.facts(de_minimis=STATED)))
    again = builders.a_case(builders.a_registration(builders.facts(de_minimis=STATED * 2)))
    organisation = undertakings.organisations([case.organisation_id])[0]
    groups.an_award(organisation)
    assert held(organisation) == Decimal(100_000)
    told = [one.told for one in awards.held_by([organisation.id], on=TODAY)]
    assert [len(each) for each in told] == [3, 1]
    assert {one.case for each in told for one in each} == {case.number, again.number, None}


def test_an_application_of_one_company_is_told_of_the_aid_of_the_other() -> None:
    one, other = groups.a_company(FIRST), groups.a_company(SECOND)
    groups.an_award(other, "70000.00")
    groups.join(one, other)
    case = builders.a_case()
    facts = case_file.facts_of(case_file.by_number(case.number, by=builders.a_user()), on=TODAY)
    assert facts["de_minimis"] == [
        {
            "granted_on": "2025-06-01",
            "amount_eur": "70000.00",
            "regulation": "2023/2831",
            "organisation_number": SECOND,
        }
    ]


def test_an_award_of_our_own_counts_for_the_group_from_the_day_it_was_granted() -> None:
    case = builders.a_granted_case()
    one = undertakings.organisations([case.organisation_id])[0]
    groups.join(groups.a_company(SECOND), one)
    (award,) = awards.held_by(undertakings.companies_of(one.id, on=TODAY), on=TODAY)
    assert award.is_ours
    assert award.told[0].case == case.number
    assert awards.held_by([one.id], on=TODAY - timedelta(days=1)) == []


def test_what_is_carried_over_counts_where_it_went_and_no_more_where_it_was() -> None:
    one, other, third = map(groups.a_company, (FIRST, SECOND, THIRD))
    groups.an_award(one, "100000.01")
    groups.an_award(one, "10.00", granted_on=SINCE)
    groups.carry(one, other, 3333)
    groups.carry(other, third, 5000, effective_on=TODAY)
    assert [held(each) for each in (one, other, third)] == [
        Decimal("66680.01"),
        Decimal("16665.00"),
        Decimal("16665.00"),
    ]
    assert held(other, on=SINCE - timedelta(days=1)) == 0
    assert verify.everything().broken == []


def test_a_named_award_follows_its_business_whole() -> None:
    one, other = groups.a_company(FIRST), groups.a_company(SECOND)
    named = groups.an_award(one, "100.00")
    groups.an_award(one, "7.00", granted_on=date(2025, 7, 1))
    groups.carry(one, other, award=("elsewhere", named.id))
    assert (held(one), held(other)) == (Decimal(7), Decimal(100))


def test_no_more_than_the_whole_is_carried_over_on_a_day() -> None:
    one, other, third = map(groups.a_company, (FIRST, SECOND, THIRD))
    groups.carry(one, other, 6000)
    with pytest.raises(Refused, match="At most 40 per cent"):
        groups.carry(one, third, 4001)
    groups.carry(one, third, 4000)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"share": 0}, "carry.share"),
        ({"share": 10_001}, "carry.share"),
        ({"effective_on": TODAY + timedelta(days=1)}, "affiliate.future"),
        ({"ground": ""}, "affiliate.without_ground"),
        ({"award": ("elsewhere", 999)}, "carry.not_theirs"),
    ],
)
def test_what_cannot_be_carried_over_is_refused_in_words(change: dict[str, Any], key: str) -> None:
    one, other, by = groups.a_company(FIRST), groups.a_company(SECOND), builders.a_user()
    over: dict[str, Any] = {"effective_on": SINCE, "share": 10_000, "ground": "Delningsplan", "once": "a"}
    with pytest.raises(Refused) as refused, db.transaction(at=builders.moment()):
        attribute.carry_over(one, other, Handover(**(over | change)), by=by, on=TODAY)
    assert refused.value.reason.key == key


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"amount_eur": Decimal(0)}, "award.amount"),
        ({"amount_eur": Decimal("0.001")}, "award.amount"),
        ({"granted_by": " "}, "award.without_giver"),
        ({"stated_on": TODAY + timedelta(days=1)}, "affiliate.future"),
        ({"granted_on": TODAY, "stated_on": SINCE}, "award.granted_after_stated"),
    ],
)
def test_what_cannot_be_an_award_is_refused_in_words(change: dict[str, Any], key: str) -> None:
    one, by = groups.a_company(FIRST), builders.a_user()
    with pytest.raises(Refused) as refused, db.transaction(at=builders.moment()):
        attribute.note_award(one, groups.a_new_award(**change), by=by, on=TODAY)
    assert refused.value.reason.key == key


def test_a_form_sent_twice_notes_one_award() -> None:
    one = groups.a_company(FIRST)
    groups.an_award(one, once="the same")
    with pytest.raises(Refused, match="sent before"):
        groups.an_award(one, once="the same")


def test_what_is_struck_counts_no_more_and_is_struck_once() -> None:
    case = builders.a_case(builders.a_registration(builders.facts(de_minimis=STATED)))
    one = undertakings.organisations([case.organisation_id])[0]
    noted = groups.an_award(one, "70.00")
    carried = groups.carry(one, groups.a_company(SECOND))
    assert held(one) == 0
    strike("carried", carried.id)
    assert held(one) == Decimal("50070.00")
    strike("declared", 1)
    strike("elsewhere", noted.id)
    assert held(one) == 0
    with pytest.raises(Refused, match="struck already"):
        strike("elsewhere", noted.id)
    with pytest.raises(Refused, match="what this rests on"):
        strike("carried", carried.id, reason=" ")
    with pytest.raises(Refused, match="no such statement"):
        strike("elsewhere", 999)
    assert verify.everything().broken == []


def test_an_assessment_made_before_the_group_was_known_is_not_granted_on() -> None:
    case = builders.an_assessed_case()
    one, other = groups.a_company(FIRST), groups.a_company(SECOND)
    groups.an_award(other, "299000.00")
    groups.join(one, other)
    with pytest.raises(CeilingExceeded):
        builders.grant(case)
    before = case_file.latest_assessment(case)
    assert before is not None
    assert before.aid == Money.kronor(140_000)


@pytest.mark.parametrize("table", ["award_elsewhere", "carried_aid", "strike"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET id = id + 1000"])
def test_the_database_lets_none_of_it_be_edited(database: Database, table: str, statement: str) -> None:
    one, other = groups.a_company(FIRST), groups.a_company(SECOND)
    noted = groups.an_award(one)
    groups.carry(one, other)
    strike("elsewhere", noted.id)
    guard = f"{table}_is_never_{'deleted' if 'DELETE' in statement else 'changed'}"
    with pytest.raises(IntegrityError, match=guard), database.engine.begin() as connection:
        connection.execute(text(statement.format(table)))
