"""Every rule has a name, and every value of the county can be read aloud, in both languages."""

from __future__ import annotations

import pytest

from grantdesk.domain.rule_version import Key, files_of, rules_of
from grantdesk.domain.rule_words import in_words, name_of
from grantdesk.domain.rulebook import Series
from tests.domain.applications import county


def _rules() -> list[tuple[Key, Series[object]]]:
    return [(key, series) for file in files_of(county()) for key, series in rules_of(county(), file).items()]


def test_every_rule_has_a_name_in_both_languages() -> None:
    for key, _ in _rules():
        name = name_of(key, county())
        assert name.sv != name.en, key


def test_every_value_is_said_without_a_code_or_a_placeholder() -> None:
    for key, series in _rules():
        for row in series.values:
            words = in_words(key, row.value, county())
            for said in (words.sv, words.en):
                assert said
                assert not set("_{}<>") & set(said), (series.place, said)


@pytest.mark.parametrize(
    ("scheme", "rule", "sv", "en"),
    [
        ("konsultcheck", "cap", "100 000 kr", "SEK 100,000"),
        ("konsultcheck", "start_rule", "Ja", "Yes"),
        ("konsultcheck", "categories", "konsulttjänster, externa tjänster", "consultancy, external services"),
        (
            "investeringsstod", "rate_policy", "25 %; 35 % i stödområde; 50 % i glesbygd",
            "25%; 35% in an aid area; 50% in a sparsely populated area",
        ),
        ("investeringsstod", "closed_to", "Västerås", "Västerås"),
        ("regionalt_investeringsstod", "liability", "30 %, 25 %, 20 %, 15 %, 10 %", "30%, 25%, 20%, 15%, 10%"),
        ("kommersiell_service_driftstod", "least_distance", "Mer än 10 km", "More than 10 km"),
        ("projektmedel", "advance", "Högst 50 % av beviljat stöd och 400 000 kr", "At most 50% of the grant and SEK 400,000"),
    ],
)  # fmt: skip
def test_a_value_is_said_as_a_reader_would(scheme: str, rule: str, sv: str, en: str) -> None:
    series = rules_of(county(), f"schemes/{scheme}.toml")[rule,]
    words = in_words((rule,), series.values[0].value, county())
    assert (words.sv.replace("\u00a0", " "), words.en.replace("\u00a0", " ")) == (sv, en)
