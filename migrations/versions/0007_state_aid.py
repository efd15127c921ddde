"""State aid: what has been reported and published of it, and which recovery orders are known."""

import sqlalchemy as sa
from alembic import op

revision = "0007_state_aid"
down_revision = "0006_frames"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
APPEND_ONLY = ("register_export", "aid_publication", "recovery_order")
# Of a report only its export and its acknowledgement are written later, and each of them once.
STAYS = (
    "id",
    "decision_id",
    "kind",
    "amends_id",
    "recipient_number",
    "recipient_name",
    "amount_eur",
    "granted_on",
    "authority",
    "instrument",
    "nace",
    "reason",
    "made_on",
    "made_at",
    "made_by_id",
    "made_by",
)


def guard_on_sqlite() -> None:
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in STAYS)
    exported = "(OLD.export_id IS NOT NULL AND NEW.export_id IS NOT OLD.export_id)"
    op.execute(
        "CREATE TRIGGER register_report_never_changes BEFORE UPDATE ON register_report"
        f" WHEN {changed} OR {exported} OR OLD.state = 'acknowledged'"
        " BEGIN SELECT RAISE(ABORT, 'register_report_never_changes'); END"
    )
    for table, done, act in guards():
        name = f"{table}_is_never_{done}"
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{name}'); END")


def guard_on_postgresql() -> None:
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in STAYS)
    exported = "(OLD.export_id IS NOT NULL AND NEW.export_id IS DISTINCT FROM OLD.export_id)"
    op.execute(
        "CREATE TRIGGER register_report_never_changes BEFORE UPDATE ON register_report FOR EACH ROW"
        f" WHEN ({changed} OR {exported} OR OLD.state = 'acknowledged') EXECUTE FUNCTION refuse()"
    )
    for table, done, act in guards():
        op.execute(
            f"CREATE TRIGGER {table}_is_never_{done} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()"
        )
    for table in (*APPEND_ONLY, "register_report"):
        op.execute(
            f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )


def guards() -> list[tuple[str, str, str]]:
    deleted = [(table, "deleted", "DELETE") for table in (*APPEND_ONLY, "register_report")]
    return [*((table, "changed", "UPDATE") for table in APPEND_ONLY), *deleted]


def upgrade() -> None:
    make_exports()
    make_reports()
    make_publications()
    make_orders()
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()


def make_exports() -> None:
    op.create_table(
        "register_export",
        sa.Column("id", ID, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("exported_on", sa.Date(), nullable=False),
        sa.Column("exported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("exported_by_id", ID, nullable=False),
        sa.Column("exported_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("kind IN ('awards', 'amendments')", name=op.f("ck_register_export_known_kind")),
        sa.ForeignKeyConstraint(
            ["exported_by_id"], ["user_account.id"], name=op.f("fk_register_export_exported_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_export")),
        sa.UniqueConstraint("number", name=op.f("uq_register_export_number")),
    )


def make_reports() -> None:
    op.create_table(
        "register_report",
        sa.Column("id", ID, nullable=False),
        sa.Column("decision_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("amends_id", ID, nullable=True),
        sa.Column("recipient_number", sa.String(length=13), nullable=False),
        sa.Column("recipient_name", sa.String(length=200), nullable=False),
        sa.Column("amount_eur", sa.String(length=40), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("authority", sa.String(length=200), nullable=False),
        sa.Column("instrument", sa.String(length=40), nullable=False),
        sa.Column("nace", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", ID, nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("export_id", ID, nullable=True),
        sa.Column("acknowledgement", sa.String(length=100), nullable=True),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by_id", ID, nullable=True),
        sa.Column("acknowledged_by", sa.String(length=200), nullable=True),
        sa.CheckConstraint("kind IN ('award', 'correction', 'recovery')", name=op.f("ck_register_report_known_kind")),
        sa.CheckConstraint(
            "state IN ('waiting', 'reported', 'acknowledged')", name=op.f("ck_register_report_known_state")
        ),
        sa.CheckConstraint(
            "(kind = 'award') = (amends_id IS NULL) AND (kind = 'award') = (reason IS NULL)",
            name=op.f("ck_register_report_amendment_has_a_reason"),
        ),
        sa.CheckConstraint(
            "(state = 'waiting') = (export_id IS NULL)", name=op.f("ck_register_report_reported_in_an_export")
        ),
        sa.CheckConstraint(
            "(state = 'acknowledged') = (acknowledgement IS NOT NULL)"
            " AND (acknowledgement IS NULL) = (acknowledged_on IS NULL)"
            " AND (acknowledgement IS NULL) = (acknowledged_at IS NULL)"
            " AND (acknowledgement IS NULL) = (acknowledged_by_id IS NULL)"
            " AND (acknowledgement IS NULL) = (acknowledged_by IS NULL)",
            name=op.f("ck_register_report_acknowledged_whole"),
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_register_report_decision_id")),
        sa.ForeignKeyConstraint(["amends_id"], ["register_report.id"], name=op.f("fk_register_report_amends_id")),
        sa.ForeignKeyConstraint(["export_id"], ["register_export.id"], name=op.f("fk_register_report_export_id")),
        *(
            sa.ForeignKeyConstraint([column], ["user_account.id"], name=op.f(f"fk_register_report_{column}"))
            for column in ("made_by_id", "acknowledged_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_report")),
        sa.UniqueConstraint("amends_id", name=op.f("uq_register_report_amends_id")),
    )
    op.create_index(op.f("ix_register_report_decision_id"), "register_report", ["decision_id"], unique=False)
    op.create_index(op.f("ix_register_report_export_id"), "register_report", ["export_id"], unique=False)
    op.create_index("ix_register_report_state", "register_report", ["state"], unique=False)
    of_an_award = sa.text("kind = 'award'")
    op.create_index(
        "uq_register_report_award_once",
        "register_report",
        ["decision_id"],
        unique=True,
        postgresql_where=of_an_award,
        sqlite_where=of_an_award,
    )


def make_publications() -> None:
    op.create_table(
        "aid_publication",
        sa.Column("id", ID, nullable=False),
        sa.Column("decision_id", ID, nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_aid_publication_decision_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_aid_publication_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_publication")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_aid_publication_decision_id")),
    )


def make_orders() -> None:
    op.create_table(
        "recovery_order",
        sa.Column("id", ID, nullable=False),
        sa.Column("organisation_id", ID, nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_recovery_order_organisation_id")
        ),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_recovery_order_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_order")),
    )
    op.create_index(op.f("ix_recovery_order_organisation_id"), "recovery_order", ["organisation_id"], unique=False)
