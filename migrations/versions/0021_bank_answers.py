"""What the bank said of the payments, file by file."""

revision = "0021_bank_answers"
down_revision = "0020_claim_papers"


def upgrade() -> None:
    return
