"""The board's meetings: agenda, minutes and what is reported to it."""

revision = "0013_board"
down_revision = "0012_letters_and_texts"


def upgrade() -> None:
    """Nothing yet."""
