"""What companies apply for: titles, costs and circumstances by scheme. The words are shown to users, in Swedish."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grantdesk.domain.money import Money, total
from grantdesk.operations.demonstration.applicants import ANY_BUSINESS, MAKERS, SHOPS
from grantdesk.operations.demonstration.chance import kronor
from grantdesk.operations.demonstration.story import Lines, Source

INVESTMENT, BUSINESS_CHECK, CONSULTANCY_CHECK = "investeringsstod", "affarsutvecklingscheck", "konsultcheck"
ENERGY, COMPETENCE, SERVICE = "energistod", "kompetenscheck", "kommersiell_service_investering"


@dataclass(frozen=True)
class Wish:
    """One thing that may be applied for: a title, what is stated beside it, and what it serves."""

    title: str
    stated: Mapping[str, Any] = field(default_factory=dict)
    objectives: Mapping[str, int] = field(default_factory=lambda: {"NYS-1": 10_000})


@dataclass(frozen=True)
class Range:
    """A cost line: its category, the least and the most it costs in kronor, and how many applications in ten have it."""

    category: str
    least: int
    most: int
    in_ten: int = 10


@dataclass(frozen=True)
class Shape:
    """What applications under one scheme look like. `own` is the share of the costs that the applicant pays, in per cent."""

    wishes: tuple[Wish, ...]
    costs: tuple[Range, ...]
    own: int
    businesses: tuple[tuple[str, str], ...] = ANY_BUSINESS

    def costs_by(self, draw: random.Random) -> Lines:
        return tuple(
            (line.category, kronor(draw, line.least, line.most, step=500))
            for line in self.costs
            if draw.randrange(10) < line.in_ten
        )

    def financing_of(self, costs: Lines) -> tuple[Source, ...]:
        whole = total(amount for _, amount in costs)
        return (Source("own", Money.kronor(whole.ore * self.own // 10_000)),)


_AGREEMENT = {"collective_agreement_terms": True}
_BOTH = {"NYS-1": 7_000, "NYS-2": 3_000}
_SERVES = {"TIL-2": 10_000}
_INNOVATION, _SKILLS = {"NYS-2": 10_000}, {"NYS-3": 10_000}

SHAPES: Mapping[str, Shape] = {
    INVESTMENT: Shape(
        wishes=(
            Wish("Fleroperationsmaskin för kortare ledtider", _AGREEMENT),
            Wish("Robotcell för svetsning", _AGREEMENT, _BOTH),
            Wish("Utbyggnad av produktionslokalen"),
            Wish("Laserskärare och ny plåthantering", _AGREEMENT),
            Wish("Automatiserat lager för färdiga varor"),
            Wish("Ny packlinje"),
            Wish("Mätmaskin för kvalitetssäkring", _AGREEMENT, _BOTH),
            Wish("Ytbehandling i egen regi"),
            Wish("Kantpress och stansmaskin", _AGREEMENT),
            Wish("Svarv med stångmagasin"),
            Wish("Torkanläggning för trävaror", {}, {"NYS-1": 6_000, "TIL-1": 4_000}),
            Wish("Produktionslinje för mindre serier", _AGREEMENT),
        ),
        costs=(
            Range("machinery", 180_000, 2_400_000),
            Range("building", 150_000, 1_800_000, in_ten=3),
            Range("equipment", 30_000, 260_000, in_ten=5),
            Range("other_necessary", 10_000, 90_000, in_ten=3),
        ),
        own=70,
        businesses=MAKERS,
    ),
    BUSINESS_CHECK: Shape(
        wishes=(
            Wish("Export till Norge och Finland: marknadsplan och partner"),
            Wish("Digital orderhantering och e-handel", _AGREEMENT),
            Wish("Klimatberäkning och grön omställning av sortimentet", {}, _BOTH),
            Wish("Utveckling av en cirkulär tjänst", _AGREEMENT, _INNOVATION),
            Wish("Ny affärsmodell för eftermarknaden"),
            Wish("Produktutveckling tillsammans med kund", {}, _INNOVATION),
            Wish("Ledningssystem för kvalitet och miljö", _AGREEMENT),
            Wish("Cybersäkerhet i produktionen"),
            Wish("Ny grafisk profil och lansering i Tyskland"),
            Wish("Livscykelanalys för två produkter", _AGREEMENT, _BOTH),
            Wish("Affärssystem: kravbild och införande"),
            Wish("Prissättning och tjänstepaket", _AGREEMENT),
            Wish("Prototyp tillsammans med högskola", {}, _INNOVATION),
            Wish("Återbruk av emballage i kundflödet", {}, _BOTH),
            Wish("Ledarutveckling och ny organisation", _AGREEMENT, {"NYS-1": 6_000, "NYS-3": 4_000}),
            Wish("Datadriven planering av produktionen"),
        ),
        costs=(
            Range("consultancy", 70_000, 320_000),
            Range("external_service", 20_000, 150_000, in_ten=4),
            Range("training", 15_000, 60_000, in_ten=3),
            Range("travel", 8_000, 30_000, in_ten=2),
        ),
        own=50,
    ),
    CONSULTANCY_CHECK: Shape(
        wishes=(
            Wish("Marknadsundersökning inför ny tjänst"),
            Wish("Rådgivning inför ägarskifte"),
            Wish("Varumärkesstrategi", _AGREEMENT),
            Wish("Juridiskt stöd inför exportavtal"),
            Wish("Plan för digital marknadsföring"),
            Wish("Förstudie om automation", {}, _INNOVATION),
            Wish("Strategi för rekrytering", {}, _SKILLS),
            Wish("Genomlysning av lönsamhet per produkt"),
            Wish("Immaterialrätt inför lansering", {}, _INNOVATION),
            Wish("Affärsplan för andra orten"),
        ),
        costs=(Range("consultancy", 36_000, 190_000), Range("external_service", 10_000, 40_000, in_ten=2)),
        own=50,
    ),
    ENERGY: Shape(
        wishes=(
            Wish("Projektering av värmeåtervinning ur processen", {"energy_review_done": True, **_AGREEMENT}, _BOTH),
            Wish("Styrning av ventilation och belysning", {"energy_review_done": True}),
            Wish("Utredning om effekttoppar och egen lagring", {"energy_review_done": True}, _BOTH),
        ),
        costs=(Range("consultancy", 60_000, 210_000), Range("external_service", 30_000, 110_000, in_ten=6)),
        own=50,
    ),
    COMPETENCE: Shape(
        wishes=(
            Wish("Kartläggning av kompetensbehov och validering", _AGREEMENT, _SKILLS),
            Wish("Kompetensplan inför ny produktion", {}, _SKILLS),
        ),
        costs=(Range("consultancy", 50_000, 160_000), Range("training", 30_000, 120_000, in_ten=7)),
        own=50,
    ),
    SERVICE: Shape(
        wishes=(
            Wish("Kyldiskar med lägre elförbrukning", {"environmental": True, "municipality_consulted": True}, _SERVES),
            Wish("Larm och kameror mot inbrott", {"crime_prevention": True, "municipality_consulted": True}, _SERVES),
            Wish("Ombyggnad av entré och kassa", {"municipality_consulted": True}, _SERVES),
            Wish("Ny drivmedelspump med kortbetalning", {}, _SERVES),
            Wish("Reparation av butikens tak", {}, _SERVES),
        ),
        costs=(Range("equipment", 60_000, 420_000), Range("premises", 40_000, 300_000, in_ten=4)),
        own=30,
        businesses=SHOPS,
    ),
}

GRANT_REASONS = (
    "Åtgärden stärker företagets konkurrenskraft och bedöms ge varaktig sysselsättning i länet.",
    "Åtgärden går utöver löpande drift och skulle inte genomföras i samma omfattning utan stöd.",
    "Åtgärden bidrar till målen i den regionala utvecklingsstrategin. Stödet är inte större än vad som behövs.",
)
WITHDRAWN_REASONS = (
    "Sökanden skjuter upp åtgärden och återkommer.",
    "Sökanden har fått annan finansiering.",
    "Sökanden har sålt verksamheten.",
)
