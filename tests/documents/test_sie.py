"""Vouchers for the ledger: a reader written from the format alone finds them, coded, and in balance to the öre."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk import region
from grantdesk.documents import sie
from grantdesk.domain import vouchers
from grantdesk.domain.money import Money, total
from grantdesk.domain.refusal import Refused
from grantdesk.domain.vouchers import Coded, Occasion, Voucher, VoucherRow
from tests.documents import ledger_reader

TERMS = region.load(region.find("vastmanland"))
DAY = date(2026, 11, 22)
SENDER = sie.Sender("Region Västmanland", "232100-0172", DAY, "0.1.0")
NAMES = sie.names_of(TERMS.coding, TERMS.county)
OBJECTIVE, OTHER = list(TERMS.county.objectives)[:2]
MOVED = [
    Coded("projektmedel", OBJECTIVE, Money(5_000_001)),
    Coded("investeringsstod", OTHER, Money(1_400_000)),
    Coded("investeringsstod", OBJECTIVE, Money(2_100_000)),
]
HOSTILE = [
    'Rör "AB"', "}{", "\\", 'slutar med \\', "#VER", "rad\r\n#TRANS 1930 {} 1.00", "\x00\x1a\x7f", "😀", "Łódź – 100 €",
    "株式会社", "å" * 300, "=cmd|' /C calc'!A0", "\u202eAB", "tab\tinne", "’citat”", "Ærø",
]  # fmt: skip


def an_occasion(text: str = "Utbetalningar") -> Occasion:
    return Occasion("UB-2026-0001", DAY, text)


def written(*given: Voucher, sender: sie.Sender = SENDER) -> bytes:
    return b"".join(sie.lines(sender, given, NAMES))


def test_a_batch_is_one_voucher_with_a_row_for_each_scheme_and_objective_against_the_bank() -> None:
    file = ledger_reader.read(written(vouchers.of_payments(an_occasion(), MOVED, TERMS.coding)))
    (voucher,) = file.vouchers
    assert (voucher.series, voucher.number, voucher.on) == ("GD", "", DAY)
    assert voucher.text == "UB-2026-0001 Utbetalningar"
    assert [row.amount for row in voucher.rows] == [
        Decimal("21000.00"), Decimal("14000.00"), Decimal("50000.01"), Decimal("-85000.01"),
    ]  # fmt: skip
    assert [row.account for row in voucher.rows] == ["4905", "4905", "4912", "1999"]
    assert voucher.rows[3].objects == {}
    assert voucher.rows[0].objects == {
        1: "9910", 20: "999", 21: "REGU", 22: "19.1.1.24.19", 23: "investeringsstod", 24: OBJECTIVE,
    }  # fmt: skip


def test_the_file_names_what_its_codes_are() -> None:
    file = ledger_reader.read(written(vouchers.of_payments(an_occasion(), MOVED, TERMS.coding)))
    assert file.said["#FNAMN"] == ["Region Västmanland"]
    assert file.said["#ORGNR"] == ["232100-0172"]
    assert file.said["#GEN"] == ["20261122"]
    assert file.accounts["4912"] == "Projektmedel (påhittat konto)"
    assert file.dimensions == {
        1: "Kostnadsställe", 20: "Verksamhet", 21: "Organisationskod", 22: "Anslagspost", 23: "Stödform", 24: "Delmål",
    }  # fmt: skip
    assert file.objects[23, "projektmedel"] == "Projektmedel"
    assert file.objects[24, OBJECTIVE] == sie.written_text(TERMS.county.objectives[OBJECTIVE].name.sv)
    assert file.objects[22, "19.1.1.24.19"] == "19.1.1.24.19"


def test_what_did_not_arrive_is_the_same_rows_the_other_way() -> None:
    paid = vouchers.of_payments(an_occasion(), MOVED, TERMS.coding)
    back = vouchers.of_returned(an_occasion("Kom inte fram"), MOVED, TERMS.coding)
    there, again = (ledger_reader.read(written(each)).vouchers[0].rows for each in (paid, back))
    assert [(row.account, row.objects, -row.amount) for row in there] == [
        (row.account, row.objects, row.amount) for row in again
    ]


def test_what_comes_back_is_coded_with_its_interest_and_money_in_is_the_states() -> None:
    recovered = vouchers.of_recovered(an_occasion("Återbetalt"), MOVED[:1], Money(12_345), TERMS.coding)
    money_in = vouchers.of_money_in(an_occasion("Från staten"), Money(900_000_000), TERMS.coding)
    file = ledger_reader.read(written(recovered, money_in))
    assert [[(row.account, row.amount) for row in each.rows] for each in file.vouchers] == [
        [("3990", Decimal("-50000.01")), ("8390", Decimal("-123.45")), ("1999", Decimal("50123.46"))],
        [("2990", Decimal("-9000000.00")), ("1999", Decimal("9000000.00"))],
    ]


def test_a_voucher_out_of_balance_cannot_be_made() -> None:
    row = VoucherRow(TERMS.coding.bank.values[0].value, {}, Money(1), "")
    with pytest.raises(ValueError, match="UB-2026-0001 is not in balance"):
        Voucher("GD", "UB-2026-0001", DAY, "", (row,))


def test_a_day_before_anything_was_laid_down_is_refused_by_place() -> None:
    early = replace(an_occasion(), on=date(2020, 1, 1))
    with pytest.raises(Refused, match=r"no value for coding.toml: scheme\[4\].coding on 2020-01-01"):
        vouchers.of_payments(early, MOVED, TERMS.coding)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_breaks_no_line(text: str) -> None:
    voucher = vouchers.of_payments(an_occasion(text), MOVED, TERMS.coding)
    file = ledger_reader.read(written(voucher, sender=replace(SENDER, name=text or "x")))
    assert len(file.vouchers) == 1
    assert len(file.vouchers[0].rows) == 4
    assert file.vouchers[0].text.startswith("UB-2026-0001")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Rör "AB"', 'Rör "AB"'),
        ("Łódź – 100 €", "Lódz - 100 EUR"),
        ("Ærø’s Ångström", "Ærö's Ångström"),
        ("株式会社 AB", "AB"),
        ("\u202eAB\x00", "AB"),
    ],
)
def test_a_text_keeps_what_the_code_page_has(text: str, expected: str) -> None:
    assert sie.written_text(text) == expected


@given(
    st.lists(st.tuples(st.sampled_from(sorted(TERMS.county.schemes)), st.integers(1, 10**13)), max_size=30), st.text()
)
def test_any_payments_in_any_words_are_in_balance_and_come_to_their_sum(
    moved: list[tuple[str, int]], text: str
) -> None:
    coded = [Coded(scheme, OBJECTIVE, Money(ore)) for scheme, ore in moved]
    voucher = vouchers.of_payments(an_occasion(text), coded, TERMS.coding)
    (read,) = ledger_reader.read(written(voucher)).vouchers
    assert sum(row.amount for row in read.rows if row.amount > 0) == voucher.turnover.exact_kronor
    assert voucher.turnover == total(each.amount for each in coded)


def test_the_same_vouchers_give_the_same_bytes_each_time() -> None:
    voucher = vouchers.of_payments(an_occasion(), MOVED, TERMS.coding)
    assert written(voucher) == written(vouchers.of_payments(an_occasion(), MOVED[::-1], TERMS.coding))
    assert written(voucher).count(b"\r\n") == written(voucher).count(b"\n")
