"""Aid granted under a de minimis regulation, and what is reported of it, made by the same actions as the pages call."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from grantdesk import db
from grantdesk.actions import report
from grantdesk.actions.report import Amendment
from grantdesk.domain.roles import Actor
from grantdesk.models.aid_register import RegisterExport, RegisterReport
from grantdesk.models.case import Case
from grantdesk.queries import aid_register
from tests import builders

NUMBERS = ("559900-1004", "559900-2002", "559900-3000")


def an_award(*, on: date = builders.DAY, number: str = NUMBERS[0], **changes: Any) -> Case:
    """A case in which investment aid was granted on the day, to the company with the number."""
    given = builders.facts(received_on=on.isoformat(), starts_on=f"{on.year + 1}-01-10")
    given["applicant"] |= {"organisation_number": number, **changes}
    case = builders.an_assessed_case(
        builders.a_registration(given, organisation_name=f"Bolaget {number[7:]} AB"), on=on
    )
    return builders.grant(case, on=on)


def an_export(*, on: date = builders.DAY, by: Actor | None = None) -> RegisterExport:
    by = by or builders.a_user()
    with db.transaction(at=builders.moment(on)):
        return report.awards(by=by, on=on, county=builders.terms().county)


def reports() -> list[RegisterReport]:
    return list(db.session.execute(select(RegisterReport).order_by(RegisterReport.id)).scalars())


def acknowledge(one: RegisterReport, *, on: date = builders.DAY, said: str = "EU-1", today: date | None = None) -> None:
    by = builders.a_user()
    with db.transaction(at=builders.moment(today or on)):
        report.acknowledge(aid_register.report_for_act(one.id), said, by=by, on=on, today=today or on)


def amend(one: RegisterReport, *, on: date = builders.DAY, **changes: Any) -> RegisterReport:
    """A correction of the industry, or of what is named."""
    said: dict[str, Any] = {
        "kind": "correction",
        "number": one.recipient_number,
        "name": one.recipient_name,
        "amount_eur": Decimal(one.amount_eur),
        "nace": "28.99",
        "reason": "Fel näringsgren i ansökan.",
    }
    by = builders.a_user()
    with db.transaction(at=builders.moment(on)):
        return report.amend(aid_register.report_for_act(one.id), Amendment(**(said | changes)), by=by, on=on)


def amendments(*, on: date = builders.DAY) -> RegisterExport:
    by = builders.a_user()
    with db.transaction(at=builders.moment(on)):
        return report.amendments(by=by, on=on)
