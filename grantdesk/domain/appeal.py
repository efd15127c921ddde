"""Whether a decision may be appealed: a table by ordinance and kind of decision; and the day that it gains legal force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from grantdesk.domain import working_days
from grantdesk.domain.decision_kinds import INCORRECT, REJECT, REVOKE
from grantdesk.domain.findings import Confidence
from grantdesk.domain.messages import Both, Message, message
from grantdesk.domain.refusal import Refused

# How a decision can be tried by a court: not at all, by whom it concerns (FL 40-46), or by a member of the region (KL 13).
NO_APPEAL, APPEAL, LEGALITY = "no_appeal", "appeal", "legality"
KINDS = (
    "grant", "reject", "dismiss", "write_off", "change", "revoke", "withhold", "stop_order", "stop_security", "recover",
    "set_off", "advance", "lower",
)  # fmt: skip
# What a court may do with an appeal.
OUTCOMES = ("upheld", "partly", "rejected", "dismissed", "remitted", "written_off")
# Those after which the decision is no longer as it was taken.
_ALTERS = ("upheld", "partly", "remitted")
# An appeal in one of these is still to be dealt with, by us or by the court.
OPEN_STATES = ("registered", "in_time", "late", "barred", "reconsidered", "forwarded")
# FL 44: three weeks from the day the party took part of the decision.
_APPEAL_TIME = timedelta(weeks=3)


@dataclass(frozen=True)
class Rule:
    """What an ordinance says of the appeal of some kinds of decision, from a day on."""

    ordinance: str
    kinds: tuple[str, ...]
    way: str
    sections: Both
    valid_from: date
    confidence: Confidence
    confirmed: bool = True

    @property
    def may_be_appealed(self) -> bool:
        return self.way == APPEAL


def _of(number: str, kinds: str, way: str, sections: tuple[str, str], since: date, *, read: bool = True) -> Rule:
    confidence = Confidence.STATUTE if read else Confidence.SECONDARY
    return Rule(number, tuple(kinds.split()), way, Both(*sections), since, confidence, confirmed=read)


_INVESTMENT, _COMPANY, _PROJECT = date(2023, 1, 1), date(2023, 1, 1), date(2003, 11, 15)
_SERVICE = date(2025, 1, 1)

# What ends a case otherwise, and what changes a grant: the ordinances name every decision that may be appealed, and no such
# one, so these may not. A revocation is named by none of them. What it decides, that aid is not paid, is what the section on
# withholding is about; that it may be appealed as that may is inferred, and its letters say so.
_ALL = "grant reject dismiss write_off change"

# A kind that stands under no row of its ordinance cannot be taken under it.
RULES: tuple[Rule, ...] = (
    _of("2022:1467", _ALL, NO_APPEAL, ("54 §", "section 54"), _INVESTMENT),
    _of("2022:1467", "withhold", APPEAL, ("41 §", "section 41"), _INVESTMENT),
    _of("2022:1467", "revoke", APPEAL, ("41 §", "section 41"), _INVESTMENT, read=False),
    _of("2022:1467", "stop_order", APPEAL, ("39 §", "section 39"), _INVESTMENT),
    _of("2022:1467", "stop_security", APPEAL, ("40 §", "section 40"), _INVESTMENT),
    _of(
        "2022:1467",
        # One that has been lowered is the recovery as it was decided anew.
        "recover lower",
        APPEAL,
        (
            "47 §, 48 § första stycket 2 och 49 § första stycket 2",
            "sections 47, 48 first paragraph 2, 49 first paragraph 2",
        ),
        _INVESTMENT,
    ),
    _of("2022:1467", "set_off", APPEAL, ("50 §", "section 50"), _INVESTMENT),
    _of("2022:1468", _ALL, NO_APPEAL, ("37 §", "section 37"), _COMPANY),
    _of("2022:1468", "withhold", APPEAL, ("29 §", "section 29"), _COMPANY),
    _of("2022:1468", "revoke", APPEAL, ("29 §", "section 29"), _COMPANY, read=False),
    _of("2022:1468", "stop_order", APPEAL, ("28 §", "section 28"), _COMPANY),
    _of("2022:1468", "recover lower", APPEAL, ("32 §", "section 32"), _COMPANY),
    _of("2022:1468", "set_off", APPEAL, ("33 §", "section 33"), _COMPANY),
    _of("2003:596", f"{_ALL} revoke withhold recover advance lower", NO_APPEAL, ("14 §", "section 14"), _PROJECT),
    # Its section 47 has been read in an unofficial edition only.
    _of("2024:1243", _ALL, NO_APPEAL, ("47 §", "section 47"), _SERVICE, read=False),
    _of("2024:1243", "revoke withhold recover set_off lower", APPEAL, ("47 §", "section 47"), _SERVICE, read=False),
)


def rule(ordinance: str, kind: str, *, on: date) -> Rule:
    """The row in force on a day for an ordinance such as `SFS 2022:1467`; Refused where there is none, or it is too early."""
    found = find(ordinance, kind, on=on)
    if found is None:
        raise Refused("appeal.no_rule", ordinance=ordinance, kind=kind)
    return found


def tried_as(kind: str, cause: str | None) -> str:
    """The kind whose row a decision stands under: to revoke what went against the applicant is to decide on the application."""
    return REJECT if kind == REVOKE and cause == INCORRECT else kind


def find(ordinance: str, kind: str, *, on: date) -> Rule | None:
    number = ordinance.removeprefix("SFS ")
    found = [row for row in RULES if row.ordinance == number and kind in row.kinds and row.valid_from <= on]
    return max(found, key=lambda row: row.valid_from, default=None)


@dataclass(frozen=True)
class LegalForce:
    """When a decision gains legal force, in words; `on` is the day, where there is one to tell."""

    said: Message
    on: date | None = None


@dataclass(frozen=True)
class Appealed:
    """How far an appeal against the decision has come; `ended_on` is the day that it was withdrawn, or the ruling final."""

    state: str
    received_on: date
    outcome: str | None = None
    ended_on: date | None = None


def legal_force(found: Rule | None, *, received_on: date | None, appealed: Sequence[Appealed] = ()) -> LegalForce:
    """The day that a decision of which the party took part on a day can no longer be appealed; None where that is not known."""
    altered = next((each for each in appealed if each.state == "settled" and each.outcome in _ALTERS), None)
    if altered is not None:
        return LegalForce(message(f"legal_force.{altered.outcome}", on=_told(altered.ended_on)), altered.ended_on)
    if found is None:
        return LegalForce(message("legal_force.no_rule"))
    if found.way == NO_APPEAL:
        return LegalForce(message("legal_force.no_appeal", ordinance=found.ordinance, sections=found.sections))
    if found.way == LEGALITY:
        return LegalForce(message("legal_force.legality"))
    return _while_appealed(appealed) or _counted(received_on, appealed)


def _while_appealed(appealed: Sequence[Appealed]) -> LegalForce | None:
    """What an appeal that is not ended, or the decision that took the place of this one, says of it."""
    for state, key in _WAITS:
        found = next((each for each in appealed if each.state in state), None)
        if found is not None:
            return LegalForce(message(f"legal_force.{key}", received=found.received_on))
    return None


# The states that say most first.
_WAITS = (((*OPEN_STATES,), "appealed"), (("decided",), "ruled"), (("fell",), "replaced"))


def _counted(received_on: date | None, appealed: Sequence[Appealed]) -> LegalForce:
    tried = [each.ended_on for each in appealed if each.state == "settled" and each.ended_on]
    if tried:
        return LegalForce(message("legal_force.tried", on=max(tried)), max(tried))
    if received_on is None:
        return LegalForce(message("legal_force.waits"))
    last = last_day_of_appeal(received_on)
    withdrawn = [each.ended_on for each in appealed if each.state == "withdrawn" and each.ended_on]
    if withdrawn and max(withdrawn) > last:
        return LegalForce(message("legal_force.withdrawn", on=max(withdrawn)), max(withdrawn))
    following = last + timedelta(days=1)
    return LegalForce(message("legal_force.on", on=following, last=last), following)


def _told(day: date | None) -> date | str:
    return "" if day is None else day


def last_day_of_appeal(received_on: date) -> date:
    """Three weeks after the day the party took part of it; a day off moves to the next working day (2 § lag 1930:173)."""
    last = received_on + _APPEAL_TIME
    return last if working_days.is_one(last) else working_days.after(last, 1)
