"""Draft: a claim is begun, its rows are added to it in any number of sittings, and it is handed to review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import func, select

from grantdesk import db
from grantdesk.actions import advance, enrol, record, review
from grantdesk.domain.account import Account
from grantdesk.domain.lifecycle import FIRST, OPEN_CLAIM
from grantdesk.domain.messages import message, render
from grantdesk.domain.money import ZERO
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.payee import Payee
from grantdesk.queries import case_file, claim_lines, conflicts, payouts


@dataclass(frozen=True)
class Draft:
    """What a claim says before there are rows: its kind, its account, whether the recipient may deduct value-added tax."""

    kind: str
    account: Account
    vat_deductible: bool
    once: str


def begin(case: Case, draft: Draft, *, by: Actor, on: date) -> Claim:
    """Begin a claim in a granted case; one at a time is open, drafts among them."""
    refuse_another(case, draft.once)
    conflicts.refuse_where_partial(case, by=by)
    made = Claim(
        case=case,
        number=next_number(case),
        once=draft.once,
        kind=draft.kind,
        received_on=on,
        reported=ZERO,
        in_kind=ZERO,
        payee_id=payee_of(case, draft.account, draft.once, by=by, on=on).id,
        vat_deductible=draft.vat_deductible,
        state=FIRST["claim"],
        registered_at=db.moment(),
    )
    db.session.add(made)
    db.session.flush()
    record.event("claim.drafted", by=by, case=case, rows=[made], number=made.number)
    return made


def next_number(case: Case) -> int:
    """The number of the next claim of a case that is locked for the act under way."""
    return 1 + int(db.session.execute(select(func.count()).where(Claim.case_id == case.id)).scalar_one())


def payee_of(case: Case, account: Account, once: str, *, by: Actor, on: date) -> Payee:
    """The account that a claim with the token `once` names: proposed, where the organisation does not have it already."""
    ground = render(message("payee.read_in_claim", number=case.number), "sv")
    # A digest is as long as a token may be, whatever the claim's own is.
    token = sha256(f"the account of claim {once}".encode()).hexdigest()
    return enrol.account(case.organisation, account, ground, once=token, by=by, on=on)


def refuse_another(case: Case, once: str) -> None:
    """Raises Refused where no claim can be made in the case: it is not granted, has one that is open, or this one already."""
    if case.status != "granted":
        raise Refused("claim.not_granted", number=case.number)
    if payouts.find_claim_by_token(once):
        raise Refused("claim.already_registered", number=case.number)
    if any(each.claim.state in OPEN_CLAIM for each in case_file.claims_of(case)):
        raise Refused("claim.one_at_a_time", number=case.number)


def hand_in(claim: Claim, *, by: Actor) -> None:
    """Hand a draft to review: from now on its rows are judged, and none is added."""
    review.refuse_all_but_drafts(claim, by=by)
    lines = claim_lines.standing(claim)
    if not lines:
        raise Refused("claim.draft_without_rows")
    # What was to be completed has been.
    step = advance.step(claim, "hand_in", reason="")
    record.event(
        "claim.handed_in", by=by, case=claim.case, changes=[step], number=claim.number, lines=len(lines),
        reported=claim.reported,
    )  # fmt: skip


def send_back(claim: Claim, what: str, *, by: Actor) -> None:
    """Let a claim in review be a draft again, so that the recipient completes it; what was made of its rows stands.

    The sample is drawn anew when the claim is handed in: rows that came afterwards were not in it.
    """
    review.refuse_all_but_submitted(claim, by=by)
    if not claim.is_itemised:
        raise Refused("claim.one_sum_sent_back")
    if not what.strip():
        raise Refused("claim.sent_back_without_reason")
    step = advance.step(claim, "send_back", reason=what.strip(), sample=None)
    record.event("claim.sent_back", by=by, case=claim.case, changes=[step], number=claim.number, reason=what.strip())


def withdraw(claim: Claim, why: str, *, by: Actor) -> None:
    """Give up a claim that nobody has approved or refused, so that another can be made; its rows stay to be seen."""
    conflicts.refuse_where_partial(claim.case, by=by)
    if not why.strip():
        raise Refused("claim.withdrawn_without_reason")
    step = advance.step(claim, "withdraw", reason=why.strip())
    record.event("claim.withdrawn", by=by, case=claim.case, changes=[step], number=claim.number, reason=why.strip())
