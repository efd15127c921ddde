"""A rule answers with a finding; only an act refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from grantdesk.domain.messages import Both, Message


class Confidence(StrEnum):
    """How sure a rule value is: read in the statute, in a secondary source, generally known, or the Region's own terms."""

    STATUTE = "A"
    SECONDARY = "B"
    GENERAL = "C"
    CONFIGURED = "CFG"


@dataclass(frozen=True, eq=False)
class Source:
    """Where a rule value comes from. `confirmed` is false until the Region has confirmed it.

    `place` is the file and the key of the row, such as `schemes/konsultcheck.toml: rules.cap[0]`; `valid_from` the day
    its value is in force from, None for what has no such day. Together they tell one version of a rule from the next.
    """

    text: Both
    confidence: Confidence
    confirmed: bool
    place: str
    valid_from: date | None

    @cached_property
    def as_json(self) -> Mapping[str, object]:
        """As every finding that rests on it shows it; not to be changed."""
        return {
            "source": self.text.en,
            "source_text": {"sv": self.text.sv, "en": self.text.en},
            "confidence": self.confidence.value,
            "confirmed": self.confirmed,
            "place": self.place,
            "valid_from": None if self.valid_from is None else self.valid_from.isoformat(),
        }


class Finding(NamedTuple):
    """What one rule says of one application: met or not, why, and by which source."""

    rule: str
    met: bool
    reason: Message
    source: Source
