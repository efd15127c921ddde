"""What is written one thing a line, what may be waited for, and from which day interest runs."""

from __future__ import annotations

from datetime import date

import pytest

from grantdesk.domain import correspondence, recovery
from grantdesk.domain.correspondence import DECIDED, NOT_TRIED
from grantdesk.domain.lifecycle import CASE_STATES
from grantdesk.domain.refusal import Refused


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("", []),
        (" \n\r\n", []),
        ("Offert", ["Offert"]),
        ("- Offert\n* Bokslut\n• Karta\n– Ritning", ["Offert", "Bokslut", "Karta", "Ritning"]),
        ("  Offert - reviderad \r\n\r\nBokslut", ["Offert - reviderad", "Bokslut"]),
        ("-\n--\n", []),
    ],
)
def test_each_line_is_one_thing(written: str, lines: list[str]) -> None:
    assert correspondence.each_line(written) == lines


@pytest.mark.parametrize("status", CASE_STATES)
@pytest.mark.parametrize("consequence", correspondence.CONSEQUENCES)
def test_in_which_states_something_is_waited_for(status: str, consequence: str) -> None:
    untried, open_still = status in ("registered", "assessed"), status in ("registered", "assessed", "granted")
    if untried or (open_still and consequence == DECIDED):
        correspondence.refuse_a_case_that_waits_for_nothing(status, consequence)
        return
    with pytest.raises(Refused) as refused:
        correspondence.refuse_a_case_that_waits_for_nothing(status, consequence)
    tried = open_still and consequence == NOT_TRIED
    assert refused.value.reason.key == ("supplement.already_tried" if tried else "supplement.case_over")


@pytest.mark.parametrize(
    ("decided_on", "from_on"),
    [
        (date(2026, 3, 14), date(2026, 4, 14)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 5, 31), date(2026, 6, 30)),
    ],
)
def test_interest_runs_from_a_month_after_the_decision(decided_on: date, from_on: date) -> None:
    assert recovery.interest_from(decided_on) == from_on
