"""Places to go: one file each, all of them listed here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, request, url_for
from flask_babel import lazy_gettext

from grantdesk.web import (
    absences,
    access,
    addresses,
    advances,
    agenda,
    appeal_doors,
    appeals,
    applicants,
    assessment,
    bank,
    batch_files,
    batches,
    bookings,
    calculator,
    case_files,
    cases,
    checks,
    claim_files,
    claim_many,
    claim_papers,
    claim_review,
    claim_rows,
    claims,
    conflicts,
    correspondence,
    county,
    decisions,
    delegations,
    desk,
    diary,
    disclosures,
    dispatches,
    elsewhere,
    errors,
    explanation,
    filters,
    finance,
    forecasts,
    frames,
    groups,
    handovers,
    headers,
    health,
    idle,
    instalments,
    language,
    later,
    letters,
    meetings,
    money_in,
    pages,
    payees,
    payments,
    periods,
    proposals,
    rates,
    reconciliations,
    recoveries,
    recovery_acts,
    registration,
    room,
    rule_versions,
    rules,
    secrecy,
    sign_in,
    sitting,
    state_aid,
    texts,
    totals,
    uploads,
    users,
    vouchers,
    watches,
    worklist,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    health.bp,
    language.bp,
    sign_in.bp,
    worklist.bp,
    registration.bp,
    cases.bp,
    assessment.bp,
    room.bp,
    applicants.bp,
    groups.bp,
    calculator.bp,
    proposals.bp,
    decisions.bp,
    sitting.bp,
    meetings.bp,
    agenda.bp,
    later.bp,
    advances.bp,
    instalments.bp,
    elsewhere.bp,
    handovers.bp,
    desk.bp,
    case_files.bp,
    conflicts.bp,
    secrecy.bp,
    disclosures.bp,
    appeals.bp,
    appeal_doors.bp,
    checks.bp,
    claims.bp,
    claim_files.bp,
    claim_papers.bp,
    claim_rows.bp,
    claim_review.bp,
    claim_many.bp,
    explanation.bp,
    letters.bp,
    correspondence.bp,
    dispatches.bp,
    payments.bp,
    payees.bp,
    batch_files.bp,
    vouchers.bp,
    batches.bp,
    recoveries.bp,
    recovery_acts.bp,
    bank.bp,
    state_aid.bp,
    totals.bp,
    idle.bp,
    forecasts.bp,
    frames.bp,
    finance.bp,
    bookings.bp,
    periods.bp,
    money_in.bp,
    reconciliations.bp,
    delegations.bp,
    absences.bp,
    rates.bp,
    rule_versions.bp,
    texts.bp,
    diary.bp,
    users.bp,
    watches.bp,
)


@dataclass(frozen=True)
class Place:
    """One entry of the main navigation; `label` is translated when it is shown."""

    endpoint: str
    label: Any
    permission: str


# In the order of the work. An endpoint's blueprint is the place: every page of it marks the entry as current.
NAVIGATION: tuple[Place, ...] = (
    Place("worklist.page", lazy_gettext("To do"), "worklist:read"),
    Place("cases.index", lazy_gettext("Cases"), "case:read"),
    Place("desk.page", lazy_gettext("Our frame"), "desk:read"),
    Place("calculator.page", lazy_gettext("Calculator"), "calculator:use"),
    Place("applicants.index", lazy_gettext("Applicants"), "applicant:read"),
    Place("meetings.page", lazy_gettext("The board"), "board:read"),
    Place("finance.page", lazy_gettext("Finance"), "payout:read"),
    Place("payments.page", lazy_gettext("Payments"), "payout:read"),
    Place("batches.page", lazy_gettext("Batches"), "batch:read"),
    Place("state_aid.page", lazy_gettext("State aid"), "state_aid:read"),
    Place("totals.page", lazy_gettext("Totals"), "totals:read"),
    Place("frames.page", lazy_gettext("Frames"), "frame:read"),
    Place("delegations.page", lazy_gettext("Delegation order"), "delegation:read"),
    Place("rules.page", lazy_gettext("Rules"), "rules:read"),
    Place("texts.index", lazy_gettext("Letter texts"), "texts:edit"),
    Place("diary.page", lazy_gettext("Diary"), "diary:export"),
    Place("users.page", lazy_gettext("Users"), "user:administer"),
)


@dataclass(frozen=True)
class Link:
    address: str
    label: str
    current: str | None


def furnish(app: Flask) -> None:
    """Give the app its pages, what guards them and what they are dressed in."""
    addresses.narrow(app)
    access.guard(app)
    uploads.install(app)
    headers.dress(app)
    filters.install(app)
    pages.install(app)
    errors.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.context_processor(_around_every_page)


def _around_every_page() -> dict[str, Any]:
    """Functions, not values: a page that shows no navigation asks nothing of the database."""
    return {
        "navigation": _navigation,
        "person": access.anyone_signed_in,
        "county": county.current(),
        "rules_wrong": _rules_wrong,
        "language": language.current(),
        "languages": language.NAMES,
        "here": _here,
    }


def _rules_wrong() -> list[str]:
    """What is wrong in the rule files as they are now, so that the last good ones go on holding."""
    return [rules.said(error) for error in county.wrong()]


def _navigation() -> list[Link]:
    person = access.anyone_signed_in()
    if person is None:
        return []
    places = [place for place in NAVIGATION if person.may(place.permission)]
    nearest = _nearest(places)
    return [
        Link(url_for(place.endpoint), str(place.label), _current(place) if place is nearest else None)
        for place in places
    ]


def _nearest(places: list[Place]) -> Place | None:
    """The place that this page is, or else the first one that it belongs to."""
    exact = [place for place in places if place.endpoint == request.endpoint]
    beside = [place for place in places if place.endpoint.partition(".")[0] == request.blueprint]
    return next(iter(exact + beside), None)


def _current(place: Place) -> str:
    return "page" if request.endpoint == place.endpoint else "true"


def _here() -> str:
    """This page's own address, to come back to; a page that answers a form, or an address that cannot be, has none."""
    return request.full_path.rstrip("?") if request.method == "GET" and addresses.can_be(request.path) else ""
