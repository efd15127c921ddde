"""The diary: which acts are handlings that a public authority registers, and where the act says when and with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

IN, OUT, INTERNAL = "in", "out", "internal"
DIRECTIONS = (IN, OUT, INTERNAL)
# Whom a handling came from or went to: the applicant, or somebody whom a row of this table names.
APPLICANT, NOBODY, DISPATCH, APPEAL, DISCLOSURE = "applicant", "", "dispatch", "appeal", "disclosure"


@dataclass(frozen=True)
class Handling:
    """How one kind of event is registered. `day` and `reference` are where its text says them.

    They are written `table.column` for a row that the act made, and `said.name` for what else it said.
    """

    direction: str
    day: str = ""
    party: str = NOBODY
    reference: str = ""


_DECISION = Handling(INTERNAL, "decision.decided_on", reference="decision.minutes")

HANDLINGS: Mapping[str, Handling] = {
    "case.registered": Handling(IN, "grant_case.received_on", APPLICANT),
    "case.withdrawn": Handling(IN, party=APPLICANT),
    "supplement.asked": Handling(INTERNAL, "supplement.asked_on"),
    "supplement.answered": Handling(IN, "said.ended_on", APPLICANT),
    "covering.written": Handling(INTERNAL, "covering_letter.written_on"),
    "case.granted": _DECISION,
    "case.rejected": _DECISION,
    "case.dismissed": _DECISION,
    "case.written_off": _DECISION,
    "case.changed": _DECISION,
    "case.reopened": _DECISION,
    "case.revoked": _DECISION,
    "case.withheld": _DECISION,
    "case.recovered": _DECISION,
    "case.lowered": _DECISION,
    "case.set_off": _DECISION,
    "case.advanced": _DECISION,
    "letter.sent": Handling(OUT, "said.sent_on", DISPATCH),
    "letter.returned": Handling(IN, "said.returned_on", DISPATCH),
    "letter.received": Handling(IN, "said.received_on", DISPATCH),
    "claim.registered": Handling(IN, "claim.received_on", APPLICANT, "claim.number"),
    "claim.drafted": Handling(IN, "claim.received_on", APPLICANT, "claim.number"),
    "claim.sent_back": Handling(INTERNAL, reference="said.number"),
    "claim.withdrawn": Handling(IN, party=APPLICANT, reference="said.number"),
    "claim.approved": Handling(INTERNAL, reference="payment.number"),
    "claim.covered": Handling(INTERNAL),
    "advance.prepared": Handling(INTERNAL, "said.on", reference="payment.number"),
    "instalment.laid": Handling(INTERNAL, "said.on"),
    "instalment.released": Handling(INTERNAL, "said.on", reference="payment.number"),
    "payment.noted_elsewhere": Handling(INTERNAL, reference="payment.number"),
    "claim.refused": Handling(INTERNAL),
    "payment.paid": Handling(OUT, "said.on", APPLICANT, "said.number"),
    "repayment.noted": Handling(IN, "repayment.received_on", APPLICANT, "repayment.reference"),
    "plan.made": Handling(INTERNAL, "repayment_plan.made_on"),
    "loss.confirmed": Handling(INTERNAL),
    "refund.confirmed": Handling(INTERNAL),
    "court.handed_over": Handling(OUT, "court_claim.handed_on", reference="court_claim.reference"),
    "court.ended": Handling(IN, "said.on"),
    "appeal.registered": Handling(IN, "said.received_on", APPEAL),
    "appeal.dismissed": Handling(INTERNAL, "said.done_on"),
    "appeal.reconsidered": Handling(INTERNAL, "said.done_on"),
    "appeal.forwarded": Handling(OUT, "said.done_on"),
    "appeal.heard": Handling(IN, "said.done_on"),
    "appeal.withdrawn": Handling(IN, "said.done_on", APPEAL),
    "disclosure.made": Handling(OUT, "disclosure.decided_on", DISCLOSURE),
}


@dataclass(frozen=True)
class Period:
    """Days of the calendar, with the moments that the first begins and the last has ended."""

    first: date
    last: date
    begins_at: datetime
    ends_at: datetime

    def holds(self, moment: datetime) -> bool:
        return self.begins_at <= moment < self.ends_at


@dataclass(frozen=True)
class Exported:
    """What one file held: all up to a position of history, of some days or, where `period` is None, whatever no file had."""

    period: Period | None
    up_to: int

    def held(self, position: int, moment: datetime) -> bool:
        return position <= self.up_to and (self.period is None or self.period.holds(moment))


def is_new(position: int, moment: datetime, before: Sequence[Exported]) -> bool:
    """Whether no file has held it."""
    return not any(one.held(position, moment) for one in before)


def told(text: Mapping[str, Any], where: str) -> str:
    """What an event's text says where a handling points; empty where it says nothing."""
    table, _, name = where.partition(".")
    if table == "said":
        found = text["said"].get(name)
    else:
        rows = (columns for row, columns in text["rows"].items() if row.startswith(f"{table}:"))
        found = next((columns[name] for columns in rows if name in columns), None)
    return "" if found is None else str(found)


def key_of(text: Mapping[str, Any], table: str) -> int | None:
    """The key of the first row of a table that the act made or changed."""
    names = (*text["rows"], *text["changes"])
    return next((int(name.partition(":")[2]) for name in names if name.startswith(f"{table}:")), None)
