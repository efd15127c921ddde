"""What must never be of money is refused by the database itself, by name, whoever writes; what it cannot see, verify finds."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from grantdesk import db, settings
from grantdesk.actions import disburse
from grantdesk.domain.lifecycle import TRANSITIONS
from grantdesk.operations import verify
from grantdesk.queries import payouts
from tests import builders
from tests.conftest import Database

# A payment of each kind, by its number: prepared, attested, in an open batch, exported, failed, cancelled.
PREPARED, ATTESTED, COLLECTED, EXPORTED, FAILED, CANCELLED = (f"UT-2026-000{number}" for number in range(1, 7))
COPY = (
    "INSERT INTO payment (number, kind, case_id, claim_id, amount_ore, payee_id, state, prepared_by_id, prepared_on)"
    " SELECT 'UT-2026-0099', kind, {case}, {claim}, amount_ore, {payee}, {state}, prepared_by_id, prepared_on"
    " FROM payment WHERE number = '{number}'"
)
BOOK = (
    "INSERT INTO transfer (key, code, from_account, to_account, amount_ore, case_id, objective, booked_on, booked_at,"
    " payment_id) SELECT 'again', code, {accounts}, {amount}, {case}, objective, booked_on, booked_at, {payment}"
    " FROM transfer WHERE code = 'paid' AND reverses_id IS NULL AND payment_id ="
    " (SELECT id FROM payment WHERE number = '{exported}') LIMIT 1"
)
BATCH = (
    "INSERT INTO batch (number, once, state, made_on, made_by_id) SELECT {number}, 'x', {state}, made_on, made_by_id"
    " FROM batch LIMIT 1"
)
OF_EXPORTED = f"(SELECT batch_id FROM payment WHERE number = '{EXPORTED}')"  # noqa: S608 - ours
CLAIM_OF = "(SELECT claim_id FROM payment WHERE number = '{}')"


def of(number: str, what: str) -> str:
    return f"UPDATE payment SET {what} WHERE number = '{number}'"  # noqa: S608 - ours


def copied(number: str = FAILED, **other: str) -> str:
    said = {"case": "case_id", "claim": "claim_id", "payee": "payee_id", "state": "'prepared'", **other}
    return COPY.format(number=number, **said)


def booked(**other: str) -> str:
    said = {"accounts": "from_account, to_account", "amount": "amount_ore", "case": "case_id", "payment": "payment_id"}
    return BOOK.format(exported=EXPORTED, **{**said, **other})


def of_claim(number: str, what: str) -> str:
    return f"UPDATE claim SET {what} WHERE id = {CLAIM_OF.format(number)}"  # noqa: S608 - ours


# What somebody with the database in hand may try, and the names of what may refuse it: databases differ in which is first.
REFUSED: dict[str, tuple[str, str]] = {
    "another amount": (of(PREPARED, "amount_ore = amount_ore + 1"), "payment_amount_never_changes"),
    "another account": (of(EXPORTED, "payee_id = NULL, bankgiro = '991-2346'"), "payment_amount_never_changes"),
    "another preparer": (of(PREPARED, "prepared_by_id = prepared_by_id + 1"), "payment_amount_never_changes"),
    "attested by its preparer": (
        of(PREPARED, "state = 'attested', attested_by_id = prepared_by_id"),
        "ck_payment_two_pairs_of_eyes",
    ),
    "another attester": (of(ATTESTED, "attested_by_id = attested_by_id + 1"), "payment_attest_never_changes"),
    "attested by nobody": (of(PREPARED, "state = 'attested'"), "ck_payment_attested_before_it_leaves"),
    "straight to the bank": (
        of(PREPARED, "state = 'exported'"),
        "payment_never_out_of_turn payment_never_without_its_batch",
    ),
    "in no batch": (of(ATTESTED, "state = 'in_batch'"), "payment_never_without_its_batch"),
    "in a batch that has left": (
        of(ATTESTED, f"state = 'in_batch', batch_id = {OF_EXPORTED}"),
        "payment_never_without_its_batch",
    ),
    "exported before its batch": (of(COLLECTED, "state = 'exported'"), "payment_never_without_its_batch"),
    "moved to another batch": (
        of(EXPORTED, "batch_id = (SELECT MAX(id) + 1 FROM batch)"),
        "payment_never_moves_between_batches",
    ),
    "alive again": (of(CANCELLED, "state = 'attested'"), "payment_never_out_of_turn"),
    "back from the bank, to be exported again": (of(EXPORTED, "state = 'attested'"), "payment_never_out_of_turn"),
    "failed, and exported again": (of(FAILED, "state = 'exported'"), "payment_never_out_of_turn"),
    "failed without a reason": (of(EXPORTED, "state = 'failed'"), "ck_payment_failed_says_why"),
    "gone": ("DELETE FROM payment", "payment_is_never_deleted"),
    "made attested": (copied(state="'attested'"), "payment_begins_prepared"),
    "made cancelled": (copied(state="'cancelled'"), "payment_begins_prepared"),
    "made twice": (copied(PREPARED), "uq_payment_one_of_claim"),
    "made again where it failed": (copied(FAILED), "uq_payment_one_of_claim"),
    "of a claim in another case": (
        copied(case="(SELECT id FROM grant_case WHERE id <> case_id LIMIT 1)"),
        "payment_of_its_own_case",
    ),
    "to somebody else's account": (copied(CANCELLED, payee="(SELECT MAX(id) FROM payee)"), "payment_of_its_own_case"),
    "paid twice": (booked(), "transfer_never_above_its_payment"),
    "paid in another case": (
        booked(case="(SELECT MAX(id) FROM grant_case)"),
        "transfer_never_above_its_payment",
    ),
    "paid without a payment, above the grant": (booked(amount="99999999", payment="NULL"), "transfer_never_overdraws"),
    "a booking of nothing": (booked(amount="0", payment="NULL"), "ck_transfer_above_zero"),
    "a booking below zero": (booked(amount="-1", payment="NULL"), "ck_transfer_above_zero"),
    "a booking on one account": (
        booked(accounts="'commitment', 'commitment'", payment="NULL"),
        "ck_transfer_two_accounts ck_transfer_known_move",
    ),
    "a booking the wrong way": (
        booked(accounts="'recipient', 'commitment'", payment="NULL"),
        "ck_transfer_known_move",
    ),
    "a booking changed": ("UPDATE transfer SET amount_ore = 1", "transfer_is_never_changed"),
    "a booking gone": ("DELETE FROM transfer", "transfer_is_never_deleted"),
    "a booking reversed twice": (
        "INSERT INTO transfer (key, code, from_account, to_account, amount_ore, case_id, objective, booked_on,"
        " booked_at, payment_id, reverses_id) SELECT 'again', code, from_account, to_account, 1, case_id, objective,"
        " booked_on, booked_at, payment_id, reverses_id FROM transfer WHERE reverses_id IS NOT NULL LIMIT 1",
        "uq_transfer_reverses_id transfer_never_overdraws",
    ),
    "a number used again": (
        BATCH.format(number="number", state="'open'"),
        "uq_batch_number",
    ),
    "a batch made exported": (BATCH.format(number="'UB-9'", state="'sent'"), "batch_begins_open"),
    "a number changed": ("UPDATE batch SET number = 'UB-9' WHERE exported_on IS NULL", "batch_never_changes"),
    "control totals changed": (
        f"UPDATE batch SET amount_locked_ore = 1 WHERE id = {OF_EXPORTED}",  # noqa: S608 - ours
        "batch_never_changes",
    ),
    "a batch opened that has left": (
        f"UPDATE batch SET state = 'locked' WHERE id = {OF_EXPORTED}",  # noqa: S608 - ours
        "batch_never_out_of_turn",
    ),
    "an open batch sent": ("UPDATE batch SET state = 'sent' WHERE state = 'open'", "batch_never_out_of_turn"),
    "a batch gone": ("DELETE FROM batch", "batch_is_never_deleted"),
    "another file": ("UPDATE batch_file SET digest = 'x'", "batch_file_is_never_changed"),
    "a second file to the bank": (
        "INSERT INTO batch_file (batch_id, form, language, name, digest, payments, amount_ore, made_at, made_by)"
        " SELECT batch_id, form, 'en', name, 'x', payments, amount_ore, made_at, made_by FROM batch_file LIMIT 1",
        "uq_batch_file_one_to_the_bank",
    ),
    "approved above what was reported": (
        of_claim(CANCELLED, "state = 'approved', approved_ore = reported_ore + 1"),
        "ck_claim_approved_within_reported",
    ),
    "approved without an amount": (of_claim(CANCELLED, "state = 'approved'"), "ck_claim_approved_says_how_much"),
    "more approved afterwards": (of_claim(EXPORTED, "approved_ore = approved_ore - 1"), "claim_never_changes"),
    "more reported afterwards": (of_claim(EXPORTED, "reported_ore = reported_ore + 1"), "claim_never_changes"),
    "a claim of another case": (of_claim(EXPORTED, "case_id = case_id + 1"), "claim_never_changes"),
    "a claim gone": ("DELETE FROM claim", "claim_is_never_deleted"),
    "an account rewritten": ("UPDATE payee SET number = '99123465'", "payee_never_changes"),
    "a decision rewritten": ("UPDATE decision SET granted_ore = granted_ore + 1", "decision_is_never_changed"),
}

# What the database takes, and what verify says of it.
FOUND = {
    "failed without a reversal": (
        of(EXPORTED, """state = 'failed', failure = '{"sv": "x", "en": "x"}'"""),
        f"payment {EXPORTED} is failed: the ledger has 35000.00 of it, and should have 0.00",
    ),
    "attested behind the program's back": (
        of(PREPARED, "state = 'attested', attested_by_id = (SELECT MAX(id) FROM user_account)"),
        "payment:1: state is 'attested'",
    ),
    "given up behind the program's back": (of(FAILED, "state = 'cancelled'"), "payment:5: state is 'cancelled'"),
    "locked behind the program's back": (
        "UPDATE batch SET state = 'locked', locked_on = made_on, locked_by_id = made_by_id, payments_locked = 1,"
        " amount_locked_ore = 1 WHERE state = 'open'",
        "was locked with 1 payments of 0.01, and holds 1 of 35000.00",
    ),
}


@pytest.fixture
def payments(database: Database) -> Database:
    """A case with each of the payments above, and one of another organisation, with an account."""
    made = [builders.a_payment() for _ in range(6)]
    assert [payment.number for payment in made] == [PREPARED, ATTESTED, COLLECTED, EXPORTED, FAILED, CANCELLED]
    builders.an_attested_payment(made[1])
    builders.a_batch(builders.an_attested_payment(made[2]))
    builders.an_exported_payment(made[3])
    builders.a_failed_payment(made[4])
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        disburse.send_back(payouts.by_number(CANCELLED), "Fel konto.", by=by, on=builders.DAY)
    given = builders.facts()
    given["applicant"]["organisation_number"] = "559900-2002"
    builders.a_claim(builders.a_granted_case(builders.a_registration(given)))
    db.release()
    return database


def refusal_of(database: Database, statement: str) -> str:
    """The name of what refuses the statement; nothing of it stays."""
    with database.engine.connect() as connection, connection.begin() as tried:
        try:
            changed = connection.execute(text(statement)).rowcount
        except IntegrityError as error:
            return db.violated_constraint(error)
        finally:
            tried.rollback()
    return f"{changed} rows written"


def test_the_database_refuses_by_name_what_must_never_be(payments: Database) -> None:
    refused = {what: refusal_of(payments, statement) for what, (statement, _) in REFUSED.items()}
    wrong = {what: said for what, said in refused.items() if said not in REFUSED[what][1].split()}
    assert wrong == {}
    assert verify.everything().broken == []


def test_verify_finds_what_the_database_takes(payments: Database) -> None:
    for what, (statement, said) in FOUND.items():
        with payments.engine.begin() as connection:
            assert connection.execute(text(statement)).rowcount == 1, what
        assert any(said in fault for fault in verify.everything().broken), what
        db.release()


def _guards() -> ModuleType:
    written = settings.migrations_folder() / "versions" / "0029_money_guards.py"
    found = importlib.util.spec_from_file_location("guards", written)
    assert found is not None
    assert found.loader is not None
    made = importlib.util.module_from_spec(found)
    found.loader.exec_module(made)
    return made


@pytest.mark.parametrize("noun", ["payment", "batch"])
def test_the_database_knows_the_same_life_as_the_program(noun: str) -> None:
    """Where the table of transitions gets another row, the guard needs a migration of its own."""
    steps = {(old, new) for (of_noun, _), (before, new) in TRANSITIONS.items() if of_noun == noun for old in before}
    guarded = {(old, new) for old, after in _guards().LIFE[noun].items() for new in after}
    assert guarded == {(old, new) for old, new in steps if old != new}
