"""What the bank answers in the demonstration: each batch is booked the banking day after it left, in camt.054."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from grantdesk.actions import answer
from grantdesk.domain.money import Money
from grantdesk.domain.roles import Actor
from grantdesk.models.payment import Batch, Payment
from grantdesk.queries import payouts

_NOTICE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>'
    "<GrpHdr><MsgId>C54-{batch}</MsgId><CreDtTm>{on}T06:00:00</CreDtTm></GrpHdr>"
    "<Ntfctn><Id>C54-{batch}-1</Id><CreDtTm>{on}T06:00:00</CreDtTm><Ntry>"
    '<Amt Ccy="SEK">{sum}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{on}</Dt></BookgDt>'
    "<AcctSvcrRef>E-{batch}</AcctSvcrRef><NtryDtls>{parts}</NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\n"
)
_PART = (
    "<TxDtls><Refs><MsgId>{batch}</MsgId><AcctSvcrRef>T-{number}</AcctSvcrRef><EndToEndId>{number}</EndToEndId></Refs>"
    '<Amt Ccy="SEK">{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>\n'
)
# A payment of the system that was before, which nobody here knows of.
_OF_THE_FORMER = "UT-2023-0417"


def booked(batch: Batch, *, by: Actor, on: date) -> None:
    """The bank has booked every payment of the batch."""
    payments = payouts.in_batch_for_act(batch)
    answer.bring_in(answer.read(f"camt054-{batch.number}.xml", _notice(batch, payments, on)), by=by, on=on)


def a_list(*, by: Actor, on: date) -> None:
    """A list from the bank's web pages with a payment that is not ours, so that somebody has something to sort out."""
    content = f"Betalning;Belopp;Status;Dag;Orsak\r\n{_OF_THE_FORMER};12500,00;avvisad;{on};Kontot är avslutat\r\n"
    answer.bring_in(answer.read("avvisade betalningar.csv", content.encode("utf-8-sig")), by=by, on=on)


def _notice(batch: Batch, payments: Iterable[Payment], on: date) -> bytes:
    there = list(payments)
    parts = (_PART.format(batch=batch.number, number=one.number, amount=one.amount) for one in there)
    all_of_it = Money(sum(one.amount.ore for one in there))
    return _NOTICE.format(batch=batch.number, on=on, sum=all_of_it, parts="".join(parts)).encode()
