"""Money that comes back: repayments, plans for them, losses, and claims handed to court."""

revision = "0022_repayments"
down_revision = "0021_bank_answers"


def upgrade() -> None:
    return
