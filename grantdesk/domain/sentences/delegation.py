"""Sentences of who may decide and attest: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {}
