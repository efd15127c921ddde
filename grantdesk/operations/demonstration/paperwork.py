"""What comes with a claim in the demonstration, and what is answered of it: in Swedish, and visibly invented."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from grantdesk import settings
from grantdesk.actions import check, claim_papers
from grantdesk.actions.check import Noted
from grantdesk.actions.claim_papers import File, Inspection, Told
from grantdesk.documents import layout
from grantdesk.documents.pages import Paper, render
from grantdesk.domain.checklist import NOT_RELEVANT, PAYMENT, YES, CheckItem
from grantdesk.domain.claim_papers import IN_ORDER, INSPECTOR_REPORT
from grantdesk.domain.roles import Actor
from grantdesk.models.claim import Claim
from grantdesk.operations.demonstration.chance import drawn
from grantdesk.queries import balances
from grantdesk.queries import claim_papers as papers
from grantdesk.region import Terms

# By item, what may be answered beside a plain yes.
_ANSWERS = {
    "claim_costs_paid": ((YES, ""), (YES, "Påhittat: stickprov mot kontoutdrag utan anmärkning.")),
    "claim_procurement": (
        (YES, "Påhittat: tre offerter har jämförts."),
        (NOT_RELEVANT, "Påhittat: bara köp under gränsen, och mottagaren är ingen upphandlande myndighet."),
    ),
    "claim_publicity": ((YES, "Påhittat: finansiärerna nämns på webbplatsen."),),
}
_DONE = (
    "Påhittat: projektgruppen är på plats och arbetet följer planen.",
    "Påhittat: fyra arbetspaket av sju är genomförda.",
    "Påhittat: en förstudie är klar och två seminarier är hållna.",
)
_RESULTS = (
    "Påhittat: arton företag har deltagit, åtta av dem leds av kvinnor.",
    "Påhittat: ett nätverk med fem kommuner har bildats.",
    "Påhittat: sex företag har fått en plan som de själva betalar fortsättningen på.",
)
_DEVIATIONS = ("", "Påhittat: upphandlingen drog ut på tiden, två månader sent.")
_NEXT = ("Påhittat: arbetet fortsätter enligt plan.", "Påhittat: kommunerna tar över driften.")


def see_to(claim: Claim, key: str, *, by: Actor, on: date, terms: Terms) -> None:
    """Answer what is asked of a claim, and enter the report on the work where there is to be one."""
    draw = drawn(f"claim papers {key} {claim.number}")
    items = terms.checks.in_claim(on, scheme=claim.case.scheme, handled_by=claim.case.handled_by)
    answers = [_answer(draw, item) for item in items if PAYMENT in item.required_for or item.code in _ANSWERS]
    if answers:
        check.note_claim(claim, answers, by=by, on=on, terms=terms)
    asked = papers.asked_of(claim, county=terms.county)
    if asked.wants_report(claim.kind):
        claim_papers.report(claim, _told(draw), by=by, on=on)
    if asked.wants_inspector(balances.of_case(claim.case_id).granted):
        _inspect(claim, by=by, on=on)


def _inspect(claim: Claim, *, by: Actor, on: date) -> None:
    """Attach an inspector's report, a paper that says of itself that it is invented, and note that all was in order."""
    file = File(INSPECTOR_REPORT, "kontrollrapport.pdf", _report_of_inspection())
    attached = claim_papers.attach(claim, file, settings.read().archive, by=by)
    found = Inspection(attached.id, "Påhittade Kontrollanten", on, IN_ORDER)
    claim_papers.inspect(claim, found, by=by, on=on)


@lru_cache(maxsize=1)
def _report_of_inspection() -> bytes:
    """One paper for every claim, so that it is kept once."""
    name, said = "Påhittad kontrollrapport", "Investeringen är besedd på plats och är som beviljat."
    paper = Paper(name, "Påhittade Kontrollanten", "En handling i demonstrationen", "sv", date(2024, 1, 1), name)
    return render(paper, lambda: [layout.heading(name, level=0), layout.paragraph(said)])


def _answer(draw: random.Random, item: CheckItem) -> Noted:
    answer, remark = draw.choice(_ANSWERS.get(item.code, ((YES, ""),)))
    return Noted(item.code, answer, remark)


def _told(draw: random.Random) -> Told:
    texts: Sequence[Sequence[str]] = (_DONE, _RESULTS, _DEVIATIONS, _NEXT)
    done, results, deviations, next_steps = (draw.choice(each) for each in texts)
    return Told(done, results, deviations, next_steps)
