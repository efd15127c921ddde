"""Files that are sent in: one door says how large a file it takes, and every other keeps to the size of a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from werkzeug.datastructures import FileStorage

View = TypeVar("View", bound=Callable[..., Any])

# What a multipart body has around its file: the other fields, and the lines between them.
_AROUND = 64 * 1024


def takes_file(*, up_to: int) -> Callable[[View], View]:
    """Lets the door take a body with a file of so many bytes; it stands together with `requires`."""

    def mark(view: View) -> View:
        view.__dict__["largest_file"] = up_to
        return view

    return mark


def install(app: Flask) -> None:
    """After the guard, so that only who may open the door sends more; before the form is read for its token."""
    app.before_request(_widen)


def sent(name: str) -> FileStorage | None:
    """The file sent under this name; None where none was chosen."""
    file = request.files.get(name)
    return file if file is not None and file.filename else None


def _widen() -> None:
    if request.endpoint is None or request.method != "POST":
        return
    largest = getattr(current_app.view_functions[request.endpoint], "largest_file", None)
    if largest is not None:
        request.max_content_length = largest + _AROUND
