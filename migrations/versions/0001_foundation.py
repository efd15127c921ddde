"""The foundation: cases, decisions, claims, payments, the ledger, the history, and what guards them."""

import sqlalchemy as sa
from alembic import op

revision = "0001_foundation"
down_revision = None

APPEND_ONLY = ("assessment", "decision", "event", "transfer")

# What may not be paid, released or taken back: more than the case holds on the account for the objective.
OVERDRAFT = """
    (SELECT coalesce(sum(CASE WHEN to_account = NEW.from_account THEN amount_ore ELSE -amount_ore END), 0)
       FROM transfer
      WHERE case_id = NEW.case_id AND objective = NEW.objective
        AND (to_account = NEW.from_account OR from_account = NEW.from_account))
"""
# Of a payment only its state, its attest and its batch are written later.
PAYMENT_STAYS = " OR ".join(
    f"NEW.{column} <> OLD.{column}"
    for column in ("number", "case_id", "claim_id", "amount_ore", "bankgiro", "prepared_by_id", "prepared_on")
)


def guard_on_sqlite() -> None:
    for table in APPEND_ONLY:
        for done, act in (("changed", "UPDATE"), ("deleted", "DELETE")):
            name = f"{table}_is_never_{done}"
            op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{name}'); END")
    op.execute(
        "CREATE TRIGGER payment_is_never_deleted BEFORE DELETE ON payment"
        " BEGIN SELECT RAISE(ABORT, 'payment_is_never_deleted'); END"
    )
    op.execute(
        "CREATE TRIGGER payment_amount_never_changes BEFORE UPDATE ON payment"
        f" WHEN {PAYMENT_STAYS}"
        " BEGIN SELECT RAISE(ABORT, 'payment_amount_never_changes'); END"
    )
    op.execute(
        "CREATE TRIGGER transfer_never_overdraws BEFORE INSERT ON transfer"
        f" WHEN NEW.from_account <> 'frame' AND NEW.amount_ore > {OVERDRAFT}"
        " BEGIN SELECT RAISE(ABORT, 'transfer_never_overdraws'); END"
    )


def guard_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME; END $$"
    )
    for table in APPEND_ONLY:
        for done, act in (("changed", "UPDATE"), ("deleted", "DELETE")):
            op.execute(
                f"CREATE TRIGGER {table}_is_never_{done} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()"
            )
    op.execute(
        "CREATE TRIGGER payment_is_never_deleted BEFORE DELETE ON payment FOR EACH ROW EXECUTE FUNCTION refuse()"
    )
    for table in (*APPEND_ONLY, "payment"):
        op.execute(
            f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )
    op.execute(
        "CREATE TRIGGER payment_amount_never_changes BEFORE UPDATE ON payment FOR EACH ROW"
        f" WHEN ({PAYMENT_STAYS})"
        " EXECUTE FUNCTION refuse()"
    )
    # The case's row is locked first, so that two who book at the same moment see each other's transfers.
    op.execute(
        "CREATE FUNCTION refuse_overdraft() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " PERFORM 1 FROM grant_case WHERE id = NEW.case_id FOR NO KEY UPDATE;"
        f" IF NEW.amount_ore > {OVERDRAFT} THEN"
        " RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;"
        " END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER transfer_never_overdraws BEFORE INSERT ON transfer FOR EACH ROW"
        " WHEN (NEW.from_account <> 'frame') EXECUTE FUNCTION refuse_overdraft()"
    )


def upgrade() -> None:
    op.create_table(
        "chain_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_chain_head_is_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_head")),
    )
    op.create_table(
        "exchange_rate",
        sa.Column("rate_on", sa.Date(), nullable=False),
        sa.Column("sek_per_eur", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("rate_on", name=op.f("pk_exchange_rate")),
    )
    op.create_table(
        "goal_area",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_sv", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_goal_area")),
    )
    op.create_table(
        "log_in_attempt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_in_attempt")),
    )
    op.create_index(
        "ix_log_in_attempt_address_attempted_at", "log_in_attempt", ["address", "attempted_at"], unique=False
    )
    op.create_index("ix_log_in_attempt_email_attempted_at", "log_in_attempt", ["email", "attempted_at"], unique=False)
    op.create_table(
        "municipality",
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("sort_key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_municipality")),
    )
    op.create_table(
        "number_series",
        sa.Column("prefix", sa.String(length=10), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", "year", name=op.f("pk_number_series")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=13), nullable=False),
        sa.Column("number_kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sort_key", sa.String(length=400), nullable=False),
        sa.Column("legal_form", sa.String(length=30), nullable=False),
        sa.CheckConstraint(
            "(number_kind = 'personal') = (legal_form = 'sole_trader')",
            name=op.f("ck_organisation_personal_number_of_sole_trader"),
        ),
        sa.CheckConstraint(
            "number_kind IN ('organisation', 'personal')", name=op.f("ck_organisation_known_number_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("number", name=op.f("uq_organisation_number")),
    )
    op.create_table(
        "scheme",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name_sv", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("family", sa.String(length=20), nullable=False),
        sa.Column("handled_by", sa.String(length=10), nullable=False),
        sa.CheckConstraint(
            "family IN ('company', 'commercial_service', 'project')", name=op.f("ck_scheme_known_family")
        ),
        sa.CheckConstraint("handled_by IN ('region', 'almi')", name=op.f("ck_scheme_known_hand")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_scheme")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sort_key", sa.String(length=400), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("position", sa.String(length=40), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role IN ('handler', 'decider', 'almi', 'finance', 'controller', 'administrator')",
            name=op.f("ck_user_account_known_role"),
        ),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_user_account_email_in_lower_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
    )
    op.create_table(
        "batch",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("exported_on", sa.Date(), nullable=True),
        sa.Column("exported_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(state = 'exported') = (exported_on IS NOT NULL)", name=op.f("ck_batch_exported_has_a_day")
        ),
        sa.CheckConstraint("state IN ('open', 'exported')", name=op.f("ck_batch_known_state")),
        sa.ForeignKeyConstraint(["exported_by_id"], ["user_account.id"], name=op.f("fk_batch_exported_by_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_batch_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        sa.UniqueConstraint("number", name=op.f("uq_batch_number")),
        sa.UniqueConstraint("once", name=op.f("uq_batch_once")),
    )
    op.create_table(
        "grant_case",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("scheme", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("size", sa.String(length=10), nullable=True),
        sa.Column("led_by", sa.String(length=10), nullable=False),
        sa.Column("nace", sa.String(length=8), nullable=True),
        sa.Column("obstacles", sa.JSON(), nullable=False),
        sa.Column("circumstances", sa.JSON(), nullable=False),
        sa.Column("requested_ore", sa.BigInteger(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("handled_by", sa.String(length=10), nullable=False),
        sa.Column("handler_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(status = 'closed') = (closed_on IS NOT NULL)", name=op.f("ck_grant_case_closed_has_a_day")
        ),
        sa.CheckConstraint(
            "status IN ('registered', 'assessed', 'granted', 'rejected', 'withdrawn', 'closed')",
            name=op.f("ck_grant_case_known_status"),
        ),
        sa.CheckConstraint("requested_ore > 0", name=op.f("ck_grant_case_requested_above_zero")),
        sa.ForeignKeyConstraint(["handler_id"], ["user_account.id"], name=op.f("fk_grant_case_handler_id")),
        sa.ForeignKeyConstraint(["municipality"], ["municipality.code"], name=op.f("fk_grant_case_municipality")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_grant_case_organisation_id")),
        sa.ForeignKeyConstraint(["scheme"], ["scheme.code"], name=op.f("fk_grant_case_scheme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_case")),
        sa.UniqueConstraint("number", name=op.f("uq_grant_case_number")),
        sa.UniqueConstraint("once", name=op.f("uq_grant_case_once")),
    )
    op.create_index(op.f("ix_grant_case_handler_id"), "grant_case", ["handler_id"], unique=False)
    op.create_index(op.f("ix_grant_case_municipality"), "grant_case", ["municipality"], unique=False)
    op.create_index(op.f("ix_grant_case_organisation_id"), "grant_case", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_grant_case_received_on"), "grant_case", ["received_on"], unique=False)
    op.create_index(op.f("ix_grant_case_scheme"), "grant_case", ["scheme"], unique=False)
    op.create_index("ix_grant_case_status_received_on", "grant_case", ["status", "received_on"], unique=False)
    op.create_table(
        "objective",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("goal_area", sa.String(length=40), nullable=False),
        sa.Column("name_sv", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["goal_area"], ["goal_area.code"], name=op.f("fk_objective_goal_area")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_objective")),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rules_on", sa.Date(), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column("aid_ore", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("aid_ore >= 0", name=op.f("ck_assessment_aid_not_below_zero")),
        sa.CheckConstraint("eligible OR aid_ore = 0", name=op.f("ck_assessment_no_aid_when_not_eligible")),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_assessment_case_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_assessment_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index(op.f("ix_assessment_case_id"), "assessment", ["case_id"], unique=False)
    op.create_table(
        "case_objective",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("objective", sa.String(length=40), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.CheckConstraint("share > 0 AND share <= 10000", name=op.f("ck_case_objective_share_within_the_whole")),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_case_objective_case_id")),
        sa.ForeignKeyConstraint(["objective"], ["objective.code"], name=op.f("fk_case_objective_objective")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_objective")),
        sa.UniqueConstraint("case_id", "objective", name=op.f("uq_case_objective_case_id_objective")),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("reported_ore", sa.BigInteger(), nullable=False),
        sa.Column("in_kind_ore", sa.BigInteger(), nullable=False),
        sa.Column("bankgiro", sa.String(length=9), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("approved_ore", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "in_kind_ore >= 0 AND in_kind_ore <= reported_ore", name=op.f("ck_claim_in_kind_within_reported")
        ),
        sa.CheckConstraint("kind IN ('interim', 'final')", name=op.f("ck_claim_known_kind")),
        sa.CheckConstraint(
            "state IN ('submitted', 'approved', 'refused', 'settled')", name=op.f("ck_claim_known_state")
        ),
        sa.CheckConstraint(
            "approved_ore >= 0 AND approved_ore <= reported_ore", name=op.f("ck_claim_approved_within_reported")
        ),
        sa.CheckConstraint("reported_ore > 0", name=op.f("ck_claim_reported_above_zero")),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_claim_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_claim_case_id_number")),
        sa.UniqueConstraint("once", name=op.f("uq_claim_once")),
    )
    op.create_index(
        "uq_claim_one_open",
        "claim",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('submitted', 'approved')"),
        sqlite_where=sa.text("state IN ('submitted', 'approved')"),
    )
    op.create_table(
        "cost_line",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=30), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_ore > 0", name=op.f("ck_cost_line_above_zero")),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_cost_line_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_line")),
        sa.UniqueConstraint("case_id", "position", name=op.f("uq_cost_line_case_id_position")),
    )
    op.create_table(
        "declared_award",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("amount_eur", sa.String(length=40), nullable=False),
        sa.Column("regulation", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_declared_award_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declared_award")),
        sa.UniqueConstraint("case_id", "position", name=op.f("uq_declared_award_case_id_position")),
    )
    op.create_table(
        "event",
        sa.Column(
            "position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("position > 0", name=op.f("ck_event_position_above_zero")),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_event_actor_id")),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_event_case_id")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_event")),
        sa.UniqueConstraint("hash", name=op.f("uq_event_hash")),
    )
    op.create_index(op.f("ix_event_case_id"), "event", ["case_id"], unique=False)
    op.create_index(op.f("ix_event_kind"), "event", ["kind"], unique=False)
    op.create_table(
        "financing_line",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_ore > 0", name=op.f("ck_financing_line_above_zero")),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_financing_line_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_financing_line")),
        sa.UniqueConstraint("case_id", "position", name=op.f("uq_financing_line_case_id_position")),
    )
    op.create_table(
        "project",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("eruf_objective", sa.String(length=10), nullable=True),
        sa.Column("total_ore", sa.BigInteger(), nullable=True),
        sa.Column("eu_ore", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_project_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_project")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("assessment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.Column("position", sa.String(length=40), nullable=False),
        sa.Column("minutes", sa.String(length=100), nullable=True),
        sa.Column("granted_ore", sa.BigInteger(), nullable=False),
        sa.Column("costs_ore", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ground", sa.JSON(), nullable=False),
        sa.Column("met_before", sa.JSON(), nullable=False),
        sa.Column("regulation", sa.String(length=12), nullable=True),
        sa.Column("eur_rate", sa.String(length=40), nullable=True),
        sa.Column("eur_rate_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'grant' AND granted_ore > 0) OR (kind = 'reject' AND granted_ore = 0)",
            name=op.f("ck_decision_amount_fits_kind"),
        ),
        sa.CheckConstraint("(position = 'board') = (minutes IS NOT NULL)", name=op.f("ck_decision_board_has_minutes")),
        sa.CheckConstraint(
            "kind = 'reject' OR assessment_id IS NOT NULL", name=op.f("ck_decision_grant_rests_on_an_assessment")
        ),
        sa.CheckConstraint("kind IN ('grant', 'reject')", name=op.f("ck_decision_known_kind")),
        sa.CheckConstraint("(eur_rate IS NULL) = (regulation IS NULL)", name=op.f("ck_decision_de_minimis_has_a_rate")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_decision_assessment_id")),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_decision_case_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_decision_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index("ix_decision_kind_decided_on", "decision", ["kind", "decided_on"], unique=False)
    op.create_index(
        "uq_decision_first_of_case",
        "decision",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("kind IN ('grant', 'reject')"),
        sqlite_where=sa.text("kind IN ('grant', 'reject')"),
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("bankgiro", sa.String(length=9), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("prepared_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("prepared_on", sa.Date(), nullable=False),
        sa.Column("attested_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("attested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(state IN ('in_batch', 'exported')) = (batch_id IS NOT NULL)", name=op.f("ck_payment_in_a_batch")
        ),
        sa.CheckConstraint(
            "state IN ('prepared', 'attested', 'cancelled', 'in_batch', 'exported')",
            name=op.f("ck_payment_known_state"),
        ),
        sa.CheckConstraint(
            "state IN ('prepared', 'cancelled') OR attested_by_id IS NOT NULL",
            name=op.f("ck_payment_attested_before_it_leaves"),
        ),
        sa.CheckConstraint("amount_ore > 0", name=op.f("ck_payment_above_zero")),
        sa.CheckConstraint("attested_by_id <> prepared_by_id", name=op.f("ck_payment_two_pairs_of_eyes")),
        sa.ForeignKeyConstraint(["attested_by_id"], ["user_account.id"], name=op.f("fk_payment_attested_by_id")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_payment_batch_id")),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_payment_case_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_payment_claim_id")),
        sa.ForeignKeyConstraint(["prepared_by_id"], ["user_account.id"], name=op.f("fk_payment_prepared_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("number", name=op.f("uq_payment_number")),
    )
    op.create_index(op.f("ix_payment_batch_id"), "payment", ["batch_id"], unique=False)
    op.create_index(op.f("ix_payment_case_id"), "payment", ["case_id"], unique=False)
    op.create_index("ix_payment_state", "payment", ["state"], unique=False)
    op.create_index(
        "uq_payment_one_of_claim",
        "payment",
        ["claim_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'cancelled'"),
        sqlite_where=sa.text("state <> 'cancelled'"),
    )
    op.create_table(
        "project_municipality",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["project.case_id"], name=op.f("fk_project_municipality_case_id")),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipality.code"], name=op.f("fk_project_municipality_municipality")
        ),
        sa.PrimaryKeyConstraint("case_id", "municipality", name=op.f("pk_project_municipality")),
    )
    op.create_table(
        "transfer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("code", sa.String(length=14), nullable=False),
        sa.Column("from_account", sa.String(length=12), nullable=False),
        sa.Column("to_account", sa.String(length=12), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("objective", sa.String(length=40), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("payment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reverses_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(reverses_id IS NULL AND ((code = 'granted' AND from_account = 'frame' AND to_account = 'commitment') OR (code = 'changed_up' AND from_account = 'frame' AND to_account = 'commitment') OR (code = 'changed_down' AND from_account = 'commitment' AND to_account = 'frame') OR (code = 'paid' AND from_account = 'commitment' AND to_account = 'recipient') OR (code = 'released' AND from_account = 'commitment' AND to_account = 'frame') OR (code = 'recovered' AND from_account = 'recipient' AND to_account = 'frame'))) OR (reverses_id IS NOT NULL AND ((code = 'granted' AND from_account = 'commitment' AND to_account = 'frame') OR (code = 'changed_up' AND from_account = 'commitment' AND to_account = 'frame') OR (code = 'changed_down' AND from_account = 'frame' AND to_account = 'commitment') OR (code = 'paid' AND from_account = 'recipient' AND to_account = 'commitment') OR (code = 'released' AND from_account = 'frame' AND to_account = 'commitment') OR (code = 'recovered' AND from_account = 'frame' AND to_account = 'recipient')))",
            name=op.f("ck_transfer_known_move"),
        ),
        sa.CheckConstraint(
            "code IN ('granted', 'changed_up', 'changed_down', 'paid', 'released', 'recovered')",
            name=op.f("ck_transfer_known_code"),
        ),
        sa.CheckConstraint(
            "from_account IN ('frame', 'commitment', 'recipient')", name=op.f("ck_transfer_known_from_account")
        ),
        sa.CheckConstraint(
            "to_account IN ('frame', 'commitment', 'recipient')", name=op.f("ck_transfer_known_to_account")
        ),
        sa.CheckConstraint("amount_ore > 0", name=op.f("ck_transfer_above_zero")),
        sa.CheckConstraint("from_account <> to_account", name=op.f("ck_transfer_two_accounts")),
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f("fk_transfer_case_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_transfer_decision_id")),
        sa.ForeignKeyConstraint(["objective"], ["objective.code"], name=op.f("fk_transfer_objective")),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name=op.f("fk_transfer_payment_id")),
        sa.ForeignKeyConstraint(["reverses_id"], ["transfer.id"], name=op.f("fk_transfer_reverses_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
        sa.UniqueConstraint("key", name=op.f("uq_transfer_key")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_transfer_reverses_id")),
    )
    op.create_index("ix_transfer_booked_on", "transfer", ["booked_on"], unique=False)
    op.create_index("ix_transfer_case_id_objective", "transfer", ["case_id", "objective"], unique=False)
    op.create_index(op.f("ix_transfer_decision_id"), "transfer", ["decision_id"], unique=False)
    op.create_index(op.f("ix_transfer_payment_id"), "transfer", ["payment_id"], unique=False)
    op.bulk_insert(
        sa.table(
            "chain_head",
            sa.column("id", sa.Integer()),
            sa.column("length", sa.Integer()),
            sa.column("hash", sa.String()),
        ),
        [{"id": 1, "length": 0, "hash": "0" * 64}],
    )
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()
