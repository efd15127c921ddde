"""What is watched in a case after the last payment, and what has been noted of it."""

import sqlalchemy as sa
from alembic import op

revision = "0024_watches"
down_revision = "0023_advances"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
# Of a watch only the next reminder and how it ended are written later.
STAYS = (
    "once", "case_id", "decision_id", "kind", "rule", "words", "source", "confidence", "confirmed", "from_on", "until_on",
    "yearly", "remind_days", "made_at", "made_by_id", "made_by",
)  # fmt: skip
TEXTS = ("words", "source")


def upgrade() -> None:
    make_watches()
    make_notes()
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()


def guard_on_sqlite() -> None:
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in STAYS)
    raised(f"watch_never_changes BEFORE UPDATE ON watch WHEN {changed} OR OLD.state <> 'standing'")
    raised("watch_is_never_deleted BEFORE DELETE ON watch")
    raised("watch_note_is_never_changed BEFORE UPDATE ON watch_note")
    raised("watch_note_is_never_deleted BEFORE DELETE ON watch_note")


def raised(said: str) -> None:
    name = said.partition(" ")[0]
    op.execute(f"CREATE TRIGGER {said} BEGIN SELECT RAISE(ABORT, '{name}'); END")


def guard_on_postgresql() -> None:
    columns = [f"{column}::text" if column in TEXTS else column for column in STAYS]
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
    op.execute(
        "CREATE TRIGGER watch_never_changes BEFORE UPDATE ON watch FOR EACH ROW"
        f" WHEN ({changed} OR OLD.state <> 'standing') EXECUTE FUNCTION refuse()"
    )
    for name, act, table in (
        ("watch_is_never_deleted", "DELETE", "watch"),
        ("watch_note_is_never_changed", "UPDATE", "watch_note"),
        ("watch_note_is_never_deleted", "DELETE", "watch_note"),
    ):
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()")
    for table in ("watch", "watch_note"):
        op.execute(
            f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )


def make_watches() -> None:
    op.create_table(
        "watch",
        sa.Column("id", ID, nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("decision_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=True),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.String(length=3), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("yearly", sa.Boolean(), nullable=False),
        sa.Column("remind_days", sa.Integer(), nullable=False),
        sa.Column("remind_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by_id", ID, nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("settled_by_id", ID, nullable=True),
        sa.Column("settled_by", sa.String(length=200), nullable=True),
        sa.Column("settled_why", sa.Text(), nullable=True),
        *checks(),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_watch_case_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_watch_decision_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_watch_made_by_id")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["user_account.id"], name=op.f("fk_watch_settled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch")),
        sa.UniqueConstraint("once", name=op.f("uq_watch_once")),
        sa.UniqueConstraint("case_id", "rule", name=op.f("uq_watch_case_id_rule")),
    )
    op.create_index("ix_watch_remind_on", "watch", ["remind_on"], unique=False)


def checks() -> list[sa.CheckConstraint]:
    said = {
        "known_kind": (
            "kind IN ('keep_investment', 'report_changes', 'guarantee', 'falling_liability', 'final_report', 'other')"
        ),
        "known_state": "state IN ('standing', 'done', 'ended')",
        "ends_after_it_began": "until_on > from_on",
        "reminds_while_it_lasts": "remind_on >= from_on AND remind_on <= until_on",
        "of_a_rule_says_how_sure": "(rule IS NULL) = (confidence IS NULL)",
        "settled_by_somebody": (
            "(state = 'standing') = (settled_by_id IS NULL) AND (settled_by_id IS NULL) = (settled_at IS NULL)"
            " AND (settled_by_id IS NULL) = (settled_by IS NULL) AND (settled_by_id IS NULL) = (settled_why IS NULL)"
        ),
    }
    return [sa.CheckConstraint(text, name=op.f(f"ck_watch_{name}")) for name, text in said.items()]


def make_notes() -> None:
    op.create_table(
        "watch_note",
        sa.Column("id", ID, nullable=False),
        sa.Column("watch_id", ID, nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"], name=op.f("fk_watch_note_watch_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_watch_note_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_note")),
    )
    op.create_index(op.f("ix_watch_note_watch_id"), "watch_note", ["watch_id"], unique=False)
