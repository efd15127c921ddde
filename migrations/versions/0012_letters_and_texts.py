"""Letters about more than decisions, and text blocks."""

revision = "0012_letters_and_texts"
down_revision = "0011_checks"


def upgrade() -> None:
    """Nothing yet."""
