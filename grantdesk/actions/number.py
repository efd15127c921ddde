"""Gives the next running number of a series; two who ask at once get two."""

from sqlalchemy import text

from grantdesk import db

_NEXT = text(
    "INSERT INTO number_series (prefix, year, last) VALUES (:prefix, :year, 1)"
    " ON CONFLICT (prefix, year) DO UPDATE SET last = number_series.last + 1 RETURNING last"
)


def following(prefix: str, *, year: int) -> str:
    """The next number of the series, such as `GD-2025-0012`. Whoever holds it makes the next one wait until it commits."""
    last = db.session.execute(_NEXT, {"prefix": prefix, "year": year}).scalar_one()
    return f"{prefix}-{year}-{last:04d}"
