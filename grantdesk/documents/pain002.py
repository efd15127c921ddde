"""Reads pain.002, what a bank answers a file of payments with: of the file, and of each payment in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from grantdesk.documents.iso20022 import (
    Element,
    amount,
    day,
    every,
    first,
    maybe,
    needed,
    needed_text,
    number,
    reason,
    sek,
    text,
)
from grantdesk.domain.bank_answer import (
    CURRENCY,
    PAID,
    PAIN,
    RECEIVED,
    REJECTED,
    Answer,
    Said,
    Whole,
    is_batch,
    is_payment,
)

VERSION = re.compile(r"urn:iso:std:iso:20022:tech:xsd:pain\.002\.001\.(0[3-9]|[1-9][0-9])")

# The codes that say that the bank is done with a payment; every other says that it has it and is not.
_DONE: Mapping[str, str] = {"ACSC": PAID, "ACCC": PAID, "RJCT": REJECTED, "CANC": REJECTED}


def read(root: Element) -> Said:
    """What the message says of our payments; its words on another system's are counted.

    Raises NotAnswers where something that we go by is missing or cannot be read.
    """
    report = needed(root, "CstmrPmtStsRpt")
    header = needed(report, "GrpHdr")
    written_on = day(needed(header, "CreDtTm"))
    original = needed(report, "OrgnlGrpInfAndSts")
    batch = needed_text(original, "OrgnlMsgId")
    found = list(_answers(report, batch, written_on))
    answers = tuple(one for one in found if one is not None)
    told = list(_wholes(report, original, batch, written_on))
    wholes = tuple(one for one in told if is_batch(one.batch))
    others = len(found) - len(answers) + len(told) - len(wholes)
    return Said(PAIN, text(header, "MsgId"), answers, wholes, others)


def _wholes(report: Element, original: Element, batch: str, written_on: date) -> Iterator[Whole]:
    """What it says of the whole file, and of a block of it that is rejected; our files have one block, named as the file."""
    code = text(original, "GrpSts")
    if code:
        yield _whole(original, code, batch, written_on)
    for block in every(report, "OrgnlPmtInfAndSts"):
        of_block = text(block, "PmtInfSts")
        silent = not code and first(block, "TxInfAndSts") is None
        if of_block and (silent or (_is_rejected(of_block) and not _is_rejected(code))):
            yield _whole(block, of_block, text(block, "OrgnlPmtInfId") or batch, written_on)


def _whole(told: Element, code: str, batch: str, written_on: date) -> Whole:
    # A file is never paid as a whole: which payments were, and how much, is said of each.
    status = REJECTED if _is_rejected(code) else RECEIVED
    payments, amount_of_all = first(told, "OrgnlNbOfTxs"), first(told, "OrgnlCtrlSum")
    return Whole(batch, status, written_on, _said(code, told), maybe(payments, number), maybe(amount_of_all, sek))


def _is_rejected(code: str) -> bool:
    return _DONE.get(code) == REJECTED


def _answers(report: Element, batch: str, written_on: date) -> Iterator[Answer | None]:
    for block in every(report, "OrgnlPmtInfAndSts"):
        for each in every(block, "TxInfAndSts"):
            ours = is_batch(batch) or is_payment(_reference(each))
            yield _answer(each, text(block, "PmtInfSts"), batch, written_on) if ours else None


def _reference(told: Element) -> str:
    """Ours is both the end-to-end reference and the instruction's; a bank need not tell both, and the first goes before."""
    end_to_end, instruction = text(told, "OrgnlEndToEndId"), text(told, "OrgnlInstrId")
    return instruction if is_payment(instruction) and not is_payment(end_to_end) else end_to_end


def _answer(told: Element, of_block: str, batch: str, written_on: date) -> Answer:
    code = text(told, "TxSts") or of_block
    instructed = first(told, "OrgnlTxRef/Amt/InstdAmt", "OrgnlTxRef/IntrBkSttlmAmt")
    said = maybe(instructed, amount)
    settled = first(told, "FctvIntrBkSttlmDt/Dt", "FctvIntrBkSttlmDt/DtTm", "OrgnlTxRef/IntrBkSttlmDt")
    return Answer(
        reference=_reference(told) or needed_text(told, "OrgnlEndToEndId"),
        status=_DONE.get(code, RECEIVED),
        on=day(settled) if settled is not None and _DONE.get(code) == PAID else written_on,
        amount=said[0] if said else None,
        currency=said[1] if said else CURRENCY,
        reason=_said(code, told),
        batch=batch,
    )


def _said(code: str, element: Element) -> str:
    """The bank's own code, and why."""
    why = reason(every(element, "StsRsnInf"))
    return f"{code}: {why}" if code and why else code or why
