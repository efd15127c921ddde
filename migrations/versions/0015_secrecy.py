"""Secrecy marks."""

revision = "0015_secrecy"
down_revision = "0014_appeals"


def upgrade() -> None:
    """Nothing yet."""
