"""The life cycle as a table."""

from __future__ import annotations

import pytest

from grantdesk.domain.lifecycle import FIRST, TRANSITIONS, may, states
from grantdesk.domain.messages import message, render

STATES: dict[str, tuple[str, ...]] = {noun: states(noun) for noun in FIRST}

# noun, act: exactly the states it may start from.
ALLOWED = {
    ("case", "assess"): {"registered", "assessed"},
    ("case", "grant"): {"assessed"},
    ("case", "reject"): {"registered", "assessed"},
    ("case", "dismiss"): {"registered", "assessed"},
    ("case", "withdraw"): {"registered", "assessed"},
    ("case", "write_off"): {"registered", "assessed", "withdrawn"},
    ("case", "revoke"): {"granted"},
    ("case", "reopen"): {"rejected", "dismissed", "written_off"},
    ("case", "close"): {"granted"},
    ("proposal", "take"): {"standing"},
    ("proposal", "release"): {"standing"},
    ("claim", "hand_in"): {"draft"},
    ("claim", "send_back"): {"submitted"},
    ("claim", "withdraw"): {"draft", "submitted"},
    ("claim", "approve"): {"submitted"},
    ("claim", "refuse"): {"submitted"},
    ("claim", "settle"): {"approved"},
    ("claim", "reopen"): {"approved"},
    ("claim", "reopen_settled"): {"settled"},
    ("claim_line", "approve"): {"open", "approved", "deducted", "parked"},
    ("claim_line", "deduct"): {"open", "approved", "deducted", "parked"},
    ("claim_line", "park"): {"open", "approved", "deducted", "parked"},
    ("claim_line", "strike"): {"open", "parked"},
    ("payee", "confirm"): {"proposed"},
    ("payee", "replace"): {"confirmed"},
    ("payee", "withdraw"): {"proposed", "confirmed"},
    ("watch", "attend"): {"standing"},
    ("watch", "fulfil"): {"standing"},
    ("watch", "end"): {"standing"},
    ("payment", "attest"): {"prepared"},
    ("payment", "send back"): {"prepared", "attested"},
    ("payment", "replace"): {"prepared", "attested", "failed"},
    ("payment", "give_up"): {"failed"},
    ("payment", "collect"): {"attested"},
    ("payment", "take_out"): {"in_batch"},
    ("payment", "set_aside"): {"in_batch"},
    ("payment", "export"): {"in_batch"},
    ("payment", "send"): {"exported"},
    ("payment", "confirm"): {"exported", "sent"},
    ("payment", "note_paid"): {"attested"},
    ("payment", "fail"): {"exported", "sent", "confirmed"},
    ("instalment", "release"): {"planned", "released"},
    ("instalment", "cancel"): {"planned", "released"},
    ("batch", "lock"): {"open"},
    ("batch", "unlock"): {"locked"},
    ("batch", "export"): {"locked"},
    ("batch", "send"): {"exported"},
    ("rule_version", "revise"): {"drafted"},
    ("rule_version", "submit"): {"drafted"},
    ("rule_version", "send back"): {"submitted"},
    ("rule_version", "publish"): {"submitted"},
    ("rule_version", "withdraw"): {"drafted", "submitted"},
    ("frame", "confirm"): {"laid_down"},
    ("frame", "withdraw"): {"laid_down"},
    ("report", "export"): {"waiting"},
    ("report", "acknowledge"): {"reported"},
    ("dispatch", "return"): {"sent"},
    ("dispatch", "receive"): {"sent"},
    ("appeal", "find_in_time"): {"registered"},
    ("appeal", "find_late"): {"registered"},
    ("appeal", "find_barred"): {"registered"},
    ("appeal", "send_back"): {"in_time", "late", "barred"},
    ("appeal", "dismiss"): {"late"},
    ("appeal", "tell"): {"dismissed"},
    ("appeal", "reopen"): {"dismissed"},
    ("appeal", "replace"): {"in_time", "barred"},
    ("appeal", "reconsider"): {"in_time", "barred"},
    ("appeal", "forward"): {"reconsidered"},
    ("appeal", "hear"): {"forwarded"},
    ("appeal", "note_further"): {"decided"},
    ("appeal", "settle"): {"decided"},
    ("appeal", "withdraw"): {"registered", "in_time", "late", "barred", "reconsidered", "forwarded"},
    ("supplement", "answer"): {"asked"},
    ("supplement", "close"): {"asked"},
    ("meeting", "change"): {"planned"},
    ("meeting", "hold"): {"planned"},
    ("repayment", "reverse"): {"noted"},
    ("repayment_plan", "replace"): {"standing"},
    ("loss", "confirm"): {"proposed"},
    ("loss", "withdraw"): {"proposed"},
    ("loss", "reverse"): {"confirmed"},
    ("court_claim", "end"): {"handed_over"},
    ("refund", "confirm"): {"noted"},
    ("refund", "withdraw"): {"noted"},
    ("refund", "reverse"): {"confirmed"},
    ("agenda_item", "decide"): {"listed"},
    ("agenda_item", "withdraw"): {"listed"},
    ("agenda_item", "postpone"): {"listed"},
    ("period", "reopen"): {"closed"},
    ("period", "close"): {"open"},
    ("drawing", "confirm"): {"recorded"},
    ("drawing", "withdraw"): {"recorded"},
    ("reconciliation", "countersign"): {"signed"},
}


def test_every_act_is_in_the_table() -> None:
    assert set(TRANSITIONS) == set(ALLOWED)


@pytest.mark.parametrize(
    ("noun", "act", "state"), [(noun, act, state) for noun, act in ALLOWED for state in STATES[noun]]
)
def test_an_act_starts_from_its_states_and_no_others(noun: str, act: str, state: str) -> None:
    assert may(noun, act, state) is (state in ALLOWED[noun, act])  # type: ignore[arg-type]


@pytest.mark.parametrize("noun", STATES)
def test_every_state_can_be_reached_and_has_a_name_in_both_languages(noun: str) -> None:
    reached = {FIRST[noun]}  # type: ignore[index]
    for _ in STATES[noun]:
        reached |= {
            to for (subject, _), (starts, to) in TRANSITIONS.items() if subject == noun and reached & set(starts)
        }
    assert reached == set(STATES[noun])
    for state in reached:
        said = message(f"state.{noun}.{state}")
        assert render(said, "sv") != render(said, "en") or state == "controller"
