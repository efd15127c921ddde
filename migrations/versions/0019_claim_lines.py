"""The rows of a claim: what was spent, on what, and what was made of each."""

revision = "0019_claim_lines"
down_revision = "0018_payments"


def upgrade() -> None:
    return
