"""What a handler expects a case to be paid, beside what history says."""

revision = "0025_forecasts"
down_revision = "0024_watches"


def upgrade() -> None:
    return
