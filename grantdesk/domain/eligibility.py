"""What stops an application: the rules of its ordinance and of the Region, each leaving a finding."""

from __future__ import annotations

from collections.abc import Iterator

from grantdesk.domain.findings import Finding
from grantdesk.domain.messages import message
from grantdesk.domain.question import Question, named, named_all, note
from grantdesk.domain.scheme import StateAid
from grantdesk.domain.service_stops import service_stops


def scheme_in_force(question: Question) -> Finding:
    """Whether the scheme exists on the day the application was received."""
    series = question.rules.in_force
    row = question.row(series)
    if row is not None and row.value:
        said = message("finding.scheme_in_force", scheme=question.scheme.name, day=row.valid_from)
        return Finding("scheme.in_force", True, said, row.source)
    named_by = row or min(series.values, key=lambda value: value.valid_from)
    said = message(
        "finding.scheme_not_in_force", scheme=question.scheme.name, day=named_by.valid_from, received=question.on
    )
    return Finding("scheme.in_force", False, said, named_by.source)


def stops(question: Question) -> Iterator[Finding]:
    """Every rule that can stop an application; one that is not met does."""
    for rule in (
        _municipality,
        _aid_area,
        _start,
        _obstacles,
        _legal_form,
        _size,
        _sector,
        _energy_review,
        _independent_companies,
        service_stops,
    ):
        yield from rule(question)


def _municipality(question: Question) -> Iterator[Finding]:
    row = question.row(question.rules.closed_to)
    if row is None:
        return
    name = question.municipality.name
    is_open = question.municipality.code not in row.value
    key = "finding.municipality_open" if is_open else "finding.municipality_closed"
    said = message(key, municipality=name, scheme=question.scheme.name)
    yield Finding("municipality.open", is_open, said, row.source)


def _aid_area(question: Question) -> Iterator[Finding]:
    row = question.row(question.rules.aid_areas)
    if row is None:
        return
    name, area = question.municipality.name, question.municipality.aid_area_on(question.on)
    areas = ", ".join(map(str, row.value))
    inside = area in row.value
    said = message(_met("finding.aid_area", inside), municipality=name, area=area or 0, areas=areas)
    yield Finding("municipality.aid_area", inside, said, row.source)


def _start(question: Question) -> Iterator[Finding]:
    row = question.row(question.rules.start_rule)
    starts_on = question.application.starts_on
    if row is None:
        return
    if not row.value or starts_on is None:
        yield note("start.after_application", message("finding.no_start_rule"), row.source)
        return
    is_later = starts_on > question.on
    key = "finding.start_later" if is_later else "finding.start_too_early"
    said = message(key, starts=starts_on, received=question.on)
    yield Finding("start.after_application", is_later, said, row.source)


def _obstacles(question: Question) -> Iterator[Finding]:
    row = question.row(question.rules.obstacles)
    if row is None:
        return
    stated = dict.fromkeys(question.application.applicant.obstacles)
    if row.value and not any(obstacle in row.value for obstacle in stated):
        names = named_all("obstacle", row.value)
        yield Finding("obstacles.none", True, message("finding.no_obstacle", obstacles=names), row.source)
    for obstacle in stated:
        yield from _obstacle(question, obstacle, stops_it=obstacle in row.value)


def _obstacle(question: Question, obstacle: str, *, stops_it: bool) -> Iterator[Finding]:
    row = question.row(question.rules.obstacles)
    if row is None or (obstacle == "recovery_order" and question.scheme.state_aid is StateAid.BLOCK_EXEMPTED):
        return
    key = "finding.obstacle" if stops_it else "finding.obstacle_not_named"
    said = message(key, obstacle=named(f"obstacle.{obstacle}"), ordinance=question.scheme.ordinance)
    yield Finding(f"obstacle.{obstacle}", not stops_it, said, row.source)


def _legal_form(question: Question) -> Iterator[Finding]:
    row = question.row(question.rules.legal_forms)
    if row is None:
        return
    fits = question.application.applicant.legal_form in row.value
    forms = named_all("legal_form", row.value)
    form = named(f"legal_form.{question.application.applicant.legal_form}")
    yield Finding(
        "applicant.legal_form", fits, message(_met("finding.legal_form", fits), form=form, forms=forms), row.source
    )


def _size(question: Question) -> Iterator[Finding]:
    row = question.row(question.rules.sizes)
    if row is None:
        return
    fits = question.application.applicant.size in row.value
    sizes = named_all("size", row.value)
    size = named(f"size.{question.application.applicant.size}")
    yield Finding("applicant.size", fits, message(_met("finding.size", fits), size=size, sizes=sizes), row.source)


def _sector(question: Question) -> Iterator[Finding]:
    regulation = question.scheme.de_minimis
    nace = question.application.applicant.nace
    if regulation is None or nace is None:
        return
    row = question.county.de_minimis.regulations[regulation].excluded_nace.on(question.application.granting_on)
    if row is None:
        return
    is_open = nace[:2] not in row.value
    said = message(_met("finding.sector", is_open), nace=nace, regulation=regulation)
    yield Finding("de_minimis.sector", is_open, said, row.source)


def _energy_review(question: Question) -> Iterator[Finding]:
    row = question.row(question.rules.energy_review)
    if row is None or not row.value:
        return
    done = question.states("energy_review_done")
    yield Finding("energy.review", done, message(_met("finding.energy_review", done)), row.source)


def _independent_companies(question: Question) -> Iterator[Finding]:
    row = question.row(question.rules.independent_companies)
    stated = question.application.circumstances.counts.get("independent_companies")
    if row is None:
        return
    if stated is None or stated < 2:
        yield note("companies.independent", message("finding.one_company"), row.source)
        return
    special = question.states("special_reasons")
    needed = row.value.with_special_reasons if special else row.value.normally
    enough = stated >= needed
    said = message(_met("finding.companies", enough), stated=stated, needed=needed)
    yield Finding("companies.independent", enough, said, row.source)


def _met(key: str, met: bool) -> str:
    return key if met else f"{key}.not"
