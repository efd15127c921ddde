"""What the codes mean that a bank gives as its reason: those of ISO 20022 that concern payments like ours, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grantdesk.domain.messages import Both, in_both, message
from grantdesk.domain.sentences import SENTENCES

_CODE = re.compile(r"(?<![A-Z0-9])[A-Z]{2}(?:[0-9]{2}|[A-Z]{2})(?![A-Z0-9])")


def in_words(reason: str) -> Both | None:
    """What the codes in a bank's reason mean, each once; None where it gives none that is known."""
    said = list(dict.fromkeys(_known(reason)))
    if not said:
        return None
    words = [in_both(message(key)) for key in said]
    return Both("; ".join(each["sv"] for each in words), "; ".join(each["en"] for each in words))


def with_words(reason: str) -> str | Both:
    """The bank's reason, after the words for its codes where there are any."""
    words = in_words(reason)
    return Both(f"{words.sv} ({reason})", f"{words.en} ({reason})") if words else reason


def _known(reason: str) -> Iterator[str]:
    for code in _CODE.findall(reason):
        key = f"bank_reason.{code}"
        if key in SENTENCES:
            yield key
