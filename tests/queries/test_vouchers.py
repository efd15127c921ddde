"""What the region's ledger is told of a month beside the batches: each event once, coded, and in balance."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from grantdesk import db
from grantdesk.actions import clear, repay
from grantdesk.actions.repay import Received
from grantdesk.domain import reconciliation
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money
from grantdesk.domain.period import Month
from grantdesk.queries import balances, finance_reports, payouts, reconciliations, repayments, vouchers
from grantdesk.queries.balances import Period
from tests import builders, closing, recovering
from tests.documents import ledger_reader

pytestmark = pytest.mark.usefixtures("database")
MONTH = Month.of(builders.DAY)


def told(month: Month) -> list[tuple[str, list[tuple[str, Decimal]]]]:
    """Our number of each voucher, and its accounts and amounts, as the second reader finds them in the file."""
    terms = builders.terms()
    found = vouchers.of_month(month, coding=terms.coding)
    file = ledger_reader.read(b"".join(vouchers.as_file(found, terms=terms, on=builders.DAY)))
    return [(each.text.split(" ")[0], [(row.account, row.amount) for row in each.rows]) for each in file.vouchers]


def test_a_month_in_which_only_batches_left_has_no_vouchers_beside_theirs() -> None:
    builders.an_exported_payment()
    assert told(MONTH) == []


def test_a_payment_that_did_not_arrive_is_booked_back() -> None:
    builders.a_failed_payment()
    assert told(MONTH) == [
        (
            f"R-{builders.DAY.isoformat()}",
            [("4905", Decimal("-21000.00")), ("4905", Decimal("-14000.00")), ("1999", Decimal("35000.00"))],
        )
    ]
    assert told(MONTH.next) == []


def test_what_comes_back_is_told_with_its_interest_and_when_it_was_wrong_taken_back() -> None:
    recovery = recovering.a_recovery()
    late = recovering.DUE + timedelta(days=60)
    key = recovering.repaid(recovery, Money.kronor(35_000), late)
    (repayment,) = recovering.account(recovery).received
    back = late + timedelta(days=40)
    recovering.reversed_again(recovery, key, on=back)
    capital, interest = repayment.capital.exact_kronor, repayment.interest.exact_kronor
    assert interest > 0
    (number, rows), *_ = told(Month.of(late))
    assert number == f"A-{key}"
    assert sum(amount for account, amount in rows if account == "3990") == -capital
    assert rows[-2:] == [("8390", -interest), ("1999", Decimal("35000.00"))]
    (number, rows), *_ = told(Month.of(back))
    assert number == f"AR-{key}"
    assert sum(amount for account, amount in rows if account == "3990") == capital
    assert rows[-2:] == [("8390", interest), ("1999", Decimal("-35000.00"))]


def test_the_states_money_is_told_both_ways_once_it_is_confirmed() -> None:
    drawn = closing.an_entry(Money.kronor(900_000))
    closing.an_entry(Money.kronor(100_000), kind="returned")
    closing.an_entry(Money.kronor(1), confirmed=False)
    wrong = closing.an_entry(Money.kronor(7))
    back = closing.reverse(wrong)
    assert [(number.partition("-")[0], rows[0]) for number, rows in told(MONTH)] == [
        ("S", ("2990", Decimal("-900000.00"))),
        ("S", ("2990", Decimal("100000.00"))),
        ("S", ("2990", Decimal("-7.00"))),
        ("S", ("2990", Decimal("7.00"))),
    ]
    assert drawn.id < back.id


def test_a_closed_month_always_has_the_same() -> None:
    later = builders.an_exported_payment()
    builders.a_failed_payment()
    before = told(MONTH)
    closing.close(str(MONTH))
    by, day = builders.a_user("finance"), MONTH.next.first_on
    with db.transaction(at=builders.moment(day)):
        why = message("payment.stopped", reason="Påhittat.")
        clear.fail(payouts.by_number(later.number), why, by=by, on=day, because="påhittad fil")
    assert told(MONTH) == before
    assert len(told(MONTH.next)) == 1


def test_interest_alone_that_is_noted_when_its_month_is_closed_is_told_in_the_month_that_it_is_booked() -> None:
    recovery = recovering.a_recovery()
    came, noted_on = recovering.DUE + timedelta(days=60), recovering.DUE + timedelta(days=100)
    closing.close(str(Month.of(came)))
    before, by = told(Month.of(came)), builders.a_user("finance")
    with db.transaction(at=builders.moment(noted_on)):
        account = repayments.for_act(recovery.id, builders.terms().county, by=by)
        received = Received(Money.kronor(10), came, "OCR 1")
        noted = repay.note(account, received, by=by, on=noted_on, rates=builders.terms().county.interest)
    assert noted.interest == Money.kronor(10)
    assert told(Month.of(came)) == before
    assert told(Month.of(came).next) == [(f"A-{noted.id}", [("8390", Decimal("-10.00")), ("1999", Decimal("10.00"))])]


def test_interest_that_becomes_capital_is_told_without_a_krona_at_the_bank() -> None:
    recovery = recovering.a_recovery()
    on = recovering.STARTS + timedelta(days=365)
    recovering.repaid(recovery, Money.kronor(5_000), on)
    decision = recovering.lowered(recovery, Money.kronor(17_500), on=on)
    (number, rows) = told(Month.of(on))[-1]
    assert number == f"N-{decision.id}"
    assert {account for account, _ in rows} == {"3990", "8390"}
    assert rows[-1] == ("8390", Decimal("707.00"))
    assert sum(amount for _, amount in rows) == 0


def test_a_months_interest_is_in_the_ledger_the_report_the_reconciliation_and_the_vouchers_alike() -> None:
    recovery = recovering.a_recovery()
    on = recovering.STARTS + timedelta(days=365)
    recovering.repaid(recovery, Money.kronor(5_000), on)
    month, interest = Month.of(on), Money.kronor(1_414)
    terms = builders.terms()
    period = Period(month.first_on, month.last_on)
    for by in finance_reports.BY:
        report = finance_reports.report(by, period=period, terms=terms)
        assert (report.sum.interest, report.sum.recovered) == (interest, Money.kronor(5_000) - interest)
    figures = reconciliations.figures(month)
    assert (figures.interest, figures.recovered) == (interest, Money.kronor(5_000) - interest)
    assert reconciliation.read(figures.text) == figures
    (_, rows), *_ = told(month)
    assert [amount for account, amount in rows if account == "8390"] == [-interest.exact_kronor]
    # It is in no total of aid.
    totals = balances.totals(["year"], period=period)
    assert (totals.sum.recovered, totals.sum.paid) == (Money.kronor(5_000) - interest, Money(0))


def test_figures_without_interest_are_written_as_they_were_before_it_was_told_of() -> None:
    figures = reconciliations.figures(MONTH)
    assert "interest" not in figures.text
    assert reconciliation.read(figures.text) == figures
