"""What does the whole file of a case say, section by section, each statement with the field that it can be masked by?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from grantdesk.domain import secrecy
from grantdesk.domain.identity import Number
from grantdesk.domain.masking import Row, Section
from grantdesk.domain.money import Money
from grantdesk.domain.secrecy import FIELDS
from grantdesk.domain.vocabulary import AMOUNTS
from grantdesk.models.case import Case, CostLine, Project
from grantdesk.queries import case_copy_acts, case_file
from grantdesk.queries.case_copy_words import Wording

# Of a company's name, what says which legal form it has; a shorter name is known again too.
_LEGAL = re.compile(r"\s+(?:AB|HB|KB|ek\.? ?för\.?)$", re.IGNORECASE)


def of_case(case: Case, wording: Wording) -> tuple[Section, ...]:
    """The application, what has been assessed, decided, sent, claimed and paid, and the history."""
    return (_application(case, wording), *case_copy_acts.sections(case, wording))


def fields_of(case: Case) -> tuple[str, ...]:
    """The fields that something can be said in: of circumstances, lists and the project only those that the case has."""
    stated = {f"circumstances.{name}" for name in case.circumstances}
    empty = {field for field, rows in (("financing", case.financing), ("awards", case.awards)) if not rows}
    return tuple(
        field
        for field in FIELDS
        if field not in empty
        and (field in stated or not field.startswith("circumstances."))
        and (case.project is not None or not field.startswith("project."))
    )


def proposed(case: Case, standing: Collection[str]) -> dict[str, str]:
    """The fields that the system would mark and nobody has, each with the ground that it proposes."""
    who = case.organisation
    personal = who.number_kind == "personal"
    found = secrecy.proposed(fields_of(case), legal_form=who.legal_form, personal=personal)
    return {field: ground for field, ground in found.items() if field not in standing}


def _application(case: Case, w: Wording) -> Section:
    rows = [*_applicant(case, w), *_measure(case, w), *_money(case, w), *_circumstances(case, w)]
    if case.project is not None:
        rows += _project(case.project, w)
    return Section(w.say("copy.application"), tuple(rows))


def _applicant(case: Case, w: Wording) -> Iterator[Row]:
    who = case.organisation
    short = _LEGAL.sub("", who.name)
    personal = who.number_kind == "personal"
    yield from w.row("applicant.name", "copy.applicant", who.name, who.name, short)
    # The mask looks for personal numbers of itself, whoever's they are.
    yield from w.row("applicant.number", "copy.number", who.number, *(() if personal else (who.number,)))
    yield from w.row("applicant.legal_form", "copy.legal_form", w.named("legal_form", who.legal_form))
    place = w.county.municipality(case.municipality).name
    yield from w.row("applicant.municipality", "copy.municipality", place, place)
    yield from w.row("applicant.size", "copy.size", w.named("size", case.size) if case.size else "")
    yield from w.row("applicant.led_by", "copy.led_by", w.named("leader", case.led_by))
    yield from w.row("applicant.nace", "copy.nace", case.nace or "", *([case.nace] if case.nace else []))
    stated = ", ".join(w.named("obstacle", one) for one in case.obstacles)
    yield from w.row("applicant.obstacles", "copy.obstacles", stated)


def _measure(case: Case, w: Wording) -> Iterator[Row]:
    scheme = w.county.scheme(case.scheme)
    yield from w.row("title", "copy.title", case.title, case.title)
    yield from w.row("", "copy.scheme", f"{w.both(scheme.name)}, {scheme.ordinance} {scheme.section}")
    yield from w.row("", "copy.received_on", w.day(case.received_on))
    yield from w.row("period", "copy.period", " – ".join(filter(None, map(w.day, (case.starts_on, case.ends_on)))))
    yield from w.row("", "copy.handled_by", w.named("handled_by", case.handled_by))
    yield from w.row("", "copy.handler", case_file.names_of(case).handler)
    yield from w.row("", "copy.status", w.named("state.case", case.status))


def _money(case: Case, w: Wording) -> Iterator[Row]:
    yield from w.amount("requested", "copy.requested", case.requested)
    for line in case.costs:
        # What a cost is described as may name who sells it.
        told = [line.description] if line.description else []
        yield from w.row("costs", "copy.cost", _cost(line, w), line.amount, *told)
    for share in case.financing:
        words = f"{w.named('financing_source', share.source)} ({w.named('financing_kind', share.kind)})"
        yield from w.row("financing", "copy.financing", f"{words}: {w.money(share.amount)}", share.amount)
    for award in case.awards:
        euros = w.euros(award.amount_eur)
        said = f"{w.day(award.granted_on)}, {award.regulation}: {euros} EUR"
        yield from w.row("awards", "copy.award", said, Money(int(award.amount_eur * 100)))
    for each in case.objectives:
        name = w.both(w.county.objectives[each.objective].name)
        yield from w.row("", "copy.objective", f"{each.objective} {name}: {each.share / 100:g} %")


def _cost(line: CostLine, w: Wording) -> str:
    described = f" ({line.description})" if line.description else ""
    return f"{w.named('category', line.category)}{described}: {w.money(line.amount)}"


def _circumstances(case: Case, w: Wording) -> Iterator[Row]:
    for name, said in case.circumstances.items():
        field = f"circumstances.{name}"
        if said is True:
            # The label names no circumstance: only those that are so stand here.
            yield from w.row(field, "copy.circumstance", w.say(f"circumstance.{name}"))
        elif name in AMOUNTS:
            yield from w.amount(field, f"circumstance.{name}", Money.parse(str(said)))
        elif said is not False:
            yield from w.row(field, f"circumstance.{name}", str(said))


def _project(project: Project, w: Wording) -> Iterator[Row]:
    yield from w.row("project.purpose", "copy.purpose", project.purpose, project.purpose)
    themes = ", ".join(w.both(w.county.themes[code].name) for code in project.themes if code in w.county.themes)
    yield from w.row("", "copy.themes", themes)
    places = ", ".join(w.county.municipality(each.municipality).name for each in project.covers)
    yield from w.row("applicant.municipality", "copy.covers", places)
    yield from w.row("project.financing", "copy.eruf_objective", project.eruf_objective or "")
    yield from w.amount("project.financing", "copy.project_total", project.total)
    yield from w.amount("project.financing", "copy.project_eu", project.eu)


def number_of(case: Case) -> Number:
    """The applicant's number, which says itself whether it is a person's."""
    return Number(case.organisation.number, personal=case.organisation.number_kind == "personal")
