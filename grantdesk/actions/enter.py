"""Enter: an application that the desk has prepared or decided becomes a case, by the same acts as one written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk import db
from grantdesk.actions import assess, check, decide, draw, propose, record, register
from grantdesk.actions.check import Noted
from grantdesk.actions.decide import Verdict
from grantdesk.actions.register import Registration
from grantdesk.domain import de_minimis
from grantdesk.domain.chain import digest
from grantdesk.domain.de_minimis import Award
from grantdesk.domain.intake import GRANTED, PROPOSED, REJECTED, Entry
from grantdesk.domain.messages import LANGUAGES, Both, in_both, message
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import CeilingExceeded, NotThere, Refused
from grantdesk.domain.roles import ALMI, Actor, may
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.intake import Intake, IntakeCase
from grantdesk.queries import absences, awards, case_file, intakes, proposals, undertakings
from grantdesk.region import Terms


@dataclass(frozen=True)
class Entered:
    """What a row became: the case, and what the rules gave it."""

    row: int
    case: Case
    aid: Money | None
    eligible: bool


class AlreadyEntered(Refused):
    """The same file has been entered before, as `intake_id`."""

    def __init__(self, earlier: Intake) -> None:
        super().__init__("enter.already", day=earlier.entered_on, name=earlier.entered_by)
        self.intake_id = earlier.id


def file(name: str, sha256: str, *, by: Actor, on: date) -> Intake:
    """Note that the file is being entered; a second time with the same bytes raises `AlreadyEntered`.

    Noted before its rows are: whoever sends the same file at the same moment waits here, and is then refused.
    """
    if not may(by.role, "desk:enter"):
        raise Refused("enter.not_yours")
    earlier = intakes.find_by_digest(sha256)
    if earlier is not None:
        raise AlreadyEntered(earlier)
    made = Intake(
        digest=sha256, name=name, handled_by=ALMI, entered_on=on, entered_at=db.moment(), entered_by_id=by.id,
        entered_by=by.name,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def case(entry: Entry, intake: Intake, *, by: Actor, on: date, terms: Terms) -> Entered:
    """Register, see to, assess, and propose or decide as the row says; a decision is dated the day it was taken."""
    _refuse_the_same_reference(entry, by=by)
    made = register.case(_registration(entry), by=by, on=on, county=terms.county)
    link = IntakeCase(case_id=made.id, intake_id=intake.id, row_number=entry.row, external_ref=entry.external_ref)
    db.session.add(link)
    db.session.flush()
    record.event("case.entered", by=by, case=made, rows=[link], file=intake.name, row=entry.row)
    # What was seen to and assessed is as of the day of the decision; when it was written down, each row says itself.
    day = entry.outcome.decided_on or on
    if entry.answers:
        notes = [Noted(one.item, one.answer, one.remark) for one in entry.answers]
        check.note(made, notes, by=by, on=day, terms=terms)
    assessment = assess.case(made, by=by, on=day, county=terms.county)
    _settle(made, entry, assessment, by=by, on=on, terms=terms)
    return Entered(entry.row, made, assessment.aid, assessment.eligible)


def _registration(entry: Entry) -> Registration:
    return Registration(
        application=entry.application,
        title=entry.title,
        organisation_name=entry.organisation_name,
        objectives=entry.objectives,
        once=digest({"external_ref": entry.external_ref}),
        ends_on=entry.ends_on,
    )


def _refuse_the_same_reference(entry: Entry, *, by: Actor) -> None:
    earlier = intakes.find_case(entry.external_ref)
    if earlier is None:
        return
    try:
        number = case_file.of_id(earlier.case_id, by=by).number
    except NotThere:
        raise Refused("enter.reference_elsewhere") from None
    raise Refused("enter.reference_there", number=number)


def _settle(case: Case, entry: Entry, assessment: Assessment, *, by: Actor, on: date, terms: Terms) -> None:
    outcome = entry.outcome
    verdict = Verdict(outcome.reason, assessment.id, outcome.met_before)
    if outcome.kind == PROPOSED and outcome.amount is not None:
        propose.grant(case, outcome.amount, verdict, by=by, on=on, terms=terms)
    if outcome.kind not in (GRANTED, REJECTED) or outcome.decided_on is None:
        return
    _refuse_another_persons(outcome.decided_by, by=by, on=outcome.decided_on)
    if outcome.kind == REJECTED:
        decide.reject(case, verdict, by=by, on=outcome.decided_on, terms=terms)
    elif outcome.amount is not None:
        _refuse_what_is_not_asked(outcome.met_before, assessment)
        decision = decide.grant(case, outcome.amount, verdict, by=by, on=outcome.decided_on, terms=terms)
        _refuse_room_used_since(case, decision, on=on, terms=terms)
        draw.from_years_since(case, decision.granted, decision.decided_on, by=by, on=on, coding=terms.coding)


def _refuse_another_persons(email: str, *, by: Actor, on: date) -> None:
    """The one who is signed in is whom the decision and its letter name: they cannot enter what another has decided."""
    me = absences.staff(on=on).find(by.id)
    if me is None or me.email != email.strip().lower():
        raise Refused("enter.not_your_decision", email=me.email if me else by.name)


def _refuse_what_is_not_asked(met_before: tuple[str, ...], assessment: Assessment) -> None:
    """Told by their codes, which is what the file says; the decision itself asks for the same."""
    asked = assessment.answer["before_granting"]
    unknown, missing = set(met_before) - set(asked), [rule for rule in asked if rule not in met_before]
    if unknown:
        raise Refused("enter.unknown_rule", rule=min(unknown), asked=", ".join(asked) or "–")
    if missing:
        raise Refused("enter.rule_not_met", codes=", ".join(missing), rules=_in_words(missing))


def _in_words(rules: Sequence[str]) -> Both:
    words = [in_both(message(f"before.{rule}")) for rule in rules]
    sv, en = ("; ".join(one[language] for one in words) for language in LANGUAGES)
    return Both(sv, en)


def _refuse_room_used_since(case: Case, decision: Decision, *, on: date, terms: Terms) -> None:
    """A grant of an earlier day takes room from what has been granted since, which nobody asked it for then.

    The day of the decision itself has been asked by the act; here is every later day with an award, and today.
    """
    if decision.regulation is None or decision.eur_rate is None:
        return
    companies = undertakings.companies_of(case.organisation_id, on=on)
    held = awards.held_by(companies, on=on)
    reserved = [Award(on, euros, code, reserved=True) for code, euros in proposals.room_held(companies, besides=case)]
    every = [*(one.award for one in held), *reserved]
    for day in sorted({on, *(one.granted_on for one in every if one.granted_on > decision.decided_on)}):
        room = de_minimis.room_left(
            terms.county.de_minimis, decision.regulation, [one for one in every if one.granted_on <= day], on=day,
            eur_rate=decision.eur_rate,
        )  # fmt: skip
        if room.used_eur > room.limit_eur:
            raise CeilingExceeded("enter.room_used_since", day=day, limit=room.limit_eur)
