"""Check: somebody answers what there is to see to in a case or a claim; the answers are kept, the latest of an item holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from grantdesk import db
from grantdesk.actions import record
from grantdesk.domain.checklist import ANSWERS, YES, CheckItem
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.check import CheckNote
from grantdesk.models.claim import Claim
from grantdesk.models.claim_paper import ClaimCheckNote
from grantdesk.queries import checks, claim_papers, conflicts
from grantdesk.region import Terms


@dataclass(frozen=True)
class Noted:
    """The answer to one item, by its code, and a remark where there is one to make."""

    item: str
    answer: str
    remark: str = ""


def note(case: Case, notes: Sequence[Noted], *, by: Actor, on: date, terms: Terms) -> list[CheckNote]:
    """Keep the answers, one or several at once, each to the statement as it is put that day."""
    conflicts.refuse_where_partial(case, by=by)
    asked = {item.code: item for item in terms.checks.on(on, scheme=case.scheme, handled_by=case.handled_by)}
    _refuse_what_cannot_be(notes, asked, on=on)
    made = [CheckNote(case_id=case.id, **_said(one, asked[one.item], by=by, on=on)) for one in notes]
    db.session.add_all(made)
    db.session.flush()
    record.event("checks.noted", by=by, case=case, rows=made, items=len(made), on=on)
    return made


def note_claim(claim: Claim, notes: Sequence[Noted], *, by: Actor, on: date, terms: Terms) -> list[ClaimCheckNote]:
    """Keep the answers to what there is to see to in a claim, while it can still be judged."""
    conflicts.refuse_where_partial(claim.case, by=by)
    claim_papers.refuse_the_judged(claim)
    listed = terms.checks.in_claim(on, scheme=claim.case.scheme, handled_by=claim.case.handled_by)
    asked = {item.code: item for item in listed}
    _refuse_what_cannot_be(notes, asked, on=on)
    made = [ClaimCheckNote(claim_id=claim.id, **_said(one, asked[one.item], by=by, on=on)) for one in notes]
    db.session.add_all(made)
    db.session.flush()
    record.event("claim.checked", by=by, case=claim.case, rows=made, items=len(made), claim=claim.number)
    return made


def _refuse_what_cannot_be(notes: Sequence[Noted], asked: Mapping[str, CheckItem], *, on: date) -> None:
    if not notes:
        raise Refused("check.nothing")
    seen: set[str] = set()
    for one in notes:
        item = asked.get(one.item)
        if item is None:
            raise Refused("check.unknown_item", item=one.item, on=on)
        if one.item in seen:
            raise Refused("check.twice", item=item.text)
        if one.answer not in ANSWERS:
            raise Refused("check.unknown_answer", answer=one.answer, choices=", ".join(ANSWERS))
        if item.required_for and one.answer != YES and not one.remark.strip():
            raise Refused("check.without_remark", item=item.text)
        seen.add(one.item)


def _said(one: Noted, item: CheckItem, *, by: Actor, on: date) -> dict[str, Any]:
    """The columns that an answer has wherever it stands."""
    return {
        "item": one.item,
        "asked": checks.words(item),
        "answer": one.answer,
        "remark": one.remark.strip() or None,
        "noted_on": on,
        "recorded_at": db.moment(),
        "recorded_by_id": by.id,
        "recorded_by": by.name,
    }
