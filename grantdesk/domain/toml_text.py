"""A value written as TOML has it, so that what is read from a rule file can be written in another."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def as_toml(value: object) -> str:
    """The value on one line; raises TypeError for what no rule file holds."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # JSON escapes what TOML escapes, but for the one control character that JSON lets through.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {as_toml(part)}' for key, part in value.items())} }}"
    if isinstance(value, Sequence):
        return f"[{', '.join(as_toml(part) for part in value)}]"
    raise TypeError(f"no rule file holds {value!r}")


def _key(key: str) -> str:
    return key if key and set(key) <= _BARE else as_toml(key)
