"""Letters about later decisions, about what ends a case untried, and those that decide nothing: as text, against the facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from grantdesk.documents import any_decision, notice_letter
from grantdesk.documents.letter_facts import (
    AdvanceGrounds,
    AnyDecision,
    DeMinimis,
    EarlierDecision,
    Ground,
    Lowering,
    PlanChange,
    Recipient,
)
from grantdesk.domain.decision_kinds import CAUSES, LATER_KINDS
from grantdesk.domain.messages import LANGUAGES, Language
from grantdesk.domain.money import ZERO, Money
from tests.documents import papers
from tests.documents.later_letters import LONG_PLAN, a_covering, a_later, a_supplement, an_ending
from tests.documents.letters import texts

_GRANT = EarlierDecision("Grant", date(2026, 4, 2))
# What a change says in its own words.
_IN_ENGLISH: dict[str, dict[str, object]] = {
    "change": {"changes": (), "plan": (PlanChange("Machinery", Money(1), Money(2)),)},
    "advance": {"advance": AdvanceGrounds("…", "…")},
}
ORDINANCES = ("2022:1467", "2022:1468", "2003:596", "2024:1243")


def said(letter: AnyDecision, language: Language = "sv") -> str:
    return papers.text(any_decision.render(letter, language))


def test_a_change_says_what_was_and_what_is_and_that_the_rest_holds() -> None:
    text = said(a_later("change"))
    for part in (
        "Beslut om ändring av stöd",
        "ändrar beslutet om stöd till Ängelsbergs Träförädling AB (investeringsstöd)",
        "Gäller beslutet Bifall den 2026-04-02 i ärende GD-2026-0012",
        "Beviljat belopp 140 000 kr 175 000 kr",
        "Sista dag 2027-04-30 2027-10-31",
        "Särskilda villkor inga särskilda villkor Slutrapport senast 2027-11-30.",
        "Maskiner 400 000,00 450 000,00",
        "Konsulttjänster – 50 000,00",
        "Resor 10 000,00 –",
        "Summa 410 000,00 500 000,00",
        "Maskinen blev dyrare än planerat.",
        "I övrigt gäller beslutet den 2026-04-02 som förut",
        "(42 §)",
        "oriktiga uppgifter",
        "Beslutet får inte överklagas (54 § förordningen 2022:1467).",
    ):
        assert part in text, part
    assert "euro" not in text


def test_a_change_that_gives_more_de_minimis_aid_says_what_article_7_4_has_it_say() -> None:
    aid = DeMinimis("2023/2831", Decimal("3125.00"), Decimal("11.20"), date(2026, 5, 29), "ECB")
    ground = Ground(True, "Utrymmet räcker.", "2023/2831 artikel 3.2", confirmed=True)
    text = said(a_later("change", de_minimis=aid, grounds=(ground,)))
    assert "kommissionens förordning (EU) 2023/2831" in text
    assert "Höjningen motsvarar 3 125 euro" in text
    assert "centrala register" in text
    assert "Utrymmet räcker. ja 2023/2831 artikel 3.2" in text


def test_a_recovery_says_how_much_why_by_when_with_which_interest_and_how_it_is_paid() -> None:
    text = said(a_later("recover"))
    for part in (
        "ska betala tillbaka 50 000 kr av stödet (investeringsstöd), senast den 2026-06-30",
        "Beslutet fattas enligt 44 och 47 §§ förordningen (2022:1467)",
        "Belopp 50 000 kr",
        "Betalas senast 2026-06-30",
        "Stödet har inte använts för sitt ändamål.",
        "mot den faktura som Region Västmanland skickar. Ange ärendenummer GD-2026-0012.",
        # The last day of June is a month after the last of May.
        "från och med den 2026-06-30, en månad efter beslutet, med statens utlåningsränta vid varje tid och två procentenheter",
        "får överklagas till allmän förvaltningsdomstol (47 §, 48 § första stycket 2",
        "inom tre veckor",
        "obekräftat: hur återkrav betalas är regionens egen ordning",
    ):
        assert part in text, part


def test_a_recovery_from_a_project_has_interest_by_the_interest_act_and_may_not_be_appealed() -> None:
    text = said(a_later("recover", ordinance="SFS 2003:596"))
    assert "räntelagen (1975:635)" in text
    assert "utlåningsränta" not in text
    assert "13 § förordningen (2003:596)" in text
    assert "Beslutet får inte överklagas (14 § förordningen 2003:596)." in text


def test_a_set_off_says_what_is_paid_and_what_remains() -> None:
    text = said(a_later("set_off"))
    assert (
        "20 000 kr som Ängelsbergs Träförädling AB ska betala tillbaka räknas av mot utbetalning UT-2026-0007" in text
    )
    assert "Utbetalning UT-2026-0007 var på 35 000 kr. Av den betalas därför 15 000 kr." in text
    assert "Av återkravet återstår 30 000 kr" in text
    assert "50 § förordningen (2022:1467)" in text


def test_a_lowered_recovery_says_what_is_left_of_it_how_interest_is_counted_and_what_is_paid_back() -> None:
    text = said(a_later("lower"))
    assert "Beslut om ändrat återkrav" in text
    assert "sätter ned återkravet" in text
    assert "med 30 000 kr, till 20 000 kr" in text
    assert "som om återkravet från början hade varit på 20 000 kr" in text
    assert "5 000 kr har betalats eller räknats av för mycket" in text
    assert "Beslutet får överklagas" in text


def test_a_recovery_that_is_revoked_says_that_nothing_is_to_be_repaid() -> None:
    text = said(a_later("lower", lowering=Lowering(ZERO, ZERO)))
    assert "upphäver återkravet" in text
    assert "Inget ska betalas tillbaka." in text
    assert "Ränta räknas" not in text


def test_an_advance_says_how_much_on_what_grounds_and_that_it_is_set_off() -> None:
    text = said(a_later("advance"))
    for part in (
        "Beslut om förskott",
        "150 000 kr av bidraget till Ängelsbergs Träförädling AB (investeringsstöd) betalas i förskott",
        "11 § förordningen (2003:596)",
        "Särskilda skäl: Föreningen saknar egna medel att ligga ute med.",
        "Mottagarens ekonomiska styrka: Kassaflödet är prövat och räcker.",
        "räknas av mot det som ska betalas när kostnader redovisas",
        "Beslutet får inte överklagas (14 § förordningen 2003:596).",
    ):
        assert part in text, part


def test_withholding_says_how_much_and_its_end_that_nothing_is() -> None:
    begins, ends = said(a_later("withhold")), said(a_later("withhold", cause="ended", amount=Money(0)))
    assert (
        "40 000 kr av stödet till Ängelsbergs Träförädling AB (investeringsstöd) tills vidare inte betalas ut" in begins
    )
    assert "Villkoren för stödet har inte följts." in begins
    assert "41 § förordningen (2022:1467)" in begins
    assert "Beslut att stöd åter betalas ut" in ends
    assert "inget av stödet till Ängelsbergs Träförädling AB (investeringsstöd) längre hålls inne" in ends
    assert "Belopp" not in ends


def test_a_revocation_says_what_is_no_longer_promised() -> None:
    text = said(a_later("revoke"))
    assert "till den del som inte har betalats ut: 90 000 kr" in text
    assert "Mottagaren har begärt att beslutet upphävs" in text
    assert "Inget av stödet återstod att betala ut" in said(a_later("revoke", amount=Money(0)))


def test_that_a_revocation_may_be_appealed_is_inferred_and_says_so() -> None:
    assert "(obekräftat: 41 § 2022:1467)" in said(a_later("revoke"))
    assert "Beslutet får inte överklagas (14 §" in said(a_later("revoke", ordinance="2003:596"))


@pytest.mark.parametrize(
    ("outcome", "cause", "title", "why"),
    [
        ("dismissed", "incomplete", "Beslut om avvisning", "20 § förvaltningslagen"),
        ("dismissed", "late", "Beslut om avvisning", "kom in för sent"),
        ("written_off", "withdrawn", "Beslut om avskrivning", "Sökanden har återkallat ansökan."),
    ],
)
def test_what_ends_a_case_untried_says_why_and_assesses_nothing(outcome: str, cause: str, title: str, why: str) -> None:
    text = said(an_ending(outcome, cause))
    assert title in text
    assert why in text
    assert "Beslutet får inte överklagas (54 § förordningen 2022:1467)." in text
    for part in ("Kostnader och stöd", "Regler som har avgjort", "Beviljat belopp", "När stödet inte betalas ut"):
        assert part not in text, part


@pytest.mark.parametrize("kind", ["dismiss", "write_off", "revoke", "withhold", "recover", "lower"])
def test_every_ground_that_the_law_asks_for_has_its_words(kind: str) -> None:
    words = texts().causes
    for cause in CAUSES[kind]:
        letter = (
            an_ending({"dismiss": "dismissed", "write_off": "written_off"}[kind], cause)
            if kind in ("dismiss", "write_off")
            else a_later(kind, cause=cause)
        )
        for language in LANGUAGES:
            assert papers.plain(words[f"{kind}_{cause}"].filled(language)) in said(letter, language)


@pytest.mark.parametrize("ordinance", ORDINANCES)
@pytest.mark.parametrize("kind", LATER_KINDS)
def test_every_later_decision_names_its_sections_under_each_ordinance(kind: str, ordinance: str) -> None:
    if (kind, ordinance) == ("set_off", "2003:596") or (kind == "advance" and ordinance != "2003:596"):
        return
    letter = a_later(kind, ordinance=f"SFS {ordinance}")
    for language in LANGUAGES:
        basis = letter.texts.ordinances[ordinance].basis[kind].filled(language)
        assert papers.plain(basis) in said(letter, language)


def test_an_english_letter_is_english_throughout() -> None:
    for kind in LATER_KINDS:
        text = said(
            a_later(kind, measure="…", reasons=("…",), scheme="…", refers_to=_GRANT, **_IN_ENGLISH.get(kind, {})), "en"
        )
        for swedish in ("Beslut", "stöd till", "Summa", "förordningen", "Sida"):
            assert swedish not in text, (kind, swedish)


def test_a_cost_plan_over_several_pages_has_its_header_on_each() -> None:
    pages = papers.pages(any_decision.render(a_later("change", plan=LONG_PLAN), "sv"))
    of_plan = [page for page in pages if "Maskiner, del" in page]
    assert len(of_plan) > 2
    assert all("Kostnadsslag Förut Nu" in page for page in of_plan)
    assert "Summa 120 000,00 132 000,00" in " ".join(pages)


@pytest.mark.parametrize(
    ("kind", "changes", "problem"),
    [
        ("recover", {"due_on": None}, "says no day"),
        ("set_off", {"set_off": None}, "names no payment"),
        ("change", {"changes": (), "plan": ()}, "changes nothing"),
        ("advance", {"advance": None}, "no special reasons"),
        ("lower", {"lowering": None}, "nothing of what is left"),
    ],
)
def test_a_letter_that_lacks_what_its_kind_is_about_is_not_written(
    kind: str, changes: dict[str, object], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        a_later(kind, **changes)


def test_a_person_is_not_named_by_number_in_any_of_them() -> None:
    person = Recipient("Åsa Öberg Trä", "640823-3234", number_is_personal=True)
    for kind in LATER_KINDS:
        pdf = any_decision.render(a_later(kind, recipient=person), "sv")
        assert "640823-****" in papers.text(pdf)
        assert "3234" not in papers.text(pdf)


def test_a_request_for_a_supplement_lists_what_is_missing_by_when_and_what_happens_otherwise() -> None:
    text = papers.text(notice_letter.supplement(a_supplement(), "sv").render())
    for part in (
        "Begäran om komplettering",
        "Datum: 2026-03-20",
        "• Offert på fräsmaskinen • Årsredovisning för 2025",
        "Skicka allt på en gång. Ring om något är oklart.",
        "senast den 2026-04-10",
        "avvisas (20 § förvaltningslagen)",
        "Handläggare är Åsa Öberg, Region Västmanland, region@example.se.",
    ):
        assert part in text, part
    decided = papers.text(notice_letter.supplement(a_supplement(consequence="decided"), "en").render())
    assert "the case is decided on what there is" in decided
    assert "section 20" not in decided


def test_a_covering_letter_names_addressee_subject_and_papers() -> None:
    text = papers.text(notice_letter.covering(a_covering(), "sv").render())
    for part in ("Fagersta kommun Norbergsvägen 19 737 80 Fagersta", "Begäran om yttrande", "• Ansökan • Karta"):
        assert part in text, part
    bare = papers.text(notice_letter.covering(a_covering(enclosures=()), "sv").render())
    assert "Handlingar som går med" not in bare
    assert "översänder" not in bare


@pytest.mark.parametrize("hostile", ["</para>", "<b>&amp;", "x" * 3_000, "a\nb\tc\x00", "🚜" * 50, "{recipient} %s"])
def test_no_name_or_reason_breaks_a_letter(hostile: str) -> None:
    who = Recipient(hostile, "559900-1004", number_is_personal=False)
    for kind in LATER_KINDS:
        assert said(a_later(kind, recipient=who, measure=hostile, reasons=(hostile,), scheme=hostile))
    for made in (
        notice_letter.supplement(a_supplement(points=(hostile,), note=hostile, recipient=who), "sv"),
        notice_letter.covering(a_covering(heading=hostile, text=hostile, enclosures=(hostile,)), "sv"),
    ):
        assert papers.text(made.render())


def test_a_letter_about_nothing_known_is_not_written() -> None:
    with pytest.raises(TypeError, match="no letter is about LetterTexts"):
        any_decision.writer(texts(), "sv")  # type: ignore[arg-type]  # what it is told
