"""Payments that live on after the export, batches that are locked, and the files that they left in."""

revision = "0018_payments"
down_revision = "0017_payees"


def upgrade() -> None:
    return
