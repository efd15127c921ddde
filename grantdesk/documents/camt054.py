"""Reads camt.054, what a bank has booked on an account: payments that left it, and those that came back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grantdesk.documents.iso20022 import (
    Element,
    amount,
    day,
    every,
    first,
    local_name,
    maybe,
    needed,
    number,
    reason,
    text,
    wrong,
)
from grantdesk.domain.bank_answer import (
    CAMT,
    PAID,
    RECEIVED,
    RETURNED,
    UNCLEAR,
    Answer,
    Said,
    Whole,
    is_batch,
    is_payment,
)

VERSION = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.054\.001\.(0[2-9]|[1-9][0-9])")

_DEBIT, _CREDIT, _BOOKED = "DBIT", "CRDT", "BOOK"
# What an entry is to us, by its side, and by whether the bank says that it undoes something.
_MEANS = {(_DEBIT, False): PAID, (_CREDIT, True): RETURNED}


def read(root: Element) -> Said:
    """What the message says of our payments; entries on anything else are counted. Raises NotAnswers."""
    notice = needed(root, "BkToCstmrDbtCdtNtfctn")
    found = [each for entry in every(notice, "Ntfctn/Ntry") for each in _of_entry(entry)]
    answers = tuple(each for each in found if isinstance(each, Answer))
    wholes = tuple(each for each in found if isinstance(each, Whole))
    message_id = text(needed(notice, "GrpHdr"), "MsgId")
    return Said(CAMT, message_id, answers, wholes, len(found) - len(answers) - len(wholes))


def _of_entry(entry: Element) -> Iterator[Answer | Whole | None]:
    """Of each payment in the entry an answer, of a file booked in one what it came to, and None of what is not ours."""
    parts = list(every(entry, "NtryDtls/TxDtls"))
    for part in parts:
        # What else moves on the account is none of our business.
        ours = is_payment(text(part, "Refs/EndToEndId"))
        yield _answer(entry, part, alone=len(parts) == 1) if ours else None
    if not parts:
        yield _whole(entry)


def _whole(entry: Element) -> Whole | None:
    """A whole file booked as one entry: which of its payments were made it does not say, so that it confirms none."""
    batch = _batch(text(entry, "NtryDtls/Btch/PmtInfId"), text(entry, "NtryDtls/Btch/MsgId"))
    said, _ = amount(needed(entry, "Amt"))
    if not is_batch(batch):
        return None
    booked = text(entry, "Sts/Cd", "Sts") == _BOOKED
    # A file that comes back in one, or that is booked in another currency, is for a person.
    is_its_payment = said is not None and (not booked or _status(entry, entry) == PAID)
    return Whole(
        batch,
        RECEIVED if is_its_payment else UNCLEAR,
        day(_booked_on(entry)),
        payments=maybe(first(entry, "NtryDtls/Btch/NbOfTxs"), number),
        amount=said,
        booked=booked,
        bank_reference=text(entry, "AcctSvcrRef", "NtryRef"),
    )


def _answer(entry: Element, part: Element, *, alone: bool) -> Answer:
    said, currency = amount(_amount_of(entry, part, alone=alone))
    booked = text(entry, "Sts/Cd", "Sts") == _BOOKED
    return Answer(
        reference=text(part, "Refs/EndToEndId"),
        status=_status(entry, part) if booked else RECEIVED,
        on=day(_booked_on(entry)),
        amount=said,
        currency=currency,
        reason=reason(every(part, "RtrInf")),
        batch=_batch(text(part, "Refs/MsgId"), text(part, "Refs/PmtInfId")),
        booked=booked,
        bank_reference=text(part, "Refs/AcctSvcrRef") or text(entry, "AcctSvcrRef", "NtryRef"),
    )


def _batch(*names: str) -> str:
    """The file that a bank names, by the message or by the block in it: the one that is ours, or else the first it says."""
    return next((name for name in names if is_batch(name)), next((name for name in names if name), ""))


def _status(entry: Element, part: Element) -> str:
    """A debit is a payment that left, a credit that is a return or a reversal one that came back; anything else is unclear."""
    indicator = first(part, "CdtDbtInd")
    if indicator is None:
        indicator = needed(entry, "CdtDbtInd")
    side = (indicator.text or "").strip()
    if side not in (_DEBIT, _CREDIT):
        raise wrong(indicator, "bank.debit_or_credit", local_name(indicator), written=side[:10])
    undoes = text(entry, "RvslInd") in ("true", "1") or first(part, "RtrInf") is not None
    return _MEANS.get((side, undoes), UNCLEAR)


def _amount_of(entry: Element, part: Element, *, alone: bool) -> Element:
    """The payment's own amount; the entry's is the payment's only where there is no other in it."""
    own = first(part, "Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt")
    if own is not None:
        return own
    return needed(entry, "Amt") if alone else needed(part, "Amt")


def _booked_on(entry: Element) -> Element:
    found = first(entry, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm")
    return found if found is not None else needed(entry, "BookgDt")
