"""Payees: an account that an organisation is paid to, proposed by one and confirmed by another."""

import sqlalchemy as sa
from alembic import op

revision = "0017_payees"
down_revision = "0016_almi_desk"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STANDS = "state IN ('proposed', 'confirmed')"
# Of a payee only how it ended is written later.
STAYS = (
    "once", "organisation_id", "kind", "number", "clearing", "bic", "ground",
    "proposed_at", "proposed_by_id", "proposed_by",
)  # fmt: skip


def upgrade() -> None:
    make_payees()
    changed = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in STAYS)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER payee_is_never_deleted BEFORE DELETE ON payee"
            " BEGIN SELECT RAISE(ABORT, 'payee_is_never_deleted'); END"
        )
        op.execute(
            f"CREATE TRIGGER payee_never_changes BEFORE UPDATE ON payee WHEN {changed}"
            " BEGIN SELECT RAISE(ABORT, 'payee_never_changes'); END"
        )
        return
    op.execute("CREATE TRIGGER payee_is_never_deleted BEFORE DELETE ON payee FOR EACH ROW EXECUTE FUNCTION refuse()")
    op.execute(
        "CREATE TRIGGER payee_is_never_emptied BEFORE TRUNCATE ON payee FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
    )
    op.execute(
        f"CREATE TRIGGER payee_never_changes BEFORE UPDATE ON payee FOR EACH ROW WHEN ({changed})"
        " EXECUTE FUNCTION refuse()"
    )


def make_payees() -> None:
    op.create_table(
        "payee",
        sa.Column("id", ID, nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("organisation_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("number", sa.String(length=34), nullable=False),
        sa.Column("clearing", sa.String(length=5), nullable=False),
        sa.Column("bic", sa.String(length=11), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", ID, nullable=False),
        sa.Column("proposed_by", sa.String(length=200), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", ID, nullable=True),
        sa.Column("settled_by", sa.String(length=200), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("kind IN ('bankgiro', 'plusgiro', 'account', 'iban')", name=op.f("ck_payee_known_kind")),
        sa.CheckConstraint(
            "state IN ('proposed', 'confirmed', 'replaced', 'withdrawn')", name=op.f("ck_payee_known_state")
        ),
        sa.CheckConstraint("number <> ''", name=op.f("ck_payee_has_a_number")),
        sa.CheckConstraint("(kind = 'account') = (clearing <> '')", name=op.f("ck_payee_clearing_of_an_account")),
        sa.CheckConstraint("bic = '' OR kind = 'iban'", name=op.f("ck_payee_bic_of_an_iban")),
        sa.CheckConstraint(
            "state NOT IN ('confirmed', 'replaced') OR settled_by_id <> proposed_by_id",
            name=op.f("ck_payee_two_pairs_of_eyes"),
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (settled_by_id IS NULL) AND (settled_by_id IS NULL) = (settled_at IS NULL)"
            " AND (settled_by_id IS NULL) = (settled_by IS NULL)",
            name=op.f("ck_payee_settled_by_somebody"),
        ),
        sa.CheckConstraint(
            "(state IN ('replaced', 'withdrawn')) = (ended_on IS NOT NULL)", name=op.f("ck_payee_ended_has_a_day")
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_payee_organisation_id")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["user_account.id"], name=op.f("fk_payee_proposed_by_id")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["user_account.id"], name=op.f("fk_payee_settled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payee")),
        sa.UniqueConstraint("once", name=op.f("uq_payee_once")),
    )
    op.create_index(op.f("ix_payee_organisation_id"), "payee", ["organisation_id"], unique=False)
    op.create_index("ix_payee_kind_number_clearing", "payee", ["kind", "number", "clearing"], unique=False)
    op.create_index("ix_payee_state", "payee", ["state"], unique=False)
    op.create_index(
        "uq_payee_one_confirmed",
        "payee",
        ["organisation_id"],
        unique=True,
        postgresql_where=sa.text("state = 'confirmed'"),
        sqlite_where=sa.text("state = 'confirmed'"),
    )
    op.create_index(
        "uq_payee_same_account_once",
        "payee",
        ["organisation_id", "kind", "number", "clearing"],
        unique=True,
        postgresql_where=sa.text(STANDS),
        sqlite_where=sa.text(STANDS),
    )
