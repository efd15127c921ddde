"""Every text of the region's file can be seen in an invented letter before it is saved."""

from __future__ import annotations

from datetime import date
from functools import cache
from string import Formatter
from typing import Any

import pytest

from grantdesk import region
from grantdesk.documents import letter_texts, specimen, text_keys
from grantdesk.documents.layout import Letterhead
from grantdesk.documents.specimen import Setting
from grantdesk.documents.specimen_words import EXAMPLES, kind_of
from grantdesk.documents.text_blocks import Block, Words, blocks, with_versions
from grantdesk.domain.messages import LANGUAGES, Both
from tests.documents import papers
from tests.documents.letters import written
from tests.template_databases import ANOTHER

# What the invented letters have no occasion for; each is shown above its letter all the same.
NOT_IN_A_LETTER = {
    "texts.personal_number_note", "texts.label_personal_number", "texts.financing_above_costs", "texts.decided_by_board",
    "texts.not_met", "texts.what_costs", "texts.preview", "texts.preview_note", "texts.subject", "texts.subject_supplement",
    "texts.subject_covering",
}  # fmt: skip


def setting(table: dict[str, Any], ordinance: str = "2022:1467") -> Setting:
    texts = letter_texts.parse(table, file="x")
    return Setting(texts, Letterhead("Region Västmanland"), "investeringsstöd", ordinance, date(2026, 11, 23))


def marked(block: Block, mark: str) -> Words:
    """New words that name what they must, with a mark to look for."""
    must, _ = text_keys.named_by(block.key)
    said = " ".join([mark, *(f"{{{name}}}" for name in sorted(must))])
    return Words(Both(said, said), confirmed=True)


def every_block() -> dict[str, Block]:
    return blocks(written())


@cache
def marks() -> dict[str, str]:
    return {key: f"Qx{number:03}z" for number, key in enumerate(every_block())}


@cache
def all_marked() -> Setting:
    found = every_block()
    return setting(with_versions(written(), {key: marked(found[key], mark) for key, mark in marks().items()}))


@cache
def printed(key: str) -> str:
    return papers.text(specimen.letter(key, all_marked(), "sv").render())


def like(key: str) -> str:
    """Another text whose letter is the same one, so that it is made once."""
    part, kind = key.split(".")[0], kind_of(key)
    if part in ("causes", "ordinances") or key in ("texts.withhold_ends", "texts.title_withhold_ends"):
        return key
    if key in ("texts.revoke_nothing_left", "texts.revoke_anew", "texts.supplement_decided", "texts.lower_whole"):
        return key
    return f"texts.title_{kind}"


# A fund, a regulation or a usual reason stands in the letter of some other case.
SHOWN = [
    key
    for key in every_block()
    if key not in NOT_IN_A_LETTER and key.split(".")[0] not in ("funds", "regulations", "reasons")
]


@pytest.mark.parametrize("key", SHOWN)
def test_a_text_is_seen_in_the_letter_that_prints_it(key: str) -> None:
    assert marks()[key] in printed(like(key))


@pytest.mark.parametrize("key", ["texts.subject", "texts.granted", "texts.appeal_how", "reasons.begun", "funds.eruf"])
def test_the_words_themselves_stand_above_the_letter(key: str) -> None:
    words = marked(every_block()[key], "Quaxel")
    pdf = specimen.preview(key, setting(with_versions(written(), {key: words})), "en", words=words.both.en)
    assert "Quaxel" in papers.pages(pdf)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_preview_fills_in_examples_and_is_marked_on_each_page(language: Any) -> None:
    pdf = specimen.preview("texts.recover", setting(written()), language, words="{recipient}: {amount}, {due_on}")
    assert "Exempel AB: 100 000, 2030-02-14" in papers.text(pdf)
    mark = {"sv": "FÖRHANDSVISNING", "en": "PREVIEW"}[language]
    assert all(mark in page for page in papers.pages(pdf))


def test_there_is_an_example_of_everything_that_a_text_may_name() -> None:
    named = frozenset().union(*text_keys.PLACEHOLDERS.values(), *text_keys.OPTIONAL.values())
    assert named == EXAMPLES.keys()


def test_the_keys_of_the_blocks_are_stable_and_each_says_one_thing() -> None:
    found = every_block()
    assert len(found) > 200
    assert found["texts.granted"].part == "texts"
    (conditions,) = {block.part for block in found.values() if block.part.endswith("2022:1468.conditions")}
    table = written()
    law = table["ordinances"]["2022:1468"]
    law["conditions"] = [{"sv": "Ett nytt villkor.", "en": "A new condition."}, *law["conditions"]]
    moved = {key for key in blocks(table) if key.startswith(conditions)}
    assert {key for key in found if key.startswith(conditions)} < moved


def test_a_version_of_a_text_in_a_list_is_of_that_text_wherever_it_stands() -> None:
    key = next(key for key in every_block() if key.startswith("ordinances.2022:1468.payment."))
    words = Words(Both("Så här betalas det.", "This is how it is paid."), confirmed=True)
    changed = with_versions(written(), {key: words, "ordinances.2022:1468.payment.0000000000": words})
    assert [each["sv"] for each in changed["ordinances"]["2022:1468"]["payment"]] == ["Så här betalas det."]
    assert written()["ordinances"]["2022:1468"]["payment"][0]["sv"] != "Så här betalas det."


def test_a_text_that_the_region_has_confirmed_loses_its_mark_and_its_source() -> None:
    key = "texts.repay_how"
    old = every_block()[key]
    assert (old.confirmed, old.source is not None) == (False, True)
    for confirmed in (True, False):
        table = with_versions(written(), {key: Words(old.words, confirmed)})
        assert letter_texts.parse(table, file="x").texts["repay_how"].confirmed is confirmed


def test_the_invented_county_sees_its_texts_too() -> None:
    table = region.read_letters(region.find(ANOTHER))
    for key in blocks(table):
        ordinance = "2003:596" if "2003:596" in key else "2022:1467"
        assert specimen.letter(key, setting(dict(table), ordinance), "sv").story()


def test_examples_are_plain_names() -> None:
    for words in every_block().values():
        for said in (words.words.sv, words.words.en):
            named = {name for _, name, _, _ in Formatter().parse(said) if name}
            assert named <= EXAMPLES.keys()
