"""What is watched in a case after the last payment."""

revision = "0024_watches"
down_revision = "0023_advances"


def upgrade() -> None:
    return
