"""Guards on money that moves: one life for a payment, one booking of it, to its own recipient, and claims that are kept."""

import sqlalchemy as sa
from alembic import op

from grantdesk.operations import sqlite_tables

revision = "0029_money_guards"
down_revision = "0028_recoveries_anew"

# What may follow upon what; a row may be written without changing its state.
LIFE = {
    "payment": {
        "prepared": ("attested", "cancelled"),
        "attested": ("in_batch", "confirmed", "cancelled"),
        "in_batch": ("attested", "exported", "failed"),
        "exported": ("sent", "confirmed", "failed"),
        "sent": ("confirmed", "failed"),
        "confirmed": ("failed",),
        "failed": ("cancelled",),
    },
    "batch": {
        "open": ("locked",),
        "locked": ("open", "exported"),
        "exported": ("sent",),
    },
}
# Of a claim only what it reports, while it is a draft, how it is judged, and why are written later.
CLAIM_STAYS = (
    "id", "case_id", "number", "once", "kind", "received_on", "payee_id", "bankgiro", "registered_at", "vat_deductible",
)  # fmt: skip
CLAIM_CHECKS = {"ck_claim_approved_says_how_much": "(state IN ('approved', 'settled')) = (approved_ore IS NOT NULL)"}
JUDGED = "OLD.state IN ('approved', 'settled') AND NEW.state IN ('approved', 'settled')"

# What is behind a payment is of its own case, and the account its recipient's.
OF_ANOTHER_CASE = """
    EXISTS (SELECT 1 FROM claim WHERE id = NEW.claim_id AND case_id <> NEW.case_id)
    OR EXISTS (SELECT 1 FROM instalment WHERE id = NEW.instalment_id AND case_id <> NEW.case_id)
    OR EXISTS (SELECT 1 FROM decision WHERE id = NEW.decision_id AND case_id <> NEW.case_id)
    OR EXISTS (SELECT 1 FROM payee JOIN grant_case ON grant_case.id = NEW.case_id
        WHERE payee.id = NEW.payee_id AND payee.organisation_id <> grant_case.organisation_id)
"""
IN_ANOTHER_BATCH = """
    NOT EXISTS (SELECT 1 FROM batch WHERE id = NEW.batch_id AND (
        (NEW.state = 'in_batch' AND state = 'open') OR (NEW.state = 'exported' AND state = 'exported')))
"""
# Reversals are left out: what came back is paid anew by a payment of its own. The sign has SQLite find the bookings by their
# payment: by what they reverse it would go through every one in the ledger, since most reverse nothing.
PAID_TWICE = """
    NEW.amount_ore > (
        (SELECT amount_ore FROM payment WHERE id = NEW.payment_id AND case_id = NEW.case_id)
        - (SELECT COALESCE(SUM(amount_ore), 0) FROM transfer
            WHERE payment_id = NEW.payment_id AND code = 'paid' AND +reverses_id IS NULL))
    OR NOT EXISTS (SELECT 1 FROM payment WHERE id = NEW.payment_id AND case_id = NEW.case_id)
"""
# Name: table, act, when it is looked at, and what is refused then.
LOOKED_UP = {
    "payment_of_its_own_case": ("payment", "INSERT", "", OF_ANOTHER_CASE),
    "payment_never_without_its_batch": (
        "payment", "UPDATE", "NEW.state IN ('in_batch', 'exported') AND NEW.state <> OLD.state", IN_ANOTHER_BATCH,
    ),
    "transfer_never_above_its_payment": (
        "transfer", "INSERT", "NEW.code = 'paid' AND NEW.payment_id IS NOT NULL AND NEW.reverses_id IS NULL", PAID_TWICE,
    ),
}  # fmt: skip


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for name, said in CLAIM_CHECKS.items():
        if on_sqlite:
            sqlite_tables.with_checks(op.get_bind(), "claim", {name: said})
        else:
            op.create_check_constraint(op.f(name), "claim", sa.text(said))
    for name, (table, act, when) in refused_at_once("IS NOT" if on_sqlite else "IS DISTINCT FROM").items():
        _forbid(name, table, act, when, on_sqlite)
    for name, (table, act, when, refused) in LOOKED_UP.items():
        guard = _look_up_on_sqlite if on_sqlite else _look_up_on_postgresql
        guard(name, f"{act} ON {table}", when, refused)
    if not on_sqlite:
        op.execute(
            "CREATE TRIGGER claim_is_never_emptied BEFORE TRUNCATE ON claim FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )


def refused_at_once(differs: str) -> dict[str, tuple[str, str, str]]:
    """Name: table, act and condition of what one look at the row tells."""
    reported = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in ("reported_ore", "in_kind_ore"))
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in CLAIM_STAYS)
    return {
        **{f"{table}_never_out_of_turn": (table, "UPDATE", _out_of_turn(table)) for table in LIFE},
        "payment_begins_prepared": (
            "payment",
            "INSERT",
            "NEW.state <> 'prepared' OR NEW.attested_by_id IS NOT NULL OR NEW.batch_id IS NOT NULL",
        ),
        "batch_begins_open": ("batch", "INSERT", "NEW.state <> 'open'"),
        "claim_is_never_deleted": ("claim", "DELETE", ""),
        "claim_never_changes": (
            "claim",
            "UPDATE",
            f"{changed} OR (OLD.state <> 'draft' AND ({reported}))"
            f" OR ({JUDGED} AND NEW.approved_ore {differs} OLD.approved_ore)",
        ),
    }


def _out_of_turn(table: str) -> str:
    turns = [f"(OLD.state = '{old}' AND NEW.state = '{new}')" for old, after in LIFE[table].items() for new in after]
    return f"NEW.state <> OLD.state AND NOT ({' OR '.join(turns)})"


def _forbid(name: str, table: str, act: str, when: str, on_sqlite: bool) -> None:
    if on_sqlite:
        condition = f" WHEN {when}" if when else ""
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table}{condition} BEGIN SELECT RAISE(ABORT, '{name}'); END")
        return
    condition = f" WHEN ({when})" if when else ""
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW{condition} EXECUTE FUNCTION refuse()")


def _look_up_on_sqlite(name: str, act: str, when: str, refused: str) -> None:
    condition = f"({when}) AND ({refused})" if when else refused
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{name}'); END")


def _look_up_on_postgresql(name: str, act: str, when: str, refused: str) -> None:
    """Where it is about a booking the case's row is locked first, so that two at the same moment see each other's."""
    lock = "PERFORM 1 FROM grant_case WHERE id = NEW.case_id FOR NO KEY UPDATE;" if act.endswith("transfer") else ""
    op.execute(
        f"CREATE FUNCTION refuse_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {lock}"
        f" IF {refused} THEN"
        " RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;"
        " END IF; RETURN NEW; END $$"
    )
    condition = f" WHEN ({when})" if when else ""
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} FOR EACH ROW{condition} EXECUTE FUNCTION refuse_{name}()")
