"""The links of history: what an event's text looks like, and how one hash is made of the last and the next."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from grantdesk.domain.money import Money

# What the first event follows.
BEGINNING = "0" * 64


def plain(value: Any) -> Any:
    """`value` as JSON has it, the same whichever database it has been in: öre, ISO dates, UTC moments, decimals as text."""
    if isinstance(value, Money):
        return value.ore
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"history cannot hold {value!r}")


def canonical(content: Mapping[str, Any]) -> str:
    """The one way to write `content`: sorted keys, no spaces, Swedish letters as they are."""
    return written(plain(content))


def written(content: Mapping[str, Any]) -> str:
    """As `canonical`, of what is `plain` already."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link(previous: str, text: str) -> str:
    """The hash of an event whose text is `text`, in a chain that so far ends with `previous`."""
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def digest(content: Mapping[str, Any]) -> str:
    """The SHA-256 of the canonical text of `content`."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
