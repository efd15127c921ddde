"""Periods that are closed, money drawn from the State, and reconciliations that somebody signs."""

revision = "0026_periods"
down_revision = "0025_forecasts"


def upgrade() -> None:
    return
