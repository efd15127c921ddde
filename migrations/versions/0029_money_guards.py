"""Guards on money that moves."""

revision = "0029_money_guards"
down_revision = "0028_recoveries_anew"


def upgrade() -> None:
    """Nothing yet."""
