"""Who is signed in, and which doors that opens.

Every endpoint carries one mark: `@requires("thing:verb")`, or `@open_to_all("why")`. One check before each request
reads the mark; an endpoint without one is closed to everybody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask_login import LoginManager, current_user, login_user, logout_user
from werkzeug.wrappers import Response as AnyResponse

from grantdesk.domain import roles
from grantdesk.models.user import User
from grantdesk.queries import people

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class SignedIn:
    """The person at the keyboard, as plain values; the row itself stays below."""

    id: int
    name: str
    email: str
    role: str
    position: str
    seal: str

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def may(self, permission: str) -> bool:
        return roles.may(self.role, permission)

    def get_id(self) -> str:
        return f"{self.id}.{self.seal}"


def requires(permission: str) -> Callable[[View], View]:
    """Opens the door to the roles that have this permission; an unknown permission fails when the module is read."""
    if permission not in roles.PERMISSIONS:
        raise KeyError(f"no permission {permission!r} in domain.roles")

    def mark(view: View) -> View:
        view.__dict__["permission"] = permission
        return view

    return mark


def open_to_all(why: str) -> Callable[[View], View]:
    """Opens the door to everybody, for the reason given."""

    def mark(view: View) -> View:
        view.__dict__["open_to_all"] = why
        return view

    return mark


def permission_of(view: Callable[..., Any]) -> str | None:
    return cast("str | None", getattr(view, "permission", None))


def reason_for_being_open(view: Callable[..., Any]) -> str | None:
    return cast("str | None", getattr(view, "open_to_all", None))


def signed_in() -> SignedIn:
    """The person at the keyboard; only behind `requires`."""
    person: Any = current_user._get_current_object()
    if not isinstance(person, SignedIn):
        raise LookupError("nobody is signed in; a view that asks who it is must be marked with requires")
    return person


def anyone_signed_in() -> SignedIn | None:
    return signed_in() if current_user.is_authenticated else None


def sign_in(user: User) -> None:
    login_user(_as_signed_in(user))


def sign_out() -> None:
    logout_user()


def local_path(wanted: str | None) -> str | None:
    """`wanted` when it is a path on this site; anything that a browser could read as another site is refused."""
    if not wanted or not wanted.startswith("/") or wanted.startswith("//"):
        return None
    # Browsers read a backslash as a slash and skip control characters.
    if "\\" in wanted or any(ord(character) < 32 for character in wanted):
        return None
    parts = urlsplit(wanted)
    return None if parts.scheme or parts.netloc else wanted


def guard(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = "strong"
    manager.user_loader(_load)
    open_to_all("style, script and fonts of every page")(app.view_functions["static"])
    app.before_request(_check)


def _check() -> AnyResponse | None:
    if request.endpoint is None:
        return None
    view = current_app.view_functions[request.endpoint]
    if reason_for_being_open(view):
        return None
    person = anyone_signed_in()
    if person is None:
        return _to_sign_in()
    permission = permission_of(view)
    if permission is None or not person.may(permission):
        abort(403)
    return None


def _to_sign_in() -> AnyResponse:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    address = url_for("sign_in.page", next=None if wanted == "/" else wanted)
    if "HX-Request" in request.headers:
        # A part of a page was asked for: the whole window goes to the sign-in page instead.
        return Response(status=401, headers={"HX-Redirect": url_for("sign_in.page")})
    return redirect(address)


def _load(kept: str) -> SignedIn | None:
    number, _, seal = kept.partition(".")
    user = people.find(int(number)) if number.isdecimal() else None
    if user is None or not user.active:
        return None
    person = _as_signed_in(user)
    return person if person.seal == seal else None


def _as_signed_in(user: User) -> SignedIn:
    return SignedIn(
        id=user.id, name=user.name, email=user.email, role=user.role, position=user.position, seal=_seal(user)
    )


def _seal(user: User) -> str:
    """Changes with the password, so that a new password ends the sessions begun with the old one."""
    return hashlib.sha256(user.password_hash.encode()).hexdigest()[:16]
