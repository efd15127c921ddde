"""What comes with a claim: files, the progress report, and what was checked of it."""

revision = "0020_claim_papers"
down_revision = "0019_claim_lines"


def upgrade() -> None:
    return
