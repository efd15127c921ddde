from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from grantdesk import region
from grantdesk.documents import letter_texts, text_keys
from grantdesk.documents.letter_texts import WrongLetterTexts
from tests.documents.letters import written

Change = Callable[[dict[str, Any]], None]


def set_at(*path: str | int, to: object) -> Change:
    def change(table: Any) -> None:
        for step in path[:-1]:
            table = table[step]
        table[path[-1]] = to

    return change


def removed(*path: str) -> Change:
    def change(table: Any) -> None:
        for step in path[:-1]:
            table = table[step]
        del table[path[-1]]

    return change


A_TEXT = {"sv": "ett", "en": "one"}
LAW = ("ordinances", "2022:1467")
WRONG: list[tuple[Change, str]] = [
    (
        set_at("texts", "subject", "sv", to="{case_number} {sum}"),
        "texts.subject.sv: The placeholder {sum} is unknown here. The text may use {case_number}.",
    ),
    (
        set_at("texts", "granted", "en", to="{region} {recipient} {granted}"),
        "texts.granted.en: The text must use {scheme}.",
    ),
    (
        set_at("texts", "title_granted", "en", to="{region}"),
        "texts.title_granted.en: The placeholder {region} is unknown here. The text uses none.",
    ),
    (set_at("texts", "title_granted", "en", to="{"), "texts.title_granted.en: A brace stands alone."),
    (set_at("texts", "title_granted", "en", to="{}"), "texts.title_granted.en: The placeholder {} is unknown"),
    (set_at("texts", "subject", "en", to="{case_number!r}"), "texts.subject.en: A placeholder is a plain"),
    (set_at("texts", "subject", "en", to="{case_number:>9}"), "texts.subject.en: A placeholder is a plain"),
    (
        set_at("texts", "subject", "en", to="{case_number.x}"),
        "texts.subject.en: The placeholder {case_number.x} is unknown",
    ),
    (set_at("texts", "met", "en", to=" "), "texts.met.en: must be a text"),
    (set_at("texts", "met", to="ja"), "texts.met: must be a table"),
    (set_at("texts", "another", to=A_TEXT), "texts.another: is not a key"),
    (removed("texts", "met"), "texts.met: is missing"),
    (removed("texts", "met", "sv"), "texts.met.sv: must be a text"),
    (removed("funds"), "funds: is missing"),
    (removed("causes", "recover_wrong_data"), "causes.recover_wrong_data: is missing"),
    (set_at("reasons", to={}), "reasons: must be a table that is not empty"),
    (set_at(*LAW, "interest", "sv", to="{amount}"), "ordinances.2022:1467.interest.sv: The placeholder {amount} is"),
    (set_at(*LAW, "basis", "grant", to=A_TEXT), "ordinances.2022:1467.basis.grant: is not a key"),
    (set_at("texts", "met", "en", to="x" * 4_001), "texts.met.en: The text is too long: at most 4000 characters."),
    (set_at("extra", to={}), "extra: is not a key"),
    (removed(*LAW, "appeal"), "ordinances.2022:1467.appeal: is missing"),
    (set_at(*LAW, "appeal", to=[]), "ordinances.2022:1467.appeal: must be a list"),
    (set_at(*LAW, "appeal", to="no"), "ordinances.2022:1467.appeal: must be a list"),
    (
        set_at(*LAW, "appeal", 0, "sv", to="{what}"),
        "ordinances.2022:1467.appeal[0].sv: The placeholder {what} is unknown",
    ),
    (
        set_at(*LAW, "appeal", 0, "confirmed", to=False),
        "ordinances.2022:1467.appeal[0].confirmed: must be false with a",
    ),
    (set_at(*LAW, "appeal", 0, "source", to=A_TEXT), "ordinances.2022:1467.appeal[0].confirmed: must be false with a"),
    (set_at(*LAW, "appeal", 0, "colour", to="red"), "ordinances.2022:1467.appeal[0].colour: is not a key"),
    (set_at("texts", "met", "valid_from", to="2026"), "texts.met.valid_from: must be a date"),
]


@pytest.mark.parametrize(("change", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_is_wrong_is_said_with_file_and_key(change: Change, said: str) -> None:
    table = copy.deepcopy(written())
    change(table)
    with pytest.raises(WrongLetterTexts) as refused:
        letter_texts.parse(table, file="letters/decision.toml")
    assert str(refused.value).startswith(f"letters/decision.toml: {said}")


def test_the_regions_own_file_is_right_and_covers_every_ordinance_in_use() -> None:
    texts = letter_texts.parse(written(), file="letters/decision.toml")
    assert set(texts.ordinances) == {"2022:1467", "2022:1468", "2024:1243", "2003:596"}
    assert set(texts.texts) == text_keys.TEXTS
    assert set(texts.regulations) == {"2023/2831", "2023/2832"}
    assert texts.texts["de_minimis_register"].valid_from == date(2026, 1, 1)


def test_every_placeholder_belongs_to_a_text_that_exists() -> None:
    assert {key.removeprefix("texts.") for key in text_keys.PLACEHOLDERS} <= text_keys.TEXTS


def test_only_the_commercial_service_ordinance_has_an_unconfirmed_appeal_text() -> None:
    texts = letter_texts.parse(written(), file="letters/decision.toml")
    unconfirmed = {number for number, law in texts.ordinances.items() if not all(text.confirmed for text in law.appeal)}
    assert unconfirmed == {"2024:1243"}


def test_every_scheme_of_the_region_has_letter_texts_for_its_ordinance_and_its_regulation() -> None:
    texts = letter_texts.parse(written(), file="letters/decision.toml")
    folder = region.find("vastmanland")
    schemes = [region.toml(file, file.name) for file in folder.glob("schemes/*.toml")]
    assert len(schemes) >= 8
    for scheme in schemes:
        assert str(scheme["ordinance"]).removeprefix("SFS ") in texts.ordinances, scheme["code"]
        assert scheme.get("de_minimis", "2023/2831") in texts.regulations, scheme["code"]


def test_a_text_that_names_schemes_is_printed_in_their_letters_only() -> None:
    texts = letter_texts.parse(written(), file="letters/decision.toml")
    aid, grant = (texts.of_scheme(code).ordinances for code in ("regionalt_investeringsstod", "investeringsstod"))
    assert any("46 §" in text.words.sv for text in aid["2022:1467"].recovery)
    assert not any("46 §" in text.words.sv for text in grant["2022:1467"].recovery)
    assert len(grant["2022:1467"].recovery) == len(aid["2022:1467"].recovery) - 1


def test_every_scheme_of_the_region_is_told_how_it_is_paid() -> None:
    texts = letter_texts.parse(written(), file="letters/decision.toml")
    for code, scheme in region.read(region.find("vastmanland")).schemes.items():
        law = texts.of_scheme(code).ordinances[scheme.ordinance.removeprefix("SFS ")]
        paid = [text.words.sv for text in law.payment]
        assert len(paid) == (2 if code == "regionalt_investeringsstod" else 1), code
        assert law.conditions, code


@pytest.mark.parametrize("schemes", ["konsultcheck", [], ["konsultcheck", "x"], [1], [{}], None])
def test_schemes_that_do_not_exist_are_refused(schemes: object) -> None:
    table = copy.deepcopy(written())
    table["texts"]["met"]["schemes"] = schemes
    with pytest.raises(WrongLetterTexts, match=r"texts\.met\.schemes: must be a list of some of"):
        letter_texts.parse(table, file="letters/decision.toml")
