"""The county and the settings that this program was put together with."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app

from grantdesk import region
from grantdesk.domain.county import County
from grantdesk.region import Terms
from grantdesk.settings import Settings

_COUNTY, _SETTINGS = "grantdesk.county", "grantdesk.settings"


def keep(app: Flask, county: County, settings: Settings) -> None:
    app.extensions[_COUNTY] = county
    app.extensions[_SETTINGS] = settings


def current() -> County:
    return cast(County, current_app.extensions[_COUNTY])


def terms() -> Terms:
    """The county with its delegation order."""
    return region.load(settings().region_folder)


def settings() -> Settings:
    return cast(Settings, current_app.extensions[_SETTINGS])
