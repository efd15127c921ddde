"""Rule versions: drafted by one, approved by another, and never edited once published."""

import sqlalchemy as sa
from alembic import op

revision = "0004_rule_versions"
down_revision = "0003_undertakings"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ROW_GUARDS = (
    ("rule_version_is_never_deleted", "DELETE", "rule_version"),
    ("rule_version_author_is_never_changed", "UPDATE", "rule_version_author"),
    ("rule_version_author_is_never_deleted", "DELETE", "rule_version_author"),
)
SETTLED = "OLD.state IN ('published', 'withdrawn')"
# Whoever has written in a version does not approve it, however many have written.
OWN = "EXISTS (SELECT 1 FROM rule_version_author WHERE version_id = NEW.id AND user_id = NEW.approved_by_id)"


def guard_on_sqlite() -> None:
    for name, act, table in ROW_GUARDS:
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{name}'); END")
    for name, condition in (
        ("rule_version_never_changes_when_settled", SETTLED),
        ("rule_version_needs_two_pairs_of_eyes", f"NEW.approved_by_id IS NOT NULL AND {OWN}"),
    ):
        op.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON rule_version WHEN {condition} BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )


def guard_on_postgresql() -> None:
    for name, act, table in ROW_GUARDS:
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()")
    for table in ("rule_version", "rule_version_author"):
        op.execute(
            f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )
    op.execute(
        "CREATE TRIGGER rule_version_never_changes_when_settled BEFORE UPDATE ON rule_version FOR EACH ROW"
        f" WHEN ({SETTLED}) EXECUTE FUNCTION refuse()"
    )
    op.execute(
        "CREATE FUNCTION refuse_own_version() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {OWN} THEN"
        " RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;"
        " END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER rule_version_needs_two_pairs_of_eyes BEFORE UPDATE ON rule_version FOR EACH ROW"
        " WHEN (NEW.approved_by_id IS NOT NULL) EXECUTE FUNCTION refuse_own_version()"
    )


def upgrade() -> None:
    op.create_table(
        "rule_version",
        sa.Column("id", ID, nullable=False),
        sa.Column("of_file", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("returned", sa.Text(), nullable=False),
        sa.Column("drafted_by_id", ID, nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by_id", ID, nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("simulation", sa.JSON(), nullable=True),
        sa.Column("approved_by_id", ID, nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "state IN ('drafted', 'submitted', 'published', 'withdrawn')", name=op.f("ck_rule_version_known_state")
        ),
        sa.CheckConstraint(
            "approved_by_id <> drafted_by_id AND approved_by_id <> submitted_by_id",
            name=op.f("ck_rule_version_two_pairs_of_eyes"),
        ),
        sa.CheckConstraint(
            "(state = 'published') = (approved_by_id IS NOT NULL)"
            " AND (state = 'published') = (published_on IS NOT NULL)"
            " AND (state = 'published') = (published_at IS NOT NULL)",
            name=op.f("ck_rule_version_published_by_somebody"),
        ),
        sa.CheckConstraint("published_on <= first_day", name=op.f("ck_rule_version_begins_when_published_or_later")),
        sa.CheckConstraint(
            "state NOT IN ('submitted', 'published') OR (submitted_by_id IS NOT NULL AND simulation IS NOT NULL)",
            name=op.f("ck_rule_version_submitted_is_simulated"),
        ),
        *(
            sa.ForeignKeyConstraint([column], ["user_account.id"], name=op.f(f"fk_rule_version_{column}"))
            for column in ("drafted_by_id", "submitted_by_id", "approved_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_version")),
    )
    op.create_index("ix_rule_version_state", "rule_version", ["state"], unique=False)
    op.create_table(
        "rule_version_author",
        sa.Column("version_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("wrote_first_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["rule_version.id"], name=op.f("fk_rule_version_author_version_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_rule_version_author_user_id")),
        sa.PrimaryKeyConstraint("version_id", "user_id", name=op.f("pk_rule_version_author")),
    )
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()
