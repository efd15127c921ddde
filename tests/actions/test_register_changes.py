"""What later decisions make of aid that is, or is to be, reported: nobody has to remember it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from grantdesk import db
from grantdesk.actions import report
from grantdesk.domain.later import Later
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.aid_register import RegisterReport
from grantdesk.models.case import Case
from grantdesk.operations import verify
from grantdesk.queries import aid_register, awards, grants, register_changes
from tests import builders
from tests.actions.test_later import NEXT, decided

pytestmark = pytest.mark.usefixtures("database")
AFTER = NEXT + timedelta(days=1)


def reported() -> None:
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        report.awards(by=by, on=builders.DAY, county=builders.terms().county)


def amended() -> list[RegisterReport]:
    by = builders.a_user()
    with db.transaction(at=builders.moment(AFTER)):
        export = report.amendments(by=by, on=AFTER)
        return db.session.query(RegisterReport).filter_by(export_id=export.id).all()


def euros(case: Case, kronor: int) -> Decimal:
    rate = grants.of_case(case).first.eur_rate
    assert rate is not None
    return awards.in_euro(Money.kronor(kronor), rate)


def test_a_reported_award_is_amended_by_itself_when_less_is_granted() -> None:
    case = builders.a_granted_case()
    reported()
    decided(case, Later("change", total=Money.kronor(100_000)))
    (due,) = register_changes.due()
    assert (due.amount_eur, due.kind) == (euros(case, 100_000), "correction")
    (made,) = amended()
    assert made.amount_eur == euros(case, 100_000)
    assert register_changes.due() == []
    assert verify.everything().broken == []
    with pytest.raises(Refused):
        amended()


def test_a_recovery_is_reported_as_one() -> None:
    case = builders.a_granted_case()
    builders.export(builders.a_batch(builders.an_attested_payment(builders.a_payment(builders.a_claim(case)))))
    reported()
    due_on = NEXT + timedelta(days=30)
    decided(case, Later("recover", cause="wrong_data", amount=Money.kronor(30_000), due_on=due_on))
    (made,) = amended()
    assert (made.kind, made.amount_eur) == ("recovery", euros(case, 110_000))


def test_a_recovery_that_is_lowered_gives_back_as_much_of_the_award() -> None:
    case = builders.a_granted_case()
    builders.export(builders.a_batch(builders.an_attested_payment(builders.a_payment(builders.a_claim(case)))))
    reported()
    due_on = NEXT + timedelta(days=30)
    recovery = decided(case, Later("recover", cause="wrong_data", amount=Money.kronor(30_000), due_on=due_on))
    amended()
    said = Later("lower", cause="mistaken", amount=Money.kronor(20_000), recovery_id=recovery.id)
    decided(case, said, on=AFTER + timedelta(days=1))
    (due,) = register_changes.due()
    assert (due.amount_eur, due.kind) == (euros(case, 130_000), "correction")


def test_what_is_not_reported_yet_is_reported_as_it_stands() -> None:
    case = builders.a_granted_case()
    decided(case, Later("change", total=Money.kronor(90_000)))
    (line,) = aid_register.to_report(builders.terms().county, on=NEXT)
    assert line.entry.amount_eur == euros(case, 90_000)


def test_what_was_revoked_before_it_was_reported_is_not_reported() -> None:
    case = builders.a_granted_case()
    decided(case, Later("revoke", cause="own_request"))
    by = builders.a_user()
    with pytest.raises(Refused), db.transaction(at=builders.moment(AFTER)):
        report.awards(by=by, on=AFTER, county=builders.terms().county)


def test_more_aid_is_an_award_of_its_own_day() -> None:
    case = builders.a_granted_case(amount=Money.kronor(100_000))
    reported()
    decided(case, Later("change", total=Money.kronor(140_000)))
    (line,) = aid_register.to_report(builders.terms().county, on=NEXT)
    assert line.entry.granted_on == NEXT
    assert line.granted == Money.kronor(40_000)
    assert register_changes.due() == []


def test_what_somebody_amended_after_the_decision_stands() -> None:
    case = builders.a_granted_case()
    reported()
    decided(case, Later("change", total=Money.kronor(100_000)))
    by = builders.a_user()
    with db.transaction(at=builders.moment(AFTER)):
        found = db.session.query(RegisterReport).one()
        change = report.Amendment(
            "correction", found.recipient_number, found.recipient_name, Decimal("1.00"), found.nace, "Enligt registret."
        )
        report.amend(found, change, by=by, on=AFTER)
    assert register_changes.due() == []
