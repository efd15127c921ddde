"""Cases worked out from the statutes and the Region's terms alone, taken through the acts claim by claim."""

from __future__ import annotations

import itertools
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from grantdesk import db
from grantdesk.actions import disburse
from grantdesk.actions.disburse import Approval
from grantdesk.domain.claim_lines import NewLine
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.operations import verify
from grantdesk.queries import balances, claim_lines, payouts
from tests import builders, claiming, paying_ahead, reviewing

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.parametrize("backend", ["sqlite"])]
CASES = tomllib.loads((Path(__file__).parent / "claims_written_apart.toml").read_text(encoding="utf-8"))["case"]
_vouchers = itertools.count(1)


def granted(given: dict[str, Any]) -> Case:
    """The case with its plan, granted what is expected."""
    costs = [{"category": category, "amount": amount} for category, amount in given["plan"]]
    if given["scheme"].startswith("projektmedel"):
        kinds = (("public", "cash", given["cash"]), ("own", "in_kind", given["in_kind"]))
        money = [
            {"source": source, "kind": kind, "amount": amount} for source, kind, amount in kinds if amount != "0.00"
        ]
        facts = builders.project_facts(scheme=given["scheme"], costs=costs, financing=money)
    else:
        facts = builders.facts(scheme=given["scheme"], costs=costs)
    case = builders.a_granted_case(builders.a_registration(facts))
    assert str(balances.of_case(case.id).granted) == given["granted"]
    return paying_ahead.an_account(case)


def a_row(category: str, basis: str, said: str, tax: str) -> NewLine:
    hours = Decimal(said) if basis == "hourly" else None
    net = None if hours is not None else Money.parse(said)
    vat = ZERO if tax == "0" else Money.parse(tax)
    bought = {}
    if basis == "actual":
        number = next(_vouchers)
        bought = {"supplier": f"Påhittade {number} AB", "voucher": f"W{number}"}
    return NewLine(category, net, vat, paid_on=builders.DAY, basis=basis, hours=hours, **bought)


def judge(claim: Claim, judged: dict[int, tuple[str, str]]) -> None:
    """Deduct as is said, and approve whatever nobody has judged."""
    for line in reviewing.of(claim):
        if line.number in judged:
            left, reason = judged[line.number]
            reviewing.judge(claim, line.number, "deduct", approved=Money.parse(left), reason=reason)
        elif line.state == "open":
            reviewing.judge(claim, line.number)


def settle(claim: Claim, reason: str) -> dict[str, str]:
    """The claim approved with what is proposed, and the payment exported: what it came to."""
    by, terms = builders.a_user(), builders.terms()
    claiming.see_to_claim(claim)
    with db.transaction(at=builders.moment()):
        found = payouts.claim_for_act(claim.id, by=by)
        approved = claim_lines.approved_of(found)
        proposal = disburse.proposal_for(found, approved, county=terms.county)
        said = Approval(approved, proposal.proposed, reason)
        act = disburse.approve if proposal.proposed else disburse.cover
        made = act(found, said, by=by, on=builders.DAY, terms=terms)
        amounts = {"counted": found.reported, "approved": approved, "proposed": proposal.proposed}
    if made is not None:
        builders.an_exported_payment(made)
    return {**{name: str(amount) for name, amount in amounts.items()}, "ceiling": str(proposal.ceiling)}


def taken(case: Case, step: dict[str, Any], claim: Claim | None) -> Claim | None:
    """One step of a case; gives back its claim where it is still open."""
    if "advance" in step:
        builders.an_exported_payment(paying_ahead.advanced(case, Money.parse(step["advance"]), on=builders.DAY))
        return None
    if claim is None:
        rows = [a_row(*row) for row in step["rows"]]
        kind, deductible = step.get("kind", "interim"), step["vat_deductible"]
        claim = reviewing.a_handed_in_claim(case, *rows, vat_deductible=deductible, kind=kind)
    judge(claim, {number: (left, reason) for number, left, reason in step.get("judged", [])})
    if "refused" in step:
        with pytest.raises(Refused) as error:
            settle(claim, "")
        assert error.value.reason.key == step["refused"]
        return claim
    expected = {name: step[name] for name in ("counted", "approved", "proposed", "ceiling")}
    assert settle(claim, step.get("reason", "")) == expected
    return None


@pytest.mark.parametrize("given", CASES, ids=lambda case: case["name"])
def test_a_case_goes_as_it_was_worked_out(given: dict[str, Any]) -> None:
    case, claim = granted(given), None
    for step in given["step"]:
        assert step.get("again", False) is (claim is not None)
        claim = taken(case, {**step, "vat_deductible": given["vat_deductible"]}, claim)
    assert verify.everything().broken == []
