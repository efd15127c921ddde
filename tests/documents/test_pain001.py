"""The file to the bank: the schema takes it, and another reader finds exactly what was ordered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xmlschema import XMLSchema

from grantdesk import region
from grantdesk.documents import pain001
from grantdesk.domain import payment_order
from grantdesk.domain.account import Account
from grantdesk.domain.money import Money, total
from grantdesk.domain.payment_order import Debtor, Instruction, PaymentOrder
from grantdesk.domain.payment_terms import VERSIONS, Format
from grantdesk.domain.refusal import Refused
from tests.documents import bank_reader

BANKGIRO = Account("bankgiro", "50501055")
ACCOUNTS = {
    "bankgiro": BANKGIRO,
    "plusgiro": Account("plusgiro", "123455"),
    "account": Account("account", "5839826", clearing="5000"),
    "account of Swedbank": Account("account", "0042837415", clearing="83279"),
    "iban": Account("iban", "SE4550000000058398257466", bic="ESSESESS"),
    "iban alone": Account("iban", "DE89370400440532013000"),
}
HOSTILE = [
    'Rör "AB" & <Söner>', "]]>", "&amp;", "<!-- -->", "\x00\x1b[31m\ufffe", "Åkeri\u202eBA", "😀 Glad AB 😀", "å" * 200,
    "=cmd|' /C calc'!A0", "//", "Ångström\r\nAB", "\ud800", "Łódź Sp. z o.o.", "株式会社", "", "   ", "Ünïcøde & Çø",
]  # fmt: skip


def an_instruction(number: int = 1, account: Account = BANKGIRO, *, name: str = "Åkeri & Söner AB") -> Instruction:
    return Instruction(
        f"UT-2026-{number:04d}", name, account, Money(123_450 + number), "GD-2026-0001 Region Västmanland"
    )


def a_debtor(account: Account = ACCOUNTS["iban"]) -> Debtor:
    return Debtor("Region Västmanland", "232100-0172", "9999000001", "BANK", account, "ZZZZSES0")


def an_order(instructions: Iterable[Instruction], debtor: Debtor | None = None) -> PaymentOrder:
    amounts = [each.amount for each in instructions]
    made_at = datetime(2026, 11, 22, 12, 30, 15, 999, UTC)
    return PaymentOrder("UB-2026-0001", made_at, date(2026, 11, 23), debtor or a_debtor(), len(amounts), total(amounts))


def written(instructions: list[Instruction], version: str = "09", debtor: Debtor | None = None) -> bytes:
    target = BytesIO()
    pain001.write(an_order(instructions, debtor), instructions, Format(version, "SHAR"), target)
    pain001.validate(BytesIO(target.getvalue()), version)
    return target.getvalue()


def read(content: bytes) -> bank_reader.Message:
    return bank_reader.read(BytesIO(content))


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", ACCOUNTS)
def test_another_reader_finds_exactly_what_was_ordered(kind: str, version: str) -> None:
    account = ACCOUNTS[kind]
    ordered = [an_instruction(1, account), an_instruction(2, account)]
    found = read(written(ordered, version))
    assert found.version == version
    assert [each.reference for each in found.transfers] == ["UT-2026-0001", "UT-2026-0002"]
    assert [each.amount for each in found.transfers] == [Decimal("1234.51"), Decimal("1234.52")]
    for each in found.transfers:
        assert (each.kind, each.number, each.bic) == (account.kind, account.number, account.bic)
        assert each.clearing == {"bankgiro": "9900", "plusgiro": "9500"}.get(account.kind, account.clearing[:4])
        assert (each.currency, each.name) == ("SEK", "Åkeri + Söner AB")
        assert each.text == f"{each.reference} GD-2026-0001 Region Västmanland"
    assert found.totals == ((2, Decimal("2469.03")),) * 2


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("account", [ACCOUNTS["iban"], BANKGIRO], ids=["iban", "bankgiro"])
def test_the_message_says_who_pays_from_where_and_when(account: Account, version: str) -> None:
    found = read(written([an_instruction()], version, a_debtor(account)))
    assert (found.number, found.made_at, found.execution_on) == ("UB-2026-0001", "2026-11-22T12:30:15Z", "2026-11-23")
    assert (found.payer, found.payer_account, found.payer_bic) == ("Region Västmanland", account.number, "ZZZZSES0")


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_never_breaks_the_file_nor_its_neighbours(name: str, version: str) -> None:
    ordered = [an_instruction(1), an_instruction(2, name=name), an_instruction(3)]
    found = read(written(ordered, version))
    assert [each.reference for each in found.transfers] == [each.reference for each in ordered]
    assert [each.name for each in found.transfers][::2] == ["Åkeri + Söner AB"] * 2
    assert found.transfers[1].name == payment_order.written_name(name)


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_written_the_reference_is_read(name: str, message: str) -> None:
    one = replace(an_instruction(name=name), message=message)
    (found,) = read(written([one])).transfers
    assert found.reference == one.reference
    assert found.text.split(" ")[0] == one.reference
    assert 0 < len(found.name) <= payment_order.LONGEST_NAME
    allowed = set("abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789/-?:().,'+ ")
    assert set(found.name + found.text) <= allowed


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Café Löfvén & Æbler ApS", "Cafe Löfven + Äbler ApS"),
        ('Rör "AB"; [Sala]', "Rör 'AB', (Sala)"),
        ("Łódź – Ærø", "Lodz - Ärö"),
        ("a\u0308 i två delar", "ä i två delar"),
        ("株式会社", "NOTPROVIDED"),
        ("//Åkeri//AB/", "Åkeri/AB"),
    ],
)
def test_a_name_keeps_the_letters_that_banks_take_and_others_lose_their_marks(name: str, expected: str) -> None:
    assert payment_order.written_name(name) == expected


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"account": Account("bankgiro", "5050-1055")}, "goes to an account that cannot stand"),
        ({"account": Account("bankgiro", "50501055", clearing="9900")}, "goes to an account that cannot stand"),
        ({"account": Account("account", "5839826")}, "goes to an account that cannot stand"),
        ({"account": Account("iban", "SE45 5000")}, "goes to an account that cannot stand"),
        ({"account": Account("iban", "SE4550000000058398257466", bic="SEB")}, "goes to an account that cannot stand"),
        ({"account": Account("swish", "1234")}, "goes to an account that cannot stand"),
        ({"amount": Money(0)}, "takes only amounts above zero"),
        ({"amount": Money(-1)}, "takes only amounts above zero"),
        ({"amount": Money(10**15)}, "takes only amounts above zero"),
        ({"reference": "UT 2026"}, "cannot stand in the file to the bank"),
        ({"reference": "UT-" + "1" * 40}, "cannot stand in the file to the bank"),
    ],
)
def test_a_payment_that_cannot_be_written_is_named_and_nothing_is_sent(wrong: dict[str, object], said: str) -> None:
    bad = replace(an_instruction(2), **wrong)  # type: ignore[arg-type]
    reason = payment_order.fault(bad)
    assert reason is not None
    assert payment_order.fault(an_instruction()) is None
    with pytest.raises(Refused, match=said):
        pain001.write(an_order([an_instruction(), bad]), [an_instruction(), bad], Format("09", "SHAR"), BytesIO())


def test_a_file_that_does_not_come_to_what_the_order_says_is_not_written() -> None:
    ordered = [an_instruction(1), an_instruction(2)]
    with pytest.raises(Refused, match="should have 2 payments of"):
        pain001.write(an_order(ordered), ordered[:1], Format("09", "SHAR"), BytesIO())
    changed = [ordered[0], replace(ordered[1], amount=Money(1))]
    with pytest.raises(Refused, match="should have 2 payments of"):
        pain001.write(an_order(ordered), changed, Format("09", "SHAR"), BytesIO())


@pytest.mark.parametrize("version", VERSIONS)
def test_the_schema_says_no_to_what_is_not_the_message(version: str) -> None:
    content = written([an_instruction(number) for number in range(1, 4)], version)
    for right, wrong in [
        (b"<Ctry>SE</Ctry>", b"<Ctry>Sverige</Ctry>"),
        (b'Ccy="SEK"', b'Ccy="kr"'),
        (b"<PmtMtd>TRF</PmtMtd>", b""),
        (b"</Document>", b""),
    ]:
        assert right in content
        with pytest.raises(Refused, match=f"does not follow the standard pain.001.001.{version}"):
            pain001.validate(BytesIO(content.replace(right, wrong)), version)
    other = "03" if version == "09" else "09"
    with pytest.raises(Refused, match="does not follow the standard"):
        pain001.validate(BytesIO(content), other)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_validator_by_other_hands_takes_the_message_and_finds_the_same_payments(version: str) -> None:
    ordered = [an_instruction(number, account) for number, account in enumerate(ACCOUNTS.values(), 1)]
    schema = XMLSchema(str(pain001.SCHEMAS / f"pain.001.001.{version}.xsd"))
    content = written(ordered, version)
    assert list(schema.iter_errors(content)) == []
    found: Any = schema.to_dict(content)
    (information,) = found["CstmrCdtTrfInitn"]["PmtInf"]
    assert [each["PmtId"]["EndToEndId"] for each in information["CdtTrfTxInf"]] == [each.reference for each in ordered]
    assert [each["Amt"]["InstdAmt"]["$"] for each in information["CdtTrfTxInf"]] == [
        each.amount.exact_kronor for each in ordered
    ]
    broken = content.replace(b"<PmtMtd>TRF</PmtMtd>", b"")
    assert list(schema.iter_errors(broken)) != []


def test_no_entity_and_no_file_beside_it_is_read_into_the_message() -> None:
    told = b"<?xml version='1.0'?><!DOCTYPE Document [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Document>&e;</Document>"
    with pytest.raises(Refused, match="does not follow the standard"):
        pain001.validate(BytesIO(told), "09")


def test_the_same_order_gives_the_same_bytes_each_time() -> None:
    ordered = [an_instruction(number, account) for number, account in enumerate(ACCOUNTS.values(), 1)]
    assert written(ordered) == written(ordered)
    assert written(ordered).startswith(
        b"<?xml version='1.0' encoding='UTF-8'?>\n<Document xmlns=\"urn:iso:std:iso:20022"
    )


def test_the_day_is_a_banking_day_as_many_days_on_as_the_region_has_laid_down() -> None:
    terms = region.load(region.find("vastmanland")).payments
    for exported, executed in {
        date(2026, 11, 20): date(2026, 11, 23),  # a Friday
        date(2026, 11, 21): date(2026, 11, 23),
        date(2026, 12, 23): date(2026, 12, 28),  # Christmas Eve is no banking day
        date(2026, 4, 1): date(2026, 4, 2),
    }.items():
        assert terms.execution_on(exported) == executed
