"""Absence and conflict of interest: who is away, and who may not touch which case."""

import sqlalchemy as sa
from alembic import op

revision = "0009_absence_and_conflict"
down_revision = "0008_letters"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("absence", "conflict_of_interest")
NEVER = [(table, done, act) for table in TABLES for done, act in (("changed", "UPDATE"), ("deleted", "DELETE"))]


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


def upgrade() -> None:
    make_absences()
    make_conflicts()
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()


def make_absences() -> None:
    op.create_table(
        "absence",
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("replaces_id", ID, nullable=True),
        *recorded(),
        sa.CheckConstraint("until_on >= from_on", name=op.f("ck_absence_ends_after_it_began")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_absence_user_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["absence.id"], name=op.f("fk_absence_replaces_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_absence_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_absence_replaces_id")),
    )
    op.create_index("ix_absence_user_id_from_on", "absence", ["user_id", "from_on"], unique=False)


def make_conflicts() -> None:
    op.create_table(
        "conflict_of_interest",
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("organisation_id", ID, nullable=True),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        *recorded(),
        sa.CheckConstraint(
            "(organisation_id IS NULL) <> (case_id IS NULL)", name=op.f("ck_conflict_of_interest_names_one_thing")
        ),
        sa.CheckConstraint(
            "kind IN ('own_interest', 'relative', 'representative', 'oversight', 'other')",
            name=op.f("ck_conflict_of_interest_known_kind"),
        ),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_conflict_of_interest_{column}"))
            for column, table in (
                ("user_id", "user_account"),
                ("organisation_id", "organisation"),
                ("case_id", "grant_case"),
                ("recorded_by_id", "user_account"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_of_interest")),
    )
    for column in ("user_id", "organisation_id", "case_id"):
        op.create_index(op.f(f"ix_conflict_of_interest_{column}"), "conflict_of_interest", [column], unique=False)


def recorded() -> list[sa.Column[object]]:
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
    ]
