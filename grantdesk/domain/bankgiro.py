"""Bankgiro numbers as older claims and payments have them, with the hyphen: `5050-1055`."""

from grantdesk.domain import account


def normalised(written: str) -> str:
    """`5050-1055` or `991-2346` from what somebody wrote; raises ValueError when it is no bankgiro number."""
    try:
        return account.parse(account.BANKGIRO, written).shown
    except account.NotAnAccount as wrong:
        raise ValueError(f"not a bankgiro number: {written!r}") from wrong
