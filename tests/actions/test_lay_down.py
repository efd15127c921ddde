"""A new version of a rule is laid down by two people, and what is laid down stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import text

from grantdesk import db, settings
from grantdesk.actions import lay_down
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.refusal import Refused, SomebodyWasFirst, TwoPairsOfEyes
from grantdesk.models.rule_version import RuleVersion
from grantdesk.operations import rule_files, verify
from grantdesk.queries import history, rule_versions
from tests import builders, laying_down
from tests.actions.test_concurrency import at_once, done
from tests.builders import DAY
from tests.conftest import Database
from tests.rule_texts import a_version

pytestmark = pytest.mark.usefixtures("database")
NEW_YEAR = date(2027, 1, 1)


def _cap(on: date) -> str:
    row = builders.terms().county.scheme("konsultcheck").rules.cap.on(on)
    assert row is not None
    return str(row.value)


def _version(number: int) -> RuleVersion:
    db.session.rollback()
    return rule_versions.by_number(number).version


def test_a_version_is_drafted_submitted_and_published_and_holds_from_its_first_day() -> None:
    number = laying_down.a_draft()
    assert (_version(number).state, _version(number).first_day) == ("drafted", NEW_YEAR)
    laying_down.submit(number, by=builders.a_user("administrator"))
    assert _cap(NEW_YEAR) == "100000.00"
    laying_down.approve(number)
    assert (_cap(date(2026, 12, 31)), _cap(NEW_YEAR)) == ("100000.00", "80000.00")
    version = _version(number)
    assert (version.state, version.published_on) == ("published", DAY)
    file = settings.read().rules / f"{number:04}-konsultcheck.toml"
    assert file.read_text("utf-8") == version.text == a_version()
    assert [event.kind for event in history.chain() if event.kind.startswith("rules.")] == [
        "rules.drafted", "rules.submitted", "rules.published",
    ]  # fmt: skip
    assert verify.everything().broken == []


def test_what_a_browser_sends_is_kept_as_a_file_has_it() -> None:
    sent = a_version().replace("\n", "\r\n") + "  \r\n\r\n"
    assert _version(laying_down.a_draft(sent)).text == a_version()


def test_a_text_that_is_no_version_is_no_draft() -> None:
    with pytest.raises(InputErrors, match=r"rules/draft.toml: rules.cap\[0\].value \(line 4\)"):
        laying_down.a_draft(a_version("80000"))


def test_nobody_who_has_written_in_a_version_approves_it() -> None:
    first, second, third = (builders.a_user("administrator") for _ in range(3))
    number = laying_down.a_draft(by=first)
    with db.transaction(at=builders.moment()):
        lay_down.revise(
            rule_versions.for_act(number), a_version('"70000.00"'), by=second, foundation=laying_down.foundation()
        )
    laying_down.submit(number, by=third)
    for author in (first, second, third):
        with pytest.raises(TwoPairsOfEyes):
            laying_down.approve(number, by=author)
    laying_down.approve(number, by=builders.a_user("administrator"))
    assert _cap(NEW_YEAR) == "70000.00"


def test_the_text_that_is_approved_is_the_one_that_was_read() -> None:
    number = laying_down.submitted()
    with pytest.raises(SomebodyWasFirst, match="another than the one you read"):
        laying_down.approve(number, seen="0" * 64)


def test_a_draft_is_not_published_and_a_published_version_is_not_published_again() -> None:
    number = laying_down.a_draft()
    with pytest.raises(SomebodyWasFirst):
        laying_down.approve(number)
    published = laying_down.publish(a_version(rule="yearly_cap"))
    with pytest.raises(SomebodyWasFirst):
        laying_down.approve(published)


def test_a_version_whose_first_day_has_passed_is_not_published_and_is_told_which_day_would_be_right() -> None:
    number = laying_down.submitted()
    with pytest.raises(Refused, match="write 2027-01-02 or later"):
        laying_down.approve(number, on=date(2027, 1, 2))
    laying_down.approve(number, on=NEW_YEAR)
    assert _version(number).published_on == NEW_YEAR


def test_a_version_above_the_law_is_not_submitted() -> None:
    number = laying_down.a_draft(a_version('{ base = "0.90" }', of="investeringsstod", rule="rate_policy"))
    with pytest.raises(Refused, match="write at most"):
        laying_down.submit(number, by=builders.a_user("administrator"))
    assert _version(number).state == "drafted"


def test_a_version_that_clashes_with_one_published_meanwhile_is_refused() -> None:
    waiting = laying_down.submitted(a_version('"70000.00"'))
    other = laying_down.publish()
    with pytest.raises(Refused, match=rf"already \(rules/{other:04}-konsultcheck.toml: rules.cap\[0\]\)"):
        laying_down.approve(waiting)
    assert _version(waiting).state == "submitted"


def test_a_version_that_is_sent_back_is_revised_and_submitted_again() -> None:
    number, author, approver = laying_down.submitted(), builders.a_user("administrator"), builders.a_user("controller")
    with pytest.raises(Refused, match="Write why"), db.transaction(at=builders.moment()):
        lay_down.send_back(rule_versions.for_act(number), " ", by=approver)
    with db.transaction(at=builders.moment()):
        lay_down.send_back(rule_versions.for_act(number), "Taket är för lågt.", by=approver)
    assert (_version(number).state, _version(number).returned) == ("drafted", "Taket är för lågt.")
    with db.transaction(at=builders.moment()):
        text = a_version('"90000.00"')
        lay_down.revise(rule_versions.for_act(number), text, by=author, foundation=laying_down.foundation())
    laying_down.submit(number, by=author)
    laying_down.approve(number, by=approver)
    assert _cap(NEW_YEAR) == "90000.00"
    assert verify.everything().broken == []


def test_a_withdrawn_version_comes_to_nothing() -> None:
    number, author = laying_down.submitted(), builders.a_user("administrator")
    with db.transaction(at=builders.moment()):
        lay_down.withdraw(rule_versions.for_act(number), "Fullmäktige sade nej.", by=author)
    with pytest.raises(SomebodyWasFirst):
        laying_down.approve(number)
    assert _cap(NEW_YEAR) == "100000.00"


def test_two_who_approve_at_once_publish_once() -> None:
    number, ground = laying_down.submitted(), laying_down.foundation()
    seen, approvers = _version(number).digest, [builders.a_user("controller") for _ in range(4)]

    def approval(who: builders.Person) -> Callable[[], object]:
        return lambda: lay_down.approve_and_publish(
            rule_versions.for_act(number), seen, by=who, on=DAY, foundation=ground
        )

    assert done(at_once(*map(approval, approvers))) == 1
    assert verify.everything().broken != []
    rule_files.write_missing(settings.read().rules)
    assert verify.everything().broken == []


def test_of_versions_that_clash_and_are_approved_at_once_one_is_published() -> None:
    numbers = [laying_down.submitted(a_version(f'"{ceiling}0000.00"')) for ceiling in (6, 7, 8)]
    seen, ground, approver = (
        {n: _version(n).digest for n in numbers},
        laying_down.foundation(),
        builders.a_user("controller"),
    )

    def approval(number: int) -> Callable[[], object]:
        return lambda: lay_down.approve_and_publish(
            rule_versions.for_act(number), seen[number], by=approver, on=DAY, foundation=ground
        )

    assert done(at_once(*map(approval, numbers))) == 1
    rule_files.write_missing(settings.read().rules)
    assert _cap(NEW_YEAR) in {"60000.00", "70000.00", "80000.00"}


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE rule_version SET text = 'x' WHERE state = 'published'", "rule_version_never_changes_when_settled"),
        ("DELETE FROM rule_version", "rule_version_is_never_deleted"),
        ("DELETE FROM rule_version_author", "rule_version_author_is_never_deleted"),
        ("UPDATE rule_version_author SET user_id = user_id", "rule_version_author_is_never_changed"),
        (
            "UPDATE rule_version SET state = 'published', published_on = '2026-03-14',"
            " published_at = '2026-03-14 09:00:00+00:00', approved_by_id ="
            " (SELECT max(user_id) FROM rule_version_author WHERE version_id = rule_version.id) WHERE state = 'submitted'",
            "rule_version_needs_two_pairs_of_eyes|ck_rule_version_two_pairs_of_eyes",
        ),
        ("UPDATE rule_version SET state = 'published' WHERE state = 'submitted'", "ck_rule_version_published_by_somebody"),
        ("UPDATE rule_version SET simulation = NULL WHERE state = 'submitted'", "ck_rule_version_submitted_is_simulated"),
    ],
)  # fmt: skip
def test_the_database_refuses_what_must_never_happen(database: Database, statement: str, constraint: str) -> None:
    laying_down.publish()
    laying_down.submitted(a_version(rule="yearly_cap"))
    db.release()
    with pytest.raises(Exception, match=constraint), database.engine.begin() as connection:
        connection.execute(text(statement))


def test_a_reviser_is_kept_from_approving_by_the_database_too(database: Database) -> None:
    number, reviser = laying_down.a_draft(), builders.a_user("administrator")
    with db.transaction(at=builders.moment()):
        lay_down.revise(rule_versions.for_act(number), a_version(), by=reviser, foundation=laying_down.foundation())
    laying_down.submit(number, by=builders.a_user("administrator"))
    db.release()
    publish = text(
        "UPDATE rule_version SET state = 'published', published_on = '2026-03-14',"
        " published_at = '2026-03-14 09:00:00+00:00', approved_by_id = :who WHERE id = :number"
    )
    with (
        pytest.raises(Exception, match="rule_version_needs_two_pairs_of_eyes"),
        database.engine.begin() as connection,
    ):
        connection.execute(publish, {"who": reviser.id, "number": number})


def test_a_file_that_is_lost_is_written_again_and_one_that_is_changed_is_told_of() -> None:
    number, folder = laying_down.publish(), settings.read().rules
    file = folder / f"{number:04}-konsultcheck.toml"
    file.unlink()
    assert any(f"{file} is missing" in said for said in verify.everything().broken)
    assert rule_files.write_missing(folder) == [file]
    assert rule_files.write_missing(folder) == []
    file.write_text(a_version('"1000000.00"'), "utf-8")
    (folder / "0099-konsultcheck.toml").write_text(a_version(rule="yearly_cap"), "utf-8")
    broken = verify.everything().broken
    assert any(f"{file} is not the text that was published" in said for said in broken)
    assert any("0099-konsultcheck.toml is among the published rules" in said for said in broken)
