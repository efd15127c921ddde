"""What the year came to: the figures of the annual report, each with the cases behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import Select, select

from grantdesk import db
from grantdesk.domain.county import County
from grantdesk.domain.money import Money, total
from grantdesk.models.case import Case, FinancingLine, Project, ProjectMunicipality
from grantdesk.models.decision import Decision
from grantdesk.models.reference import Scheme
from grantdesk.queries import balances
from grantdesk.queries.balances import Period

Figure = int | str | bool


@dataclass(frozen=True)
class Section:
    """Figures by key, and for each the numbers of the cases behind it."""

    figures: dict[str, Figure]
    trace: dict[str, list[str]]


def annual(year: int, *, county: County) -> dict[str, Any]:
    """The report's sections for the year and the one before, and a flat `trace` of the cases behind each figure."""
    sections = {"projects": projects, "company_support": company_support, "eruf": eruf, "interreg": interreg}
    report: dict[str, Any] = {}
    trace: dict[str, list[str]] = {}
    for name, section in sections.items():
        report[name] = {}
        for of_year in (year, year - 1):
            found = section(of_year, county)
            report[name][str(of_year)] = found.figures
            trace |= {f"{name}.{of_year}.{key}": sorted(cases) for key, cases in found.trace.items()}
    return {**report, "trace": trace}


def projects(year: int, county: County) -> Section:
    """Projects first granted in the year, what they were granted, and where project money reached."""
    granted = _granted(year, family="project")
    amounts = balances.granted_with_changes([case.id for case in granted], period=Period.year(year))
    reached = balances.paid_by_case_and_objective(family="project", period=Period.year(year))
    theme = _of_theme(year, county)
    numbers = _numbers_of({case_id for case_id, _ in reached})
    in_force = [o for o in county.objectives.values() if _in_force(o, date(year, 12, 31))]
    return Section(
        {
            "granted_count": len(granted),
            "granted_amount": str(total(amounts.values())),
            "objectives_contributed_to": len({objective for _, objective in reached}),
            "objectives_total": len(in_force),
            **theme.figures,
        },
        {
            "granted_count": [case.number for case in granted],
            "granted_amount": [case.number for case in granted],
            "objectives_contributed_to": list(numbers.values()),
            "objectives_total": [],
            **theme.trace,
        },
    )


def _of_theme(year: int, county: County) -> Section:
    """In how many municipalities a project with the theme that the region counts was running when the year ended."""
    if (counted := county.annual_report.theme) is None:
        return Section({}, {})
    running = _running_with_theme(counted.code, date(year, 12, 31))
    return Section(
        {counted.key: len({municipality for _, municipality in running})},
        {counted.key: list({number for number, _ in running})},
    )


def company_support(year: int, county: County) -> Section:
    """Granted cases of company schemes by day of decision: who leads the companies, and where they work."""
    granted = _granted(year, family="company")
    parts = {"share_women_led": [case for case in granted if case.led_by == "woman"]}
    if apart := county.annual_report.municipality:
        parts[apart.share_key] = [case for case in granted if case.municipality == apart.code]
        parts[apart.others_key] = [case for case in granted if case.municipality != apart.code]
    counts = {one.key: [case for case in granted if case.scheme == one.code] for one in county.annual_report.schemes}
    figures: dict[str, Figure] = {key: _share(len(cases), len(granted)) for key, cases in parts.items()}
    figures |= {key: len(cases) for key, cases in counts.items()}
    return Section(figures, {key: [case.number for case in cases] for key, cases in {**parts, **counts}.items()})


def eruf(year: int, county: County) -> Section:
    """Projects with financing from the regional fund to which our money was paid in the year."""
    found = _paid_with_financing("eruf", year)
    whole = total(project.total for _, project, _ in found if project.total)
    from_eu = total(project.eu for _, project, _ in found if project.eu)
    from_us = total(paid for _, _, paid in found)
    served = {project.eruf_objective for _, project, _ in found if project.eruf_objective}
    figures: dict[str, Figure] = {
        "projects_cofinanced": len(found),
        "total_financing": str(whole),
        "paid_from_1_1": str(from_us),
        "paid_from_eu": str(from_eu),
        "other_financing": str(whole - from_us - from_eu),
        "specific_objectives_contributed_to": len(served),
        "specific_objectives_total": len(county.eruf_objectives),
    }
    numbers = [case.number for case, _, _ in found]
    return Section(figures, {key: [] if key == "specific_objectives_total" else numbers for key in figures})


def interreg(year: int, _county: County) -> Section:
    """Whether our money was paid in the year to a project with Interreg financing."""
    found = _paid_with_financing("interreg", year)
    return Section({"contributes": bool(found)}, {"contributes": [case.number for case, _, _ in found]})


@dataclass(frozen=True)
class ChartRow:
    """One objective's two bars."""

    objective: str
    granted: Money
    paid: Money


def chart(on: date, *, county: County) -> list[ChartRow]:
    """Per objective in force, what projects not closed on the day `on` have been granted, and been paid since their start."""
    sums = balances.by_objective_of_open_projects(on)
    return [
        ChartRow(code, sums[code].granted if code in sums else Money(0), sums[code].paid if code in sums else Money(0))
        for code, objective in county.objectives.items()
        if _in_force(objective, on)
    ]


def _in_force(objective: Any, on: date) -> bool:
    return bool(objective.valid_from <= on and (objective.valid_to is None or on <= objective.valid_to))


def _of_family(family: str) -> Select[Case]:
    return select(Case).join(Scheme, Scheme.code == Case.scheme).where(Scheme.family == family)


def _granted(year: int, *, family: str) -> Sequence[Case]:
    """Cases whose first decision to grant was taken in the year, by number."""
    query = _of_family(family).join(Decision, Decision.case_id == Case.id).where(Decision.kind == "grant")
    in_year = query.where(Decision.decided_on.between(date(year, 1, 1), date(year, 12, 31)))
    return db.session.execute(in_year.order_by(Case.number)).scalars().all()


def _running_with_theme(theme: str, on: date) -> list[tuple[str, str]]:
    """Number and municipality of every project with the theme that was granted by the day and not closed on it."""
    rows = db.session.execute(
        select(Case.number, ProjectMunicipality.municipality, Project.themes)
        .join(Project, Project.case_id == Case.id)
        .join(ProjectMunicipality, ProjectMunicipality.case_id == Case.id)
        .join(Decision, (Decision.case_id == Case.id) & (Decision.kind == "grant"))
        .where(Decision.decided_on <= on, Case.closed_on.is_(None) | (Case.closed_on > on))
        .order_by(Case.number)
    )
    return [(number, municipality) for number, municipality, themes in rows if theme in themes]


def _paid_with_financing(source: str, year: int) -> list[tuple[Case, Project, Money]]:
    """Projects with financing from `source` to which our money was paid in the year, and how much."""
    financed = select(FinancingLine.case_id).where(FinancingLine.source == source)
    rows = db.session.execute(
        select(Case, Project)
        .join(Project, Project.case_id == Case.id)
        .where(Case.id.in_(financed))
        .order_by(Case.number)
    ).all()
    paid = balances.of_cases([case.id for case, _ in rows], period=Period.year(year))
    return [(case, project, paid[case.id].paid) for case, project in rows if paid[case.id].paid > Money(0)]


def _numbers_of(case_ids: Iterable[int]) -> dict[int, str]:
    rows = db.session.execute(select(Case.id, Case.number).where(Case.id.in_(list(case_ids))))
    return {row.id: row.number for row in rows}


def _share(part: int, whole: int) -> str:
    """A share rounded half up to two decimals; nothing of nothing is nothing."""
    exact = Decimal(part) / Decimal(whole) if whole else Decimal(0)
    return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))
