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
    claim = player.claim_of(waiting.UNDER_REVIEW)
    first, second, *others = claim_lines.of_claim(claim)
    kept = Money(second.counted.ore * 9 // 10)
    judged = [
        Judgement(APPROVE, first.category, remark=_LOOKED),
        Judgement(DEDUCT, second.category, kept, reason="outside_period", remark=_DEDUCTED),
        *(Judgement(PARK, row.category, question=question) for row, question in zip(others, _QUESTIONS, strict=False)),
    ]
    for number, said in enumerate(judged, start=1):
        # Read one at a time: to judge a row is to read all of them anew.
        row = claim_lines.of_number(claim, number)
        judge.row(row, said, by=player.users[people.HANDLER], county=player.terms.county)
