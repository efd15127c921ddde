"""A handler marks what may be secret, answers somebody who asks for the documents, and the controller fetches the diary."""

from __future__ import annotations

from pathlib import Path

import pytest

from grantdesk import db
from grantdesk.models.secrecy import Disclosure
from tests import builders, disclosing
from tests.builders import Person
from tests.documents import papers
from tests.journeys.conftest import Desk
from tests.journeys.test_narrow_tables import SIDEWAYS

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


@pytest.mark.parametrize("width", [360, 1600])
def test_a_field_is_marked_and_masked_in_the_copy_and_the_diary(
    desk: Desk, staff: dict[str, Person], width: int, tmp_path: Path
) -> None:
    case = builders.a_granted_case()
    hanna = desk.sit_down(staff["handler"].email, width=width)
    hanna.go(f"/cases/{case.number}")
    hanna.follow("Sekretess och begäran om handlingar")
    assert hanna.sees("Inget fält är markerat.")
    hanna.fill(proposed__fields="costs", proposed__reason="Priset röjer anbudet.")
    hanna.press("Markera de valda")
    hanna.fill(mark__field="title", mark__ground="third_party", mark__reason="Namnger en kund.")
    hanna.press("Markera fältet")
    assert hanna.sees("Kan vara hemligt: 30 kap. 27 § 1 OSL")
    hanna.follow("Besvara en begäran")
    hanna.press("Besvara begäran")
    assert hanna.sees("Skriv vilken skada som kan antas")
    hanna.page.screenshot(path=tmp_path / "request.png", full_page=True)
    hanna.fill(asker="Bygdens blad", field_1__tested="Priset röjer anbudet.")
    hanna.press("Besvara begäran")
    assert hanna.sees("Lämnat ut med maskerade uppgifter")
    assert hanna.page.evaluate(SIDEWAYS) == []
    hanna.page.screenshot(path=tmp_path / "secrecy.png", full_page=True)
    file = disclosing.file_of(db.session.query(Disclosure).one())
    (tmp_path / "copy.pdf").write_bytes(file)
    assert "400 000" not in papers.text(file)
    carl = desk.sit_down(builders.a_user("controller").email, width=width)
    carl.go("/diary")
    with carl.page.expect_download() as fetched:
        carl.page.get_by_role("button", name="Hämta filen (CSV)").click()
    written = Path(fetched.value.path()).read_text("utf-8-sig")
    assert written.count("\n") == 4
    assert "Påhittad investering" not in written
    carl.go("/diary")
    assert carl.sees("Nytt sedan sist")
    assert carl.page.evaluate(SIDEWAYS) == []
    carl.page.screenshot(path=tmp_path / "diary.png", full_page=True)
