"""The rows of a claim: what was spent, on what, and what was made of each."""

import sqlalchemy as sa
from alembic import op

from grantdesk.operations import sqlite_tables

revision = "0019_claim_lines"
down_revision = "0018_payments"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CATEGORIES = (
    "machinery", "equipment", "building", "vehicle", "boat", "other_necessary", "consultancy", "staff", "travel",
    "premises", "external_service", "in_kind", "overhead", "training", "delivery", "operation",
)  # fmt: skip
REASONS = (
    "not_in_plan", "outside_period", "not_paid", "no_voucher", "vat", "not_reasonable", "procurement", "counted_twice",
    "other",
)  # fmt: skip
# What was reported, by whom: of a row, only how it is judged is written later.
STAYS = (
    "claim_id", "number", "once", "category", "description", "supplier", "voucher", "paid_on", "basis", "hours", "rate_ore",
    "net_ore", "vat_ore", "counted_ore", "added_at", "added_by_id", "added_by",
)  # fmt: skip
CHECKS = {
    "ck_claim_line_known_state": ("state", ("open", "approved", "deducted", "parked", "struck")),
    "ck_claim_line_known_category": ("category", CATEGORIES),
    "ck_claim_line_moved_to_a_category": ("moved_to", CATEGORIES),
    "ck_claim_line_known_basis": ("basis", ("actual", "hourly", "flat")),
    "ck_claim_line_known_reason": ("reason", REASONS),
}
# Of a claim, constraint: what it said, and what it says.
OTHERWISE = {
    "ck_claim_known_state": (
        "state IN ('submitted', 'approved', 'refused', 'settled')",
        "state IN ('draft', 'submitted', 'withdrawn', 'approved', 'refused', 'settled')",
    ),
    "ck_claim_reported_above_zero": ("reported_ore > 0", "reported_ore > 0 OR state IN ('draft', 'withdrawn')"),
}
OPEN = "state IN ('draft', 'submitted', 'approved')"


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    let_claims_be_drafts(on_sqlite)
    make_lines()
    if on_sqlite:
        guard_on_sqlite()
    else:
        guard_on_postgresql()


def let_claims_be_drafts(on_sqlite: bool) -> None:
    op.add_column("claim", sa.Column("vat_deductible", sa.Boolean(), nullable=True))
    op.add_column("claim", sa.Column("sample", sa.JSON(), nullable=True))
    for name, (old, new) in OTHERWISE.items():
        if on_sqlite:
            sqlite_tables.edit(op.get_bind(), "claim", {f"{name} CHECK ({old})": f"{name} CHECK ({new})"})
        else:
            op.drop_constraint(name, "claim", type_="check")
            op.create_check_constraint(op.f(name), "claim", sa.text(new))
    op.drop_index("uq_claim_one_open", table_name="claim")
    op.create_index(
        "uq_claim_one_open",
        "claim",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text(OPEN),
        sqlite_where=sa.text(OPEN),
    )


def make_lines() -> None:
    op.create_table(
        "claim_line",
        sa.Column("id", ID, nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        *reported(),
        *judged(),
        *checks(),
        *foreign(claim_id="claim", added_by_id="user_account", judged_by_id="user_account", remapped_by_id="decision"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_line")),
        sa.UniqueConstraint("claim_id", "number", name=op.f("uq_claim_line_claim_id_number")),
    )
    op.create_index(op.f("ix_claim_line_once"), "claim_line", ["once"], unique=False)


def reported() -> list[sa.Column[object]]:
    return [
        sa.Column("category", sa.String(length=30), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column("supplier", sa.String(length=200), nullable=False),
        sa.Column("voucher", sa.String(length=60), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("basis", sa.String(length=10), nullable=False),
        sa.Column("hours", sa.String(length=40), nullable=True),
        sa.Column("rate_ore", sa.BigInteger(), nullable=True),
        sa.Column("net_ore", sa.BigInteger(), nullable=False),
        sa.Column("vat_ore", sa.BigInteger(), nullable=False),
        sa.Column("counted_ore", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", ID, nullable=False),
        sa.Column("added_by", sa.String(length=200), nullable=False),
    ]


def judged() -> list[sa.Column[object]]:
    return [
        sa.Column("sampled", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("moved_to", sa.String(length=30), nullable=True),
        sa.Column("approved_ore", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("remapped_by_id", ID, nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("judged_by_id", ID, nullable=True),
        sa.Column("judged_by", sa.String(length=200), nullable=True),
    ]


def checks() -> list[sa.CheckConstraint]:
    said = {
        name: f"{column} IN ({', '.join(repr(value) for value in values)})" for name, (column, values) in CHECKS.items()
    }
    said |= {
        "ck_claim_line_amounts": "net_ore > 0 AND vat_ore >= 0",
        "ck_claim_line_counts_tax_or_not": "counted_ore = net_ore OR counted_ore = net_ore + vat_ore",
        "ck_claim_line_hours_have_a_rate": (
            "(basis = 'hourly') = (hours IS NOT NULL) AND (basis = 'hourly') = (rate_ore IS NOT NULL)"
        ),
        "ck_claim_line_simplified_has_no_tax": "basis = 'actual' OR vat_ore = 0",
        "ck_claim_line_settled_has_an_amount": "(state IN ('approved', 'deducted')) = (approved_ore IS NOT NULL)",
        "ck_claim_line_approved_whole": "state <> 'approved' OR approved_ore = counted_ore",
        "ck_claim_line_deducted_for_a_reason": (
            "(state = 'deducted') = (reason IS NOT NULL) AND (state <> 'deducted'"
            " OR (approved_ore >= 0 AND approved_ore < counted_ore))"
        ),
        "ck_claim_line_parked_with_a_question": "state <> 'parked' OR question <> '' OR remapped_by_id IS NOT NULL",
        "ck_claim_line_struck_for_a_reason": "state <> 'struck' OR remark <> ''",
    }
    return [sa.CheckConstraint(condition, name=op.f(name)) for name, condition in said.items()]


def foreign(**keys: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_claim_line_{column}"))
        for column, to in keys.items()
    ]


def guard_on_sqlite() -> None:
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in STAYS)
    op.execute(
        f"CREATE TRIGGER claim_line_never_changes BEFORE UPDATE ON claim_line WHEN {changed} OR OLD.state = 'struck'"
        " BEGIN SELECT RAISE(ABORT, 'claim_line_never_changes'); END"
    )
    op.execute(
        "CREATE TRIGGER claim_line_is_never_deleted BEFORE DELETE ON claim_line"
        " BEGIN SELECT RAISE(ABORT, 'claim_line_is_never_deleted'); END"
    )


def guard_on_postgresql() -> None:
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in STAYS)
    op.execute(
        "CREATE TRIGGER claim_line_never_changes BEFORE UPDATE ON claim_line FOR EACH ROW"
        f" WHEN ({changed} OR OLD.state = 'struck') EXECUTE FUNCTION refuse()"
    )
    op.execute(
        "CREATE TRIGGER claim_line_is_never_deleted BEFORE DELETE ON claim_line FOR EACH ROW EXECUTE FUNCTION refuse()"
    )
    op.execute(
        "CREATE TRIGGER claim_line_is_never_emptied BEFORE TRUNCATE ON claim_line"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
    )
