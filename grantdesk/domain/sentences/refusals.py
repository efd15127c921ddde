"""Sentences of acts that are refused: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {}
