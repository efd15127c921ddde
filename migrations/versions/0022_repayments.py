"""Money that comes back: repayments, plans for them, losses, and claims handed to court."""

import sqlalchemy as sa
from alembic import op

revision = "0022_repayments"
down_revision = "0021_bank_answers"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
NAME = sa.String(length=200)
KEPT = ("repayment", "repayment_plan", "loss", "court_claim")
REVERSED = (
    "(state = 'reversed') = (reversed_by_id IS NOT NULL) AND (reversed_by_id IS NULL) = (reversed_on IS NULL)"
    " AND (reversed_by_id IS NULL) = (reversed_at IS NULL) AND (reversed_by_id IS NULL) = (reversed_by IS NULL)"
    " AND (reversed_by_id IS NULL) = (reversed_because IS NULL)"
)
CHECKS = {
    "repayment": {
        "ck_repayment_known_state": "state IN ('noted', 'reversed')",
        "ck_repayment_parts_are_the_whole": (
            "amount_ore > 0 AND interest_ore >= 0 AND capital_ore >= 0 AND interest_ore + capital_ore = amount_ore"
        ),
        "ck_repayment_received_before_noted": "received_on <= noted_on",
        "ck_repayment_has_a_reference": "reference <> ''",
        "ck_repayment_reversed_says_by_whom": REVERSED,
        "ck_repayment_two_pairs_of_eyes": "reversed_by_id <> noted_by_id",
    },
    "repayment_plan": {
        "ck_repayment_plan_known_state": "state IN ('standing', 'replaced')",
        "ck_repayment_plan_ended_has_a_day": "(state = 'standing') = (ended_on IS NULL)",
        "ck_repayment_plan_has_a_reason": "reason <> ''",
    },
    "planned_repayment": {"ck_planned_repayment_above_zero": "amount_ore > 0"},
    "loss": {
        "ck_loss_known_state": "state IN ('proposed', 'confirmed', 'withdrawn', 'reversed')",
        "ck_loss_known_ground": "ground IN ('bankruptcy', 'composition', 'barred', 'not_found', 'cost', 'lowered')",
        "ck_loss_above_zero": "capital_ore >= 0 AND interest_ore >= 0 AND capital_ore + interest_ore > 0",
        "ck_loss_only_interest_is_lowered": "ground <> 'lowered' OR capital_ore = 0",
        "ck_loss_has_a_reason": "reason <> ''",
        "ck_loss_settled_says_by_whom": (
            "(state = 'proposed') = (settled_by_id IS NULL) AND (settled_by_id IS NULL) = (settled_on IS NULL)"
            " AND (settled_by_id IS NULL) = (settled_at IS NULL) AND (settled_by_id IS NULL) = (settled_by IS NULL)"
        ),
        "ck_loss_two_pairs_of_eyes": "state NOT IN ('confirmed', 'reversed') OR settled_by_id <> proposed_by_id",
        "ck_loss_confirmed_in_a_position": (
            "(state IN ('confirmed', 'reversed')) = (position IS NOT NULL)"
            " AND (position IS NULL) = (delegation IS NULL)"
        ),
        "ck_loss_board_has_minutes": "(coalesce(position, '') = 'board') = (minutes IS NOT NULL)",
        "ck_loss_reversed_says_by_whom": REVERSED,
    },
    "court_claim": {
        "ck_court_claim_known_state": "state IN ('handed_over', 'ended')",
        "ck_court_claim_above_zero": "capital_ore >= 0 AND interest_ore >= 0 AND capital_ore + interest_ore > 0",
        "ck_court_claim_ended_says_how": (
            "(state = 'ended') = (ended_on IS NOT NULL) AND (ended_on IS NULL) = (ended_at IS NULL)"
            " AND (ended_on IS NULL) = (ended_by_id IS NULL) AND (ended_on IS NULL) = (ended_by IS NULL)"
            " AND (ended_on IS NULL) = (outcome IS NULL)"
        ),
    },
}
UNIQUE = {
    "uq_repayment_noted_once": ("repayment", ["decision_id", "reference"], "state = 'noted'"),
    "uq_repayment_plan_one_standing": ("repayment_plan", ["decision_id"], "state = 'standing'"),
    "uq_loss_one_proposed": ("loss", ["decision_id"], "state = 'proposed'"),
    "uq_court_claim_one_at_a_time": ("court_claim", ["decision_id"], "state = 'handed_over'"),
}
# What is written once and stays; the rest says how the row ended.
STAYS = {
    "repayment": (
        "decision_id", "amount_ore", "interest_ore", "capital_ore", "received_on", "reference", "noted_on", "noted_at",
        "noted_by_id", "noted_by",
    ),
    "repayment_plan": ("decision_id", "reason", "made_on", "made_at", "made_by_id", "made_by"),
    "loss": (
        "decision_id", "capital_ore", "interest_ore", "ground", "reason", "proposed_on", "proposed_at",
        "proposed_by_id", "proposed_by",
    ),
    "court_claim": (
        "decision_id", "handed_on", "reference", "capital_ore", "interest_ore", "handed_at", "handed_by_id", "handed_by",
    ),
}  # fmt: skip
# A row that has ended is as it was left.
ENDED = {
    "repayment": "OLD.state = 'reversed'",
    "repayment_plan": "OLD.state = 'replaced'",
    "loss": "OLD.state IN ('withdrawn', 'reversed')",
    "court_claim": "OLD.state = 'ended'",
}


def left_of(recovery: str) -> str:
    """What is left of a recovery in öre; nothing is left of what is no recovery."""
    parts = (
        ("sum(capital_ore) FROM repayment", "decision_id", "noted"),
        ("sum(capital_ore) FROM loss", "decision_id", "confirmed"),
    )
    gone = "".join(
        f" - coalesce((SELECT {what} WHERE {column} = {recovery} AND state = '{state}'), 0)"
        for what, column, state in parts
    )
    return (
        f"(coalesce((SELECT amount_ore FROM decision WHERE id = {recovery} AND kind = 'recover'), 0){gone}"
        f" - coalesce((SELECT sum(amount_ore) FROM decision WHERE refers_to_id = {recovery} AND kind = 'set_off'), 0))"
    )


# What may not take more than is left: name, table, act, when, and which column says how much of which recovery.
NEVER_ABOVE = (
    ("repayment_never_above_what_is_left", "repayment", "INSERT", "NEW.capital_ore > 0", "capital_ore", "decision_id"),
    (
        "loss_never_above_what_is_left", "loss", "UPDATE",
        "NEW.state = 'confirmed' AND OLD.state <> 'confirmed' AND NEW.capital_ore > 0", "capital_ore", "decision_id",
    ),
    (
        "decision_set_off_never_above_what_is_left", "decision", "INSERT", "NEW.kind = 'set_off'", "amount_ore", "refers_to_id",
    ),
)  # fmt: skip


def upgrade() -> None:
    make_repayments()
    make_plans()
    make_losses()
    make_court_claims()
    make_indexes()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    guard(on_sqlite)
    if on_sqlite:
        hold_back_on_sqlite()
    else:
        hold_back_on_postgresql()


def make_repayments() -> None:
    op.create_table(
        "repayment",
        sa.Column("id", ID, nullable=False),
        sa.Column("decision_id", ID, nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("interest_ore", sa.BigInteger(), nullable=False),
        sa.Column("capital_ore", sa.BigInteger(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=50), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        *act("noted", nullable=False),
        *reversal(),
        *constraints("repayment", decision_id="decision", noted_by_id="user_account", reversed_by_id="user_account"),
    )


def make_plans() -> None:
    op.create_table(
        "repayment_plan",
        sa.Column("id", ID, nullable=False),
        sa.Column("decision_id", ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        *act("made", nullable=False),
        *constraints("repayment_plan", decision_id="decision", made_by_id="user_account"),
    )
    op.create_table(
        "planned_repayment",
        sa.Column("id", ID, nullable=False),
        sa.Column("plan_id", ID, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("plan_id", "due_on", name=op.f("uq_planned_repayment_plan_id_due_on")),
        *constraints("planned_repayment", plan_id="repayment_plan"),
    )


def make_losses() -> None:
    op.create_table(
        "loss",
        sa.Column("id", ID, nullable=False),
        sa.Column("decision_id", ID, nullable=False),
        sa.Column("capital_ore", sa.BigInteger(), nullable=False),
        sa.Column("interest_ore", sa.BigInteger(), nullable=False),
        sa.Column("ground", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        *act("proposed", nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        *act("settled", nullable=True),
        sa.Column("position", sa.String(length=40), nullable=True),
        sa.Column("minutes", sa.String(length=100), nullable=True),
        sa.Column("delegation", sa.JSON(none_as_null=True), nullable=True),
        *reversal(),
        *constraints(
            "loss",
            decision_id="decision",
            proposed_by_id="user_account",
            settled_by_id="user_account",
            reversed_by_id="user_account",
        ),
    )


def make_court_claims() -> None:
    op.create_table(
        "court_claim",
        sa.Column("id", ID, nullable=False),
        sa.Column("decision_id", ID, nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=50), nullable=False),
        sa.Column("papers", sa.JSON(), nullable=False),
        sa.Column("capital_ore", sa.BigInteger(), nullable=False),
        sa.Column("interest_ore", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        *act("handed", nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *act("ended", nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        *constraints("court_claim", decision_id="decision", handed_by_id="user_account", ended_by_id="user_account"),
    )


def make_indexes() -> None:
    for table in KEPT:
        op.create_index(op.f(f"ix_{table}_decision_id"), table, ["decision_id"], unique=False)
    for name, (table, columns, where) in UNIQUE.items():
        op.create_index(name, table, columns, unique=True, postgresql_where=sa.text(where), sqlite_where=sa.text(where))


def act(done: str, *, nullable: bool) -> list[sa.Column]:
    """When something was done, and by whom."""
    return [
        sa.Column(f"{done}_at", MOMENT, nullable=nullable),
        sa.Column(f"{done}_by_id", ID, nullable=nullable),
        sa.Column(f"{done}_by", NAME, nullable=nullable),
    ]


def reversal() -> list[sa.Column]:
    because = sa.Column("reversed_because", sa.Text(), nullable=True)
    return [sa.Column("reversed_on", sa.Date(), nullable=True), *act("reversed", nullable=True), because]


def constraints(table: str, **columns: str) -> list[sa.Constraint]:
    return [
        *(sa.CheckConstraint(said, name=op.f(name)) for name, said in CHECKS[table].items()),
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
            for column, other in columns.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def guard(on_sqlite: bool) -> None:
    same = "IS NOT" if on_sqlite else "IS DISTINCT FROM"
    for table, columns in STAYS.items():
        changed = " OR ".join(f"NEW.{column} {same} OLD.{column}" for column in columns)
        # PostgreSQL's JSON knows no equality; its text does.
        papers = f" OR CAST(NEW.papers AS TEXT) {same} CAST(OLD.papers AS TEXT)" if table == "court_claim" else ""
        forbid(f"{table}_never_changes", table, "UPDATE", f"{changed}{papers} OR {ENDED[table]}", on_sqlite)
    for table in KEPT:
        forbid(f"{table}_is_never_deleted", table, "DELETE", "", on_sqlite)
    forbid("planned_repayment_is_never_changed", "planned_repayment", "UPDATE", "", on_sqlite)
    forbid("planned_repayment_is_never_deleted", "planned_repayment", "DELETE", "", on_sqlite)
    # What is left is looked at when a loss is confirmed, so that none may begin as that.
    forbid("loss_is_proposed_first", "loss", "INSERT", "NEW.state <> 'proposed'", on_sqlite)
    if not on_sqlite:
        for table in (*KEPT, "planned_repayment"):
            op.execute(
                f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
            )


def forbid(name: str, table: str, act: str, when: str, on_sqlite: bool) -> None:
    if on_sqlite:
        condition = f" WHEN {when}" if when else ""
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table}{condition} BEGIN SELECT RAISE(ABORT, '{name}'); END")
        return
    condition = f" WHEN ({when})" if when else ""
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW{condition} EXECUTE FUNCTION refuse()")


def hold_back_on_sqlite() -> None:
    for name, table, done, when, amount, recovery in NEVER_ABOVE:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {done} ON {table}"
            f" WHEN {when} AND NEW.{amount} > {left_of(f'NEW.{recovery}')}"
            f" BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )


def hold_back_on_postgresql() -> None:
    """The case's row is locked first, so that two at the same moment see what the other took."""
    for name, table, done, when, amount, recovery in NEVER_ABOVE:
        op.execute(
            f"CREATE FUNCTION refuse_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " PERFORM 1 FROM grant_case WHERE id = (SELECT case_id FROM decision WHERE"
            f" id = NEW.{recovery}) FOR NO KEY UPDATE;"
            f" IF NEW.{amount} > {left_of(f'NEW.{recovery}')} THEN"
            " RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;"
            " END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {done} ON {table} FOR EACH ROW WHEN ({when})"
            f" EXECUTE FUNCTION refuse_{name}()"
        )
