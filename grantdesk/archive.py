"""The archive: files under the SHA-256 of what is in them, written whole, never written over, and tried when they are read."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest, sha256
from io import BufferedRandom
from pathlib import Path

from grantdesk.domain.refusal import Refused

# How many bytes are read at a time of a file that is given out.
_PIECE = 1 << 16


class Lost(Refused):
    """The file is not there, or is not what was put there."""


def keep(folder: Path, content: bytes) -> str:
    """Put the content in the archive, once, and give its digest. When this returns, a power cut takes nothing back."""
    digest = sha256(content).hexdigest()
    file = place(folder, digest)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, content)
        for each in (file.parent, file.parent.parent, folder):
            _keep_names(each)
    return digest


@contextmanager
def draft(folder: Path) -> Iterator[BufferedRandom]:
    """A file in the archive's folder to write in, for what is too long to hold; gone afterwards, unless it was kept."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"draft.{secrets.token_hex(8)}"
    try:
        with file.open("x+b") as new:
            yield new
    finally:
        file.unlink(missing_ok=True)


def keep_file(folder: Path, written: BufferedRandom) -> str:
    """As `keep`, of a draft that has been written to its end."""
    written.flush()
    os.fsync(written.fileno())
    written.seek(0)
    digest = file_digest(written, "sha256").hexdigest()
    file = place(folder, digest)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        _name(Path(written.name), file)
        for each in (file.parent, file.parent.parent, folder):
            _keep_names(each)
    return digest


def read(folder: Path, digest: str) -> bytes:
    """The content with the digest. Raises `Lost` where the file is gone, or is another than was put there."""
    try:
        content = place(folder, digest).read_bytes()
    except FileNotFoundError:
        raise Lost("archive.gone", digest=digest) from None
    if sha256(content).hexdigest() != digest:
        raise Lost("archive.changed", digest=digest)
    return content


def chunks(folder: Path, digest: str) -> Iterator[bytes]:
    """The content with the digest, a piece at a time, all of it tried before the first. Raises `Lost` as `read` does."""
    try:
        content = place(folder, digest).open("rb")
    except FileNotFoundError:
        raise Lost("archive.gone", digest=digest) from None
    with content:
        if file_digest(content, "sha256").hexdigest() != digest:
            raise Lost("archive.changed", digest=digest)
        content.seek(0)
        while piece := content.read(_PIECE):
            yield piece


def digests(folder: Path) -> Iterator[str]:
    """The name of every file in the archive, in order."""
    yield from sorted(file.name for file in folder.glob("??/??/*") if len(file.name) == 64)


def place(folder: Path, digest: str) -> Path:
    """Where the file with the digest stands: two folders deep, so that none of them grows long."""
    return folder / digest[:2] / digest[2:4] / digest


def _write(file: Path, content: bytes) -> None:
    # Whole under another name first; the file is then named, and never one that is there already.
    draft = file.with_name(f"draft.{secrets.token_hex(8)}")
    try:
        with draft.open("xb") as new:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
        _name(draft, file)
    finally:
        draft.unlink(missing_ok=True)


def _name(draft: Path, file: Path) -> None:
    draft.chmod(0o440)
    with suppress(FileExistsError):
        os.link(draft, file)


def _keep_names(folder: Path) -> None:
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
