"""Payees: an account that an organisation is paid to, proposed by one and confirmed by another."""

revision = "0017_payees"
down_revision = "0016_almi_desk"


def upgrade() -> None:
    return
