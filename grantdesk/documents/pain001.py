"""A payment order as pain.001 of ISO 20022, as Swedish banks commonly read it, written as a stream and tried against the schema.

What the common reading lays down, and where a bank's own guide may say otherwise:
- domestic payments in SEK have service level NURG and category purpose SUPP, and are one entry on the account;
- a bankgiro is a proprietary account `BGNR` at the clearing member `SESBA` 9900, a plusgiro a `BBAN` at 9500, an account a
  `BBAN` at the first four digits of its clearing number, and an IBAN is one, with the BIC of its bank where that is known;
- texts are in the signs of `domain.bank_text`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from grantdesk.domain import payment_order
from grantdesk.domain.account import ACCOUNT, BANKGIRO, IBAN, Account
from grantdesk.domain.bank_text import bank_text
from grantdesk.domain.money import Money
from grantdesk.domain.payment_order import Debtor, Instruction, PaymentOrder
from grantdesk.domain.payment_terms import Format
from grantdesk.domain.refusal import Refused

SCHEMAS = Path(__file__).parent / "schemas"
_BANKGIRO_CLEARING, _PLUSGIRO_CLEARING = "9900", "9500"
_CURRENCY = "SEK"
# How many bytes are read at a time.
_PIECE = 1 << 16
# What each version of the message calls the identifier of a bank.
_BIC = {"03": "BIC", "09": "BICFI"}

# A part of the message: its name, and its text or the parts in it.
Part = tuple[str, "str | list[Part]"]


def write(order: PaymentOrder, instructions: Iterable[Instruction], form: Format, target: BinaryIO) -> None:
    """Write the message, a payment at a time; the same order and instructions give the same bytes.

    Raises `Refused` for a payment that cannot be written, and where they are not as many or as much as the order says.
    """
    count, ore = 0, 0
    with etree.xmlfile(target, encoding="UTF-8") as file:
        file.write_declaration()
        # The parts are in the namespace that the outermost declares.
        with file.element("Document", nsmap={None: namespace(form.version)}), file.element("CstmrCdtTrfInitn"):
            file.write(_element(("GrpHdr", _header(order))), "\n")
            with file.element("PmtInf"):
                for part in _payment_information(order, form):
                    file.write(_element(part))
                for instruction in instructions:
                    file.write("\n", _element(("CdtTrfTxInf", _transaction(instruction, form))))
                    count, ore = count + 1, ore + instruction.amount.ore
    if (count, Money(ore)) != (order.count, order.sum):
        raise Refused(
            "payment_file.totals", number=order.number, count=count, sum=Money(ore), said=order.count, said_sum=order.sum
        )  # fmt: skip


def validate(source: BinaryIO, version: str) -> None:
    """Read the message through the schema of its version, as a stream. Raises `Refused` where it does not hold."""
    payment, whole = f"{{{namespace(version)}}}CdtTrfTxInf", f"{{{namespace(version)}}}Document"
    reader = etree.XMLPullParser(["end"], tag=[payment, whole], schema=_schema(version), resolve_entities=False)
    last = ""
    try:
        while piece := source.read(_PIECE):
            reader.feed(piece)
            for _end, element in reader.read_events():
                last = element.tag
                _forget(element)
        reader.close()
    except etree.XMLSyntaxError as wrong:
        raise Refused("payment_file.not_valid", version=version, problem=str(wrong)) from wrong
    # lxml says nothing of a short message that ends too early.
    if last != whole:
        raise Refused("payment_file.not_valid", version=version, problem="</Document>")


def _forget(element: etree._Element) -> None:
    """Let go of a payment that has been read, and of those before it."""
    element.clear()
    while element.getprevious() is not None and element.getprevious().tag == element.tag:
        del element.getparent()[element.getparent().index(element.getprevious())]


def namespace(version: str) -> str:
    return f"urn:iso:std:iso:20022:tech:xsd:pain.001.001.{version}"


@lru_cache
def _schema(version: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / f"pain.001.001.{version}.xsd"))


def _element(part: Part) -> etree._Element:
    name, content = part
    element = etree.Element(name)
    _fill(element, content)
    return element


def _fill(element: etree._Element, content: str | list[Part]) -> None:
    if isinstance(content, str):
        element.text = content
        return
    for name, inner in content:
        child = etree.SubElement(element, name)
        if name == "InstdAmt":
            child.set("Ccy", _CURRENCY)
        _fill(child, inner)


def _header(order: PaymentOrder) -> list[Part]:
    return [
        ("MsgId", order.number),
        ("CreDtTm", f"{order.made_at:%Y-%m-%dT%H:%M:%SZ}"),
        *_totals(order),
        ("InitgPty", [("Nm", _name(order.debtor)), _identity(order.debtor)]),
    ]


def _payment_information(order: PaymentOrder, form: Format) -> Iterator[Part]:
    day = order.execution_on.isoformat()
    debtor = order.debtor
    yield ("PmtInfId", order.number)
    yield ("PmtMtd", "TRF")
    yield ("BtchBookg", "true")
    yield from _totals(order)
    yield ("PmtTpInf", [("SvcLvl", [("Cd", "NURG")]), ("CtgyPurp", [("Cd", "SUPP")])])
    yield ("ReqdExctnDt", day if form.version == "03" else [("Dt", day)])
    yield ("Dbtr", [("Nm", _name(debtor)), ("PstlAdr", [("Ctry", "SE")]), _identity(debtor)])
    yield ("DbtrAcct", [("Id", _account(debtor.account)), ("Ccy", _CURRENCY)])
    yield ("DbtrAgt", [("FinInstnId", [(_BIC[form.version], debtor.bic)])])
    yield ("ChrgBr", form.charges)


def _totals(order: PaymentOrder) -> list[Part]:
    return [("NbOfTxs", str(order.count)), ("CtrlSum", str(order.sum))]


def _name(debtor: Debtor) -> str:
    return bank_text(debtor.name, payment_order.LONGEST_NAME)


def _identity(debtor: Debtor) -> Part:
    scheme: Part = ("SchmeNm", [("Cd", debtor.customer_scheme)])
    return ("Id", [("OrgId", [("Othr", [("Id", debtor.customer_number), scheme])])])


def _transaction(instruction: Instruction, form: Format) -> list[Part]:
    if wrong := payment_order.fault(instruction):
        raise Refused(wrong.key, **wrong.parameters)
    account = instruction.account
    name: Part = ("Nm", payment_order.written_name(instruction.name))
    is_swedish = account.kind != IBAN or account.number.startswith("SE")
    address: list[Part] = [("PstlAdr", [("Ctry", "SE")])] if is_swedish else []
    return [
        ("PmtId", [("InstrId", instruction.reference), ("EndToEndId", instruction.reference)]),
        ("Amt", [("InstdAmt", str(instruction.amount))]),
        *_agent(account, form),
        ("Cdtr", [name, *address]),
        ("CdtrAcct", [("Id", _account(account))]),
        ("RmtInf", [("Ustrd", payment_order.remittance(instruction))]),
    ]


def _agent(account: Account, form: Format) -> list[Part]:
    """The recipient's bank; of an IBAN without a BIC the IBAN alone says which it is."""
    if account.kind == IBAN:
        return [("CdtrAgt", [("FinInstnId", [(_BIC[form.version], account.bic)])])] if account.bic else []
    members = {BANKGIRO: _BANKGIRO_CLEARING, ACCOUNT: account.clearing[:4]}
    member: Part = ("MmbId", members.get(account.kind, _PLUSGIRO_CLEARING))
    return [("CdtrAgt", [("FinInstnId", [("ClrSysMmbId", [("ClrSysId", [("Cd", "SESBA")]), member])])])]


def _account(account: Account) -> list[Part]:
    if account.kind == IBAN:
        return [("IBAN", account.number)]
    scheme: Part = ("Prtry", "BGNR") if account.kind == BANKGIRO else ("Cd", "BBAN")
    return [("Othr", [("Id", account.number), ("SchmeNm", [scheme])])]
