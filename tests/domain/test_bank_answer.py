"""What each thing that a bank says does to a payment, as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from grantdesk.domain import bank_answer
from grantdesk.domain.bank_answer import (
    MISMATCHES,
    OUTCOMES,
    PAID,
    QUIET,
    RECEIVED,
    REJECTED,
    RETURNED,
    STATUSES,
    Answer,
    Known,
    Sent,
    Whole,
)
from grantdesk.domain.lifecycle import PAYMENT_STATES, may
from grantdesk.domain.messages import message as say
from grantdesk.domain.messages import render
from grantdesk.domain.money import Money

EXPORTED, TODAY = date(2026, 9, 1), date(2026, 9, 4)
AMOUNT = Money.kronor(70_000)
KNOWN = Known("UT-2026-0001", AMOUNT, "exported", "UB-2026-0001", EXPORTED)
PAID_IT = Answer("UT-2026-0001", PAID, date(2026, 9, 2), AMOUNT, batch="UB-2026-0001")
REJECTED_IT = replace(PAID_IT, status=REJECTED, amount=None, reason="AC04 Closed account")
BOOKED_IT = replace(PAID_IT, batch="", booked=True, bank_reference="B1")

# What the bank says, against the state of the payment. Everything not in the table is unexpected.
TABLE = {
    (PAID, "exported"): "confirmed",
    (PAID, "sent"): "confirmed",
    (PAID, "confirmed"): "told_before",
    (REJECTED, "exported"): "failed",
    (REJECTED, "sent"): "failed",
    (REJECTED, "failed"): "told_before",
    (REJECTED, "cancelled"): "told_before",
    (RETURNED, "exported"): "failed",
    (RETURNED, "sent"): "failed",
    (RETURNED, "confirmed"): "failed",
    (RETURNED, "failed"): "told_before",
    (RETURNED, "cancelled"): "told_before",
    (RECEIVED, "exported"): "kept",
    (RECEIVED, "sent"): "kept",
    (RECEIVED, "confirmed"): "kept",
    (RECEIVED, "failed"): "kept",
    (RECEIVED, "cancelled"): "kept",
}


def outcomes(*answers: Answer, known: Known | None = KNOWN, on: date = TODAY) -> list[str]:
    there = {known.number: known} if known else {}
    return [one.outcome for one in bank_answer.judged(answers, there, on=on)]


@pytest.mark.parametrize("state", PAYMENT_STATES)
@pytest.mark.parametrize("status", STATUSES)
def test_the_table_of_what_is_said_and_what_state_the_payment_is_in(status: str, state: str) -> None:
    said = replace(PAID_IT, status=status)
    assert outcomes(said, known=replace(KNOWN, state=state)) == [TABLE.get((status, state), "unexpected")]


def test_what_an_answer_does_the_life_cycle_allows() -> None:
    acts = {"confirmed": "confirm", "failed": "fail"}
    for (_, state), outcome in bank_answer.DOES.items():
        assert outcome not in acts or may("payment", acts[outcome], state)


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"reference": "UT-2026-9999"}, "unknown"),
        ({"reference": "ut-2026-0001"}, "unknown"),
        ({"reference": ""}, "unknown"),
        ({"batch": "UB-2026-0002"}, "other_file"),
        ({"amount": AMOUNT + Money(1)}, "other_amount"),
        ({"amount": AMOUNT - Money(1)}, "other_amount"),
        ({"amount": None}, "no_amount"),
        ({"amount": None, "currency": "EUR"}, "other_currency"),
        ({"on": date(2026, 8, 31)}, "other_day"),
        ({"on": date(2026, 9, 5)}, "other_day"),
        ({"on": EXPORTED}, "confirmed"),
        ({"on": TODAY}, "confirmed"),
        ({"batch": ""}, "confirmed"),
    ],
)
def test_nothing_is_confirmed_that_differs(changes: dict[str, object], outcome: str) -> None:
    assert outcomes(replace(PAID_IT, **changes)) == [outcome]  # type: ignore[arg-type]


@pytest.mark.parametrize("status", STATUSES)
def test_a_received_rejected_or_returned_payment_of_another_amount_or_file_is_refused_too(status: str) -> None:
    said = replace(PAID_IT, status=status)
    assert outcomes(replace(said, amount=Money.kronor(1))) == ["other_amount"]
    assert outcomes(replace(said, batch="UB-2026-0002")) == ["other_file"]
    assert outcomes(said, known=replace(KNOWN, batch=None, exported_on=None, state="attested")) != ["confirmed"]


def test_a_rejection_needs_no_amount() -> None:
    assert outcomes(REJECTED_IT) == ["failed"]


def test_paid_and_rejected_in_one_file_are_both_refused_whichever_comes_last() -> None:
    assert outcomes(PAID_IT, REJECTED_IT) == ["contradicted", "contradicted"]
    assert outcomes(REJECTED_IT, PAID_IT) == ["contradicted", "contradicted"]
    assert outcomes(REJECTED_IT, replace(REJECTED_IT, status=RETURNED)) == ["contradicted", "contradicted"]


def test_two_amounts_of_one_payment_are_both_refused_though_one_is_right() -> None:
    assert outcomes(PAID_IT, replace(PAID_IT, amount=Money.kronor(1))) == ["contradicted", "contradicted"]


def test_a_contradiction_holds_no_other_payment() -> None:
    other = replace(KNOWN, number="UT-2026-0002")
    answers = [PAID_IT, replace(PAID_IT, reference=other.number), REJECTED_IT]
    found = bank_answer.judged(answers, {KNOWN.number: KNOWN, other.number: other}, on=TODAY)
    assert [one.outcome for one in found] == ["contradicted", "confirmed", "contradicted"]


def test_received_and_then_paid_in_one_file_is_no_contradiction() -> None:
    assert outcomes(replace(PAID_IT, status=RECEIVED), PAID_IT) == ["kept", "confirmed"]
    assert outcomes(replace(PAID_IT, status=RECEIVED), REJECTED_IT) == ["kept", "failed"]


def test_the_same_word_twice_in_a_status_file_is_told_before_the_second_time() -> None:
    assert outcomes(PAID_IT, PAID_IT) == ["confirmed", "told_before"]
    assert outcomes(REJECTED_IT, REJECTED_IT) == ["failed", "told_before"]


def test_money_that_left_and_came_back_in_one_file_has_failed_in_whatever_order_it_is_told() -> None:
    back = replace(BOOKED_IT, status=RETURNED, bank_reference="B2")
    assert outcomes(BOOKED_IT, back) == ["confirmed", "failed"]
    assert outcomes(back, BOOKED_IT) == ["failed", "confirmed"]


def test_money_drawn_twice_is_never_told_before() -> None:
    assert outcomes(BOOKED_IT, BOOKED_IT) == ["confirmed", "paid_twice"]
    assert outcomes(BOOKED_IT, replace(BOOKED_IT, bank_reference="B2")) == ["confirmed", "paid_twice"]
    before = replace(KNOWN, state="confirmed", debits=frozenset({"B1"}))
    assert outcomes(replace(BOOKED_IT, bank_reference="B2"), known=before) == ["paid_twice"]


def test_the_same_entry_told_in_another_file_is_nothing_new() -> None:
    assert outcomes(BOOKED_IT, known=replace(KNOWN, state="confirmed", debits=frozenset({"B1"}))) == ["told_before"]
    assert outcomes(BOOKED_IT, known=replace(KNOWN, state="failed", debits=frozenset({"B1"}))) == ["told_before"]
    assert outcomes(BOOKED_IT, known=replace(KNOWN, state="confirmed")) == ["told_before"]


def test_a_return_told_of_before_the_debit_that_it_undid_explains_it() -> None:
    back = replace(KNOWN, state="failed", returns=frozenset({"R1"}))
    assert outcomes(BOOKED_IT, known=back) == ["told_before"]
    # The next debit is another: money that has left and not come back.
    assert outcomes(BOOKED_IT, known=replace(back, debits=frozenset({"B0"}))) == ["unexpected"]
    assert outcomes(BOOKED_IT, known=replace(KNOWN, state="failed")) == ["unexpected"]


def test_money_that_comes_back_twice_is_never_told_before() -> None:
    returned = replace(BOOKED_IT, status=RETURNED, bank_reference="R2")
    back = replace(KNOWN, state="failed", returns=frozenset({"R1"}))
    assert outcomes(returned, known=back) == ["unexpected"]
    assert outcomes(replace(returned, bank_reference="R1"), known=back) == ["told_before"]
    assert outcomes(returned, replace(returned, bank_reference="R3")) == ["failed", "unexpected"]
    # A list or a status without the bank's own reference may tell of the same again.
    assert outcomes(replace(returned, booked=False, bank_reference=""), known=back) == ["told_before"]


def test_the_bank_cannot_have_heard_of_what_was_in_no_file() -> None:
    for status in STATUSES:
        said = replace(PAID_IT, status=status, batch="")
        assert outcomes(said, known=replace(KNOWN, state="cancelled", batch=None, exported_on=None)) == ["unexpected"]


SENT = Sent("UB-2026-0001", 2, Money.kronor(140_000), ("UT-2026-0001", "UT-2026-0002"), Money.kronor(140_000))
LESS = replace(SENT, members=("UT-2026-0001",), standing=Money.kronor(70_000))
WHOLE = Whole("UB-2026-0001", REJECTED, date(2026, 9, 2), "FF01 Invalid file format", 2, Money.kronor(140_000))


@pytest.mark.parametrize(
    ("whole", "sent", "outcome"),
    [
        (WHOLE, SENT, "whole_file"),
        (replace(WHOLE, payments=None, amount=None), SENT, "whole_file"),
        (replace(WHOLE, status=RECEIVED), SENT, "kept"),
        # The bank books the file in one: with the payment that failed, or without it.
        (replace(WHOLE, status=RECEIVED), LESS, "kept"),
        (replace(WHOLE, status=RECEIVED, payments=1, amount=Money.kronor(70_000)), LESS, "kept"),
        (replace(WHOLE, status=RECEIVED, payments=1), LESS, "other_amount"),
        (replace(WHOLE, payments=1, amount=Money.kronor(70_000)), LESS, "other_amount"),
        (replace(WHOLE, payments=3), SENT, "other_amount"),
        (replace(WHOLE, amount=Money.kronor(139_999)), SENT, "other_amount"),
        (WHOLE, None, "unknown"),
    ],
)
def test_a_word_on_a_whole_file(whole: Whole, sent: Sent | None, outcome: str) -> None:
    assert bank_answer.of_whole(whole, sent) == outcome


BOOKED_IN_ONE = replace(WHOLE, status=RECEIVED, reason="", booked=True, bank_reference="E1")


def test_a_file_booked_in_one_twice_is_money_drawn_twice() -> None:
    other = replace(BOOKED_IN_ONE, bank_reference="E2")
    before = replace(SENT, debits=frozenset({"E1"}))
    assert bank_answer.of_whole(BOOKED_IN_ONE, SENT) == "kept"
    assert bank_answer.of_whole(BOOKED_IN_ONE, before) == "told_before"
    assert bank_answer.of_whole(other, before) == "paid_twice"
    assert [one.outcome for one in bank_answer.of_wholes([BOOKED_IN_ONE, other], {SENT.number: SENT})] == [
        "kept",
        "paid_twice",
    ]
    # What is not an entry, such as a status, says nothing of money.
    received = replace(BOOKED_IN_ONE, booked=False, bank_reference="")
    assert [one.outcome for one in bank_answer.of_wholes([received, received], {SENT.number: SENT})] == ["kept"] * 2


def test_a_file_that_comes_back_in_one_is_for_a_person() -> None:
    assert bank_answer.of_whole(replace(BOOKED_IN_ONE, status="unclear"), SENT) == "unexpected"


def test_a_file_rejected_as_a_whole_is_a_rejection_of_each_payment_in_it_once() -> None:
    named = Answer("UT-2026-0002", REJECTED, date(2026, 9, 2), reason="AC01 No such account", batch="UB-2026-0001")
    found = bank_answer.of_each(WHOLE, SENT, [named])
    assert [(one.reference, one.status, one.batch) for one in found] == [("UT-2026-0001", REJECTED, "UB-2026-0001")]
    assert found[0].reason == WHOLE.reason


def test_every_word_has_a_sentence_in_both_languages_and_each_mismatch_says_what_to_do() -> None:
    keys = [f"bank_status.{one}" for one in STATUSES] + [f"bank_outcome.{one}" for one in OUTCOMES]
    keys += [f"bank_form.{one}" for one in bank_answer.FORMS] + [f"bank_to_do.{one}" for one in MISMATCHES]
    for key in keys:
        assert render(say(key), "sv")
        assert render(say(key), "en")
    assert set(QUIET) | set(MISMATCHES) == set(OUTCOMES)
