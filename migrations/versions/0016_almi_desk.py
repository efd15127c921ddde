"""Almi's desk: files of cases that were read in, and which case each row became."""

import sqlalchemy as sa
from alembic import op

revision = "0016_almi_desk"
down_revision = "0015_secrecy"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("intake", "intake_case")
NEVER = [(table, done, act) for table in TABLES for done, act in (("changed", "UPDATE"), ("deleted", "DELETE"))]


def upgrade() -> None:
    make_intakes()
    make_intake_cases()
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()


def make_intakes() -> None:
    op.create_table(
        "intake",
        sa.Column("id", ID, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("handled_by", sa.String(length=10), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", ID, nullable=False),
        sa.Column("entered_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["entered_by_id"], ["user_account.id"], name=op.f("fk_intake_entered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake")),
        sa.UniqueConstraint("digest", name=op.f("uq_intake_digest")),
    )


def make_intake_cases() -> None:
    op.create_table(
        "intake_case",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("intake_id", ID, nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("external_ref", sa.String(length=100), nullable=False),
        sa.CheckConstraint("row_number > 1", name=op.f("ck_intake_case_under_the_headings")),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_intake_case_case_id")),
        sa.ForeignKeyConstraint(["intake_id"], ["intake.id"], name=op.f("fk_intake_case_intake_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_intake_case")),
        sa.UniqueConstraint("external_ref", name=op.f("uq_intake_case_external_ref")),
        sa.UniqueConstraint("intake_id", "row_number", name=op.f("uq_intake_case_intake_id_row_number")),
    )


def guard_on_sqlite() -> None:
    for table, done, act in NEVER:
        name = f"{table}_is_never_{done}"
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{name}'); END")


def guard_on_postgresql() -> None:
    for table, done, act in NEVER:
        op.execute(
            f"CREATE TRIGGER {table}_is_never_{done} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()"
        )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )
