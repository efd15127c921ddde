"""What a browser sent, before any field reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

# No reader sees these characters, no database or paper is sure to keep them, and the last few turn the text around.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def readable(sent: Mapping[str, Any]) -> tuple[MultiDict[str, str], frozenset[str]]:
    """What was sent without characters that cannot be seen, and the names of the fields that had any."""
    pairs = list(MultiDict(sent).items(multi=True))
    kept = MultiDict((name, seen(value)) for name, value in pairs)
    return kept, frozenset(name for name, value in pairs if seen(value) != value)


def seen(text: str) -> str:
    """`text` without characters that cannot be seen."""
    return _UNSEEN.sub("", text)
