"""The board's papers: every item and every decision once, archival and readable aloud."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from grantdesk.documents import agenda, delegated_list
from grantdesk.documents.agenda import Agenda, Point
from grantdesk.documents.delegated_list import DelegatedList, Line
from grantdesk.documents.layout import Letterhead
from grantdesk.domain.messages import LANGUAGES, Language, message
from grantdesk.domain.money import Money
from tests.documents import papers, validator

DAY = date(2026, 12, 3)
HEAD = Letterhead("Region Västmanland", ("Regionhuset", "721 89 Västerås"), "region@example.se")


def a_point(number: int, *, kind: str = "grant") -> Point:
    return Point(
        position=number,
        case_number=f"GD-2026-{number:04d}",
        measure=f"Åtagande {number} <för> länet",
        applicant="Exempelkommunen i Norberg",
        scheme="Projektmedel",
        kind=kind,
        proposal="Beviljas" if kind == "grant" else "Avslås",
        amount=Money.kronor(2_500_000 + number),
        wording="Nämnden beslutar enligt tjänsteskrivelsen.\n\nProjektet följs upp varje halvår.",
        attachments=(f"bilaga {number}.pdf",),
        outcome="Bifall, RUN 2026-12-03 § 87" if number == 1 else "",
    )


def an_agenda(points: int) -> Agenda:
    return Agenda(
        letterhead=HEAD,
        board="Regionala utvecklingsnämnden",
        day=DAY,
        minutes="RUN 2026-12-03",
        place="Regionhuset",
        remark="",
        points=tuple(a_point(number) for number in range(1, points + 1)),
        room=(message("agenda.room_budget", year=2026, left=Money.kronor(9), after=Money.kronor(-5)),),
        reported=message("agenda.reported", count=12),
    )


def a_list(lines: int) -> DelegatedList:
    return DelegatedList(
        letterhead=HEAD,
        board="Regionala utvecklingsnämnden",
        day=DAY,
        status=message("delegated.made"),
        lines=tuple(a_line(number) for number in range(lines)),
    )


def a_line(number: int) -> Line:
    return Line(
        name="Märta Björk" if number % 2 else "Åsa Öberg",
        position="Enhetschef",
        case_number=f"GD-2026-{number:04d}",
        decided_on=date(2026, 11, 2),
        kind="Bifall" if number % 3 else "Avslag",
        applicant="=Påhittade Verkstaden AB",
        scheme="Investeringsstöd",
        amount=Money.kronor(100_000 + number) if number % 3 else None,
        ground=f"Delegationsordningen punkt {number % 4}",
    )


@pytest.mark.parametrize("count", [0, 1, 40])
def test_the_agenda_has_every_item_and_the_sum_of_what_is_to_be_granted(count: int) -> None:
    told = an_agenda(count)
    text = papers.text(agenda.as_pdf(told, "sv"))
    for point in told.points:
        assert text.count(f"({point.case_number})") == 1
        assert f"bilaga {point.position}.pdf" in text
    assert ("Inget ärende står på dagordningen." in text) is (count == 0)
    assert "12 beslut som har fattats på delegation" in text
    assert len(agenda.as_csv(told, "sv").splitlines()) == count + 1


def test_what_is_rejected_is_no_part_of_the_sum() -> None:
    told = replace(an_agenda(1), points=(a_point(1), a_point(2, kind="reject")))
    assert told.to_grant == Money.kronor(2_500_001)
    assert "2 500 001,00" in papers.text(agenda.as_pdf(told, "sv"))


@pytest.mark.parametrize("count", [0, 1, 120])
def test_the_list_has_every_decision_once(count: int) -> None:
    told = replace(a_list(count), lines=tuple(sorted(a_list(count).lines, key=lambda line: line.name)))
    text = papers.text(delegated_list.as_pdf(told, "sv"))
    assert [text.count(line.case_number) for line in told.lines] == [1] * count
    assert text.count("Enhetschef: ") == min(count, 2)
    written = delegated_list.as_csv(told, "sv").decode("utf-8-sig").splitlines()
    assert len(written) == count + 1
    assert all("'=Påhittade" in line for line in written[1:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_papers_are_archival_and_can_be_read_aloud(language: Language) -> None:
    for file in (agenda.as_pdf(an_agenda(30), language), delegated_list.as_pdf(a_list(90), language)):
        assert validator.faults(file) == []
        assert validator.second_opinion(file) == []
