"""Report: de minimis aid to the register of the European Union, where it is acknowledged and amended; large aid to TAM."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from grantdesk import db
from grantdesk.actions import advance, number, record
from grantdesk.documents import register_list
from grantdesk.domain.aid_register import AMENDMENTS, AWARD, Entry
from grantdesk.domain.county import County
from grantdesk.domain.lifecycle import may
from grantdesk.domain.messages import message, render
from grantdesk.domain.refusal import Refused, SomebodyWasFirst
from grantdesk.domain.roles import Actor
from grantdesk.models.aid_register import AidPublication, RegisterExport, RegisterReport
from grantdesk.models.case import Case
from grantdesk.queries import aid_register, publications, register_changes
from grantdesk.queries.aid_register import Line
from grantdesk.queries.register_changes import Changed

PREFIX = "RR"
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Amendment:
    """What a record should have said: of kind "correction" or "recovery", with the reason."""

    kind: str
    number: str
    name: str
    amount_eur: Decimal
    nace: str
    reason: str


def awards(*, by: Actor, on: date, county: County) -> RegisterExport:
    """Report every award that has not been: one file, in which each is once. Raises Refused where none waits."""
    # The number is taken first: whoever exports at the same moment waits here, and then finds nothing to report.
    given = number.following(PREFIX, year=on.year)
    waiting = [line for line in aid_register.to_report(county, on=on) if line.entry.nace]
    if not waiting:
        raise Refused("report.nothing_waits")
    made = _export(given, "awards", [(line.entry, "") for line in waiting], by=by, on=on)
    reports = [_reported(line, made, by=by, on=on) for line in waiting]
    db.session.add_all(reports)
    db.session.flush()
    record.event("register.exported", by=by, rows=[made, *reports], number=made.number, reports=len(reports))
    return made


def amendments(*, by: Actor, on: date) -> RegisterExport:
    """Report every amendment that has not been, in one file. Raises Refused where none waits.

    What a later decision has changed since it was reported is amended first, by itself: nobody has to remember it.
    """
    given = number.following(PREFIX, year=on.year)
    for changed in register_changes.due():
        amend(changed.report, _following(changed), by=by, on=on)
    waiting = aid_register.waiting_amendments()
    if not waiting:
        raise Refused("report.nothing_waits")
    made = _export(given, "amendments", aid_register.with_acknowledgements(waiting), by=by, on=on)
    steps = [advance.step(report, "export", export_id=made.id) for report in waiting]
    record.event("register.exported", by=by, rows=[made], changes=steps, number=made.number, reports=len(steps))
    return made


def acknowledge(report: RegisterReport, acknowledgement: str, *, by: Actor, on: date, today: date) -> None:
    """Record that the register has acknowledged the report on the day `on`, by its number or reference."""
    if not acknowledgement.strip():
        raise Refused("report.without_number")
    reported = aid_register.export_day_of(report)
    if reported is None or not may("report", "acknowledge", report.state):
        raise SomebodyWasFirst("first.report")
    if on < reported:
        raise Refused("report.acknowledged_before", on=on, reported=reported)
    if on > today:
        raise Refused("report.acknowledged_later", on=on)
    step = advance.step(
        report,
        "acknowledge",
        acknowledgement=acknowledgement.strip(),
        acknowledged_on=on,
        acknowledged_at=db.moment(),
        acknowledged_by_id=by.id,
        acknowledged_by=by.name,
    )
    case = aid_register.case_of(report.decision_id)
    record.event("report.acknowledged", by=by, case=case, changes=[step], acknowledgement=acknowledgement.strip())


def amend(report: RegisterReport, change: Amendment, *, by: Actor, on: date) -> RegisterReport:
    """Replace what was reported by a record that waits to be reported itself; what was reported stays to be read."""
    _refuse_what_cannot_amend(report, change)
    made = RegisterReport(
        decision_id=report.decision_id,
        kind=change.kind,
        amends_id=report.id,
        recipient_number=change.number,
        recipient_name=change.name.strip(),
        amount_eur=change.amount_eur.quantize(_CENT),
        granted_on=report.granted_on,
        authority=report.authority,
        instrument=report.instrument,
        nace=change.nace,
        reason=change.reason.strip(),
        **_made(by, on),
        state="waiting",
    )
    db.session.add(made)
    db.session.flush()
    record.event(
        "report.amended", by=by, case=aid_register.case_of(report.decision_id), rows=[made], amendment=change.kind
    )
    return made


def published(case: Case, reference: str, *, by: Actor, on: date, today: date, county: County) -> AidPublication:
    """Record that the case's aid was published in TAM on the day `on`."""
    due = publications.find_in(case.id, county, on=today)
    if due is None:
        raise Refused("publication.not_due", number=case.number)
    if due.published_on is not None:
        raise Refused("publication.recorded", number=case.number)
    if not reference.strip():
        raise Refused("publication.without_reference")
    if not due.granted_on <= on <= today:
        raise Refused("publication.day", granted=due.granted_on, on=on)
    made = AidPublication(
        decision_id=due.decision_id,
        reference=reference.strip(),
        published_on=on,
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("aid.published", by=by, case=case, rows=[made], reference=made.reference, on=on)
    return made


def listed(lines: Sequence[Line], content: bytes, *, first: date, last: date) -> None:
    """Record that the awards of some days were taken out in a file: it holds the whole numbers of sole traders."""
    digest = sha256(content).hexdigest()
    record.event("register.listed", by=None, first=first, last=last, awards=len(lines), digest=digest)


def _export(given: str, kind: str, entries: Sequence[tuple[Entry, str]], *, by: Actor, on: date) -> RegisterExport:
    made = RegisterExport(
        number=given,
        kind=kind,
        digest=sha256(register_list.as_csv(kind, entries)).hexdigest(),
        exported_on=on,
        exported_at=db.moment(),
        exported_by_id=by.id,
        exported_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    return made


def _reported(line: Line, export: RegisterExport, *, by: Actor, on: date) -> RegisterReport:
    entry = line.entry
    return RegisterReport(
        decision_id=line.decision_id,
        kind=AWARD,
        recipient_number=entry.number.written,
        recipient_name=entry.name,
        amount_eur=entry.amount_eur,
        granted_on=entry.granted_on,
        authority=entry.authority,
        instrument=entry.instrument,
        nace=entry.nace,
        **_made(by, on),
        state="reported",
        export_id=export.id,
    )


def _made(by: Actor, on: date) -> dict[str, object]:
    return {"made_on": on, "made_at": db.moment(), "made_by_id": by.id, "made_by": by.name}


def _following(changed: Changed) -> Amendment:
    """The amendment that a later decision calls for."""
    report = changed.report
    said = render(message("report.follows", on=changed.decided_on, number=changed.case_number), "sv")
    return Amendment(
        changed.kind, report.recipient_number, report.recipient_name, changed.amount_eur, report.nace, said
    )


def _refuse_what_cannot_amend(report: RegisterReport, change: Amendment) -> None:
    if change.kind not in AMENDMENTS:
        raise ValueError(f"{change.kind} is no kind of amendment")
    if report.state == "waiting":
        raise Refused("report.waits_already")
    if aid_register.is_amended(report):
        raise Refused("report.not_the_latest")
    if not change.reason.strip():
        raise Refused("report.without_reason")
    if not change.name.strip():
        raise Refused("report.without_name")
    if change.amount_eur < 0:
        raise Refused("report.below_zero")
    before = (report.recipient_number, report.recipient_name, report.amount_eur, report.nace)
    if before == (change.number, change.name.strip(), change.amount_eur, change.nace):
        raise Refused("report.nothing_amended")
