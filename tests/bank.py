"""A bank, as its formats' own descriptions have it: it answers a batch with pain.002, camt.054 or a plain list.

Written from the descriptions of the messages, and not from what reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from xml.sax.saxutils import escape

from sqlalchemy import select

from grantdesk import db
from grantdesk.actions import answer
from grantdesk.models.bank import BankFile
from grantdesk.models.payment import Batch, Payment
from tests import builders

CLOSED = ("AC04", "Kontot är avslutat")
_numbers = count(1)


@dataclass(frozen=True)
class Told:
    """A payment as the bank has it: its end-to-end reference, and kronor as the message writes them."""

    reference: str
    amount: str


def payments_of(batch: Batch) -> list[Told]:
    """The payments that are in the batch's file, in order of number."""
    rows = db.session.execute(
        select(Payment.number, Payment.amount).where(Payment.batch_id == batch.id).order_by(Payment.number)
    ).all()
    db.session.rollback()
    return [Told(number, str(amount)) for number, amount in rows]


def answers_to(
    batch: Batch, form: str = "pain.002", *, on: date, rejecting: Mapping[str, tuple[str, str]] | None = None
) -> bytes:
    """What the bank answers the whole batch with: each payment made, but for those it rejects, by number and why."""
    writers: dict[str, Callable[..., bytes]] = {
        "pain.002": status_report,
        "camt.054": notification,
        "csv": plain_list,
    }
    return writers[form](batch.number, payments_of(batch), on=on, rejecting=rejecting or {})


def bring_in(content: bytes, name: str = "svar.xml", *, on: date) -> BankFile:
    """Somebody in finance brings the file in."""
    by = builders.a_user("finance")
    file = answer.read(name, content)
    with db.transaction(at=builders.moment(on)):
        return answer.bring_in(file, by=by, on=on)


def status_report(
    batch: str,
    payments: Sequence[Told],
    *,
    on: date,
    rejecting: Mapping[str, tuple[str, str]] | None = None,
    code: str = "ACSC",
    group: str = "",
    version: str = "10",
    without_amounts: bool = False,
) -> bytes:
    """pain.002.001: `code` of each payment that is not rejected, `group` of the whole file."""
    told = "".join(_status(each, code, (rejecting or {}).get(each.reference), without_amounts) for each in payments)
    of_group = f"<GrpSts>{group or ('PART' if rejecting else 'ACCP')}</GrpSts>"
    body = (
        f"<CstmrPmtStsRpt><GrpHdr><MsgId>BANK-{next(_numbers)}</MsgId><CreDtTm>{on}T11:30:00+02:00</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{batch}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>{of_group}"
        f"</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>{batch}</OrgnlPmtInfId>{told}</OrgnlPmtInfAndSts>"
        f"</CstmrPmtStsRpt>"
    )
    return document(f"pain.002.001.{version}", body)


def rejected_whole(batch: str, *, on: date, payments: int | None = None, amount: str | None = None) -> bytes:
    """pain.002.001.03 of a file that the bank takes nothing of."""
    told = f"<OrgnlNbOfTxs>{payments}</OrgnlNbOfTxs>" if payments is not None else ""
    told += f"<OrgnlCtrlSum>{amount}</OrgnlCtrlSum>" if amount is not None else ""
    body = (
        f"<CstmrPmtStsRpt><GrpHdr><MsgId>BANK-{next(_numbers)}</MsgId><CreDtTm>{on}T11:30:00</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{batch}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.03</OrgnlMsgNmId>{told}"
        "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn><AddtlInf>Ogiltigt format</AddtlInf></StsRsnInf>"
        "</OrgnlGrpInfAndSts></CstmrPmtStsRpt>"
    )
    return document("pain.002.001.03", body)


def notification(
    batch: str,
    payments: Sequence[Told],
    *,
    on: date,
    rejecting: Mapping[str, tuple[str, str]] | None = None,
    returning: Mapping[str, tuple[str, str]] | None = None,
    version: str = "08",
) -> bytes:
    """camt.054.001: the payments booked as one entry, and each that comes back as an entry of its own.

    A bank books nothing of what it rejects, so those that are rejected are not in it.
    """
    made = [each for each in payments if each.reference not in (rejecting or {})]
    back = [each for each in payments if each.reference in (returning or {})]
    entries = _debits(batch, made, on, version) if made and not back else ""
    entries += "".join(_credit(batch, each, (returning or {})[each.reference], on, version) for each in back)
    body = (
        f"<BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>BANK-{next(_numbers)}</MsgId><CreDtTm>{on}T18:00:00</CreDtTm></GrpHdr>"
        f"<Ntfctn><Id>{next(_numbers)}</Id><CreDtTm>{on}T18:00:00</CreDtTm>"
        f"<Acct><Id><IBAN>SE9399900000000000000001</IBAN></Id></Acct>{entries}</Ntfctn></BkToCstmrDbtCdtNtfctn>"
    )
    return document(f"camt.054.001.{version}", body)


def booked_in_one(batch: str, *, payments: int, amount: str, on: date) -> bytes:
    """camt.054.001.08 of a file that is one entry on the account, with no word on the payments in it."""
    told = f"<NtryDtls><Btch><PmtInfId>{batch}</PmtInfId><NbOfTxs>{payments}</NbOfTxs></Btch></NtryDtls>"
    body = (
        f"<BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>BANK-{next(_numbers)}</MsgId></GrpHdr><Ntfctn><Ntry>"
        f'<Amt Ccy="SEK">{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
        f"<BookgDt><Dt>{on}</Dt></BookgDt><AcctSvcrRef>E{next(_numbers)}</AcctSvcrRef>{told}</Ntry></Ntfctn>"
        "</BkToCstmrDbtCdtNtfctn>"
    )
    return document("camt.054.001.08", body)


def plain_list(
    batch: str, payments: Sequence[Told], *, on: date, rejecting: Mapping[str, tuple[str, str]] | None = None
) -> bytes:
    """A list as somebody types it from the bank's web pages."""
    lines = ["Betalning;Belopp;Status;Dag;Orsak;Betalningsfil"]
    for each in payments:
        why = (rejecting or {}).get(each.reference)
        status, reason = ("avvisad", why[1]) if why else ("betald", "")
        lines.append(f"{each.reference};{each.amount.replace('.', ',')};{status};{on};{reason};{batch}")
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")


def document(message: str, body: str) -> bytes:
    space = f"urn:iso:std:iso:20022:tech:xsd:{message}"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{space}">{body}</Document>\n'.encode()


def _status(each: Told, code: str, why: tuple[str, str] | None, without_amounts: bool) -> str:
    reason = f"<StsRsnInf><Rsn><Cd>{why[0]}</Cd></Rsn><AddtlInf>{escape(why[1])}</AddtlInf></StsRsnInf>" if why else ""
    amount = "" if without_amounts else f'<Amt><InstdAmt Ccy="SEK">{each.amount}</InstdAmt></Amt>'
    return (
        f"<TxInfAndSts><OrgnlInstrId>{each.reference}</OrgnlInstrId><OrgnlEndToEndId>{each.reference}</OrgnlEndToEndId>"
        f"<TxSts>{'RJCT' if why else code}</TxSts>{reason}<OrgnlTxRef>{amount}</OrgnlTxRef></TxInfAndSts>"
    )


def _debits(batch: str, payments: Sequence[Told], on: date, version: str) -> str:
    ore = sum(int(each.amount.replace(".", "")) for each in payments)
    parts = "".join(_part(batch, each, version, "DBIT", "") for each in payments)
    return _entry(f"{ore // 100}.{ore % 100:02d}", "DBIT", "", on, version, parts)


def _credit(batch: str, each: Told, why: tuple[str, str], on: date, version: str) -> str:
    returned = f"<RtrInf><Rsn><Cd>{why[0]}</Cd></Rsn><AddtlInf>{escape(why[1])}</AddtlInf></RtrInf>"
    part = _part(batch, each, version, "CRDT", returned)
    return _entry(each.amount, "CRDT", "<RvslInd>true</RvslInd>", on, version, part)


def _entry(amount: str, side: str, undoes: str, on: date, version: str, parts: str) -> str:
    status = "<Sts>BOOK</Sts>" if version < "08" else "<Sts><Cd>BOOK</Cd></Sts>"
    return (
        f'<Ntry><Amt Ccy="SEK">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd>{undoes}{status}'
        f"<BookgDt><Dt>{on}</Dt></BookgDt><ValDt><Dt>{on}</Dt></ValDt><AcctSvcrRef>E{next(_numbers)}</AcctSvcrRef>"
        f"<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>"
        f"<NtryDtls>{parts}</NtryDtls></Ntry>"
    )


def _part(batch: str, each: Told, version: str, side: str, returned: str) -> str:
    references = (
        f"<Refs><MsgId>{batch}</MsgId><AcctSvcrRef>T{next(_numbers)}</AcctSvcrRef><PmtInfId>{batch}</PmtInfId>"
        f"<InstrId>{each.reference}</InstrId><EndToEndId>{each.reference}</EndToEndId></Refs>"
    )
    amount = f'<Amt Ccy="SEK">{each.amount}</Amt>'
    told = f"<AmtDtls><TxAmt>{amount}</TxAmt></AmtDtls>" if version < "08" else f"{amount}<CdtDbtInd>{side}</CdtDbtInd>"
    return f"<TxDtls>{references}{told}{returned}</TxDtls>"


def a_file_that_does_not_match() -> int:
    """A file of the bank's in which nothing is of ours; what it says of the one payment is its second answer."""
    told = [Told("UT-2020-0001", "1.00")]
    return bring_in(status_report("UB-2020-0001", told, on=builders.DAY), on=builders.DAY).id
