"""`grantdesk payouts export`, as scripts use it: every form, made once and written whole, and the exit codes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grantdesk import archive, settings
from grantdesk.actions import keep_file
from grantdesk.cli import main
from grantdesk.operations import verify
from grantdesk.queries import payout_files
from tests import builders
from tests.documents import bank_reader, ledger_reader

pytestmark = [pytest.mark.parametrize("backend", ["sqlite"]), pytest.mark.usefixtures("database")]


@pytest.fixture
def batch() -> str:
    made = builders.a_batch(builders.an_attested_payment())
    builders.export(made)
    return made.number


def export(batch: str, form: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["payouts", "export", batch, "--format", form, *words])


@pytest.mark.parametrize("form", tuple(keep_file.ENDINGS))
def test_a_file_is_the_same_each_time_on_standard_output_and_in_a_file(batch: str, form: str, tmp_path: Path) -> None:
    target = tmp_path / "file"
    first, second = export(batch, form), export(batch, form, "--output", str(target))
    assert (first.exit_code, second.exit_code) == (0, 0), first.stderr
    assert first.stdout_bytes == target.read_bytes() != b""
    assert len([each for each in payout_files.every() if each.form == form]) == 1
    assert verify.everything().broken == []


def test_what_is_written_is_what_it_says(batch: str) -> None:
    assert bank_reader.read(BytesIO(export(batch, "pain001").stdout_bytes)).number == batch
    assert len(ledger_reader.read(export(batch, "sie").stdout_bytes).vouchers) == 1
    assert b"kind of account" in export(batch, "csv", "--language", "en").stdout_bytes


def test_a_batch_that_is_not_exported_is_not_so_and_one_that_there_is_not_is_wrong(batch: str) -> None:
    waiting = builders.a_batch().number
    done = export(waiting, "xlsx")
    assert (done.exit_code, done.stdout_bytes) == (1, b"")
    assert "has not been exported" in done.stderr
    assert export("UB-1999-0001", "csv").exit_code == 2
    assert export(batch, "abacus").exit_code == 2
    assert export(batch, "csv", "--language", "fi").exit_code == 2


def test_a_place_that_cannot_be_written_to_is_told_and_holds_nothing(batch: str, tmp_path: Path) -> None:
    done = export(batch, "csv", "--output", str(tmp_path / "nowhere" / "list.csv"))
    assert done.exit_code == 2
    assert "cannot write" in done.stderr
    assert list(tmp_path.glob("nowhere*")) == []


def test_a_file_that_is_not_what_was_kept_is_not_so(batch: str, tmp_path: Path) -> None:
    (file,) = payout_files.every()
    place = archive.place(settings.read().archive, file.digest)
    place.chmod(0o640)
    place.write_bytes(b"another")
    done = export(batch, "pain001", "--output", str(tmp_path / "file"))
    assert done.exit_code == 1
    assert "not the one that was stored" in done.stderr
    assert not (tmp_path / "file").exists()


def test_the_vouchers_of_a_month_are_those_beside_the_batches() -> None:
    builders.a_failed_payment()
    month = f"{builders.DAY:%Y-%m}"
    done = CliRunner().invoke(main, ["payouts", "vouchers", month])
    assert done.exit_code == 0, done.stderr
    (voucher,) = ledger_reader.read(done.stdout_bytes).vouchers
    assert voucher.text == f"R-{builders.DAY.isoformat()} Utbetalningar som inte kom fram"
    wrong = CliRunner().invoke(main, ["payouts", "vouchers", "2026-13"])
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "should be a month" in wrong.stderr
