"""What was decided of grants after they were granted, the evening before the day of loading; one more decision waits."""

from __future__ import annotations

from datetime import date, timedelta

from grantdesk.actions import later
from grantdesk.actions.decide import Verdict
from grantdesk.domain.later import Later
from grantdesk.domain.money import Money
from grantdesk.models.case import Case
from grantdesk.operations.demonstration import people, waiting
from grantdesk.operations.demonstration.player import Player
from grantdesk.queries import balances, case_file

_MONTH = timedelta(days=30)


def play(player: Player, *, on: date) -> None:
    """A payment withheld, a project given longer time, a recovery; and a change that is proposed to the director."""
    withheld = Later("withhold", cause="conditions_broken", amount=Money.kronor(20_000))
    _decide(player, player.case_of(waiting.WITHHELD), withheld, _WITHHELD, on)
    longer = Later("change", ends_on=on + 12 * _MONTH, conditions=_CONDITIONS)
    _decide(player, player.case_of(waiting.GIVEN_LONGER), longer, _LONGER, on)
    recovered = Later("recover", cause="not_for_purpose", amount=Money.kronor(15_000), due_on=on + _MONTH)
    _decide(player, _partly_paid(player), recovered, _RECOVERED, on)
    _propose(player, player.case_of(waiting.TO_CHANGE), Later("change", ends_on=on + 14 * _MONTH), _LATE, on)


_WITHHELD = "Lägesrapporten saknas trots påminnelse (påhittat)."
_LONGER = "Leveransen av utrustningen är försenad (påhittat)."
_CONDITIONS = "Slutrapporten ska visa hur butikens omsättning har utvecklats (påhittat villkor)."
_RECOVERED = "En del av utrustningen såldes kort efter utbetalningen (påhittat)."
_LATE = "Bygglovet drar ut på tiden (påhittat)."


def _partly_paid(player: Player) -> Case:
    """An open case of a company in which enough has been paid."""
    for case in player.open_cases():
        if not player.terms.county.scheme(case.scheme).is_project and balances.of_case(case.id).paid > Money.kronor(
            15_000
        ):
            return case
    raise ValueError("no company has been paid in part")


def _decide(player: Player, case: Case, said: Later, reason: str, on: date) -> None:
    proposal = _propose(player, case, said, reason, on)
    by = player.users[people.DIRECTOR]
    later.take(case_file.for_act(case.number, by=by), proposal, Verdict(""), by=by, on=on, terms=player.terms)


def _propose(player: Player, case: Case, said: Later, reason: str, on: date) -> int:
    by = player.users[people.HANDLER]
    return later.lay(case_file.for_act(case.number, by=by), said, reason, by=by, on=on, terms=player.terms).id
