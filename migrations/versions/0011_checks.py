"""Checks: what a person has seen to in a case, by the region's lists."""

import sqlalchemy as sa
from alembic import op

revision = "0011_checks"
down_revision = "0010_later_decisions"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEVER = (("check_note_is_never_changed", "UPDATE"), ("check_note_is_never_deleted", "DELETE"))


def upgrade() -> None:
    make_notes()
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()


def make_notes() -> None:
    op.create_table(
        "check_note",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("answer IN ('yes', 'no', 'not_relevant')", name=op.f("ck_check_note_known_answer")),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_check_note_case_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_check_note_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_note")),
    )
    op.create_index("ix_check_note_case_id_item", "check_note", ["case_id", "item"], unique=False)


def guard_on_sqlite() -> None:
    for name, act in NEVER:
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON check_note BEGIN SELECT RAISE(ABORT, '{name}'); END")


def guard_on_postgresql() -> None:
    for name, act in NEVER:
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON check_note FOR EACH ROW EXECUTE FUNCTION refuse()")
    op.execute(
        "CREATE TRIGGER check_note_is_never_emptied BEFORE TRUNCATE ON check_note"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
    )
