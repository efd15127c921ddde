"""Applicants: each with its cases, those it counts with, and the aid that they hold together."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask_babel import gettext

from grantdesk import clock
from grantdesk.domain.roles import ALMI
from grantdesk.models.organisation import Organisation
from grantdesk.models.undertaking import UndertakingMember
from grantdesk.queries import applicants
from grantdesk.web import pages, windows
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.applicant import ApplicantSearchForm

bp = Blueprint("applicants", __name__, url_prefix="/applicants")


@dataclass(frozen=True)
class MemberLine:
    """A membership as the page shows it; `organisation_id` is there where the reader may open the company's own page.

    A group's name and its ground may name a company that Almi is not to see, so Almi is not shown them.
    """

    row: UndertakingMember
    name: str
    group: str
    ground: str
    left_ground: str
    organisation_id: int | None
    is_present: bool
    was_mistaken: bool


@bp.get("")
@requires("applicant:read")
def index() -> str:
    form = ApplicantSearchForm(request.args)
    found = applicants.search(form.text.data or "", by=signed_in(), page=pages.asked())
    return render_template("applicants/index.html", form=form, found=found)


@bp.get("/<int:organisation_id>")
@requires("applicant:read")
def page(organisation_id: int) -> str:
    me, today = signed_in(), clock.today()
    organisation = applicants.by_id(organisation_id, by=me)
    # What has been divided and struck tells of others' affairs, and is for those who keep or oversee it.
    oversees = me.role != ALMI
    return render_template(
        "applicants/page.html",
        organisation=organisation,
        number=applicants.shown(organisation),
        cases=applicants.cases_of(organisation, by=me),
        members=_members(organisation),
        handovers=applicants.handovers_of(organisation) if oversees else [],
        struck=applicants.struck_of(organisation) if oversees else [],
        aid=windows.of_company(organisation.id, by=me, on=today),
        keeps=me.may("undertaking:keep"),
    )


def _members(organisation: Organisation) -> list[MemberLine]:
    """The memberships of the organisation's groups, itself included; an outsider to Almi is not named to it."""
    rows, today, oversees = applicants.group_of(organisation), clock.today(), signed_in().role != ALMI
    seen = applicants.seen_among({row.organisation_id for row in rows}, by=signed_in()) if rows else frozenset()
    return [
        MemberLine(
            row=row,
            name=row.organisation.name if row.organisation_id in seen else gettext("Another company of the group"),
            group=row.undertaking.name if oversees else "",
            ground=row.ground if oversees else "",
            left_ground=(row.left_ground or "") if oversees else "",
            organisation_id=row.organisation_id if row.organisation_id in seen else None,
            is_present=row.as_told.holds(today),
            was_mistaken=row.as_told.is_empty,
        )
        for row in rows
    ]
