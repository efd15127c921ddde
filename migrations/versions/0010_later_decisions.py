"""Later decisions: a decision may refer to an earlier one, and says what it takes back, withholds or recovers."""

import sqlalchemy as sa
from alembic import op

from grantdesk.operations import sqlite_tables

revision = "0010_later_decisions"
down_revision = "0009_absence_and_conflict"

FIRST = "kind IN ('grant', 'reject', 'dismiss', 'write_off')"
LATER = "kind IN ('change', 'revoke', 'withhold', 'recover', 'set_off')"
# Table and constraint: what it said, and what it says.
OTHERWISE = {
    ("decision", "ck_decision_known_kind"): (
        "kind IN ('grant', 'reject')",
        "kind IN ('grant', 'reject', 'dismiss', 'write_off', 'change', 'revoke', 'withhold', 'recover', 'set_off')",
    ),
    ("decision", "ck_decision_amount_fits_kind"): (
        "(kind = 'grant' AND granted_ore > 0) OR (kind = 'reject' AND granted_ore = 0)",
        "(kind = 'grant' AND granted_ore > 0) OR (kind = 'change' AND granted_ore >= 0)"
        " OR (kind NOT IN ('grant', 'change') AND granted_ore = 0)",
    ),
    ("decision", "ck_decision_grant_rests_on_an_assessment"): (
        "kind = 'reject' OR assessment_id IS NOT NULL",
        "kind IN ('reject', 'dismiss', 'write_off', 'revoke') OR assessment_id IS NOT NULL",
    ),
    ("grant_case", "ck_grant_case_known_status"): (
        "status IN ('registered', 'assessed', 'granted', 'rejected', 'withdrawn', 'closed')",
        "status IN ('registered', 'assessed', 'granted', 'rejected', 'dismissed', 'withdrawn', 'written_off',"
        " 'revoked', 'closed')",
    ),
    ("proposal", "ck_proposal_above_zero"): (
        "amount_ore > 0",
        "amount_ore > 0 OR (amount_ore = 0 AND kind <> 'grant')",
    ),
}
ADDED = {
    "decision": {
        "ck_decision_later_refers_to_one_before": f"refers_to_id IS NOT NULL OR NOT ({LATER})",
        "ck_decision_refers_backwards": "refers_to_id < id",
        "ck_decision_later_says_an_amount": f"({LATER}) = (amount_ore IS NOT NULL)",
        "ck_decision_later_amount_fits_kind": (
            "amount_ore > 0 OR (amount_ore = 0 AND kind IN ('change', 'revoke', 'withhold'))"
        ),
        "ck_decision_goes_one_way": "granted_ore = 0 OR coalesce(amount_ore, 0) = 0",
        "ck_decision_has_a_cause": (
            "(kind IN ('dismiss', 'write_off', 'revoke', 'withhold', 'recover')) = (cause IS NOT NULL)"
        ),
        "ck_decision_change_says_what": "(kind = 'change') = (terms IS NOT NULL)",
        "ck_decision_recovery_has_a_day": "(kind = 'recover') = (due_on IS NOT NULL)",
        "ck_decision_set_off_names_a_payment": "(kind = 'set_off') = (payment_id IS NOT NULL)",
    },
    "proposal": {
        "ck_proposal_known_kind": "kind IN ('grant', 'change', 'revoke', 'withhold', 'recover', 'set_off')",
        "ck_proposal_of_later_decision_says_it": "(kind = 'grant') = (said IS NULL)",
    },
}
POINTS_AT = {"refers_to_id": "decision", "payment_id": "payment"}
# Of a proposal only how it ended is written later.
STAYS = (
    "case_id", "assessment_id", "amount_ore", "reason", "kind", "proposed_on", "proposed_by_id",
    "regulation", "eur_rate", "eur_rate_on", "reserved_eur",
)  # fmt: skip


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    make_columns(on_sqlite)
    if on_sqlite:
        change_checks_on_sqlite()
    else:
        change_checks_on_postgresql()
    op.drop_index("uq_decision_first_of_case", table_name="decision")
    op.create_index(
        "uq_decision_first_of_case",
        "decision",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text(f"{FIRST} AND refers_to_id IS NULL"),
        sqlite_where=sa.text(f"{FIRST} AND refers_to_id IS NULL"),
    )
    op.create_index(
        "uq_decision_anew_once",
        "decision",
        ["refers_to_id"],
        unique=True,
        postgresql_where=sa.text(FIRST),
        sqlite_where=sa.text(FIRST),
    )
    op.create_index("ix_decision_refers_to_id", "decision", ["refers_to_id"], unique=False)
    guard_proposals(on_sqlite)


def make_columns(on_sqlite: bool) -> None:
    op.add_column("decision", sa.Column("amount_ore", sa.BigInteger(), nullable=True))
    op.add_column("decision", sa.Column("cause", sa.String(length=20), nullable=True))
    op.add_column("decision", sa.Column("terms", sa.JSON(), nullable=True))
    op.add_column("decision", sa.Column("due_on", sa.Date(), nullable=True))
    op.add_column("decision", sa.Column("checks", sa.JSON(), nullable=True))
    op.add_column("proposal", sa.Column("kind", sa.String(length=10), server_default="grant", nullable=False))
    op.add_column("proposal", sa.Column("said", sa.JSON(), nullable=True))
    for column, table in POINTS_AT.items():
        if on_sqlite:
            op.execute(
                f"ALTER TABLE decision ADD COLUMN {column} INTEGER"
                f" CONSTRAINT fk_decision_{column} REFERENCES {table} (id)"
            )
        else:
            op.add_column("decision", sa.Column(column, sa.BigInteger(), nullable=True))
            op.create_foreign_key(f"fk_decision_{column}", "decision", table, [column], ["id"])


def change_checks_on_sqlite() -> None:
    connection = op.get_bind()
    for (table, name), (old, new) in OTHERWISE.items():
        sqlite_tables.edit(connection, table, {f"{name} CHECK ({old})": f"{name} CHECK ({new})"})
    for table, checks in ADDED.items():
        sqlite_tables.with_checks(connection, table, checks)


def change_checks_on_postgresql() -> None:
    for (table, name), (_, new) in OTHERWISE.items():
        op.drop_constraint(name, table, type_="check")
        op.create_check_constraint(op.f(name), table, sa.text(new))
    for table, checks in ADDED.items():
        for name, said in checks.items():
            op.create_check_constraint(op.f(name), table, sa.text(said))


def guard_proposals(on_sqlite: bool) -> None:
    if on_sqlite:
        op.execute("DROP TRIGGER proposal_never_changes")
        changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in (*STAYS, "said"))
        op.execute(
            f"CREATE TRIGGER proposal_never_changes BEFORE UPDATE ON proposal WHEN {changed} OR OLD.state <> 'standing'"
            " BEGIN SELECT RAISE(ABORT, 'proposal_never_changes'); END"
        )
        return
    op.execute("DROP TRIGGER proposal_never_changes ON proposal")
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in STAYS)
    op.execute(
        "CREATE TRIGGER proposal_never_changes BEFORE UPDATE ON proposal FOR EACH ROW"
        f" WHEN ({changed} OR NEW.said::text IS DISTINCT FROM OLD.said::text OR OLD.state <> 'standing')"
        " EXECUTE FUNCTION refuse()"
    )
