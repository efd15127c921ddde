"""Reword: a text of the region's letters says something else from a day on. Letters that are made stay as they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk import db
from grantdesk.actions import record
from grantdesk.documents import placeholders
from grantdesk.documents.text_blocks import Block, Words
from grantdesk.domain.messages import Both
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.letter_text import TextVersion
from grantdesk.queries import texts


@dataclass(frozen=True)
class Rewording:
    """New words in both languages, from a day on; `confirmed` by the region. `once` is the token of the form."""

    sv: str
    en: str
    confirmed: bool
    valid_from: date
    once: str

    @property
    def words(self) -> Words:
        return Words(Both(self.sv, self.en), self.confirmed)


def text(block: Block, said: Rewording, *, by: Actor, on: date) -> TextVersion:
    """Have the text say the new words from their day on. Refused where they cannot be printed, or that day has passed.

    What has been saved with the same token is given back, and nothing more is done.
    """
    if (already := texts.find_by_token(said.once)) is not None:
        return already
    _refuse_what_cannot_be_printed(block, said)
    if said.valid_from < on:
        raise Refused("text.past", valid_from=said.valid_from, today=on)
    if texts.in_force_of(block, texts.versions_of(block.key), on=said.valid_from) == said.words:
        raise Refused("text.same")
    made = TextVersion(
        once=said.once,
        key=block.key,
        sv=said.sv,
        en=said.en,
        confirmed=said.confirmed,
        valid_from=said.valid_from,
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("text.changed", by=by, rows=[made], text=block.key, valid_from=said.valid_from)
    return made


def _refuse_what_cannot_be_printed(block: Block, said: Rewording) -> None:
    found = placeholders.faults(said.words.both, block.key)
    if found:
        raise Refused(found[0].reason.key, **found[0].reason.parameters)
