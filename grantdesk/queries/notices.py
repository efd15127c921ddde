"""What do the letters say that decide nothing: a request for a supplement, and a covering letter?"""

from __future__ import annotations

from grantdesk.documents.letter_facts import Contact, CoveringLetter, SupplementLetter
from grantdesk.models import correspondence
from grantdesk.models.case import Case
from grantdesk.queries import case_file
from grantdesk.queries.letter_words import Writing, recipient
from grantdesk.queries.letterhead import letterhead_of


def of_supplement(asked: correspondence.Supplement, case: Case, writing: Writing) -> SupplementLetter:
    return SupplementLetter(
        letterhead=letterhead_of(writing.terms.county, writing.language),
        texts=writing.texts,
        case_number=case.number,
        dated_on=asked.asked_on,
        recipient=recipient(case),
        scheme=writing.both(writing.terms.county.scheme(case.scheme).name),
        measure=case.title,
        received_on=case.received_on,
        points=tuple(asked.points),
        note=asked.note,
        due_on=asked.due_on,
        consequence=asked.consequence,
        contact=_contact(case, writing),
    )


def of_covering(written: correspondence.CoveringLetter, case: Case, writing: Writing) -> CoveringLetter:
    return CoveringLetter(
        letterhead=letterhead_of(writing.terms.county, writing.language),
        texts=writing.texts,
        case_number=case.number,
        dated_on=written.written_on,
        addressee=tuple(written.addressee.splitlines()),
        heading=written.heading,
        text=written.text,
        enclosures=tuple(written.enclosures),
        contact=_contact(case, writing),
    )


def _contact(case: Case, writing: Writing) -> Contact:
    """The case's handler, at the region's own address."""
    return Contact(case_file.names_of(case).handler, writing.terms.county.region.email)
