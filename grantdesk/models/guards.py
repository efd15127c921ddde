"""The triggers that keep the database from forgetting: their names, which are also the names of what they refuse.

The triggers themselves are in the migrations. Ledger, history, decisions and assessments are only ever added to.
"""

APPEND_ONLY = ("assessment", "decision", "event", "transfer")

_ROW_GUARDS = tuple(f"{table}_is_never_{done}" for table in APPEND_ONLY for done in ("changed", "deleted"))
_SHARED = (*_ROW_GUARDS, "payment_amount_never_changes", "payment_is_never_deleted", "transfer_never_overdraws")

# PostgreSQL's TRUNCATE fires no row trigger and needs its own.
TRIGGERS: dict[str, tuple[str, ...]] = {
    "sqlite": _SHARED,
    "postgresql": (*_SHARED, *(f"{table}_is_never_emptied" for table in (*APPEND_ONLY, "payment"))),
}
