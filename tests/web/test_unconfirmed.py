"""An amount that rests on a value which is not confirmed is marked wherever it is shown, and may be refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from grantdesk import region
from tests import builders
from tests.conftest import Database, made_over
from tests.web import desk


def plain(html: str) -> str:
    """What a reader sees of a page, spaces as spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


@pytest.fixture
def strict_region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped region, were it to refuse decisions on values that it has not confirmed."""
    folder = tmp_path / "region"
    shutil.copytree(region.find("vastmanland"), folder)
    file = folder / "region.toml"
    file.write_text(file.read_text("utf-8").replace('value = "allowed"', 'value = "refused"'), "utf-8")
    monkeypatch.setenv("GRANTDESK_REGION", str(folder))
    return folder


def test_the_decision_page_says_beforehand_that_a_grant_is_refused(database: Database, strict_region: Path) -> None:
    case = builders.an_assessed_case()
    number = case.number
    client = desk.at_work(made_over(database), "director")
    page = client.get(f"/cases/{number}/decision")
    said = plain(page.text)
    assert "Regionen beviljar inget som vilar på värden som den inte har bekräftat" in said
    assert "Regionens stödandel (schemes/investeringsstod.toml: rules.rate_policy[0])" in said
    assert "/decision/grant" not in page.text
    assert "/decision/rejection" in page.text
    assert (strict_region / "region.toml").is_file()
