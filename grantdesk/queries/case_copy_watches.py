"""What is watched after the last payment, as a copy of a case's file tells it."""

from __future__ import annotations

from collections.abc import Iterator

from grantdesk.domain.masking import Row
from grantdesk.models.case import Case
from grantdesk.models.watch import Watch, WatchNote
from grantdesk.queries import watches
from grantdesk.queries.case_copy_words import Wording

# What was seen when somebody looked is told under the same secrecy as what was checked.
SEEN = "checks"


def rows(case: Case, w: Wording) -> Iterator[Row]:
    found = watches.of_case(case)
    notes = watches.notes_of(found) if found else {}
    for one in found:
        yield from _watch(one, notes.get(one.id, []), w)


def _watch(one: Watch, notes: list[WatchNote], w: Wording) -> Iterator[Row]:
    kind, state = w.named("watch.kind", one.kind), w.named("state.watch", one.state)
    yield from w.row("", "copy.watch", f"{kind}, {w.day(one.from_on)} – {w.day(one.until_on)}: {state}")
    # What a rule says is the same for all; what a handler wrote may tell of somebody.
    words, source = w.both(one.words), w.both(one.source)
    said = () if one.rule else (words, source)
    yield from w.row("" if one.rule else SEEN, "copy.watched", f"{words} ({source})", *said)
    for note in notes:
        yield from w.row(SEEN, "copy.seen", f"{w.day(note.noted_on)}: {note.text}", note.text)
    yield from w.row(SEEN, "copy.seen", one.settled_why or "", one.settled_why or "")
