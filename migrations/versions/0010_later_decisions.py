"""Later decisions: a decision may refer to an earlier one, and says what it takes back, withholds or recovers."""

revision = "0010_later_decisions"
down_revision = "0009_absence_and_conflict"


def upgrade() -> None:
    """Nothing yet."""
