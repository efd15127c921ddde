"""The pages of a long list: which one is asked for, and where the others are."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Flask, request

# Far past the end of any list here, and well within what a database can count to.
_LAST = 1_000_000


def install(app: Flask) -> None:
    app.jinja_env.filters["page_address"] = address


def asked(of: str = "page") -> int:
    """The number of the page asked for; the first where what is asked for is no page. `of` names one list of several."""
    return min(max(1, request.args.get(of, 1, type=int)), _LAST)


def count(things: int, *, of: int) -> int:
    """How many pages so many things take, `of` so many each; one where there is none."""
    return max(1, -(-things // of))


def address(number: int, of: str = "page", at: str = "") -> str:
    """The present address, or another, with another page of the same list."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != of]
    return f"{at or request.path}?{urlencode([*kept, (of, number)])}"
