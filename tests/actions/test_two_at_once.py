"""Whatever two people do with the same money at the same moment: as many of them are done as may be, and all is whole."""

from __future__ import annotations

import pytest

from grantdesk import db
from grantdesk.domain.refusal import Refused
from grantdesk.operations import verify
from tests import rivals
from tests.actions.test_concurrency import at_once, done

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize("group", rivals.GROUPS)
def test_as_many_are_done_as_may_be_and_the_others_read_why(group: str) -> None:
    for builder in rivals.GROUPS[group]:
        name, made = builder.__name__, builder()
        answers = at_once(*made.acts)
        late = [answer.reason.key for answer in answers if isinstance(answer, Refused)]
        assert done(answers) in made.done, (name, late)
        # Whoever came too late is told what was done, and not that the database was busy.
        assert "database.busy" not in late, name
        assert made.after(), name
        db.session.rollback()
    assert verify.everything().broken == []
