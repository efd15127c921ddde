"""The fonts in the package are those that were vendored, and no paper uses another."""

import hashlib
import tomllib
from pathlib import Path

import grantdesk.documents

FONTS = Path(grantdesk.documents.__file__).parent / "fonts"


def test_every_vendored_file_has_its_digest_and_no_file_is_unrecorded() -> None:
    recorded = tomllib.loads((FONTS / "vendored.toml").read_text(encoding="utf-8"))["sha256"]
    present = {path.name for path in FONTS.iterdir()} - {"vendored.toml"}
    assert present == set(recorded) == {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "LICENSE"}
    for name, digest in recorded.items():
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest, name
