"""Parts that a machine may lack: a test without its part is skipped, or fails where the part is required."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest

REQUIRED = "GRANTDESK_TEST_REQUIRE"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def lacking(part: str, sentence: str) -> NoReturn:
    """Skip the test, since the machine lacks `part`; fail it where GRANTDESK_TEST_REQUIRE names the part."""
    if part in required():
        pytest.fail(f"{sentence} ({REQUIRED} names {part!r}, so this is a failure)", pytrace=False)
    pytest.skip(sentence)


def required() -> set[str]:
    return {part.strip() for part in os.environ.get(REQUIRED, "").split(",") if part.strip()}


def browser() -> str:
    """The path of the machine's Chromium; GRANTDESK_TEST_BROWSER names another."""
    named = os.environ.get("GRANTDESK_TEST_BROWSER")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or lacking("browser", "no Chromium on this machine; on Debian and Ubuntu: apt install chromium")


def poppler(name: str) -> str:
    """The path of one of poppler's programs: pdftoppm, pdffonts, pdftotext, pdfinfo."""
    return shutil.which(name) or lacking("poppler", f"no {name} here; on Debian and Ubuntu: apt install poppler-utils")
