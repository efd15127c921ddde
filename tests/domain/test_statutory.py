"""No set of rules that can be loaded gives more than the law: the Region's own rows stay under the law's, or are refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from grantdesk import region
from grantdesk.domain.county import County
from grantdesk.domain.facts import parse_application
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.messages import render
from grantdesk.domain.money import Money, total
from grantdesk.domain.rule_version import read_version, with_version
from grantdesk.domain.statutory import overruled
from grantdesk.domain.support import calculate
from grantdesk.domain.vocabulary import CATEGORIES, FLAGS, SCHEMES, SIZES
from tests.domain.applications import county, of_scheme
from tests.rule_texts import a_version

FOLDER = region.find("vastmanland")
EUR_RATE = Fraction(56, 5)
SOURCE = {"source": "A decision of the Region's own", "confidence": "CFG", "confirmed": True}

RATE = st.integers(0, 100).map(lambda hundredths: f"{hundredths // 100}.{hundredths % 100:02d}")
AMOUNT = st.integers(1, 10**12).map(lambda ore: str(Money(ore)))
CATEGORY_LIST = st.lists(st.sampled_from(CATEGORIES), max_size=8, unique=True)
CASES = st.lists(st.builds(lambda when: {"when": when}, st.sampled_from(FLAGS)), max_size=4)
RATES = st.fixed_dictionaries(
    {"base": RATE},
    optional={"aid_area": RATE, "sparsely_populated": RATE, "raised": RATE},
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "rate_policy": RATES,
    "rate_ceiling": RATES,
    "cap": AMOUNT,
    "yearly_cap": AMOUNT,
    "home_delivery": st.fixed_dictionaries({"most_per_household": AMOUNT, "least_of_price_base": RATE}),
    "share_of_aid": st.fixed_dictionaries({"category": st.sampled_from(CATEGORIES), "share": RATE.filter("1.00".__ne__)}),
    "large_project": st.fixed_dictionaries({"above_eur": AMOUNT, "rate_of": st.sampled_from(SIZES)}),
    "small_costs": st.fixed_dictionaries({"up_to": AMOUNT, "categories": CATEGORY_LIST}),
    "raised_by_practice": CASES,
    "raised_by_law": CASES,
    "categories": CATEGORY_LIST,
    "closed_to": st.just([]),
    "most_years": st.integers(0, 99),
    "legal_forms": st.just(["limited_company", "municipality"]),
    "price_base_amount": AMOUNT,
}  # fmt: skip
DAYS = st.sampled_from([date(2025, 7, 1), date(2026, 1, 2), date(2026, 3, 14)])
Row = tuple[str, Any, date, date | None]


def _rows(scheme: str) -> st.SearchStrategy[list[Row]]:
    """Rows of rules that the scheme has: whoever lays them down has nothing but absurdity in mind."""
    has = sorted(name for name, series in county().scheme(scheme).rules if series.values and name in VALUES)
    row = st.sampled_from(has).flatmap(
        lambda rule: st.tuples(st.just(rule), VALUES[rule], DAYS, st.none() | st.just(date(2026, 3, 13)))
    )
    return st.lists(row, min_size=1, max_size=2, unique_by=lambda row: (row[0], row[2]))


def _version(scheme: str, rows: list[Row]) -> dict[str, Any]:
    rules: dict[str, list[dict[str, Any]]] = {}
    for rule, value, begins, ends in rows:
        until = {"valid_to": ends} if ends and ends >= begins else {}
        rules.setdefault(rule, []).append({"value": value, "valid_from": begins, **until, **SOURCE})
    return {"file": f"schemes/{scheme}.toml", "rules": rules}


def _laid_over(scheme: str, versions: list[list[Row]]) -> County | None:
    """The county with the versions one after another, or None where it would not be loaded."""

    def with_rows(before: County, numbered: tuple[int, list[Row]]) -> County:
        number, rows = numbered
        return with_version(before, read_version(_version(scheme, rows), before, name=f"rules/{number:04}-x.toml"))

    try:
        changed = reduce(with_rows, enumerate(versions, 1), county())
    except InputErrors:
        return None
    return None if any(True for _ in overruled(changed)) else changed


# With the highest rate there is, only the law keeps the aid below the costs.
ALL_OF_IT: list[Row] = [
    ("rate_policy", {"base": "1.00", "raised": "1.00", "sparsely_populated": "1.00"}, date(2025, 6, 30), None)
]
ORE = st.sampled_from([10**7, 10**9]).flatmap(lambda most: st.integers(1, most))


@pytest.mark.parametrize("scheme", SCHEMES)
@given_by(st.data(), st.lists(st.sampled_from(FLAGS), max_size=2), st.sampled_from(["1982", "1981"]))
@settings(max_examples=60, deadline=None)
def test_no_published_rules_give_more_than_the_law(
    scheme: str, data: st.DataObject, stated: list[str], place: str
) -> None:
    versions = data.draw(st.lists(_rows(scheme), min_size=1, max_size=2))
    (ordinary,) = of_scheme(scheme)["costs"]
    category = st.sampled_from([ordinary["category"]] * 3 + ["other_necessary", "vehicle", "training"])
    costs = data.draw(st.lists(st.tuples(category, ORE), min_size=1, max_size=3))
    size, flags = data.draw(st.sampled_from(SIZES)), dict.fromkeys(stated, True)
    changed = _laid_over(scheme, [ALL_OF_IT, *versions])
    if changed is None:
        return  # Refused where it is loaded.
    given = of_scheme(
        scheme,
        costs=[(category, str(Money(ore))) for category, ore in costs],
        circumstances=flags | {"delivery_year": 2025, "households_served": 1000},
        applicant={"municipality": place, "size": size},
        **({"eur_rate": "11.20"} if scheme == "regionalt_investeringsstod" else {}),
    )
    answer = calculate(parse_application(given, changed), changed)
    cost = sum(ore for _category, ore in costs)
    most: list[Fraction] = [_share(scheme, place, size, flags) * cost, *_sums(scheme, given["circumstances"])]
    assert answer.aid.ore <= min(most)
    assert total(line.aid for line in answer.lines) == answer.aid
    if scheme == "investeringsstod":
        other = total(line.aid for line in answer.lines if line.category == "other_necessary")
        assert other.ore <= Fraction(3, 10) * answer.aid.ore
        assert not any(line.aid for line in answer.lines if line.category == "vehicle")


def _share(scheme: str, place: str, size: str, flags: dict[str, bool]) -> Fraction:
    """The highest share of the costs by the statutes themselves; all of them where they name none."""
    if scheme == "investeringsstod":
        return Fraction("0.50") if "sparsely_populated" in flags else Fraction("0.35" if place == "1982" else "0.25")
    if scheme == "regionalt_investeringsstod":
        by_size = {"micro": "0.30", "small": "0.30", "medium": "0.20", "large": "0.10"}
        return Fraction(by_size[size]) if place == "1982" else Fraction(0)
    shares = {
        "kommersiell_service_investering": "0.85",
        "kommersiell_service_hemsandning": "0.50",
        "projektmedel": "0.50",
        "projektmedel_eu": "0.60",
    }
    return Fraction(shares.get(scheme, "1.00"))


def _sums(scheme: str, stated: dict[str, Any]) -> Iterator[Fraction]:
    """The most in öre by the statutes' own sums, with nothing granted before."""
    ceiling = {"2023/2831": 300_000, "2023/2832": 750_000}.get(county().scheme(scheme).de_minimis or "")
    if ceiling:
        yield ceiling * 100 * EUR_RATE
    if scheme in ("kommersiell_service_servicebidrag", "kommersiell_service_driftstod"):
        yield Fraction(350_000_00)
    if scheme == "kommersiell_service_hemsandning":
        yield Fraction(100_00 * stated["households_served"])


OVER_LAW = [
    ("investeringsstod", "rate_ceiling", '{ base = "0.99" }', "value"),
    ("investeringsstod", "share_of_aid", '{ category = "other_necessary", share = "0.90" }', "confidence"),
    ("investeringsstod", "categories", '["machinery", "vehicle"]', "confidence"),
    ("regionalt_investeringsstod", "large_project", '{ above_eur = "90000000.00", rate_of = "large" }', "confidence"),
    ("konsultcheck", "small_costs", '{ up_to = "90000.00", categories = ["machinery"] }', None),
    ("affarsutvecklingscheck", "small_costs", '{ up_to = "90000.00", categories = ["machinery"] }', "confidence"),
    ("kommersiell_service_investering", "raised_by_law", '[{ when = "environmental" }]', "confidence"),
    ("kommersiell_service_servicebidrag", "yearly_cap", '"350000.01"', "value"),
    ("kommersiell_service_servicebidrag", "yearly_cap", '"350000.00"', None),
    ("kommersiell_service_servicebidrag", "most_years", "4", "confidence"),
    ("kommersiell_service_driftstod", "most_grocery_turnover", '"12000000.00"', "value"),
    ("kommersiell_service_driftstod", "least_distance_km", "9", "confidence"),
    (
        "kommersiell_service_hemsandning",
        "home_delivery",
        '{ most_per_household = "200.00", least_of_price_base = "0.50" }',
        "confidence",
    ),
    ("projektmedel", "advance", '{ share = "0.60", most = "400000.00" }', "value"),
    ("projektmedel", "rate_ceiling", '{ base = "0.49" }', None),
]


@pytest.mark.parametrize(("scheme", "rule", "value", "key"), OVER_LAW)
def test_own_terms_over_the_law_are_refused_where_the_rules_are_loaded(
    scheme: str, rule: str, value: str, key: str | None, tmp_path: Path
) -> None:
    assert _refused(tmp_path, a_version(value, of=scheme, rule=rule)) == ([f"rules.{rule}[0].{key}"] if key else [])


def test_a_second_row_of_the_regions_own_does_not_hide_the_law(tmp_path: Path) -> None:
    lower = a_version('{ base = "0.20" }', of="investeringsstod", rule="rate_ceiling")
    higher = a_version('{ base = "0.90" }', of="investeringsstod", rule="rate_ceiling", first_day=date(2027, 2, 1))
    assert _refused(tmp_path, lower) == []
    assert _refused(tmp_path, lower, higher) == ["rules.rate_ceiling[0].value"]


def test_a_row_of_the_regions_own_does_not_end_the_law(tmp_path: Path) -> None:
    row = a_version('"300000.00"', of="kommersiell_service_servicebidrag", rule="yearly_cap")
    ending = row.replace("valid_from = 2027-01-01", "valid_from = 2027-01-01\nvalid_to = 2027-01-31")
    assert _refused(tmp_path, row) == []
    assert _refused(tmp_path, ending) == ["rules.yearly_cap[0].valid_to"]


def test_the_ceiling_of_a_regulation_is_not_the_regions_to_raise(tmp_path: Path) -> None:
    row = a_version('"900000.00"').partition("[[rules.cap]]")[2]
    text = f'file = "de_minimis.toml"\n[[regulation]]\ncode = "2023/2831"\n[[regulation.ceiling_eur]]{row}'
    assert _refused(tmp_path, text) == ["regulation[0].ceiling_eur[0].confidence"]


def test_what_is_refused_says_which_row_of_the_law_it_is_over(tmp_path: Path) -> None:
    with pytest.raises(InputErrors) as refused:
        _read(tmp_path, a_version('"400000.00"', of="kommersiell_service_driftstod", rule="yearly_cap"))
    (error,) = refused.value.errors
    assert (error.where, error.line) == ("rules/0001-rows.toml: rules.yearly_cap[0].value", 4)
    assert "(schemes/kommersiell_service_driftstod.toml: rules.yearly_cap[0])" in render(error.reason, "en")
    assert "SEK\u00a0400,000" in render(error.reason, "en")


def _read(folder: Path, *versions: str) -> County:
    for number, text in enumerate(versions, 1):
        (folder / f"{number:04}-rows.toml").write_text(text, "utf-8")
    return region.read(FOLDER, folder)


def _refused(folder: Path, *versions: str) -> list[str]:
    """The places in the last version that are refused, when all are loaded."""
    try:
        _read(folder, *versions)
    except InputErrors as wrong:
        return [error.where.removeprefix(f"rules/{len(versions):04}-rows.toml: ") for error in wrong.errors]
    return []
