"""Frames of one appropriation item: which item a frame is for, or none where it is for every one."""

import sqlalchemy as sa
from alembic import op

from grantdesk.operations import sqlite_tables

revision = "0027_frame_items"
down_revision = "0026_periods"

OF_THE_WHOLE = {"ck_frame_item_of_the_whole_county": "item IS NULL OR (scope = 'all' AND item <> '')"}
# Of a frame only who settled it, and how, is written later, and that once.
STAYS = (
    "id", "once", "year", "kind", "scope", "item", "amount_ore", "ground", "from_on", "recorded_at", "recorded_by_id",
    "recorded_by",
)  # fmt: skip


def upgrade() -> None:
    op.add_column("frame", sa.Column("item", sa.String(length=40), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        sqlite_tables.with_checks(op.get_bind(), "frame", OF_THE_WHOLE)
        guard_on_sqlite()
        return
    for name, said in OF_THE_WHOLE.items():
        op.create_check_constraint(op.f(name), "frame", sa.text(said))
    guard_on_postgresql()


def guard_on_sqlite() -> None:
    op.execute("DROP TRIGGER frame_never_changes")
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in STAYS)
    op.execute(
        f"CREATE TRIGGER frame_never_changes BEFORE UPDATE ON frame WHEN {changed} OR OLD.state <> 'laid_down'"
        " BEGIN SELECT RAISE(ABORT, 'frame_never_changes'); END"
    )


def guard_on_postgresql() -> None:
    op.execute("DROP TRIGGER frame_never_changes ON frame")
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in STAYS)
    op.execute(
        "CREATE TRIGGER frame_never_changes BEFORE UPDATE ON frame FOR EACH ROW"
        f" WHEN ({changed} OR OLD.state <> 'laid_down') EXECUTE FUNCTION refuse()"
    )
