"""Letters about more than decisions: requests for a supplement and covering letters; and the region's texts, version by version."""

import sqlalchemy as sa
from alembic import op

from grantdesk.operations import sqlite_tables

revision = "0012_letters_and_texts"
down_revision = "0011_checks"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHECKS = {
    "ck_letter_about_a_decision_names_it": "(kind = 'decision') = (decision_id IS NOT NULL)",
    "ck_letter_about_no_decision_names_its_case": "(kind = 'decision') = (case_id IS NULL)",
    "ck_letter_names_its_supplement": "(kind = 'supplement') = (supplement_id IS NOT NULL)",
    "ck_letter_names_its_covering": "(kind = 'covering') = (covering_letter_id IS NOT NULL)",
}
POINTS_AT = {"case_id": "grant_case", "supplement_id": "supplement", "covering_letter_id": "covering_letter"}
OLD_KINDS, NEW_KINDS = "kind IN ('decision')", "kind IN ('decision', 'supplement', 'covering')"
ADDED_TO = ("covering_letter", "letter_text")
# Of a request for a supplement only how it ended is written later, and that once.
STAYS = (
    "id", "once", "case_id", "language", "note", "consequence", "asked_on", "due_on", "recorded_at", "recorded_by_id",
    "recorded_by",
)  # fmt: skip


def upgrade() -> None:
    make_supplements()
    make_covering_letters()
    make_texts()
    if op.get_bind().dialect.name == "sqlite":
        widen_letters_on_sqlite()
        guard_on_sqlite()
    else:
        widen_letters_on_postgresql()
        guard_on_postgresql()
    for column in ("supplement_id", "covering_letter_id"):
        op.create_index(f"uq_letter_{column}", "letter", [column], unique=True)
    op.create_index("ix_letter_case_id", "letter", ["case_id"], unique=False)


def widen_letters_on_sqlite() -> None:
    for column, table in POINTS_AT.items():
        op.execute(
            f"ALTER TABLE letter ADD COLUMN {column} INTEGER CONSTRAINT fk_letter_{column} REFERENCES {table} (id)"
        )
    connection = op.get_bind()
    changes = {"decision_id INTEGER NOT NULL": "decision_id INTEGER", f"CHECK ({OLD_KINDS})": f"CHECK ({NEW_KINDS})"}
    sqlite_tables.edit(connection, "letter", changes)
    sqlite_tables.with_checks(connection, "letter", CHECKS)


def widen_letters_on_postgresql() -> None:
    op.alter_column("letter", "decision_id", nullable=True)
    for column, table in POINTS_AT.items():
        op.add_column("letter", sa.Column(column, sa.BigInteger(), nullable=True))
        op.create_foreign_key(f"fk_letter_{column}", "letter", table, [column], ["id"])
    op.drop_constraint("ck_letter_known_kind", "letter", type_="check")
    for name, said in {"ck_letter_known_kind": NEW_KINDS, **CHECKS}.items():
        op.create_check_constraint(op.f(name), "letter", sa.text(said))


def guard_on_sqlite() -> None:
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in (*STAYS, "points"))
    op.execute(
        f"CREATE TRIGGER supplement_never_changes BEFORE UPDATE ON supplement WHEN {changed} OR OLD.state <> 'asked'"
        " BEGIN SELECT RAISE(ABORT, 'supplement_never_changes'); END"
    )
    for table, done, act in never():
        name = f"{table}_is_never_{done}"
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{name}'); END")


def guard_on_postgresql() -> None:
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in STAYS)
    op.execute(
        "CREATE TRIGGER supplement_never_changes BEFORE UPDATE ON supplement FOR EACH ROW"
        f" WHEN ({changed} OR NEW.points::text IS DISTINCT FROM OLD.points::text OR OLD.state <> 'asked')"
        " EXECUTE FUNCTION refuse()"
    )
    for table, done, act in never():
        op.execute(
            f"CREATE TRIGGER {table}_is_never_{done} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()"
        )
    for table in ("supplement", *ADDED_TO):
        op.execute(
            f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )


def never() -> list[tuple[str, str, str]]:
    both = [(table, done, act) for table in ADDED_TO for done, act in (("changed", "UPDATE"), ("deleted", "DELETE"))]
    return [*both, ("supplement", "deleted", "DELETE")]


def make_supplements() -> None:
    op.create_table(
        "supplement",
        *begun(),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("consequence", sa.String(length=10), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        *recorded(),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", ID, nullable=True),
        sa.Column("ended_by", sa.String(length=200), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_supplement_known_language")),
        sa.CheckConstraint("consequence IN ('not_tried', 'decided')", name=op.f("ck_supplement_known_consequence")),
        sa.CheckConstraint("state IN ('asked', 'answered', 'closed')", name=op.f("ck_supplement_known_state")),
        sa.CheckConstraint("due_on > asked_on", name=op.f("ck_supplement_leaves_time")),
        sa.CheckConstraint(
            "(state = 'asked') = (ended_on IS NULL) AND (ended_on IS NULL) = (ended_at IS NULL)"
            " AND (ended_on IS NULL) = (ended_by_id IS NULL) AND (ended_on IS NULL) = (ended_by IS NULL)"
            " AND (ended_on IS NULL) = (outcome IS NULL)",
            name=op.f("ck_supplement_ended_whole"),
        ),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= asked_on", name=op.f("ck_supplement_ended_after_asked")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["user_account.id"], name=op.f("fk_supplement_ended_by_id")),
        *keys("supplement"),
    )
    op.create_index(op.f("ix_supplement_case_id"), "supplement", ["case_id"], unique=False)
    standing = sa.text("state = 'asked'")
    op.create_index(
        "uq_supplement_standing",
        "supplement",
        ["case_id"],
        unique=True,
        postgresql_where=standing,
        sqlite_where=standing,
    )


def make_covering_letters() -> None:
    op.create_table(
        "covering_letter",
        *begun(),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("heading", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("enclosures", sa.JSON(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        *recorded(),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_covering_letter_known_language")),
        *keys("covering_letter"),
    )
    op.create_index(op.f("ix_covering_letter_case_id"), "covering_letter", ["case_id"], unique=False)


def make_texts() -> None:
    op.create_table(
        "letter_text",
        sa.Column("id", ID, nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("sv", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        *recorded(),
        sa.CheckConstraint("length(sv) > 0 AND length(en) > 0", name=op.f("ck_letter_text_in_both_languages")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_letter_text_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_text")),
        sa.UniqueConstraint("once", name=op.f("uq_letter_text_once")),
    )
    op.create_index("ix_letter_text_key_valid_from", "letter_text", ["key", "valid_from"], unique=False)


def begun() -> list[sa.Column[object]]:
    return [
        sa.Column("id", ID, nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
    ]


def recorded() -> list[sa.Column[object]]:
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
    ]


def keys(table: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(["case_id"], ["grant_case.id"], name=op.f(f"fk_{table}_case_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f(f"fk_{table}_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("once", name=op.f(f"uq_{table}_once")),
    ]
