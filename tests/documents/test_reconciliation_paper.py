"""A month's reconciliation on paper: archival, readable aloud, the same bytes, and every figure on it."""

from __future__ import annotations

from datetime import date

import pytest

from grantdesk.documents import reconciliation_paper
from grantdesk.documents.layout import Letterhead
from grantdesk.documents.reconciliation_paper import ReconciliationPaper, Signature
from grantdesk.domain.messages import LANGUAGES, Language
from grantdesk.domain.money import Money
from grantdesk.domain.reconciliation import BatchFigures, Figures
from tests.documents import papers, validator

ZERO, BOOKED = Money(0), Money(35_000_00)


def a_batch(place: int, *, locked: Money = BOOKED) -> BatchFigures:
    return BatchFigures(
        f"UB-2026-{place:04d}", date(2026, 3, 14), 1, locked, 1, BOOKED, Money(20_000_00), Money(1_000_50)
    )


def a_paper(batches: int = 2, *, remark: str = "", signatures: int = 2, locked: Money = BOOKED) -> bytes:
    return reconciliation_paper.as_pdf(told(batches, remark, signatures, locked), "sv")


def told(batches: int, remark: str = "", signatures: int = 2, locked: Money = BOOKED) -> ReconciliationPaper:
    made = tuple(a_batch(place + 1, locked=locked) for place in range(batches))
    figures = Figures(
        "2026-03", Money(35_000_00 * batches), ZERO, Money(7_777_77), ZERO, ZERO, ZERO, ZERO, Money(20_000_00),
        Money(13_999_50 * batches), Money(9_400_000_00), ZERO, made,
    )  # fmt: skip
    names = ("Påhittad ekonom", "Påhittad <controller> & co")[:signatures]
    return ReconciliationPaper(
        Letterhead("Region Påhitt"),
        figures,
        figures.digest,
        remark,
        tuple(Signature(n, date(2026, 4, 2)) for n in names),
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("batches", [0, 2, 90])
def test_the_paper_is_archival_and_can_be_read_aloud(batches: int, language: Language) -> None:
    written = reconciliation_paper.as_pdf(told(batches), language)
    assert validator.faults(written) == []
    assert written == reconciliation_paper.as_pdf(told(batches), language)


def test_what_was_signed_is_on_it_with_who_signed() -> None:
    said = papers.plain(papers.text(a_paper(remark="Svaret kom den 2 april.")))
    for each in ("2026-03", "7 777,77", "9 400 000,00", "13 999,50", "UB-2026-0002", "Svaret kom den 2 april."):
        assert papers.plain(each) in said, each
    assert "Påhittad <controller> & co 2026-04-02" in said
    assert told(2).digest in said.replace(" ", "")


def test_a_difference_is_said_and_an_empty_month_says_that_nothing_differs() -> None:
    assert "låstes med 1 utbetalningar" in papers.plain(papers.text(a_paper(1, locked=Money(1))))
    empty = papers.plain(papers.text(a_paper(0, signatures=1)))
    assert "Inget skiljer." in empty
    assert "Ingen betalningsfil exporterades" in empty
