"""A reader of pain.001 written from the message's own description, which shares nothing with the writer.

What it relies on (ISO 20022, CustomerCreditTransferInitiation, and the Swedish banks' common reading of it):
- a group header says how many transactions the message has and what they come to; each payment information says the same of
  its own, with the debtor, its account and agent, and the day on which the bank is to execute (a `Dt` within it in version 9);
- each credit transfer has an end-to-end reference, an instructed amount with its currency, the creditor, its account, and
  remittance text that may not be longer than 140 signs;
- a creditor's account is an `IBAN`, or another number under a code (`BBAN`) or a name of the market's own (`BGNR`);
- the clearing member says what such a number is: SESBA 9900 a bankgiro, 9500 a plusgiro, anything else a bank's account.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import IO
from xml.etree import ElementTree


@dataclass(frozen=True)
class Transfer:
    reference: str
    amount: Decimal
    currency: str
    name: str
    kind: str
    number: str
    clearing: str
    bic: str
    text: str


@dataclass(frozen=True)
class Message:
    version: str
    number: str
    made_at: str
    execution_on: str
    payer: str
    payer_account: str
    payer_bic: str
    totals: tuple[tuple[int, Decimal], ...]
    """What the message says it holds, in the header and in the payment information."""
    transfers: tuple[Transfer, ...]


def read(source: IO[bytes]) -> Message:
    """The message; raises an error where anything that the description asks for is missing."""
    root = ElementTree.parse(source).getroot()  # noqa: S314 - the file is our own
    space, name = root.tag[1:].split("}")
    assert name == "Document"
    ns = {"m": space}
    version = space.rpartition(".")[2]
    header = _one(root, "m:CstmrCdtTrfInitn/m:GrpHdr", ns)
    payments = root.findall("m:CstmrCdtTrfInitn/m:PmtInf", ns)
    (information,) = payments
    bic = "BIC" if version == "03" else "BICFI"
    day = _one(information, "m:ReqdExctnDt" if version == "03" else "m:ReqdExctnDt/m:Dt", ns)
    return Message(
        version=version,
        number=_text(header, "m:MsgId", ns),
        made_at=_text(header, "m:CreDtTm", ns),
        execution_on=day.text or "",
        payer=_text(information, "m:Dbtr/m:Nm", ns),
        payer_account=_number(_one(information, "m:DbtrAcct/m:Id", ns), ns),
        payer_bic=_text(information, f"m:DbtrAgt/m:FinInstnId/m:{bic}", ns),
        totals=tuple(_totals(part, ns) for part in (header, information)),
        transfers=tuple(_transfer(each, ns, bic) for each in information.findall("m:CdtTrfTxInf", ns)),
    )


def _totals(part: ElementTree.Element, ns: dict[str, str]) -> tuple[int, Decimal]:
    return int(_text(part, "m:NbOfTxs", ns)), Decimal(_text(part, "m:CtrlSum", ns))


def _transfer(each: ElementTree.Element, ns: dict[str, str], bic: str) -> Transfer:
    amount = _one(each, "m:Amt/m:InstdAmt", ns)
    text = _text(each, "m:RmtInf/m:Ustrd", ns)
    assert len(text) <= 140
    account = _one(each, "m:CdtrAcct/m:Id", ns)
    agent = "m:CdtrAgt/m:FinInstnId"
    clearing = each.findtext(f"{agent}/m:ClrSysMmbId/m:MmbId", "", ns)
    if clearing:
        assert _text(each, f"{agent}/m:ClrSysMmbId/m:ClrSysId/m:Cd", ns) == "SESBA"
    return Transfer(
        reference=_text(each, "m:PmtId/m:EndToEndId", ns),
        amount=Decimal(amount.text or ""),
        currency=amount.attrib["Ccy"],
        name=_text(each, "m:Cdtr/m:Nm", ns),
        kind=_kind(account, clearing, ns),
        number=_number(account, ns),
        clearing=clearing,
        bic=each.findtext(f"{agent}/m:{bic}", "", ns),
        text=text,
    )


def _kind(account: ElementTree.Element, clearing: str, ns: dict[str, str]) -> str:
    if account.find("m:IBAN", ns) is not None:
        assert not clearing
        return "iban"
    if account.findtext("m:Othr/m:SchmeNm/m:Prtry", "", ns) == "BGNR":
        assert clearing == "9900"
        return "bankgiro"
    assert _text(account, "m:Othr/m:SchmeNm/m:Cd", ns) == "BBAN"
    return "plusgiro" if clearing == "9500" else "account"


def _number(account: ElementTree.Element, ns: dict[str, str]) -> str:
    return account.findtext("m:IBAN", "", ns) or _text(account, "m:Othr/m:Id", ns)


def _one(within: ElementTree.Element, path: str, ns: dict[str, str]) -> ElementTree.Element:
    (found,) = within.findall(path, ns)
    return found


def _text(within: ElementTree.Element, path: str, ns: dict[str, str]) -> str:
    text = _one(within, path, ns).text
    assert text
    return text
