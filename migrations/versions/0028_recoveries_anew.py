"""Recoveries that are decided anew, refunds of what was repaid too much, and interest that is paid."""

import sqlalchemy as sa
from alembic import op

from grantdesk.operations import sqlite_tables

revision = "0028_recoveries_anew"
down_revision = "0027_frame_items"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
NAME = sa.String(length=200)
BEFORE = "'grant', 'reject', 'dismiss', 'write_off', "
OLD = "'change', 'revoke', 'withhold', 'recover', 'set_off', 'advance'"
NOW = f"{OLD}, 'lower'"
ENDINGS = "'dismiss', 'write_off', 'revoke', 'withhold', 'recover'"
MOVED = (
    ("granted", "frame", "commitment"),
    ("changed_up", "frame", "commitment"),
    ("changed_down", "commitment", "frame"),
    ("paid", "commitment", "recipient"),
    ("released", "commitment", "frame"),
    ("recovered", "recipient", "frame"),
    ("written_off", "recipient", "loss"),
)
MOVES = (
    *MOVED,
    ("refunded", "frame", "recipient"),
    ("interest", "debtor", "interest"),
    ("interest_back", "interest", "debtor"),
)
OLD_ACCOUNTS = "'frame', 'commitment', 'recipient', 'loss'"
ACCOUNTS = f"{OLD_ACCOUNTS}, 'debtor', 'interest'"
OLD_CODES = "'granted', 'changed_up', 'changed_down', 'paid', 'released', 'recovered', 'written_off'"
CODES = f"{OLD_CODES}, 'refunded', 'interest', 'interest_back'"


def moves(known: tuple[tuple[str, str, str], ...]) -> str:
    """The condition that accounts and code go together, a reversal the other way round."""
    there = " OR ".join(f"(code = '{c}' AND from_account = '{a}' AND to_account = '{b}')" for c, a, b in known)
    back = " OR ".join(f"(code = '{c}' AND from_account = '{b}' AND to_account = '{a}')" for c, a, b in known)
    return f"(reverses_id IS NULL AND ({there})) OR (reverses_id IS NOT NULL AND ({back}))"


# Table and constraint: what it said, and what it says.
OTHERWISE = {
    ("decision", "ck_decision_known_kind"): (f"kind IN ({BEFORE}{OLD})", f"kind IN ({BEFORE}{NOW})"),
    ("decision", "ck_decision_later_refers_to_one_before"): (
        f"refers_to_id IS NOT NULL OR NOT (kind IN ({OLD}))",
        f"refers_to_id IS NOT NULL OR NOT (kind IN ({NOW}))",
    ),
    ("decision", "ck_decision_later_says_an_amount"): (
        f"(kind IN ({OLD})) = (amount_ore IS NOT NULL)",
        f"(kind IN ({NOW})) = (amount_ore IS NOT NULL)",
    ),
    ("decision", "ck_decision_change_says_what"): (
        "(kind IN ('change', 'advance')) = (terms IS NOT NULL)",
        "(kind IN ('change', 'advance', 'lower')) = (terms IS NOT NULL)",
    ),
    ("decision", "ck_decision_has_a_cause"): (
        f"(kind IN ({ENDINGS})) = (cause IS NOT NULL)",
        f"(kind IN ({ENDINGS}, 'lower')) = (cause IS NOT NULL)",
    ),
    ("proposal", "ck_proposal_known_kind"): (f"kind IN ('grant', {OLD})", f"kind IN ('grant', {NOW})"),
    ("agenda_item", "ck_agenda_item_known_kind"): (f"kind IN ({BEFORE}{OLD})", f"kind IN ({BEFORE}{NOW})"),
    ("transfer", "ck_transfer_known_move"): (moves(MOVED), moves(MOVES)),
    ("transfer", "ck_transfer_known_code"): (f"code IN ({OLD_CODES})", f"code IN ({CODES})"),
    ("transfer", "ck_transfer_known_from_account"): (
        f"from_account IN ({OLD_ACCOUNTS})",
        f"from_account IN ({ACCOUNTS})",
    ),
    ("transfer", "ck_transfer_known_to_account"): (f"to_account IN ({OLD_ACCOUNTS})", f"to_account IN ({ACCOUNTS})"),
}
LOWERING = "(kind = 'lower') = (moved_ore IS NOT NULL) AND coalesce(moved_ore, 0) >= 0"
REFUND = {
    "ck_refund_known_state": "state IN ('noted', 'confirmed', 'withdrawn', 'reversed')",
    "ck_refund_above_zero": "capital_ore >= 0 AND interest_ore >= 0 AND capital_ore + interest_ore > 0",
    "ck_refund_paid_before_noted": "paid_on <= noted_on",
    "ck_refund_has_a_reference": "reference <> ''",
    "ck_refund_settled_says_by_whom": (
        "(state = 'noted') = (settled_by_id IS NULL) AND (settled_by_id IS NULL) = (settled_on IS NULL)"
        " AND (settled_by_id IS NULL) = (settled_at IS NULL) AND (settled_by_id IS NULL) = (settled_by IS NULL)"
    ),
    "ck_refund_two_pairs_of_eyes": "state NOT IN ('confirmed', 'reversed') OR settled_by_id <> noted_by_id",
    "ck_refund_reversed_says_by_whom": (
        "(state = 'reversed') = (reversed_by_id IS NOT NULL) AND (reversed_by_id IS NULL) = (reversed_on IS NULL)"
        " AND (reversed_by_id IS NULL) = (reversed_at IS NULL) AND (reversed_by_id IS NULL) = (reversed_by IS NULL)"
        " AND (reversed_by_id IS NULL) = (reversed_because IS NULL)"
    ),
}
# What is written once and stays; the rest says how the row ended.
REPAYMENT_STAYS = (
    "decision_id", "amount_ore", "interest_ore", "capital_ore", "interest_booked", "received_on", "reference", "noted_on",
    "noted_at", "noted_by_id", "noted_by",
)  # fmt: skip
REFUND_STAYS = (
    "decision_id", "capital_ore", "interest_ore", "paid_on", "reference", "noted_on", "noted_at", "noted_by_id", "noted_by",
)  # fmt: skip
# What is wanted of a recovery now, and what is left of that; as `left_of` of the migration that made repayments, with what
# has been lowered. Nothing is left of what is no recovery.
WANTED = (
    "(coalesce((SELECT amount_ore FROM decision WHERE id = {0} AND kind = 'recover'), 0)"
    " - coalesce((SELECT sum(amount_ore) FROM decision WHERE refers_to_id = {0} AND kind = 'lower'), 0))"
)
LEFT = (
    f"({WANTED}"
    " - coalesce((SELECT sum(moved_ore) FROM decision WHERE refers_to_id = {0} AND kind = 'lower'), 0)"
    " - coalesce((SELECT sum(capital_ore) FROM repayment WHERE decision_id = {0} AND state = 'noted'), 0)"
    " - coalesce((SELECT sum(capital_ore) FROM loss WHERE decision_id = {0} AND state = 'confirmed'), 0)"
    " - coalesce((SELECT sum(amount_ore) FROM decision WHERE refers_to_id = {0} AND kind = 'set_off'), 0))"
)
# Name, table, act, when, which column says how much of which recovery, and how much there is.
NEVER_ABOVE = (
    ("repayment_never_above_what_is_left", "repayment", "INSERT", "NEW.capital_ore > 0", "capital_ore", "decision_id", LEFT),
    (
        "loss_never_above_what_is_left", "loss", "UPDATE",
        "NEW.state = 'confirmed' AND OLD.state <> 'confirmed' AND NEW.capital_ore > 0", "capital_ore", "decision_id", LEFT,
    ),
    (
        "decision_set_off_never_above_what_is_left", "decision", "INSERT", "NEW.kind = 'set_off'", "amount_ore",
        "refers_to_id", LEFT,
    ),
    (
        "decision_lowers_never_above_what_is_wanted", "decision", "INSERT", "NEW.kind = 'lower'", "amount_ore",
        "refers_to_id", WANTED,
    ),
)  # fmt: skip
# What a booking may take from without anything being there: the frame, and whoever owes us interest.
BOTTOMLESS = "('frame', 'debtor')"


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.add_column("decision", sa.Column("moved_ore", sa.BigInteger(), nullable=True))
    op.add_column("repayment", sa.Column("interest_booked", sa.Boolean(), nullable=True))
    say_otherwise(on_sqlite)
    make_refunds()
    guard(on_sqlite)
    let_interest_come_from_a_debtor(on_sqlite)
    for name, *rest in NEVER_ABOVE:
        hold_back(name, *rest, on_sqlite=on_sqlite)


def say_otherwise(on_sqlite: bool) -> None:
    for (table, name), (old, new) in OTHERWISE.items():
        if on_sqlite:
            sqlite_tables.edit(op.get_bind(), table, {f"{name} CHECK ({old})": f"{name} CHECK ({new})"})
        else:
            op.drop_constraint(name, table, type_="check")
            op.create_check_constraint(op.f(name), table, sa.text(new))
    name = "ck_decision_lowering_says_what_moves"
    if on_sqlite:
        sqlite_tables.with_checks(op.get_bind(), "decision", {name: LOWERING})
    else:
        op.create_check_constraint(op.f(name), "decision", sa.text(LOWERING))


def make_refunds() -> None:
    op.create_table(
        "refund",
        sa.Column("id", ID, nullable=False),
        sa.Column("decision_id", ID, nullable=False),
        sa.Column("capital_ore", sa.BigInteger(), nullable=False),
        sa.Column("interest_ore", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=50), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        *act("noted", nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        *act("settled", nullable=True),
        sa.Column("reversed_on", sa.Date(), nullable=True),
        *act("reversed", nullable=True),
        sa.Column("reversed_because", sa.Text(), nullable=True),
        *(sa.CheckConstraint(said, name=op.f(name)) for name, said in REFUND.items()),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_refund_decision_id")),
        *(
            sa.ForeignKeyConstraint([column], ["user_account.id"], name=op.f(f"fk_refund_{column}"))
            for column in ("noted_by_id", "settled_by_id", "reversed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund")),
    )
    op.create_index("ix_refund_decision_id", "refund", ["decision_id"], unique=False)
    noted = sa.text("state = 'noted'")
    op.create_index(
        "uq_refund_one_noted", "refund", ["decision_id"], unique=True, postgresql_where=noted, sqlite_where=noted
    )


def act(done: str, *, nullable: bool) -> list[sa.Column]:
    """When something was done, and by whom."""
    return [
        sa.Column(f"{done}_at", MOMENT, nullable=nullable),
        sa.Column(f"{done}_by_id", ID, nullable=nullable),
        sa.Column(f"{done}_by", NAME, nullable=nullable),
    ]


def guard(on_sqlite: bool) -> None:
    op.execute("DROP TRIGGER repayment_never_changes" + ("" if on_sqlite else " ON repayment"))
    ends = {"repayment": "OLD.state = 'reversed'", "refund": "OLD.state IN ('withdrawn', 'reversed')"}
    same = "IS NOT" if on_sqlite else "IS DISTINCT FROM"
    for table, columns in (("repayment", REPAYMENT_STAYS), ("refund", REFUND_STAYS)):
        changed = " OR ".join(f"NEW.{column} {same} OLD.{column}" for column in columns)
        forbid(f"{table}_never_changes", table, "UPDATE", f"{changed} OR {ends[table]}", on_sqlite)
    forbid("refund_is_never_deleted", "refund", "DELETE", "", on_sqlite)
    # What is owed is looked at when a refund is confirmed, so that none may begin as that.
    forbid("refund_is_noted_first", "refund", "INSERT", "NEW.state <> 'noted'", on_sqlite)
    if not on_sqlite:
        op.execute(
            "CREATE TRIGGER refund_is_never_emptied BEFORE TRUNCATE ON refund FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )


def forbid(name: str, table: str, done: str, when: str, on_sqlite: bool) -> None:
    if on_sqlite:
        condition = f" WHEN {when}" if when else ""
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {done} ON {table}{condition} BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        return
    condition = f" WHEN ({when})" if when else ""
    op.execute(f"CREATE TRIGGER {name} BEFORE {done} ON {table} FOR EACH ROW{condition} EXECUTE FUNCTION refuse()")


def let_interest_come_from_a_debtor(on_sqlite: bool) -> None:
    if not on_sqlite:
        op.execute("DROP TRIGGER transfer_never_overdraws ON transfer")
        op.execute(
            "CREATE TRIGGER transfer_never_overdraws BEFORE INSERT ON transfer FOR EACH ROW"
            f" WHEN (NEW.from_account NOT IN {BOTTOMLESS}) EXECUTE FUNCTION refuse_overdraft()"
        )
        return
    op.execute("DROP TRIGGER transfer_never_overdraws")
    op.execute(
        "CREATE TRIGGER transfer_never_overdraws BEFORE INSERT ON transfer"
        f" WHEN NEW.from_account NOT IN {BOTTOMLESS} AND NEW.amount_ore >"
        " (SELECT coalesce(sum(CASE WHEN to_account = NEW.from_account THEN amount_ore ELSE -amount_ore END), 0)"
        " FROM transfer WHERE case_id = NEW.case_id AND objective = NEW.objective"
        " AND (to_account = NEW.from_account OR from_account = NEW.from_account))"
        " BEGIN SELECT RAISE(ABORT, 'transfer_never_overdraws'); END"
    )


def hold_back(
    name: str, table: str, done: str, when: str, amount: str, recovery: str, most: str, *, on_sqlite: bool
) -> None:
    """On PostgreSQL the case's row is locked first, so that two at the same moment see what the other took."""
    above = f"NEW.{amount} > {most.format(f'NEW.{recovery}')}"
    if on_sqlite:
        op.execute(f"DROP TRIGGER IF EXISTS {name}")
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {done} ON {table} WHEN {when} AND {above}"
            f" BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        return
    op.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
    op.execute(
        f"CREATE OR REPLACE FUNCTION refuse_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " PERFORM 1 FROM grant_case WHERE id = (SELECT case_id FROM decision WHERE"
        f" id = NEW.{recovery}) FOR NO KEY UPDATE;"
        f" IF {above} THEN"
        " RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;"
        " END IF; RETURN NEW; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {done} ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION refuse_{name}()"
    )
