"""The files of a batch: made once, of what was booked, and given out as they were kept."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import text, update

from grantdesk import archive, db, settings
from grantdesk.actions import clear, enrol, keep_file
from grantdesk.domain import account
from grantdesk.domain.messages import Language, message
from grantdesk.domain.money import Money, total
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.case import Case
from grantdesk.models.organisation import Organisation
from grantdesk.models.payment import Batch, BatchFile, Payment
from grantdesk.operations import verify
from grantdesk.queries import balances, payees, payout_files, payouts
from tests import builders
from tests.conftest import Database
from tests.documents import bank_reader, ledger_reader, papers

pytestmark = pytest.mark.usefixtures("database")

FORMS = tuple(keep_file.ENDINGS)
MADE_WHEN_ASKED = tuple(form for form in FORMS if form != keep_file.PAIN001)


def two_payments() -> list[Payment]:
    project = builders.a_registration(builders.project_facts())
    of_project = builders.a_payment(builders.a_claim(builders.grant(builders.an_assessed_case(project))))
    both = [builders.an_attested_payment(), builders.an_attested_payment(of_project)]
    return sorted(both, key=lambda each: each.number)


def an_exported_batch(*payments: Payment) -> Batch:
    batch = builders.a_batch(*payments)
    builders.export(batch)
    return payouts.batch_by_number(batch.number)


def kept(batch: Batch, form: str, language: Language = "sv") -> BatchFile:
    drawn = keep_file.draw(batch, form, language=language, on=builders.DAY, terms=builders.terms())
    with db.transaction(at=builders.moment()):
        return keep_file.put(payouts.batch_by_number(batch.number), drawn, by=None)


def content(file: BatchFile) -> bytes:
    return b"".join(keep_file.read(file))


def to_bank(batch: Batch) -> bank_reader.Message:
    (file,) = (each for each in payout_files.of_batch(batch) if each.form == keep_file.PAIN001)
    return bank_reader.read(BytesIO(content(file)))


def list_of(batch: Batch) -> list[dict[str, str]]:
    written = content(kept(batch, keep_file.CSV)).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(written, newline=""), delimiter=";"))


def workbook_of(batch: Batch) -> list[dict[str, Any]]:
    sheet = CalamineWorkbook.from_filelike(BytesIO(content(kept(batch, keep_file.XLSX)))).get_sheet_by_index(0)
    headers, *rows = sheet.to_python()
    return [dict(zip(map(str, headers), row, strict=True)) for row in rows]


def test_the_export_makes_the_file_to_the_bank_and_it_has_what_was_ordered() -> None:
    payments = two_payments()
    batch = an_exported_batch(*payments)
    found = to_bank(batch)
    assert (found.number, found.version, found.execution_on) == (batch.number, "09", "2026-03-16")
    assert [(each.reference, each.amount) for each in found.transfers] == [
        (each.number, each.amount.exact_kronor) for each in payments
    ]
    assert {(each.kind, each.number) for each in found.transfers} == {("bankgiro", builders.ACCOUNT.number)}
    (file,) = payout_files.of_batch(batch)
    assert (file.form, file.name) == ("pain001", f"{batch.number}.xml")


def test_every_form_comes_to_the_sum_of_the_batch_and_of_the_ledger() -> None:
    payments = two_payments()
    batch = an_exported_batch(*payments)
    whole = total(each.amount for each in payments)
    assert batch.amount_locked == whole == balances.of_everything().paid
    assert to_bank(batch).totals == ((2, whole.exact_kronor),) * 2
    assert sum(Decimal(row["belopp"].replace(",", ".")) for row in list_of(batch)) == whole.exact_kronor
    assert sum(Decimal(str(row["belopp"])) for row in workbook_of(batch)) == whole.exact_kronor
    (voucher,) = ledger_reader.read(content(kept(batch, keep_file.SIE))).vouchers
    assert sum(row.amount for row in voucher.rows if row.amount > 0) == whole.exact_kronor
    assert "Antal utbetalningar: 2. Summa: 85 000,00 kr." in papers.text(content(kept(batch, keep_file.PDF)))
    assert {(each.payments, each.amount) for each in payout_files.of_batch(batch)} == {(2, whole)}
    assert verify.everything().broken == []


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_made_once_and_is_the_same_whatever_changes_afterwards(form: str) -> None:
    batch = an_exported_batch(builders.an_attested_payment())
    first = kept(batch, form)
    before = content(first)
    with db.transaction(at=builders.moment()):
        db.session.execute(update(Organisation).values(name="Ett annat namn AB"))
    with db.transaction(at=builders.moment()):
        terms = builders.terms()
        again = keep_file.of_batch(batch, form, language="sv", by=None, on=builders.DAY, terms=terms)
    assert again.id == first.id
    assert content(again) == before
    assert len([each for each in payout_files.every() if each.form == form]) == 1


def test_lists_and_reports_have_a_language_and_the_others_have_one() -> None:
    batch = an_exported_batch(builders.an_attested_payment())
    names = {form: [kept(batch, form, words).name for words in ("sv", "en")] for form in FORMS}
    number = batch.number
    assert names["csv"] == [f"{number}.csv", f"{number}-en.csv"]
    assert names["pdf"] == [f"{number}.pdf", f"{number}-en.pdf"]
    assert names["pain001"] == [f"{number}.xml"] * 2
    assert names["sie"] == [f"{number}.si"] * 2


@pytest.mark.parametrize("form", FORMS)
def test_there_is_no_file_before_the_export(form: str) -> None:
    batch = builders.a_batch()
    builders.lock(batch)
    with pytest.raises(Refused, match="exported"):
        kept(batch, form)
    assert payout_files.every() == []


def test_a_form_that_there_is_not_is_named() -> None:
    with pytest.raises(NotThere, match=r"no file in the form docx\. The forms are pain001, csv"):
        kept(an_exported_batch(builders.an_attested_payment()), "docx")


def test_a_batch_that_was_exported_without_a_file_to_the_bank_never_gets_one(database: Database) -> None:
    by = builders.a_user("finance").id
    with database.engine.begin() as connection:
        # As it was before there were files, and before the guard.
        on = " ON batch" if database.backend == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER batch_begins_open{on}"))
    old = {"number": "UB-2020-0001", "once": "o", "state": "exported", "made_on": builders.DAY, "made_by_id": by}
    with db.transaction(at=builders.moment()):
        db.session.add(Batch(**old, exported_on=builders.DAY, exported_by_id=by))
    with pytest.raises(Refused, match="made only at the export"):
        kept(payouts.batch_by_number("UB-2020-0001"), keep_file.PAIN001)


def test_what_was_set_aside_is_in_no_file_and_what_failed_afterwards_is_in_them_all() -> None:
    aside, first = two_payments()
    second = builders.an_attested_payment()
    assert aside.case_id != first.case_id
    _withdraw_account_of(aside)
    batch = builders.a_batch(aside, first, second)
    builders.export(batch)
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        why = message("payment.stopped", reason="Påhittat.")
        clear.fail(payouts.by_number(first.number), why, by=by, on=builders.DAY, because="påhittad fil")
    batch = payouts.batch_by_number(batch.number)
    expected = [first.number, second.number]
    assert [each.reference for each in to_bank(batch).transfers] == expected
    assert [row["utbetalning"] for row in list_of(batch)] == expected
    assert [row["utbetalning"] for row in workbook_of(batch)] == expected
    assert verify.everything().broken == []


def _withdraw_account_of(payment: Payment) -> None:
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        case = db.session.get_one(Case, payment.case_id)
        (payee,) = (each for each in payees.standing_of(case.organisation_id) if each.id == payment.payee_id)
        enrol.withdraw(
            payees.by_id(payee.id, organisation_id=case.organisation_id), "Avslutat.", by=by, on=builders.DAY
        )


HOSTILE = ['"; DROP <b>&', "\u202e😀\x07", "=cmd|' /C calc'!A0", "å" * 200, "株式会社", "\\}{#VER"]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_hostile_name_is_in_every_file_and_breaks_none(name: str) -> None:
    payments = two_payments()
    with db.transaction(at=builders.moment()):
        case = db.session.get_one(Case, payments[0].case_id)
        db.session.execute(update(Organisation).where(Organisation.id == case.organisation_id).values(name=name))
    batch = an_exported_batch(*payments)
    numbers = [each.number for each in payments]
    assert [each.reference for each in to_bank(batch).transfers] == numbers
    assert [row["utbetalning"] for row in list_of(batch)] == numbers
    assert [row["utbetalning"] for row in workbook_of(batch)] == numbers
    assert len(ledger_reader.read(content(kept(batch, keep_file.SIE))).vouchers) == 1
    text = papers.text(content(kept(batch, keep_file.PDF)))
    assert all(number in text for number in numbers)


ACCOUNTS = {
    "plusgiro": account.parse("plusgiro", "12 34 56-6"),
    "account": account.parse("account", "428 374 15", clearing="8327-9"),
    "iban": account.parse("iban", "SE45 5000 0000 0583 9825 7466", bic="ESSESESS"),
}


@pytest.mark.parametrize("kind", ACCOUNTS)
@pytest.mark.parametrize("backend", ["sqlite"])
def test_the_bank_is_told_of_the_account_that_was_confirmed(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builders, "ACCOUNT", ACCOUNTS[kind])
    batch = an_exported_batch(builders.an_attested_payment())
    (found,) = to_bank(batch).transfers
    written = ACCOUNTS[kind]
    assert (found.kind, found.number, found.bic) == (kind, written.number, written.bic)
    assert kind != "account" or found.clearing == written.clearing[:4]
    (row,) = list_of(batch)
    assert row["konto"] == written.shown
    assert written.shown in papers.text(content(kept(batch, keep_file.PDF)))


def test_a_file_that_is_gone_or_changed_is_not_given_out() -> None:
    file = kept(an_exported_batch(builders.an_attested_payment()), keep_file.CSV)
    place = archive.place(settings.read().archive, file.digest)
    place.chmod(0o640)
    place.write_bytes(place.read_bytes().replace(b"35000,00", b"95000,00"))
    with pytest.raises(archive.Lost, match="not the one that was stored"):
        content(file)
    (said,) = verify.everything().broken
    assert said.startswith(f"batch_file:{file.id} ({file.name}): its file")
    place.unlink()
    with pytest.raises(archive.Lost, match="gone from the archive"):
        content(file)


def test_nothing_is_exported_where_the_file_cannot_be_kept() -> None:
    batch = builders.a_batch()
    folder = settings.read().archive
    if folder.exists():
        folder.rename(folder.with_name("aside"))
    folder.write_text("not a folder")
    with pytest.raises(OSError, match="archive"):
        builders.export(batch)
    assert payouts.batch_by_number(batch.number).state == "locked"
    assert balances.of_everything().paid == Money(0)
    assert payout_files.every() == []


def test_of_two_who_make_the_same_file_one_is_kept() -> None:
    batch = an_exported_batch(builders.an_attested_payment())
    terms, by = builders.terms(), builders.a_user("finance")
    both = [keep_file.draw(batch, keep_file.SIE, language="sv", on=builders.DAY, terms=terms) for _ in range(2)]
    for drawn in both:
        with db.transaction(at=builders.moment()):
            keep_file.put(payouts.batch_by_number(batch.number), drawn, by=by)
    assert [each.form for each in payout_files.of_batch(batch)] == ["pain001", "sie"]
