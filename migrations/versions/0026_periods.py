"""Periods that are closed, money drawn from the State, and reconciliations that somebody signs."""

import sqlalchemy as sa
from alembic import op

revision = "0026_periods"
down_revision = "0025_forecasts"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
KEPT = ("accounting_period", "drawing", "reconciliation")
# Of these only how they ended is written later.
STAYS = {
    "accounting_period": ("id", "first_on", "last_on"),
    "drawing": (
        "id",
        "once",
        "kind",
        "year",
        "item",
        "amount_ore",
        "moved_on",
        "reference",
        "recorded_at",
        "recorded_by_id",
        "recorded_by",
        "reverses_id",
        "reason",
    ),
    "reconciliation": (
        "id",
        "first_on",
        "figures",
        "digest",
        "remark",
        "signed_at",
        "signed_by_id",
        "signed_by",
    ),
}
SETTLED = {
    "accounting_period": "",
    "drawing": " OR OLD.state <> 'recorded'",
    "reconciliation": " OR OLD.state <> 'signed'",
}
# The key of the lock that bookings share and a closing has alone.
LOCK = 190019
CLOSED = "EXISTS (SELECT 1 FROM accounting_period WHERE state = 'closed' AND last_on >= NEW.{day})"


def upgrade() -> None:
    make_periods()
    make_drawings()
    make_year_balances()
    make_reconciliations()
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()


def make_periods() -> None:
    op.create_table(
        "accounting_period",
        sa.Column("id", ID, nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        *done_by("closed", nullable=False),
        *done_by("reopened", nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('closed', 'open')", name=op.f("ck_accounting_period_known_state")),
        sa.CheckConstraint("first_on < last_on", name=op.f("ck_accounting_period_first_and_last")),
        sa.CheckConstraint(
            "(state = 'closed') = (reopened_by_id IS NULL) AND (reopened_by_id IS NULL) = (reopened_at IS NULL)"
            " AND (reopened_by_id IS NULL) = (reopened_by IS NULL) AND (reopened_by_id IS NULL) = (reason IS NULL)",
            name=op.f("ck_accounting_period_reopened_whole"),
        ),
        sa.CheckConstraint("reopened_by_id <> closed_by_id", name=op.f("ck_accounting_period_two_pairs_of_eyes")),
        *points("accounting_period", {"closed_by_id": "user_account", "reopened_by_id": "user_account"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounting_period")),
        sa.UniqueConstraint("first_on", name=op.f("uq_accounting_period_first_on")),
    )


def make_drawings() -> None:
    op.create_table(
        "drawing",
        sa.Column("id", ID, nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        *done_by("recorded", nullable=False),
        *done_by("settled", nullable=True),
        sa.Column("reverses_id", ID, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('drawn', 'returned', 'opening')", name=op.f("ck_drawing_known_kind")),
        sa.CheckConstraint("state IN ('recorded', 'confirmed', 'withdrawn')", name=op.f("ck_drawing_known_state")),
        sa.CheckConstraint("year BETWEEN 2000 AND 2100", name=op.f("ck_drawing_year_in_reach")),
        sa.CheckConstraint("amount_ore > 0 OR kind = 'opening'", name=op.f("ck_drawing_above_zero")),
        sa.CheckConstraint("(reverses_id IS NULL) = (reason IS NULL)", name=op.f("ck_drawing_reversal_says_why")),
        sa.CheckConstraint(
            "(state = 'recorded') = (settled_by_id IS NULL) AND (settled_by_id IS NULL) = (settled_at IS NULL)"
            " AND (settled_by_id IS NULL) = (settled_by IS NULL)",
            name=op.f("ck_drawing_settled_by_somebody"),
        ),
        sa.CheckConstraint(
            "state <> 'confirmed' OR settled_by_id <> recorded_by_id", name=op.f("ck_drawing_two_pairs_of_eyes")
        ),
        *points(
            "drawing", {"recorded_by_id": "user_account", "settled_by_id": "user_account", "reverses_id": "drawing"}
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drawing")),
        sa.UniqueConstraint("once", name=op.f("uq_drawing_once")),
    )
    op.create_index("ix_drawing_moved_on", "drawing", ["moved_on"], unique=False)
    stands = sa.text("state <> 'withdrawn'")
    op.create_index(
        "uq_drawing_reversed_once",
        "drawing",
        ["reverses_id"],
        unique=True,
        postgresql_where=stands,
        sqlite_where=stands,
    )


def make_year_balances() -> None:
    amounts = ("opening", "drawn", "paid", "recovered", "returned", "closing")
    op.create_table(
        "year_balance",
        sa.Column("id", ID, nullable=False),
        sa.Column("period_id", ID, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        *(sa.Column(f"{amount}_ore", sa.BigInteger(), nullable=False) for amount in amounts),
        sa.Column("stored_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "closing_ore = opening_ore + drawn_ore - paid_ore + recovered_ore - returned_ore",
            name=op.f("ck_year_balance_adds_up"),
        ),
        *points("year_balance", {"period_id": "accounting_period"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_balance")),
    )
    op.create_index(op.f("ix_year_balance_period_id"), "year_balance", ["period_id"], unique=False)
    op.create_index("ix_year_balance_year", "year_balance", ["year"], unique=False)


def make_reconciliations() -> None:
    op.create_table(
        "reconciliation",
        sa.Column("id", ID, nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        *done_by("signed", nullable=False),
        *done_by("countersigned", nullable=True),
        sa.CheckConstraint("state IN ('signed', 'countersigned')", name=op.f("ck_reconciliation_known_state")),
        sa.CheckConstraint(
            "(state = 'signed') = (countersigned_by_id IS NULL)"
            " AND (countersigned_by_id IS NULL) = (countersigned_at IS NULL)"
            " AND (countersigned_by_id IS NULL) = (countersigned_by IS NULL)",
            name=op.f("ck_reconciliation_countersigned_whole"),
        ),
        sa.CheckConstraint("countersigned_by_id <> signed_by_id", name=op.f("ck_reconciliation_two_pairs_of_eyes")),
        *points("reconciliation", {"signed_by_id": "user_account", "countersigned_by_id": "user_account"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconciliation")),
        sa.UniqueConstraint("first_on", "digest", name=op.f("uq_reconciliation_first_on_digest")),
    )


def guard_on_sqlite() -> None:
    for name, table, act, when in guards("IS NOT"):
        condition = f" WHEN {when}" if when else ""
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table}{condition} BEGIN SELECT RAISE(ABORT, '{name}'); END")
    for name, table, act, when in (
        ("transfer_never_in_a_closed_period", "transfer", "INSERT", CLOSED.format(day="booked_on")),
        (
            "drawing_never_in_a_closed_period",
            "drawing",
            "UPDATE",
            "NEW.state = 'confirmed' AND " + CLOSED.format(day="moved_on"),
        ),
    ):
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )


def guard_on_postgresql() -> None:
    for name, table, act, when in guards("IS DISTINCT FROM"):
        condition = f" WHEN ({when})" if when else ""
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW{condition} EXECUTE FUNCTION refuse()")
    for table in (*KEPT, "year_balance"):
        op.execute(
            f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )
    # Whoever books shares a lock until the end of the transaction, and whoever closes or opens a month has it alone: one of the
    # two waits for the other to commit, and then sees what the other did.
    for name, table, act, when, day in (
        ("transfer_never_in_a_closed_period", "transfer", "INSERT", "", "booked_on"),
        ("drawing_never_in_a_closed_period", "drawing", "UPDATE", " WHEN (NEW.state = 'confirmed')", "moved_on"),
    ):
        op.execute(
            f"CREATE FUNCTION refuse_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" PERFORM pg_advisory_xact_lock_shared({LOCK});"
            f" IF {CLOSED.format(day=day)} THEN"
            " RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;"
            " END IF; RETURN NEW; END $$"
        )
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW{when} EXECUTE FUNCTION refuse_{name}()")
    op.execute(
        "CREATE FUNCTION wait_for_bookings() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" PERFORM pg_advisory_xact_lock({LOCK}); RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER accounting_period_waits_for_bookings BEFORE INSERT OR UPDATE ON accounting_period"
        " FOR EACH ROW EXECUTE FUNCTION wait_for_bookings()"
    )


def guards(differs: str) -> list[tuple[str, str, str, str]]:
    """Name, table, act and condition of what is refused alike on both databases."""
    changed = {
        table: " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)
        for table, columns in STAYS.items()
    }
    return [
        *((f"{table}_never_changes", table, "UPDATE", changed[table] + SETTLED[table]) for table in KEPT),
        *((f"{table}_is_never_deleted", table, "DELETE", "") for table in (*KEPT, "year_balance")),
        ("year_balance_is_never_changed", "year_balance", "UPDATE", ""),
    ]


def done_by(act: str, *, nullable: bool) -> list[sa.Column[object]]:
    return [
        sa.Column(f"{act}_at", MOMENT, nullable=nullable),
        sa.Column(f"{act}_by_id", ID, nullable=nullable),
        sa.Column(f"{act}_by", sa.String(length=200), nullable=nullable),
    ]


def points(table: str, to: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, other in to.items()
    ]
