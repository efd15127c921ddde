"""The triggers that keep the database from forgetting: their names, which are also the names of what they refuse.

The triggers themselves are in the migrations. Ledger, history, decisions and assessments are only ever added to, and so
is what others have granted.
"""

APPEND_ONLY = (
    "absence", "agenda_attachment", "aid_publication", "appeal_step", "assessment", "award_elsewhere", "bank_answer",
    "bank_file", "bank_remark", "batch_file", "carried_aid", "check_note", "claim_attachment", "claim_check_note",
    "claim_line_file", "conflict_of_interest", "covering_letter", "decision", "delegation_report", "diary_export",
    "disclosure", "event", "expectation", "inspector_report", "intake", "intake_case", "kept_forecast", "letter",
    "letter_text", "planned_repayment", "procurement_note", "progress_report", "recovery_order", "register_export",
    "rule_version_author", "secrecy_mark", "strike", "transfer", "watch_note", "year_balance",
)  # fmt: skip
# Of these something is written later, and no row is ever deleted.
KEPT = (
    "accounting_period", "agenda_item", "appeal", "batch", "claim", "claim_line", "court_claim", "dispatch", "drawing",
    "frame", "instalment", "loss", "meeting", "payee", "payment", "proposal", "reconciliation", "refund", "register_report",
    "repayment", "repayment_plan", "rule_version", "supplement", "undertaking_member", "watch",
)  # fmt: skip

_ROW_GUARDS = tuple(f"{table}_is_never_{done}" for table in APPEND_ONLY for done in ("changed", "deleted"))
_SHARED = (
    *_ROW_GUARDS,
    *(f"{table}_is_never_deleted" for table in KEPT),
    "accounting_period_never_changes",
    "agenda_item_never_changes",
    "appeal_never_changes",
    "batch_begins_open",
    "batch_never_changes",
    "batch_never_out_of_turn",
    "claim_line_never_changes",
    "claim_never_changes",
    "court_claim_never_changes",
    "dispatch_never_changes",
    "loss_is_proposed_first",
    "loss_never_above_what_is_left",
    "loss_never_changes",
    "drawing_never_changes",
    "drawing_never_in_a_closed_period",
    "frame_never_changes",
    "instalment_never_changes",
    "meeting_never_changes_when_held",
    "payee_never_changes",
    "payment_amount_never_changes",
    "payment_instalment_never_changes",
    "payment_attest_never_changes",
    "payment_begins_prepared",
    "payment_never_moves_between_batches",
    "payment_never_out_of_turn",
    "payment_never_without_its_batch",
    "payment_of_its_own_case",
    "proposal_never_changes",
    "reconciliation_never_changes",
    "register_report_never_changes",
    "repayment_never_above_what_is_left",
    "repayment_never_changes",
    "repayment_plan_never_changes",
    "decision_lowers_never_above_what_is_wanted",
    "decision_set_off_never_above_what_is_left",
    "refund_is_noted_first",
    "refund_never_changes",
    "rule_version_needs_two_pairs_of_eyes",
    "rule_version_never_changes_when_settled",
    "supplement_never_changes",
    "transfer_never_above_its_payment",
    "transfer_never_in_a_closed_period",
    "transfer_never_overdraws",
    "undertaking_member_never_grows_into_another",
    "undertaking_member_never_moves",
    "undertaking_member_never_overlaps",
    "watch_never_changes",
)

# PostgreSQL's TRUNCATE fires no row trigger and needs its own.
TRIGGERS: dict[str, tuple[str, ...]] = {
    "sqlite": _SHARED,
    "postgresql": (
        *_SHARED,
        "accounting_period_waits_for_bookings",
        *(f"{table}_is_never_emptied" for table in (*APPEND_ONLY, *KEPT)),
    ),
}
