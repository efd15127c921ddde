"""Texts of rule versions for tests: what is written in a file that is to be laid down."""

from __future__ import annotations

from datetime import date

SOURCE = '{ sv = "Regionfullmäktige 2026-11-18 § 7", en = "The regional council, 2026-11-18, section 7" }'


def a_version(
    value: str = '"80000.00"',
    *,
    of: str = "konsultcheck",
    rule: str = "cap",
    first_day: date = date(2027, 1, 1),
    confidence: str = "CFG",
) -> str:
    """A new ceiling for the consultancy voucher from the next year, confirmed by the Region."""
    return (
        f'file = "schemes/{of}.toml"\n\n[[rules.{rule}]]\nvalue = {value}\nvalid_from = {first_day}\n'
        f'source = {SOURCE}\nconfidence = "{confidence}"\nconfirmed = true\n'
    )
