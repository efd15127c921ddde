"""Proposals: the decision laid before the one who decides, and the de minimis room that it holds meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0002_proposals"
down_revision = "0001_foundation"

# Of a proposal only how it ended is written later.
PROPOSAL_STAYS = (
    "case_id",
    "assessment_id",
    "amount_ore",
    "reason",
    "proposed_on",
    "proposed_by_id",
)
MAY_BE_NULL = ("regulation", "eur_rate", "eur_rate_on", "reserved_eur")


def guard_on_sqlite() -> None:
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in (*PROPOSAL_STAYS, *MAY_BE_NULL))
    op.execute(
        f"CREATE TRIGGER proposal_never_changes BEFORE UPDATE ON proposal WHEN {changed} OR OLD.state <> 'standing'"
        " BEGIN SELECT RAISE(ABORT, 'proposal_never_changes'); END"
    )
    op.execute(
        "CREATE TRIGGER proposal_is_never_deleted BEFORE DELETE ON proposal"
        " BEGIN SELECT RAISE(ABORT, 'proposal_is_never_deleted'); END"
    )


def guard_on_postgresql() -> None:
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in (*PROPOSAL_STAYS, *MAY_BE_NULL))
    op.execute(
        "CREATE TRIGGER proposal_never_changes BEFORE UPDATE ON proposal FOR EACH ROW"
        f" WHEN ({changed} OR OLD.state <> 'standing') EXECUTE FUNCTION refuse()"
    )
    op.execute(
        "CREATE TRIGGER proposal_is_never_deleted BEFORE DELETE ON proposal FOR EACH ROW EXECUTE FUNCTION refuse()"
    )
    op.execute(
        "CREATE TRIGGER proposal_is_never_emptied BEFORE TRUNCATE ON proposal"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
    )


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("assessment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("regulation", sa.String(length=12), nullable=True),
        sa.Column("eur_rate", sa.String(length=40), nullable=True),
        sa.Column("eur_rate_on", sa.Date(), nullable=True),
        sa.Column("reserved_eur", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposed_by", sa.String(length=200), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_because", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('standing', 'taken', 'released')", name=op.f("ck_proposal_known_state")),
        sa.CheckConstraint("amount_ore > 0", name=op.f("ck_proposal_above_zero")),
        sa.CheckConstraint("(state = 'standing') = (ended_on IS NULL)", name=op.f("ck_proposal_ended_has_a_day")),
        sa.CheckConstraint(
            "(regulation IS NULL) = (reserved_eur IS NULL) AND (regulation IS NULL) = (eur_rate IS NULL)",
            name=op.f("ck_proposal_de_minimis_holds_room"),
        ),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_proposal_assessment_id")),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_proposal_case_id")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["user_account.id"], name=op.f("fk_proposal_proposed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_case_id"), "proposal", ["case_id"], unique=False)
    op.create_index(
        "uq_proposal_one_standing_of_case",
        "proposal",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("state = 'standing'"),
        sqlite_where=sa.text("state = 'standing'"),
    )
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()
