"""A request for public documents: what is given out, what is masked, and on which ground, decided field by field."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from grantdesk.domain.findings import Confidence
from grantdesk.domain.refusal import Refused
from grantdesk.domain.secrecy import GROUNDS, Ground, called

WHOLE, IN_PART, REFUSED = "whole", "in_part", "refused"
OUTCOMES = (WHOLE, IN_PART, REFUSED)
# How what is refused can be tried: 6 kap. 3 and 7 §§ of the act, known in general and not read in the statute.
RIGHT_TO_A_DECISION = Confidence.GENERAL


@dataclass(frozen=True)
class Answer:
    """What was decided of one field: given out, or masked on a ground; `tested` is what the test of harm showed."""

    field: str
    given: bool
    ground: str
    tested: str

    @property
    def as_json(self) -> dict[str, Any]:
        return {"field": self.field, "given": self.given, "ground": self.ground, "tested": self.tested}


def masks(answers: Sequence[Answer]) -> dict[str, Ground]:
    """The ground of each field that is masked."""
    return {answer.field: GROUNDS[answer.ground] for answer in answers if not answer.given}


def refuse_what_has_not_been_tried(
    answers: Sequence[Answer], marked: Collection[str], *, received_on: date, on: date
) -> None:
    """Raises Refused where a marked field has no answer, a test of harm is not written, or a ground no longer holds."""
    if {answer.field for answer in answers} != set(marked) or len(answers) != len(marked):
        raise Refused("disclosure.marks_changed")
    for answer in answers:
        ground = GROUNDS[answer.ground]
        last = ground.last_day(received_on)
        if answer.given:
            continue
        if ground.harm_test and not answer.tested.strip():
            raise Refused("disclosure.not_tried", field=called(answer.field))
        if last is not None and on > last:
            raise Refused("disclosure.too_old", field=called(answer.field), last=last, years=ground.longest or 0)
