"""What the files of an exported batch say; the same batch always says the same."""

from __future__ import annotations

from grantdesk.documents.payout_report import ObjectiveShare, PayoutReport, PayoutRow
from grantdesk.domain.county import County
from grantdesk.domain.messages import Both, Language, message, render
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.queries import balances, payouts
from grantdesk.queries.letterhead import letterhead_of
from grantdesk.queries.payouts import Line


def of_batch(number: str, *, county: County, language: Language) -> PayoutReport:
    """The payments of a batch with what each objective carries. Raises `NotThere`, and `Refused` before the export."""
    batch = payouts.batch_by_number(number)
    if batch.exported_on is None:
        raise Refused("batch.not_exported", number=number)
    lines = payouts.of_batch(batch)
    carried = balances.of_payments([line.id for line in lines])
    return PayoutReport(
        letterhead=letterhead_of(county, language),
        batch_number=batch.number,
        state=render(message(f"state.batch.{batch.state}"), language),
        on=batch.exported_on,
        rows=tuple(_row(line, carried[line.id], language) for line in lines),
    )


def _row(line: Line, carried: dict[str, Money], language: Language) -> PayoutRow:
    return PayoutRow(
        payment_number=line.number,
        case_number=line.case_number,
        scheme=_in(line.scheme_name, language),
        recipient=line.organisation,
        organisation_number=line.shown_number,
        bankgiro=line.bankgiro,
        objectives=tuple(ObjectiveShare(objective, amount) for objective, amount in carried.items()),
        amount=line.amount,
        prepared_by=line.prepared_by,
        attested_by=line.attested_by or "",
    )


def _in(texts: Both, language: Language) -> str:
    return texts.sv if language == "sv" else texts.en
