"""Appeals: who appealed which decision, and every step that was taken with it."""

import sqlalchemy as sa
from alembic import op

revision = "0014_appeals"
down_revision = "0013_board"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Of an appeal only the state is written later.
STAYS = (
    "id", "once", "case_id", "decision_id", "against_id", "appellant", "received_on", "court_received_on", "asked",
    "grounds", "registered_at", "registered_by_id", "registered_by",
)  # fmt: skip
NEVER = (("appeal", "deleted", "DELETE"), ("appeal_step", "changed", "UPDATE"), ("appeal_step", "deleted", "DELETE"))
STATES = (
    "'registered', 'in_time', 'late', 'barred', 'dismissed', 'fell', 'reconsidered', 'forwarded', 'decided', 'settled',"
    " 'withdrawn'"
)
ACTS = (
    "'find_in_time', 'find_late', 'find_barred', 'send_back', 'dismiss', 'tell', 'reopen', 'replace', 'reconsider',"
    " 'forward', 'hear', 'note_further', 'settle', 'withdraw'"
)
OUTCOMES = "'upheld', 'partly', 'rejected', 'dismissed', 'remitted', 'written_off'"
CHECKS = {
    "ck_appeal_step_known_act": f"act IN ({ACTS})",
    "ck_appeal_step_has_a_reason": "reason <> ''",
    "ck_appeal_step_late_rests_on_a_day": "act <> 'find_late' OR (took_part_on IS NOT NULL AND last_on IS NOT NULL)",
    "ck_appeal_step_decided_in_a_position": "(act IN ('dismiss', 'replace', 'reconsider')) = (position IS NOT NULL)",
    "ck_appeal_step_board_has_minutes": "(coalesce(position, '') = 'board') = (minutes IS NOT NULL)",
    "ck_appeal_step_changed_when_reconsidered": "decision_id IS NULL OR act IN ('replace', 'reconsider')",
    "ck_appeal_step_known_outcome": (
        f"(act IN ('hear', 'settle')) = (outcome IS NOT NULL) AND (outcome IS NULL OR outcome IN ({OUTCOMES}))"
    ),
    "ck_appeal_step_names_the_court": "act NOT IN ('forward', 'hear') OR court IS NOT NULL",
}


def guard_on_sqlite() -> None:
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in STAYS)
    op.execute(
        f"CREATE TRIGGER appeal_never_changes BEFORE UPDATE ON appeal WHEN {changed}"
        " BEGIN SELECT RAISE(ABORT, 'appeal_never_changes'); END"
    )
    for table, done, act in NEVER:
        name = f"{table}_is_never_{done}"
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{name}'); END")


def guard_on_postgresql() -> None:
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in STAYS)
    op.execute(
        f"CREATE TRIGGER appeal_never_changes BEFORE UPDATE ON appeal FOR EACH ROW WHEN ({changed})"
        " EXECUTE FUNCTION refuse()"
    )
    for table, done, act in NEVER:
        op.execute(
            f"CREATE TRIGGER {table}_is_never_{done} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()"
        )
    for table in ("appeal", "appeal_step"):
        op.execute(
            f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )


def upgrade() -> None:
    make_appeals()
    make_steps()
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()


def make_appeals() -> None:
    op.create_table(
        "appeal",
        sa.Column("id", ID, nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("decision_id", ID, nullable=False),
        sa.Column("against_id", ID, nullable=True),
        sa.Column("appellant", sa.String(length=200), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("court_received_on", sa.Date(), nullable=True),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=15), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_by_id", ID, nullable=False),
        sa.Column("registered_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_appeal_known_state")),
        sa.CheckConstraint(
            "court_received_on IS NULL OR court_received_on <= received_on", name=op.f("ck_appeal_court_had_it_first")
        ),
        *keys(
            "appeal", case_id="grant_case", decision_id="decision", against_id="appeal", registered_by_id="user_account"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("once", name=op.f("uq_appeal_once")),
    )
    for column in ("case_id", "decision_id", "state"):
        op.create_index(op.f(f"ix_appeal_{column}"), "appeal", [column], unique=False)


def make_steps() -> None:
    op.create_table(
        "appeal_step",
        sa.Column("id", ID, nullable=False),
        sa.Column("appeal_id", ID, nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("position", sa.String(length=40), nullable=True),
        sa.Column("minutes", sa.String(length=100), nullable=True),
        sa.Column("ground", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("took_part_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("decision_id", ID, nullable=True),
        sa.Column("court", sa.String(length=200), nullable=True),
        sa.Column("court_number", sa.String(length=50), nullable=True),
        sa.Column("outcome", sa.String(length=15), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        *(sa.CheckConstraint(condition, name=op.f(name)) for name, condition in CHECKS.items()),
        *keys("appeal_step", appeal_id="appeal", decision_id="decision", recorded_by_id="user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal_step")),
    )
    op.create_index(op.f("ix_appeal_step_appeal_id"), "appeal_step", ["appeal_id"], unique=False)


def keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, other in columns.items()
    ]
