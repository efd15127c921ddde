"""A version of the rules is a file of new rows: read with the region's folder, and refused where it clashes with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk import region
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.messages import render
from grantdesk.domain.rule_version import as_if_from, files_of, rules_of, with_version
from grantdesk.domain.scheme import READ_BY
from grantdesk.domain.statutory import faults as statutory_faults
from grantdesk.domain.statutory import rates_above_law
from grantdesk.domain.toml_text import as_toml
from grantdesk.domain.version_trial import faults, too_early
from tests.domain.applications import county
from tests.rule_texts import SOURCE, a_version

FOLDER = region.find("vastmanland")
NEW_YEAR = date(2027, 1, 1)
NAME = "rules/0003-konsultcheck.toml"
ROW = f'valid_from = 2027-01-01\nsource = {SOURCE}\nconfidence = "B"\nconfirmed = true\n'


@pytest.fixture
def published(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    return tmp_path / "rules"


def _read(text: str) -> Any:
    return region.version(text, county(), name=NAME)


def _wrong(text: str) -> list[tuple[str, int | None, str]]:
    with pytest.raises(InputErrors) as wrong:
        _read(text)
    return [(error.where, error.line, render(error.reason, "en")) for error in wrong.value.errors]


def test_published_rows_hold_from_their_day_and_name_their_file(published: Path) -> None:
    (published / "0003-konsultcheck.toml").write_text(a_version(), "utf-8")
    cap = region.read(FOLDER, published).scheme("konsultcheck").rules.cap
    before, after = cap.on(date(2026, 12, 31)), cap.on(NEW_YEAR)
    assert before is not None
    assert after is not None
    assert (str(before.value), before.source.place) == ("100000.00", "schemes/konsultcheck.toml: rules.cap[0]")
    assert (str(after.value), after.source.place) == ("80000.00", f"{NAME}: rules.cap[0]")
    unpublished = region.read(FOLDER).scheme("konsultcheck").rules.cap.on(NEW_YEAR)
    assert repr(unpublished) == repr(before)


def test_a_file_written_anew_is_read_anew(published: Path) -> None:
    file = published / "0001-konsultcheck.toml"
    for value in ("80000.00", "70000.00"):
        file.write_text(a_version(f'"{value}"'), "utf-8")
        row = region.read(FOLDER, published).scheme("konsultcheck").rules.cap.on(NEW_YEAR)
        assert row is not None
        assert str(row.value) == value


def test_two_versions_of_one_rule_stand_after_each_other_and_not_on_the_same_day(published: Path) -> None:
    (published / "0001-konsultcheck.toml").write_text(a_version(), "utf-8")
    (published / "0002-konsultcheck.toml").write_text(a_version('"70000.00"', first_day=date(2027, 7, 1)), "utf-8")
    cap = region.read(FOLDER, published).scheme("konsultcheck").rules.cap
    assert [str(row.value) for row in cap.values] == ["100000.00", "80000.00", "70000.00"]
    (published / "0003-konsultcheck.toml").write_text(a_version('"60000.00"'), "utf-8")
    with pytest.raises(InputErrors) as wrong:
        region.read(FOLDER, published)
    assert str(wrong.value) == (
        "rules/0003-konsultcheck.toml: rules.cap[0].valid_from (line 5): is 2027-01-01, and there is a row from that day "
        "already (rules/0001-konsultcheck.toml: rules.cap[0]); an old row is never edited, so write a later day"
    )


def test_a_published_file_that_is_malformed_is_named_with_its_line(published: Path) -> None:
    (published / "0001-konsultcheck.toml").write_text(a_version("80000"), "utf-8")
    (published / "0002-konsultcheck.toml").write_text("[[rules.cap]\n", "utf-8")
    with pytest.raises(InputErrors) as wrong:
        region.read(FOLDER, published)
    assert [(error.where, error.line) for error in wrong.value.errors] == [("rules/0002-konsultcheck.toml", 1)]
    (published / "0002-konsultcheck.toml").unlink()
    (published / "konsultcheck.toml").write_text(a_version(), "utf-8")
    (published / "0001-konsultcheck.toml").write_text(a_version(), "utf-8")
    with pytest.raises(InputErrors, match=r"should be named as a published version is, .* 0003-projektmedel\.toml"):
        region.read(FOLDER, published)


@pytest.mark.parametrize(
    ("text", "place", "line", "said"),
    [
        (a_version(of="konsultchek"), "file", 1, "should be the file in the region's folder"),
        (a_version().replace("file = ", "fil = "), "file", None, "is missing"),
        (a_version(rule="capp"), "rules.capp", 3, "the nearest is cap"),
        (a_version("80000"), "rules.cap[0].value", 4, "should be an amount above zero"),
        (a_version(first_day=date(2024, 1, 1)), "rules.cap[0].valid_from", 5, "write a later day"),
        (a_version('["0180"]', rule="closed_to"), "rules.closed_to[0].value", 4, "is no code that is there"),
        ('file = "schemes/konsultcheck.toml"\n', "file", 1, "is without new rows"),
        (f"{a_version()}\n[[rule.cap]]\n", "rule", 10, "the nearest is rules"),
        ('file = "de_minimis.toml"\n[[window_year]]\n', "window_year", 2, "the nearest is window_years"),
        ('file = "municipalities.csv"\n[[municipality]]\ncode = "0180"\n', "municipality[0].code", 3, "should be one of"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_version_is_named(text: str, place: str, line: int | None, said: str) -> None:
    errors = _wrong(text)
    assert any((where, at) == (f"{NAME}: {place}", line) and said in words for where, at, words in errors), errors


def test_the_ceiling_of_a_regulation_and_an_aid_area_have_versions_too() -> None:
    ceiling = (
        'file = "de_minimis.toml"\n[[regulation]]\ncode = "2023/2831"\n'
        f'[[regulation.ceiling_eur]]\nvalue = "350000.00"\n{ROW}'
    )
    changed = with_version(county(), _read(ceiling)).de_minimis.regulations["2023/2831"].ceiling
    assert [row.value if row else None for row in (changed.on(date(2026, 12, 31)), changed.on(NEW_YEAR))] == [
        Decimal("300000.00"), Decimal("350000.00"),
    ]  # fmt: skip
    area = f'file = "municipalities.csv"\n[[municipality]]\ncode = "1907"\n[[municipality.aid_area]]\nvalue = 3\n{ROW}'
    town = with_version(county(), _read(area)).municipality("1907")
    assert (town.aid_area_on(date(2026, 12, 31)), town.aid_area_on(NEW_YEAR)) == (None, 3)


def test_every_value_in_the_regions_files_can_be_written_in_a_version() -> None:
    for file in files_of(county()):
        if not file.startswith("schemes/"):
            continue
        for (name,), series in rules_of(county(), file).items():
            for row in series.values:
                text = a_version(as_toml(row.written), of=file[8:-5], rule=READ_BY[name][0], confidence="A")
                (written,) = _read(text).rows.values()
                assert written.values[0].value == row.value, series.place


@given(st.recursive(
    st.text() | st.integers() | st.booleans() | st.dates(date(1000, 1, 1)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
))  # fmt: skip
def test_what_is_written_as_toml_is_read_as_it_was(value: object) -> None:
    assert region.parse_toml(f"value = {as_toml(value)}\n", "x")["value"] == value


def _faults(text: str) -> list[tuple[str, str]]:
    version = _read(text)
    found = faults(version, county(), examples=region.read_examples(FOLDER))
    return [(error.where.partition(": ")[2], render(error.reason, "en")) for error in found]


def test_the_regions_rate_stays_within_the_laws() -> None:
    within = a_version('{ base = "0.20", aid_area = "0.30" }', of="investeringsstod", rule="rate_policy")
    assert _faults(within) == []
    above = a_version('{ base = "0.90" }', of="investeringsstod", rule="rate_policy")
    ((place, said),) = _faults(above)
    assert place == "rules.rate_policy[0].value"
    assert "gives 90" in said
    assert "write at most" in said


def test_the_regions_own_terms_do_not_replace_what_a_statute_says() -> None:
    ((place, said),) = _faults(a_version("false", rule="start_rule"))
    assert place == "rules.start_rule[0].confidence"
    assert "rests on a statute (schemes/konsultcheck.toml: rules.start_rule[0])" in said
    assert _faults(a_version("false", rule="start_rule", confidence="A")) == []
    assert _faults(a_version("true", rule="start_rule")) == []


def test_a_version_that_breaks_one_of_the_regions_examples_is_refused() -> None:
    # Backdated far enough to change what the examples of 2026 are judged by.
    broken = _faults(a_version('"1000.00"', first_day=date(2025, 1, 1)))
    assert broken
    assert all("aid should be" in said for _, said in broken)


def test_a_versions_own_examples_are_run() -> None:
    example = (
        '\n[[example]]\nname = "ceiling"\nsource = "constructed"\n'
        'given = { received_on = "2027-02-01", starts_on = "2027-03-01", granting_on = "2027-02-01", '
        'costs = [{ category = "consultancy", amount = "200000.00" }] }\n'
        'expect = { aid = "80000.00" }\n'
    )
    assert _faults(a_version() + example) == []
    ((place, said),) = _faults(a_version('"70000.00"') + example)
    assert (place, said) == ("example[0].expect", "does not hold: aid should be 80000.00, and the rules give 70000.00")


def test_a_version_does_not_begin_before_the_day_it_is_published() -> None:
    version = _read(a_version())
    assert too_early(version, on=NEW_YEAR) == []
    (error,) = too_early(version, on=date(2027, 1, 2))
    assert "write 2027-01-02 or later" in render(error.reason, "en")


def test_as_if_from_puts_the_rows_in_place_of_those_in_force() -> None:
    version = _read(a_version() + a_version('"60000.00"', first_day=date(2027, 7, 1)).partition("\n\n")[2])
    cap = as_if_from(county(), version, date(2025, 1, 1)).scheme("konsultcheck").rules.cap
    found = [cap.on(day) for day in (date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 30), date(2025, 7, 1))]
    assert [str(row.value) for row in found if row] == ["100000.00", "80000.00", "80000.00", "60000.00"]


_RATE = st.decimals(0, 1, places=2).map(lambda rate: f"{rate:.2f}")


@given(base=_RATE, aid_area=_RATE, sparse=_RATE)
def test_no_rate_above_the_laws_can_be_laid_down(base: str, aid_area: str, sparse: str) -> None:
    value = f'{{ base = "{base}", aid_area = "{aid_area}", sparsely_populated = "{sparse}" }}'
    version = _read(a_version(value, of="investeringsstod", rule="rate_policy"))
    above = rates_above_law(with_version(county(), version).scheme("investeringsstod"), NEW_YEAR)
    assert bool(list(statutory_faults(version, county()))) is (above is not None)
    assert (above is None) is (base <= "0.25" and aid_area <= "0.35" and sparse <= "0.50")


def test_no_rate_in_the_shipped_files_is_above_the_laws() -> None:
    for scheme in county().schemes.values():
        rows = (*scheme.rules.rate_policy.values, *scheme.rules.rate_ceiling.values)
        assert [row.valid_from for row in rows if rates_above_law(scheme, row.valid_from)] == []
