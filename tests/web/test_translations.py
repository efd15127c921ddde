"""Both catalogues say everything that a page can say."""

from __future__ import annotations

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import force_locale

from tests import closing
from tests.checkout import ROOT
from tests.web.desk import at_work

KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "lazy_ngettext": (1, 2)}
SOURCES = [
    ("python", {}, sorted((ROOT / "grantdesk").rglob("*.py"))),
    ("jinja2", {"trimmed": "true", "silent": "false"}, sorted((ROOT / "templates").rglob("*.html"))),
]
PLACEHOLDER = re.compile(r"%\(\w+\)\w|%%")


@cache
def said_by_pages() -> frozenset[str]:
    """Every English msgid of the code and the templates; of a plural the singular."""
    found = set()
    for method, options, files in SOURCES:
        for file in files:
            for _line, text, _comments, _context in extract_from_file(method, file, KEYWORDS, (), options):
                found.add(text if isinstance(text, str) else text[0])
    return frozenset(found)


@cache
def catalogue(language: str) -> Catalog:
    with (ROOT / "grantdesk" / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as source:
        return read_po(source, locale=language)


def _texts(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_catalogue_says_everything(language: str) -> None:
    known = {_texts(each.id)[0]: each for each in catalogue(language) if each.id}
    assert not sorted(said_by_pages() - known.keys()), "run make catalogues, then translate"
    unsaid = [text for text, each in known.items() if not all(_texts(each.string)) or each.fuzzy]
    assert not unsaid


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_translation_has_the_same_parameters(language: str) -> None:
    for each in catalogue(language):
        wanted = set(PLACEHOLDER.findall(" ".join(_texts(each.id)))) if each.id else set()
        for text in _texts(each.string) if each.id else []:
            assert set(PLACEHOLDER.findall(text)) <= wanted, text


def test_english_says_what_the_key_says() -> None:
    assert [each.id for each in catalogue("en") if each.id and each.string != each.id] == []


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_page_that_somebody_has_read_in_swedish_is_read_in_english_by_the_next(app: Flask) -> None:
    """What a template says of a constant is worked out for each reader, and not once for all of them."""
    swedish, english = at_work(app, "finance"), at_work(app, "controller")
    english.submit(english.get("/finance"), {"language": "en"}, button="English")
    month = closing.a_signed_month()
    for path, sv, en in (
        (f"/reconciliations/{month}", "Siffrorna är huvudbokens", "The figures are those of the ledger"),
        ("/finance", "Konton att bekräfta", "Accounts to confirm"),
        ("/frames", "Beslutsram", "Budget frame"),
    ):
        assert sv in swedish.get(path).text
        assert sv not in english.get(path).text
        assert en in english.get(path).text
        assert sv in swedish.get(path).text


@pytest.mark.parametrize("backend", ["sqlite"])
def test_no_filter_keeps_the_language_of_the_first_reader(app: Flask) -> None:
    written = app.jinja_env.from_string(
        '{{ "signed" | named("state.reconciliation") }} {{ 1500 | number }} {{ {"sv": "ja", "en": "yes"} | both }}'
    )
    for language, said in (
        ("sv", "Undertecknad 1 500 ja"),
        ("en", "Signed 1,500 yes"),
        ("sv", "Undertecknad 1 500 ja"),
    ):
        with app.test_request_context(), force_locale(language):
            assert written.render().replace("\xa0", " ") == said
