"""A handler sees to what comes with a claim: rows from a file, the report, a file, an inspector, a purchase and the checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from grantdesk import db
from grantdesk.models.claim import Claim
from grantdesk.queries import checks
from grantdesk.queries import claim_papers as papers
from tests import attachments, builders, claiming
from tests.builders import Person
from tests.journeys.conftest import Desk, Visitor
from tests.journeys.test_narrow_tables import SIDEWAYS

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

ROWS = "kostnadsslag;beskrivning;leverantör;netto\r\npersonal;Ledning;Påhittade Löner AB;120 000,50\r\n"


@pytest.mark.parametrize("width", [360, 1600])
def test_what_comes_with_a_claim_is_seen_to(desk: Desk, staff: dict[str, Person], width: int, tmp_path: Path) -> None:
    case = builders.a_granted_case(builders.a_registration(builders.project_facts()))
    claim = claiming.a_draft(case)
    hanna = desk.sit_down(staff["handler"].email, width=width)
    address = f"/cases/{case.number}/claims/{claim.number}"
    rows_are_read_in(hanna, address, tmp_path)
    papers_come(hanna, address, tmp_path)
    hanna.follow("Kontroller av rekvisitionen")
    hanna.page.screenshot(path=tmp_path / "checks.png", full_page=True)
    for box in hanna.page.get_by_role("radio", name="Ja", exact=True).all():
        box.check()
    hanna.press("Spara svaren")
    assert hanna.sees("som måste besvaras är det.")
    assert lacks(claim) == []


def rows_are_read_in(hanna: Visitor, address: str, folder: Path) -> None:
    hanna.go(f"{address}/file")
    for name, rows in (("fel.csv", ROWS + "slöjd;;;x\r\n"), ("rader.csv", ROWS)):
        file = folder / name
        file.write_text(rows, "utf-8")
        hanna.page.get_by_label("Filen", exact=True).set_input_files(file)
        hanna.press("Pröva filen")
        assert hanna.page.evaluate(SIDEWAYS) == []
        hanna.page.screenshot(path=folder / f"{name}.png", full_page=True)
    hanna.press("Läs in 1 rad")
    assert "1 rad är inläst." in hanna.page.inner_text("body")


def papers_come(hanna: Visitor, address: str, folder: Path) -> None:
    paper = folder / "faktura.pdf"
    paper.write_bytes(attachments.PDF)
    hanna.go(f"{address}/papers")
    hanna.page.get_by_label("Fil", exact=True).set_input_files(paper)
    hanna.fill(attachment__kind="inspector_report")
    hanna.press("Lägg till filen")
    assert hanna.sees("Filer (1)")
    hanna.page.get_by_text("Skriv in rapporten").click()
    hanna.fill(report__done="Tre träffar är hållna.", report__results="Elva företag deltog.")
    hanna.press("Spara rapporten")
    hanna.fill(
        inspection__inspector="K. Kontrollant", inspection__inspected_on="2026-03-10", inspection__finding="in_order"
    )
    hanna.press("Notera kontrollen")
    # The fold is open, since something above the sum is bought and nothing noted of it.
    hanna.fill(purchase__manner="quotes", purchase__remark="Tre offerter.")
    hanna.press("Notera inköpet")
    assert hanna.sees("Det är noterat hur inköpen från Påhittade Löner AB")
    assert hanna.page.evaluate(SIDEWAYS) == []
    hanna.page.screenshot(path=folder / "papers.png", full_page=True)


def lacks(claim: Claim) -> list[str]:
    """What the rules on papers, and the list, say is still missing."""
    db.session.rollback()
    found = db.session.get_one(Claim, claim.id)
    db.session.refresh(found, ["case"])
    terms = builders.terms()
    unmet = [one.rule for one in papers.of_claim(found, county=terms.county).findings if not one.met]
    return unmet + [one.key for one in checks.lacking_in(found, on=builders.DAY, terms=terms)]
