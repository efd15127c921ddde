"""The county's map: every municipality is drawn within the picture, and what is wrong in a map is told with its place."""

from __future__ import annotations

import copy
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from grantdesk import region
from grantdesk.domain import county_map, territory
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.territory import Asked, Rated
from grantdesk.domain.vocabulary import SCHEMES, SIZES
from tests.domain.applications import assessed, county, of_scheme

FOLDER = region.find("vastmanland")
CODES = ("A", "B")
SQUARE = [[16.0, 59.0], [17.0, 59.0], [17.0, 60.0], [16.0, 60.0], [16.0, 59.0]]
HOLE = [[16.4, 59.4], [16.6, 59.4], [16.6, 59.6], [16.4, 59.6], [16.4, 59.4]]
ISLAND = [[17.5, 59.0], [18.0, 59.0], [18.0, 59.5], [17.5, 59.0]]


def _feature(code: str, kind: str, coordinates: Any) -> dict[str, Any]:
    return {
        "type": "Feature", "properties": {"code": code}, "geometry": {"type": kind, "coordinates": coordinates},
    }  # fmt: skip


def _written() -> dict[str, Any]:
    features = [_feature("A", "Polygon", [SQUARE, HOLE]), _feature("B", "MultiPolygon", [[ISLAND], [ISLAND]])]
    written = {"type": "FeatureCollection", "source": "Invented", "licence": "CC0 1.0", "features": features}
    return copy.deepcopy(written)


def _parsed(written: object) -> county_map.CountyMap:
    return county_map.parse(written, municipalities=CODES, file="map.geojson")


def _numbers(path: str) -> list[tuple[float, float]]:
    flat = [float(number) for number in re.findall(r"[\d.]+", path)]
    return list(zip(flat[::2], flat[1::2], strict=True))


def test_every_municipality_of_the_shipped_county_is_drawn_within_the_picture() -> None:
    found = region.read_map(FOLDER, county())
    assert found is not None
    assert "CC0" in found.licence
    drawing = county_map.drawn(found)
    assert {shape.code for shape in drawing.shapes} == set(county().municipalities)
    for shape in drawing.shapes:
        inside = [*_numbers(shape.path), (shape.x, shape.y)]
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in inside), shape.code


def test_the_county_is_drawn_as_high_as_it_is() -> None:
    found = region.read_map(FOLDER, county())
    assert found is not None
    # Sala lies in the north, Arboga in the south-west; the county is some 100 kilometres high and 85 kilometres wide.
    places = {shape.code: shape for shape in county_map.drawn(found).shapes}
    assert places["1981"].y < places["1984"].y
    assert places["1984"].x < places["1980"].x
    assert 1.1 < county_map.drawn(found).height / county_map.WIDTH < 1.3


def test_a_hole_and_an_island_are_drawn() -> None:
    drawing = county_map.drawn(_parsed(_written()))
    assert [shape.path.count("M") for shape in drawing.shapes] == [2, 2]
    first = drawing.shapes[0]
    hole = _numbers(first.path.split("M")[2])
    assert not (min(x for x, _ in hole) < first.x < max(x for x, _ in hole)) or not (
        min(y for _, y in hole) < first.y < max(y for _, y in hole)
    ), "the name stands in the hole"


def _set(*keys: str | int) -> Callable[[dict[str, Any], Any], None]:
    def change(written: dict[str, Any], value: Any) -> None:
        at: Any = written
        for key in keys[:-1]:
            at = at[key]
        at[keys[-1]] = value

    return change


_FIRST = ("features", 0)
_COORDINATES = (*_FIRST, "geometry", "coordinates")


@pytest.mark.parametrize(
    ("keys", "value", "where"),
    [
        (("type",), "Feature", "type"),
        (("source",), "", "source"),
        (("licence",), 7, "licence"),
        (("name",), "Kommuner", "name"),
        (("features",), {}, "features"),
        (("features",), [], "features"),
        ((*_FIRST, "properties", "code"), "B", "features"),
        ((*_FIRST, "properties", "code"), "C", "features[0].properties.code"),
        ((*_FIRST, "properties", "name"), "A", "features[0].properties.name"),
        ((*_FIRST, "geometry", "type"), "Point", "features[0].geometry.type"),
        (_COORDINATES, [], "features[0].geometry.coordinates"),
        (_COORDINATES, [[]], "features[0].geometry.coordinates"),
        (_COORDINATES, [SQUARE[:-1]], "features[0].geometry.coordinates"),
        (_COORDINATES, [[SQUARE[0], SQUARE[1], SQUARE[0]]], "features[0].geometry.coordinates"),
        ((*_COORDINATES, 0, 1), [17.0], "features[0].geometry.coordinates"),
        ((*_COORDINATES, 0, 1), ["17", "59"], "features[0].geometry.coordinates"),
        ((*_COORDINATES, 0, 1), [True, 59.0], "features[0].geometry.coordinates"),
        ((*_COORDINATES, 0, 1), [585000.0, 6609000.0], "features[0].geometry.coordinates"),
        ((*_COORDINATES, 0, 1), [float("nan"), 59.0], "features[0].geometry.coordinates"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_map_is_told_with_its_place(keys: tuple[str | int, ...], value: Any, where: str) -> None:
    written = _written()
    _set(*keys)(written, value)
    with pytest.raises(InputErrors) as wrong:
        _parsed(written)
    assert wrong.value.errors[0].where == f"map.geojson: {where}"


@pytest.mark.parametrize("written", ["", "{", "[]", "\ufeff{}", "[" * 100_000])
def test_a_file_that_is_no_map_is_refused_by_name(tmp_path: Path, written: str) -> None:
    (tmp_path / "map.geojson").write_text(written, "utf-8")
    with pytest.raises(InputErrors) as wrong:
        region.read_map(tmp_path, county())
    assert all(error.where.startswith("map.geojson") for error in wrong.value.errors)


def test_a_changed_map_is_read_again(tmp_path: Path) -> None:
    file = Path(shutil.copy(FOLDER / "map.geojson", tmp_path))
    before = region.read_map(tmp_path, county())
    written = json.loads(file.read_text("utf-8")) | {"source": "Somewhere else"}
    file.write_text(json.dumps(written), "utf-8")
    now = region.read_map(tmp_path, county())
    assert before is not None
    assert now is not None
    assert (before.source, now.source) != (now.source, before.source)


def test_the_shipped_map_is_the_one_whose_origin_is_told() -> None:
    digest = hashlib.sha256((FOLDER / "map.geojson").read_bytes()).hexdigest()
    assert digest in (FOLDER / "map.md").read_text("utf-8")


def test_a_county_without_a_map_has_none(tmp_path: Path) -> None:
    assert region.read_map(tmp_path, county()) is None


def _rates(scheme: str, size: str = "small", on: date = date(2026, 3, 14)) -> dict[str, Rated]:
    asked = Asked(county().scheme(scheme), size, on)
    return {one.municipality.code: one for one in territory.rates(asked, county())}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_map_says_what_the_calculation_says(scheme: str, size: str) -> None:
    for code, rated in _rates(scheme, size).items():
        answer = assessed(of_scheme(scheme, applicant={"municipality": code, "size": size}))
        if rated.closed:
            assert not answer.eligible, code
        else:
            assert answer.rate == rated.rate, code


def test_a_closed_municipality_says_why() -> None:
    vasteras = _rates("investeringsstod")["1980"]
    assert vasteras.closed is not None
    assert (vasteras.closed.rule, vasteras.confirmed) == ("municipality.open", False)
    assert {one.closed.rule for one in _rates("investeringsstod", "large").values() if one.closed} == {
        "municipality.open", "applicant.size",
    }  # fmt: skip


def test_the_map_is_of_a_day() -> None:
    before = _rates("investeringsstod", on=date(2023, 12, 31))
    assert {one.closed.rule for one in before.values() if one.closed} == {"scheme.in_force"}
    assert all(one.closed for one in before.values())
    assert _rates("investeringsstod")["1982"].rate == Decimal("0.35")
    assert _rates("investeringsstod")["1982"].aid_area == 3
