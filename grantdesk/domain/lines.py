"""Which line of a file a place in it stands on, such as `rules.cap[0].value` or `row 3: aid_area`."""

from __future__ import annotations

import re

_ROW = re.compile(r"row (\d+)\b")
_HEADING = re.compile(r"\s*(\[\[?)\s*([\w.\"'/-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w-]+|\"[^\"]*\"|'[^']*')\s*=")
_LAST_STEP = re.compile(r"(\[\d+\]|\.?[^.\[\]]+)$")


def line_of(text: str, place: str) -> int | None:
    """The line of the place, or of the nearest thing around it that has one; None where nothing does.

    The row of a table with columns is its own line: `row 3` is the third line, the heading being the first.
    """
    if row := _ROW.match(place):
        return int(row[1])
    lines = _lines(text)
    while place:
        # A key that is no rule is named without what is under it.
        under = (line for each, line in lines.items() if each.startswith((f"{place}.", f"{place}[")))
        if found := lines.get(place) or next(under, None):
            return found
        place = _around(place)
    return None


def _around(place: str) -> str:
    found = _LAST_STEP.search(place)
    return place[: found.start()] if found else ""


def _lines(text: str) -> dict[str, int]:
    """The line of every heading and key of a TOML text that begins one, by place."""
    found: dict[str, int] = {}
    counted: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if heading := _HEADING.match(line):
            table = _entered(heading[2].split("."), counted, is_list=heading[1] == "[[")
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault(f"{table}.{key[1]}".lstrip(".").replace('"', ""), number)
    return found


def _entered(names: list[str], counted: dict[str, int], *, is_list: bool) -> str:
    """The place of the table that a heading begins: of each list that it goes through, the entry begun last."""
    place = ""
    for depth, raw in enumerate(names, 1):
        place = f"{place}.{raw.strip(chr(34) + chr(39))}".lstrip(".")
        if depth == len(names) and is_list:
            counted[place] = counted.get(place, 0) + 1
        if place in counted:
            place = f"{place}[{counted[place] - 1}]"
    return place
