"""What is seen to in a case: which row of the file holds, and a file that cannot be used is refused where it is wrong."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk import region
from grantdesk.domain.checklist import CLAIM, PARTS, PAYMENT, CheckItems, parse_items
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.findings import Confidence
from grantdesk.domain.messages import render

TERMS = region.load(region.find("vastmanland"))
FOLDER = region.find("vastmanland")
SCHEMES = tuple(TERMS.county.schemes)
FIRST = date(2024, 1, 1)
ROW: dict[str, Any] = {
    "code": "signed",
    "part": "handling",
    "text": {"sv": "Ansökan är underskriven", "en": "The application is signed"},
    "schemes": ["*"],
    "handled_by": ["region", "almi"],
    "required_for": ["grant"],
    "valid_from": FIRST,
    "source": "Påhittad",
    "confidence": "CFG",
    "confirmed": False,
}


def items(*rows: dict[str, Any]) -> CheckItems:
    return parse_items({"item": list(rows)}, schemes=SCHEMES)


def faults(*rows: Any, **said: Any) -> list[tuple[str, str]]:
    with pytest.raises(InputErrors) as wrong:
        parse_items({"item": list(rows)} | said, schemes=SCHEMES)
    assert all(render(error.reason, "sv") for error in wrong.value.errors)
    return [(error.where, render(error.reason, "en")) for error in wrong.value.errors]


@pytest.mark.parametrize(
    ("changed", "key", "said"),
    [
        ({"code": "Signed"}, "code", "small letters a-z"),
        ({"code": "x" * 61}, "code", "at most 60 characters"),
        ({"part": "handing"}, "part", "should be one of handling, due_diligence, sustainability"),
        ({"text": {"sv": "x"}}, "text.en", "is missing"),
        ({"schemes": ["konsultchek"]}, "schemes", "should be one of *, affarsutvecklingscheck"),
        ({"schemes": []}, "schemes", "is empty; write at least one of"),
        ({"handled_by": ["alm"]}, "handled_by", "should be one of region, almi"),
        ({"handled_by": []}, "handled_by", "is empty"),
        ({"required_for": ["granted"]}, "required_for", "should be one of grant, reject"),
        ({"required_for": "grant"}, "required_for", "should be a list"),
        ({"valid_from": "2024-01-01"}, "valid_from", "a date without quotation marks"),
        ({"valid_to": FIRST - timedelta(days=1)}, "valid_to", "lies before valid_from"),
        ({"confidence": "X"}, "confidence", "should be one of A, B, C, CFG"),
        ({"required": True}, "required", "is no known key; the nearest is required_for"),
    ],
)
def test_what_is_wrong_in_a_row_is_named_with_its_place(changed: dict[str, Any], key: str, said: str) -> None:
    ((where, sentence),) = faults(ROW | changed)
    assert where == f"checks.toml: item[0].{key}"
    assert said in sentence


@pytest.mark.parametrize(
    "key", ["code", "part", "text", "schemes", "required_for", "valid_from", "source", "confirmed"]
)
def test_what_a_row_lacks_is_named(key: str) -> None:
    assert [where for where, _ in faults({name: value for name, value in ROW.items() if name != key})] == [
        f"checks.toml: item[0].{key}"
    ]


def test_a_file_without_items_is_refused() -> None:
    assert faults() == [("checks.toml: item", "has no rows; write at least one dated row")]
    assert faults(ROW, items=[])[0][0] == "checks.toml: items"
    with pytest.raises(InputErrors, match=r"item: is missing"):
        parse_items({}, schemes=SCHEMES)


@pytest.mark.parametrize(
    "second",
    [{}, {"schemes": ["konsultcheck"]}, {"handled_by": ["almi"]}, {"part": "sustainability", "required_for": []}],
)
def test_two_rows_of_one_code_do_not_begin_on_one_day_in_the_same_cases(second: dict[str, Any]) -> None:
    ((where, said),) = faults(ROW, ROW | second)
    assert where == "checks.toml: item[1]"
    assert "signed from the same day" in said


def test_rows_of_one_code_keep_different_cases_apart() -> None:
    found = items(ROW | {"handled_by": ["region"]}, ROW | {"handled_by": ["almi"], "required_for": []})
    (ours,) = found.on(FIRST, scheme="konsultcheck", handled_by="region")
    (almis,) = found.on(FIRST, scheme="konsultcheck", handled_by="almi")
    assert ours.required_for == {"grant"}
    assert not almis.required_for


def test_an_item_is_of_the_schemes_that_it_names_and_holds_until_it_has_ended() -> None:
    last = date(2025, 6, 30)
    found = items(ROW | {"schemes": ["konsultcheck"], "valid_to": last})
    assert found.on(last, scheme="konsultcheck", handled_by="almi")
    assert not found.on(last + timedelta(days=1), scheme="konsultcheck", handled_by="almi")
    assert not found.on(FIRST - timedelta(days=1), scheme="konsultcheck", handled_by="almi")
    assert not found.on(last, scheme="energistod", handled_by="almi")


def test_a_new_wording_takes_the_place_of_the_old_one_on_its_day() -> None:
    new = date(2026, 7, 1)
    other = ROW | {"code": "other", "part": "due_diligence"}
    found = items(other, ROW, ROW | {"valid_from": new, "text": {"sv": "Ny", "en": "New"}})
    before = found.on(new - timedelta(days=1), scheme="energistod", handled_by="region")
    after = found.on(new, scheme="energistod", handled_by="region")
    # By part, and within it as the file lists the codes.
    assert [one.text.en for one in before] == ["The application is signed"] * 2
    assert [(one.code, one.text.en) for one in after] == [("signed", "New"), ("other", "The application is signed")]


@given(
    begins=st.lists(st.integers(0, 60), min_size=1, max_size=6, unique=True),
    on=st.integers(-5, 70),
)
def test_of_every_code_the_row_that_began_last_holds(begins: list[int], on: int) -> None:
    rows = [
        ROW | {"valid_from": FIRST + timedelta(days=each), "text": {"sv": str(each), "en": str(each)}}
        for each in begins
    ]
    held = items(*rows).on(FIRST + timedelta(days=on), scheme="konsultcheck", handled_by="almi")
    assert [one.text.en for one in held] == [str(max(past)) for past in [[b for b in begins if b <= on]] if past]


def test_every_row_of_the_region_is_a_working_value_and_few_are_required() -> None:
    for row in TERMS.checks.rows:
        assert row.source.confidence is Confidence.CONFIGURED
        assert not row.source.confirmed
    for scheme in TERMS.county.schemes.values():
        asked = TERMS.checks.on(date(2026, 11, 22), scheme=scheme.code, handled_by=scheme.handled_by)
        required = [one for one in asked if "grant" in one.required_for]
        assert 1 <= len(required) <= 5, scheme.code
        assert not [one for one in asked if one.required_for - {"grant"}]
        parts = {one.part for one in required}
        if scheme.handled_by == "almi":
            assert {"due_diligence", "sustainability"} <= parts
        assert {one.part for one in asked} == set(PARTS) - {CLAIM}


def test_each_scheme_has_items_for_its_claims_which_only_a_payment_requires() -> None:
    for scheme in TERMS.county.schemes.values():
        asked = TERMS.checks.in_claim(date(2026, 11, 22), scheme=scheme.code, handled_by=scheme.handled_by)
        assert {one.part for one in asked} == {CLAIM}
        assert {kind for one in asked for kind in one.required_for} == {PAYMENT}
        assert 2 <= len([one for one in asked if one.required_for]) <= 7, scheme.code
        has_time_sheets = "claim_time_sheets" in {one.code for one in asked}
        assert has_time_sheets is scheme.is_project


def test_an_item_of_a_claim_is_not_asked_in_the_case_nor_the_other_way_round() -> None:
    both = items(ROW, ROW | {"code": "paid", "part": CLAIM, "required_for": [PAYMENT]})
    said = {"scheme": "konsultcheck", "handled_by": "almi"}
    assert [one.code for one in both.on(FIRST, **said)] == ["signed"]
    assert [one.code for one in both.in_claim(FIRST, **said)] == ["paid"]


@pytest.mark.parametrize(
    ("part", "required"), [("claim", ["grant"]), ("claim", ["payment", "grant"]), ("handling", ["payment"])]
)
def test_a_payment_requires_items_of_claims_alone(part: str, required: list[str]) -> None:
    ((where, said),) = faults(ROW | {"part": part, "required_for": required})
    assert where == "checks.toml: item[0].required_for"
    assert said.startswith('should be ["payment"] or [] in the part claim')


def test_a_folder_without_the_file_is_refused_by_name(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "county"))
    (folder / "checks.toml").unlink()
    with pytest.raises(InputErrors) as wrong:
        region.load(folder)
    (error,) = wrong.value.errors
    assert error.where == "checks.toml"
    assert "should be there and readable" in render(error.reason, "en")


def test_what_is_wrong_in_the_file_is_said_with_its_line(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "county"))
    file = folder / "checks.toml"
    text = file.read_text("utf-8").replace('part = "handling"', 'part = "handing"', 1)
    file.write_text(text, "utf-8")
    with pytest.raises(InputErrors) as wrong:
        region.load(folder)
    (error,) = wrong.value.errors
    line = text.splitlines().index('part = "handing"') + 1
    assert (error.where, error.line) == ("checks.toml: item[0].part", line)
