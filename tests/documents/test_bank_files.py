"""What a bank's files are read as, what is refused in them, and that no bytes whatever bring the reader down."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk.documents import bank_file
from grantdesk.domain.bank_answer import PAID, RECEIVED, REJECTED, RETURNED, UNCLEAR, NotAnswers, Said
from grantdesk.domain.messages import render
from grantdesk.domain.money import Money
from tests import bank
from tests.bank import CLOSED, Told

ON = date(2026, 9, 2)
TWO = [Told("UT-2026-0001", "70000.00"), Told("UT-2026-0002", "1234.50")]
ONE_REJECTED = {"UT-2026-0002": CLOSED}


def refused(content: bytes) -> str:
    with pytest.raises(NotAnswers) as wrong:
        bank_file.read(content)
    fault = wrong.value.faults[0]
    assert render(fault.at, "sv")
    assert render(fault.reason, "sv")
    return fault.reason.key


def statuses(said: Said) -> list[tuple[str, str, Money | None]]:
    return [(one.reference, one.status, one.amount) for one in said.answers]


@pytest.mark.parametrize("version", ["03", "10", "14"])
def test_pain_002_in_its_versions(version: str) -> None:
    said = bank_file.read(bank.status_report("UB-2026-0001", TWO, on=ON, rejecting=ONE_REJECTED, version=version))
    assert (said.form, said.message_id[:5]) == ("pain.002", "BANK-")
    assert statuses(said) == [
        ("UT-2026-0001", PAID, Money.kronor(70_000)),
        ("UT-2026-0002", REJECTED, Money(123_450)),
    ]
    assert {one.batch for one in said.answers} == {"UB-2026-0001"}
    assert said.answers[1].reason == "RJCT: AC04 Kontot är avslutat"
    assert [(one.batch, one.status, one.reason) for one in said.wholes] == [("UB-2026-0001", RECEIVED, "PART")]


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("ACSC", PAID), ("ACCC", PAID), ("RJCT", REJECTED), ("CANC", REJECTED),
        ("ACCP", RECEIVED), ("ACTC", RECEIVED), ("ACSP", RECEIVED), ("PDNG", RECEIVED), ("ACWC", RECEIVED), ("XXXX", RECEIVED),
    ],
)  # fmt: skip
def test_only_what_the_bank_is_done_with_moves_anything(code: str, status: str) -> None:
    said = bank_file.read(bank.status_report("UB-2026-0001", TWO[:1], on=ON, code=code))
    assert [one.status for one in said.answers] == [status]


def test_a_status_without_an_amount_says_none() -> None:
    said = bank_file.read(bank.status_report("UB-2026-0001", TWO, on=ON, without_amounts=True))
    assert [one.amount for one in said.answers] == [None, None]


def test_a_file_rejected_as_a_whole() -> None:
    said = bank_file.read(bank.rejected_whole("UB-2026-0001", on=ON, payments=2, amount="71234.50"))
    (whole,) = said.wholes
    assert (whole.batch, whole.status, whole.payments, whole.amount) == ("UB-2026-0001", REJECTED, 2, Money(7_123_450))
    assert whole.reason == "RJCT: FF01 Ogiltigt format"
    assert said.answers == ()


def test_a_block_rejected_without_a_word_on_its_payments_is_the_whole_file() -> None:
    content = bank.document(
        "pain.002.001.03",
        "<CstmrPmtStsRpt><GrpHdr><MsgId>B1</MsgId><CreDtTm>2026-09-02T08:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts>"
        "<OrgnlMsgId>UB-2026-0001</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>"
        "<OrgnlPmtInfId>UB-2026-0001</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts><StsRsnInf><Rsn><Prtry>LIMIT</Prtry></Rsn>"
        "</StsRsnInf></OrgnlPmtInfAndSts></CstmrPmtStsRpt>",
    )
    (whole,) = bank_file.read(content).wholes
    assert (whole.batch, whole.status, whole.reason) == ("UB-2026-0001", REJECTED, "RJCT: LIMIT")


def test_a_status_of_another_systems_payments_is_counted_and_not_kept() -> None:
    said = bank_file.read(
        bank.status_report("LEV-20260901", [Told("FAKTURA-7", "1.00"), Told("FAKTURA-8", "1.00")], on=ON)
    )
    assert (said.answers, said.wholes, said.others) == ((), (), 3)
    # What is said of a payment of ours in a file that we do not know waits for somebody.
    stray = bank_file.read(bank.status_report("LEV-20260901", [*TWO, Told("FAKTURA-7", "1.00")], on=ON))
    assert [(one.reference, one.batch) for one in stray.answers] == [(each.reference, "LEV-20260901") for each in TWO]
    assert (stray.wholes, stray.others) == ((), 2)


def test_a_status_that_tells_the_instruction_and_not_the_end_to_end_reference() -> None:
    content = bank.status_report("UB-2026-0001", TWO, on=ON)
    for each in TWO:
        content = content.replace(f"<OrgnlEndToEndId>{each.reference}</OrgnlEndToEndId>".encode(), b"")
    assert [one.reference for one in bank_file.read(content).answers] == [each.reference for each in TWO]
    for each in TWO:
        content = content.replace(
            f"<OrgnlInstrId>{each.reference}</OrgnlInstrId>".encode(),
            f"<OrgnlInstrId>UT-2026-9999</OrgnlInstrId><OrgnlEndToEndId>{each.reference}</OrgnlEndToEndId>".encode(),
        )
    assert [one.reference for one in bank_file.read(content).answers] == [each.reference for each in TWO]


@pytest.mark.parametrize("version", ["02", "08", "12"])
def test_camt_054_in_its_versions(version: str) -> None:
    said = bank_file.read(bank.notification("UB-2026-0001", TWO, on=ON, version=version))
    assert statuses(said) == [("UT-2026-0001", PAID, Money.kronor(70_000)), ("UT-2026-0002", PAID, Money(123_450))]
    assert all(one.booked and one.batch == "UB-2026-0001" and one.on == ON for one in said.answers)
    assert len({one.bank_reference for one in said.answers}) == 2


@pytest.mark.parametrize("version", ["02", "08"])
def test_money_that_comes_back(version: str) -> None:
    said = bank_file.read(bank.notification("UB-2026-0001", TWO, on=ON, returning=ONE_REJECTED, version=version))
    assert statuses(said) == [("UT-2026-0002", RETURNED, Money(123_450))]
    assert said.answers[0].reason == "AC04 Kontot är avslutat"


def entry(amount: str = '<Amt Ccy="SEK">100.00</Amt>', side: str = "DBIT", **parts: str) -> bytes:
    said = {"undoes": "", "status": "<Sts><Cd>BOOK</Cd></Sts>", "day": "<BookgDt><Dt>2026-09-02</Dt></BookgDt>"} | parts
    details = said.get(
        "details",
        "<NtryDtls><TxDtls><Refs><EndToEndId>UT-2026-0001</EndToEndId></Refs></TxDtls></NtryDtls>",
    )
    return bank.document(
        "camt.054.001.08",
        "<BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>B</MsgId></GrpHdr><Ntfctn><Ntry>"
        f"{amount}<CdtDbtInd>{side}</CdtDbtInd>{said['undoes']}{said['status']}{said['day']}{details}"
        "</Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn>",
    )


REVERSED = "<RvslInd>true</RvslInd>"


@pytest.mark.parametrize(
    ("side", "undoes", "status"),
    [("DBIT", "", PAID), ("CRDT", REVERSED, RETURNED), ("CRDT", "", UNCLEAR), ("DBIT", REVERSED, UNCLEAR)],
)
def test_what_an_entry_is_by_its_side_and_whether_it_undoes_something(side: str, undoes: str, status: str) -> None:
    assert [one.status for one in bank_file.read(entry(side=side, undoes=undoes)).answers] == [status]


@pytest.mark.parametrize(
    ("references", "batch"),
    [
        ("<MsgId>UB-2026-0001</MsgId>", "UB-2026-0001"),
        ("<PmtInfId>UB-2026-0001</PmtInfId>", "UB-2026-0001"),
        ("<MsgId>BANKENS-77</MsgId><PmtInfId>UB-2026-0001</PmtInfId>", "UB-2026-0001"),
        ("<MsgId>BANKENS-77</MsgId>", "BANKENS-77"),
        ("", ""),
    ],
)
def test_the_file_is_the_one_that_message_or_block_names(references: str, batch: str) -> None:
    told = f"<Refs>{references}<EndToEndId>UT-2026-0001</EndToEndId></Refs>"
    (answer,) = bank_file.read(entry(details=f"<NtryDtls><TxDtls>{told}</TxDtls></NtryDtls>")).answers
    assert answer.batch == batch


def test_what_is_not_booked_yet_is_only_received() -> None:
    assert [one.status for one in bank_file.read(entry(status="<Sts><Cd>PDNG</Cd></Sts>")).answers] == [RECEIVED]


def test_what_else_moves_on_the_account_is_counted_and_not_kept() -> None:
    others = "<NtryDtls><TxDtls><Refs><EndToEndId>FAKTURA 7</EndToEndId></Refs></TxDtls><TxDtls/></NtryDtls>"
    said = bank_file.read(entry(details=others))
    assert (said.answers, said.wholes, said.others) == ((), (), 2)


def test_a_file_booked_as_one_entry_is_told_of_as_a_whole() -> None:
    together = "<NtryDtls><Btch><PmtInfId>UB-2026-0001</PmtInfId><NbOfTxs>2</NbOfTxs></Btch></NtryDtls>"
    (whole,) = bank_file.read(entry('<Amt Ccy="SEK">71234.50</Amt>', details=together)).wholes
    assert (whole.batch, whole.status, whole.payments, whole.amount) == ("UB-2026-0001", RECEIVED, 2, Money(7_123_450))


@pytest.mark.parametrize(
    ("amount", "side", "undoes"),
    [('<Amt Ccy="SEK">71234.50</Amt>', "CRDT", REVERSED), ('<Amt Ccy="SEK">71234.50</Amt>', "CRDT", ""),
     ('<Amt Ccy="EUR">71234.50</Amt>', "DBIT", "")],
)  # fmt: skip
def test_a_file_that_comes_back_as_one_entry_or_in_another_currency_is_unclear(
    amount: str, side: str, undoes: str
) -> None:
    together = "<NtryDtls><Btch><PmtInfId>UB-2026-0001</PmtInfId><NbOfTxs>2</NbOfTxs></Btch></NtryDtls>"
    (whole,) = bank_file.read(entry(amount, side, undoes=undoes, details=together)).wholes
    assert (whole.batch, whole.status) == ("UB-2026-0001", UNCLEAR)


def test_the_amount_of_an_entry_of_several_is_nobodys() -> None:
    two = "<TxDtls><Refs><EndToEndId>UT-2026-0001</EndToEndId></Refs></TxDtls>" * 2
    assert refused(entry(details=f"<NtryDtls>{two}</NtryDtls>")) == "bank.lacking"


@pytest.mark.parametrize("written", ["100", "100.0", "100.00", "100.00000"])
def test_an_amount_as_the_schemas_have_it(written: str) -> None:
    assert bank_file.read(entry(f'<Amt Ccy="SEK">{written}</Amt>')).answers[0].amount == Money.kronor(100)


@pytest.mark.parametrize("written", ["100,00", "100.005", "-100.00", "+100", "1e2", "", " ", "1 000.00", "NaN", "١٠٠"])
def test_an_amount_that_could_be_another_is_refused(written: str) -> None:
    assert refused(entry(f'<Amt Ccy="SEK">{written}</Amt>')) == "bank.amount"


def test_another_currency_is_told_apart_and_no_currency_is_refused() -> None:
    (answer,) = bank_file.read(entry('<Amt Ccy="EUR">100.00</Amt>')).answers
    assert (answer.amount, answer.currency) == (None, "EUR")
    assert refused(entry("<Amt>100.00</Amt>")) == "bank.lacking"


@pytest.mark.parametrize("written", ["2026-02-30", "2026-9-2", "02/09/2026", "", "2026"])
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    assert refused(entry(day=f"<BookgDt><Dt>{written}</Dt></BookgDt>")) == "bank.day"


def test_what_we_go_by_must_be_there() -> None:
    assert refused(entry(day="")) == "bank.lacking"
    assert refused(entry(side="")) == "bank.debit_or_credit"
    assert refused(bank.status_report("", TWO, on=ON)) == "bank.lacking"
    assert refused(bank.status_report("UB-2026-0001", [Told("", "1.00")], on=ON)) == "bank.lacking"
    assert refused(bank.document("pain.002.001.03", "")) == "bank.lacking"


@pytest.mark.parametrize("name", ["pain.001.001.09", "pain.002.001.02", "camt.054.001.01", "camt.053.001.08", "x"])
def test_another_message_is_refused_by_name(name: str) -> None:
    assert refused(bank.document(name, "<CstmrPmtStsRpt/>")) == "bank.other_message"


def test_a_message_that_says_nothing_of_payments_is_refused() -> None:
    empty = "<BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>B</MsgId></GrpHdr><Ntfctn/></BkToCstmrDbtCdtNtfctn>"
    assert refused(bank.document("camt.054.001.08", empty)) == "bank.no_answers"


BOMB = "".join(f'<!ENTITY x{n} "{("&x" + str(n - 1) + ";") * 10}">' for n in range(1, 10))
DOCTYPES = {
    "bomb": f'<!DOCTYPE d [<!ENTITY x0 "ha">{BOMB}]>',
    "quadratic": f'<!DOCTYPE d [<!ENTITY x9 "{"A" * 60_000}">]>',
    "file": '<!DOCTYPE d [<!ENTITY x9 SYSTEM "file:///etc/passwd">]>',
    "network": '<!DOCTYPE d SYSTEM "http://192.0.2.1/x.dtd">',
    "parameter": '<!DOCTYPE d [<!ENTITY % p SYSTEM "http://192.0.2.1/x.dtd"> %p;]>',
}


@pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=DOCTYPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_at_once_and_nothing_is_fetched_or_expanded(doctype: str, encoding: str) -> None:
    uses = "&x9;" * 50 if "x9" in doctype else ""
    space = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"
    text = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<Document xmlns="{space}" a="{uses}">{uses}</Document>'
    begun = time.monotonic()
    assert refused(text.encode(encoding)) in ("bank.doctype", "bank.not_xml")
    assert time.monotonic() - begun < 2


def test_fifty_megabytes_are_refused_unread_and_deep_or_long_ones_too() -> None:
    begun = time.monotonic()
    assert refused(b"<" + b"a" * 50 * 1024 * 1024) == "bank.too_large"
    assert refused(b"<a>" * 100_000) == "bank.not_xml"
    assert refused(b"<a b='" + b"x" * 15_000_000 + b"'/>") in ("bank.not_xml", "bank.other_message")
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("content", [b"", b" \r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert refused(content) in ("bank.empty", "bank.not_a_list")


@pytest.mark.parametrize(
    "content", [b"<", b"<Document", b"<a>&undefined;</a>", b"%PDF-1.7", b"PK\x03\x04junk", b"\xff\xfe\x00"]
)
def test_what_is_no_such_file_is_refused_with_a_sentence(content: bytes) -> None:
    assert refused(content) in ("bank.not_xml", "bank.not_a_list", "bank.other_message")


def test_a_plain_list_in_swedish_and_in_english() -> None:
    swedish = bank_file.read(bank.plain_list("UB-2026-0001", TWO, on=ON, rejecting=ONE_REJECTED))
    english = bank_file.read(
        b"payment;amount;status;day;reason;batch\n"
        b"UT-2026-0001;70000.00;paid;2026-09-02;;UB-2026-0001\n"
        b"UT-2026-0002;1 234.50;failed;20260902;Kontot \xc3\xa4r avslutat;UB-2026-0001\n"
    )
    assert swedish == english
    assert [one.status for one in swedish.answers] == [PAID, REJECTED]
    returned = b"payment;amount;status;day\nUT-2026-0001;70000;returned;2026-09-02\n"
    assert [one.status for one in bank_file.read(returned).answers] == [RETURNED]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("UT-2026-0001;100.005;paid;2026-09-02", "written.amount"),
        ("UT-2026-0001;1,234.50;paid;2026-09-02", "written.amount"),
        ("UT-2026-0001;;paid;2026-09-02", "bank.lacking"),
        (";100;paid;2026-09-02", "bank.lacking"),
        ("UT-2026-0001;100;maybe;2026-09-02", "bank.word"),
        ("UT-2026-0001;100;paid;2026-02-30", "written.no_such_day"),
        ("UT-2026-0001;100;paid;", "bank.lacking"),
        (f"{'U' * 141};100;paid;2026-09-02", "bank.too_long"),
        ("UT-\u202e2026;100;paid;2026-09-02", "intake.unseen"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_row(row: str, key: str) -> None:
    content = f"payment;amount;status;day\n{row}\n".encode()
    assert refused(content) == key


@pytest.mark.parametrize(
    ("headings", "key"),
    [
        ("payment;amount;status", "bank.headings"),
        ("payment;amount;status;day;who", "bank.heading_unknown"),
        ("payment;betalning;amount;status;day", "bank.heading_twice"),
        ("payment;amount;status;day;batch;betalningsfil", "bank.heading_twice"),
        ("a;b;c", "bank.not_a_list"),
    ],
)
def test_headings_that_are_not_those_of_the_list(headings: str, key: str) -> None:
    assert refused(f"{headings}\n".encode()) == key


@given(st.binary(max_size=400))
def test_any_bytes_are_answers_or_a_sentence(content: bytes) -> None:
    _answers_or_a_sentence(content)


_PIECES = st.sampled_from(
    [
        "<Ntry>", "</Ntry>", '<Amt Ccy="SEK">1.00</Amt>', '<Amt Ccy="EUR">1</Amt>', "<CdtDbtInd>DBIT</CdtDbtInd>", "<TxDtls>",
        "</TxDtls>", "<NtryDtls>", "</NtryDtls>", "<Refs><EndToEndId>UT-2026-0001</EndToEndId></Refs>", "<RtrInf/>", "\x00",
        "<BookgDt><Dt>2026-09-02</Dt></BookgDt>", "<Sts>BOOK</Sts>", "&amp;", "&x;", "]]>", "<!-- -->", "<?x?>", "<x xmlns=''/>",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=25))
def test_any_pieces_of_a_notification_are_answers_or_a_sentence(pieces: list[str]) -> None:
    inner = "".join(pieces)
    _answers_or_a_sentence(
        bank.document(
            "camt.054.001.08",
            f"<BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId/></GrpHdr><Ntfctn>{inner}</Ntfctn></BkToCstmrDbtCdtNtfctn>",
        )
    )


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=4))
def test_a_status_report_with_some_bytes_changed_is_answers_or_a_sentence(place: int, noise: bytes) -> None:
    whole = bank.status_report("UB-2026-0001", TWO, on=ON, rejecting=ONE_REJECTED)
    place %= len(whole)
    _answers_or_a_sentence(whole[:place] + noise + whole[place + len(noise) :])


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6))
def test_any_rows_of_a_list_are_answers_or_a_sentence(rows: list[list[str]]) -> None:
    text = "\n".join([";".join(row) for row in [["payment", "amount", "status", "day"], *rows]])
    _answers_or_a_sentence(text.encode("utf-8", "surrogatepass"))


def _answers_or_a_sentence(content: bytes) -> None:
    try:
        said = bank_file.read(content)
    except NotAnswers as wrong:
        faults = wrong.faults
        said = None
    if said is None:
        assert faults
        for fault in faults:
            assert render(fault.at, "sv")
            assert render(fault.reason, "en")
    else:
        assert all(one.reference and len(one.reference) <= 140 for one in said.answers)
