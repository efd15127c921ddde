"""Whether an appeal came in time, for every ordinance, kind of decision, receipt and day; and legal force after an appeal."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from grantdesk.domain import appeal, timeliness
from grantdesk.domain.appeal import LEGALITY, OPEN_STATES, OUTCOMES, Appealed, Rule
from grantdesk.domain.findings import Confidence
from grantdesk.domain.lifecycle import APPEAL_STATES, TRANSITIONS
from grantdesk.domain.messages import Both, render
from grantdesk.domain.timeliness import BARRED, IN_TIME, LATE
from tests.domain.test_appeal import MATRIX, ORDINANCES

DECIDED = date(2026, 9, 1)
# What is known of receipt, and the day that the appeal came: the judgement proposed, those allowed, the last day counted to.
DAYS: dict[str, tuple[date | None, date, str, tuple[str, ...], date | None]] = {
    "the last day": (date(2026, 9, 7), date(2026, 9, 28), IN_TIME, (IN_TIME,), date(2026, 9, 28)),
    "the day after": (date(2026, 9, 7), date(2026, 9, 29), LATE, (LATE, IN_TIME), date(2026, 9, 28)),
    "the Monday after a Saturday": (date(2026, 9, 5), date(2026, 9, 28), IN_TIME, (IN_TIME,), date(2026, 9, 28)),
    "the Tuesday after that": (date(2026, 9, 5), date(2026, 9, 29), LATE, (LATE, IN_TIME), date(2026, 9, 28)),
    "a year late": (date(2026, 9, 7), date(2027, 9, 7), LATE, (LATE, IN_TIME), date(2026, 9, 28)),
    "before it was received": (date(2026, 9, 7), date(2026, 9, 3), IN_TIME, (IN_TIME,), date(2026, 9, 28)),
    "receipt not known, within three weeks of the decision": (None, date(2026, 9, 22), IN_TIME, (IN_TIME,), None),
    "receipt not known, a day later": (None, date(2026, 9, 23), IN_TIME, (IN_TIME,), None),
    "receipt not known, a year later": (None, date(2027, 9, 22), IN_TIME, (IN_TIME,), None),
}
ROWS = list(product(ORDINANCES, MATRIX, DAYS))


@pytest.mark.parametrize(("ordinance", "kind", "day"), ROWS)
def test_each_row_of_the_table(ordinance: str, kind: str, day: str) -> None:
    took_part_on, came_on, points_to, allowed, last = DAYS[day]
    rule = appeal.find(ordinance, kind, on=DECIDED)
    found = timeliness.judged(rule, came_on=came_on, decided_on=DECIDED, took_part_on=took_part_on)
    may = MATRIX[kind][ORDINANCES.index(ordinance)]
    if may:
        assert (found.points_to, found.may, found.last_on) == (points_to, allowed, last)
        assert found.took_part_on == took_part_on
    else:
        expected = BARRED if may is False else IN_TIME
        assert (found.points_to, found.may, found.last_on) == (expected, (expected,), None)


@pytest.mark.parametrize("day", DAYS)
def test_the_dismissal_of_an_appeal_is_judged_by_its_days_alone(day: str) -> None:
    took_part_on, came_on, points_to, allowed, _ = DAYS[day]
    found = timeliness.of_days(came_on=came_on, decided_on=DECIDED, took_part_on=took_part_on)
    assert (found.points_to, found.may) == (points_to, allowed)


def test_the_sentence_names_the_days_and_what_would_be_right() -> None:
    def said(rule: str, came_on: date, took_part_on: date | None) -> str:
        row = appeal.find("2022:1467", rule, on=DECIDED)
        return render(timeliness.judged(row, came_on=came_on, decided_on=DECIDED, took_part_on=took_part_on).said, "sv")

    late = said("recover", date(2026, 9, 29), date(2026, 9, 7))
    assert all(each in late for each in ("2026-09-07", "2026-09-28", "2026-09-29", "för sent", "45 §"))
    assert "anteckna dagen på brevet" in said("recover", date(2026, 10, 29), None)
    assert "Bara domstolen får avvisa" in said("grant", date(2026, 9, 29), date(2026, 9, 7))


def test_a_review_of_legality_is_the_courts() -> None:
    rule = Rule("x", ("grant",), LEGALITY, Both("", ""), DECIDED, Confidence.CONFIGURED)
    found = timeliness.judged(rule, came_on=DECIDED, decided_on=DECIDED, took_part_on=None)
    assert found.may == (BARRED,)
    assert "13 kap. kommunallagen" in render(found.said, "sv")


RECOVERY, GRANT = (appeal.rule("2022:1467", kind, on=DECIDED) for kind in ("recover", "grant"))
RECEIVED, CAME, END = date(2026, 9, 7), date(2026, 9, 21), date(2026, 12, 1)
# The appeals, the day of legal force, and what the sentence says.
FORCE: dict[str, tuple[tuple[Appealed, ...], date | None, str]] = {
    "nobody has appealed": ((), date(2026, 9, 29), "unless it is appealed by 2026-09-28"),
    **{
        f"an appeal is {state}": ((Appealed(state, CAME),), None, "is appealed (2026-09-21)")
        for state in OPEN_STATES
    },
    "dismissed": ((Appealed("dismissed", CAME),), date(2026, 9, 29), "gains legal force on 2026-09-29"),
    "the court has ruled": ((Appealed("decided", CAME),), None, "Note when the ruling is final"),
    "fell": ((Appealed("fell", CAME),), None, "for the one in its place"),
    "withdrawn late": ((Appealed("withdrawn", CAME, None, END),), END, "when the appeal was withdrawn"),
    "withdrawn at once": ((Appealed("withdrawn", CAME, None, CAME),), date(2026, 9, 29), "on 2026-09-29, unless"),
    **{
        f"settled: {outcome}": ((Appealed("settled", CAME, outcome, END),), END, said)
        for outcome, said in (
            ("rejected", "when the court's ruling became final"), ("dismissed", "when the court's ruling became final"),
            ("written_off", "when the court's ruling became final"), ("upheld", "The court changed the decision."),
            ("partly", "changed the decision in part"), ("remitted", "sent the case back"),
        )
    },
    "one is settled and another open": (
        (Appealed("settled", CAME, "rejected", END), Appealed("forwarded", CAME)), None, "is appealed (2026-09-21)",
    ),
    "one was dismissed and another withdrawn late": (
        (Appealed("dismissed", CAME), Appealed("withdrawn", CAME, None, END)), END, "when the appeal was withdrawn",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FORCE)
def test_legal_force_after_an_appeal(what: str) -> None:
    appealed, on, said = FORCE[what]
    found = appeal.legal_force(RECOVERY, received_on=RECEIVED, appealed=appealed)
    assert found.on == on
    assert said in render(found.said, "en")


def test_what_may_not_be_appealed_gains_no_day_by_being_appealed_unless_the_court_changes_it() -> None:
    waits = appeal.legal_force(GRANT, received_on=RECEIVED, appealed=[Appealed("forwarded", CAME)])
    assert (waits.on, "may not be appealed" in render(waits.said, "en")) == (None, True)
    altered = appeal.legal_force(GRANT, received_on=None, appealed=[Appealed("settled", CAME, "upheld", END)])
    assert altered.on == END


def test_the_table_is_whole() -> None:
    assert len(ROWS) >= 60
    assert {f"settled: {outcome}" for outcome in OUTCOMES} <= FORCE.keys()
    over = {to for (noun, act), (_, to) in TRANSITIONS.items() if noun == "appeal"} - set(OPEN_STATES)
    assert over == {"dismissed", "fell", "decided", "settled", "withdrawn"}
    assert set(APPEAL_STATES) == over | set(OPEN_STATES)
