"""A database with a given number of cases in every stage of life, made by the same actions that the pages call."""

from __future__ import annotations

import uuid

from stdnum import luhn

from grantdesk import db
from grantdesk.actions import assess, bundle, decide, disburse, enrol, register
from grantdesk.actions.disburse import Approval, Report
from grantdesk.domain.money import Money
from grantdesk.queries import case_file, payees, payouts
from tests import builders, claiming

STAGES = ("registered", "assessed", "granted", "claimed", "prepared", "attested", "in a batch", "paid")


class Crowd:
    """Everyone needed to take a case all the way."""

    def __init__(self) -> None:
        self.handler, self.director = builders.a_user("handler"), builders.a_user("director")
        self.finance, self.terms = builders.a_user("finance"), builders.terms()

    def case(self, index: int) -> None:
        stage = STAGES.index(STAGES[index % len(STAGES)])
        given = builders.facts()
        given["applicant"] |= {
            "organisation_number": organisation(index),
            "led_by": ("woman", "man", "mixed")[index % 3],
        }
        registration = builders.a_registration(given, title=f"Investering nummer {index}")
        case = register.case(registration, by=self.handler, on=builders.DAY, county=self.terms.county)
        for act in (self._assess, self._grant, self._claim, self._approve, self._attest, self._collect, self._export)[
            :stage
        ]:
            act(case.number)

    def _assess(self, number: str) -> None:
        case = case_file.for_act(number, by=self.handler)
        assess.case(case, by=self.handler, on=builders.DAY, county=self.terms.county)
        builders.check_what_is_required(case, by=self.handler)

    def _grant(self, number: str) -> None:
        case = case_file.for_act(number, by=self.director)
        verdict = builders.verdict_on(case)
        decide.grant(case, Money.kronor(140_000), verdict, by=self.director, on=builders.DAY, terms=self.terms)

    def _claim(self, number: str) -> None:
        report = Report("interim", Money.kronor(100_000), builders.ACCOUNT, once=uuid.uuid4().hex)
        claim = disburse.claim(case_file.for_act(number, by=self.handler), report, by=self.handler, on=builders.DAY)
        payee = payees.by_id(claim.payee_id or 0, organisation_id=claim.case.organisation_id)
        enrol.confirm(payee, by=self.finance, on=builders.DAY)

    def _approve(self, number: str) -> None:
        (each,) = case_file.claims_of(case_file.for_act(number, by=self.handler))
        approval = Approval(Money.kronor(100_000), Money.kronor(35_000))
        claim = payouts.claim_for_act(each.claim.id, by=self.handler)
        claiming.see_to(claim, by=self.handler)
        disburse.approve(claim, approval, by=self.handler, on=builders.DAY, terms=self.terms)

    def _attest(self, number: str) -> None:
        disburse.attest(payouts.by_number(self._payment(number)), by=self.finance, on=builders.DAY, terms=self.terms)

    def _collect(self, number: str) -> None:
        payments = payouts.by_numbers([self._payment(number)])
        self.batch = bundle.make(payments, by=self.finance, on=builders.DAY, once=uuid.uuid4().hex)

    def _export(self, _number: str) -> None:
        bundle.lock(self.batch, by=self.finance, on=builders.DAY, terms=self.terms)
        bundle.export(self.batch, by=self.finance, on=builders.DAY, terms=self.terms)

    def _payment(self, number: str) -> str:
        (each,) = case_file.claims_of(case_file.for_act(number, by=self.handler))
        assert each.payment is not None
        return each.payment.number


def fill(cases: int) -> None:
    """Fill a database that holds only reference data; all in one transaction, which is much faster."""
    crowd = Crowd()
    with db.transaction(at=builders.moment()):
        for index in range(cases):
            crowd.case(index)


def organisation(index: int) -> str:
    """An invented organisation number with the right check digit."""
    digits = f"5599{10_000 + index:05d}"
    whole = digits + luhn.calc_check_digit(digits)
    return f"{whole[:6]}-{whole[6:]}"
