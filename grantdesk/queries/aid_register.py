"""Which de minimis aid is to be reported to the register of the European Union, and how far has each award come?

The queue is every grant under a regulation since the duty began. Nobody puts an award in it, and nobody can forget one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import aliased

from grantdesk import db
from grantdesk.domain import aid_register, working_days
from grantdesk.domain.aid_register import AWARD, INSTRUMENT, Entry
from grantdesk.domain.county import County
from grantdesk.domain.de_minimis import DeMinimisRules
from grantdesk.domain.identity import Number, either_number
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere
from grantdesk.models.aid_register import RegisterExport, RegisterReport
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.organisation import Organisation
from grantdesk.queries import awards, case_file, register_changes

SHOWN = 50

_AWARD, _LATEST, _LATER = aliased(RegisterReport), aliased(RegisterReport), aliased(RegisterReport)


@dataclass(frozen=True)
class Line:
    """One award: the case, the six fields as they are now, by when it is reported, and how far it has come on a day.

    `report_id` is that of the latest report on it, `reported_on` the day that it was first reported; None before that.
    """

    decision_id: int
    case_number: str
    title: str
    granted: Money
    regulation: str
    entry: Entry
    deadline: date
    kept_until: date | None
    state: str
    days_left: int
    is_amended: bool
    report_id: int | None
    export_number: str | None
    reported_on: date | None
    acknowledgement: str | None

    @property
    def shown_number(self) -> str:
        """The recipient's number, a sole trader's masked."""
        return self.entry.number.masked

    @property
    def is_on_time(self) -> bool:
        """Whether it was reported by its deadline, or still can be."""
        return self.state != aid_register.LATE if self.reported_on is None else self.reported_on <= self.deadline


@dataclass(frozen=True)
class Pile:
    """Awards that wait for the same act: the first of them, and how many there are in all."""

    lines: list[Line]
    count: int


def lines(county: County, *, on: date, first: date | None = None, last: date | None = None) -> list[Line]:
    """Every award that is to be reported, or has been; `first` and `last` bound the day of the grant. The oldest first."""
    wanted = _of_duty(county.de_minimis).where(Decision.decided_on <= on)
    if first is not None:
        wanted = wanted.where(Decision.decided_on >= first)
    if last is not None:
        wanted = wanted.where(Decision.decided_on <= last)
    return list(_read(wanted, county, on))


def newest(county: County, *, on: date, page: int = 1) -> Pile:
    """A page of all awards, the newest grant first; past the last page, nothing."""
    wanted = _of_duty(county.de_minimis).where(Decision.decided_on <= on)
    order = (Decision.decided_on.desc(), Decision.id.desc())
    shown = wanted.order_by(None).order_by(*order).limit(SHOWN).offset((page - 1) * SHOWN)
    return Pile(list(_read(shown, county, on)), _count(wanted))


def to_report(county: County, *, on: date) -> list[Line]:
    """Every award that has not been reported, the one with the oldest deadline first."""
    return list(_read(_waiting(county, on), county, on))


def first_to_report(county: County, *, on: date) -> Pile:
    """As `to_report`, the first of them."""
    return _pile(_waiting(county, on), county, on)


def unacknowledged(county: County, *, on: date) -> Pile:
    """The awards that have been reported, the latest of it not acknowledged by the register yet."""
    return _pile(_of_duty(county.de_minimis).where(_LATEST.state == aid_register.REPORTED), county, on)


def to_amend(county: County, *, on: date) -> Pile:
    """The awards with an amendment that waits to be reported."""
    return _pile(_of_duty(county.de_minimis).where(_LATEST.state == "waiting"), county, on)


def of_decision(decision_id: int, county: County, *, on: date) -> Line:
    """One award; raises `NotThere` where there is none that is to be reported."""
    found = list(_read(_of_duty(county.de_minimis).where(Decision.id == decision_id), county, on))
    if not found:
        raise NotThere("not_there.report")
    return found[0]


def reports_of(decision_id: int) -> list[tuple[RegisterReport, RegisterExport | None]]:
    """What has been reported of one award, the first first, each with the export it left in."""
    rows = (
        select(RegisterReport, RegisterExport)
        .outerjoin(RegisterExport, RegisterExport.id == RegisterReport.export_id)
        .where(RegisterReport.decision_id == decision_id)
        .order_by(RegisterReport.id)
    )
    return [(report, export) for report, export in db.session.execute(rows)]


def report_by_id(report_id: int) -> RegisterReport:
    """The report; raises `NotThere`."""
    found = db.session.get(RegisterReport, report_id)
    if found is None:
        raise NotThere("not_there.report")
    return found


def report_for_act(report_id: int) -> RegisterReport:
    """The report, locked for the act under way; raises `NotThere`."""
    wanted = select(RegisterReport).where(RegisterReport.id == report_id)
    found = db.session.execute(case_file.locked(wanted, of=RegisterReport)).scalar_one_or_none()
    if not isinstance(found, RegisterReport):
        raise NotThere("not_there.report")
    return found


def is_amended(report: RegisterReport) -> bool:
    """Whether another report amends this one."""
    return db.session.execute(select(_LATER.id).where(_LATER.amends_id == report.id)).first() is not None


def case_of(decision_id: int) -> Case:
    return db.session.execute(
        select(Case).join(Decision, Decision.case_id == Case.id).where(Decision.id == decision_id)
    ).scalar_one()


def export_day_of(report: RegisterReport) -> date | None:
    """The day that the report left; None while it waits."""
    return db.session.execute(
        select(RegisterExport.exported_on).where(RegisterExport.id == report.export_id)
    ).scalar_one_or_none()


def waiting_amendments() -> Sequence[RegisterReport]:
    """Every amendment that has not been reported, the first made first, locked for the act under way."""
    wanted = select(RegisterReport).where(RegisterReport.state == "waiting").order_by(RegisterReport.id)
    found: Sequence[RegisterReport] = db.session.execute(case_file.locked(wanted, of=RegisterReport)).scalars().all()
    return found


def exports(*, at_most: int) -> list[tuple[RegisterExport, int]]:
    """The latest exports, each with how many reports it holds."""
    rows = (
        select(RegisterExport, func.count(RegisterReport.id))
        .join(RegisterReport, RegisterReport.export_id == RegisterExport.id)
        .group_by(RegisterExport.id)
        .order_by(RegisterExport.id.desc())
        .limit(at_most)
    )
    return [(export, int(count)) for export, count in db.session.execute(rows)]


def export_by_number(number: str) -> RegisterExport:
    """The export; raises `NotThere`."""
    found = db.session.execute(select(RegisterExport).where(RegisterExport.number == number)).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.export", number=number)
    return found


def in_export(export: RegisterExport) -> list[tuple[Entry, str]]:
    """What left in the export, in the order that it was granted: each with the acknowledgement of what it amends."""
    rows = select(RegisterReport).where(RegisterReport.export_id == export.id)
    return with_acknowledgements(db.session.execute(rows).scalars().all())


def with_acknowledgements(reports: Sequence[RegisterReport]) -> list[tuple[Entry, str]]:
    """The reports as a file has them: in the order of the grants, each with the acknowledgement of what it amends."""
    ordered = sorted(reports, key=lambda report: (report.granted_on, report.id))
    amended = [report.amends_id for report in ordered if report.amends_id is not None]
    rows = select(RegisterReport.id, RegisterReport.acknowledgement).where(RegisterReport.id.in_(amended))
    given = {key: acknowledged or "" for key, acknowledged in db.session.execute(rows)}
    return [(as_reported(report), given.get(report.amends_id, "") if report.amends_id else "") for report in ordered]


def as_reported(report: RegisterReport) -> Entry:
    """The six fields as the report has them."""
    return Entry(
        number=either_number(report.recipient_number),
        name=report.recipient_name,
        amount_eur=report.amount_eur,
        granted_on=report.granted_on,
        authority=report.authority,
        instrument=report.instrument,
        nace=report.nace,
    )


def under_the_duty(rules: DeMinimisRules) -> ColumnElement[bool]:
    """The decisions whose aid is to be reported."""
    return or_(false(), *_each_period(rules))


def is_not_reported() -> ColumnElement[bool]:
    """The decisions whose aid has not been reported, and of which something still stands."""
    unreported = ~select(_AWARD.id).where(_AWARD.decision_id == Decision.id, _AWARD.kind == AWARD).exists()
    return and_(unreported, register_changes.stands())


def _each_period(rules: DeMinimisRules) -> Iterator[ColumnElement[bool]]:
    for period in aid_register.periods(rules):
        since = and_(Decision.regulation == period.regulation, Decision.decided_on >= period.first)
        yield since if period.last is None else and_(since, Decision.decided_on <= period.last)


def _of_duty(rules: DeMinimisRules) -> Any:
    of_award = and_(_AWARD.decision_id == Decision.id, _AWARD.kind == AWARD)
    is_latest = ~select(_LATER.id).where(_LATER.amends_id == _LATEST.id).exists()
    return (
        select(Decision, Case, Organisation, _LATEST, RegisterExport)
        .join(Case, Case.id == Decision.case_id)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .outerjoin(_AWARD, of_award)
        .outerjoin(RegisterExport, RegisterExport.id == _AWARD.export_id)
        .outerjoin(_LATEST, and_(_LATEST.decision_id == Decision.id, is_latest))
        .where(under_the_duty(rules))
        .order_by(Decision.decided_on, Decision.id)
    )


def _waiting(county: County, on: date) -> Any:
    return _of_duty(county.de_minimis).where(_AWARD.id.is_(None), register_changes.stands(), Decision.decided_on <= on)


def _pile(wanted: Any, county: County, on: date) -> Pile:
    return Pile(list(_read(wanted.limit(SHOWN), county, on)), _count(wanted))


def _count(wanted: Any) -> int:
    return int(db.session.execute(select(func.count()).select_from(wanted.order_by(None).subquery())).scalar_one())


def _read(wanted: Any, county: County, on: date) -> Iterator[Line]:
    rules, rows = county.de_minimis, db.session.execute(wanted).all()
    stands = register_changes.standing(case.id for _, case, *_ in rows)
    for decision, case, organisation, latest, export in rows:
        deadline = aid_register.deadline(rules, decision.regulation, granted_on=decision.decided_on)
        yield Line(
            decision_id=decision.id,
            case_number=case.number,
            title=case.title,
            granted=decision.granted,
            regulation=decision.regulation,
            entry=as_reported(latest) if latest else _entry(decision, stands[decision.id], case, organisation, county),
            deadline=deadline,
            kept_until=aid_register.kept_until(rules, granted_on=decision.decided_on),
            state=aid_register.state(latest.state if latest else None, deadline=deadline, on=on),
            days_left=working_days.between(on, deadline),
            is_amended=latest is not None and latest.kind != AWARD,
            report_id=latest.id if latest else None,
            export_number=export.number if export else None,
            reported_on=export.exported_on if export else None,
            acknowledgement=latest.acknowledgement if latest else None,
        )


def _entry(decision: Decision, stands: Money, case: Case, organisation: Organisation, county: County) -> Entry:
    if decision.eur_rate is None:
        raise ValueError(f"the decision in case {case.number} has no rate")
    return Entry(
        number=Number(organisation.number, personal=organisation.number_kind == "personal"),
        name=organisation.name,
        amount_eur=awards.in_euro(stands, decision.eur_rate),
        granted_on=decision.decided_on,
        authority=county.region.name.sv,
        instrument=INSTRUMENT,
        nace=case.nace or "",
    )
