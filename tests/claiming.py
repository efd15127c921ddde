"""Claims with all that must come with them, and drafts with rows: made by the same actions that the pages call."""

from __future__ import annotations

import uuid
from datetime import date

from grantdesk import db, settings
from grantdesk.actions import check, claim_papers, disburse, draft, judge, review
from grantdesk.actions.claim_papers import File, Inspection, Purchase, Told
from grantdesk.actions.disburse import Approval, Report
from grantdesk.domain.checklist import PAYMENT
from grantdesk.domain.claim_lines import APPROVE, Judgement, NewLine
from grantdesk.domain.claim_papers import INSPECTOR_REPORT, same
from grantdesk.domain.money import Money
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.claim_paper import ClaimAttachment
from grantdesk.models.payment import Payment
from grantdesk.queries import case_file, checks, claim_lines, payouts
from grantdesk.queries import claim_papers as papers
from tests import attachments, builders

DAY = date(2026, 3, 14)

TOLD = Told("Påhittat: tre träffar är hållna.", "Påhittat: elva företag deltog.", "", "Påhittat: en träff till.")


def a_bare_claim(case: Case | None = None, *, reported: Money | None = None, kind: str = "interim") -> Claim:
    """A claim of one sum, to which nothing has come yet."""
    case, by = case or builders.a_granted_case(), builders.a_user()
    report = Report(kind, reported or Money.kronor(100_000), builders.ACCOUNT, once=uuid.uuid4().hex)
    with db.transaction(at=builders.moment()):
        made = disburse.claim(case_file.for_act(case.number, by=by), report, by=by, on=DAY)
    builders.confirm_account(made.case.organisation_id)
    return made


def a_draft(case: Case | None = None, *lines: NewLine) -> Claim:
    """A draft of a claim, with these rows if any."""
    case, by = case or builders.a_granted_case(), builders.a_user()
    said = draft.Draft("interim", builders.ACCOUNT, vat_deductible=True, once=uuid.uuid4().hex)
    with db.transaction(at=builders.moment()):
        made = draft.begin(case_file.for_act(case.number, by=by), said, by=by, on=DAY)
        if lines:
            review.add_lines(made, lines, by=by, county=builders.terms().county, once=uuid.uuid4().hex)
    builders.confirm_account(made.case.organisation_id)
    return made


def case_of(claim: Claim) -> Case:
    """The case that the claim is made in, read anew."""
    db.session.rollback()
    found = db.session.get(Case, claim.case_id)
    assert found is not None
    return found


def approve_rows(claim: Claim) -> Payment:
    """The payment of a draft that is handed in and approved, row by row, as it was reported."""
    by, terms = builders.a_user(), builders.terms()
    with db.transaction(at=builders.moment()):
        found = payouts.claim_for_act(claim.id, by=by)
        draft.hand_in(found, by=by)
        for line in claim_lines.standing(found):
            judge.row(
                claim_lines.of_number(found, line.number),
                Judgement(APPROVE, line.category, remark="Påhittat: sett."),
                by=by,
                county=terms.county,
            )
        see_to(found, by=by)
        proposed = disburse.proposal_for(found, found.reported, county=terms.county).proposed
        return disburse.approve(found, Approval(found.reported, proposed), by=by, on=DAY, terms=terms)


def see_to_claim(claim: Claim, *, by: Actor | None = None, on: date = DAY) -> None:
    """Let everything come with the claim that must before it is approved, in a transaction of its own."""
    by = by or builders.a_user()
    with db.transaction(at=builders.moment(on)):
        see_to(payouts.claim_for_act(claim.id, by=by), by=by, on=on)


def see_to(claim: Claim, *, by: Actor, on: date = DAY) -> None:
    """The same, within an act under way; what is there already is left as it is."""
    terms = builders.terms()
    missing = [each.item.code for each in checks.of_claim(claim, on=on, terms=terms).missing_for(PAYMENT)]
    if missing:
        check.note_claim(claim, [check.Noted(code, "yes") for code in missing], by=by, on=on, terms=terms)
    come = papers.of_claim(claim, county=terms.county)
    if come.asked.wants_report(claim.kind) and come.report is None:
        claim_papers.report(claim, TOLD, by=by, on=on)
    if come.asked.wants_inspector(come.granted) and come.inspection is None:
        inspected(claim, by=by, on=on)
    for one in come.asked.to_check(come.bought):
        if same(one.supplier) not in come.procurement:
            claim_papers.note_purchase(claim, Purchase(one.supplier, "quotes"), by=by, on=on)


def inspected(claim: Claim, *, by: Actor, on: date = DAY, finding: str = "in_order", remark: str = "") -> None:
    """An inspector's report, attached and noted within an act under way."""
    made = attached(claim, INSPECTOR_REPORT, "kontrollant.pdf", by=by)
    said = Inspection(made.id, "Påhittade Kontrollanten", on, finding, remark)
    claim_papers.inspect(claim, said, by=by, on=on)


def attached(claim: Claim, kind: str, name: str, content: bytes | None = None, *, by: Actor) -> ClaimAttachment:
    """A file attached within an act under way; of itself the least that is of the kind that its name says."""
    given = attachments.empty_pdf() if content is None else content
    return claim_papers.attach(claim, File(kind, name, given), settings.read().archive, by=by)
