"""What a euro costs: the ECB's rates with their source, and where an administrator imports its file."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import import_rates
from grantdesk.actions.import_rates import Imported
from grantdesk.domain.euro import Fault, NotBelieved
from grantdesk.queries import rates
from grantdesk.web import filters, language, uploads
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.rates import RatesForm

bp = Blueprint("rates", __name__)

Page = tuple[str, int]

# The whole history as XML, the largest file, is some 9 MB.
LARGEST_FILE = 16 * 1024 * 1024
_NEWEST, _FAULTS_SHOWN = 25, 10


@bp.get("/rates")
@requires("rates:read")
def page() -> str:
    return _page(RatesForm())


@bp.post("/rates")
@requires("rates:import")
@uploads.takes_file(up_to=LARGEST_FILE)
def take_in() -> Response | Page:
    form = RatesForm()
    if not form.validate():
        return _page(form), 422
    try:
        file = import_rates.read(form.file_name, form.file.data.read(), on=clock.today())
        with db.transaction(at=clock.now()):
            done = import_rates.from_file(file, by=signed_in())
    except NotBelieved as wrong:
        form.form_errors = _sentences(wrong.faults)
        return _page(form), 422
    flash(_said(done, file.name))
    return redirect(url_for("rates.page"), 303)


def _page(form: RatesForm) -> str:
    today = clock.today()
    newest = rates.newest(_NEWEST)
    latest = newest[0].rate if newest else None
    return render_template(
        "rates/page.html", form=form, newest=newest, warning=rates.warning(latest, on=today), aligned=_aligned
    )


def _aligned(rate: Decimal) -> str:
    """With four decimals as the ECB writes them, or as many as there are, so that points stand under one another."""
    decimals = max(4, len(format(rate, "f").partition(".")[2]))
    return format(rate, f".{decimals}f").replace(".", "," if language.current() == "sv" else ".")


def _said(done: Imported, name: str) -> str:
    if not done.new:
        return str(gettext("Nothing new: every rate in %(name)s is stored already.", name=name))
    number = len(done.new)
    return str(
        ngettext("%(num)s rate from %(name)s is stored.", "%(num)s rates from %(name)s are stored.", number, name=name)
    )


def _sentences(faults: Sequence[Fault]) -> list[str]:
    """The first of the faults; a file that is wrong throughout has thousands."""
    shown = [_sentence(fault) for fault in faults[:_FAULTS_SHOWN]]
    left = len(faults) - len(shown)
    more = [gettext("And %(count)s more of the kind.", count=left)] if left else []
    return [*shown, *more, gettext("Nothing in the file has been stored.")]


def _sentence(fault: Fault) -> str:
    place = filters.say(fault.at)
    return f"{place[0].upper()}{place[1:]}: {filters.say(fault.reason)}."
