from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from grantdesk.documents import payout_list, payout_report, spreadsheet
from grantdesk.documents.layout import Letterhead, figures
from grantdesk.documents.payout_report import Control, ObjectiveShare, PayoutReport, PayoutRow
from grantdesk.domain.messages import Language
from grantdesk.domain.money import Money, total
from tests.documents import papers


def a_row(number: int, *, recipient: str = "Åkeri & Söner AB") -> PayoutRow:
    amount = Money(1_234_550 + 1_333 * number)
    first = Money(amount.ore // 3)
    return PayoutRow(
        payment_number=f"U-{number:04d}",
        case_number=f"GD-2026-{number:04d}",
        scheme="Investeringsstöd" if number % 3 else "Konsultcheck",
        recipient=recipient,
        organisation_number="559900-1004",
        account_kind="Bankgiro",
        account="5050-1055",
        objectives=(ObjectiveShare("NYS-1", first), ObjectiveShare("NYS-2", amount - first)),
        amount=amount,
        prepared_by="Åsa Öberg",
        attested_by="Märta Björk",
    )


def a_report(rows: int, *, recipient: str = "Åkeri & Söner AB") -> PayoutReport:
    return PayoutReport(
        letterhead=Letterhead("Region Västmanland"),
        batch_number="B-2026-003",
        on=date(2026, 11, 22),
        rows=tuple(a_row(number, recipient=recipient) for number in range(rows)),
    )


def counted(report: PayoutReport) -> Control:
    made = Control()
    assert list(made.of(report.rows)) == list(report.rows)
    return made


@pytest.mark.parametrize("count", [1, 60, 500])
def test_the_report_holds_every_payment_once_and_the_control_totals(count: int) -> None:
    report = a_report(count)
    text = papers.text(payout_report.render(report, "sv"))
    for row in report.rows:
        assert text.count(row.payment_number) == 1
        assert papers.plain(figures(row.amount, "sv")) in text
    in_all = papers.plain(figures(total(row.amount for row in report.rows), "sv"))
    assert f"Summa {count} {in_all}" in text
    for scheme, number, amount in counted(report).by_scheme():
        assert f"{scheme} {number} {papers.plain(figures(amount, 'sv'))}" in text


def test_the_totals_by_scheme_add_up_to_the_batch() -> None:
    control = counted(a_report(7))
    by_scheme = control.by_scheme()
    assert [scheme for scheme, _, _ in by_scheme] == ["Investeringsstöd", "Konsultcheck"]
    assert sum(count for _, count, _ in by_scheme) == control.count == 7
    assert total(amount for _, _, amount in by_scheme) == control.sum


def test_the_report_is_numbered_signed_and_in_the_readers_language() -> None:
    pages = papers.pages(payout_report.render(a_report(60), "en"))
    assert len(pages) > 1
    assert f"Page 1 of {len(pages)}" in pages[0]
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]
    assert "Attested by, date and signature" in pages[-1]
    assert "Number of payments: 60. Total: SEK" in pages[-1]
    with_rows = [page for page in pages if "Åkeri" in page]
    assert len(with_rows) > 1
    assert all("Recipient" in page for page in with_rows)


def test_the_report_embeds_its_fonts_and_is_the_same_each_time() -> None:
    pdf = payout_report.render(a_report(3), "sv")
    assert pdf == payout_report.render(a_report(3), "sv")
    assert len(papers.fonts(pdf)) == 2
    assert all(papers.fonts(pdf).values())


def test_a_payment_whose_objectives_do_not_add_up_is_not_printed() -> None:
    with pytest.raises(ValueError, match="U-0001"):
        replace(a_row(1), amount=Money(1))


def as_csv(report: PayoutReport, language: Language = "sv") -> bytes:
    return b"".join(payout_list.csv(report.rows, report.on, language))


def as_xlsx(report: PayoutReport, language: Language = "sv") -> bytes:
    target = BytesIO()
    payout_list.xlsx(report.batch_number, report.rows, report.on, language, target)
    return target.getvalue()


def sheet(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def read_back(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";"))


HOSTILE = ['Rör "AB"; Sala', "rad\r\nbrytning", "Åkeri 'n", "a;b;c", 'slutar med "', "tab\tinne"]
FORMULAS = [
    "=1+1",
    "+46",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1+1",
    "＝1+1",
    "\ufeff=1",
    "\u200b=1",
    "\u3000=1",
    "\x0b=1",
    "\x1f-1",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_survives_the_csv(name: str) -> None:
    rows = read_back(as_csv(a_report(3, recipient=name)))
    assert [row["mottagare"] for row in rows] == [name] * 3


@pytest.mark.parametrize("name", FORMULAS)
def test_no_cell_of_ours_starts_a_formula(name: str) -> None:
    rows = read_back(as_csv(a_report(2, recipient=name)))
    assert [row["mottagare"] for row in rows] == ["'" + name] * 2


def test_the_csv_reads_back_to_the_same_batch() -> None:
    report = a_report(60)
    written = as_csv(report)
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\r\n") == written.count(b"\n") == 61
    rows = read_back(written)
    assert [row["utbetalning"] for row in rows] == [row.payment_number for row in report.rows]
    assert [Money.parse(row["belopp"].replace(",", ".")) for row in rows] == [row.amount for row in report.rows]
    assert rows[0]["delmål"] == "NYS-1:4115,16, NYS-2:8230,34"


def test_both_languages_have_the_same_columns() -> None:
    in_both: tuple[Language, ...] = ("sv", "en")
    swedish, english = (read_back(as_csv(a_report(1), language))[0] for language in in_both)
    assert list(swedish.values()) == list(english.values())
    assert swedish.keys() != english.keys()


def test_amounts_keep_their_sign_and_counts_are_plain() -> None:
    written = spreadsheet.csv_table(["a", "b", "c"], [[Money(-150), 3, "-x"]]).decode("utf-8-sig")
    assert written == "a;b;c\r\n-1,50;3;'-x\r\n"


def test_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells under 1 headers"):
        spreadsheet.csv_table(["a"], [["b", "c"]])


def test_the_workbook_reads_back_to_the_same_batch_with_typed_cells() -> None:
    report = a_report(60)
    headers, *rows = sheet(as_xlsx(report))
    columns = {header: [row[place] for row in rows] for place, header in enumerate(headers)}
    assert columns["utbetalning"] == [row.payment_number for row in report.rows]
    assert columns["belopp"] == [float(row.amount.exact_kronor) for row in report.rows]
    assert set(columns["utbetald"]) == {date(2026, 11, 22)}
    assert set(columns["konto"]) == {"5050-1055"}
    assert headers == list(read_back(as_csv(report))[0])


@pytest.mark.parametrize("name", [*HOSTILE, *FORMULAS, "å" * 200, "😀", "\u202eAB", "<b>&</b>", "https://x.example"])
def test_a_hostile_name_is_text_in_the_workbook_and_nothing_else(name: str) -> None:
    content = as_xlsx(a_report(3, recipient=name))
    headers, *rows = sheet(content)
    place = headers.index("mottagare")
    assert [str(row[place]).split() for row in rows] == [name.split()] * 3
    with ZipFile(BytesIO(content)) as parts:
        told = b"".join(parts.read(part) for part in parts.namelist() if part.startswith("xl/worksheets"))
    assert b"<f>" not in told
    assert b"hyperlink" not in told


@pytest.mark.parametrize("name", ["\x00\x1b[31m", "\ufffe\uffff", "\x0b"])
def test_control_signs_break_neither_list(name: str) -> None:
    report = a_report(3, recipient=f"Åkeri{name}")
    assert len(sheet(as_xlsx(report))) == 4
    assert len(read_back(as_csv(report))) == 3


def test_the_same_batch_gives_the_same_bytes_in_every_list() -> None:
    assert as_xlsx(a_report(5)) == as_xlsx(a_report(5))
    assert as_csv(a_report(5)) == as_csv(a_report(5))


def test_the_report_names_the_digest_of_the_file_to_the_bank() -> None:
    text = papers.text(payout_report.render(replace(a_report(3), bank_file="ab" * 32), "sv"))
    assert f"Kontrollsumma för filen till banken (SHA-256): {'ab' * 32}" in text
