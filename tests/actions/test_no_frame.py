"""A database that nobody has laid down a frame in: nothing is granted, and what is confirmed opens the year."""

from __future__ import annotations

import pytest

from grantdesk import db
from grantdesk.actions import allot
from grantdesk.domain.frame import KINDS
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import FrameExceeded
from grantdesk.models.case import Case
from grantdesk.operations import verify
from grantdesk.queries import balances, frames
from tests import builders, framing

pytestmark = pytest.mark.usefixtures("untouched")


def said_of(case: Case) -> str:
    with pytest.raises(FrameExceeded) as refused:
        builders.grant(case)
    return refused.value.reason.key


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_granted_in_a_year_without_a_confirmed_frame(kind: str) -> None:
    (other,) = set(KINDS) - {kind}
    by, controller, case = builders.a_user("finance"), builders.a_user("controller"), builders.an_assessed_case()
    framing.a_frame(framing.PLENTY, other)
    framing.a_frame(framing.PLENTY, kind, year=2025)
    framing.a_frame(framing.PLENTY, kind, year=2027)
    with db.transaction(at=builders.moment()):
        laid = allot.frame(framing.new(2026, kind, framing.PLENTY), by=by)
    assert said_of(case) == f"frame.{kind}_missing"
    assert balances.of_everything().granted == Money(0)
    with db.transaction(at=builders.moment()):
        allot.confirm(frames.by_id(laid.id), by=controller)
    builders.grant(case)
    assert verify.everything().broken == []


def test_almis_frame_alone_is_not_the_regions() -> None:
    for kind in KINDS:
        framing.a_frame(framing.PLENTY, kind, scope="almi")
    assert said_of(builders.an_assessed_case()) == "frame.budget_missing"
