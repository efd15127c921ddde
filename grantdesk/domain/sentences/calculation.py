"""Sentences of the calculation of aid and its input errors: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {}
