"""Recovery: from which day interest runs on what is to be repaid."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def interest_from(decided_on: date) -> date:
    """One month after the decision (44 § SFS 2022:1467, 31 § SFS 2022:1468, 41 § SFS 2024:1243); the last of a shorter month."""
    year, month = (decided_on.year + 1, 1) if decided_on.month == 12 else (decided_on.year, decided_on.month + 1)
    return date(year, month, min(decided_on.day, monthrange(year, month)[1]))
