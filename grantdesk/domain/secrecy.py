"""Secrecy: which fields of a case may be marked, on which of the law's grounds, and what is proposed of itself.

A mark warns. Whether something is secret is tried each time that somebody asks for the document, and a person tries it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from grantdesk.domain.deadlines import years_after
from grantdesk.domain.findings import Confidence
from grantdesk.domain.messages import Both, Message, in_both, message
from grantdesk.domain.vocabulary import AMOUNTS, COUNTS, DISTANCES, FLAGS

BUSINESS, THIRD_PARTY, PERSONAL_DATA = "business", "third_party", "personal_data"


@dataclass(frozen=True)
class Ground:
    """A ground of the Public Access to Information and Secrecy Act; `longest` is in years, None where it is not known.

    Where there is a `harm_test`, something is secret only if somebody can be assumed to be harmed when it is disclosed.
    """

    code: str
    section: str
    harm_test: bool
    longest: int | None
    confidence: Confidence

    @property
    def confirmed(self) -> bool:
        return self.confidence is Confidence.STATUTE

    @property
    def stamp(self) -> str:
        """What stands in a copy instead of what is secret; it is the same in every language."""
        return f"[sekretess {self.section} OSL]"

    def last_day(self, received_on: date) -> date | None:
        """The last day that the ground can hold for what was received on a day."""
        return None if self.longest is None else years_after(received_on, self.longest)


GROUNDS: Mapping[str, Ground] = {
    ground.code: ground
    for ground in (
        Ground(BUSINESS, "30 kap. 27 § 1", harm_test=True, longest=20, confidence=Confidence.STATUTE),
        # Those who deal with the applicant have never chosen to deal with the authority: there is no test of harm.
        Ground(THIRD_PARTY, "30 kap. 27 § 2", harm_test=False, longest=20, confidence=Confidence.STATUTE),
        # Known in general and not read in the statute; its longest time is not known.
        Ground(PERSONAL_DATA, "21 kap. 7 §", harm_test=True, longest=None, confidence=Confidence.GENERAL),
    )
}

NUMBER = "applicant.number"
NAME = "applicant.name"
TITLE = "title"
_CIRCUMSTANCES = tuple(f"circumstances.{name}" for name in (*FLAGS, *COUNTS, *AMOUNTS, *DISTANCES))
# What tells of how a business is run, and is proposed to be marked where the applicant is one.
_OF_BUSINESS = frozenset(
    {
        "financing",
        "awards",
        "assessment",
        "claims.bankgiro",
        "claims.lines",
        "costs",
        *(f"circumstances.{name}" for name in (*AMOUNTS, "households_served", "independent_companies")),
    }
)
FIELDS: tuple[str, ...] = (
    TITLE, NAME, NUMBER, "applicant.legal_form", "applicant.size", "applicant.led_by", "applicant.nace",
    "applicant.municipality", "applicant.obstacles", "period", "requested", "costs", "financing", "awards",
    "project.purpose", "project.financing", *_CIRCUMSTANCES, "assessment", "checks", "proposal", "decision.amount",
    "decision.reason", "letters", "supplements", "appeals", "claims.amount", "claims.bankgiro",
    "claims.lines", "claims.papers", "claims.reason", "payments", "history",
)  # fmt: skip
# What is the public's own business is nobody's business secret.
_OF_THE_PUBLIC = frozenset({"municipality", "region", "state_agency", "university"})


def proposed(fields: Collection[str], *, legal_form: str, personal: bool) -> dict[str, str]:
    """The ground that the system proposes for each of the fields that it would mark; a person decides."""
    grounds = {} if legal_form in _OF_THE_PUBLIC else dict.fromkeys(_OF_BUSINESS, BUSINESS)
    if personal:
        grounds[NUMBER] = PERSONAL_DATA
    return {field: grounds[field] for field in FIELDS if field in fields and field in grounds}


def name_of(field: str) -> Message:
    """What a reader calls the field."""
    kind, _, name = field.partition(".")
    return message(f"circumstance.{name}" if kind == "circumstances" else f"secrecy.field.{field}")


def called(field: str) -> Both:
    """The same in both languages, as a part of another sentence."""
    said = in_both(name_of(field))
    return Both(said["sv"], said["en"])
