"""Two validators of archival files, and papers with a fault put in, to see that they look."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import page
from pikepdf import Dictionary, Name, Object, Pdf, pdfa


def faults(file: bytes) -> list[str]:
    """What keeps the file from being PDF/A-2a and PDF/UA-1."""
    reports = [page.validate_pdf_bytes(file, profile=profile) for profile in ("2a", "ua1")]
    assert all(report.is_compliant == (not report.failures) for report in reports)
    return [f"{failure.rule_id}: {failure.message}" for report in reports for failure in report.failures]


def second_opinion(file: bytes) -> list[str]:
    """What keeps the file from being PDF/A-2b, as another validator sees it.

    It knows neither level A nor the names of PDF/UA in the metadata, so these are left out of what it is shown.
    """
    with Pdf.open(BytesIO(file)) as pdf:
        metadata = pdf.Root.Metadata
        told = metadata.read_bytes().decode()
        told = re.sub(
            r"<pdfaExtension:schemas>.*</pdfaExtension:schemas>|<pdfuaid:part>1</pdfuaid:part>", "", told, flags=re.S
        )
        told = re.sub(r' xmlns:(pdfuaid|pdfaExtension|pdfaSchema|pdfaProperty)="[^"]+"', "", told)
        metadata.write(told.replace("<pdfaid:conformance>A", "<pdfaid:conformance>B").encode())
        out = BytesIO()
        pdf.save(out)
    out.seek(0)
    return [str(finding) for finding in pdfa.validate_written(out, "2b").findings]


def spoilt(file: bytes, spoil: Callable[[Pdf], None]) -> bytes:
    """The file with something done to it."""
    with Pdf.open(BytesIO(file)) as pdf:
        spoil(pdf)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def elements(pdf: Pdf, tag: str) -> list[Object]:
    """Every element of this kind, in the order of the file."""
    return [each for each in pdf.objects if isinstance(each, Dictionary) and each.get(Name.S) == f"/{tag}"]
