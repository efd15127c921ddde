"""The county that this program serves: read anew when its files are written, and kept as it was when they cannot be used."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import Flask, current_app, g, has_request_context

from grantdesk import region
from grantdesk.domain.county import County
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.region import Stamps, Terms
from grantdesk.settings import Settings

_KEPT, _SETTINGS = "grantdesk.terms", "grantdesk.settings"


@dataclass(frozen=True)
class Reading:
    """The last terms that could be used, and what is wrong in the files as they are now, if anything is."""

    terms: Terms
    wrong: tuple[InputError, ...]
    stamps: Stamps


class LastGood:
    """The terms in the region's folder and the published versions, as they last could be used."""

    def __init__(self, folder: Path, published: Path, *, before: Terms | None = None) -> None:
        """Reads the files. Raises InputErrors where they cannot be used and there were no terms `before`."""
        self._folder, self._published = folder, published
        self._lock = threading.Lock()
        self._reading = self._read(region.stamps(folder, published), before)

    def now(self) -> Reading:
        """The reading that holds now; the files are read again only where one of them has been written."""
        found = region.stamps(self._folder, self._published)
        if found != self._reading.stamps:
            with self._lock:
                if found != self._reading.stamps:
                    self._reading = self._read(found, self._reading.terms)
                    self._tell()
        return self._reading

    def _read(self, found: Stamps, before: Terms | None) -> Reading:
        try:
            return Reading(region.load(self._folder, self._published), (), found)
        except InputErrors as wrong:
            if before is None:
                raise
            return Reading(before, wrong.errors, found)

    def _tell(self) -> None:
        for error in self._reading.wrong:
            current_app.logger.error("the rules as they last could be used go on holding: %s", error)


def keep(app: Flask, settings: Settings, *, before: Terms | None = None) -> None:
    """Serve the region of the settings from now on. `before` is what goes on holding where its files cannot be used."""
    app.extensions[_KEPT] = LastGood(settings.region_folder, settings.rules, before=before)
    app.extensions[_SETTINGS] = settings


def current() -> County:
    return terms().county


def terms() -> Terms:
    """The county with its delegation order; one and the same throughout a request."""
    return _reading().terms


def wrong() -> tuple[InputError, ...]:
    """What is wrong in the files as they are now, so that the last good ones go on holding."""
    return _reading().wrong


def settings() -> Settings:
    return cast(Settings, current_app.extensions[_SETTINGS])


def _reading() -> Reading:
    kept: LastGood = current_app.extensions[_KEPT]
    if not has_request_context():
        return kept.now()
    if "reading" not in g:
        g.reading = kept.now()
    return cast(Reading, g.reading)


def read_again() -> None:
    """Have the rest of the request see files that the request itself has written."""
    g.pop("reading", None)
