"""A region that has said so grants nothing that rests on values it has not confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from grantdesk import db
from grantdesk.actions import decide
from grantdesk.domain.confirmation import ALLOWED, CHOICES, REFUSED
from grantdesk.domain.findings import Confidence, Source
from grantdesk.domain.messages import Both, render
from grantdesk.domain.money import Money
from grantdesk.domain.readers import one_of
from grantdesk.domain.refusal import Refused
from grantdesk.domain.rulebook import RuleValue, Series
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.queries import case_file
from grantdesk.region import Terms
from tests import builders
from tests.conftest import Database

BEGINS = date(2026, 1, 1)


def laid_down(value: str) -> RuleValue[str]:
    source = Source(Both("Nämndens beslut", "The board's decision"), Confidence.CONFIGURED, True, "region.toml", BEGINS)
    return RuleValue(one_of(CHOICES)(value), value, BEGINS, None, source)


def terms(*values: RuleValue[str]) -> Terms:
    ours = builders.terms()
    setting = Series("region.toml: decisions_on_unconfirmed", values)
    return replace(ours, county=replace(ours.county, decisions_on_unconfirmed=setting))


def granted(case: Case, amount: Money | None = None, *, under: Terms) -> Decision:
    """The case granted, all of its aid where no amount is given."""
    by = builders.a_user("director")
    with db.transaction(at=builders.moment()):
        found = case_file.for_act(case.number, by=by)
        latest = case_file.latest_assessment(found)
        aid = latest.aid if latest else Money(0)
        return decide.grant(found, amount or aid, builders.verdict_on(found), by=by, on=builders.DAY, terms=under)


def test_a_grant_on_an_unconfirmed_rate_is_refused_and_says_which_and_where(database: Database) -> None:
    assert database.url
    case = builders.an_assessed_case()
    with pytest.raises(Refused) as refused:
        granted(case, under=terms(laid_down(REFUSED)))
    assert render(refused.value.reason, "en") == (
        "The Region grants nothing that rests on values it has not confirmed (The board's decision). These are: The Region's"
        " rate (schemes/investeringsstod.toml: rules.rate_policy[0]). Confirm them with a source in the region's rules, then"
        " assess the case anew."
    )
    assert "Regionens stödandel (schemes/investeringsstod.toml: rules.rate_policy[0])" in render(
        refused.value.reason, "sv"
    )
    assert db.session.query(Decision).count() == 0


def test_the_region_may_allow_it(database: Database) -> None:
    assert database.url
    assert granted(builders.an_assessed_case(), under=terms(laid_down(ALLOWED))).granted == Money.kronor(140_000)


def test_what_is_not_laid_down_for_the_day_is_refused(database: Database) -> None:
    assert database.url
    case = builders.an_assessed_case()
    later = replace(laid_down(ALLOWED), valid_from=date(2026, 3, 15))
    for nothing in (terms(), terms(later)):
        with pytest.raises(Refused, match="nothing else is laid down for the day"):
            granted(case, under=nothing)


def test_a_grant_that_rests_on_confirmed_values_alone_is_given(database: Database) -> None:
    assert database.url
    # The plan of financing decides here, by the ordinance, and not the Region's own rate.
    facts = builders.project_facts(financing=[{"source": "public", "kind": "cash", "amount": "800000.00"}])
    case = builders.an_assessed_case(builders.a_registration(facts))
    assert granted(case, under=terms(laid_down(REFUSED))).granted == Money.kronor(200_000)


def test_what_decides_the_amount_on_the_day_of_the_decision_counts_too(database: Database) -> None:
    assert database.url
    almost_all = [{"granted_on": "2025-06-01", "amount_eur": "290000.00", "regulation": "2023/2831"}]
    asked = builders.facts(requested="100000.00", de_minimis=almost_all)
    case = builders.an_assessed_case(builders.a_registration(asked))
    # It was the sum applied for that decided; another grant to the company leaves less room than that.
    builders.a_granted_case(builders.a_registration(builders.facts(requested="50000.00")))
    with pytest.raises(Refused, match="De minimis aid"):
        granted(case, Money.kronor(40_000), under=terms(laid_down(REFUSED)))


def test_an_application_may_still_be_rejected(database: Database) -> None:
    assert database.url
    case = builders.an_assessed_case()
    by = builders.a_user("director")
    with db.transaction(at=builders.moment()):
        found = case_file.for_act(case.number, by=by)
        verdict = decide.Verdict(reason="Åtgärden är redan påbörjad.")
        rejected = decide.reject(found, verdict, by=by, on=builders.DAY, terms=terms(laid_down(REFUSED)))
    assert rejected.granted == Money(0)
