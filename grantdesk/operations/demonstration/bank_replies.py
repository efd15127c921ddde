"""What the bank answers in the demonstration: each batch is booked the banking day after it left, in camt.054."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from grantdesk.actions import answer, follow_up
from grantdesk.domain.money import Money
from grantdesk.domain.roles import Actor
from grantdesk.models.payment import Batch, Payment
from grantdesk.queries import payouts
from grantdesk.queries.payouts import Line
from grantdesk.region import Terms

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


def booked(batch: Batch, *, by: Actor, on: date, terms: Terms) -> None:
    """The bank has booked every payment of the batch; what outlives a final one is watched from then on."""
    payments = payouts.in_batch_for_act(batch)
    file = answer.read(f"camt054-{batch.number}.xml", _notice(batch, payments, on))
    follow_up.settled_by(answer.bring_in(file, by=by, on=on), by=by, on=on, terms=terms)


def a_list(returned: Line, *, by: Actor, on: date) -> None:
    """A list from the bank's web pages: a payment that came back, and one that is not ours, for somebody to sort out."""
    amount = str(returned.amount).replace(".", ",")
    rows = (
        "Betalning;Belopp;Status;Dag;Orsak",
        f"{returned.number};{amount};återbetald;{on};Kontot är avslutat (påhittat)",
        f"{_OF_THE_FORMER};12500,00;avvisad;{on};Kontot är avslutat",
    )
    content = "".join(f"{row}\r\n" for row in rows).encode("utf-8-sig")
    answer.bring_in(answer.read("avvisade betalningar.csv", content), by=by, on=on)


def _notice(batch: Batch, payments: Iterable[Payment], on: date) -> bytes:
    there = list(payments)
    parts = (_PART.format(batch=batch.number, number=one.number, amount=one.amount) for one in there)
    all_of_it = Money(sum(one.amount.ore for one in there))
    return _NOTICE.format(batch=batch.number, on=on, sum=all_of_it, parts="".join(parts)).encode()
