"""Keep a file: what a batch is given out in is made once, put in the archive, and from then on is what is given out.

The file to the bank is made when the batch is exported and never else. The others say what was exported, and are made when
somebody first asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date
from io import BufferedRandom

from grantdesk import archive, db, settings
from grantdesk.actions import record
from grantdesk.documents import pain001, payout_list, payout_report
from grantdesk.documents.payout_report import Control, PayoutRow
from grantdesk.domain import vouchers
from grantdesk.domain.messages import Language
from grantdesk.domain.money import Money
from grantdesk.domain.payment_order import PaymentOrder
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.domain.roles import Actor
from grantdesk.domain.vouchers import Occasion
from grantdesk.models.payment import Batch, BatchFile
from grantdesk.queries import payout_files
from grantdesk.queries.vouchers import as_file
from grantdesk.region import Terms

PAIN001, CSV, XLSX, PDF, SIE = "pain001", "csv", "xlsx", "pdf", "sie"
# What a file's name ends with. The bank and the ledger read one language.
ENDINGS: Mapping[str, str] = {PAIN001: "xml", CSV: "csv", XLSX: "xlsx", PDF: "pdf", SIE: "si"}
_OF_ONE_LANGUAGE = (PAIN001, SIE)


@dataclass(frozen=True)
class Drawn:
    """A file that is in the archive, and that no row names yet: what it is of, and how many payments it tells and their sum."""

    form: str
    language: Language
    digest: str
    payments: int
    amount: Money


@dataclass(frozen=True)
class Errand:
    """What a file is made of: the batch, whose terms and words, and the day."""

    batch: Batch
    terms: Terms
    language: Language
    on: date


def of_batch(batch: Batch, form: str, *, language: Language, by: Actor | None, on: date, terms: Terms) -> BatchFile:
    """The batch's file in a form: the one that is kept, or one that is made now, in the act under way."""
    language = language_of(form, language)
    kept = payout_files.find(batch, form, language)
    return kept or _put(batch, drawn(form, Errand(batch, terms, language, on)), by)


def draw(batch: Batch, form: str, *, language: Language, on: date, terms: Terms) -> Drawn:
    """The file that is kept, or one that no row names yet, made outside any act so that nobody waits for a long one.

    Raises `Refused` before the export, and for the file to the bank, which only the export makes.
    """
    language = language_of(form, language)
    if kept := payout_files.find(batch, form, language):
        return Drawn(form, language, kept.digest, kept.payments, kept.amount)
    if form == PAIN001 and batch.exported_on is not None:
        raise Refused("batch_file.only_at_export", number=batch.number)
    return drawn(form, Errand(batch, terms, language, on))


def put(batch: Batch, drawn: Drawn, *, by: Actor | None) -> BatchFile:
    """Have a row name the file; where somebody was first it is theirs that is kept."""
    return payout_files.find(batch, drawn.form, drawn.language) or _put(batch, drawn, by)


def read(file: BatchFile) -> Iterator[bytes]:
    """The kept file, a piece at a time. Raises `archive.Lost` where it is gone, or is not what was put there."""
    return archive.chunks(settings.read().archive, file.digest)


def give_out(file: BatchFile, batch: Batch) -> Iterator[bytes]:
    """As `read`, to somebody who may take it to the bank.

    Raises `Refused` for the file to the bank where a payment in it has been stopped and nobody has noted that the file was
    sent: the bank would pay it, and it may have been paid anew.
    """
    stopped = payout_files.stopped(batch) if file.form == PAIN001 and batch.state == "exported" else []
    if stopped:
        raise Refused("batch_file.holds_stopped", number=batch.number, payments=", ".join(stopped))
    return read(file)


def language_of(form: str, language: Language) -> Language:
    """The language that a file in the form has, where another was asked for too. Raises `NotThere` for an unknown form."""
    if form not in ENDINGS:
        raise NotThere("batch_file.unknown_form", form=form[:20], forms=", ".join(ENDINGS))
    return "sv" if form in _OF_ONE_LANGUAGE else language


def _put(batch: Batch, drawn: Drawn, by: Actor | None) -> BatchFile:
    suffix = "" if drawn.language == "sv" else f"-{drawn.language}"
    made = BatchFile(
        batch_id=batch.id,
        form=drawn.form,
        language=drawn.language,
        name=f"{batch.number}{suffix}.{ENDINGS[drawn.form]}",
        digest=drawn.digest,
        payments=drawn.payments,
        amount=drawn.amount,
        made_at=db.moment(),
        made_by_id=by.id if by else None,
        made_by=by.name if by else record.NOBODY,
    )
    db.session.add(made)
    db.session.flush()
    record.event("batch.file_made", by=by, rows=[made], number=batch.number, name=made.name, digest=made.digest)
    return made


def drawn(form: str, errand: Errand) -> Drawn:
    """The file, written to the archive, with what it tells compared with what was booked and with what was locked."""
    batch = errand.batch
    if batch.exported_on is None:
        raise Refused("batch.not_exported", number=batch.number)
    count, amount = payout_files.booked(batch)
    if batch.payments_locked is not None and (count, amount) != (batch.payments_locked, batch.amount_locked):
        raise Refused("batch_file.differs", number=batch.number, count=count, sum=amount)
    folder = settings.read().archive
    with archive.draft(folder) as new:
        told = _WRITERS[form](errand, new)
        if told != (count, amount):
            raise Refused("batch_file.differs", number=batch.number, count=told[0], sum=told[1])
        return Drawn(form, errand.language, archive.keep_file(folder, new), count, amount)


Told = tuple[int, Money]


def _to_bank(errand: Errand, new: BufferedRandom) -> Told:
    batch, terms = errand.batch, errand.terms
    told = payout_files.booked(batch)
    form = terms.payments.format_on(errand.on)
    order = PaymentOrder(
        number=batch.number,
        made_at=db.moment().astimezone(UTC),
        execution_on=terms.payments.execution_on(errand.on),
        debtor=terms.payments.debtor(terms.county.region.organisation_number, on=errand.on),
        count=told[0],
        sum=told[1],
    )
    pain001.write(order, payout_files.instructions(batch, county=terms.county), form, new)
    new.seek(0)
    pain001.validate(new, form.version)
    return told


def _list(errand: Errand, new: BufferedRandom) -> Told:
    counted = Control()
    for line in payout_list.csv(counted.of(_rows(errand)), _day(errand), errand.language):
        new.write(line)
    return counted.count, counted.sum


def _workbook(errand: Errand, new: BufferedRandom) -> Told:
    counted = Control()
    payout_list.xlsx(errand.batch.number, counted.of(_rows(errand)), _day(errand), errand.language, new)
    return counted.count, counted.sum


def _report(errand: Errand, new: BufferedRandom) -> Told:
    report = payout_files.report(errand.batch, county=errand.terms.county, language=errand.language)
    counted = payout_report.write(report, errand.language, new)
    return counted.count, counted.sum


def _vouchers(errand: Errand, new: BufferedRandom) -> Told:
    batch = errand.batch
    occasion = Occasion(batch.number, _day(errand), "Utbetalningar")
    voucher = vouchers.of_payments(occasion, payout_files.coded(batch), errand.terms.coding)
    new.writelines(as_file([voucher], terms=errand.terms, on=errand.on))
    return payout_files.booked(batch)[0], voucher.turnover


def _rows(errand: Errand) -> Iterator[PayoutRow]:
    return payout_files.rows(errand.batch, county=errand.terms.county, language=errand.language)


def _day(errand: Errand) -> date:
    return errand.batch.exported_on or errand.on


_WRITERS: Mapping[str, Callable[[Errand, BufferedRandom], Told]] = {
    PAIN001: _to_bank,
    CSV: _list,
    XLSX: _workbook,
    PDF: _report,
    SIE: _vouchers,
}
