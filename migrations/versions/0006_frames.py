"""Frames: how much may be decided in a year, and be outstanding after it; laid down by one and confirmed by another."""

import sqlalchemy as sa
from alembic import op

revision = "0006_frames"
down_revision = "0005_decisions_by_case"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Of a frame only who settled it, and how, is written later, and that once.
STAYS = (
    "id",
    "once",
    "year",
    "kind",
    "scope",
    "amount_ore",
    "ground",
    "from_on",
    "recorded_at",
    "recorded_by_id",
    "recorded_by",
)


def guard_on_sqlite() -> None:
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in STAYS)
    op.execute(
        f"CREATE TRIGGER frame_never_changes BEFORE UPDATE ON frame WHEN {changed} OR OLD.state <> 'laid_down'"
        " BEGIN SELECT RAISE(ABORT, 'frame_never_changes'); END"
    )
    op.execute(
        "CREATE TRIGGER frame_is_never_deleted BEFORE DELETE ON frame"
        " BEGIN SELECT RAISE(ABORT, 'frame_is_never_deleted'); END"
    )


def guard_on_postgresql() -> None:
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in STAYS)
    op.execute(
        "CREATE TRIGGER frame_never_changes BEFORE UPDATE ON frame FOR EACH ROW"
        f" WHEN ({changed} OR OLD.state <> 'laid_down') EXECUTE FUNCTION refuse()"
    )
    op.execute("CREATE TRIGGER frame_is_never_deleted BEFORE DELETE ON frame FOR EACH ROW EXECUTE FUNCTION refuse()")
    op.execute(
        "CREATE TRIGGER frame_is_never_emptied BEFORE TRUNCATE ON frame FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
    )


def upgrade() -> None:
    op.create_table(
        "frame",
        sa.Column("id", ID, nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", ID, nullable=True),
        sa.Column("settled_by", sa.String(length=200), nullable=True),
        sa.CheckConstraint("kind IN ('budget', 'commitment')", name=op.f("ck_frame_known_kind")),
        sa.CheckConstraint("scope IN ('all', 'almi')", name=op.f("ck_frame_known_scope")),
        sa.CheckConstraint("state IN ('laid_down', 'confirmed', 'withdrawn')", name=op.f("ck_frame_known_state")),
        sa.CheckConstraint("year BETWEEN 2000 AND 2100", name=op.f("ck_frame_year_in_reach")),
        sa.CheckConstraint("amount_ore >= 0", name=op.f("ck_frame_not_below_zero")),
        sa.CheckConstraint(
            "(state = 'laid_down') = (settled_by_id IS NULL) AND (settled_by_id IS NULL) = (settled_at IS NULL)"
            " AND (settled_by_id IS NULL) = (settled_by IS NULL)",
            name=op.f("ck_frame_settled_by_somebody"),
        ),
        sa.CheckConstraint(
            "state <> 'confirmed' OR settled_by_id <> recorded_by_id", name=op.f("ck_frame_two_pairs_of_eyes")
        ),
        *(
            sa.ForeignKeyConstraint([column], ["user_account.id"], name=op.f(f"fk_frame_{column}"))
            for column in ("recorded_by_id", "settled_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frame")),
        sa.UniqueConstraint("once", name=op.f("uq_frame_once")),
    )
    op.create_index("ix_frame_year", "frame", ["year"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()
