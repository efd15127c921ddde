"""The language of the page: Swedish, or English when the reader has asked for it."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request, session
from flask_babel import get_locale
from werkzeug.wrappers import Response

from grantdesk.domain.messages import LANGUAGES, Language
from grantdesk.web.access import local_path, open_to_all

bp = Blueprint("language", __name__)

# Each language is named in itself, whichever is shown.
NAMES: dict[Language, str] = {"sv": "Svenska", "en": "English"}

_KEPT = "language"


def chosen() -> Language:
    """What the reader asked for, else Swedish."""
    kept = session.get(_KEPT)
    return next((language for language in LANGUAGES if language == kept), "sv")


def current() -> Language:
    """The language that this page is written in."""
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "sv"


def asked() -> Language:
    """The language in the address of a paper, else the page's own; an address with another is none."""
    wanted = request.args.get(_KEPT, current())
    return next((known for known in LANGUAGES if known == wanted), None) or abort(404)


@bp.post("/language")
@open_to_all("who cannot read the sign-in page must be able to change its language")
def choose() -> Response:
    wanted = request.form.get("language")
    if wanted not in LANGUAGES:
        abort(400)
    session[_KEPT] = wanted
    return redirect(local_path(request.form.get("next")) or "/")
