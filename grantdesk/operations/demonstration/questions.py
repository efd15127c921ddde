"""A claim under review: rows are judged, and two of them are parked with a question to the recipient."""

from __future__ import annotations

from grantdesk.actions import judge
from grantdesk.domain.claim_lines import APPROVE, DEDUCT, PARK, Judgement
from grantdesk.domain.money import Money
from grantdesk.operations.demonstration import people, waiting
from grantdesk.operations.demonstration.player import Player
from grantdesk.queries import claim_lines

_QUESTIONS = (
    "Vad avser fakturan? Skicka en specifikation (påhittad fråga).",
    "Är hela beloppet betalt? Kontoutdraget visar en del (påhittad fråga).",
)
_LOOKED = "Påhittat: fakturan är sedd."
_DEDUCTED = "Påhittat: en tiondel gäller tiden före projektet."


def play(player: Player) -> None:
    """The first rows, as far as the handler has come; the rest waits."""
    claim, by = player.claim_of(waiting.UNDER_REVIEW), player.users[people.HANDLER]
    approved, deducted, *parked = (claim_lines.of_number(claim, place) for place in range(1, 3 + len(_QUESTIONS)))
    county = player.terms.county
    judge.row(approved, Judgement(APPROVE, approved.category, remark=_LOOKED), by=by, county=county)
    kept = Money(deducted.counted.ore * 9 // 10)
    said = Judgement(DEDUCT, deducted.category, kept, reason="outside_period", remark=_DEDUCTED)
    judge.row(deducted, said, by=by, county=county)
    for row, question in zip(parked, _QUESTIONS, strict=True):
        judge.row(row, Judgement(PARK, row.category, question=question), by=by, county=county)
