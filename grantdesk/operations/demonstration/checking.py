"""What is answered to the checks of a case in the demonstration: remarks in Swedish, each of which says that it is invented."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence

from grantdesk.actions.check import Noted
from grantdesk.domain.checklist import NO, NOT_RELEVANT, YES, CheckItem
from grantdesk.operations.demonstration.chance import drawn

# Of an item that no decision requires, this many in ten are answered.
_ANSWERED_IN_TEN = 4
# By item, what may be answered, one of them by chance; of other items only the required ones are, with a yes.
_ANSWERS: Mapping[str, Sequence[tuple[str, str]]] = {
    "application_complete": ((YES, ""), (YES, "Påhittat: kompletterad budget kom in efter ett samtal.")),
    "no_double_financing": ((YES, ""), (YES, "Påhittat: sökanden uppger inget annat stöd.")),
    "collective_agreement": ((YES, ""), (YES, "Påhittat: hängavtal."), (NO, "Påhittat: villkoren prövas före beslut.")),
    "municipality_opinion": ((YES, "Påhittat: kommunen tillstyrker."),),
    "no_debts": ((YES, ""), (YES, "Påhittad kontroll hos Kronofogden: inga skulder.")),
    "ownership": (
        (YES, "Påhittad kontroll: två ägare, båda i styrelsen."),
        (YES, "Påhittad kontroll: en ägare, som också är firmatecknare."),
        (YES, "Påhittad kontroll: ägs av ett moderbolag i länet, verklig huvudman känd."),
    ),
    "sanctions": (
        (YES, "Påhittad kontroll: inga träffar."),
        (YES, "Påhittad kontroll: en namnlikhet, utredd och avförd."),
    ),
    "viability": (
        (YES, "Påhittat: vinst de två senaste åren."),
        (YES, "Påhittat: budgeten bär utan stöd från år två."),
    ),
    "capacity": ((YES, ""), (YES, "Påhittat: har genomfört liknande åtgärder.")),
    "sustainability_analysis": (
        (YES, "Påhittad analys: mindre energi per tillverkad del väger tyngst."),
        (YES, "Påhittad analys: nya uppdrag utan större påverkan på klimatet."),
        (YES, "Påhittad analys: breddad rekrytering i en bransch med få kvinnor."),
    ),
    "environment": (
        (YES, "Påhittat: minskar energianvändningen."),
        (YES, ""),
        (NOT_RELEVANT, "Påhittat: ingen påverkan åt något håll."),
    ),
    "gender_equality": ((YES, "Påhittat: rekryterar brett."), (NOT_RELEVANT, ""), (NO, "")),
    "integration": ((YES, "Påhittat: språkpraktik erbjuds."), (NOT_RELEVANT, ""), (NO, "")),
}


def answers(key: str, items: Iterable[CheckItem]) -> list[Noted]:
    """The answers in the story with this key: to all that is required, and to some of the rest."""
    return list(_drawn(drawn(f"checks {key}"), items))


def _drawn(draw: random.Random, items: Iterable[CheckItem]) -> Iterator[Noted]:
    for item in items:
        is_answered = draw.randrange(10) < _ANSWERED_IN_TEN
        answer, remark = draw.choice(_ANSWERS.get(item.code, ((YES, ""),)))
        if item.required_for or (is_answered and item.code in _ANSWERS):
            yield Noted(item.code, answer, remark)
