"""`grantdesk region`: the county as the program knows it."""

from __future__ import annotations

import json

import click

from grantdesk import region, settings
from grantdesk.cli.given import refuse
from grantdesk.domain.county import County
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.messages import Both
from grantdesk.region import Terms
from grantdesk.settings import Settings


@click.group("region")
def group() -> None:
    """The region: its municipalities, goals and schemes."""


@group.command("show")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def show(as_json: bool) -> None:
    """The county's municipalities, goal areas, objectives and schemes, with their codes."""
    county = configured_county(as_json=as_json)
    click.echo(json.dumps(as_mapping(county), ensure_ascii=False, indent=2) if as_json else as_text(county), nl=as_json)


def configured() -> Settings:
    """The settings. Raises a usage error, exit code 2."""
    try:
        return settings.read()
    except settings.BadSetting as error:
        raise click.UsageError(str(error)) from error


def configured_county(*, as_json: bool) -> County:
    """The county of the configured region; leaves with exit code 2 where its files are wrong."""
    return configured_terms(as_json=as_json).county


def configured_terms(*, as_json: bool) -> Terms:
    """The terms of the configured region; leaves with exit code 2 where its files are wrong."""
    try:
        found = configured()
        return region.load(found.region_folder, found.rules)
    except InputErrors as wrong:
        refuse(wrong.errors, as_json=as_json)


def as_mapping(county: County) -> dict[str, object]:
    """The county as `region show --json` prints it."""
    return {
        "region": {"code": county.region.code, "name": _both(county.region.name)},
        "municipalities": [
            {"code": one.code, "name": one.name, "aid_area": one.aid_areas.values[-1].value or None}
            for one in county.municipalities.values()
        ],
        "goal_areas": [{"code": one.code, "name": _both(one.name)} for one in county.goal_areas.values()],
        "objectives": [
            {
                "code": one.code,
                "name": _both(one.name),
                "goal_area": one.goal_area,
                "goal_area_confirmed": one.goal_area_confirmed,
                "valid_from": one.valid_from.isoformat(),
                "valid_to": one.valid_to.isoformat() if one.valid_to else None,
                "confirmed": one.confirmed,
            }
            for one in county.objectives.values()
        ],
        "eruf_objectives": [
            {"code": one.code, "name": _both(one.name), "confirmed": one.confirmed}
            for one in county.eruf_objectives.values()
        ],
        "themes": [{"code": one.code, "name": _both(one.name)} for one in county.themes.values()],
        "schemes": [
            {
                "code": one.code,
                "law_code": one.law_code,
                "name": _both(one.name),
                "ordinance": one.ordinance,
                "section": one.section,
                "handled_by": one.handled_by,
            }
            for one in county.schemes.values()
        ],
    }


def as_text(county: County) -> str:
    """The county for a reader, one thing a line; a working name is marked."""
    lines = [county.region.name.en, "", "Municipalities"]
    for municipality in county.municipalities.values():
        area = municipality.aid_areas.values[-1].value
        lines.append(f"  {municipality.code}  {municipality.name}" + (f" (aid area {area})" if area else ""))
    lines += ["", "Objectives by goal area"]
    for goal_area in county.goal_areas.values():
        lines.append(f"  {goal_area.code}  {goal_area.name.sv}")
        for objective in county.objectives.values():
            if objective.goal_area == goal_area.code:
                mark = "" if objective.confirmed else "  [not confirmed]"
                lines.append(f"    {objective.code}  {objective.name.sv}{mark}")
    lines += ["", "Schemes"]
    for scheme in county.schemes.values():
        law = f"{scheme.ordinance} {scheme.section}"
        lines.append(f"  {scheme.code}  {scheme.name.sv}, {law}, handled by {scheme.handled_by}")
    return "\n".join([*lines, ""])


def _both(name: Both) -> dict[str, str]:
    return {"sv": name.sv, "en": name.en}
