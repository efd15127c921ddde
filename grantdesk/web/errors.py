"""What a page says when it cannot do what was asked: what happened, and what to do instead."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.web import filters

Page = tuple[str, int]

# Code: heading and what the reader can do.
_SENTENCES = {
    400: (
        lazy_gettext("The page could not read what was sent"),
        lazy_gettext(
            "Go back, reload the page and try again. What you had written is still in the form if you go back."
        ),
    ),
    403: (
        lazy_gettext("You may not open this page"),
        lazy_gettext("Your role does not include it. If your work needs it, ask an administrator to change your role."),
    ),
    404: (
        lazy_gettext("There is no such page"),
        lazy_gettext(
            "The address may be misspelt, or what it showed is not here. Start from the front page or search."
        ),
    ),
    405: (
        lazy_gettext("This address cannot be opened like that"),
        lazy_gettext("It belongs to a button on another page. Start from the front page and go there."),
    ),
    409: (lazy_gettext("It was not done"), lazy_gettext("Nothing has been changed.")),
    413: (
        lazy_gettext("What you sent is too large"),
        lazy_gettext("Send less text, or a smaller file."),
    ),
    422: (
        lazy_gettext("Something in the form needs to be corrected"),
        lazy_gettext("Go back to the form, correct it and send it again."),
    ),
    429: (
        lazy_gettext("Too many attempts"),
        lazy_gettext("Wait a while and try again."),
    ),
    500: (
        lazy_gettext("Something went wrong in the program"),
        lazy_gettext(
            "What you did last may not have been saved: check before you do it again. The error has been logged."
        ),
    ),
}
_OLD_FORM = lazy_gettext(
    "The form was too old, or you have signed in again since it was opened. Go back, reload the page and send it again."
)


def install(app: Flask) -> None:
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(SomebodyWasFirst, _too_late)
    app.register_error_handler(CSRFError, _old_form)
    app.register_error_handler(SecurityError, _unknown_host)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def _unknown_host(_error: SecurityError) -> Response:
    # Such a request has no addresses to make a page of.
    said = "grantdesk does not answer to this host name; settings.toml lists those that it does, as hosts\n"
    return Response(said, status=400, mimetype="text/plain")


def _refused(refused: Refused) -> Page:
    return _page(404 if isinstance(refused, NotThere) else 409, filters.say(refused.reason))


def _too_late(refused: SomebodyWasFirst) -> Page:
    """Nobody failed: it was done before, by another or by the first of two clicks. The page leads to what holds now."""
    return _page(409, filters.say(refused.reason), heading=gettext("It has been dealt with already"), place=_place())


def _place() -> tuple[str, str] | None:
    """Where the thing is that was acted on, by the address that the form was sent to."""
    number, user_id = (request.view_args or {}).get("number"), (request.view_args or {}).get("user_id")
    if user_id:
        return url_for("users.user", user_id=user_id), gettext("Open the user")
    if number is None:
        return None
    if request.blueprint == "payments":
        return url_for("payments.payment", number=number), gettext("Open the payment")
    if request.blueprint == "batches":
        return url_for("batches.batch", number=number), gettext("Open the batch")
    if request.blueprint == "rules":
        return url_for("rules.version", number=number), gettext("Open the rule version")
    return url_for("cases.page", number=number), gettext("Open the case")


def _old_form(_error: CSRFError) -> Page:
    return _page(400, str(_OLD_FORM))


def _http(error: HTTPException) -> Page | HTTPException:
    code = error.code or 500
    if code < 400:
        # A redirect that the router raises is an answer, not an error.
        return error
    return _page(code) if code in _SENTENCES else _page(400 if code < 500 else 500, status=code)


def _broken(error: Exception) -> Page:
    current_app.logger.error("a page broke", exc_info=error)
    if current_app.testing or current_app.debug:
        raise error
    return _page(500)


def _page(code: int, said: str | None = None, *, status: int | None = None, **shown: Any) -> Page:
    """The page for `code`; `shown` says otherwise what it would say, and where the reader may go."""
    heading, advice = _SENTENCES[code]
    # A broken program may not reach its database: the bare page asks nothing of it.
    told = {"heading": heading, "advice": advice, "said": said, "bare": code >= 500, **shown}
    return render_template("errors/error.html", **told), status or code
