"""What the bank said of the payments, file by file, and what was done about what did not match."""

import sqlalchemy as sa
from alembic import op

revision = "0021_bank_answers"
down_revision = "0020_claim_papers"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLES = ("bank_file", "bank_answer", "bank_remark")
NEVER = [(table, done, act) for table in TABLES for done, act in (("changed", "UPDATE"), ("deleted", "DELETE"))]
STATUSES = "'paid', 'rejected', 'returned', 'received', 'unclear'"
OUTCOMES = (
    "'confirmed', 'failed', 'kept', 'told_before', 'whole_file', 'unknown', 'contradicted', 'unexpected', 'paid_twice',"
    " 'other_file', 'other_currency', 'other_amount', 'other_day', 'no_amount', 'refused'"
)


def upgrade() -> None:
    make_files()
    make_answers()
    make_remarks()
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()


def make_files() -> None:
    op.create_table(
        "bank_file",
        sa.Column("id", ID, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("message_id", sa.String(length=140), nullable=False),
        sa.Column("others", sa.Integer(), nullable=False),
        sa.Column("brought_on", sa.Date(), nullable=False),
        sa.Column("brought_at", MOMENT, nullable=False),
        sa.Column("brought_by_id", ID, nullable=False),
        sa.Column("brought_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("form IN ('pain.002', 'camt.054', 'csv')", name=op.f("ck_bank_file_known_form")),
        sa.CheckConstraint("others >= 0", name=op.f("ck_bank_file_others_counted")),
        sa.CheckConstraint("size > 0", name=op.f("ck_bank_file_not_empty")),
        sa.ForeignKeyConstraint(["brought_by_id"], ["user_account.id"], name=op.f("fk_bank_file_brought_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_file")),
        sa.UniqueConstraint("digest", name=op.f("uq_bank_file_digest")),
    )


def make_answers() -> None:
    op.create_table(
        "bank_answer",
        sa.Column("id", ID, nullable=False),
        sa.Column("bank_file_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=140), nullable=False),
        sa.Column("batch", sa.String(length=140), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("bank_reference", sa.String(length=140), nullable=False),
        sa.Column("booked", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=14), nullable=False),
        sa.Column("hindrance", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("payment_id", ID, nullable=True),
        sa.CheckConstraint("position > 0", name=op.f("ck_bank_answer_position_counted")),
        sa.CheckConstraint(f"status IN ({STATUSES})", name=op.f("ck_bank_answer_known_status")),
        sa.CheckConstraint(f"outcome IN ({OUTCOMES})", name=op.f("ck_bank_answer_known_outcome")),
        sa.CheckConstraint(
            "outcome NOT IN ('confirmed', 'failed') OR payment_id IS NOT NULL",
            name=op.f("ck_bank_answer_moved_a_payment"),
        ),
        sa.CheckConstraint(
            "outcome <> 'confirmed' OR amount_ore IS NOT NULL", name=op.f("ck_bank_answer_confirmed_an_amount")
        ),
        sa.CheckConstraint(
            "(outcome = 'refused') = (hindrance IS NOT NULL)", name=op.f("ck_bank_answer_refused_says_why")
        ),
        sa.ForeignKeyConstraint(["bank_file_id"], ["bank_file.id"], name=op.f("fk_bank_answer_bank_file_id")),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name=op.f("fk_bank_answer_payment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_answer")),
        sa.UniqueConstraint("bank_file_id", "position", name=op.f("uq_bank_answer_bank_file_id_position")),
    )
    moved = sa.text("outcome IN ('confirmed', 'failed')")
    op.create_index(
        "uq_bank_answer_moved_once", "bank_answer", ["payment_id", "outcome"], unique=True,
        postgresql_where=moved, sqlite_where=moved,
    )  # fmt: skip
    op.create_index("ix_bank_answer_payment_id", "bank_answer", ["payment_id"])
    op.create_index("ix_bank_answer_outcome", "bank_answer", ["outcome"])


def make_remarks() -> None:
    op.create_table(
        "bank_remark",
        sa.Column("answer_id", ID, nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by_id", ID, nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("remark <> ''", name=op.f("ck_bank_remark_says_something")),
        sa.ForeignKeyConstraint(["answer_id"], ["bank_answer.id"], name=op.f("fk_bank_remark_answer_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_bank_remark_made_by_id")),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_bank_remark")),
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
