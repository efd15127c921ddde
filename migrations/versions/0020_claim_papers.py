"""What comes with a claim: files, the progress report, and what was checked of it."""

import sqlalchemy as sa
from alembic import op

revision = "0020_claim_papers"
down_revision = "0019_claim_lines"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLES = (
    "claim_attachment",
    "progress_report",
    "inspector_report",
    "procurement_note",
    "claim_check_note",
    "claim_line_file",
)
NEVER = (("changed", "UPDATE"), ("deleted", "DELETE"))


def guard_on_sqlite() -> None:
    for table in TABLES:
        for done, act in NEVER:
            name = f"{table}_is_never_{done}"
            op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{name}'); END")


def guard_on_postgresql() -> None:
    for table in TABLES:
        for done, act in NEVER:
            op.execute(
                f"CREATE TRIGGER {table}_is_never_{done} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()"
            )
        op.execute(
            f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )


def upgrade() -> None:
    make_attachments()
    make_progress_reports()
    make_inspector_reports()
    make_procurement_notes()
    make_check_notes()
    make_line_files()
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()


def make_attachments() -> None:
    make(
        "claim_attachment",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        *done_by("added"),
        sa.CheckConstraint(
            "kind IN ('invoice', 'ledger_extract', 'progress_report', 'inspector_report', 'procurement', 'other')",
            name=op.f("ck_claim_attachment_known_kind"),
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_claim_attachment_not_empty")),
        sa.UniqueConstraint("claim_id", "digest", name=op.f("uq_claim_attachment_claim_id_digest")),
        sa.UniqueConstraint("id", "claim_id", name=op.f("uq_claim_attachment_id_claim_id")),
        by="added_by_id",
    )


def make_progress_reports() -> None:
    make(
        "progress_report",
        *(sa.Column(text, sa.Text(), nullable=False) for text in ("done", "results", "deviations", "next_steps")),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        *done_by("recorded"),
        indexed=("claim_id",),
    )


def make_inspector_reports() -> None:
    make(
        "inspector_report",
        sa.Column("attachment_id", ID, nullable=False),
        sa.Column("inspector", sa.String(length=200), nullable=False),
        sa.Column("inspected_on", sa.Date(), nullable=False),
        sa.Column("finding", sa.String(length=12), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        *done_by("recorded"),
        sa.CheckConstraint(
            "finding IN ('in_order', 'remarks', 'not_in_order')", name=op.f("ck_inspector_report_known_finding")
        ),
        sa.CheckConstraint("finding = 'in_order' OR remark <> ''", name=op.f("ck_inspector_report_remark")),
        sa.ForeignKeyConstraint(
            ["attachment_id", "claim_id"],
            ["claim_attachment.id", "claim_attachment.claim_id"],
            name=op.f("fk_inspector_report_attachment_id_claim_id"),
        ),
        indexed=("claim_id",),
    )


def make_procurement_notes() -> None:
    make(
        "procurement_note",
        sa.Column("supplier", sa.String(length=200), nullable=False),
        sa.Column("manner", sa.String(length=10), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        *done_by("recorded"),
        sa.CheckConstraint(
            "manner IN ('direct', 'quotes', 'framework', 'tender', 'exempt')",
            name=op.f("ck_procurement_note_known_manner"),
        ),
        indexed=("claim_id",),
    )


def make_check_notes() -> None:
    make(
        "claim_check_note",
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=False),
        *done_by("recorded"),
        sa.CheckConstraint("answer IN ('yes', 'no', 'not_relevant')", name=op.f("ck_claim_check_note_known_answer")),
        indexed=("claim_id", "item"),
    )


def make_line_files() -> None:
    make(
        "claim_line_file",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        *done_by("entered"),
        sa.CheckConstraint("row_count > 0", name=op.f("ck_claim_line_file_not_empty")),
        sa.UniqueConstraint("claim_id", "digest", name=op.f("uq_claim_line_file_claim_id_digest")),
        by="entered_by_id",
    )


def make(table: str, *parts: sa.schema.SchemaItem, by: str = "recorded_by_id", indexed: tuple[str, ...] = ()) -> None:
    """A table of what belongs to a claim, with who wrote it."""
    op.create_table(
        table,
        sa.Column("id", ID, nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        *parts,
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f(f"fk_{table}_claim_id")),
        sa.ForeignKeyConstraint([by], ["user_account.id"], name=op.f(f"fk_{table}_{by}")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    if indexed:
        op.create_index(op.f(f"ix_{table}_{'_'.join(indexed)}"), table, list(indexed), unique=False)


def done_by(act: str) -> list[sa.Column[object]]:
    return [
        sa.Column(f"{act}_at", MOMENT, nullable=False),
        sa.Column(f"{act}_by_id", ID, nullable=False),
        sa.Column(f"{act}_by", sa.String(length=200), nullable=False),
    ]
