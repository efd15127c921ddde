"""A decision letter, in which a test says only what matters to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from grantdesk import region
from grantdesk.documents import letter_texts
from grantdesk.documents.decision_letter import CostLine, DecidedBy, DecisionLetter, DeMinimis, Ground, Recipient
from grantdesk.documents.layout import Letterhead
from grantdesk.documents.letter_texts import LetterTexts
from grantdesk.domain import appeal
from grantdesk.domain.money import Money


def written() -> dict[str, Any]:
    return region.read_letters(region.find("vastmanland"))


def texts() -> LetterTexts:
    return letter_texts.parse(written(), file="letters/decision.toml")


A_LINE = CostLine("Maskiner", Money.kronor(400_000), Money.kronor(400_000), Decimal("0.35"), Money.kronor(140_000))
A_GROUND = Ground(
    met=True,
    reason="Stödandelen är 35 % i Fagersta, som ligger i stödområde 3.",
    source="Regionens egna villkor, arbetsvärde",
    confirmed=False,
)
A_DECIDER = DecidedBy("Märta Björk", "enhetschef", "delegationsordningen, punkt 3.1", ground_confirmed=False)


def a_letter(**changes: Any) -> DecisionLetter:
    facts: dict[str, Any] = {
        "letterhead": Letterhead("Region Västmanland", ("Regionhuset", "721 89 Västerås"), "region@example.se"),
        "texts": texts(),
        "outcome": "granted",
        "case_number": "GD-2026-0012",
        "decided_on": date(2026, 4, 2),
        "received_on": date(2026, 3, 14),
        "recipient": Recipient("Ängelsbergs Träförädling AB", "559900-1004", number_is_personal=False),
        "scheme": "investeringsstöd",
        "ordinance": "SFS 2022:1467",
        "sections": "23–26 §§",
        "measure": "Ny fräsmaskin för träförädling i Ängelsberg.",
        "applied": Money.kronor(150_000),
        "granted": Money.kronor(140_000),
        "lines": (A_LINE,),
        "grounds": (A_GROUND, Ground(True, "Ansökan kom in innan åtgärden började.", "2022:1467 8 § 1", True)),
        "reasons": ("Åtgärden stärker företagets konkurrenskraft och ger två nya arbetstillfällen.",),
        "decided_by": A_DECIDER,
        "presented_by": "Åsa Öberg",
        "period": (date(2026, 5, 1), date(2027, 4, 30)),
        "de_minimis": DeMinimis("2023/2831", Decimal("12500.00"), Decimal("11.20"), date(2026, 4, 1), "ECB"),
    }
    facts |= changes
    if "appeal" not in facts:
        kind = "grant" if facts["outcome"] == "granted" else "reject"
        facts["appeal"] = appeal.rule(facts["ordinance"], kind, on=facts["decided_on"])
    return DecisionLetter(**facts)


def a_rejection(**changes: Any) -> DecisionLetter:
    refused = CostLine("Fordon", Money.kronor(300_000), Money(0), None, Money(0))
    return a_letter(
        **{
            "outcome": "rejected",
            "granted": Money(0),
            "lines": (refused,),
            "grounds": (Ground(False, "Fordon är inte stödberättigande.", "2022:1467 24 §", True),),
            "reasons": ("Ansökan avser bara ett fordon.",),
            "de_minimis": None,
            **changes,
        }
    )
