"""Which cases are there?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, extract, func, or_, select

from grantdesk import db
from grantdesk.domain.messages import Both
from grantdesk.domain.money import Money
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.organisation import Organisation
from grantdesk.models.reference import Municipality, Scheme
from grantdesk.queries.case_file import visible_to

PAGE = 50

Order = Literal["received", "name"]


@dataclass(frozen=True)
class Question:
    """What is asked of the list of cases; None does not narrow it."""

    text: str = ""
    status: str | None = None
    scheme: str | None = None
    municipality: str | None = None
    handled_by: str | None = None
    year: int | None = None
    order: Order = "received"


@dataclass(frozen=True)
class Line:
    """One case as the list shows it; `granted` is what was first granted, None where nothing was."""

    number: str
    received_on: date
    title: str
    applicant: str
    scheme: Both
    municipality: str
    status: str
    requested: Money | None
    granted: Money | None


@dataclass(frozen=True)
class Found:
    """One page of the answer, and how many cases there are on all pages."""

    lines: tuple[Line, ...]
    count: int
    page: int

    @property
    def pages(self) -> int:
        return pages_of(self.count)


def pages_of(count: int) -> int:
    """How many pages so many cases take; one where there is none."""
    return max(1, -(-count // PAGE))


def cases(question: Question, *, by: Actor, page: int = 1) -> Found:
    """The cases that `by` may see and the question asks for, a page at a time; past the last page, the last."""
    conditions = list(_conditions(question))
    counted = _joined(select(func.count(Case.id))).where(*conditions)
    count = db.session.execute(visible_to(by, counted)).scalar_one()
    page = min(page, pages_of(count))
    wanted = _joined(select(*_COLUMNS)).outerjoin(Decision, (Decision.case_id == Case.id) & (Decision.kind == "grant"))
    rows = db.session.execute(
        visible_to(by, wanted.where(*conditions))
        .order_by(*_ORDERS[question.order])
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return Found(tuple(_line(row) for row in rows), count, page)


def years(*, by: Actor) -> list[int]:
    """The years that cases were received in, newest first."""
    of_cases: Any = select(func.min(Case.received_on), func.max(Case.received_on))
    first, last = db.session.execute(visible_to(by, of_cases)).one()
    return list(range(last.year, first.year - 1, -1)) if first and last else []


_COLUMNS: tuple[Any, ...] = (
    Case.number, Case.received_on, Case.title, Organisation.name, Scheme.name_sv, Scheme.name_en,
    Municipality.name, Case.status, Case.requested, Decision.granted,
)  # fmt: skip
_ORDERS: dict[Order, tuple[Any, ...]] = {
    "received": (Case.received_on.desc(), Case.id.desc()),
    "name": (Organisation.sort_key, Case.received_on.desc(), Case.id.desc()),
}


def _joined(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Case)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .join(Scheme, Scheme.code == Case.scheme)
        .join(Municipality, Municipality.code == Case.municipality)
    )


def _line(row: Any) -> Line:
    number, received_on, title, applicant, name_sv, name_en, municipality, status, requested, granted = row
    scheme = Both(name_sv, name_en)
    return Line(number, received_on, title, applicant, scheme, municipality, status, requested, granted)


def _conditions(question: Question) -> Iterator[ColumnElement[bool]]:
    if text := question.text.strip():
        yield or_(*_says(text))
    exactly = {
        Case.status: question.status,
        Case.scheme: question.scheme,
        Case.municipality: question.municipality,
        Case.handled_by: question.handled_by,
    }
    yield from (column == value for column, value in exactly.items() if value is not None)
    if question.year is not None:
        yield extract("year", Case.received_on) == question.year


def _says(text: str) -> Iterator[ColumnElement[bool]]:
    # SQLite folds the case of ASCII letters only: å, ä and ö are asked for in each of the forms a title may have.
    for form in dict.fromkeys((text, text.lower(), text.upper(), text.capitalize(), text.title())):
        yield Case.title.icontains(form, autoescape=True)
        yield Organisation.name.icontains(form, autoescape=True)
    yield Case.number.icontains(text, autoescape=True)
    yield Organisation.number.contains(_as_number(text), autoescape=True)


def _as_number(text: str) -> str:
    digits = re.sub(r"[\s-]", "", text)
    return f"{digits[:6]}-{digits[6:]}" if re.fullmatch(r"\d{7,10}", digits) else text
