"""The stored letters: each file compared with its row, and files that no row names counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from grantdesk import archive
from grantdesk.models.letter import Letter


def faults(folder: Path, letters: Sequence[Letter]) -> Iterator[str]:
    """Sentences on letters whose file is gone from the archive, or is another than was stored."""
    for letter in letters:
        name = f"letter:{letter.id} ({_about(letter)}, {letter.language})"
        file = archive.place(folder, letter.digest)
        try:
            size = len(archive.read(folder, letter.digest))
        except archive.Lost as lost:
            what = "is missing" if lost.reason.key == "archive.gone" else "is not the one that was stored"
            yield f"{name}: its file {file} {what}"
        else:
            if size != letter.size:
                yield f"{name}: its file has {size} bytes, the row says {letter.size}"


def _about(letter: Letter) -> str:
    if letter.decision_id is not None:
        return f"decision:{letter.decision_id}"
    return (
        f"supplement:{letter.supplement_id}" if letter.supplement_id else f"covering_letter:{letter.covering_letter_id}"
    )


def unnamed(folder: Path, letters: Sequence[Letter]) -> int:
    """How many files no letter names: an act that was undone after its file was written leaves one, and it does no harm."""
    return len(set(archive.digests(folder)) - {letter.digest for letter in letters})
