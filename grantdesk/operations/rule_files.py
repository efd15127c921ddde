"""The files of the published rule versions: written from their rows, and compared with them."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from grantdesk.domain.rule_version import VERSIONS
from grantdesk.models.rule_version import RuleVersion
from grantdesk.queries import rule_versions


def write_missing(folder: Path) -> list[Path]:
    """Write the file of every published version that has none, and tell which; one that is there is left as it is.

    An act that was interrupted after its commit is made whole here. Raises OSError where the folder cannot be written.
    """
    lacking = [version for version in rule_versions.published() if not _file(folder, version).exists()]
    return [_write(_file(folder, version), version.text) for version in lacking]


def faults(folder: Path) -> Iterator[str]:
    """Sentences on files that are missing or other than what was published, and on files that nobody published."""
    versions = {_file(folder, version): version for version in rule_versions.published()}
    for file, version in versions.items():
        if not file.exists():
            yield f"rule version {version.id} is published, and its file {file} is missing"
        elif hashlib.sha256(file.read_bytes()).hexdigest() != version.digest:
            yield f"rule version {version.id}: its file {file} is not the text that was published"
        if hashlib.sha256(version.text.encode()).hexdigest() != version.digest:
            yield f"rule version {version.id}: its text is not the one that was approved"
    for file in sorted(folder.glob("*.toml")):
        if file not in versions:
            yield f"{file} is among the published rules, and no rule version vouches for it"


def remove_all(folder: Path) -> None:
    """Remove the files of a demonstration that is made anew."""
    for file in folder.glob("*.toml"):
        file.unlink()


def _file(folder: Path, version: RuleVersion) -> Path:
    return folder / version.name.removeprefix(VERSIONS)


def _write(file: Path, text: str) -> Path:
    """The whole file or none of it, on the disk: a reader never sees half, and a power cut takes nothing back."""
    file.parent.mkdir(parents=True, exist_ok=True)
    # Not among *.toml until it has its name, so that no reader takes it for a version.
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    _keep_name(file.parent)
    return file


def _keep_name(folder: Path) -> None:
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
