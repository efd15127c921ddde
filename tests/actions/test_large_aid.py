"""Block-exempted aid: published where it is large, with consent given first, and not paid to whoever is to repay aid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from grantdesk import db
from grantdesk.actions import administer, report, stop
from grantdesk.actions.stop import Noted
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.organisation import Organisation
from grantdesk.operations import verify
from grantdesk.queries import case_file, payable, payouts, publications
from tests import builders, groups, many_payments
from tests.conftest import Database

pytestmark = pytest.mark.usefixtures("database")

SOME, LARGE = "3000000.00", "8000000.00"
LATER = date(2026, 5, 20)


def facts(costs: str = SOME, *, number: str = "559900-1004", obstacles: tuple[str, ...] = ()) -> dict[str, Any]:
    made = builders.facts(
        scheme="regionalt_investeringsstod", costs=[{"category": "building", "amount": costs}], de_minimis=[]
    )
    made["applicant"] |= {"organisation_number": number, "obstacles": list(obstacles)}
    return made


def a_case(costs: str = SOME, **said: Any) -> Case:
    return builders.an_assessed_case(builders.a_registration(facts(costs, **said)))


def granted(costs: str = SOME, **said: Any) -> Case:
    """By the director where the sum is theirs, else as the board has decided it and the administrator records."""
    case = a_case(costs, **said)
    if costs == SOME:
        return builders.grant(case)
    return builders.grant(case, by=builders.a_user("administrator"), minutes="RUN § 7")


def order(organisation_id: int, *, stands: bool, since: date = builders.DAY, on: date = LATER) -> None:
    by = builders.a_user()
    with db.transaction(at=builders.moment(on)):
        organisation = db.session.get_one(Organisation, organisation_id)
        stop.note(organisation, Noted(stands, since, "Kommissionens beslut SA.1"), by=by, on=on)


def pay(case: Case, *, on: date = LATER) -> None:
    payment = builders.a_payment(builders.a_claim(case, reported=Money.kronor(50_000), on=on), on=on)
    attested = builders.an_attested_payment(payment, by=builders.a_user("head_of_finance"), on=on)
    builders.export(builders.a_batch(attested, on=on), on=on)


def test_consent_is_asked_for_above_the_threshold_and_nothing_is_granted_without_it() -> None:
    small, large = a_case(), a_case(LARGE)
    asked = [case_file.latest_assessment(case) for case in (small, large)]
    assert ["tam.consent" in one.answer["before_granting"] for one in asked if one] == [False, True]
    latest = asked[1]
    assert latest is not None
    seen = tuple(rule for rule in latest.answer["before_granting"] if rule != "tam.consent")
    with pytest.raises(Refused, match="consents to publication"):
        builders.grant(large, by=builders.a_user("administrator"), minutes="RUN § 7", met_before=seen)


def test_consent_is_asked_for_as_of_the_day_of_the_grant() -> None:
    """The krona rises between the assessment and the decision, and carries the aid over 100 000 EUR."""
    case = a_case("3300000.00")
    latest = case_file.latest_assessment(case)
    assert latest is not None
    assert "tam.consent" not in latest.answer["before_granting"]
    with db.transaction(at=builders.moment(LATER)):
        administer.load_rates({date(2050, 5, 18): Decimal("9.80")})
    on = date(2050, 5, 19)
    with pytest.raises(Refused, match="Assess the case anew"):
        builders.grant(case, on=on)


def test_only_large_block_exempted_aid_is_to_be_published() -> None:
    granted()
    builders.a_granted_case()
    large = granted(LARGE, number="559900-2002")
    (line,) = publications.lines(builders.terms().county, on=LATER)
    assert (line.case_number, line.deadline, line.has_consent) == (large.number, date(2026, 9, 14), True)
    assert line.amount_eur > 100_000
    assert [line.is_late(on=day) for day in (date(2026, 9, 14), date(2026, 9, 15))] == [False, True]


def publish(case: Case, said: str = "TAM-1", *, on: date = LATER) -> None:
    by = builders.a_user()
    with db.transaction(at=builders.moment(LATER)):
        report.published(case, said, by=by, on=on, today=LATER, county=builders.terms().county)


def test_a_publication_is_recorded_once() -> None:
    large = granted(LARGE)
    with pytest.raises(Refused, match="reference"):
        publish(large, " ")
    with pytest.raises(Refused, match="cannot have been published"):
        publish(large, on=date(2026, 3, 13))
    publish(large)
    (line,) = publications.lines(builders.terms().county, on=LATER)
    assert (line.published_on, line.reference, line.is_late(on=date(2027, 1, 1))) == (LATER, "TAM-1", False)
    with pytest.raises(Refused, match="recorded already"):
        publish(large)
    with pytest.raises(Refused, match="not to be published"):
        publish(builders.a_granted_case())
    assert verify.everything().broken == []


def test_nothing_is_paid_while_an_order_stands_and_everything_when_it_is_settled() -> None:
    case = granted()
    order(case.organisation_id, stands=True)
    claim = builders.a_claim(case, on=LATER)
    with pytest.raises(Refused, match=r"order by the Commission to repay aid.*39 §"):
        builders.a_payment(claim, on=LATER)
    order(case.organisation_id, stands=False)
    builders.an_attested_payment(builders.a_payment(claim, on=LATER), by=builders.a_user("head_of_finance"), on=LATER)
    assert verify.everything().broken == []


def test_an_order_that_comes_after_the_payment_was_prepared_stops_the_attest() -> None:
    case = granted()
    payment = builders.a_payment(builders.a_claim(case, on=LATER), on=LATER)
    order(case.organisation_id, stands=True)
    with pytest.raises(Refused, match="order by the Commission"):
        builders.an_attested_payment(payment, by=builders.a_user("head_of_finance"), on=LATER)


def test_an_order_that_an_application_states_stops_an_attest_in_the_companys_other_cases() -> None:
    payment = builders.a_payment(builders.a_claim(granted(), on=LATER), on=LATER)
    a_case(obstacles=("recovery_order",))
    with pytest.raises(Refused, match="order by the Commission"):
        builders.an_attested_payment(payment, by=builders.a_user("head_of_finance"), on=LATER)


def test_an_order_against_another_company_of_the_group_stops_the_attest() -> None:
    case = granted(number=groups.FIRST)
    payment = builders.a_payment(builders.a_claim(case, on=LATER), on=LATER)
    sister = groups.a_company(groups.SECOND)
    groups.join(db.session.get_one(Organisation, case.organisation_id), sister)
    order(sister.id, stands=True)
    with pytest.raises(Refused, match="order by the Commission"):
        builders.an_attested_payment(payment, by=builders.a_user("head_of_finance"), on=LATER)


@pytest.mark.parametrize("backend", ["sqlite"])
def test_many_payments_are_asked_about_in_as_many_questions_as_few(database: Database) -> None:
    payment = builders.a_payment(builders.a_claim(granted(), on=LATER), on=LATER)
    many_payments.attested(30, builders.an_attested_payment(payment, by=builders.a_user("head_of_finance"), on=LATER))
    everything = payouts.attested_for_act()
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    counted = []
    for some in (everything[:2], everything):
        asked.clear()
        assert payable.faults(some, on=LATER, county=builders.terms().county) == {}
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_an_application_that_states_an_order_stops_the_companys_other_cases() -> None:
    case = granted()
    a_case(obstacles=("recovery_order",))
    with pytest.raises(Refused, match="order by the Commission"):
        pay(case)


def test_an_order_against_another_company_of_the_group_stops_payment() -> None:
    case = granted(number=groups.FIRST)
    sister = groups.a_company(groups.SECOND)
    pay(case, on=builders.DAY)
    groups.join(db.session.get_one(Organisation, case.organisation_id), sister)
    order(sister.id, stands=True)
    with pytest.raises(Refused, match="order by the Commission"):
        pay(case)


def test_what_was_seen_to_be_settled_when_it_was_decided_is_paid_until_more_is_known() -> None:
    case = granted(obstacles=("recovery_order",))
    pay(case)
    order(case.organisation_id, stands=True, since=LATER)
    with pytest.raises(Refused, match="order by the Commission"):
        pay(case)


def test_de_minimis_aid_is_not_stopped_by_an_order() -> None:
    case = builders.a_granted_case()
    order(case.organisation_id, stands=True)
    pay(case)


@pytest.mark.parametrize(("how", "since", "said"), [(" ", LATER, "how you know"), ("Brev", date(2026, 5, 21), "yet")])
def test_an_order_is_noted_with_its_ground_and_on_a_day_that_has_been(how: str, since: date, said: str) -> None:
    company = groups.a_company()
    by = builders.a_user()
    with pytest.raises(Refused, match=said), db.transaction(at=builders.moment(LATER)):
        stop.note(company, Noted(True, since, how), by=by, on=LATER)
