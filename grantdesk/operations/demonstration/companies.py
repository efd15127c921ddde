"""Companies' stories: applied, decided on a given day, reported, paid and closed."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from grantdesk.domain.money import Money
from grantdesk.operations.demonstration.applicants import VASTERAS, Applicants
from grantdesk.operations.demonstration.chance import kronor, later, payday, working_day_before
from grantdesk.operations.demonstration.story import Claimed, Ending, Story
from grantdesk.operations.demonstration.vocabulary import GRANT_REASONS, INVESTMENT, SHAPES, WITHDRAWN_REASONS

FIRST_DAY = date(2024, 1, 2)
_AFTER_CLAIM = (14, 35)  # days from the last payment to the close


@dataclass(frozen=True)
class Sketch:
    """What is settled of a story before chance gives it the rest."""

    scheme: str
    municipality: str
    led_by: str
    decided_on: date


def applied(draw: random.Random, sketch: Sketch, applicants: Applicants, key: str) -> Story:
    """The application alone, received some weeks before the day it is decided."""
    shape = SHAPES[sketch.scheme]
    wish = draw.choice(shape.wishes)
    costs = shape.costs_by(draw)
    received = max(working_day_before(sketch.decided_on, draw.randint(20, 50)), FIRST_DAY)
    return Story(
        key=key,
        scheme=sketch.scheme,
        title=wish.title,
        applicant=applicants.company(
            draw, municipality=sketch.municipality, led_by=sketch.led_by, businesses=shape.businesses
        ),
        received_on=received,
        starts_on=later(sketch.decided_on, draw.randint(3, 30)),
        ends_on=later(sketch.decided_on, draw.randint(200, 400)),
        costs=costs,
        financing=shape.financing_of(costs),
        objectives=wish.objectives,
        circumstances=wish.stated,
        awards=_earlier_awards(draw, received),
        assessed_on=working_day_before(sketch.decided_on, draw.randint(2, 9)),
    )


def granted(draw: random.Random, sketch: Sketch, applicants: Applicants, key: str) -> Story:
    """From application to close: granted, reported in one or two claims, paid, and what is left released."""
    story = applied(draw, sketch, applicants, key)
    claims = _claims(draw, story.cost, sketch.decided_on)
    return replace(
        story,
        ending=Ending("granted", sketch.decided_on, draw.choice(GRANT_REASONS)),
        claims=claims,
        closed_on=later(_paid(claims[-1]), draw.randint(*_AFTER_CLAIM)),
    )


def withdrawn(draw: random.Random, sketch: Sketch, applicants: Applicants, key: str) -> Story:
    """An application that its applicant takes back."""
    story = applied(draw, sketch, applicants, key)
    return replace(
        story, assessed_on=None, ending=Ending("withdrawn", sketch.decided_on, draw.choice(WITHDRAWN_REASONS))
    )


def rejected(draw: random.Random, sketch: Sketch, applicants: Applicants, key: str) -> Story:
    """An application that the rules stop, for one of three reasons."""
    return draw.choice((_started_already, _vehicle, _closed_municipality))(draw, sketch, applicants, key)


def _started_already(draw: random.Random, sketch: Sketch, applicants: Applicants, key: str) -> Story:
    story = applied(draw, sketch, applicants, key)
    started = replace(story, starts_on=working_day_before(story.received_on, 10))
    return _refused(started, "Åtgärden påbörjades innan ansökan kom in.")


def _vehicle(draw: random.Random, sketch: Sketch, applicants: Applicants, key: str) -> Story:
    story = applied(draw, sketch, applicants, key)
    car = replace(story, title="Inköp av servicebil", costs=(("vehicle", Money.kronor(240_000)),), financing=())
    return _refused(car, "Fordon är inte en stödberättigande kostnad.")


def _closed_municipality(draw: random.Random, sketch: Sketch, applicants: Applicants, key: str) -> Story:
    closed = replace(sketch, scheme=INVESTMENT, municipality=VASTERAS)
    costs = (("machinery", kronor(draw, 200_000, 480_000)),)
    story = replace(applied(draw, closed, applicants, key), costs=costs, financing=())
    return _refused(story, "Stödformen är inte öppen för företag i Västerås kommun.")


def _refused(story: Story, reason: str) -> Story:
    on = later(story.assessed_on or story.received_on, 2)
    return replace(story, ending=Ending("rejected", on, reason))


def claimed(draw: random.Random, reported: Money, paid_on: date) -> Claimed:
    """A final claim that is paid on the day `paid_on`, with the days before that led there."""
    attested = working_day_before(paid_on, draw.randint(1, 3))
    approved = working_day_before(attested, draw.randint(1, 5))
    return Claimed(
        kind="final",
        reported=reported,
        received_on=working_day_before(approved, draw.randint(7, 16)),
        approved_on=approved,
        attested_on=attested,
        collected_on=paid_on,
        paid_on=paid_on,
    )


def _claims(draw: random.Random, costs: Money, decided_on: date) -> tuple[Claimed, ...]:
    last = payday(decided_on + timedelta(days=draw.randint(130, 260)))
    used = _share(costs, draw.choice((100, 100, 100, 96, 91, 84)))
    if draw.randrange(10) < 7:
        return (_cut(draw, claimed(draw, used, last)),)
    half = _share(used, 50)
    first = replace(claimed(draw, half, payday(decided_on + timedelta(days=60))), kind="interim")
    return first, claimed(draw, used - half, last)


def _cut(draw: random.Random, claim: Claimed) -> Claimed:
    """One claim in ten is approved in part."""
    if draw.randrange(10):
        return claim
    reason = "Kostnader utanför beslutet har dragits av."
    return replace(claim, approved=_share(claim.reported, 94), reason=reason)


def _share(amount: Money, per_cent: int) -> Money:
    return Money(amount.ore * per_cent // 100)


def _paid(claim: Claimed) -> date:
    return claim.paid_on or claim.received_on


def _earlier_awards(draw: random.Random, received_on: date) -> tuple[dict[str, str], ...]:
    """One in eight has had de minimis aid from somebody else."""
    if draw.randrange(8):
        return ()
    granted_on = received_on - timedelta(days=draw.randint(90, 900))
    amount = f"{draw.randrange(2_000, 40_000, 500)}.00"
    return ({"granted_on": granted_on.isoformat(), "amount_eur": amount, "regulation": "2023/2831"},)
