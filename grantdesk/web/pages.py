"""The pages of a long list: which one is asked for, and where the others are."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Flask, request

# Far past the end of any list here, and well within what a database can count to.
_LAST = 1_000_000


def install(app: Flask) -> None:
    app.jinja_env.filters["page_address"] = address


def asked() -> int:
    """The number of the page asked for; the first where what is asked for is no page."""
    return min(max(1, request.args.get("page", 1, type=int)), _LAST)


def address(number: int) -> str:
    """The present address with another page of the same list."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
    return f"{request.path}?{urlencode([*kept, ('page', number)])}"
