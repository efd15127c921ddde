"""Payments that live on after the export, batches that are locked, and the files that they left in."""

import sqlalchemy as sa
from alembic import op

from grantdesk.operations import sqlite_tables

revision = "0018_payments"
down_revision = "0017_payees"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOVED = (
    ("granted", "frame", "commitment"),
    ("changed_up", "frame", "commitment"),
    ("changed_down", "commitment", "frame"),
    ("paid", "commitment", "recipient"),
    ("released", "commitment", "frame"),
    ("recovered", "recipient", "frame"),
)
MOVES = (*MOVED, ("written_off", "recipient", "loss"))


def moves(known: tuple[tuple[str, str, str], ...]) -> str:
    """The condition that accounts and code go together, a reversal the other way round."""
    there = " OR ".join(f"(code = '{c}' AND from_account = '{a}' AND to_account = '{b}')" for c, a, b in known)
    back = " OR ".join(f"(code = '{c}' AND from_account = '{b}' AND to_account = '{a}')" for c, a, b in known)
    return f"(reverses_id IS NULL AND ({there})) OR (reverses_id IS NOT NULL AND ({back}))"


OLD_ACCOUNTS, ACCOUNTS = "'frame', 'commitment', 'recipient'", "'frame', 'commitment', 'recipient', 'loss'"
OLD_CODES = "'granted', 'changed_up', 'changed_down', 'paid', 'released', 'recovered'"
# Table and constraint: what it said, and what it says.
OTHERWISE = {
    ("payment", "ck_payment_known_state"): (
        "state IN ('prepared', 'attested', 'cancelled', 'in_batch', 'exported')",
        "state IN ('prepared', 'attested', 'cancelled', 'in_batch', 'failed', 'exported', 'sent', 'confirmed')",
    ),
    ("payment", "ck_payment_in_a_batch"): (
        "(state IN ('in_batch', 'exported')) = (batch_id IS NOT NULL)",
        "(state NOT IN ('in_batch', 'exported', 'sent') OR batch_id IS NOT NULL)"
        " AND (state NOT IN ('prepared', 'attested') OR batch_id IS NULL)"
        " AND (state <> 'confirmed' OR (kind = 'elsewhere') = (batch_id IS NULL))",
    ),
    ("batch", "ck_batch_known_state"): (
        "state IN ('open', 'exported')",
        "state IN ('open', 'locked', 'exported', 'sent')",
    ),
    ("batch", "ck_batch_exported_has_a_day"): (
        "(state = 'exported') = (exported_on IS NOT NULL)",
        "(state IN ('exported', 'sent')) = (exported_on IS NOT NULL)",
    ),
    ("transfer", "ck_transfer_known_move"): (moves(MOVED), moves(MOVES)),
    ("transfer", "ck_transfer_known_code"): (f"code IN ({OLD_CODES})", f"code IN ({OLD_CODES}, 'written_off')"),
    ("transfer", "ck_transfer_known_from_account"): (
        f"from_account IN ({OLD_ACCOUNTS})",
        f"from_account IN ({ACCOUNTS})",
    ),
    ("transfer", "ck_transfer_known_to_account"): (f"to_account IN ({OLD_ACCOUNTS})", f"to_account IN ({ACCOUNTS})"),
}
ADDED = {
    "claim": {"ck_claim_has_an_account": "payee_id IS NOT NULL OR bankgiro IS NOT NULL"},
    "payment": {
        "ck_payment_known_kind": "kind IN ('claim', 'advance', 'instalment', 'elsewhere')",
        "ck_payment_claim_of_its_kind": "(kind = 'claim') = (claim_id IS NOT NULL)",
        "ck_payment_advance_has_a_decision": "(kind = 'advance') = (decision_id IS NOT NULL)",
        "ck_payment_elsewhere_says_when": (
            "(kind = 'elsewhere') = (paid_on IS NOT NULL) AND (kind = 'elsewhere') = (reference IS NOT NULL)"
        ),
        "ck_payment_has_an_account": "kind = 'elsewhere' OR payee_id IS NOT NULL OR bankgiro IS NOT NULL",
        "ck_payment_failed_says_why": "state <> 'failed' OR failure IS NOT NULL",
        "ck_payment_confirmed_has_a_day": "state <> 'confirmed' OR settled_on IS NOT NULL",
    },
    "batch": {
        "ck_batch_locked_says_what": (
            "(locked_on IS NULL) = (payments_locked IS NULL) AND (locked_on IS NULL) = (amount_locked_ore IS NULL)"
            " AND (locked_on IS NULL) = (locked_by_id IS NULL)"
            " AND (state <> 'locked' OR locked_on IS NOT NULL) AND (state <> 'open' OR locked_on IS NULL)"
        ),
        "ck_batch_locked_holds_something": "payments_locked > 0 AND amount_locked_ore > 0",
        "ck_batch_sent_has_a_day": "(state = 'sent') = (sent_on IS NOT NULL) AND (sent_on IS NULL) = (sent_by_id IS NULL)",
    },
}
COLUMNS = {
    "claim": (),
    "payment": (
        sa.Column("kind", sa.String(length=10), server_default="claim", nullable=False),
        sa.Column("failure", sa.JSON(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.String(length=100), nullable=True),
        sa.Column("ground", sa.Text(), nullable=True),
    ),
    "batch": (
        sa.Column("locked_on", sa.Date(), nullable=True),
        sa.Column("payments_locked", sa.Integer(), nullable=True),
        sa.Column("amount_locked_ore", sa.BigInteger(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
    ),
}
POINTS_AT = {
    "claim": {"payee_id": "payee"},
    "payment": {"payee_id": "payee", "decision_id": "decision"},
    "batch": {"locked_by_id": "user_account", "sent_by_id": "user_account"},
}
# What a payment need not have any more: a claim, an account of the kind that claims used to have.
FREED = {"claim": {"bankgiro": "VARCHAR(9)"}, "payment": {"claim_id": "INTEGER", "bankgiro": "VARCHAR(9)"}}
# Of a payment only its state, its attest, its batch and how it went are written later.
PAYMENT_STAYS = (
    "number", "case_id", "claim_id", "amount_ore", "bankgiro", "prepared_by_id", "prepared_on",
    "kind", "decision_id", "payee_id", "paid_on", "reference", "ground",
)  # fmt: skip
BATCH_STAYS = ("number", "once", "made_on", "made_by_id")
# Once it has left, a batch is what it was; only that it was sent is written.
BATCH_HOLDS = ("payments_locked", "amount_locked_ore", "locked_on", "locked_by_id", "exported_on", "exported_by_id")


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    make_columns(on_sqlite)
    change_checks(on_sqlite)
    make_indexes()
    make_batch_files()
    guard(on_sqlite)


def make_columns(on_sqlite: bool) -> None:
    for table, columns in COLUMNS.items():
        for column in columns:
            op.add_column(table, column)
    for table, keys in POINTS_AT.items():
        for column, other in keys.items():
            name = f"fk_{table}_{column}"
            if on_sqlite:
                op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT {name} REFERENCES {other} (id)")
            else:
                op.add_column(table, sa.Column(column, sa.BigInteger(), nullable=True))
                op.create_foreign_key(name, table, other, [column], ["id"])
    for table, freed in FREED.items():
        for column, kind in freed.items():
            if on_sqlite:
                sqlite_tables.edit(op.get_bind(), table, {f"\t{column} {kind} NOT NULL": f"\t{column} {kind}"})
            else:
                op.alter_column(table, column, nullable=True)


def change_checks(on_sqlite: bool) -> None:
    connection = op.get_bind()
    for (table, name), (old, new) in OTHERWISE.items():
        if on_sqlite:
            sqlite_tables.edit(connection, table, {f"{name} CHECK ({old})": f"{name} CHECK ({new})"})
        else:
            op.drop_constraint(name, table, type_="check")
            op.create_check_constraint(op.f(name), table, sa.text(new))
    for table, checks in ADDED.items():
        if on_sqlite:
            sqlite_tables.with_checks(connection, table, checks)
            continue
        for name, said in checks.items():
            op.create_check_constraint(op.f(name), table, sa.text(said))


def make_indexes() -> None:
    for name, columns, where in (
        ("uq_payment_one_of_decision", ["decision_id"], "state <> 'cancelled'"),
        ("uq_payment_elsewhere_once", ["case_id", "reference"], "state <> 'cancelled'"),
    ):
        op.create_index(
            name, "payment", columns, unique=True, postgresql_where=sa.text(where), sqlite_where=sa.text(where)
        )
    op.create_index("ix_payment_payee_id", "payment", ["payee_id"], unique=False)
    op.create_index("ix_claim_payee_id", "claim", ["payee_id"], unique=False)


def make_batch_files() -> None:
    op.create_table(
        "batch_file",
        sa.Column("id", ID, nullable=False),
        sa.Column("batch_id", ID, nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("payments", sa.Integer(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", ID, nullable=True),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("form IN ('pain001', 'csv', 'xlsx', 'pdf', 'sie')", name=op.f("ck_batch_file_known_form")),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_batch_file_known_language")),
        sa.CheckConstraint("payments > 0 AND amount_ore > 0", name=op.f("ck_batch_file_holds_something")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_file_batch_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_batch_file_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_file")),
        sa.UniqueConstraint("batch_id", "form", "language", name=op.f("uq_batch_file_batch_id_form_language")),
    )
    # The bank is told once, whatever the language.
    op.create_index(
        "uq_batch_file_one_to_the_bank",
        "batch_file",
        ["batch_id"],
        unique=True,
        postgresql_where=sa.text("form = 'pain001'"),
        sqlite_where=sa.text("form = 'pain001'"),
    )


def guard(on_sqlite: bool) -> None:
    same = "IS NOT" if on_sqlite else "IS DISTINCT FROM"
    conditions = {
        "payment_amount_never_changes": ("payment", _changed(PAYMENT_STAYS, same)),
        "payment_never_moves_between_batches": (
            "payment",
            f"OLD.state IN ('exported', 'sent', 'confirmed') AND NEW.batch_id {same} OLD.batch_id",
        ),
        "payment_attest_never_changes": (
            "payment",
            f"OLD.attested_by_id IS NOT NULL AND ({_changed(('attested_by_id', 'attested_at'), same)})",
        ),
        "batch_never_changes": (
            "batch",
            f"{_changed(BATCH_STAYS, same)} OR (OLD.exported_on IS NOT NULL AND ({_changed(BATCH_HOLDS, same)}))",
        ),
    }
    op.execute("DROP TRIGGER payment_amount_never_changes" + ("" if on_sqlite else " ON payment"))
    for name, (table, when) in conditions.items():
        _forbid(name, table, "UPDATE", when, on_sqlite)
    for table, done, act in (
        ("batch", "deleted", "DELETE"),
        ("batch_file", "changed", "UPDATE"),
        ("batch_file", "deleted", "DELETE"),
    ):
        _forbid(f"{table}_is_never_{done}", table, act, "", on_sqlite)
    if not on_sqlite:
        for table in ("batch", "batch_file"):
            op.execute(
                f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
            )


def _changed(columns: tuple[str, ...], same: str) -> str:
    return " OR ".join(f"NEW.{column} {same} OLD.{column}" for column in columns)


def _forbid(name: str, table: str, act: str, when: str, on_sqlite: bool) -> None:
    if on_sqlite:
        condition = f" WHEN {when}" if when else ""
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table}{condition} BEGIN SELECT RAISE(ABORT, '{name}'); END")
        return
    condition = f" WHEN ({when})" if when else ""
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW{condition} EXECUTE FUNCTION refuse()")
