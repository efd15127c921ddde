"""Money that is wanted back during the year: one company repays in parts, another does not, and goes to Tillväxtverket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from functools import partial

from grantdesk.actions import later, repay, sue
from grantdesk.actions.decide import Verdict
from grantdesk.actions.repay import Received
from grantdesk.actions.sue import HandedOver
from grantdesk.domain.later import Later
from grantdesk.domain.money import Money
from grantdesk.domain.repayments import Part
from grantdesk.models.case import Case
from grantdesk.operations.demonstration import chance, people
from grantdesk.operations.demonstration.player import Player
from grantdesk.operations.demonstration.scenes import Scene, scene
from grantdesk.queries import balances, case_file, proposals, repayments

_AT = time(15, 20)
# Decided so long before the day of loading, and never in a year whose figures have been published.
_BEFORE, _FIRST = timedelta(days=170), date(2026, 1, 1)
_PAY_WITHIN, _MONTH = timedelta(days=40), timedelta(days=30)
_IN_PARTS, _UNPAID = Money.kronor(24_000), Money.kronor(18_000)
_PART = Money.kronor(8_000)
_PAPERS = ("Beslutet om återkrav", "Krav och påminnelse", "Delgivningskvitto")
# A scene and how many days after the decisions it is.
_DECIDED, _AGREED, _CAME, _CAME_AGAIN, _HANDED = 0, 3, 38, 68, 90


def scenes(player: Player, before: date) -> Iterator[Scene]:
    """Both recoveries, and what comes of them."""
    begins = before - _BEFORE
    if begins < _FIRST:
        return
    told: list[int] = []
    done: tuple[tuple[int, Callable[[date], None]], ...] = (
        (_DECIDED, partial(_decide, player, told)),
        (_AGREED, partial(_agree, player, told)),
        (_CAME, partial(_come, player, told, "BG 4711-1")),
        (_CAME_AGAIN, partial(_come, player, told, "BG 4711-2")),
        (_HANDED, partial(_hand_over, player, told)),
    )
    for days, act in done:
        yield scene(chance.later(begins + timedelta(days=days), 0), _AT, act)


def _decide(player: Player, told: list[int], on: date) -> None:
    """Both recoveries; `told` gets the keys of their decisions."""
    handler, director = player.users[people.HANDLER], player.users[people.DIRECTOR]
    cases = list(_enough_paid(player))
    for case, amount, why in zip(cases, (_IN_PARTS, _UNPAID), (_SOLD, _CLOSED), strict=True):
        said = Later("recover", cause="not_for_purpose", amount=amount, due_on=on + _PAY_WITHIN)
        found = case_file.for_act(case.number, by=handler)
        laid = later.lay(found, said, why, by=handler, on=on, terms=player.terms).id
        found = case_file.for_act(case.number, by=director)
        told.append(later.take(found, laid, Verdict(""), by=director, on=on, terms=player.terms).id)


def _enough_paid(player: Player) -> Iterator[Case]:
    """Two open cases of companies that have been paid more than is wanted back, the last first."""
    found = 0
    for case in reversed(list(player.open_cases())):
        scheme = player.terms.county.scheme(case.scheme)
        paid = balances.of_case(case.id).paid
        if found < 2 and not scheme.is_project and paid >= _IN_PARTS and proposals.standing_in(case) is None:
            found += 1
            yield case


def _agree(player: Player, told: list[int], on: date) -> None:
    """The first is to come in three parts, a month between them."""
    by, county = player.users[people.FINANCE], player.terms.county
    account = repayments.for_act(told[0], county, by=by)
    parts = [Part(account.due_on + number * _MONTH, _PART) for number in range(3)]
    repay.plan(account, parts, _AGREED_BECAUSE, by=by, on=on)


def _come(player: Player, told: list[int], reference: str, on: date) -> None:
    by, county = player.users[people.FINANCE], player.terms.county
    account = repayments.for_act(told[0], county, by=by)
    repay.note(account, Received(_PART, on, reference), by=by, on=on, rates=county.interest)


def _hand_over(player: Player, told: list[int], on: date) -> None:
    by, county = player.users[people.FINANCE], player.terms.county
    account = repayments.for_act(told[1], county, by=by)
    ordinance = county.scheme(account.case.scheme).ordinance
    told_of = HandedOver(on, "Ä 2026-1043 (påhittat)", _PAPERS)
    sue.hand_over(account, told_of, by=by, on=on, rates=county.interest, ordinance=ordinance)


_SOLD = "Maskinen såldes kort efter utbetalningen (påhittat)."
_CLOSED = "Verksamheten lades ned innan stödet hade använts (påhittat)."
_AGREED_BECAUSE = "Företaget klarar inte hela beloppet på en gång; överenskommet med ekonomi (påhittat)."
