"""What is there to see to in a case or a claim, what has been answered, and what does a decision or a payment lack?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from grantdesk import db
from grantdesk.domain.checklist import PAYMENT, CheckItem
from grantdesk.domain.messages import Both, Message, message
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.check import CheckNote
from grantdesk.models.claim import Claim
from grantdesk.models.claim_paper import ClaimCheckNote
from grantdesk.region import Terms

Note = CheckNote | ClaimCheckNote


@dataclass(frozen=True)
class Checked:
    """One item, with what has been noted of it, the newest first."""

    item: CheckItem
    notes: tuple[Note, ...]

    @property
    def answered(self) -> Note | None:
        """The note that holds: the latest, where it answers the statement as it is put now."""
        latest = self.notes[0] if self.notes else None
        return latest if latest is not None and latest.asked == words(self.item) else None

    @property
    def earlier(self) -> tuple[Note, ...]:
        """The notes that no longer hold."""
        return self.notes[1:] if self.answered is not None else self.notes


@dataclass(frozen=True)
class Checklist:
    """What there is to see to in one case, or in one claim, on one day, by part."""

    items: tuple[Checked, ...]

    def required_for(self, kind: str) -> list[Checked]:
        """Those that the kind of decision cannot be taken without."""
        return [each for each in self.items if kind in each.item.required_for]

    def missing_for(self, kind: str) -> list[Checked]:
        """Those of them that nobody has answered. A no is an answer: whoever decides sees it and weighs it."""
        return [each for each in self.required_for(kind) if each.answered is None]


def of_case(case: Case, *, on: date, terms: Terms) -> Checklist:
    """The items of the day, each with its notes; one question to the database."""
    newest_first = select(CheckNote).where(CheckNote.case_id == case.id).order_by(CheckNote.id.desc())
    items = terms.checks.on(on, scheme=case.scheme, handled_by=case.handled_by)
    return _answered(items, db.session.execute(newest_first).scalars())


def of_claim(claim: Claim, *, on: date, terms: Terms) -> Checklist:
    """What there is to see to in a claim on the day, each with its notes; one question to the database."""
    newest_first = select(ClaimCheckNote).where(ClaimCheckNote.claim_id == claim.id).order_by(ClaimCheckNote.id.desc())
    items = terms.checks.in_claim(on, scheme=claim.case.scheme, handled_by=claim.case.handled_by)
    return _answered(items, db.session.execute(newest_first).scalars())


def _answered(items: Iterable[CheckItem], newest_first: Iterable[Note]) -> Checklist:
    notes: defaultdict[str, list[Note]] = defaultdict(list)
    for note in newest_first:
        notes[note.item].append(note)
    return Checklist(tuple(Checked(item, tuple(notes[item.code])) for item in items))


def frozen(case: Case, kind: str, *, on: date, terms: Terms) -> list[dict[str, Any]]:
    """The checklist as a decision of this kind keeps it, in plain values: every item of the day, answered or not."""
    return [_frozen(each, kind) for each in of_case(case, on=on, terms=terms).items]


def refuse_what_is_missing(case: Case, kind: str, *, on: date, terms: Terms) -> None:
    """Raises Refused, naming the items, where nobody has answered what this kind of decision requires."""
    missing = of_case(case, on=on, terms=terms).missing_for(kind)
    if missing:
        raise Refused("check.unanswered", items=in_words(each.item for each in missing))


def lacking_in(claim: Claim, *, on: date, terms: Terms) -> list[Message]:
    """What nobody has answered in the claim of what a payment requires, a sentence for each item."""
    missing = of_claim(claim, on=on, terms=terms).missing_for(PAYMENT)
    return [message("claim_papers.unanswered", item=each.item.text) for each in missing]


def in_words(items: Iterable[CheckItem]) -> Both:
    """The statements of the items, one after the other."""
    texts = [item.text for item in items]
    return Both("; ".join(one.sv for one in texts), "; ".join(one.en for one in texts))


def words(item: CheckItem) -> dict[str, str]:
    """The statement in both languages, as a note keeps it."""
    return {"sv": item.text.sv, "en": item.text.en}


def _frozen(each: Checked, kind: str) -> dict[str, Any]:
    item, note = each.item, each.answered
    return {
        "item": item.code,
        "part": item.part,
        "text": words(item),
        "required": kind in item.required_for,
        "answer": note.answer if note else None,
        "remark": note.remark if note else None,
        "noted_on": note.noted_on.isoformat() if note else None,
        "noted_by": note.recorded_by if note else None,
        "valid_from": item.valid_from.isoformat(),
        "source": {"sv": item.source.text.sv, "en": item.source.text.en},
        "confidence": item.source.confidence.value,
        "confirmed": item.source.confirmed,
    }
