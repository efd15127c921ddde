"""What every answer says to the browser besides the page itself."""

from __future__ import annotations

import hashlib
import ipaddress
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request
from flask.sessions import SecureCookieSessionInterface

# No script or style in the page itself, nothing from another site. The design system draws its icons as data: images.
_CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

_EVERY_ANSWER = {
    "Content-Security-Policy": _CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # The check against forged forms reads the referrer on our own site.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_A_YEAR = 31_536_000


class Cookies(SecureCookieSessionInterface):
    """Cookies that travel over HTTPS only, except on the machine itself."""

    def get_cookie_secure(self, app: Flask) -> bool:
        behind_proxies = bool(app.config["TRUSTED_PROXIES"])
        return behind_proxies or request.is_secure or not _on_this_machine(request.host)


def dress(app: Flask) -> None:
    app.session_interface = Cookies()
    app.after_request(_dressed)
    app.url_defaults(_with_version)


def _on_this_machine(host: str) -> bool:
    name = host.rsplit(":", 1)[0].strip("[]") if not host.endswith("]") else host.strip("[]")
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _dressed(answer: Response) -> Response:
    for name, value in _EVERY_ANSWER.items():
        answer.headers.setdefault(name, value)
    if request.is_secure:
        answer.headers.setdefault("Strict-Transport-Security", f"max-age={_A_YEAR}")
    answer.headers["Cache-Control"] = _cache_control(answer)
    return answer


def _cache_control(answer: Response) -> str:
    if request.endpoint != "static" or answer.status_code >= 400:
        return "no-store"
    named = (request.view_args or {}).get("filename", "")
    return f"public, max-age={_A_YEAR}, immutable" if request.args.get("v") == _version(named) else "no-cache"


def _with_version(endpoint: str, values: dict[str, Any]) -> None:
    """Every address of a static file carries its content's digest, so that it may be kept for a year."""
    if endpoint == "static" and "v" not in values:
        values["v"] = _version(values["filename"])


def _version(filename: str) -> str | None:
    folder = current_app.static_folder
    return _digest(Path(folder, filename)) if folder else None


@cache
def _digest(file: Path) -> str | None:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else None
