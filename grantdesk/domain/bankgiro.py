"""Bankgiro numbers: seven or eight digits, the last a check digit."""

from stdnum import luhn


def normalised(written: str) -> str:
    """`5050-1055` or `991-2346` from what somebody wrote; raises ValueError when it is no bankgiro number."""
    digits = written.replace("-", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in (7, 8) and luhn.is_valid(digits)):
        raise ValueError(f"not a bankgiro number: {written!r}")
    return f"{digits[:-4]}-{digits[-4:]}"
