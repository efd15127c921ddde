"""Advances, instalments, and payments that were made elsewhere."""

revision = "0023_advances"
down_revision = "0022_repayments"


def upgrade() -> None:
    return
