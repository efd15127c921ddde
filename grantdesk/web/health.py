"""Whether the program answers and reaches its database, for whoever watches it."""

from __future__ import annotations

from flask import Blueprint, Response
from sqlalchemy import text

from grantdesk import db
from grantdesk.web.access import open_to_all

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@open_to_all("says nothing but that the program and its database answer")
def page() -> Response:
    db.session.execute(text("select 1"))
    return Response("ok\n", mimetype="text/plain")
