"""`calculate interest`: what a recovery has come to, and what each repayment covered."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from grantdesk.cli import main
from grantdesk.domain import interest_question
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.money import Money, total
from tests.domain.applications import county

# Riksgälden's 2.04 percent of 2025 and two points, from 15 November 2025: 100 000 for 16 days, then 60 177.09.
ASKED: dict[str, Any] = {
    "scheme": "investeringsstod",
    "amount": "100000.00",
    "decided_on": "2025-10-15",
    "until": "2025-12-31",
    "repayments": [{"on": "2025-12-01", "amount": "40000.00"}],
}


def answered(**changes: Any) -> dict[str, Any]:
    return interest_question.answer(interest_question.parse_question(ASKED | changes, county()), county())


def test_a_repayment_covers_the_interest_that_has_run_and_then_capital() -> None:
    answer = answered()
    assert answer["starts_on"] == "2025-11-15"
    assert answer["repayments"] == [
        {"on": "2025-12-01", "amount": "40000.00", "interest": "177.09", "capital": "39822.91"}
    ]
    assert (answer["capital_left"], answer["interest_covered"]) == ("60177.09", "177.09")
    # 60 177.09 at 4.04 percent for 30 days is 199.82.
    assert (answer["interest_left"], answer["left"]) == ("199.82", "60376.91")
    assert [span["days"] for span in answer["spans"]] == [16, 30]


def test_the_spans_add_up_to_the_interest() -> None:
    answer = answered(until="2026-10-31")
    assert total(Money.parse(span["interest"]) for span in answer["spans"]) == Money.parse(answer["interest"])


def test_before_the_first_day_there_is_none_and_that_is_said() -> None:
    answer = answered(until="2025-11-15", repayments=[])
    assert (answer["interest"], answer["left"], answer["spans"]) == ("0.00", "100000.00", [])
    assert [finding["rule"] for finding in answer["findings"]] == ["interest.starts"]


def test_a_project_is_asked_for_the_day_of_payment() -> None:
    with pytest.raises(InputErrors, match=r"^due_on: is needed for projektmedel"):
        answered(scheme="projektmedel")
    answer = answered(scheme="projektmedel", due_on="2025-11-30", repayments=[])
    assert (answer["starts_on"], {span["rate"] for span in answer["spans"]}) == ("2025-11-30", {"0.1"})


WRONG = [
    ({"repayments": [{"on": "2025-10-01", "amount": "1.00"}]}, "repayments[0].on"),
    ({"repayments": [{"on": "2026-01-01", "amount": "1.00"}]}, "repayments[0].on"),
    ({"repayments": [{"on": "2025-12-01", "amount": "100177.10"}]}, "repayments[0].amount"),
    ({"repayments": [{"on": "2025-12-01", "amount": 1}]}, "repayments[0].amount"),
    ({"repayments": [{"on": "2025-12-01", "amount": "1.00", "of": "x"}]}, "repayments[0].of"),
    ({"decided_on": "2022-10-15"}, "until"),
    ({"scheme": "x"}, "scheme"),
    ({"until": None}, "until"),
]


@pytest.mark.parametrize(("changes", "where"), WRONG)
def test_what_is_wrong_is_named_with_its_place(changes: dict[str, Any], where: str) -> None:
    with pytest.raises(InputErrors) as wrong:
        answered(**changes)
    assert where in {error.where for error in wrong.value.errors}


def test_the_command_answers_as_the_other_calculations_do() -> None:
    done = CliRunner().invoke(main, ["calculate", "interest", "-"], input=json.dumps(ASKED))
    assert done.exit_code == 0
    assert json.loads(done.stdout)["left"] == "60376.91"
    wrong = CliRunner().invoke(main, ["calculate", "interest", "-"], input=json.dumps(ASKED | {"amount": 1}))
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "amount" in wrong.stderr
