"""Frames of one appropriation item."""

revision = "0027_frame_items"
down_revision = "0026_periods"


def upgrade() -> None:
    """Nothing yet."""
