"""Appeals."""

revision = "0014_appeals"
down_revision = "0013_board"


def upgrade() -> None:
    """Nothing yet."""
