"""A page asks the database the same number of questions with ten cases as with three hundred."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest

from grantdesk import db
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.payment import Batch, Payment
from grantdesk.queries import case_file, secrecy
from tests import (
    appealing,
    bank,
    board,
    builders,
    case_files,
    closing,
    disclosing,
    enrolling,
    laying_down,
    recovering,
    watching,
)
from tests.conftest import Database, made_over
from tests.rule_texts import a_version
from tests.strict_client import MOST_STATEMENTS
from tests.web import desk

CALCULATION = "municipality=1982&nace=25&costs-0-category=machinery&costs-0-amount=400000&calculate=1"
# Every page that shows a case or a list of them, by who opens it. {…} is filled in from the database.
PAGES = {
    "handler": [
        "/",
        "/cases",
        "/cases?q=Investering",
        "/cases/{case}",
        "/cases/{case}/room",
        "/cases/{case}/appeals",
        "/cases/{case}/appeals/new",
        "/cases/{case}/appeals/{appeal}",
        "/cases/{case}/appeals/{appeal}/return",
        "/cases/{case}/conflicts",
        "/cases/{case}/secrecy",
        "/cases/{case}/secrecy/{mark}",
        "/cases/{case}/disclosures/new",
        "/cases/{case}/disclosures/{disclosure}/copy.pdf",
        "/cases/{almis_case}/handover",
        "/cases/{case}/checks",
        "/cases/{assessed}/checks",
        "/cases/{claimed}/claims/1/papers",
        "/cases/{claimed}/claims/1/checks",
        "/cases/{claimed}/claims/1/file",
        "/cases/{case}/letter",
        "/cases/{case}/letter.pdf",
        "/cases/{case}/later",
        "/cases/{case}/later/change",
        "/cases/{case}/later/withhold",
        "/cases/{case}/advances",
        "/cases/{case}/instalments",
        "/cases/{case}/payments-elsewhere",
        "/idle",
        "/cases/{case}/letters",
        "/cases/{case}/supplements/new",
        "/cases/{case}/covering-letters/new",
        "/watches",
        "/cases/{case}/watches",
        "/cases/{case}/forecast",
        "/cases/{case}/watches/{watch}",
        "/applicants",
        "/applicants?text=AB",
        "/applicants/{applicant}",
        "/applicants/{paid}/payees",
        "/applicants/{paid}/payees/{payee}/withdrawal",
        "/cases/{assessed}/decision",
        "/cases/{case}/explanation",
        "/cases/{assessed}/explanation",
        "/cases/{case}/explanation.pdf",
        "/cases/{assessed}/proposal",
        "/totals",
        "/rates",
        "/state-aid",
        "/state-aid/awards",
        "/calculator",
        f"/calculator?{CALCULATION}&before={quote(CALCULATION)}",
        "/cases/new",
        "/cases/{assessed}/agenda",
        "/meetings",
        "/meetings/{meeting}",
        "/meetings/{meeting}/delegated",
        "/meetings/{meeting}/delegated.csv",
        "/meetings/{meeting}/agenda.pdf",
        "/meetings/{meeting}/items/{item}",
    ],
    "director": [
        "/",
        "/cases/{case}/appeals/{appeal}",
        "/cases/{case}/appeals/{appeal}/reconsideration",
        "/decisions",
        "/cases/{assessed}/decision",
        "/totals?by=municipality",
        "/totals?by=handler",
        "/frames",
    ],
    "finance": [
        "/",
        "/recoveries",
        "/recoveries/{recovery}",
        "/recoveries/{recovery}/plan",
        "/recoveries/{recovery}/loss",
        "/recoveries/{recovery}/court",
        "/recoveries/{recovery}/refund",
        "/recoveries/{recovery}/losses/{loss}",
        "/recoveries/{recovery}/statement.csv",
        "/finance",
        "/finance/reports",
        "/finance/reports?by=account",
        "/finance/bookings",
        "/finance/bookings?account=4905&column=paid",
        "/periods",
        "/money-in",
        "/reconciliations/{month}",
        "/payees",
        "/payments",
        "/payments/{payment}",
        "/batches",
        "/batches/{batch}",
        "/batches/{batch}/files/pain001",
        "/vouchers",
        "/vouchers/2026-03",
        "/bank",
        "/bank/reconciliation",
        "/bank/{bank_file}",
        "/bank/{bank_file}/answers/2",
        "/bank/{bank_file}/content",
        "/totals?by=year",
        "/frames",
        "/frames/forecast",
        "/frames/forecast.csv",
    ],
    "controller": [
        "/",
        "/diary",
        "/state-aid",
        "/cases",
        "/payments",
        "/batches",
        "/delegations",
        "/rules",
        "/rules/versions/{version}",
        "/rules/versions/{version}/simulation?year=2026",
    ],
    "administrator": [
        "/",
        "/users",
        "/texts",
        "/texts/texts.granted",
        "/absences",
        "/delegations",
        "/rates",
        "/rules/investeringsstod",
        "/rules/versions/new",
        "/rules/versions/{version}",
    ],
    "almi": [
        "/",
        "/cases",
        "/applicants",
        "/applicants/{almis}",
        "/cases/{almis_case}/room",
        "/desk",
        "/desk/file",
        "/desk/file/template.csv",
        "/desk/files/{file}",
        "/cases/{almis_case}/checks",
    ],
}

# None of the cases in the database is Almi's; one is made, of a company of its own.
CONSULTANCY = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])

RATE = a_version('{ base = "0.20" }', of="investeringsstod", rule="rate_policy", first_day=date(2031, 1, 1))


def appealed(number: str) -> int:
    """The grant of the case is appealed, and waits to be reconsidered."""
    case = case_file.by_number(number, by=builders.a_user())
    (decision,) = case_file.decisions_of(case)
    day = decision.decided_on
    return appealing.judge(appealing.an_appeal(case, on=day, received_on=day), "find_barred", on=day).id


def counted(database: Database) -> dict[str, int]:
    """By person and page, how many statements the page took."""
    app = made_over(database)
    almis = builders.a_case(builders.a_registration(CONSULTANCY), by=builders.a_user("almi"))
    item = board.an_item()
    granted = db.session.query(Case.number).where(Case.status == "granted").order_by(Case.id).limit(1).scalar()
    case = case_file.by_number(granted, by=builders.a_user())
    organisation = case.organisation
    disclosing.mark(case, "title", "costs")
    names = {
        "mark": secrecy.of_case(case)["costs"].id,
        "disclosure": disclosing.give_out(case).id,
        "case": granted,
        "appeal": appealed(granted),
        "meeting": item.meeting_id,
        "item": item.id,
        "assessed": db.session.query(Case.number).where(Case.status == "assessed").order_by(Case.id).limit(1).scalar(),
        "claimed": db.session.query(Case.number).join(Claim).order_by(Case.id).limit(1).scalar(),
        "applicant": db.session.query(Case.organisation_id).order_by(Case.id).limit(1).scalar(),
        "almis": almis.organisation_id,
        "watch": watching.added(case, on=date(2026, 11, 20)).id,
        "paid": organisation.id,
        "payee": enrolling.proposed(organisation).id,
        "version": laying_down.submitted(RATE),
        "almis_case": almis.number,
        "file": case_files.entered(case_files.row(), by=builders.a_user("almi")),
        "payment": db.session.query(Payment.number).order_by(Payment.id).limit(1).scalar(),
        "bank_file": bank.a_file_that_does_not_match(),
        "batch": db.session.query(Batch.number)
        .where(Batch.exported_on.is_not(None))
        .order_by(Batch.id)
        .limit(1)
        .scalar(),
    }
    recovery = recovering.a_recovery()
    names |= {"recovery": recovery.id, "loss": recovering.proposed(recovery, recovering.PAID)}
    # Last, since a closed month takes no bookings.
    names["month"] = closing.a_signed_month()
    assert all(names.values()), names
    found = {}
    for position, pages in PAGES.items():
        client = desk.at_work(app, builders.a_user(position))
        for page in pages:
            answer = client.get(page.format(**names))
            assert answer.status_code == 200, (position, page)
            found[f"{position} {page}"] = len(client.statements)
    return found


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_page_asks_as_much_with_ten_cases_as_with_three_hundred(
    ten_cases: Database, three_hundred_cases: Database
) -> None:
    db.connect(ten_cases.url)
    with_ten = counted(ten_cases)
    db.connect(three_hundred_cases.url)
    assert db.session.query(Case).count() == 300
    with_three_hundred = counted(three_hundred_cases)
    assert with_ten == with_three_hundred
    assert max(with_three_hundred.values()) <= MOST_STATEMENTS
