"""A copy of a case's documents for somebody who has asked for them: what is secret is not in the file, in any form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, TableStyle

from grantdesk.documents import layout
from grantdesk.documents.layout import Letterhead, Paper
from grantdesk.documents.tagging import Element, Words, grid, header_cell, words
from grantdesk.documents.typography import HAIRLINE, NO_PADDING, markup, style
from grantdesk.domain.disclosure import RIGHT_TO_A_DECISION
from grantdesk.domain.findings import Confidence
from grantdesk.domain.masking import MaskedSection, Parts, written
from grantdesk.domain.messages import Language, Parameter, message
from grantdesk.domain.messages import render as rendered
from grantdesk.domain.secrecy import Ground

# A row as long as this may be cut over two pages.
_UNCUT_CHARACTERS = 1_500
# A bar is not broken over two lines.
_NBSP = "\u00a0"


@dataclass(frozen=True)
class MaskedCopy:
    """What is given out. The case's own title may be secret, so the paper is named by the number."""

    letterhead: Letterhead
    case_number: str
    made_on: date
    sections: tuple[MaskedSection, ...]

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The grounds that something is masked on, in the order that they come."""
        parts = (part for section in self.sections for _, said in section.rows for part in said)
        return tuple(dict.fromkeys(part for part in parts if isinstance(part, Ground)))


def render(copy: MaskedCopy, language: Language) -> bytes:
    """The copy as a PDF, A4 upright."""
    title = f"{_say('copy.heading', language)} {copy.case_number}"
    paper = Paper(
        title=title,
        author=copy.letterhead.region,
        subject=_say("copy.subject", language),
        language=language,
        dated_on=copy.made_on,
        footer=f"{copy.letterhead.region} · {title} · {copy.made_on.isoformat()}",
    )
    width = layout.text_width(paper)
    return layout.render(paper, lambda: list(_story(copy, language, width)))


def _story(copy: MaskedCopy, language: Language, width: float) -> Iterator[Flowable]:
    beside = [
        _say("copy.case", language, number=copy.case_number),
        _say("copy.made_on", language, on=copy.made_on),
    ]
    yield layout.letterhead(copy.letterhead, beside, width=width)
    yield layout.heading(f"{_say('copy.heading', language)} {copy.case_number}", level=0)
    yield from _told(copy.grounds, language)
    for section in copy.sections:
        yield layout.heading(section.heading)
        yield _rows(section.rows, width)


def _told(grounds: Sequence[Ground], language: Language) -> Iterator[Flowable]:
    """What a mask means, and what whoever misses something may do."""
    if not grounds:
        yield layout.paragraph(_say("copy.whole", language))
        return
    yield layout.paragraph(_say("copy.masked", language))
    for ground in grounds:
        yield _paragraph((ground, f" {_say(f'secrecy.ground.{ground.code}', language)}"), "body", Element("P"))
    mark = "" if RIGHT_TO_A_DECISION is Confidence.STATUTE else f" ({_say('explanation.unconfirmed.mark', language)})"
    yield layout.paragraph(f"{_say('disclosure.right', language)}{mark}")


def _rows(rows: Sequence[tuple[str, Parts]], width: float) -> Flowable:
    whole, cells = Element("Table"), []
    for label, said in rows:
        line = Element("TR", whole)
        head = words(markup(label), style("quiet"), header_cell(line, "Row"))
        cells.append([head, _paragraph(said, "cell", Element("TD", line))])
    longest = max(len(written(said)) for _, said in rows)
    made = grid(cells, colWidths=[width * 0.3, width * 0.7], splitInRow=int(longest > _UNCUT_CHARACTERS))
    ruled = [("BOTTOMPADDING", (0, 0), (-1, -1), 2.5), ("LINEBELOW", (0, 0), (-1, -1), 0.3, HAIRLINE)]
    made.setStyle(TableStyle([*NO_PADDING, *ruled]))
    made.spaceAfter = 5
    return made


def _paragraph(parts: Parts, kind: str, element: Element) -> Words:
    return words("".join(map(_written, parts)), style(kind), element)


def _written(part: str | Ground) -> str:
    """The words; or a black bar on which the ground stands, and nothing of what was there."""
    if isinstance(part, Ground):
        return f'<font backColor="#1a1a1a" color="#ffffff">{markup(part.stamp.replace(" ", _NBSP))}</font>'
    return markup(part)


def _say(key: str, language: Language, **parameters: Parameter) -> str:
    return rendered(message(key, **parameters), language)
