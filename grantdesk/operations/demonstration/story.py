"""A story: who applies, for what, when, and how it goes. Plain data; what it comes to is for the rules and the acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from grantdesk.actions.register import WHOLE, ProjectPlan
from grantdesk.domain.money import ZERO, Money, total

PROJECT_SCHEMES = ("projektmedel", "projektmedel_eu")

Lines = tuple[tuple[str, Money], ...]  # category, amount


@dataclass(frozen=True)
class Applicant:
    """An invented organisation; `municipality` is where it works, `bankgiro` where it is paid."""

    number: str
    name: str
    legal_form: str
    municipality: str
    size: str
    led_by: str
    nace: str
    bankgiro: str


@dataclass(frozen=True)
class Source:
    """One line of financing other than the aid."""

    source: str
    amount: Money
    kind: Literal["cash", "in_kind"] = "cash"


@dataclass(frozen=True)
class Claimed:
    """One claim on its way to being paid; a day that is None has not come. `approved` None is all that was reported."""

    kind: Literal["interim", "final"]
    reported: Money
    received_on: date
    approved_on: date | None = None
    attested_on: date | None = None
    collected_on: date | None = None
    paid_on: date | None = None
    approved: Money | None = None
    in_kind: Money = ZERO
    reason: str = ""


@dataclass(frozen=True)
class Proposed:
    """That a handler has proposed to grant what the rules give, and why."""

    on: date
    reason: str


@dataclass(frozen=True)
class Ending:
    """How the application ends. What is granted is what the rules give; nothing of it is written here."""

    kind: Literal["granted", "rejected", "withdrawn"]
    on: date
    reason: str


@dataclass(frozen=True)
class Story:
    """One case from application to close. `key` tells it from every other; `assessed_on` None: nobody has come to it."""

    key: str
    scheme: str
    title: str
    applicant: Applicant
    received_on: date
    costs: Lines
    objectives: Mapping[str, int] = field(default_factory=lambda: {"NYS-1": WHOLE})
    starts_on: date | None = None
    ends_on: date | None = None
    financing: tuple[Source, ...] = ()
    circumstances: Mapping[str, Any] = field(default_factory=dict)
    awards: tuple[Mapping[str, str], ...] = ()
    project: ProjectPlan | None = None
    assessed_on: date | None = None
    proposed: Proposed | None = None
    ending: Ending | None = None
    claims: tuple[Claimed, ...] = ()
    closed_on: date | None = None

    @property
    def is_project(self) -> bool:
        return self.scheme in PROJECT_SCHEMES

    @property
    def cost(self) -> Money:
        return total(amount for _, amount in self.costs)

    @property
    def asked_for(self) -> Money:
        """What nobody else pays of the costs is what the applicant asks for."""
        return self.cost - total(line.amount for line in self.financing)

    def financed_by(self, source: str) -> Money:
        return total(line.amount for line in self.financing if line.source == source)

    def granted_in(self, year: int) -> bool:
        return self.ending is not None and self.ending.kind == "granted" and self.ending.on.year == year

    def paid_in(self, year: int) -> bool:
        return any(claim.paid_on is not None and claim.paid_on.year == year for claim in self.claims)


def facts(story: Story, *, eur_rate: str) -> dict[str, Any]:
    """The application as a form sends it."""
    applicant = story.applicant
    said: dict[str, Any] = {
        "scheme": story.scheme,
        "received_on": story.received_on.isoformat(),
        "requested": str(story.asked_for),
        "applicant": {
            "organisation_number": applicant.number,
            "legal_form": applicant.legal_form,
            "municipality": applicant.municipality,
            "size": applicant.size,
            "led_by": applicant.led_by,
            "nace": applicant.nace,
            "obstacles": [],
        },
        "costs": [{"category": category, "amount": str(amount)} for category, amount in story.costs],
        "financing": [
            {"source": line.source, "kind": line.kind, "amount": str(line.amount)} for line in story.financing
        ],
        "circumstances": dict(story.circumstances),
    }
    if story.starts_on is not None:
        said["starts_on"] = story.starts_on.isoformat()
    if not story.is_project:
        said |= {"de_minimis": [dict(award) for award in story.awards], "eur_rate": eur_rate}
    return said
