"""The board's meetings: agenda, minutes and what is reported to it."""

import sqlalchemy as sa
from alembic import op

revision = "0013_board"
down_revision = "0012_letters_and_texts"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
KINDS = "('grant', 'reject', 'dismiss', 'write_off', 'change', 'revoke', 'withhold', 'recover', 'set_off')"
# Of an item only what became of it is written later, and that once. A meeting that has been held does not change.
ITEM_STAYS = (
    "id",
    "once",
    "meeting_id",
    "case_id",
    "position",
    "kind",
    "amount_ore",
    "assessment_id",
    "wording",
    "listed_at",
    "listed_by_id",
    "listed_by",
)
ADDED_TO = ("agenda_attachment", "delegation_report")
TABLES = ("meeting", "agenda_item", *ADDED_TO)
NEVER = (
    *((table, "changed", "UPDATE") for table in ADDED_TO),
    *((table, "deleted", "DELETE") for table in TABLES),
)


def guard_on_sqlite() -> None:
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in ITEM_STAYS)
    for name, table, when in guards(changed):
        op.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
    for table, done, act in NEVER:
        name = f"{table}_is_never_{done}"
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{name}'); END")


def guard_on_postgresql() -> None:
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in ITEM_STAYS)
    for name, table, when in guards(changed):
        op.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION refuse()"
        )
    for table, done, act in NEVER:
        op.execute(
            f"CREATE TRIGGER {table}_is_never_{done} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()"
        )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )


def guards(changed: str) -> tuple[tuple[str, str, str], ...]:
    return (
        ("agenda_item_never_changes", "agenda_item", f"{changed} OR OLD.state <> 'listed'"),
        ("meeting_never_changes_when_held", "meeting", "OLD.state = 'held'"),
    )


def upgrade() -> None:
    make_meetings()
    make_items()
    make_attachments()
    make_reports()
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()


def make_meetings() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", ID, nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        *done_by("planned", nullable=False),
        sa.Column("listed_at", MOMENT, nullable=True),
        sa.Column("report_paragraph", sa.Integer(), nullable=True),
        *done_by("held", nullable=True),
        sa.CheckConstraint("state IN ('planned', 'held')", name=op.f("ck_meeting_known_state")),
        sa.CheckConstraint(
            "(state = 'held') = (held_at IS NOT NULL) AND (held_at IS NULL) = (held_by_id IS NULL)"
            " AND (held_at IS NULL) = (held_by IS NULL)",
            name=op.f("ck_meeting_held_whole"),
        ),
        sa.CheckConstraint(
            "report_paragraph IS NULL OR (state = 'held' AND listed_at IS NOT NULL AND report_paragraph > 0)",
            name=op.f("ck_meeting_reported_when_held"),
        ),
        *points("meeting", {"planned_by_id": "user_account", "held_by_id": "user_account"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        *(sa.UniqueConstraint(column, name=op.f(f"uq_meeting_{column}")) for column in ("once", "day", "minutes")),
    )


def make_items() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("id", ID, nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("assessment_id", ID, nullable=True),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        *done_by("listed", nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("decision_id", ID, nullable=True),
        sa.Column("because", sa.Text(), nullable=True),
        *done_by("settled", nullable=True),
        *item_checks(),
        *points(
            "agenda_item",
            {
                "meeting_id": "meeting",
                "case_id": "grant_case",
                "assessment_id": "assessment",
                "listed_by_id": "user_account",
                "decision_id": "decision",
                "settled_by_id": "user_account",
            },
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        *(
            sa.UniqueConstraint(*columns, name=op.f(f"uq_agenda_item_{'_'.join(columns)}"))
            for columns in (("once",), ("meeting_id", "position"), ("meeting_id", "paragraph"), ("decision_id",))
        ),
    )
    op.create_index(op.f("ix_agenda_item_case_id"), "agenda_item", ["case_id"], unique=False)
    listed = sa.text("state = 'listed'")
    op.create_index(
        "uq_agenda_item_one_listed_of_case",
        "agenda_item",
        ["case_id"],
        unique=True,
        postgresql_where=listed,
        sqlite_where=listed,
    )


def item_checks() -> list[sa.CheckConstraint]:
    said = {
        "ck_agenda_item_known_state": "state IN ('listed', 'decided', 'withdrawn', 'postponed')",
        "ck_agenda_item_known_kind": f"kind IN {KINDS}",
        "ck_agenda_item_amount": "amount_ore >= 0 AND (kind <> 'grant' OR amount_ore > 0)",
        "ck_agenda_item_grant_is_assessed": "kind <> 'grant' OR assessment_id IS NOT NULL",
        "ck_agenda_item_paragraph_above_zero": "paragraph > 0",
        "ck_agenda_item_decided_has_a_paragraph": (
            "(state = 'decided') = (decision_id IS NOT NULL) AND (state <> 'decided' OR paragraph IS NOT NULL)"
            " AND (state NOT IN ('listed', 'withdrawn') OR paragraph IS NULL)"
        ),
        "ck_agenda_item_settled_whole": (
            "(state = 'listed') = (settled_at IS NULL) AND (settled_at IS NULL) = (settled_by_id IS NULL)"
            " AND (settled_at IS NULL) = (settled_by IS NULL)"
        ),
        "ck_agenda_item_not_decided_says_why": "(state IN ('withdrawn', 'postponed')) = (because IS NOT NULL)",
    }
    return [sa.CheckConstraint(condition, name=op.f(name)) for name, condition in said.items()]


def make_attachments() -> None:
    op.create_table(
        "agenda_attachment",
        sa.Column("id", ID, nullable=False),
        sa.Column("item_id", ID, nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        *done_by("added", nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_agenda_attachment_not_empty")),
        *points("agenda_attachment", {"item_id": "agenda_item", "added_by_id": "user_account"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_attachment")),
        sa.UniqueConstraint("item_id", "digest", name=op.f("uq_agenda_attachment_item_id_digest")),
    )


def make_reports() -> None:
    op.create_table(
        "delegation_report",
        sa.Column("id", ID, nullable=False),
        sa.Column("decision_id", ID, nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        *points("delegation_report", {"decision_id": "decision", "meeting_id": "meeting"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_report")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_delegation_report_decision_id")),
    )
    op.create_index(op.f("ix_delegation_report_meeting_id"), "delegation_report", ["meeting_id"], unique=False)


def done_by(act: str, *, nullable: bool) -> list[sa.Column[object]]:
    return [
        sa.Column(f"{act}_at", MOMENT, nullable=nullable),
        sa.Column(f"{act}_by_id", ID, nullable=nullable),
        sa.Column(f"{act}_by", sa.String(length=200), nullable=nullable),
    ]


def points(table: str, to: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, other in to.items()
    ]
