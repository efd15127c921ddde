"""Accounts and answers seen for what they are."""

revision = "0031_payees_seen"
down_revision = "0030_claims_judged"


def upgrade() -> None:
    """Nothing yet."""
