"""Sentences of the rules' findings: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {}
