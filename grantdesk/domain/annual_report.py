"""What a region counts by name in its annual report, and the key that `report annual` gives each figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grantdesk.domain.fields import Fields, Wrong
from grantdesk.domain.messages import message
from grantdesk.domain.readers import text

# The figures that every region's report has in the sections that a region adds its own to.
OF_EVERY_REGION = (
    "granted_count",
    "granted_amount",
    "objectives_contributed_to",
    "objectives_total",
    "share_women_led",
)
_KEY = re.compile(r"[a-z][a-z0-9_]{0,79}")


@dataclass(frozen=True)
class SetApart:
    """The municipality whose share of the company support is set against the share of all the others."""

    code: str
    share_key: str
    others_key: str


@dataclass(frozen=True)
class Counted:
    """What is counted by its code, under a key of its own."""

    code: str
    key: str


@dataclass(frozen=True)
class AnnualReport:
    """What the region's report counts beside what every region's does; each part may be left out."""

    municipality: SetApart | None
    schemes: tuple[Counted, ...]
    theme: Counted | None


def read_annual_report(fields: Fields) -> AnnualReport:
    """The `[annual_report]` of a region's own file; what is wrong is noted among the errors of `fields`."""
    taken = set(OF_EVERY_REGION)
    report = AnnualReport(
        municipality=_set_apart(fields.child("municipality"), taken) if "municipality" in fields else None,
        schemes=tuple(_counted(each, taken) for each in fields.each_if_given("scheme")),
        theme=_counted(fields.child("theme"), taken) if "theme" in fields else None,
    )
    fields.finish()
    return report


def _set_apart(fields: Fields, taken: set[str]) -> SetApart:
    apart = SetApart(
        code=fields.read("code", text),
        share_key=_new_key(fields, "share_key", taken),
        others_key=_new_key(fields, "others_key", taken),
    )
    fields.finish()
    return apart


def _counted(fields: Fields, taken: set[str]) -> Counted:
    counted = Counted(code=fields.read("code", text), key=_new_key(fields, "key", taken))
    fields.finish()
    return counted


def _new_key(fields: Fields, name: str, taken: set[str]) -> str:
    key = fields.read(name, _key)
    if key and key in taken:
        fields.refuse(name, message("region.twice", code=key))
    taken.add(key)
    return key


def _key(given: object) -> str:
    if not isinstance(given, str) or not _KEY.fullmatch(given):
        raise Wrong("region.report_key")
    return given
