"""Decisions are found by their case: what a company has been granted is asked for at each assessment."""

from alembic import op

revision = "0005_decisions_by_case"
down_revision = "0004_rule_versions"


def upgrade() -> None:
    op.create_index(op.f("ix_decision_case_id"), "decision", ["case_id"], unique=False)
