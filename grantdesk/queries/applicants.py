"""Who has applied, and who counts as one with them?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from grantdesk import db
from grantdesk.domain.identity import Number
from grantdesk.domain.messages import Both
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.roles import ALMI, Actor
from grantdesk.models.case import Case, DeclaredAward
from grantdesk.models.decision import Decision
from grantdesk.models.organisation import Organisation
from grantdesk.models.reference import Scheme
from grantdesk.models.undertaking import AwardElsewhere, CarriedAid, Strike, UndertakingMember
from grantdesk.queries.case_file import visible_to
from grantdesk.queries.search import PAGE, pages_of


@dataclass(frozen=True)
class Line:
    """One applicant as the list shows it; `cases` are those that the reader may see."""

    id: int
    name: str
    number: str
    legal_form: str
    cases: int


@dataclass(frozen=True)
class Found:
    """One page of the answer, and how many applicants there are on all pages."""

    lines: tuple[Line, ...]
    count: int
    page: int

    @property
    def pages(self) -> int:
        return pages_of(self.count)


def search(text: str, *, by: Actor, page: int = 1) -> Found:
    """Applicants, and companies that count with them, whose name or organisation number holds the text, by name.

    A personal number is no question: it would stand in the address. Past the last page, the last.
    """
    conditions = [*_says(text.strip()), *_seen_by(by)]
    count = db.session.execute(select(func.count(Organisation.id)).where(*conditions)).scalar_one()
    page = min(page, pages_of(count))
    own: Any = select(func.count(Case.id)).where(Case.organisation_id == Organisation.id)
    rows = db.session.execute(
        select(Organisation, visible_to(by, own).scalar_subquery())
        .where(*conditions)
        .order_by(Organisation.sort_key, Organisation.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return Found(tuple(Line(one.id, one.name, shown(one), one.legal_form, cases) for one, cases in rows), count, page)


def by_id(organisation_id: int, *, by: Actor) -> Organisation:
    """The applicant; raises `NotThere`, also where `by` sees none of its cases and may see no others."""
    rows = select(Organisation).where(Organisation.id == organisation_id, *_seen_by(by))
    found = db.session.execute(rows).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.organisation")
    return found


def shown(organisation: Organisation) -> str:
    """The number, a personal one masked."""
    return Number(organisation.number, personal=organisation.number_kind == "personal").masked


@dataclass(frozen=True)
class CaseLine:
    """One of the applicant's cases; `granted` is what was first granted, None where nothing was."""

    number: str
    title: str
    scheme: Both
    received_on: date
    status: str
    granted: Money | None


def cases_of(organisation: Organisation, *, by: Actor, at_most: int = PAGE) -> list[CaseLine]:
    """The applicant's newest cases, those that `by` may see."""
    rows: Any = (
        select(Case, Scheme.name_sv, Scheme.name_en, Decision.granted)
        .join(Scheme, Scheme.code == Case.scheme)
        .outerjoin(Decision, (Decision.case_id == Case.id) & (Decision.kind == "grant"))
        .where(Case.organisation_id == organisation.id)
        .order_by(Case.received_on.desc(), Case.id.desc())
        .limit(at_most)
    )
    return [
        CaseLine(case.number, case.title, Both(name_sv, name_en), case.received_on, case.status, granted)
        for case, name_sv, name_en, granted in db.session.execute(visible_to(by, rows))
    ]


def group_of(organisation: Organisation) -> list[UndertakingMember]:
    """Every membership, present and past, of each undertaking that the organisation has been of, the oldest first."""
    mine = select(UndertakingMember.undertaking_id).where(UndertakingMember.organisation_id == organisation.id)
    rows = (
        select(UndertakingMember)
        .where(UndertakingMember.undertaking_id.in_(mine))
        .options(joinedload(UndertakingMember.undertaking), joinedload(UndertakingMember.organisation))
        .order_by(UndertakingMember.undertaking_id, UndertakingMember.from_on, UndertakingMember.id)
    )
    return list(db.session.execute(rows).scalars())


def seen_among(organisation_ids: Iterable[int], *, by: Actor) -> frozenset[int]:
    """Those of the organisations that `by` may see the names of."""
    asked = list(organisation_ids)
    if by.role != ALMI:
        return frozenset(asked)
    rows = select(Organisation.id).where(Organisation.id.in_(asked), *_seen_by(by))
    return frozenset(db.session.execute(rows).scalars())


@dataclass(frozen=True)
class Handover:
    """Aid that has followed a business to or from the organisation; `struck` says why it counts no more."""

    row: CarriedAid
    giver: Organisation
    taker: Organisation
    struck: Strike | None


def handovers_of(organisation: Organisation) -> list[Handover]:
    """What has been carried over from or to the organisation, by day, what is struck included."""
    giver, taker = _two_sides()
    rows = (
        select(CarriedAid, giver, taker, Strike)
        .join(giver, giver.id == CarriedAid.from_organisation_id)
        .join(taker, taker.id == CarriedAid.to_organisation_id)
        .outerjoin(Strike, Strike.carried_aid_id == CarriedAid.id)
        .where(or_(giver.id == organisation.id, taker.id == organisation.id))
        .order_by(CarriedAid.effective_on, CarriedAid.id)
    )
    return [Handover(*row) for row in db.session.execute(rows)]


@dataclass(frozen=True)
class Struck:
    """Aid that was noted or stated wrongly, and why it counts no more."""

    strike: Strike
    granted_on: date
    amount_eur: Decimal
    regulation: str


def struck_of(organisation: Organisation) -> list[Struck]:
    """What has been struck of the aid told of for the organisation, the oldest first."""
    rows: Any = (
        select(Strike, AwardElsewhere, DeclaredAward)
        .outerjoin(AwardElsewhere, AwardElsewhere.id == Strike.award_elsewhere_id)
        .outerjoin(DeclaredAward, DeclaredAward.id == Strike.declared_award_id)
        .outerjoin(Case, Case.id == DeclaredAward.case_id)
        .where(or_(AwardElsewhere.organisation_id == organisation.id, Case.organisation_id == organisation.id))
        .order_by(Strike.id)
    )
    found = ((strike, noted or declared) for strike, noted, declared in db.session.execute(rows))
    return [Struck(strike, one.granted_on, one.amount_eur, one.regulation) for strike, one in found]


def _two_sides() -> tuple[type[Organisation], type[Organisation]]:
    return aliased(Organisation), aliased(Organisation)


def _seen_by(by: Actor) -> Sequence[ColumnElement[bool]]:
    """Almi sees those who have a case with Almi."""
    if by.role != ALMI:
        return ()
    return (select(Case.id).where(Case.organisation_id == Organisation.id, Case.handled_by == ALMI).exists(),)


def _says(text: str) -> Iterator[ColumnElement[bool]]:
    if not text:
        return
    # SQLite folds the case of ASCII letters only: å, ä and ö are asked for in each of the forms a name may have.
    forms = dict.fromkeys((text, text.lower(), text.upper(), text.capitalize(), text.title()))
    names = [Organisation.name.icontains(form, autoescape=True) for form in forms]
    digits = re.sub(r"[\s-]", "", text)
    number = f"{digits[:6]}-{digits[6:]}" if re.fullmatch(r"\d{7,10}", digits) else text
    yield or_(
        *names, (Organisation.number_kind == "organisation") & Organisation.number.contains(number, autoescape=True)
    )
