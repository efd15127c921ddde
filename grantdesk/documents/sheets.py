"""Pages that are packed when they are finished: what ReportLab holds until the file is written is small."""

from __future__ import annotations

from zlib import compress

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas


class Sheets(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas that does not hold the text of a page that has been shown."""

    def showPage(self) -> None:  # noqa: N802  # ReportLab's name
        super().showPage()
        page = self._doc.Pages.pages[-1]
        content, page.stream = page.stream.encode("latin-1"), None
        page.Contents = PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), compress(content), [])
