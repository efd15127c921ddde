"""Claims judged by more than before."""

revision = "0030_claims_judged"
down_revision = "0029_money_guards"


def upgrade() -> None:
    """Nothing yet."""
