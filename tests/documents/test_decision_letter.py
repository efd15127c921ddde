from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from grantdesk.documents.decision_letter import (
    Cofinancing,
    CostLine,
    DecidedBy,
    DeMinimis,
    Ground,
    NamedAmount,
    Recipient,
    preview,
    render,
)
from grantdesk.domain import appeal
from grantdesk.domain.messages import LANGUAGES, Language
from grantdesk.domain.money import Money
from tests.documents import papers
from tests.documents.letters import A_DECIDER, A_LINE, a_letter, a_rejection


def said(pdf: bytes) -> str:
    return papers.text(pdf)


def test_a_grant_says_what_was_decided_for_whom_and_by_whom() -> None:
    text = said(render(a_letter(), "sv"))
    for part in (
        "Ärende: GD-2026-0012",
        "Beslutsdatum: 2026-04-02",
        "beviljar Ängelsbergs Träförädling AB stöd med högst 140 000 kr (investeringsstöd)",
        "Organisationsnummer 559900-1004",
        "23–26 §§ förordningen (2022:1467) om statligt stöd till regionala investeringar",
        "Ny fräsmaskin för träförädling i Ängelsberg.",
        "Maskiner 400 000,00 400 000,00 35 % 140 000,00",
        "Summa 400 000,00 400 000,00 140 000,00",
        "2026-05-01 till och med 2027-04-30",
        "ger två nya arbetstillfällen",
        "Ansökan kom in innan åtgärden började.",
        "Märta Björk, enhetschef, efter delegation: delegationsordningen, punkt 3.1 (obekräftat).",
        "Föredragande har varit Åsa Öberg.",
    ):
        assert part in text, part


def test_what_nobody_has_confirmed_is_marked_and_listed_once() -> None:
    text = said(render(a_letter(unconfirmed=("kursen", "kursen")), "sv"))
    listed = text[text.index("Uppgifter som ännu inte är bekräftade") : text.index("Vem som har beslutat")]
    assert listed.count("obekräftat: kursen") == 1
    assert listed.count("obekräftat: Regionens egna villkor, arbetsvärde") == 1
    assert listed.count("obekräftat: delegationsordningen, punkt 3.1") == 1
    assert text.count("obekräftat: Regionens egna villkor, arbetsvärde") == 2
    assert "2022:1467 8 § 1" in text
    assert "obekräftat: 2022:1467 8 § 1" not in text


def test_a_letter_with_nothing_unconfirmed_has_no_such_mark() -> None:
    by = DecidedBy("Märta Björk", "enhetschef", "punkt 3.1", ground_confirmed=True)
    text = said(render(a_rejection(decided_by=by), "sv"))
    assert "Avslag" in text
    assert "obekräftat" not in text


@pytest.mark.parametrize(
    ("ordinance", "section"),
    [("2022:1467", "54 §"), ("2022:1468", "37 §"), ("2003:596", "14 §"), ("2024:1243", "47 §")],
)
@pytest.mark.parametrize("make", [a_letter, a_rejection])
def test_neither_grant_nor_rejection_may_be_appealed(ordinance: str, section: str, make: object) -> None:
    text = said(render(make(ordinance=f"SFS {ordinance}"), "sv"))  # type: ignore[operator]
    appeal = text[text.rindex("Överklagande") :]
    assert f"Beslutet får inte överklagas ({section} förordningen {ordinance})." in appeal
    assert "förvaltningsrätten" not in text
    assert ("obekräftat" in appeal) == (ordinance == "2024:1243")


def test_the_laws_grounds_for_withholding_and_recovery_are_in_a_grant_only() -> None:
    granted, rejected = said(render(a_letter(), "sv")), said(render(a_rejection(), "sv"))
    for part in ("(41 §)", "(44 §)", "(47 §)", "oriktiga uppgifter", "statens utlåningsränta", "(42 §)", "(38 §)"):
        assert part in granted, part
        assert part not in rejected, part


def test_a_rejection_gives_its_reasons_and_grants_nothing() -> None:
    text = said(render(a_rejection(), "sv"))
    assert "avslår ansökan från Ängelsbergs Träförädling AB" in text
    assert "Ansökan avser bara ett fordon." in text
    assert "Fordon är inte stödberättigande. nej 2022:1467 24 §" in text
    assert "Beviljat belopp" not in text


def test_a_rejection_without_reasons_is_not_written() -> None:
    with pytest.raises(ValueError, match="gives no reasons"):
        a_rejection(reasons=())


def test_lines_that_do_not_add_up_to_the_grant_are_not_written() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        a_letter(granted=Money.kronor(139_999))


def test_a_sole_traders_personal_number_is_not_printed_in_full() -> None:
    person = Recipient("Åsa Öberg Trä", "640823-3234", number_is_personal=True)
    pdf = render(a_letter(recipient=person), "sv")
    assert "640823-****" in said(pdf)
    assert "3234" not in said(pdf)
    reader = papers.read(pdf)
    assert reader.metadata is not None
    assert "3234" not in "".join([*map(str, reader.metadata.values()), *papers.bookmarks(pdf)])


def test_de_minimis_aid_names_regulation_euro_rate_and_day() -> None:
    text = said(render(a_letter(), "sv"))
    assert "kommissionens förordning (EU) 2023/2831" in text
    assert "12 500 euro, räknat med kursen 11,2 kronor per euro den 2026-04-01 (ECB)" in text
    assert "centrala register" in text
    assert "de minimis" not in said(render(a_letter(de_minimis=None), "sv"))


def test_the_central_register_is_named_from_the_day_it_is_used() -> None:
    aid = DeMinimis("2023/2831", Decimal("100.00"), Decimal("11.2"), date(2025, 12, 30), "ECB")
    assert "centrala register" not in said(render(a_letter(decided_on=date(2025, 12, 31), de_minimis=aid), "sv"))
    assert "centrala register" in said(render(a_letter(decided_on=date(2026, 1, 1), de_minimis=aid), "sv"))


def test_a_project_has_its_financing_its_objectives_and_the_eu() -> None:
    project = a_letter(
        ordinance="2003:596",
        de_minimis=None,
        financing=(NamedAmount("Egen", Money.kronor(60_000)), NamedAmount("Eruf", Money.kronor(200_000))),
        objectives=(NamedAmount("Starkt näringsliv", Money.kronor(140_000)),),
        cofinancing=Cofinancing("eruf", "Östra Mellansverige, SM1.3", Money.kronor(200_000)),
    )
    text = said(render(project, "sv"))
    ours = "Region Västmanland, statens medel för regional utveckling (anslag 1:1) 140 000,00"
    assert f"Egen 60 000,00 Eruf 200 000,00 {ours} Summa 400 000,00" in text
    assert "Kostnaderna är" not in text
    assert "Starkt näringsliv 140 000,00" in text
    assert "Europeiska regionala utvecklingsfonden (Eruf): Östra Mellansverige, SM1.3." in text
    assert "EU:s del av finansieringen är 200 000 kr." in text
    assert "räntelagen (1975:635)" in text


def test_the_board_decides_by_a_paragraph_of_its_minutes() -> None:
    board = DecidedBy("Regionala utvecklingsnämnden", "", "KL 6:3", ground_confirmed=True, minutes="§ 47, 2026-04-02")
    text = said(render(a_letter(decided_by=board), "sv"))
    assert "Beslutet har fattats av Regionala utvecklingsnämnden, § 47, 2026-04-02. Grund: KL 6:3." in text
    assert "efter delegation" not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [a_letter, a_rejection])
def test_every_letter_embeds_its_fonts_and_is_the_same_each_time(language: Language, make: object) -> None:
    pdf = render(make(), language)  # type: ignore[operator]
    assert pdf == render(make(), language)  # type: ignore[operator]
    assert len(papers.fonts(pdf)) == 2
    assert all(papers.fonts(pdf).values())
    assert b"Helvetica" not in papers.laid_open(pdf)


def test_an_english_letter_is_english_throughout() -> None:
    pdf = render(a_letter(), "en")
    text = said(pdf)
    assert "Decision to grant aid" in text
    assert "aid of at most SEK 140,000 (investeringsstöd)" in text
    assert "This decision may not be appealed (section 54 of Ordinance 2022:1467)." in text
    assert "Page 1 of" in text
    for swedish in ("Beslut", "Villkor", "Summa", "obekräftat", "Sida"):
        assert swedish not in text, swedish
    assert papers.bookmarks(pdf)[:3] == ["Decision to grant aid", "Decision", "Measure"]


def test_a_short_rejection_fits_on_one_page() -> None:
    person = Recipient(
        "Åsa Öberg Trä", "640823-3234", number_is_personal=True, address=("Storgatan 1", "737 30 Fagersta")
    )
    assert len(papers.pages(render(a_rejection(recipient=person), "sv"))) == 1


@pytest.mark.parametrize("hostile", ["</para>", "<b>&amp;", "x" * 3_000, "a\nb\tc\x00", "🚜" * 50, "{recipient} %s"])
def test_no_name_or_reason_breaks_a_letter(hostile: str) -> None:
    letter = a_letter(
        recipient=Recipient(hostile, "559900-1004", number_is_personal=False, address=(hostile,)),
        measure=hostile,
        scheme=hostile,
        reasons=(hostile,),
        conditions=(hostile,),
        grounds=(Ground(True, hostile, hostile, False),),
        lines=(CostLine(hostile, A_LINE.cost, A_LINE.eligible_cost, A_LINE.rate, A_LINE.aid),),
        decided_by=DecidedBy(hostile, hostile, hostile, ground_confirmed=False),
        presented_by=hostile,
    )
    assert "Beslutet får inte överklagas" in said(render(letter, "sv"))


def test_an_ordinance_without_texts_is_refused_by_number() -> None:
    with pytest.raises(KeyError, match="1999:9"):
        render(a_letter(ordinance="1999:9", decided_by=A_DECIDER, appeal=a_letter().appeal), "sv")


def test_a_decision_that_may_be_appealed_says_how_within_what_time_and_by_which_section() -> None:
    rule = appeal.rule("2022:1467", "recover", on=date(2026, 4, 2))
    text = said(render(a_rejection(appeal=rule), "sv"))
    instruction = text[text.rindex("Överklagande") :]
    assert "får överklagas till allmän förvaltningsdomstol (47 §, 48 § första stycket 2" in text
    assert "lämnas till Region Västmanland" in instruction
    assert "inom tre veckor från den dag då mottagaren fick del av beslutet" in instruction
    assert "får inte överklagas" not in text
    assert "obekräftat" not in instruction


def test_an_instruction_on_appeal_that_rests_on_an_unread_section_is_marked() -> None:
    rule = appeal.rule("2024:1243", "recover", on=date(2026, 4, 2))
    text = said(render(a_rejection(ordinance="SFS 2024:1243", appeal=rule), "en"))
    assert "(unconfirmed: section 47 2024:1243)" in text


@pytest.mark.parametrize(("language", "mark"), [("sv", "FÖRHANDSVISNING"), ("en", "PREVIEW")])
def test_a_preview_is_marked_on_every_page_and_a_letter_on_none(language: Language, mark: str) -> None:
    pages = PdfReader(io.BytesIO(preview(a_letter(), language))).pages
    assert len(pages) > 1
    assert all(mark in page.extract_text() for page in pages)
    assert mark.capitalize() in said(preview(a_letter(), language))
    assert mark.lower() not in said(render(a_letter(), language)).lower()
    assert preview(a_letter(), language) == preview(a_letter(), language)
