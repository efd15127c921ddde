"""What the demonstration's projects are about. The words are shown to users, in Swedish."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """A project's title, themes, the objectives it serves, its ERUF objective if it has one, and whom it covers."""

    title: str
    themes: tuple[str, ...]
    objectives: dict[str, int]
    eruf: str | None = None
    covers: tuple[str, ...] = ()


_NORTH = ("1904", "1962", "1982")
_WEST = ("1960", "1983", "1984")
_ALL = ("1904", "1907", "1960", "1961", "1962", "1980", "1981", "1982", "1983", "1984")
_INNOVATION = {"NYS-2": 10_000}
_BUSINESS = {"NYS-1": 10_000}
_SKILLS = {"NYS-3": 10_000}

# With money from the regional fund. The first sixteen begin in 2024, the last ten in 2025.
ERUF = (
    Subject("Testbädd för automation i småföretag", ("innovation", "digitalisation"), _INNOVATION, "SM1.1", _ALL),
    Subject("AI i tillverkande företag", ("digitalisation",), {"NYS-1": 5_000, "NYS-2": 5_000}, "SM1.2", _ALL),
    Subject("Tillväxt i Bergslagens småföretag", ("rural",), _BUSINESS, "SM1.3", _NORTH),
    Subject("Kompetens för smart specialisering", ("skills",), _SKILLS, "SM1.4", _ALL),
    Subject("Energieffektiva industrilokaler", ("energy",), {"TIL-1": 6_000, "NYS-1": 4_000}, "SM2.1", _WEST),
    Subject(
        "Lokala nät och energilagring", ("energy", "innovation"), {"NYS-2": 7_000, "TIL-1": 3_000}, "SM2.3", ("1980",)
    ),
    Subject("Återbruk av industrins restflöden", ("green_transition",), {"VAL-2": 10_000}, "SM2.6", _ALL),
    Subject("Forskningsmiljö för järnvägens teknik", ("innovation",), _INNOVATION, "SM1.1", ("1980",)),
    Subject("Digital mognad i handel och besöksnäring", ("digitalisation", "tourism"), _BUSINESS, "SM1.2", _WEST),
    Subject("Nya marknader för underleverantörer", ("internationalisation",), _BUSINESS, "SM1.3", _ALL),
    Subject("Validering på arbetsplatsen", ("skills",), _SKILLS, "SM1.4", _NORTH),
    Subject(
        "Fossilfria transporter på landsbygden",
        ("energy", "rural"),
        {"TIL-1": 5_000, "TIL-2": 5_000},
        "SM2.1",
        ("1981",),
    ),
    Subject("Effektbalans i industriområden", ("energy",), {"NYS-2": 10_000}, "SM2.3", _WEST),
    Subject("Cirkulära affärer", ("green_transition",), {"NYS-1": 6_000, "VAL-2": 4_000}, "SM2.6", ("1980", "1961")),
    Subject("Välfärdsteknik från idé till kund", ("innovation",), {"VAL-1": 5_000, "NYS-2": 5_000}, "SM1.1", _ALL),
    Subject("Växtkraft i östra länet", ("rural",), _BUSINESS, "SM1.3", ("1981",)),
    Subject("Datadriven produktion", ("digitalisation", "innovation"), {"NYS-1": 4_000, "NYS-2": 6_000}, "SM1.2", _ALL),
    Subject("Hållbar livsmedelskedja", ("green_transition",), {"VAL-1": 4_000, "NYS-1": 6_000}, "SM1.3", _ALL),
    Subject("Energiledning i små företag", ("energy",), {"TIL-1": 10_000}, "SM2.1", _ALL),
    Subject("Vätgas i processindustrin: demonstration", ("energy", "innovation"), _INNOVATION, "SM2.3", _NORTH),
    Subject("Inkubation för industriella idéer", ("innovation",), _INNOVATION, "SM1.1", ("1980", "1983")),
    Subject("Export från Bergslagen", ("internationalisation",), _BUSINESS, "SM1.3", _NORTH),
    Subject("Yrkeskunskap för grön industri", ("skills", "green_transition"), _SKILLS, "SM1.4", _WEST),
    Subject("Byggåterbruk i länet", ("green_transition",), {"VAL-2": 7_000, "TIL-1": 3_000}, "SM2.6", _ALL),
    Subject("Solel i föreningar och bygder", ("energy", "rural"), {"TIL-2": 10_000}, "SM2.1", ("1981", "1961")),
    Subject("Affärsutveckling med tjänstedesign", ("innovation",), _BUSINESS, "SM1.3", ("1907", "1961")),
)

# Without. The business climate is worked for in nine of the ten municipalities by the two that run for long.
PLAIN_2024 = (
    Subject("Företagsklimat i norra länet", ("business_climate",), _BUSINESS, covers=("1907", "1961", "1962", "1982")),
    Subject("Förstudie: besöksnäring längs kanalen", ("tourism",), {"TIL-2": 10_000}, covers=_WEST),
    Subject("Ungas väg till arbete", ("skills",), {"VAL-1": 6_000, "NYS-3": 4_000}, covers=_ALL),
    Subject("Landsbygdsnod för företagare", ("rural",), {"TIL-2": 10_000}, covers=("1981",)),
    Subject("Etableringsservice i Västmanland", ("internationalisation",), _BUSINESS, covers=_ALL),
    Subject("Förstudie: regional datadelning", ("digitalisation",), _INNOVATION, covers=_ALL),
)
PLAIN_2025 = (
    Subject(
        "Näringslivssamverkan i länets städer",
        ("business_climate",),
        _BUSINESS,
        covers=("1960", "1980", "1981", "1983", "1984"),
    ),
    Subject("Ingenjörsnod i Fagersta", ("skills", "innovation"), {"NYS-2": 5_000, "NYS-3": 5_000}, covers=_NORTH),
    Subject("Kvinnors företagande", ("internationalisation",), _BUSINESS, covers=_ALL),
    Subject("Förstudie: kompetensbehov i energibranschen", ("skills", "energy"), _SKILLS, covers=_ALL),
    Subject("Mötesplatser för sociala företag", ("rural",), {"VAL-1": 10_000}, covers=_ALL),
    Subject("Regional matstrategi i praktiken", ("green_transition",), {"VAL-2": 10_000}, covers=_ALL),
    Subject("Kultur- och naturturism i Bergslagen", ("tourism",), {"TIL-2": 10_000}, covers=_NORTH),
    Subject("Teknikcollege: gemensam utrustning", ("skills",), _SKILLS, covers=_WEST),
    Subject("Förstudie: logistik på järnväg", ("green_transition",), {"TIL-1": 10_000}, covers=("1980",)),
    Subject("Företagsnätverk för digital säkerhet", ("digitalisation",), _BUSINESS, covers=_ALL),
    Subject("Validering av utländsk utbildning", ("skills",), _SKILLS, covers=_ALL),
)
# Granted late in 2025 and first paid the year after: the two objectives that the year's payments did not reach.
LATE_2025 = (
    Subject("Bygdens gemensamma lokaler", ("rural",), {"VAL-3": 10_000}, covers=("1904", "1962")),
    Subject("Bredband till de sista byarna: samordning", ("digitalisation", "rural"), {"TIL-3": 10_000}, covers=_ALL),
)
INTERREG_2025 = Subject(
    "Nordisk samverkan om gruvmiljöer", ("internationalisation",), {"NYS-1": 5_000, "VAL-3": 5_000}, covers=_NORTH
)
LATER = (
    Subject("Förstudie: skogens nya produkter", ("innovation", "rural"), _INNOVATION, covers=_NORTH),
    Subject("Språk på jobbet", ("skills",), _SKILLS, covers=_ALL),
    Subject("Cykelturism runt Mälaren", ("tourism",), {"TIL-2": 10_000}, covers=_WEST),
    Subject("Samordning av elnätsbehov", ("energy",), {"TIL-1": 10_000}, covers=_ALL),
    Subject("Innovationsmiljö för välfärd och hälsa", ("innovation",), {"VAL-1": 6_000, "NYS-2": 4_000}, covers=_ALL),
    Subject("Matproducenter i samverkan", ("green_transition",), {"VAL-2": 10_000}, covers=_ALL),
    Subject("Ungt företagande", ("skills",), {"NYS-1": 5_000, "NYS-3": 5_000}, covers=_ALL),
    Subject("Klimatanpassade mötesplatser", ("green_transition", "rural"), {"VAL-3": 10_000}, covers=_WEST),
)
REFUSED = (
    Subject("Årlig marknadsdag", ("tourism",), {"TIL-2": 10_000}, covers=("1983",)),
    Subject("Drift av företagarportal", ("digitalisation",), _BUSINESS, covers=_ALL),
)
