"""Sentences of life cycle states, roles, kinds and other names of things: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {}
