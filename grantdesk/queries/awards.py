"""What de minimis aid do these companies hold, who gave it, and who has told of it?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from sqlalchemy import BigInteger, String, cast, func, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import aliased

from grantdesk import db
from grantdesk.domain.de_minimis import Award
from grantdesk.domain.decision_kinds import CHANGE, REVOKE
from grantdesk.domain.identity import Number
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.undertaking import Carry, Grant, Statement, holdings, told_once
from grantdesk.models.base import Base, Exact
from grantdesk.models.case import Case, DeclaredAward
from grantdesk.models.decision import Decision
from grantdesk.models.organisation import Organisation
from grantdesk.models.undertaking import AwardElsewhere, CarriedAid, Strike

OURS: Literal["ours"] = "ours"
DECLARED: Literal["declared"] = "declared"
ELSEWHERE: Literal["elsewhere"] = "elsewhere"
CARRIED: Literal["carried"] = "carried"
_CENT = Decimal("0.01")
_STRUCK: dict[str, type[Base]] = {ELSEWHERE: AwardElsewhere, DECLARED: DeclaredAward, CARRIED: CarriedAid}


@dataclass(frozen=True)
class Told:
    """One that tells of an award: a decision of ours, what the desk has noted of others' aid, or an application.

    `source` is "ours", "declared" or one of `undertaking.AWARD_SOURCES`; `key` is the row's. `granted_by` is empty where
    nobody has said who gave the aid, and `case` the number of our case where there is one, handled by `handled_by`.
    """

    source: str
    key: int
    organisation_id: int
    granted_on: date
    amount_eur: Decimal
    regulation: str
    granted_by: str
    reference: str
    case: str | None
    handled_by: str | None

    @property
    def named(self) -> tuple[str, int]:
        """What a carry names the award by."""
        return (self.source if self.source in (OURS, DECLARED) else ELSEWHERE), self.key


@dataclass(frozen=True)
class Held:
    """An award as these companies hold it: `amount_eur` of it is theirs, in parts by company, `granted_eur` was given."""

    granted_on: date
    regulation: str
    granted_eur: Decimal
    number: Number
    name: str
    organisation_id: int
    parts: dict[int, Decimal]
    told: tuple[Told, ...]

    @property
    def amount_eur(self) -> Decimal:
        return sum(self.parts.values(), Decimal(0))

    @property
    def is_ours(self) -> bool:
        return any(one.source == OURS for one in self.told)

    @property
    def award(self) -> Award:
        """What of it counts, as the rules read it."""
        return Award(self.granted_on, self.amount_eur, self.regulation, self.number)


def held_by(companies: Sequence[int], *, on: date, besides: str | None = None) -> list[Held]:
    """Every award that these companies hold any of on the day, the oldest first, each once however many tell of it.

    Aid that we have granted counts less what a later decision has taken back, and in full where some was only released.
    What was granted in the case with the number `besides` is left out.
    """
    carries = _carries(companies, on)
    whose = {company: company for company in companies} | {one.giver: one.giver for one in carries}
    told, organisations = _told(tuple(whose), on)
    found = []
    counted = [one for one in told.values() if one.source != OURS or one.case != besides]
    for grant in told_once(_statement(one) for one in counted):
        of_all = holdings(grant, carries, on=on)
        parts = {one: _euros(cents) for one, cents in sorted(of_all.items()) if one in companies}
        if parts:
            found.append(_held(grant, parts, organisations[grant.organisation], told))
    return sorted(found, key=lambda one: (one.granted_on, one.organisation_id, one.amount_eur))


def as_facts(awards: Iterable[Held]) -> list[dict[str, Any]]:
    """The awards as `calculate aid` takes them, each with the number of the company that it was granted to."""
    return [
        {
            "granted_on": one.granted_on.isoformat(),
            "amount_eur": format(one.amount_eur, "f"),
            "regulation": one.regulation,
            "organisation_number": one.number.written,
        }
        for one in awards
    ]


def in_euro(granted: Money, rate: Decimal) -> Decimal:
    """What a de minimis grant counts as in the register: euros and cents at the rate of its day."""
    return (granted.exact_kronor / rate).quantize(_CENT, ROUND_HALF_UP)


def concerned_by(thing: AwardElsewhere | DeclaredAward | CarriedAid) -> set[int]:
    """The organisations whose aid it tells of."""
    if isinstance(thing, AwardElsewhere):
        return {thing.organisation_id}
    if isinstance(thing, CarriedAid):
        return {thing.from_organisation_id, thing.to_organisation_id}
    return {db.session.execute(select(Case.organisation_id).where(Case.id == thing.case_id)).scalar_one()}


def is_struck(thing: AwardElsewhere | DeclaredAward | CarriedAid) -> bool:
    column = {
        AwardElsewhere: Strike.award_elsewhere_id,
        DeclaredAward: Strike.declared_award_id,
        CarriedAid: Strike.carried_aid_id,
    }[type(thing)]
    return db.session.execute(select(Strike.id).where(column == thing.id)).first() is not None


def by_key(kind: str, key: int) -> AwardElsewhere | DeclaredAward | CarriedAid:
    """What an act may strike: an award noted here, one that an application states, or a carry; raises `NotThere`."""
    found = db.session.get(_STRUCK[kind], key) if kind in _STRUCK else None
    if not isinstance(found, AwardElsewhere | DeclaredAward | CarriedAid):
        raise NotThere("not_there.award")
    return found


def _held(grant: Grant, parts: dict[int, Decimal], whose: Organisation, told: dict[Any, Told]) -> Held:
    return Held(
        granted_on=grant.granted_on,
        regulation=grant.regulation,
        granted_eur=_euros(grant.cents),
        number=Number(whose.number, personal=whose.number_kind == "personal"),
        name=whose.name,
        organisation_id=whose.id,
        parts=parts,
        told=tuple(told[key] for key in grant.keys),
    )


def _statement(told: Told) -> Statement:
    # Each application is a source of its own; what the desk has noted is one source per way of knowing.
    source = (told.source, told.case) if told.source == DECLARED else told.source
    cents = int(told.amount_eur / _CENT)
    return Statement(source, told.named, told.organisation_id, told.granted_on, cents, told.regulation)


def _euros(cents: int) -> Decimal:
    return Decimal(cents) * _CENT


def carries_from(organisation_ids: Sequence[int]) -> list[Carry]:
    """Every standing carry from these organisations, whatever its day."""
    return [_carry(row) for row in _standing(CarriedAid.from_organisation_id.in_(organisation_ids))]


def _carries(companies: Sequence[int], on: date) -> list[Carry]:
    """What has been carried from these companies, and from any whose aid they may have been given."""
    whose = select(Organisation.id.label("id")).where(Organisation.id.in_(companies)).cte("whose", recursive=True)
    before = aliased(CarriedAid)
    whose = whose.union(select(before.from_organisation_id).join(whose, before.to_organisation_id == whose.c.id))
    concerned = CarriedAid.from_organisation_id.in_(select(whose.c.id))
    return [_carry(row) for row in _standing(concerned, CarriedAid.effective_on <= on)]


def _standing(*conditions: Any) -> Iterable[CarriedAid]:
    rows = select(CarriedAid).outerjoin(Strike, Strike.carried_aid_id == CarriedAid.id).where(Strike.id.is_(None))
    return db.session.execute(rows.where(*conditions).order_by(CarriedAid.id)).scalars()


def _carry(row: CarriedAid) -> Carry:
    return Carry(row.from_organisation_id, row.to_organisation_id, row.effective_on, row.share, _named(row))


def _named(row: CarriedAid) -> tuple[str, int] | None:
    if row.decision_id is not None:
        return OURS, row.decision_id
    return (ELSEWHERE, row.award_elsewhere_id) if row.award_elsewhere_id is not None else None


def _told(organisations: Sequence[int], on: date) -> tuple[dict[tuple[str, int], Told], dict[int, Organisation]]:
    """All that anybody tells of aid granted to these organisations by the day, and the organisations."""
    told = union_all(*(each(organisations, on) for each in (_ours, _elsewhere, _declared))).subquery()
    rows = db.session.execute(
        select(Organisation, *told.c)
        .join(Organisation, Organisation.id == told.c.organisation_id)
        .order_by(told.c.granted_on, told.c.source, told.c.key)
    )
    found, whose = {}, {}
    taken: dict[str, Money] = {}
    # The newest first: what a later decision took back was last to be promised.
    for organisation, *columns, granted, rate, taken_back in reversed(rows.all()):
        case, ours = columns[-2], granted is not None
        still = granted
        if ours:
            still, taken[case] = less(granted, taken.get(case, Money(int(taken_back))))
        if not ours or still:
            one = _read(*(*columns, still, rate))
            found[one.named] = one
            whose[organisation.id] = organisation
    return dict(reversed(found.items())), whose


def _read(
    source: str, key: int, organisation_id: int, granted_on: date, amount_eur: Decimal | None, regulation: str,
    granted_by: str, reference: str, case: str | None, handled_by: str | None, granted: Money | None, rate: Decimal | None,
) -> Told:  # fmt: skip
    if granted is not None and rate is not None:
        amount_eur = in_euro(granted, rate)
    if amount_eur is None:
        raise ValueError(f"{source} {key} tells of no amount")
    return Told(
        source, key, organisation_id, granted_on, amount_eur, regulation, granted_by, reference, case, handled_by
    )


def less(granted: Money, taken_back: Money) -> tuple[Money, Money]:
    """What stands of an award, and what is left to take from those before it."""
    off = min(granted, taken_back)
    return granted - off, taken_back - off


def taken_back_in(case_id: Any, on: date) -> Any:
    """In öre, what later decisions have taken back of what the case was granted."""
    later = aliased(Decision)
    taken = func.coalesce(func.sum(type_coerce(later.amount, BigInteger())), 0)
    of_case = select(taken).where(later.case_id == case_id, later.kind.in_((CHANGE, REVOKE)), later.decided_on <= on)
    return of_case.correlate(Case).scalar_subquery()


def _ours(organisations: Sequence[int], on: date) -> Any:
    return (
        select(
            literal(OURS).label("source"), Decision.id.label("key"), Case.organisation_id.label("organisation_id"),
            Decision.decided_on.label("granted_on"), cast(null(), Exact).label("amount_eur"),
            Decision.regulation.label("regulation"), literal("").label("granted_by"), literal("").label("reference"),
            Case.number.label("number"), Case.handled_by.label("handled_by"),
            Decision.granted.label("granted"), Decision.eur_rate.label("eur_rate"),
            taken_back_in(Case.id, on).label("taken_back"),
        )
        .join(Case, Case.id == Decision.case_id)
        .where(Case.organisation_id.in_(organisations), Decision.decided_on <= on)
        # Only what grants is given under a regulation. Asking for its kind too would read every grant there is.
        .where(Decision.regulation.is_not(None))
    )  # fmt: skip


def _elsewhere(organisations: Sequence[int], on: date) -> Any:
    return (
        select(
            AwardElsewhere.source, AwardElsewhere.id, AwardElsewhere.organisation_id, AwardElsewhere.granted_on,
            AwardElsewhere.amount_eur, AwardElsewhere.regulation, AwardElsewhere.granted_by, AwardElsewhere.reference,
            cast(null(), String), cast(null(), String), cast(null(), BigInteger), cast(null(), Exact), literal(0),
        )
        .outerjoin(Strike, Strike.award_elsewhere_id == AwardElsewhere.id)
        .where(AwardElsewhere.organisation_id.in_(organisations), AwardElsewhere.granted_on <= on, Strike.id.is_(None))
    )  # fmt: skip


def _declared(organisations: Sequence[int], on: date) -> Any:
    return (
        select(
            literal(DECLARED), DeclaredAward.id, Case.organisation_id, DeclaredAward.granted_on,
            DeclaredAward.amount_eur, DeclaredAward.regulation, literal(""), literal(""),
            Case.number, Case.handled_by, cast(null(), BigInteger), cast(null(), Exact), literal(0),
        )
        .join(Case, Case.id == DeclaredAward.case_id)
        .outerjoin(Strike, Strike.declared_award_id == DeclaredAward.id)
        .where(Case.organisation_id.in_(organisations), DeclaredAward.granted_on <= on, Strike.id.is_(None))
    )  # fmt: skip
