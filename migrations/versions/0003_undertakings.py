"""Single undertakings with dated members, aid from others, aid that follows a business, and what is struck."""

import sqlalchemy as sa
from alembic import op

revision = "0003_undertakings"
down_revision = "0002_proposals"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
APPEND_ONLY = ("award_elsewhere", "carried_aid", "strike")
OPEN = sa.text("until_on IS NULL")

# Another membership of the same organisation that holds on a day in common with the new row.
OVERLAP = """
    NEW.from_on < coalesce(NEW.until_on, '9999-12-31') AND EXISTS
      (SELECT 1 FROM undertaking_member
        WHERE organisation_id = NEW.organisation_id AND from_on < coalesce(until_on, '9999-12-31')
          AND from_on < coalesce(NEW.until_on, '9999-12-31') AND NEW.from_on < coalesce(until_on, '9999-12-31')
"""
# Of a membership only its end is written later.
MEMBER_STAYS = " OR ".join(
    f"NEW.{column} <> OLD.{column}"
    for column in (
        "undertaking_id", "organisation_id", "from_on", "ground", "recorded_at", "recorded_by_id", "recorded_by",
    )
)  # fmt: skip


def guard_on_sqlite() -> None:
    for table in APPEND_ONLY:
        for done, act in (("changed", "UPDATE"), ("deleted", "DELETE")):
            name = f"{table}_is_never_{done}"
            op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{name}'); END")
    for name, act, when in (
        ("undertaking_member_is_never_deleted", "DELETE", ""),
        ("undertaking_member_never_moves", "UPDATE", f" WHEN {MEMBER_STAYS}"),
        ("undertaking_member_never_overlaps", "INSERT", f" WHEN {OVERLAP})"),
        ("undertaking_member_never_grows_into_another", "UPDATE", f" WHEN {OVERLAP} AND id <> OLD.id)"),
    ):
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON undertaking_member{when} BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )


def guard_on_postgresql() -> None:
    for table in APPEND_ONLY:
        for done, act in (("changed", "UPDATE"), ("deleted", "DELETE")):
            op.execute(
                f"CREATE TRIGGER {table}_is_never_{done} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()"
            )
    for table in (*APPEND_ONLY, "undertaking_member"):
        op.execute(
            f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )
    op.execute(
        "CREATE TRIGGER undertaking_member_is_never_deleted BEFORE DELETE ON undertaking_member"
        " FOR EACH ROW EXECUTE FUNCTION refuse()"
    )
    op.execute(
        "CREATE TRIGGER undertaking_member_never_moves BEFORE UPDATE ON undertaking_member FOR EACH ROW"
        f" WHEN ({MEMBER_STAYS}) EXECUTE FUNCTION refuse()"
    )
    # The organisation's row is locked first, so that two who record at the same moment see each other's memberships.
    op.execute(
        "CREATE FUNCTION refuse_overlap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " PERFORM 1 FROM organisation WHERE id = NEW.organisation_id FOR NO KEY UPDATE;"
        f" IF {OVERLAP} AND id <> NEW.id) THEN"
        " RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;"
        " END IF; RETURN NEW; END $$"
    )
    for name, act in (("never_overlaps", "INSERT"), ("never_grows_into_another", "UPDATE")):
        op.execute(
            f"CREATE TRIGGER undertaking_member_{name} BEFORE {act} ON undertaking_member"
            " FOR EACH ROW EXECUTE FUNCTION refuse_overlap()"
        )


def recorded() -> list[sa.Column]:
    """When something was recorded, and by whom: the user, and the name that they had."""
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
    ]


def key(table: str, column: str, there: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [there], name=op.f(f"fk_{table}_{column}"))


def make_memberships() -> None:
    op.create_table(
        "undertaking",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undertaking")),
    )
    op.create_table(
        "undertaking_member",
        sa.Column("id", ID, nullable=False),
        sa.Column("undertaking_id", ID, nullable=False),
        sa.Column("organisation_id", ID, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("ground", sa.Text(), nullable=False),
        *recorded(),
        sa.Column("left_ground", sa.Text(), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_by_id", ID, nullable=True),
        sa.Column("left_by", sa.String(length=200), nullable=True),
        sa.CheckConstraint("until_on >= from_on", name=op.f("ck_undertaking_member_ends_after_it_began")),
        sa.CheckConstraint(
            "(until_on IS NULL) = (left_ground IS NULL) AND (until_on IS NULL) = (left_by IS NULL)",
            name=op.f("ck_undertaking_member_end_has_a_ground"),
        ),
        key("undertaking_member", "left_by_id", "user_account.id"),
        key("undertaking_member", "organisation_id", "organisation.id"),
        key("undertaking_member", "recorded_by_id", "user_account.id"),
        key("undertaking_member", "undertaking_id", "undertaking.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undertaking_member")),
    )
    op.create_index("ix_undertaking_member_undertaking_id", "undertaking_member", ["undertaking_id"], unique=False)
    op.create_index(
        "ix_undertaking_member_organisation_id_from_on", "undertaking_member", ["organisation_id", "from_on"],
        unique=False,
    )  # fmt: skip
    op.create_index(
        "uq_undertaking_member_one_of_organisation", "undertaking_member", ["organisation_id"],
        unique=True, postgresql_where=OPEN, sqlite_where=OPEN,
    )  # fmt: skip


def make_awards() -> None:
    op.create_table(
        "award_elsewhere",
        sa.Column("id", ID, nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("organisation_id", ID, nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("amount_eur", sa.String(length=40), nullable=False),
        sa.Column("regulation", sa.String(length=12), nullable=False),
        sa.Column("granted_by", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("reference", sa.String(length=300), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        *recorded(),
        sa.CheckConstraint("granted_on <= stated_on", name=op.f("ck_award_elsewhere_granted_before_it_was_stated")),
        sa.CheckConstraint(
            "regulation IN ('2023/2831', '2023/2832', '1408/2013', '717/2014', '1407/2013', '360/2012')",
            name=op.f("ck_award_elsewhere_known_regulation"),
        ),
        sa.CheckConstraint(
            "source IN ('register', 'applicant', 'authority')", name=op.f("ck_award_elsewhere_known_source")
        ),
        key("award_elsewhere", "organisation_id", "organisation.id"),
        key("award_elsewhere", "recorded_by_id", "user_account.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_elsewhere")),
        sa.UniqueConstraint("once", name=op.f("uq_award_elsewhere_once")),
    )
    op.create_index("ix_award_elsewhere_organisation_id", "award_elsewhere", ["organisation_id"], unique=False)
    op.create_table(
        "carried_aid",
        sa.Column("id", ID, nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("from_organisation_id", ID, nullable=False),
        sa.Column("to_organisation_id", ID, nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("decision_id", ID, nullable=True),
        sa.Column("award_elsewhere_id", ID, nullable=True),
        sa.Column("ground", sa.Text(), nullable=False),
        *recorded(),
        sa.CheckConstraint("share > 0 AND share <= 10000", name=op.f("ck_carried_aid_share_within_the_whole")),
        sa.CheckConstraint("from_organisation_id <> to_organisation_id", name=op.f("ck_carried_aid_between_two")),
        sa.CheckConstraint(
            "decision_id IS NULL OR award_elsewhere_id IS NULL", name=op.f("ck_carried_aid_names_one_award_at_most")
        ),
        key("carried_aid", "award_elsewhere_id", "award_elsewhere.id"),
        key("carried_aid", "decision_id", "decision.id"),
        key("carried_aid", "from_organisation_id", "organisation.id"),
        key("carried_aid", "recorded_by_id", "user_account.id"),
        key("carried_aid", "to_organisation_id", "organisation.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried_aid")),
        sa.UniqueConstraint("once", name=op.f("uq_carried_aid_once")),
    )
    for column in ("from_organisation_id", "to_organisation_id"):
        op.create_index(f"ix_carried_aid_{column}", "carried_aid", [column], unique=False)


def make_strikes() -> None:
    things = ("award_elsewhere_id", "declared_award_id", "carried_aid_id")
    one_thing = " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in things)
    op.create_table(
        "strike",
        sa.Column("id", ID, nullable=False),
        *(sa.Column(column, ID, nullable=True) for column in things),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_by_id", ID, nullable=False),
        sa.Column("struck_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(f"{one_thing} = 1", name=op.f("ck_strike_names_one_thing")),
        key("strike", "award_elsewhere_id", "award_elsewhere.id"),
        key("strike", "carried_aid_id", "carried_aid.id"),
        key("strike", "declared_award_id", "declared_award.id"),
        key("strike", "struck_by_id", "user_account.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strike")),
        *(sa.UniqueConstraint(column, name=op.f(f"uq_strike_{column}")) for column in things),
    )


def upgrade() -> None:
    make_memberships()
    make_awards()
    make_strikes()
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()
