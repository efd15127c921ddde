"""Which words do the region's letters have on a day: those of its file, or of a version since?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from grantdesk import db
from grantdesk.documents import letter_texts, placeholders
from grantdesk.documents.letter_texts import LetterTexts
from grantdesk.documents.text_blocks import Block, Words, with_versions
from grantdesk.domain.messages import Both
from grantdesk.models.letter_text import TextVersion


def in_force(written: Mapping[str, Any], *, on: date, file: str) -> LetterTexts:
    """The texts that letters are printed with on the day; `written` is the content of the region's `file`."""
    return letter_texts.parse(with_versions(written, words_on(on)), file=file)


def words_on(day: date) -> dict[str, Words]:
    """The versions in force on the day by key of text, but for those whose placeholders the text no longer has."""
    latest = {version.key: version for version in _until(day)}
    found = {key: as_words(version) for key, version in latest.items()}
    return {key: words for key, words in found.items() if not placeholders.faults(words.both, key)}


def every() -> list[TextVersion]:
    """Every version of every text; of a text, the one that holds over the other comes later."""
    return list(db.session.execute(select(TextVersion).order_by(TextVersion.valid_from, TextVersion.id)).scalars())


def versions_of(key: str) -> list[TextVersion]:
    """The versions of one text, the latest first."""
    return [version for version in reversed(every()) if version.key == key]


def find_by_token(once: str) -> TextVersion | None:
    """The version that was saved with this form's token, if it was."""
    return db.session.execute(select(TextVersion).where(TextVersion.once == once)).scalar_one_or_none()


def as_words(version: TextVersion) -> Words:
    return Words(Both(version.sv, version.en), version.confirmed)


def in_force_of(block: Block, versions: Sequence[TextVersion], *, on: date) -> Words:
    """What one text says on the day, given its versions with the latest first."""
    held = next((version for version in versions if version.valid_from <= on), None)
    return as_words(held) if held else Words(block.words, block.confirmed)


def _until(day: date) -> list[TextVersion]:
    rows = select(TextVersion).where(TextVersion.valid_from <= day)
    return list(db.session.execute(rows.order_by(TextVersion.valid_from, TextVersion.id)).scalars())
