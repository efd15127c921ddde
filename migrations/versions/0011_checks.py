"""Checks: what a person has seen to in a case, by the region's lists."""

revision = "0011_checks"
down_revision = "0010_later_decisions"


def upgrade() -> None:
    """Nothing yet."""
