"""The rows of the claims of a case, as a copy of its file tells them: what was reported, and what was made of it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from grantdesk import db
from grantdesk.domain.masking import Row
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.claim_line import ClaimLine
from grantdesk.queries.case_copy_words import Wording

FIELD = "claims.lines"


def rows(case: Case, w: Wording) -> Iterator[Row]:
    """Every row of every claim, in the order that they were entered."""
    query = select(ClaimLine).join(ClaimLine.claim).where(Claim.case_id == case.id)
    lines = query.options(joinedload(ClaimLine.claim)).order_by(Claim.number, ClaimLine.number)
    for line in db.session.execute(lines).scalars():
        yield from _line(line, w)


def _line(line: ClaimLine, w: Wording) -> Iterator[Row]:
    bought = (line.description, line.supplier, line.voucher, w.day(line.paid_on))
    told = ", ".join(filter(None, [w.named("category", line.category), *bought]))
    said = f"{line.claim.number}:{line.number}. {told}: {w.money(line.counted)}"
    yield from w.row(FIELD, "copy.claim_line", said, line.counted, line.net, line.vat, *bought[:3])
    yield from w.row(FIELD, "copy.judged", _judged(line, w), line.approved or "", line.remark, line.question)


def _judged(line: ClaimLine, w: Wording) -> str:
    """What was made of the row, as far as anything has been."""
    if not line.judged_by:
        return ""
    parts = [
        w.named("state.claim_line", line.state),
        w.named("category", line.moved_to) if line.moved_to else "",
        w.money(line.approved) if line.approved is not None else "",
        w.named("claim_line.reason", line.reason) if line.reason else "",
        line.remark,
        line.question,
    ]
    return ", ".join(filter(None, parts))
