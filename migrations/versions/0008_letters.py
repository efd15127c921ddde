"""Letters: what was sent to whom, how and when, and the digest of each file that was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0008_letters"
down_revision = "0007_state_aid"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Of a dispatch only what became of it is written later, and that once.
STAYS = (
    "id",
    "once",
    "letter_id",
    "means",
    "recipient",
    "address",
    "sent_on",
    "recorded_at",
    "recorded_by_id",
    "recorded_by",
)
NEVER = (("letter", "changed", "UPDATE"), ("letter", "deleted", "DELETE"), ("dispatch", "deleted", "DELETE"))


def guard_on_sqlite() -> None:
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in STAYS)
    op.execute(
        f"CREATE TRIGGER dispatch_never_changes BEFORE UPDATE ON dispatch WHEN {changed} OR OLD.state <> 'sent'"
        " BEGIN SELECT RAISE(ABORT, 'dispatch_never_changes'); END"
    )
    for table, done, act in NEVER:
        name = f"{table}_is_never_{done}"
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{name}'); END")


def guard_on_postgresql() -> None:
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in STAYS)
    op.execute(
        "CREATE TRIGGER dispatch_never_changes BEFORE UPDATE ON dispatch FOR EACH ROW"
        f" WHEN ({changed} OR OLD.state <> 'sent') EXECUTE FUNCTION refuse()"
    )
    for table, done, act in NEVER:
        op.execute(
            f"CREATE TRIGGER {table}_is_never_{done} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()"
        )
    for table in ("letter", "dispatch"):
        op.execute(
            f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )


def upgrade() -> None:
    make_letters()
    make_dispatches()
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()


def make_letters() -> None:
    op.create_table(
        "letter",
        sa.Column("id", ID, nullable=False),
        sa.Column("decision_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", ID, nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("kind IN ('decision')", name=op.f("ck_letter_known_kind")),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_letter_known_language")),
        sa.CheckConstraint("size > 0", name=op.f("ck_letter_not_empty")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_letter_decision_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_letter_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("decision_id", "kind", "language", name=op.f("uq_letter_decision_id_kind_language")),
    )


def make_dispatches() -> None:
    op.create_table(
        "dispatch",
        sa.Column("id", ID, nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("letter_id", ID, nullable=False),
        sa.Column("means", sa.String(length=20), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noted_by_id", ID, nullable=True),
        sa.Column("noted_by", sa.String(length=200), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "means IN ('post', 'email', 'digital_mailbox', 'handed_over')", name=op.f("ck_dispatch_known_means")
        ),
        sa.CheckConstraint("state IN ('sent', 'returned', 'received')", name=op.f("ck_dispatch_known_state")),
        sa.CheckConstraint(
            "(state = 'sent') = (noted_on IS NULL) AND (noted_on IS NULL) = (noted_at IS NULL)"
            " AND (noted_on IS NULL) = (noted_by_id IS NULL) AND (noted_on IS NULL) = (noted_by IS NULL)",
            name=op.f("ck_dispatch_noted_whole"),
        ),
        sa.CheckConstraint("(state = 'returned') = (reason IS NOT NULL)", name=op.f("ck_dispatch_return_has_a_reason")),
        sa.CheckConstraint("noted_on IS NULL OR noted_on >= sent_on", name=op.f("ck_dispatch_noted_after_sent")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_dispatch_letter_id")),
        *(
            sa.ForeignKeyConstraint([column], ["user_account.id"], name=op.f(f"fk_dispatch_{column}"))
            for column in ("recorded_by_id", "noted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
        sa.UniqueConstraint("once", name=op.f("uq_dispatch_once")),
    )
    op.create_index(op.f("ix_dispatch_letter_id"), "dispatch", ["letter_id"], unique=False)
