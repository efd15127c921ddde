"""How a table's cells know their headings, so that its rows can stand as blocks where there is no room for columns.

A stylesheet that lays a row out as a block takes the table's meaning from it in most browsers: the roles are therefore
written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

_HEADING = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.DOTALL)
_PART = re.compile(r"<(thead|tbody|tfoot|tr|th|td)\b([^>]*)>")
_COLSPAN = re.compile(r'\bcolspan="(\d+)"')
_ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tfoot": "rowgroup", "tr": "row", "td": "cell"}


def columns(rows: str) -> int:
    """How many columns the table has."""
    return len(headings(rows))


def headings(rows: str) -> list[str]:
    """What stands over each column, as a reader sees it."""
    head = rows.partition("</thead>")[0]
    return [Markup(inner).striptags() for _, inner in _HEADING.findall(head)]  # noqa: S704 - read, not shown


def stackable(rows: str) -> Markup:
    """The rows of a table, with a role on each part and its column's heading on each cell below the head."""
    head, end, rest = rows.partition("</thead>")
    # The rows were escaped when the template rendered them, and only attributes are added here.
    return Markup("".join((*_parts(head, []), end, *_parts(rest, headings(rows)))))  # noqa: S704


def _parts(rows: str, labels: list[str]) -> Iterator[str]:
    column = last = 0
    for found in _PART.finditer(rows):
        tag, attributes = found.groups()
        yield rows[last : found.start()]
        yield f'<{tag} role="{_role(tag, attributes)}"{attributes}{_label(tag, labels[column:])}>'
        column = 0 if tag == "tr" else column + _width(tag, attributes)
        last = found.end()
    yield rows[last:]


def _role(tag: str, attributes: str) -> str:
    if tag == "th":
        return "rowheader" if 'scope="row"' in attributes else "columnheader"
    return _ROLES[tag]


def _label(tag: str, labels: list[str]) -> str:
    return f' data-label="{escape(labels[0])}"' if tag == "td" and labels else ""


def _width(tag: str, attributes: str) -> int:
    """How many columns a cell takes; what is not a cell takes none."""
    spans = _COLSPAN.search(attributes)
    return int(spans[1]) if spans else int(tag in {"th", "td"})
