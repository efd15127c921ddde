"""What speaks against approving a claim: it is approved all the same by whoever says why, and never in silence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from grantdesk import db
from grantdesk.actions import claim_papers, disburse
from grantdesk.actions.claim_papers import Inspection
from grantdesk.actions.disburse import Approval
from grantdesk.domain.claim_papers import INSPECTOR_REPORT
from grantdesk.domain.later import Later
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.claim import Claim
from grantdesk.operations import verify
from grantdesk.queries import payouts
from tests import builders, claiming, paying_ahead, recovering
from tests.actions.test_later import decided

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.parametrize("backend", ["sqlite"])]
KRONOR = Money.kronor
NEXT = builders.DAY + timedelta(days=30)


def approve(claim: Claim, *, reason: str = "", on: date = NEXT) -> Money:
    """The claim approved as reported, with what is proposed."""
    by, terms = builders.a_user(), builders.terms()
    with db.transaction(at=builders.moment(on)):
        found = payouts.claim_for_act(claim.id, by=by)
        claiming.see_to(found, by=by, on=on)
        proposed = disburse.proposal_for(found, found.reported, county=terms.county).proposed
        said = Approval(found.reported, proposed, reason)
        return disburse.approve(found, said, by=by, on=on, terms=terms).amount


def refused(claim: Claim) -> tuple[str, str]:
    """Why an approval in silence is refused: its key, and what it says in English."""
    with pytest.raises(Refused) as error:
        approve(claim)
    what = error.value.reason.parameters.get("what")
    return error.value.reason.key, getattr(what, "en", "")


def test_a_claim_after_the_last_one_is_approved_only_with_a_reason() -> None:
    case = builders.a_granted_case()
    builders.an_exported_payment(builders.a_payment(builders.a_claim(case, kind="final")))
    another = builders.a_claim(case, reported=KRONOR(20_000))
    key, said = refused(another)
    assert key == "claim.doubt_without_reason"
    assert "Claim 1, received on 2026-03-14, has been approved as the last one" in said.replace("\u00a0", " ")
    assert approve(another, reason="En faktura kom sent.") == KRONOR(7_000)


def test_a_refused_last_claim_makes_way_for_another_without_a_word() -> None:
    case, by = builders.a_granted_case(), builders.a_user()
    final = builders.a_claim(case, kind="final")
    with db.transaction(at=builders.moment()):
        disburse.refuse(payouts.claim_for_act(final.id, by=by), "Fel år.", by=by)
    assert approve(builders.a_claim(case)) == KRONOR(35_000)


def test_what_came_back_goes_out_again_on_the_same_costs_only_with_a_reason() -> None:
    # 100 000 at 35 per cent was paid for; half of it comes back for costs that did not hold.
    case = recovering.a_paid_case()
    recovery = recovering.a_recovery(case, amount=KRONOR(17_500))
    recovering.repaid(recovery, KRONOR(17_500))
    another = builders.a_claim(case, reported=KRONOR(100_000), on=recovering.DUE)
    key, said = refused(another)
    assert key == "claim.doubt_without_reason"
    assert "SEK 17,500 has come back" in said.replace("\u00a0", " ")
    assert "SEK 35,000 would be proposed" in said.replace("\u00a0", " ")
    assert approve(another, reason="Det återkrävda var för mycket betalt.") == KRONOR(52_500)


def test_an_inspector_who_found_it_wrong_is_not_passed_by_in_silence() -> None:
    claim, by = builders.a_claim(), builders.a_user()
    with db.transaction(at=builders.moment()):
        found = payouts.claim_for_act(claim.id, by=by)
        made = claiming.attached(found, INSPECTOR_REPORT, "kontrollant.pdf", by=by)
        said = Inspection(made.id, "Påhittade Kontrollanten", builders.DAY, "not_in_order", "Maskinen finns inte.")
        claim_papers.inspect(found, said, by=by, on=builders.DAY)
    key, said_in_english = refused(claim)
    assert key == "claim.doubt_without_reason"
    assert "Maskinen finns inte." in said_in_english
    assert approve(claim, reason="Maskinen är levererad efter besöket.") == KRONOR(35_000)


def cover(claim: Claim) -> str | None:
    """The claim approved with nothing to pay, or the key of why it is not."""
    by, terms = builders.a_user(), builders.terms()
    try:
        with db.transaction(at=builders.moment(NEXT)):
            found = payouts.claim_for_act(claim.id, by=by)
            claiming.see_to(found, by=by, on=NEXT)
            said = Approval(found.reported, ZERO, "Betalas inte nu.")
            disburse.cover(found, said, by=by, on=NEXT, terms=terms)
    except Refused as error:
        return error.reason.key
    return None


def test_a_claim_is_not_settled_for_nothing_while_what_it_gives_is_withheld() -> None:
    # Settled, it would never be paid: neither now nor when the withholding ends.
    case = builders.a_granted_case()
    claim = builders.a_claim(case, kind="final")
    decided(case, Later("withhold", cause="wrong_data", amount=KRONOR(140_000)))
    assert cover(claim) == "claim.withheld"
    decided(case, Later("withhold", cause="ended", amount=ZERO), on=NEXT + timedelta(days=1))
    assert approve(claim, on=NEXT + timedelta(days=1)) == KRONOR(35_000)
    assert verify.everything().broken == []


def test_a_claim_on_costs_that_an_advance_has_paid_is_settled_though_something_else_is_withheld() -> None:
    case = paying_ahead.a_project()
    paying_ahead.advanced(case, KRONOR(100_000))
    claim = builders.a_claim(case, reported=KRONOR(100_000))
    decided(case, Later("withhold", cause="wrong_data", amount=KRONOR(400_000)))
    assert cover(claim) is None
