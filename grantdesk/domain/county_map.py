"""The county's map: the outline of each municipality, parsed from GeoJSON, and its drawing as paths."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, inf, radians
from typing import cast

from grantdesk.domain.fields import Fields, InputError, Wrong, is_list, raise_if_any
from grantdesk.domain.messages import message
from grantdesk.domain.readers import one_of, text

Point = tuple[float, float]
Ring = tuple[Point, ...]

WIDTH = 600
_MARGIN = 4
# A name is about this much wider than it is high, so a place for it is looked for where there is breadth.
_BREADTH = 2.5
_STEPS = 24
_FEWEST_POINTS = 4


@dataclass(frozen=True)
class Outline:
    """One municipality by its code: rings of longitude and latitude, holes among them."""

    code: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class CountyMap:
    """The outlines of every municipality of the county, and where they come from."""

    outlines: tuple[Outline, ...]
    source: str
    licence: str


@dataclass(frozen=True)
class Shape:
    """A municipality as it is drawn: the path of an SVG, and the point in the middle of its broadest part."""

    code: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """The map in the units of a picture that is `width` wide."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def parse(given: object, *, municipalities: Collection[str], file: str) -> CountyMap:
    """The map in a GeoJSON FeatureCollection. Raises InputErrors with every place that is wrong."""
    errors: list[InputError] = []
    fields = Fields(given, f"{file}: ", errors)
    fields.read("type", one_of(["FeatureCollection"]))
    source, licence = fields.read("source", text), fields.read("licence", text)
    outlines = tuple(_outline(feature, municipalities) for feature in fields.each("features"))
    fields.finish()
    raise_if_any(errors)
    _each_once(fields, [outline.code for outline in outlines], municipalities)
    raise_if_any(errors)
    return CountyMap(outlines, source, licence)


def _outline(feature: Fields, municipalities: Collection[str]) -> Outline:
    feature.read("type", one_of(["Feature"]))
    properties = feature.child("properties")
    code = properties.read("code", one_of(municipalities))
    properties.finish()
    geometry = feature.child("geometry")
    kind = geometry.read("type", one_of(["Polygon", "MultiPolygon"]))
    rings = geometry.read("coordinates", _polygon if kind == "Polygon" else _polygons)
    geometry.finish()
    feature.finish()
    return Outline(code, rings)


def _each_once(fields: Fields, codes: Sequence[str], municipalities: Collection[str]) -> None:
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        fields.refuse("features", message("region.twice", code=code))
    if lacking := sorted(set(municipalities) - set(codes)):
        fields.refuse("features", message("region.map_lacks", codes=", ".join(lacking)))


def _polygons(given: object) -> tuple[Ring, ...]:
    return tuple(ring for polygon in _list(given) for ring in _polygon(polygon))


def _polygon(given: object) -> tuple[Ring, ...]:
    return tuple(map(_ring, _list(given)))


def _ring(given: object) -> Ring:
    ring = tuple(map(_point, _list(given)))
    if len(ring) < _FEWEST_POINTS or ring[0] != ring[-1]:
        raise Wrong("region.map_ring")
    return ring


def _point(given: object) -> Point:
    if not is_list(given) or len(cast(Sequence[object], given)) != 2:
        raise Wrong("region.map_point")
    longitude, latitude = (_degrees(one) for one in cast(Sequence[object], given))
    if not (abs(longitude) <= 180 and abs(latitude) < 90):
        raise Wrong("region.map_point")
    return longitude, latitude


def _degrees(given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise Wrong("region.map_point")
    return float(given)


def _list(given: object) -> Sequence[object]:
    if not is_list(given) or not given:
        raise Wrong("region.map_ring")
    return cast(Sequence[object], given)


@lru_cache(maxsize=8)
def drawn(county_map: CountyMap) -> Drawing:
    """The map, north up. A degree of longitude is as long as it is at mid latitude, which is right for a county."""
    plane = {
        one.code: tuple(_flat(ring, _mid_latitude(county_map)) for ring in one.rings) for one in county_map.outlines
    }
    points = [point for rings in plane.values() for ring in rings for point in ring]
    west, north = min(x for x, _ in points), min(y for _, y in points)
    east, south = max(x for x, _ in points), max(y for _, y in points)
    scale = (WIDTH - 2 * _MARGIN) / max(east - west, 1e-9)
    shapes = tuple(
        _shape(code, tuple(_scaled(ring, (west, north), scale) for ring in rings)) for code, rings in plane.items()
    )
    return Drawing(WIDTH, round((south - north) * scale) + 2 * _MARGIN, shapes)


def _mid_latitude(county_map: CountyMap) -> float:
    latitudes = [latitude for one in county_map.outlines for ring in one.rings for _, latitude in ring]
    return (min(latitudes) + max(latitudes)) / 2


def _flat(ring: Ring, mid_latitude: float) -> Ring:
    shortened = cos(radians(mid_latitude))
    return tuple((longitude * shortened, -latitude) for longitude, latitude in ring)


def _scaled(ring: Ring, corner: Point, scale: float) -> Ring:
    return tuple(
        (round((x - corner[0]) * scale + _MARGIN, 1), round((y - corner[1]) * scale + _MARGIN, 1)) for x, y in ring
    )


def _shape(code: str, rings: tuple[Ring, ...]) -> Shape:
    x, y = _middle(rings)
    return Shape(code, " ".join(map(_path, rings)), x, y)


def _path(ring: Ring) -> str:
    first, *rest = (f"{x:g} {y:g}" for x, y in ring[:-1])
    return f"M{first}L{' '.join(rest)}Z"


def _middle(rings: tuple[Ring, ...]) -> Point:
    """The point of a grid that lies inside and farthest from every border, breadth counting less than height."""
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    best, farthest = (sum(xs) / len(xs), sum(ys) / len(ys)), -inf
    for x in _between(min(xs), max(xs)):
        for y in _between(min(ys), max(ys)):
            distance = _to_border((x, y), rings) if _is_inside((x, y), rings) else -inf
            if distance > farthest:
                best, farthest = (x, y), distance
    return round(best[0], 1), round(best[1], 1)


def _between(least: float, most: float) -> list[float]:
    return [least + (most - least) * step / _STEPS for step in range(1, _STEPS)]


def _sides(rings: tuple[Ring, ...]) -> Iterator[tuple[Point, Point]]:
    for ring in rings:
        yield from pairwise(ring)


def _is_inside(point: Point, rings: tuple[Ring, ...]) -> bool:
    """Whether a line from the point to the east crosses the borders an odd number of times."""
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in _sides(rings):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossings += 1
    return crossings % 2 == 1


def _to_border(point: Point, rings: tuple[Ring, ...]) -> float:
    return min(_to_side(point, side) for side in _sides(rings))


def _to_side(point: Point, side: tuple[Point, Point]) -> float:
    (px, py), ((ax, ay), (bx, by)) = point, side
    px, ax, bx = px / _BREADTH, ax / _BREADTH, bx / _BREADTH
    long = (bx - ax) ** 2 + (by - ay) ** 2
    along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / long)) if long else 0.0
    return hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay))
