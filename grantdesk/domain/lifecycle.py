"""The life of a case, a proposal, a claim, a payment and so on: which act leads from which state to which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Noun = Literal[
    "case", "proposal", "claim", "payment", "batch", "rule_version", "frame", "report", "dispatch", "appeal", "supplement",
    "period", "drawing", "reconciliation",
    "meeting", "agenda_item", "payee", "watch", "claim_line", "instalment", "repayment", "repayment_plan", "loss", "court_claim",
    "refund",
]  # fmt: skip

# noun, act: the states it may start from, and the state it leads to.
TRANSITIONS: Mapping[tuple[Noun, str], tuple[tuple[str, ...], str]] = {
    ("case", "assess"): (("registered", "assessed"), "assessed"),
    ("case", "grant"): (("assessed",), "granted"),
    ("case", "reject"): (("registered", "assessed"), "rejected"),
    ("case", "dismiss"): (("registered", "assessed"), "dismissed"),
    ("case", "withdraw"): (("registered", "assessed"), "withdrawn"),
    ("case", "write_off"): (("registered", "assessed", "withdrawn"), "written_off"),
    ("case", "revoke"): (("granted",), "revoked"),
    ("case", "reopen"): (("rejected", "dismissed", "written_off"), "registered"),
    ("case", "close"): (("granted",), "closed"),
    ("proposal", "take"): (("standing",), "taken"),
    ("proposal", "release"): (("standing",), "released"),
    ("claim", "hand_in"): (("draft",), "submitted"),
    ("claim", "send_back"): (("submitted",), "draft"),
    ("claim", "withdraw"): (("draft", "submitted"), "withdrawn"),
    ("claim", "approve"): (("submitted",), "approved"),
    ("claim", "refuse"): (("submitted",), "refused"),
    ("claim", "settle"): (("approved",), "settled"),
    ("claim", "reopen"): (("approved",), "submitted"),
    ("claim", "reopen_settled"): (("settled",), "submitted"),
    ("claim_line", "approve"): (("open", "approved", "deducted", "parked"), "approved"),
    ("claim_line", "deduct"): (("open", "approved", "deducted", "parked"), "deducted"),
    ("claim_line", "park"): (("open", "approved", "deducted", "parked"), "parked"),
    ("claim_line", "strike"): (("open", "parked"), "struck"),
    ("payee", "confirm"): (("proposed",), "confirmed"),
    ("payee", "replace"): (("confirmed",), "replaced"),
    ("payee", "withdraw"): (("proposed", "confirmed"), "withdrawn"),
    ("payment", "attest"): (("prepared",), "attested"),
    ("payment", "send back"): (("prepared", "attested"), "cancelled"),
    ("payment", "replace"): (("prepared", "attested", "failed"), "cancelled"),
    ("payment", "give_up"): (("failed",), "cancelled"),
    ("payment", "collect"): (("attested",), "in_batch"),
    ("payment", "take_out"): (("in_batch",), "attested"),
    ("payment", "set_aside"): (("in_batch",), "failed"),
    ("payment", "export"): (("in_batch",), "exported"),
    ("payment", "send"): (("exported",), "sent"),
    ("payment", "confirm"): (("exported", "sent"), "confirmed"),
    ("payment", "note_paid"): (("attested",), "confirmed"),
    ("payment", "fail"): (("exported", "sent", "confirmed"), "failed"),
    # Released again only where its payment no longer stands.
    ("instalment", "release"): (("planned", "released"), "released"),
    ("instalment", "cancel"): (("planned", "released"), "cancelled"),
    ("batch", "lock"): (("open",), "locked"),
    ("batch", "unlock"): (("locked",), "open"),
    ("batch", "export"): (("locked",), "exported"),
    ("batch", "send"): (("exported",), "sent"),
    ("watch", "attend"): (("standing",), "standing"),
    ("watch", "fulfil"): (("standing",), "done"),
    ("watch", "end"): (("standing",), "ended"),
    ("rule_version", "revise"): (("drafted",), "drafted"),
    ("rule_version", "submit"): (("drafted",), "submitted"),
    ("rule_version", "send back"): (("submitted",), "drafted"),
    ("rule_version", "publish"): (("submitted",), "published"),
    ("rule_version", "withdraw"): (("drafted", "submitted"), "withdrawn"),
    ("frame", "confirm"): (("laid_down",), "confirmed"),
    ("frame", "withdraw"): (("laid_down",), "withdrawn"),
    ("report", "export"): (("waiting",), "reported"),
    ("report", "acknowledge"): (("reported",), "acknowledged"),
    ("dispatch", "return"): (("sent",), "returned"),
    ("dispatch", "receive"): (("sent",), "received"),
    ("appeal", "find_in_time"): (("registered",), "in_time"),
    ("appeal", "find_late"): (("registered",), "late"),
    ("appeal", "find_barred"): (("registered",), "barred"),
    ("appeal", "send_back"): (("in_time", "late", "barred"), "registered"),
    ("appeal", "dismiss"): (("late",), "dismissed"),
    ("appeal", "tell"): (("dismissed",), "dismissed"),
    ("appeal", "reopen"): (("dismissed",), "in_time"),
    ("appeal", "replace"): (("in_time", "barred"), "fell"),
    ("appeal", "reconsider"): (("in_time", "barred"), "reconsidered"),
    ("appeal", "forward"): (("reconsidered",), "forwarded"),
    ("appeal", "hear"): (("forwarded",), "decided"),
    ("appeal", "note_further"): (("decided",), "decided"),
    ("appeal", "settle"): (("decided",), "settled"),
    ("appeal", "withdraw"): (("registered", "in_time", "late", "barred", "reconsidered", "forwarded"), "withdrawn"),
    ("supplement", "answer"): (("asked",), "answered"),
    ("supplement", "close"): (("asked",), "closed"),
    ("meeting", "change"): (("planned",), "planned"),
    ("meeting", "hold"): (("planned",), "held"),
    ("repayment", "reverse"): (("noted",), "reversed"),
    ("repayment_plan", "replace"): (("standing",), "replaced"),
    ("loss", "confirm"): (("proposed",), "confirmed"),
    ("loss", "withdraw"): (("proposed",), "withdrawn"),
    ("loss", "reverse"): (("confirmed",), "reversed"),
    ("court_claim", "end"): (("handed_over",), "ended"),
    ("refund", "confirm"): (("noted",), "confirmed"),
    ("refund", "withdraw"): (("noted",), "withdrawn"),
    ("refund", "reverse"): (("confirmed",), "reversed"),
    ("agenda_item", "decide"): (("listed",), "decided"),
    ("agenda_item", "withdraw"): (("listed",), "withdrawn"),
    ("agenda_item", "postpone"): (("listed",), "postponed"),
    ("period", "reopen"): (("closed",), "open"),
    ("period", "close"): (("open",), "closed"),
    ("drawing", "confirm"): (("recorded",), "confirmed"),
    ("drawing", "withdraw"): (("recorded",), "withdrawn"),
    ("reconciliation", "countersign"): (("signed",), "countersigned"),
}

FIRST: Mapping[Noun, str] = {
    "case": "registered",
    "proposal": "standing",
    "claim": "draft",
    "payment": "prepared",
    "batch": "open",
    "rule_version": "drafted",
    "frame": "laid_down",
    "report": "waiting",
    "dispatch": "sent",
    "appeal": "registered",
    "supplement": "asked",
    "meeting": "planned",
    "agenda_item": "listed",
    "repayment": "noted",
    "repayment_plan": "standing",
    "loss": "proposed",
    "court_claim": "handed_over",
    "refund": "noted",
    "period": "closed",
    "drawing": "recorded",
    "reconciliation": "signed",
    "payee": "proposed",
    "watch": "standing",
    "claim_line": "open",
    "instalment": "planned",
}


def states(noun: Noun) -> tuple[str, ...]:
    """Every state of `noun`, in the order of its life."""
    later = (to for (subject, _), (_, to) in TRANSITIONS.items() if subject == noun)
    return tuple(dict.fromkeys((FIRST[noun], *later)))


CASE_STATES = states("case")
PROPOSAL_STATES = states("proposal")
CLAIM_STATES = states("claim")
# A case has one claim at a time in these.
OPEN_CLAIM = ("draft", "submitted", "approved")
PAYMENT_STATES = states("payment")
BATCH_STATES = states("batch")
RULE_VERSION_STATES = states("rule_version")
FRAME_STATES = states("frame")
REPORT_STATES = states("report")
DISPATCH_STATES = states("dispatch")
APPEAL_STATES = states("appeal")
APPEAL_ACTS = tuple(act for noun, act in TRANSITIONS if noun == "appeal")
SUPPLEMENT_STATES = states("supplement")
MEETING_STATES = states("meeting")
AGENDA_ITEM_STATES = states("agenda_item")
REPAYMENT_STATES = states("repayment")
PLAN_STATES = states("repayment_plan")
LOSS_STATES = states("loss")
COURT_CLAIM_STATES = states("court_claim")
REFUND_STATES = states("refund")
PERIOD_STATES = states("period")
DRAWING_STATES = states("drawing")
RECONCILIATION_STATES = states("reconciliation")
INSTALMENT_STATES = states("instalment")
PAYEE_STATES = states("payee")
WATCH_STATES = states("watch")
CLAIM_LINE_STATES = states("claim_line")


def may(noun: Noun, act: str, state: str) -> bool:
    """Whether `act` may start from `state`."""
    return state in TRANSITIONS[noun, act][0]
