"""Of the notes of an item the latest holds, where it answers the words as they are put now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from grantdesk import region
from grantdesk.domain.checklist import ANSWERS
from grantdesk.domain.messages import Both
from grantdesk.models.check import CheckNote
from grantdesk.queries.checks import Checked, Checklist, words

NOW, BEFORE = Both("Nu", "Now"), Both("Förut", "Before")
ITEM = replace(region.load(region.find("vastmanland")).checks.rows[0], text=NOW, required_for=frozenset({"grant"}))
SAID = st.tuples(st.sampled_from(ANSWERS), st.sampled_from((NOW, BEFORE)))


@given(said=st.lists(SAID, max_size=8), repeated=st.integers(1, 3))
def test_the_latest_note_holds_whatever_was_said_before(said: list[tuple[str, Both]], repeated: int) -> None:
    notes = [
        CheckNote(id=number, item=ITEM.code, answer=answer, asked=words(replace(ITEM, text=text)), noted_on=date.min)
        for number, (answer, text) in enumerate(said)
    ]
    checked = Checked(ITEM, tuple(reversed(notes)))
    last = notes[-1] if notes and said[-1][1] == NOW else None
    assert checked.answered is last
    assert len(checked.earlier) == len(notes) - (last is not None)
    checklist = Checklist((checked,) * repeated)
    assert len(checklist.missing_for("grant")) == (repeated if last is None else 0)
    assert checklist.missing_for("reject") == []
