"""Sentences of history: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {}
