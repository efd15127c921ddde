"""A version of the rules: new dated rows for one file of the region's folder, which stand after those that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from grantdesk.domain.confirmation import CHOICES
from grantdesk.domain.county import County
from grantdesk.domain.de_minimis import DeMinimisRules, Regulation
from grantdesk.domain.fields import Fields, InputError, Reader, Wrong, raise_if_any
from grantdesk.domain.messages import message
from grantdesk.domain.municipalities import Municipality
from grantdesk.domain.readers import amount, count, euros, flag, list_of, one_of, text
from grantdesk.domain.rulebook import Series, dated
from grantdesk.domain.scheme import READ_BY
from grantdesk.domain.state_money import AFTER_RECOVERY
from grantdesk.domain.vocabulary import REGULATIONS

# What the names of published versions begin with, wherever their folder is.
VERSIONS = "rules/"
REGION, DE_MINIMIS, MUNICIPALITIES = "region.toml", "de_minimis.toml", "municipalities.csv"

# What a rule is called within its file: its name, and before it the code of the regulation or municipality it is for.
Key = tuple[str, ...]
Rules = Mapping[Key, Series[Any]]
H = TypeVar("H", Municipality, Regulation, DeMinimisRules)


def _aid_area(given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= 3:
        raise Wrong("version.aid_area")
    return given


# Of the region's own rules, of those in de_minimis.toml, and of those for a regulation or a municipality: the key in the
# file, and the reader.
_OF_REGION: Mapping[str, tuple[str, Reader[Any]]] = {
    "decisions_on_unconfirmed": ("decisions_on_unconfirmed", one_of(CHOICES)),
    "supplier_checked_above": ("supplier_checked_above", amount),
    "recovered_money": ("recovered_money", one_of(AFTER_RECOVERY)),
    "idle_days_after_end": ("idle_days_after_end", count),
    "idle_months_without_claim": ("idle_months_without_claim", count),
}
_OF_DE_MINIMIS: Mapping[str, tuple[str, Reader[Any]]] = {
    "window_years": ("window_years", count),
    "publication_above": ("publication_above_eur", euros),
    "publication_months": ("publication_months", count),
    "retention_years": ("retention_years", count),
}
_OF_REGULATION: Mapping[str, tuple[str, Reader[Any]]] = {
    "ceiling": ("ceiling_eur", euros),
    "counts": ("counts", list_of(one_of(REGULATIONS))),
    "excluded_nace": ("excluded_nace", list_of(text)),
    "register_working_days": ("register_working_days", count),
}
_OF_MUNICIPALITY: Mapping[str, tuple[str, Reader[Any]]] = {
    "aid_areas": ("aid_area", _aid_area),
    "archipelago": ("archipelago", flag),
}


@dataclass(frozen=True)
class Version:
    """New rows for the file `of`; `name` is the version's own file, which its rows and its faults are placed in.

    `examples` are the version's own worked examples, as an examples file writes them.
    """

    name: str
    of: str
    rows: Rules
    examples: Mapping[str, Any]

    @property
    def first_day(self) -> date:
        return min(row.valid_from for series in self.rows.values() for row in series.values)

    @property
    def scheme(self) -> str | None:
        """The code of the scheme whose rules these are; None where they are of several schemes."""
        folder, _, file = self.of.partition("/")
        return file.removesuffix(".toml") if folder == "schemes" else None


def file_name(number: int, of: str) -> str:
    """The name of a published version's file, such as `rules/0003-konsultcheck.toml`."""
    return f"{VERSIONS}{number:04}-{of.rpartition('/')[2].partition('.')[0]}.toml"


def files_of(county: County) -> tuple[str, ...]:
    """The files of the county that a version can add rows to."""
    return (*(f"schemes/{code}.toml" for code in county.schemes), DE_MINIMIS, MUNICIPALITIES, REGION)


def rules_of(county: County, file: str) -> Rules:
    """Every rule of one of the county's files, with its values over time; empty where the county has none of it yet."""
    if file == DE_MINIMIS:
        rules = county.de_minimis
        each = rules.regulations.items()
        found: dict[Key, Series[Any]] = {(name,): getattr(rules, name) for name in _OF_DE_MINIMIS}
        return found | {(code, name): getattr(one, name) for code, one in each for name in _OF_REGULATION}
    if file == REGION:
        return {(name,): getattr(county, name) for name in _OF_REGION}
    if file == MUNICIPALITIES:
        towns = county.municipalities.items()
        return {(code, name): getattr(one, name) for code, one in towns for name in _OF_MUNICIPALITY}
    return {(name,): series for name, series in county.scheme(_scheme(file)).rules}


def key_in_file(key: Key) -> str:
    """The rule as its file writes it, such as `cap` or `2023/2831 ceiling_eur`."""
    every = {**READ_BY, **_OF_DE_MINIMIS, **_OF_REGION} if len(key) == 1 else {**_OF_REGULATION, **_OF_MUNICIPALITY}
    return " ".join((*key[:-1], every[key[-1]][0]))


def read_version(written: Mapping[str, object], county: County, *, name: str) -> Version:
    """The version that a file holds, for the county as it is without it. Raises InputErrors with every place."""
    errors: list[InputError] = []
    fields = Fields(written, f"{name}: ", errors)
    of = fields.read("file", _one_of_files(county), missing="version.lacks_file")
    raise_if_any(errors)
    rows = {key: series for key, series in _read_rows(fields, of, county).items() if series.values}
    examples = {key: written[key] for key in ("application", "example") if key in fields}
    fields.finish()
    if not rows and not errors:
        fields.refuse("file", message("version.no_rows", example=_heading_in(of)))
    raise_if_any(errors)
    version = Version(name, of, rows, examples)
    raise_if_any([*_rows_there(version, county), *_unknown_codes(version, county)])
    return version


def with_version(county: County, version: Version) -> County:
    """The county with the version's rows after those that it has."""
    there = rules_of(county, version.of)
    return _with_rules(
        county, version.of, {key: there[key].followed_by(series) for key, series in version.rows.items()}
    )


def as_if_from(county: County, version: Version, day: date) -> County:
    """The county as if the version's first day had been `day`: its rows in place of those in force from then on."""
    earlier = version.first_day - day
    there = rules_of(county, version.of)
    changed = {}
    for key, series in version.rows.items():
        moved = tuple(replace(row, valid_from=row.valid_from - earlier, valid_to=None) for row in series.values)
        begins = min(row.valid_from for row in moved)
        kept = tuple(row for row in there[key].values if row.valid_from < begins)
        changed[key] = Series(there[key].place, (*kept, *moved))
    return _with_rules(county, version.of, changed)


def _scheme(file: str) -> str:
    return file.removeprefix("schemes/").removesuffix(".toml")


def _one_of_files(county: County) -> Reader[str]:
    files = files_of(county)

    def read(given: object) -> str:
        if not isinstance(given, str) or given not in files:
            raise Wrong("version.file", choices=", ".join(files))
        return given

    return read


def _heading_in(of: str) -> str:
    headings = {
        DE_MINIMIS: "window_years",
        MUNICIPALITIES: "municipality.aid_area",
        REGION: "decisions_on_unconfirmed",
    }
    return headings.get(of, "rules.cap")


def _read_rows(fields: Fields, of: str, county: County) -> dict[Key, Series[Any]]:
    if of == DE_MINIMIS:
        of_regulations = _of_each(fields, "regulation", tuple(county.de_minimis.regulations), _OF_REGULATION)
        return _of_one(fields, (), _OF_DE_MINIMIS) | of_regulations
    if of == REGION:
        return _of_one(fields, (), _OF_REGION)
    if of == MUNICIPALITIES:
        return _of_each(fields, "municipality", tuple(county.municipalities), _OF_MUNICIPALITY)
    rules = fields.child_if_given("rules")
    rows = _of_one(rules, (), READ_BY)
    rules.finish()
    return rows


def _of_one(fields: Fields, of: Key, readers: Mapping[str, tuple[str, Reader[Any]]]) -> dict[Key, Series[Any]]:
    return {(*of, name): dated(fields, key, reader) for name, (key, reader) in readers.items()}


def _of_each(
    fields: Fields, key: str, codes: tuple[str, ...], readers: Mapping[str, tuple[str, Reader[Any]]]
) -> dict[Key, Series[Any]]:
    found: dict[Key, Series[Any]] = {}
    for entry in fields.each_if_given(key):
        code = entry.read("code", one_of(codes))
        if (code, next(iter(readers))) in found:
            entry.refuse("code", message("region.twice", code=code))
        found |= _of_one(entry, (code,), readers)
        entry.finish()
    return found


def _rows_there(version: Version, county: County) -> Iterator[InputError]:
    """Rows for a day that has one already, in the region's file or in a version published before."""
    there = rules_of(county, version.of)
    for key, series in version.rows.items():
        begun = {row.valid_from: row for row in there[key].values}
        for row in series.values:
            if row.valid_from in begun:
                place = begun[row.valid_from].source.place
                said = message("version.row_there", day=row.valid_from, place=place)
                yield InputError(f"{row.source.place}.valid_from", said)


def _unknown_codes(version: Version, county: County) -> Iterator[InputError]:
    known = ", ".join(county.municipalities)
    for row in version.rows.get(("closed_to",), Series("")).values:
        if not set(row.value) <= county.municipalities.keys():
            said = message("version.unknown_code", file=MUNICIPALITIES, known=known)
            yield InputError(f"{row.source.place}.value", said)


def _with_rules(county: County, file: str, changed: Rules) -> County:
    if file == MUNICIPALITIES:
        towns = dict(county.municipalities)
        for (code, name), series in changed.items():
            towns[code] = _with(towns[code], name, series)
        return replace(county, municipalities=towns)
    if file == REGION:
        laid: dict[str, Any] = {name: series for (name,), series in changed.items()}
        return replace(county, **laid)
    if file == DE_MINIMIS:
        return replace(county, de_minimis=_de_minimis_with(county, changed))
    scheme = county.scheme(_scheme(file))
    rules = replace(scheme.rules, **{name: series for (name,), series in changed.items()})
    return replace(county, schemes=county.schemes | {scheme.code: replace(scheme, rules=rules)})


def _with(holder: H, name: str, series: Series[Any]) -> H:
    """The same, with another series under the name."""
    changed: dict[str, Any] = {name: series}
    return replace(holder, **changed)


def _de_minimis_with(county: County, changed: Rules) -> DeMinimisRules:
    rules = county.de_minimis
    regulations = dict(rules.regulations)
    for key, series in changed.items():
        if len(key) == 1:
            rules = _with(rules, key[0], series)
        else:
            regulations[key[0]] = _with(regulations[key[0]], key[1], series)
    return replace(rules, regulations=regulations)
