"""Files of cases as somebody at Almi would write them, made of a few invented rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from grantdesk import db
from grantdesk.documents import spreadsheet
from grantdesk.domain.checklist import YES
from grantdesk.domain.roles import ALMI
from grantdesk.operations import intake
from tests import builders
from tests.builders import DAY, Person

SECOND = "559900-2002"


def row(ref: str = "A-1", **changes: str) -> dict[str, str]:
    """A consultancy check: 80 000 in costs, 40 000 in aid, with everything seen to; `changes` by heading."""
    checks = builders.terms().checks.on(DAY, scheme="konsultcheck", handled_by=ALMI)
    said = {
        "external_ref": ref,
        "scheme": "konsultcheck",
        "title": f"Exportråd {ref}",
        "received_on": "2026-03-02",
        "organisation_number": "559900-1004",
        "organisation_name": "Påhittade Verkstaden AB",
        "legal_form": "limited_company",
        "municipality": "1982",
        "size": "small",
        "led_by": "woman",
        "nace": "25.62",
        "objective": "VAL-1:60,VAL-2:40",
        "starts_on": "2026-05-01",
        "ends_on": "2026-12-31",
        "cost_consultancy": "80 000,00",
        "financing_own": "40000.00",
        "de_minimis": "",
        "circumstances": "collective_agreement_terms",
        "independent_companies": "3",
        **{f"check_{item.code}": YES for item in checks},
    }
    return {**said, **changes}


def granted(ref: str = "A-1", *, by: str, **changes: str) -> dict[str, str]:
    """As `row`, granted by the person with this e-mail four days after it was received."""
    said = {"decision": "granted", "decided_on": "2026-03-06", "granted_amount": "40 000", "decided_by": by}
    return row(ref, **{**said, "reason": "Bolaget får kunder utomlands.", **changes})


def rejected(ref: str = "A-1", *, by: str, **changes: str) -> dict[str, str]:
    said = {"decision": "rejected", "decided_on": "2026-03-06", "reason": "Åtgärden är redan gjord.", "decided_by": by}
    return row(ref, **{**said, **changes})


def as_csv(*rows: dict[str, str]) -> bytes:
    """The rows as a spreadsheet program saves them: a byte order mark, semicolons, CRLF."""
    headings, written = _headings(rows), io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerows([headings, *([one.get(name, "") for name in headings] for one in rows)])
    return ("\ufeff" + written.getvalue()).encode()


def as_xlsx(*rows: dict[str, str]) -> bytes:
    headings = _headings(rows)
    return spreadsheet.xlsx_table("Ärenden", headings, [[one.get(name, "") for name in headings] for one in rows])


def entered(*rows: dict[str, str], by: Person, on: date = DAY) -> int:
    """The key of the file that these rows were entered from."""
    file = intake.read("ärenden.csv", as_csv(*rows), on=on, terms=builders.terms())
    with db.transaction(at=builders.moment(on)):
        return intake.everything(file, by=by, on=on, terms=builders.terms()).id


def _headings(rows: Sequence[dict[str, str]]) -> list[str]:
    return list(dict.fromkeys(name for one in rows for name in one))
