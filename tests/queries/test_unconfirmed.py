"""Which amounts rest on values that the Region has not confirmed."""

from __future__ import annotations

from datetime import date

from grantdesk import db
from grantdesk.domain.money import ZERO, Money
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.queries import case_file, unconfirmed
from grantdesk.queries.balances import Period
from tests import builders
from tests.conftest import Database


def by_its_rate() -> Case:
    """A case whose aid is decided by the Region's own rate, a working value."""
    return builders.an_assessed_case()


def by_its_plan(own: str = "800000.00") -> Case:
    """A project whose aid is what its financing leaves, by the ordinance alone."""
    facts = builders.project_facts(financing=[{"source": "public", "kind": "cash", "amount": own}])
    return builders.an_assessed_case(builders.a_registration(facts))


def test_a_case_is_among_them_where_what_decided_its_aid_is_not_confirmed(database: Database) -> None:
    assert database.url
    rate, plan, unassessed = by_its_rate().number, by_its_plan().number, builders.a_case().number
    assert unconfirmed.among([rate, plan, unassessed]) == {rate}
    assert unconfirmed.among([plan]) == unconfirmed.among([]) == frozenset()


def test_a_case_without_aid_is_not_among_them(database: Database) -> None:
    assert database.url
    facts = builders.facts()
    facts["applicant"] |= {"municipality": "1980"}
    assert unconfirmed.among([builders.an_assessed_case(builders.a_registration(facts)).number]) == frozenset()


def test_what_of_the_sums_rests_on_them(database: Database) -> None:
    assert database.url
    builders.grant(by_its_plan())
    assert unconfirmed.in_all().granted == ZERO
    granted = builders.grant(by_its_rate())
    payment = builders.a_payment(builders.a_claim(granted, reported=Money.kronor(200_000)))
    batch = builders.a_batch(builders.an_attested_payment(payment))
    assert unconfirmed.among_batches([batch.number]) == {batch.number}
    builders.export(batch)
    sums = unconfirmed.in_all()
    assert (sums.cases, sums.granted, sums.paid) == (1, Money.kronor(140_000), payment.amount)
    assert unconfirmed.in_all(period=Period.year(2025)).granted == ZERO


def test_a_batch_of_confirmed_amounts_alone_is_not_among_them(database: Database) -> None:
    assert database.url
    granted = builders.grant(by_its_plan())
    payment = builders.a_payment(builders.a_claim(granted, reported=Money.kronor(1_000_000)))
    batch = builders.a_batch(builders.an_attested_payment(payment))
    assert unconfirmed.among_batches([batch.number]) == frozenset()


def test_an_assessment_that_has_not_kept_it_counts_as_unconfirmed(database: Database) -> None:
    assert database.url
    case = by_its_plan()
    latest = case_file.latest_assessment(case)
    assert latest is not None
    older = {key: value for key, value in latest.answer.items() if key != "unconfirmed"}
    with db.transaction(at=builders.moment()):
        db.session.add(
            Assessment(
                case_id=case.id,
                made_on=date(2026, 3, 14),
                made_at=builders.moment(),
                made_by_id=latest.made_by_id,
                rules_on=latest.rules_on,
                eligible=True,
                aid=latest.aid,
                facts=latest.facts,
                answer=older,
                digest="",
            )
        )
    assert unconfirmed.among([case.number]) == {case.number}
