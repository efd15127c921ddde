"""The roof: puts the house together."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from grantdesk import db, web
from grantdesk import settings as where
from grantdesk.region import Terms
from grantdesk.settings import Settings
from grantdesk.web import county, language

# A working session ends after this long without a page.
_IDLE = timedelta(hours=4)
# No page takes files; the largest form is a long application.
_LARGEST_REQUEST = 1024 * 1024


def create_app(settings: Settings | None = None, *, before: Terms | None = None) -> Flask:
    """The program, connected to its database and with its region read; `settings` are read where none are given.

    Raises InputErrors where the region's files cannot be used and nobody has read them `before`.
    """
    settings = settings or where.read()
    app = _built()
    if settings.trusted_proxies:
        _believe_proxies(app, settings.trusted_proxies)
    open_on(app, settings, before=before)
    return app


def open_on(app: Flask, settings: Settings, *, before: Terms | None = None) -> None:
    """Have a program that is built serve the database and the region of these settings; the errors are those of `create_app`."""
    app.config.from_mapping(_config(settings))
    db.connect(settings.database_url)
    county.keep(app, settings, before=before)


def _built() -> Flask:
    """The pages and what guards them, before there is anything to serve."""
    app = Flask("grantdesk", template_folder=str(where.templates_folder()))
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.teardown_appcontext(_release)
    Babel(app, default_locale="sv", locale_selector=language.chosen)
    # The guard comes before the check of forged forms: who is no longer signed in is asked to sign in.
    web.furnish(app)
    CSRFProtect(app)
    return app


def _config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret,
        "TRUSTED_HOSTS": list(settings.hosts) or None,
        "TRUSTED_PROXIES": settings.trusted_proxies,
        "MAX_CONTENT_LENGTH": _LARGEST_REQUEST,
        # The same for a form sent in parts; for one that is not, the ceiling above is the only one.
        "MAX_FORM_MEMORY_SIZE": _LARGEST_REQUEST,
        "SESSION_COOKIE_NAME": "grantdesk",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": _IDLE,
        # A form lives as long as its session does.
        "WTF_CSRF_TIME_LIMIT": None,
    }


def _believe_proxies(app: Flask, number: int) -> None:
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=number, x_proto=number, x_host=number)  # type: ignore[method-assign]


def _release(_error: BaseException | None) -> None:
    db.release()
