"""Recoveries that are decided anew, and interest that is paid."""

revision = "0028_recoveries_anew"
down_revision = "0027_frame_items"


def upgrade() -> None:
    """Nothing yet."""
