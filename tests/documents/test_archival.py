"""Every paper is archival (PDF/A-2a) and can be read aloud (PDF/UA-1): two validators say so, and the tree is read back."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from io import BytesIO
from itertools import cycle, pairwise
from pathlib import Path
from zlib import compress

import pytest
from pikepdf import Array, Name, ObjectStreamMode, Pdf
from reportlab.platypus import Flowable, Paragraph

from grantdesk.documents import any_decision, decision_letter, layout, notice_letter, payout_report, tagging, typography
from grantdesk.documents.archival import Description, finish
from grantdesk.documents.decision_letter import Cofinancing, CostLine, DecidedBy, NamedAmount, Recipient
from grantdesk.documents.letter_sheet import SheetWriter
from grantdesk.domain.decision_kinds import LATER_KINDS
from grantdesk.domain.messages import LANGUAGES, Language
from grantdesk.domain.money import Money
from grantdesk.domain.money import total as sum_of
from grantdesk.domain.vocabulary import SCHEMES
from tests import parts
from tests.documents import papers, structure, validator
from tests.documents.later_letters import LONG_PLAN, a_covering, a_later, a_supplement, an_ending
from tests.documents.letters import A_LINE, a_letter, a_rejection, texts
from tests.documents.structure import Node
from tests.documents.test_explanation import AT_RATE, BY_DE_MINIMIS, LONG, NOT_ELIGIBLE, PROJECT, printed
from tests.documents.test_layout import HOSTILE, a_paper
from tests.documents.test_payouts import a_report
from tests.domain.applications import county

BOARD = DecidedBy("Regionala utvecklingsnämnden", "", "KL 6:3", ground_confirmed=True, minutes="§ 47, 2026-04-02")
ALMI = DecidedBy("Karin Ek", "rådgivare vid Almi", "delegation till Almi", ground_confirmed=False)
PERSON = Recipient("Åsa Öberg Trä", "640823-3234", number_is_personal=True, address=("Storgatan 1", "737 30 Fagersta"))
MANY_COSTS = tuple(
    CostLine(f"Maskiner, del {n}", A_LINE.cost, A_LINE.eligible_cost, A_LINE.rate, A_LINE.aid) for n in range(90)
)
LETTERS = {
    "rejection": a_rejection(),
    "rejection of a person": a_rejection(recipient=PERSON),
    "board": a_letter(decided_by=BOARD),
    "almi": a_letter(decided_by=ALMI, de_minimis=None, unconfirmed=("delegationens rättsliga grund",)),
    "many costs": a_letter(lines=MANY_COSTS, granted=Money.kronor(140_000 * 90), applied=None),
    "project": a_letter(
        ordinance="2003:596",
        de_minimis=None,
        financing=(NamedAmount("Egen", Money.kronor(60_000)), NamedAmount("Eruf", Money.kronor(200_000))),
        objectives=(NamedAmount("Starkt näringsliv", Money.kronor(140_000)),),
        cofinancing=Cofinancing("eruf", "Östra Mellansverige, SM1.3", Money.kronor(200_000)),
    ),
}


def a_grant(scheme: str, language: Language) -> bytes:
    made = county().scheme(scheme)
    words = {"sv": made.name.sv, "en": made.name.en}
    letter = a_letter(texts=texts().of_scheme(scheme), ordinance=made.ordinance, scheme=words[language])
    return decision_letter.render(letter, language)


def _written(write: Callable[[Language], SheetWriter], said: Language) -> bytes:
    return write(said).render()


class Bar(Flowable):  # type: ignore[misc]  # ReportLab has no types
    def __init__(self) -> None:
        super().__init__()
        self.width, self.height = 200, 40

    def draw(self) -> None:
        self.canv.rect(0, 0, 120, 40, fill=1)


def every_part() -> list[Flowable]:
    """Each part that a paper can be made of, with a row that is higher than a page."""
    high = ["Villkor " * 900, "1 234,50"]
    return [
        layout.letterhead(layout.Letterhead("Region Västmanland", ("Gatan 1",)), ["GD-1"], width=460),
        layout.heading("Åtgärd", level=0),
        layout.pairs([("Sökande", "Åkeriet"), ("Datum", "2026-04-02")], width=460),
        layout.heading("Belopp"),
        tagging.Figure(Bar(), alt="Beviljat: 120 av 200 kronor"),
        layout.table(["Namn", "Belopp"], [["Ett", "1,00"], high, ["Två", "2,00"]], widths=[300, 160], right={1}),
        *layout.bullets(["Kort villkor", "Långt villkor. " * 400]),
        layout.strong("Summa"),
        layout.quiet("Obekräftat"),
        layout.signature_lines(["Attesterad av", "Utbetald av"], width=460),
    ]


PAPERS: dict[str, Callable[[], bytes]] = {
    **{f"grant, {code}": partial(a_grant, code, said) for code, said in zip(SCHEMES, cycle(LANGUAGES), strict=False)},
    **{
        f"{name}, {said}": partial(decision_letter.render, LETTERS[name], said)
        for name in LETTERS
        for said in LANGUAGES
    },
    **{f"payouts, {rows}": partial(payout_report.render, a_report(rows), "sv") for rows in (1, 60, 500)},
    "payouts, english": partial(payout_report.render, a_report(3), "en"),
    **{
        f"explanation, {name}, {said}": partial(printed, given, said)
        for name, given in (("short", AT_RATE), ("de minimis", BY_DE_MINIMIS), ("project", PROJECT), ("long", LONG))
        for said in LANGUAGES
    },
    "explanation, nothing": partial(printed, NOT_ELIGIBLE, "sv"),
    "every part": partial(layout.render, a_paper(), every_part),
}
WRITERS: dict[str, Callable[[Language], SheetWriter]] = {
    **{f"{kind} letter": partial(any_decision.writer, a_later(kind)) for kind in LATER_KINDS},
    "end of withholding": partial(any_decision.writer, a_later("withhold", cause="ended", amount=Money(0))),
    "dismissal": partial(any_decision.writer, an_ending("dismissed", "incomplete")),
    "write-off": partial(any_decision.writer, an_ending("written_off", "withdrawn")),
    "long plan": partial(any_decision.writer, a_later("change", plan=LONG_PLAN)),
    "supplement": partial(notice_letter.supplement, a_supplement()),
    "covering": partial(notice_letter.covering, a_covering()),
}
PAPERS |= {f"{name}, {said}": partial(_written, write, said) for name, write in WRITERS.items() for said in LANGUAGES}
LONG_ONES = [
    "long plan, sv",
    "grant, investeringsstod",
    "many costs, en",
    "payouts, 60",
    "payouts, 500",
    "explanation, long, sv",
]
EVERY = pytest.mark.parametrize("name", PAPERS)
OF_MANY_PAGES = pytest.mark.parametrize("name", LONG_ONES)


@cache
def paper(name: str) -> bytes:
    return PAPERS[name]()


@cache
def tree(name: str) -> Node:
    return structure.read(paper(name))


@EVERY
def test_every_paper_is_archival_and_can_be_read_aloud(name: str) -> None:
    assert validator.faults(paper(name)) == []


@EVERY
def test_another_validator_finds_it_archival_too(name: str) -> None:
    assert validator.second_opinion(paper(name)) == []


@EVERY
def test_all_text_is_read_but_the_foot_of_the_page_and_a_header_that_is_repeated(name: str) -> None:
    headers = [[cell.text for cell in table.rows()[0]] for table in tree(name).all("Table")]
    for page, said in enumerate(structure.unread(paper(name)), start=1):
        foot, *repeated = [papers.plain(each) for each in said if each]
        assert structure.OUTSIDE not in "".join(said)
        assert f"{page}" in foot
        assert not repeated or repeated in headers


@EVERY
def test_the_words_are_those_on_the_page(name: str) -> None:
    unread = " ".join(said for page in structure.unread(paper(name)) for said in page)
    heard = " ".join(node.text for node in tree(name).all())
    assert sorted(papers.text(paper(name)).split()) == sorted(papers.plain(f"{heard} {unread}").split())


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "every part"])
def test_what_is_read_aloud_follows_the_page_downwards_and_along_each_line(name: str) -> None:
    pieces = [piece for node in tree(name).all() for piece in node.pieces if piece.text.strip()]
    title = next(tree(name).all("H1")).pieces[0]
    pieces = pieces[pieces.index(title) :]  # above it stand the sender, and beside the sender date and number
    for before, after in pairwise(pieces):
        beside = abs(before.y - after.y) < 4 and after.x > before.x
        assert after.page > before.page or after.y < before.y or beside, (before, after)


@pytest.mark.parametrize("name", ["grant, investeringsstod", "explanation, long, sv", "every part"])
def test_another_reader_hears_the_same(name: str, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(paper(name))
    command = [parts.poppler("pdfinfo"), "-struct-text", str(tmp_path / "paper.pdf")]
    said = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    heard = re.findall(r'^ +"(.*)"$', said, re.M)
    assert papers.plain(" ".join(heard)).split() == " ".join(node.text for node in tree(name).all()).split()


@EVERY
def test_one_title_heads_the_paper_and_every_bookmark_is_a_heading(name: str) -> None:
    headings = list(tree(name).all("H1", "H2"))
    assert [node.tag for node in headings] == ["H1"] + ["H2"] * (len(headings) - 1)
    assert [node.text for node in headings] == [papers.plain(title) for title in papers.bookmarks(paper(name))]


@EVERY
def test_every_cell_stands_under_a_header_or_beside_one(name: str) -> None:
    for table in tree(name).all("Table"):
        first, *others = table.rows()
        under = all(cell.tag == "TH" and cell.scope == "Column" for cell in first)
        for row in others if under else [first, *others]:
            assert len(row) == len(first)
            assert under or (row[0].tag, row[0].scope) == ("TH", "Row")
            assert all(cell.tag == "TD" for cell in row[1:])


@OF_MANY_PAGES
def test_a_header_stands_straight_above_the_cells_that_are_read_with_it(name: str) -> None:
    for table in tree(name).all("Table"):
        starts = [[cell.pieces[0].x for cell in row if cell.pieces and cell.text] for row in table.rows()]
        whole = [row for row in starts if len(row) == len(table.rows()[0])]
        for column, following in pairwise(zip(*whole, strict=True)):
            assert max(column) < min(following)


def test_a_table_over_many_pages_is_one_table_whose_header_is_read_once() -> None:
    report = a_report(500)
    control, payments = tree("payouts, 500").all("Table")
    header, *rows, total = [[cell.text for cell in row] for row in payments.rows()]
    assert header[0] == "Utbetalning"
    assert [row[0] for row in rows] == [row.payment_number for row in report.rows]
    assert [row[6] for row in rows] == [papers.plain(layout.figures(row.amount, "sv")) for row in report.rows]
    assert (total[0], total[6]) == (
        "Summa",
        papers.plain(layout.figures(sum_of(row.amount for row in report.rows), "sv")),
    )
    assert len({cell.pieces[0].page for row in payments.rows() for cell in row if cell.pieces}) > 10
    assert len(control.rows()) == 4


def test_a_row_that_is_cut_over_pages_is_one_row_and_is_read_whole() -> None:
    first, cut, last = [[cell.text for cell in row] for row in list(tree("every part").all("Table"))[1].rows()[1:]]
    assert (first, last) == (["Ett", "1,00"], ["Två", "2,00"])
    assert cut == [" ".join(["Villkor"] * 900), "1 234,50"]


def test_a_paragraph_that_goes_on_over_the_page_is_one_paragraph() -> None:
    long = list(tree("every part").all("LBody"))[1]
    assert long.text == " ".join(["Långt villkor."] * 400)
    assert len({piece.page for piece in long.pieces}) > 1


def test_each_item_of_a_list_has_its_bullet_once() -> None:
    (whole,) = tree("every part").all("L")
    assert [[kid.tag for kid in item.kids] for item in whole.kids] == [["Lbl", "LBody"]] * 2
    assert [label.text for label in whole.all("Lbl")] == ["•", "•"]


def test_a_figure_is_read_by_the_words_that_stand_for_it() -> None:
    (figure,) = tree("every part").all("Figure")
    assert figure.alt == "Beviljat: 120 av 200 kronor"
    with pytest.raises(ValueError, match="stand for it"):
        tagging.Figure(Bar(), alt=" ")


@pytest.mark.parametrize("hostile", [text for text in HOSTILE if text])
def test_whatever_an_applicant_is_called_the_paper_is_archival(hostile: str) -> None:
    letter = a_letter(recipient=Recipient(hostile, "559900-1004", number_is_personal=False), reasons=(hostile,))
    made = decision_letter.render(letter, "sv")
    assert validator.faults(made) == []
    assert validator.second_opinion(made) == []


def test_a_letter_that_the_fonts_lack_is_marked_and_the_others_stand() -> None:
    made = layout.render(a_paper(), lambda: [layout.heading("Traktor 🚜 中 Ж Ω €", level=0)])
    assert next(structure.read(made).all("H1")).text == "Traktor \ufffd \ufffd Ж Ω €"
    assert papers.bookmarks(made) == ["Traktor 🚜 中 Ж Ω €"]


def test_the_file_says_who_it_is_from_and_when_in_both_places() -> None:
    with Pdf.open(BytesIO(paper("rejection, en"))) as pdf:
        told = pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.docinfo.Title) == "Rejection of an application for aid GD-2026-0012"
        assert str(pdf.docinfo.Author) == "Region Västmanland"
        assert str(pdf.docinfo.CreationDate) == "D:20260402000000+00'00'"
        assert (str(pdf.Root.Lang), bool(pdf.Root.ViewerPreferences.DisplayDocTitle)) == ("en-GB", True)
        assert {str(page.Tabs) for page in pdf.pages} == {"/S"}
    for said in (
        "Rejection of an application for aid GD-2026-0012",
        "Region Västmanland",
        "2026-04-02T00:00:00+00:00",
        "en-GB",
    ):
        assert said in told


def a_title_alone() -> tuple[BytesIO, tagging.Structure]:
    """A page with one heading, as it was drawn."""
    typography.register_fonts()
    tree, out = tagging.Structure(), BytesIO()
    canvas = tree.canvas(out, initialFontName=typography.REGULAR, invariant=1)
    with tagging.marked(canvas, tagging.Element("H1")):
        canvas.drawString(72, 720, "Rubrik")
    canvas.save()
    return out, tree


def finished(title: str, spoil: Callable[[Pdf], None] | None = None) -> bytes:
    drawn, tree = a_title_alone()
    if spoil is not None:
        drawn = BytesIO(validator.spoilt(drawn.getvalue(), spoil))
    out = BytesIO()
    finish(drawn, tree, said_of(title), out)
    return out.getvalue()


def said_of(title: str) -> Description:
    return Description(title, "Region Västmanland", "Ett prov", "sv-SE", date(2026, 4, 2), "grantdesk")


def test_a_stream_that_would_be_packed_to_end_with_a_carriage_return_is_told_in_letters() -> None:
    files = [finished("i" * length) for length in range(1, 300)]
    otherwise = [file for file in files if b"/ASCII85Decode /FlateDecode" in file]
    assert 0 < len(otherwise) < 40
    assert not any(b"\r\nendstream" in file for file in files)
    assert [fault for file in otherwise[:10] for fault in validator.faults(file)] == []


def test_a_page_that_is_packed_to_end_with_a_carriage_return_is_told_in_letters() -> None:
    def to_a_return(pdf: Pdf) -> None:
        content = pdf.pages[0].Contents.read_bytes()
        while not compress(content).endswith(b"\r"):
            content += b"\t"
        pdf.pages[0].Contents.write(compress(content), filter=Name.FlateDecode)

    made = finished("Prov", to_a_return)
    assert validator.faults(made) == []
    assert structure.read(made).kids[0].text == "Rubrik"


@pytest.mark.parametrize("name", ["payouts, 60", "every part", "board, sv"])
def test_a_paper_holds_nothing_that_nothing_in_it_names(name: str) -> None:
    with Pdf.open(BytesIO(paper(name))) as pdf:
        kept = BytesIO()
        held = sum(1 for each in pdf.objects if each.get(Name.Type) not in (Name.ObjStm, Name.XRef))
        pdf.save(kept, object_stream_mode=ObjectStreamMode.disable)
        with Pdf.open(kept) as named:
            assert len(named.objects) == held


def no_alt(pdf: Pdf) -> None:
    del validator.elements(pdf, "Figure")[0].Alt


def no_scope(pdf: Pdf) -> None:
    for cell in validator.elements(pdf, "TH"):
        del cell.A


def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def no_colours(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def no_title(pdf: Pdf) -> None:
    told = pdf.Root.Metadata.read_bytes().decode()
    pdf.Root.Metadata.write((told[: told.index("<dc:title>")] + told[told.index("</dc:title>") + 11 :]).encode())


def no_tree(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def a_level_is_skipped(pdf: Pdf) -> None:
    validator.elements(pdf, "H2")[0].S = Name.H3


def a_row_outside_its_table(pdf: Pdf) -> None:
    validator.elements(pdf, "Table")[0].S = Name.P


def a_letter_is_nobodys(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"> <0052>", b"> <0000>"))


def a_font_is_missing(pdf: Pdf) -> None:
    del next(iter(pdf.pages[0].Resources.Font.values())).FontDescriptor.FontFile2


def a_cell_is_lost(pdf: Pdf) -> None:
    row = validator.elements(pdf, "TR")[-1]
    row.K = Array(list(row.K)[:-1])


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (no_alt, "FIGURE"),
        (no_scope, "TABLE"),
        (no_language, "LANGUAGE"),
        (no_colours, "DEVICE-RGB"),
        (no_title, "TITLE"),
        (no_tree, "STRUCT"),
        (a_level_is_skipped, "HEADING"),
        (a_row_outside_its_table, "TABLE"),
        (a_letter_is_nobodys, "UNICODE"),
        (a_font_is_missing, "FONT"),
        (a_cell_is_lost, "TABLE"),
    ],
)
def test_the_validator_finds_what_is_spoilt(spoil: Callable[[Pdf], None], rule: str) -> None:
    found = validator.faults(validator.spoilt(paper("every part"), spoil))
    assert any(rule in fault.upper() for fault in found), found


def test_the_validator_finds_text_that_nobody_marked() -> None:
    loose = Paragraph("Lös text", typography.style("body"))
    made = layout.render(a_paper(), lambda: [layout.heading("Rubrik", level=0), loose])
    assert any("tag" in fault.lower() for fault in validator.faults(made)), validator.faults(made)
    assert f"{structure.OUTSIDE}: Lös text" in structure.unread(made)[0]
