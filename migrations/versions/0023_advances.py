"""Advances, instalments, and payments that were made elsewhere."""

import sqlalchemy as sa
from alembic import op

from grantdesk.operations import sqlite_tables

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0023_advances"
down_revision = "0022_repayments"

WITH_SET_OFF, WITH_ADVANCE = "'recover', 'set_off')", "'recover', 'set_off', 'advance')"
BEFORE = "'grant', 'reject', 'dismiss', 'write_off', "
MORE = "'change', 'revoke', 'withhold', "
LATER = f"kind IN ({MORE}{WITH_SET_OFF}"
NOW_LATER = f"kind IN ({MORE}{WITH_ADVANCE}"
# Table and constraint: what it said, and what it says.
OTHERWISE = {
    ("decision", "ck_decision_known_kind"): (
        f"kind IN ({BEFORE}{MORE}{WITH_SET_OFF}",
        f"kind IN ({BEFORE}{MORE}{WITH_ADVANCE}",
    ),
    ("decision", "ck_decision_later_refers_to_one_before"): (
        f"refers_to_id IS NOT NULL OR NOT ({LATER})",
        f"refers_to_id IS NOT NULL OR NOT ({NOW_LATER})",
    ),
    ("decision", "ck_decision_later_says_an_amount"): (
        f"({LATER}) = (amount_ore IS NOT NULL)",
        f"({NOW_LATER}) = (amount_ore IS NOT NULL)",
    ),
    ("decision", "ck_decision_change_says_what"): (
        "(kind = 'change') = (terms IS NOT NULL)",
        "(kind IN ('change', 'advance')) = (terms IS NOT NULL)",
    ),
    ("proposal", "ck_proposal_known_kind"): (
        f"kind IN ('grant', {MORE}{WITH_SET_OFF}",
        f"kind IN ('grant', {MORE}{WITH_ADVANCE}",
    ),
    ("agenda_item", "ck_agenda_item_known_kind"): (
        f"kind IN ({BEFORE}{MORE}{WITH_SET_OFF}",
        f"kind IN ({BEFORE}{MORE}{WITH_ADVANCE}",
    ),
}

# Of an instalment only what became of it is written later.
STAYS = ("case_id", "number", "amount_ore", "condition", "not_before", "laid_on", "laid_at", "laid_by_id", "laid_by")


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    let_an_advance_be_decided(on_sqlite)
    make_instalments()
    let_a_payment_be_of_an_instalment(on_sqlite)
    let_a_reference_be_noted_once()
    guard(on_sqlite)


def let_an_advance_be_decided(on_sqlite: bool) -> None:
    for (table, name), (old, new) in OTHERWISE.items():
        if on_sqlite:
            wording = {f"{name} CHECK ({old})": f"{name} CHECK ({new})"}
            sqlite_tables.edit(op.get_bind(), table, wording)
        else:
            op.drop_constraint(name, table, type_="check")
            op.create_check_constraint(op.f(name), table, sa.text(new))


def make_instalments() -> None:
    op.create_table(
        "instalment",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("not_before", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("laid_on", sa.Date(), nullable=False),
        sa.Column("laid_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("laid_by_id", ID, nullable=False),
        sa.Column("laid_by", sa.String(length=200), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", ID, nullable=True),
        sa.Column("settled_by", sa.String(length=200), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('planned', 'released', 'cancelled')", name=op.f("ck_instalment_known_state")),
        sa.CheckConstraint("amount_ore > 0", name=op.f("ck_instalment_above_zero")),
        sa.CheckConstraint("condition <> ''", name=op.f("ck_instalment_has_a_condition")),
        sa.CheckConstraint(
            "(state = 'planned') = (settled_on IS NULL) AND (settled_on IS NULL) = (settled_at IS NULL)"
            " AND (settled_on IS NULL) = (settled_by_id IS NULL) AND (settled_on IS NULL) = (settled_by IS NULL)"
            " AND (settled_on IS NULL) = (said IS NULL)",
            name=op.f("ck_instalment_settled_whole"),
        ),
        sa.CheckConstraint(
            "state <> 'released' OR not_before IS NULL OR settled_on >= not_before",
            name=op.f("ck_instalment_released_in_time"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_instalment_case_id")),
        sa.ForeignKeyConstraint(["laid_by_id"], ["user_account.id"], name=op.f("fk_instalment_laid_by_id")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["user_account.id"], name=op.f("fk_instalment_settled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instalment")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_instalment_case_id_number")),
    )


def let_a_payment_be_of_an_instalment(on_sqlite: bool) -> None:
    """A payment of an instalment names it, and no other does; an instalment has one payment that stands."""
    name, said = "ck_payment_instalment_of_its_kind", "(kind = 'instalment') = (instalment_id IS NOT NULL)"
    if on_sqlite:
        op.execute(
            "ALTER TABLE payment ADD COLUMN instalment_id INTEGER"
            " CONSTRAINT fk_payment_instalment_id REFERENCES instalment (id)"
        )
        sqlite_tables.with_checks(op.get_bind(), "payment", {name: said})
    else:
        op.add_column("payment", sa.Column("instalment_id", sa.BigInteger(), nullable=True))
        op.create_foreign_key("fk_payment_instalment_id", "payment", "instalment", ["instalment_id"], ["id"])
        op.create_check_constraint(op.f(name), "payment", sa.text(said))
    stands = sa.text("state <> 'cancelled'")
    op.create_index(
        "uq_payment_one_of_instalment",
        "payment",
        ["instalment_id"],
        unique=True,
        postgresql_where=stands,
        sqlite_where=stands,
    )


def let_a_reference_be_noted_once() -> None:
    """A payment made elsewhere has one reference, in whichever case it is recorded."""
    op.drop_index("uq_payment_elsewhere_once", table_name="payment")
    stands = sa.text("state <> 'cancelled'")
    op.create_index(
        "uq_payment_elsewhere_once",
        "payment",
        ["reference"],
        unique=True,
        postgresql_where=stands,
        sqlite_where=stands,
    )


def guard(on_sqlite: bool) -> None:
    same = "IS NOT" if on_sqlite else "IS DISTINCT FROM"
    changed = " OR ".join(f"NEW.{column} {same} OLD.{column}" for column in STAYS)
    _forbid("instalment_never_changes", "instalment", "UPDATE", f"{changed} OR OLD.state = 'cancelled'", on_sqlite)
    _forbid("instalment_is_never_deleted", "instalment", "DELETE", "", on_sqlite)
    moved = f"NEW.instalment_id {same} OLD.instalment_id"
    _forbid("payment_instalment_never_changes", "payment", "UPDATE", moved, on_sqlite)
    if not on_sqlite:
        op.execute(
            "CREATE TRIGGER instalment_is_never_emptied BEFORE TRUNCATE ON instalment"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )


def _forbid(name: str, table: str, act: str, when: str, on_sqlite: bool) -> None:
    if on_sqlite:
        condition = f" WHEN {when}" if when else ""
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table}{condition} BEGIN SELECT RAISE(ABORT, '{name}'); END")
        return
    condition = f" WHEN ({when})" if when else ""
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW{condition} EXECUTE FUNCTION refuse()")
