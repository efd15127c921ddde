"""A claim under review: rows are judged, and two of them are parked with a question to the recipient."""

from __future__ import annotations

from grantdesk.actions import review
from grantdesk.domain.claim_lines import APPROVE, DEDUCT, PARK, Judgement
from grantdesk.domain.money import Money
from grantdesk.operations.demonstration import people, waiting
from grantdesk.operations.demonstration.player import Player
from grantdesk.queries import claim_lines

_QUESTIONS = (
    "Vad avser fakturan? Skicka en specifikation (påhittad fråga).",
    "Är hela beloppet betalt? Kontoutdraget visar en del (påhittad fråga).",
)
_DEDUCTED = "Påhittat: en tiondel gäller tiden före projektet."


def play(player: Player) -> None:
    """The first rows, as far as the handler has come; the rest waits."""
    claim, by = player.claim_of(waiting.UNDER_REVIEW), player.users[people.HANDLER]
    approved, deducted, *parked = (claim_lines.of_number(claim, place) for place in range(1, 3 + len(_QUESTIONS)))
    review.judge(approved, Judgement(APPROVE, approved.category), by=by)
    kept = Money(deducted.counted.ore * 9 // 10)
    said = Judgement(DEDUCT, deducted.category, kept, reason="outside_period", remark=_DEDUCTED)
    review.judge(deducted, said, by=by)
    for row, question in zip(parked, _QUESTIONS, strict=True):
        review.judge(row, Judgement(PARK, row.category, question=question), by=by)
