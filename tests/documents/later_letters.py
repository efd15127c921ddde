"""A letter of each kind that came later, in which a test says only what matters to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from grantdesk.documents.layout import Letterhead
from grantdesk.documents.letter_facts import (
    AdvanceGrounds,
    Change,
    Contact,
    CoveringLetter,
    EarlierDecision,
    LaterLetter,
    Lowering,
    PlanChange,
    SetOff,
    SupplementLetter,
)
from grantdesk.domain import appeal
from grantdesk.domain.money import Money
from tests.documents.letters import A_DECIDER, a_letter, a_rejection, texts

REGION = Letterhead("Region Västmanland", ("Regionhuset", "721 89 Västerås"), "region@example.se")
A_CONTACT = Contact("Åsa Öberg", "region@example.se")
CHANGES = (
    Change("granted", "140 000 kr", "175 000 kr"),
    Change("ends_on", "2027-04-30", "2027-10-31"),
    Change("conditions", "", "Slutrapport senast 2027-11-30."),
)
PLAN = (
    PlanChange("Maskiner", Money.kronor(400_000), Money.kronor(450_000)),
    PlanChange("Konsulttjänster", None, Money.kronor(50_000)),
    PlanChange("Resor", Money.kronor(10_000), None),
)
LONG_PLAN = tuple(PlanChange(f"Maskiner, del {n}", Money.kronor(1_000), Money.kronor(1_100)) for n in range(120))
_MORE: dict[str, dict[str, Any]] = {
    "change": {"changes": CHANGES, "plan": PLAN},
    "revoke": {"cause": "own_request", "amount": Money.kronor(90_000)},
    "withhold": {"cause": "conditions_broken", "amount": Money.kronor(40_000)},
    "recover": {"cause": "not_for_purpose", "amount": Money.kronor(50_000), "due_on": date(2026, 6, 30)},
    "set_off": {
        "amount": Money.kronor(20_000),
        "set_off": SetOff("UT-2026-0007", Money.kronor(35_000), Money.kronor(30_000), Money.kronor(20_000)),
    },
    "advance": {
        "ordinance": "2003:596",
        "amount": Money.kronor(150_000),
        "advance": AdvanceGrounds(
            "Föreningen saknar egna medel att ligga ute med.", "Kassaflödet är prövat och räcker."
        ),
    },
    "lower": {
        "cause": "mistaken",
        "amount": Money.kronor(30_000),
        "lowering": Lowering(Money.kronor(20_000), Money.kronor(5_000)),
        "refers_to": EarlierDecision("Återkrav", date(2026, 4, 30)),
    },
}


def a_later(kind: str, **changes: Any) -> LaterLetter:
    granted = a_letter()
    facts: dict[str, Any] = {
        "letterhead": granted.letterhead,
        "texts": granted.texts,
        "case_number": granted.case_number,
        "decided_on": date(2026, 5, 31),
        "recipient": granted.recipient,
        "scheme": granted.scheme,
        "ordinance": granted.ordinance,
        "measure": granted.measure,
        "reasons": ("Maskinen blev dyrare än planerat.",),
        "decided_by": A_DECIDER,
        "presented_by": "Åsa Öberg",
        "kind": kind,
        "refers_to": EarlierDecision("Bifall", date(2026, 4, 2)),
        **_MORE[kind],
    }
    facts |= changes
    facts.setdefault("appeal", appeal.rule(facts["ordinance"], kind, on=facts["decided_on"]))
    return LaterLetter(**facts)


def an_ending(outcome: str, cause: str, **changes: Any) -> Any:
    """A dismissal or a write-off."""
    kind = {"dismissed": "dismiss", "written_off": "write_off"}[outcome]
    rule = appeal.rule(changes.get("ordinance", "2022:1467"), kind, on=date(2026, 4, 2))
    return a_rejection(**{"outcome": outcome, "cause": cause, "reasons": (), "appeal": rule, **changes})


def a_supplement(**changes: Any) -> SupplementLetter:
    facts: dict[str, Any] = {
        "letterhead": REGION,
        "texts": texts(),
        "case_number": "GD-2026-0012",
        "dated_on": date(2026, 3, 20),
        "recipient": a_letter().recipient,
        "scheme": "investeringsstöd",
        "measure": "Ny fräsmaskin för träförädling i Ängelsberg.",
        "received_on": date(2026, 3, 14),
        "points": ("Offert på fräsmaskinen", "Årsredovisning för 2025"),
        "note": "Skicka allt på en gång.\n\nRing om något är oklart.",
        "due_on": date(2026, 4, 10),
        "consequence": "not_tried",
        "contact": A_CONTACT,
        **changes,
    }
    return SupplementLetter(**facts)


def a_covering(**changes: Any) -> CoveringLetter:
    facts: dict[str, Any] = {
        "letterhead": REGION,
        "texts": texts(),
        "case_number": "GD-2026-0012",
        "dated_on": date(2026, 3, 20),
        "addressee": ("Fagersta kommun", "Norbergsvägen 19", "737 80 Fagersta"),
        "heading": "Begäran om yttrande",
        "text": "Vi ber om kommunens synpunkter.\n\nSvara gärna inom tre veckor.",
        "enclosures": ("Ansökan", "Karta"),
        "contact": A_CONTACT,
        **changes,
    }
    return CoveringLetter(**facts)
