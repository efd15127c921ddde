"""The archive keeps what it was given, once, and says so where it cannot."""

from __future__ import annotations

import os
import threading
from hashlib import sha256
from pathlib import Path

import pytest

from grantdesk import archive

CONTENT = b"%PDF-1.7 ett brev"
DIGEST = sha256(CONTENT).hexdigest()


def test_what_is_kept_is_read_back_by_its_digest(tmp_path: Path) -> None:
    assert archive.keep(tmp_path, CONTENT) == DIGEST
    assert archive.read(tmp_path, DIGEST) == CONTENT
    assert archive.place(tmp_path, DIGEST) == tmp_path / DIGEST[:2] / DIGEST[2:4] / DIGEST
    assert list(archive.digests(tmp_path)) == [DIGEST]


def test_the_same_content_is_kept_once_and_never_written_over(tmp_path: Path) -> None:
    archive.keep(tmp_path, CONTENT)
    before = archive.place(tmp_path, DIGEST).stat()
    archive.keep(tmp_path, CONTENT)
    after = archive.place(tmp_path, DIGEST).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert not after.st_mode & 0o222


def test_many_at_once_keep_one_whole_file(tmp_path: Path) -> None:
    content = os.urandom(200_000)
    keepers = [threading.Thread(target=archive.keep, args=(tmp_path, content)) for _ in range(8)]
    for one in keepers:
        one.start()
    for one in keepers:
        one.join()
    (only,) = (file for file in tmp_path.rglob("*") if file.is_file())
    assert only.read_bytes() == content


def test_a_file_that_is_gone_or_changed_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(archive.Lost, match=f"gone from the archive .{DIGEST}"):
        archive.read(tmp_path, DIGEST)
    archive.keep(tmp_path, CONTENT)
    file = archive.place(tmp_path, DIGEST)
    file.chmod(0o640)
    file.write_bytes(CONTENT + b" ")
    with pytest.raises(archive.Lost, match="not the one that was stored"):
        archive.read(tmp_path, DIGEST)


def test_what_could_not_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        archive.keep(tmp_path, CONTENT)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_a_draft_is_kept_as_its_content_would_be_and_is_gone_afterwards(tmp_path: Path) -> None:
    with archive.draft(tmp_path) as new:
        new.write(CONTENT)
        assert archive.keep_file(tmp_path, new) == DIGEST
    assert archive.read(tmp_path, DIGEST) == b"".join(archive.chunks(tmp_path, DIGEST)) == CONTENT
    assert not archive.place(tmp_path, DIGEST).stat().st_mode & 0o222
    with archive.draft(tmp_path) as again:
        again.write(b"utkast")
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == [DIGEST]


def test_nothing_is_given_out_of_a_file_that_is_gone_or_changed(tmp_path: Path) -> None:
    with pytest.raises(archive.Lost, match=f"gone from the archive .{DIGEST}"):
        next(archive.chunks(tmp_path, DIGEST))
    archive.keep(tmp_path, CONTENT)
    file = archive.place(tmp_path, DIGEST)
    file.chmod(0o640)
    file.write_bytes(CONTENT[:-1] + b"!")
    with pytest.raises(archive.Lost, match="not the one that was stored"):
        next(archive.chunks(tmp_path, DIGEST))
