"""Almi's desk: cases handed over and files read in."""

revision = "0016_almi_desk"
down_revision = "0015_secrecy"


def upgrade() -> None:
    """Nothing yet."""
