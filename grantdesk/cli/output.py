"""Where a command writes what is too long to hold: a file that is whole when it has its name, or standard output."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO

from grantdesk.cli.ground import InputWrong


@contextmanager
def written_to(output: str | None) -> Iterator[IO[bytes]]:
    """A file that becomes the one named first when all that was written has been recorded too."""
    if output in (None, "-"):
        with TemporaryFile() as file:
            yield file
            file.seek(0)
            shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        return
    target = Path(str(output))
    try:
        draft = NamedTemporaryFile(dir=target.parent, prefix=".grantdesk-", delete=False)  # noqa: SIM115 - it is renamed below
    except OSError as error:
        raise InputWrong("--output", f"cannot write {output}: {error.strerror}") from error
    try:
        with draft:
            yield draft
        # A draft is its owner's alone; the file that was asked for has the rights that new files have here.
        os.chmod(draft.name, 0o666 & ~_mask())
        os.replace(draft.name, target)
    finally:
        Path(draft.name).unlink(missing_ok=True)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
