"""The files of a batch: each is made once, and given out as it was kept ever after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from flask import Blueprint, Response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from grantdesk import clock, db
from grantdesk.actions import keep_file
from grantdesk.domain import laid_down
from grantdesk.domain.messages import Language
from grantdesk.domain.refusal import NotThere
from grantdesk.models.payment import Batch, BatchFile
from grantdesk.queries import payout_files, payouts
from grantdesk.web import county, language
from grantdesk.web.access import requires, signed_in

bp = Blueprint("batch_files", __name__)

_KINDS = {
    keep_file.PAIN001: "application/xml",
    keep_file.CSV: "text/csv; charset=utf-8",
    keep_file.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    keep_file.PDF: "application/pdf",
    # The ledger reads bytes of code page 437; no browser should think that it knows better.
    keep_file.SIE: "application/octet-stream",
}


@dataclass(frozen=True)
class Offered:
    """A form that the batch can be had in, and the file where it has been made."""

    form: str
    file: BatchFile | None


def offered(batch: Batch) -> list[Offered]:
    """What the page of a batch offers, in the reader's language: nothing before the export."""
    if batch.exported_on is None:
        return []
    made = {(file.form, file.language): file for file in payout_files.of_batch(batch)}
    words: Language = language.current()
    each = [Offered(form, made.get((form, keep_file.language_of(form, words)))) for form in _KINDS]
    # The file to the bank is made by the export, or never.
    return [one for one in each if one.file or one.form != keep_file.PAIN001]


@dataclass(frozen=True)
class Paying:
    """From where and when the bank pays a batch, and whether the region has yet to confirm any of it.

    `is_late` where the day has passed and nobody has noted that the file was sent.
    """

    payer: str
    account: str
    on: date
    version: str
    is_unconfirmed: bool
    is_late: bool


def paying(batch: Batch) -> Paying | None:
    """What the region has laid down for the day that the batch was exported, or for today; None where there was nothing yet."""
    terms, day = county.terms().payments, batch.exported_on or clock.today()
    if any(series.on(day) is None for series in (terms.payer, terms.format, terms.execution_days)):
        return None
    debtor, executed_on = terms.debtor(county.current().region.organisation_number, on=day), terms.execution_on(day)
    return Paying(
        payer=debtor.name,
        account=debtor.account.shown,
        on=executed_on,
        version=f"pain.001.001.{terms.format_on(day).version}",
        is_unconfirmed=bool(laid_down.unconfirmed((terms.payer, terms.format, terms.execution_days), day)),
        is_late=batch.state == "exported" and executed_on < clock.today(),
    )


@bp.get("/batches/<number>/files/<form>")
@requires("batch:read")
def file(number: str, form: str) -> Response:
    batch = payouts.batch_by_number(number)
    found = payout_files.find(batch, form, keep_file.language_of(form, language.current()))
    if found is None:
        raise NotThere("batch_file.not_made", form=form, number=number)
    pieces = keep_file.give_out(found, batch)
    # The first piece comes when the whole file has been tried: what is not right is said before anything is given out.
    body: Iterable[bytes] = chain([next(pieces, b"")], pieces)
    disposition = {"Content-Disposition": f'attachment; filename="{found.name}"'}
    return Response(body, content_type=_KINDS[form], headers=disposition)


@bp.post("/batches/<number>/files/<form>")
@requires("batch:export")
def make(number: str, form: str) -> AnyResponse:
    words, terms = language.current(), county.terms()
    with db.one_moment():
        drawn = keep_file.draw(payouts.batch_by_number(number), form, language=words, on=clock.today(), terms=terms)
    with db.transaction(at=clock.now()):
        keep_file.put(payouts.batch_by_number(number), drawn, by=signed_in())
    return redirect(url_for("batch_files.file", number=number, form=form), 303)
