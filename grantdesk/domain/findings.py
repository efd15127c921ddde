"""A rule answers with a finding; only an act refuses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from grantdesk.domain.messages import Both, Message


class Confidence(StrEnum):
    """How sure a rule value is: read in the statute, in a secondary source, generally known, or the Region's own terms."""

    STATUTE = "A"
    SECONDARY = "B"
    GENERAL = "C"
    CONFIGURED = "CFG"


@dataclass(frozen=True)
class Source:
    """Where a rule value comes from. `confirmed` is false until the Region has confirmed it."""

    text: Both
    confidence: Confidence
    confirmed: bool


@dataclass(frozen=True)
class Finding:
    """What one rule says of one application: met or not, why, and by which source."""

    rule: str
    met: bool
    reason: Message
    source: Source
