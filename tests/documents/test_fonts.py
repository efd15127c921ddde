"""The fonts, the colours and the schemas in the package are those that were vendored."""

import hashlib
import tomllib
from pathlib import Path

import pytest

import grantdesk.documents

DOCUMENTS = Path(grantdesk.documents.__file__).parent
VENDORED = {
    "fonts": {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "LICENSE"},
    "colours": {"sRGB.icc", "LICENSE"},
    "schemas": {"pain.001.001.03.xsd", "pain.001.001.09.xsd", "LICENSE"},
}


@pytest.mark.parametrize("folder", VENDORED)
def test_every_vendored_file_has_its_digest_and_no_file_is_unrecorded(folder: str) -> None:
    recorded = tomllib.loads((DOCUMENTS / folder / "vendored.toml").read_text(encoding="utf-8"))["sha256"]
    present = {path.name for path in (DOCUMENTS / folder).iterdir()} - {"vendored.toml"}
    assert present == set(recorded) == VENDORED[folder]
    for name, digest in recorded.items():
        assert hashlib.sha256((DOCUMENTS / folder / name).read_bytes()).hexdigest() == digest, name
