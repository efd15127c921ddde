"""The checkout as a tree of files: what is kept in the repository, told without git, which a machine may lack."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from pathspec import GitIgnoreSpec

ROOT = Path(__file__).parents[1]
_NEVER_ENTERED = {".git", ".venv", "__pycache__", ".mypy_cache", ".hypothesis"}


@cache
def kept() -> tuple[Path, ...]:
    """Every file that .gitignore does not exclude, relative to the checkout."""
    ignored = GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text().splitlines())
    found = []
    for folder, inner, names in os.walk(ROOT):
        inner[:] = [name for name in inner if name not in _NEVER_ENTERED]
        found += [Path(folder, name).relative_to(ROOT) for name in names]
    return tuple(sorted(file for file in found if not ignored.match_file(file)))
