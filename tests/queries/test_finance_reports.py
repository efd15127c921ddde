"""A sum is the same by whatever it is told, and can be followed to the bookings that it consists of."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from grantdesk import db
from grantdesk.actions import clear
from grantdesk.domain import vouchers as rules
from grantdesk.domain.coding import LedgerAccount
from grantdesk.domain.later import Later
from grantdesk.domain.messages import message
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.period import Month
from grantdesk.domain.vouchers import Occasion, Voucher
from grantdesk.models.payment import Batch, Payment
from grantdesk.operations import verify
from grantdesk.queries import balances, finance_reports, ledger_lines, payout_files, payouts, reconciliations, vouchers
from grantdesk.queries.balances import ALWAYS, Period
from grantdesk.queries.bookings import COLUMNS
from grantdesk.queries.finance_reports import Report
from grantdesk.queries.ledger_lines import Asked
from grantdesk.region import Terms
from tests import builders, recovering
from tests.actions.test_later import decided, recovered_and_payable
from tests.builders import DAY

ODD = Period(date(2025, 11, 7), date(2026, 8, 3))


def asked_of(by: str, code: str, period: Period) -> Asked:
    """The bookings that a row of a report leads to."""
    if by == "month":
        month = Month.parse(code)
        first, last = (
            max(period.first or month.first_on, month.first_on),
            min(period.last or month.last_on, month.last_on),
        )
        return Asked(Period(first, last))
    said = {name: code if name == by else "" for name in ("scheme", "account", "objective")}
    return Asked(period, "", said["scheme"], said["account"], said["objective"])


def rows_are_their_bookings(by: str, period: Period, terms: Terms) -> Report:
    """Every row of the report comes to what its bookings do, one by one and summed by the database."""
    report = finance_reports.report(by, period=period, terms=terms)
    for row in report.rows:
        asked = asked_of(by, row.code, period)
        assert ledger_lines.sum_of(asked, terms) == row.flow, (by, row.code)
        for column, codes in COLUMNS.items():
            found = [line for line in ledger_lines.every(asked, terms) if line.code in codes]
            assert total(line.amount for line in found) == getattr(row.flow, column), (by, row.code, column)
    return report


def costs_of(made: Voucher, accounts: set[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in made.rows:
        if row.account.number in accounts:
            found[row.account.number] += row.amount.ore
    return found


def told_to_the_ledger(month: Month, terms: Terms) -> dict[str, int]:
    """By account, what the vouchers of the month's batches, and those beside them, say was paid."""
    coding = terms.coding
    accounts = {row.value.account.number for series in coding.schemes.values() for row in series.values}
    within = Batch.exported_on.between(month.first_on, month.last_on)
    batches = db.session.execute(select(Batch).where(within)).scalars().all()
    made = [
        rules.of_payments(
            Occasion(each.number, each.exported_on or month.last_on, ""), payout_files.coded(each), coding
        )
        for each in batches
    ]
    found: Counter[str] = Counter()
    for voucher in (*made, *vouchers.of_month(month, coding=coding)):
        found.update(costs_of(voucher, accounts))
    return {number: ore for number, ore in found.items() if ore}


def paid_by_account(month: Month, terms: Terms) -> dict[str, int]:
    report = finance_reports.report("account", period=Period(month.first_on, month.last_on), terms=terms)
    return {row.code: row.flow.paid.ore for row in report.rows if row.flow.paid}


def came_back(payment: Payment, *, on: date) -> None:
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment(on)):
        why = message("payment.stopped", reason="Påhittat.")
        clear.fail(payouts.by_number(payment.number), why, by=by, on=on, because="påhittad fil")


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("backend", ["sqlite"])
def test_every_sum_of_the_demonstration_is_the_ledgers_by_whatever_it_is_told() -> None:
    terms = builders.terms()
    sums = {by: rows_are_their_bookings(by, ODD, terms).sum for by in finance_reports.BY}
    assert len(set(sums.values())) == 1
    totals = balances.totals(["scheme"], period=ODD).sum
    assert (sums["month"].paid, sums["month"].recovered, sums["month"].left) == (
        totals.paid, totals.recovered, totals.outstanding,
    )  # fmt: skip
    for month in (Month(2025, 11), Month(2025, 12), Month(2026, 1), Month(2026, 11)):
        assert paid_by_account(month, terms) == told_to_the_ledger(month, terms), month
        figures = reconciliations.figures(month)
        out = total(batch.booked for batch in figures.batches) + figures.elsewhere + figures.set_off - figures.reversed
        assert out.ore == sum(paid_by_account(month, terms).values())
        assert list(figures.differences()) == []


@pytest.mark.usefixtures("database")
def test_a_period_with_reversals_and_a_turn_of_the_year_adds_up() -> None:
    """Granted and paid in one year, sent back by the bank in the next; set off, repaid with interest, and lost."""
    came_back(builders.an_exported_payment(), on=date(2027, 1, 4))
    case, recovery, payment = recovered_and_payable()
    set_off = Later("set_off", recovery_id=recovery.id, payment=payment.number, amount=Money.kronor(30_000))
    decided(case, set_off)
    wanted = recovering.a_recovery()
    recovering.repaid(wanted, Money.kronor(5_000), recovering.DUE + timedelta(days=40))
    recovering.confirmed(wanted, recovering.proposed(wanted, Money.kronor(5_000)))
    terms = builders.terms()
    for period in (ALWAYS, Period.year(2026), Period.year(2027)):
        sums = {by: rows_are_their_bookings(by, period, terms).sum for by in finance_reports.BY}
        assert len(set(sums.values())) == 1
    next_year = finance_reports.report("month", period=Period.year(2027), terms=terms)
    assert [row.code for row in next_year.rows] == ["2027-01"]
    assert next_year.sum.paid == ZERO - Money.kronor(35_000)
    assert finance_reports.report("scheme", period=ALWAYS, terms=terms).sum.written_off == Money.kronor(5_000)
    assert verify.everything().broken == []


@pytest.mark.usefixtures("database")
def test_an_account_that_changes_in_the_middle_of_a_month_is_told_as_the_vouchers_tell_it() -> None:
    """What was paid before the day stays on the account that its voucher was coded on."""
    first = builders.an_exported_payment()
    later = DAY + timedelta(days=9)
    terms = recoded(builders.terms(), payouts.line(first.number).scheme, "4999", from_on=DAY + timedelta(days=5))
    second = builders.a_granted_case(builders.a_registration(title="Påhittad maskin till"))
    claim = builders.a_claim(second, on=later)
    builders.an_exported_payment(builders.a_payment(claim, on=later), on=later)
    month = Month.of(DAY)
    assert len(paid_by_account(month, terms)) == 2
    assert paid_by_account(month, terms) == told_to_the_ledger(month, terms)
    rows_are_their_bookings("account", ALWAYS, terms)


def recoded(terms: Terms, scheme: str, number: str, *, from_on: date) -> Terms:
    """The terms, with the cost of a scheme coded on another account from a day."""
    rows = terms.coding.schemes[scheme]
    last = max(rows.values, key=lambda each: each.valid_from)
    value = replace(last.value, account=LedgerAccount(number, "Påhittat konto"))
    row = replace(last, value=value, valid_from=from_on)
    schemes = {**terms.coding.schemes, scheme: replace(rows, values=(*rows.values, row))}
    return replace(terms, coding=replace(terms.coding, schemes=schemes))
