"""What a handler expects a case to be paid, beside what history says, and forecasts as they were on a day."""

import sqlalchemy as sa
from alembic import op

revision = "0025_forecasts"
down_revision = "0024_watches"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLES = ("expectation", "kept_forecast")


def upgrade() -> None:
    make_expectations()
    make_kept_forecasts()
    for table in TABLES:
        guard(table)


def make_expectations() -> None:
    op.create_table(
        "expectation",
        sa.Column("id", ID, nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("outstanding_ore", sa.BigInteger(), nullable=False),
        sa.Column("years", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("outstanding_ore > 0", name=op.f("ck_expectation_of_something_left")),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_expectation_case_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_expectation_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expectation")),
        sa.UniqueConstraint("once", name=op.f("uq_expectation_once")),
    )
    op.create_index(op.f("ix_expectation_case_id"), "expectation", ["case_id"], unique=False)


def make_kept_forecasts() -> None:
    op.create_table(
        "kept_forecast",
        sa.Column("id", ID, nullable=False),
        sa.Column("kept_on", sa.Date(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.Column("kept_by_id", ID, nullable=False),
        sa.Column("kept_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["kept_by_id"], ["user_account.id"], name=op.f("fk_kept_forecast_kept_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_forecast")),
        sa.UniqueConstraint("kept_on", name=op.f("uq_kept_forecast_kept_on")),
    )


def guard(table: str) -> None:
    """What has been said stays said, on both databases."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for name, act in ((f"{table}_is_never_changed", "UPDATE"), (f"{table}_is_never_deleted", "DELETE")):
        done = f"BEGIN SELECT RAISE(ABORT, '{name}'); END" if on_sqlite else "FOR EACH ROW EXECUTE FUNCTION refuse()"
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {done}")
    if not on_sqlite:
        op.execute(
            f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )
