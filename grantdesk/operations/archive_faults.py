"""What is stored in the archive: each file compared with its row, and files that no row names counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grantdesk import archive
from grantdesk.models.letter import Letter
from grantdesk.queries import bank_files, claim_papers, meetings, payout_files, secrecy


@dataclass(frozen=True)
class Stored:
    """A file of the archive as a row has it: the row's name, and the file's digest and size in bytes where it says one."""

    name: str
    digest: str
    size: int | None = None


def faults(folder: Path, letters: Sequence[Letter]) -> Iterator[str]:
    """Sentences on what is stored and whose file is gone, or is another than was stored."""
    for stored in _all(letters):
        file = archive.place(folder, stored.digest)
        try:
            size = len(archive.read(folder, stored.digest))
        except archive.Lost as lost:
            what = "is missing" if lost.reason.key == "archive.gone" else "is not the one that was stored"
            yield f"{stored.name}: its file {file} {what}"
        else:
            if stored.size not in (None, size):
                yield f"{stored.name}: its file has {size} bytes, the row says {stored.size}"


def unnamed(folder: Path, letters: Sequence[Letter]) -> int:
    """How many files no row names: an act that was undone after its file was written leaves one, and it does no harm."""
    return len(set(archive.digests(folder)) - {stored.digest for stored in _all(letters)})


def _all(letters: Sequence[Letter]) -> Iterator[Stored]:
    for letter in letters:
        yield Stored(f"letter:{letter.id} ({_about(letter)}, {letter.language})", letter.digest, letter.size)
    for copy in secrecy.every_copy():
        if copy.digest is not None and copy.size is not None:
            yield Stored(f"disclosure:{copy.id} ({copy.language})", copy.digest, copy.size)
    for paper in claim_papers.every_attachment():
        yield Stored(f"claim_attachment:{paper.id} (claim:{paper.claim_id})", paper.digest, paper.size)
    for made in payout_files.every():
        yield Stored(f"batch_file:{made.id} ({made.name})", made.digest)
    for each in meetings.every_attachment():
        yield Stored(f"agenda_attachment:{each.id} (agenda_item:{each.item_id})", each.digest, each.size)
    for file in bank_files.every_file():
        yield Stored(f"bank_file:{file.id} ({file.name})", file.digest, file.size)


def _about(letter: Letter) -> str:
    if letter.decision_id is not None:
        return f"decision:{letter.decision_id}"
    return (
        f"supplement:{letter.supplement_id}" if letter.supplement_id else f"covering_letter:{letter.covering_letter_id}"
    )
