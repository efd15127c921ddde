"""Secrecy marks, copies given out on request, and the diary's exports."""

import sqlalchemy as sa
from alembic import op

revision = "0015_secrecy"
down_revision = "0014_appeals"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("secrecy_mark", "disclosure", "diary_export")
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
    make_marks()
    make_disclosures()
    make_exports()
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()


def make_marks() -> None:
    op.create_table(
        "secrecy_mark",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        *recorded(),
        sa.CheckConstraint(
            "ground IN ('business', 'third_party', 'personal_data')", name=op.f("ck_secrecy_mark_known_ground")
        ),
        sa.CheckConstraint("turn > 0 AND (turn % 2 = 1) = stands", name=op.f("ck_secrecy_mark_takes_turns")),
        *foreign("secrecy_mark", case_id="grant_case", recorded_by_id="user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secrecy_mark")),
        sa.UniqueConstraint("case_id", "field", "turn", name=op.f("uq_secrecy_mark_case_id_field_turn")),
    )


def make_disclosures() -> None:
    op.create_table(
        "disclosure",
        sa.Column("id", ID, nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asker", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        *recorded(),
        sa.CheckConstraint("outcome IN ('whole', 'in_part', 'refused')", name=op.f("ck_disclosure_known_outcome")),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_disclosure_known_language")),
        sa.CheckConstraint(
            "(outcome = 'refused') = (digest IS NULL) AND (digest IS NULL) = (size IS NULL)",
            name=op.f("ck_disclosure_refused_has_no_copy"),
        ),
        sa.CheckConstraint("outcome <> 'refused' OR reason <> ''", name=op.f("ck_disclosure_refused_has_a_reason")),
        sa.CheckConstraint("size > 0", name=op.f("ck_disclosure_copy_not_empty")),
        sa.CheckConstraint("asked_on <= decided_on", name=op.f("ck_disclosure_decided_after_asked")),
        *foreign("disclosure", case_id="grant_case", recorded_by_id="user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure")),
        sa.UniqueConstraint("once", name=op.f("uq_disclosure_once")),
    )
    op.create_index(op.f("ix_disclosure_case_id"), "disclosure", ["case_id"], unique=False)


def make_exports() -> None:
    op.create_table(
        "diary_export",
        sa.Column("id", ID, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("up_to", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("exported_on", sa.Date(), nullable=False),
        sa.Column("exported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("exported_by_id", ID, nullable=True),
        sa.Column("exported_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_diary_export_ends_after_it_began")),
        sa.CheckConstraint(
            "(first_on IS NULL) = (last_on IS NULL) AND (first_on IS NULL) = (begins_at IS NULL)"
            " AND (first_on IS NULL) = (ends_at IS NULL)",
            name=op.f("ck_diary_export_period_whole"),
        ),
        sa.CheckConstraint("up_to >= 0 AND entries >= 0", name=op.f("ck_diary_export_not_below_zero")),
        *foreign("diary_export", exported_by_id="user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diary_export")),
        sa.UniqueConstraint("number", name=op.f("uq_diary_export_number")),
    )


def recorded() -> list[sa.Column[object]]:
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
    ]


def foreign(table: str, **keys: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, to in keys.items()
    ]
