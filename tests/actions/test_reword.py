"""A text of the letters says something else from a day on: tried first, dated, and never of letters that are made."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from grantdesk import archive, db, region, settings
from grantdesk.actions import reword
from grantdesk.actions.reword import Rewording
from grantdesk.documents.letter_texts import LetterTexts
from grantdesk.documents.text_blocks import Block, blocks
from grantdesk.domain.refusal import Refused
from grantdesk.models.letter_text import TextVersion
from grantdesk.operations import verify
from grantdesk.queries import texts
from tests import builders
from tests.actions import test_dispatch as dispatching
from tests.actions.test_correspond import cover
from tests.conftest import Database
from tests.documents import papers

DAY = builders.DAY
KEY = "texts.title_covering"


@pytest.fixture(autouse=True)
def _connected(database: Database) -> None:
    assert database.url


def written() -> dict[str, Any]:
    return region.read_letters(settings.read().region_folder)


def block(key: str = KEY) -> Block:
    return blocks(written())[key]


def change(key: str = KEY, *, on: date = DAY, **said: Any) -> TextVersion:
    given: dict[str, Any] = {
        "sv": "Missiv", "en": "Missive", "confirmed": True, "valid_from": on, "once": uuid.uuid4().hex,
    }  # fmt: skip
    by = builders.a_user("administrator")
    with db.transaction(at=builders.moment(on)):
        return reword.text(block(key), Rewording(**given | said), by=by, on=on)


def in_force(day: date) -> LetterTexts:
    return texts.in_force(written(), on=day, file="letters/decision.toml")


def title(day: date) -> str:
    return in_force(day).texts["title_covering"].words.sv


def versions() -> int:
    db.session.rollback()
    return db.session.execute(select(func.count()).select_from(TextVersion)).scalar_one()


def test_a_text_says_the_new_words_from_their_day_and_the_old_ones_before_it() -> None:
    later = DAY + timedelta(days=5)
    change(valid_from=later)
    assert (title(later - timedelta(days=1)), title(later)) == ("Följebrev", "Missiv")
    change(sv="Bilagebrev", en="With papers")
    assert (title(DAY), title(later)) == ("Bilagebrev", "Missiv")
    assert [each.sv for each in texts.versions_of(KEY)] == ["Missiv", "Bilagebrev"]
    assert verify.everything().broken == []


def test_what_is_changed_again_the_same_day_is_what_holds() -> None:
    change()
    change(sv="Bilagebrev", en="With papers")
    assert title(DAY) == "Bilagebrev"


def test_a_letter_that_is_made_keeps_its_words_and_the_next_has_the_new() -> None:
    case = builders.a_case()
    old = cover(case)
    change()
    new = cover(builders.a_case(builders.a_registration(title="En till")), text="Nytt")
    folder = settings.read().archive
    assert "Följebrev" in papers.text(archive.read(folder, old.digest))
    assert old.digest != new.digest
    press = dispatching.press(texts=in_force(DAY))
    assert press.texts.texts["title_covering"].words.en == "Missive"


@pytest.mark.parametrize(
    ("key", "said", "sentence"),
    [
        (KEY, {"sv": " "}, "must say something"),
        (KEY, {"en": "{case_number}"}, "The text uses none"),
        ("texts.recover", {"sv": "{region} {recipient} {scheme} {amount}", "en": "x"}, "must use {due_on}"),
        ("texts.recover", {"sv": "{"}, "brace stands alone"),
        ("texts.recover", {"sv": "{amount:>9}"}, "plain {name}"),
        ("texts.subject", {"sv": "{case_number} {sum}"}, r"{sum} is unknown here. The text may use {case_number}"),
        (KEY, {"valid_from": DAY - timedelta(days=1)}, "has passed"),
        (KEY, {"sv": "Följebrev", "en": "Covering letter"}, "word for word"),
    ],
)
def test_what_cannot_be_printed_or_changes_nothing_is_refused(key: str, said: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence.replace("{", r"\{").replace("}", r"\}")):
        change(key, **said)
    assert versions() == 0


def test_the_same_form_sent_twice_is_one_version() -> None:
    once = uuid.uuid4().hex
    assert change(once=once).id == change(once=once).id
    assert versions() == 1


def test_an_unconfirmed_text_is_confirmed_without_a_change_of_words() -> None:
    key = "texts.repay_how"
    old = block(key)
    change(key, sv=old.words.sv, en=old.words.en, confirmed=True)
    assert in_force(DAY).texts["repay_how"].confirmed
    assert not in_force(DAY - timedelta(days=1)).texts["repay_how"].confirmed


def test_a_version_whose_placeholders_the_text_no_longer_has_is_not_printed() -> None:
    change()
    by = builders.a_user("administrator")
    with db.transaction(at=builders.moment()):
        stale = replace(block(), key="texts.subject")
        row = TextVersion(
            once=uuid.uuid4().hex, key=stale.key, sv="{gone}", en="{gone}", confirmed=True, valid_from=DAY,
            recorded_at=builders.moment(), recorded_by_id=by.id, recorded_by="x",
        )  # fmt: skip
        db.session.add(row)
    assert in_force(DAY).texts["subject"].words.sv == "Beslut i ärende {case_number}"
    assert title(DAY) == "Missiv"


@pytest.mark.parametrize(
    ("act", "guard"),
    [
        ("UPDATE letter_text SET sv = 'x'", "letter_text_is_never_changed"),
        ("DELETE FROM letter_text", "letter_text_is_never_deleted"),
    ],
)
def test_the_database_forgets_no_version(database: Database, act: str, guard: str) -> None:
    change()
    with pytest.raises(Exception, match=guard), database.engine.begin() as connection:
        connection.execute(text(act))
