"""The text of a version to begin with: one rule as it is in force, to be given another value."""

from __future__ import annotations

from datetime import date

from grantdesk.domain.county import County
from grantdesk.domain.rule_version import DE_MINIMIS, MUNICIPALITIES, REGION, Key, key_in_file, rules_of
from grantdesk.domain.rulebook import RuleValue
from grantdesk.domain.toml_text import as_toml

_HEADINGS = {DE_MINIMIS: "regulation", MUNICIPALITIES: "municipality"}


def begun(county: County, of: str, key: Key, *, first_day: date) -> str:
    """A file of one new row with the value in force on its first day, where there is one. The source is left to be written."""
    series = rules_of(county, of)[key]
    row = series.on(first_day) or (series.values[-1] if series.values else None)
    lines = [f"file = {as_toml(of)}", "", *_headings(of, key)]
    lines.append(f"value = {_value(row, key)}")
    lines.append(f"valid_from = {first_day.isoformat()}")
    lines.append('source = { sv = "", en = "" }')
    lines.append('confidence = "CFG"')
    lines.append("confirmed = true")
    return "\n".join(lines) + "\n"


def _headings(of: str, key: Key) -> list[str]:
    name = key_in_file(key).rpartition(" ")[2]
    if len(key) == 1:
        return [f"[[{name}]]" if of in (DE_MINIMIS, REGION) else f"[[rules.{name}]]"]
    return [f"[[{_HEADINGS[of]}]]", f"code = {as_toml(key[0])}", "", f"[[{_HEADINGS[of]}.{name}]]"]


def _value(row: RuleValue[object] | None, key: Key) -> str:
    if row is None:
        return '""'
    # A table with columns writes its areas and words otherwise than a version does.
    return as_toml(row.value if key[-1] in ("aid_areas", "archipelago") and len(key) > 1 else row.written)
