"""What is secret is not in what is given out, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk.domain import messages
from grantdesk.domain.masking import Mask, Part, Row, Section
from grantdesk.domain.money import Money
from grantdesk.domain.secrecy import BUSINESS, FIELDS, GROUNDS, PERSONAL_DATA, THIRD_PARTY, Ground

NOTHING_SECRET: dict[str, Ground] = {}
NUMBER = "850101-2390"


def masked(text: str, *told: Row, stands: str = "") -> str:
    """The text as it is given out, where each of `told` is in a field that is masked."""
    grounds = {row.field: GROUNDS[BUSINESS] for row in told}
    section = Section("Ansökan", (*told, Row("", "Text", text)))
    (_, parts) = Mask([section], grounds, stands=stands).section(section).rows[-1]
    return "".join(map(shown, parts))


def shown(part: Part) -> str:
    return "█" if isinstance(part, Ground) else part


def amount(kronor: int, ore: int = 0) -> Row:
    return Row("costs", "Kostnad", "", (Money(kronor * 100 + ore),))


def words(text: str) -> Row:
    return Row("applicant.name", "Namn", text, (text,))


@pytest.mark.parametrize(
    "written",
    ["400000", "400 000", "400\u00a0000", "400.000", "400,000", "400 000,00", "400000.00", "400’000", "SEK 400,000.00"],
)
def test_an_amount_is_found_however_it_is_grouped(written: str) -> None:
    assert "0" not in masked(f"Maskinen kostar {written} kr.", amount(400_000)).replace(".00", "")


@pytest.mark.parametrize("other", ["1400000", "4000001", "40 000", "400 001", "4 000 001"])
def test_another_amount_stands(other: str) -> None:
    assert masked(f"Maskinen kostar {other} kr.", amount(400_000)) == f"Maskinen kostar {other} kr."


def test_ore_belong_to_the_amount() -> None:
    assert masked("1 234,50 kr och 1 234,51 kr", amount(1234, 50)) == "█ kr och 1 234,51 kr"


def test_small_amounts_and_short_words_stand_where_they_are_not_in_their_field() -> None:
    assert masked("12 av 999 hushåll i Ö AB", amount(999), words("Ö AB")) == "12 av 999 hushåll i Ö AB"


@pytest.mark.parametrize(
    "written",
    ["Hemliga Kvarnen", "HEMLIGA  KVARNEN", "hemliga\nkvarnen", "Hemliga Kvar\u00adnen", "Hemliga\u00a0Kvarnen"],
)
def test_words_are_found_whatever_their_case_and_spaces(written: str) -> None:
    assert masked(f"Vi på {written}, alltså.", words("Hemliga Kvarnen")) == "Vi på █, alltså."


def test_words_are_not_found_within_other_words() -> None:
    assert masked("Kvarnens kvarn", words("Kvarn")) == "Kvarnens █"


def test_letters_that_are_put_together_are_the_same_letters() -> None:
    assert masked("Pa\u030ahittade verket", words("Påhittade")) == "█ verket"


@pytest.mark.parametrize("written", [NUMBER, "19850101-2390", "8501012390", "850101 2390", "850101–2390"])
def test_a_personal_number_is_masked_wherever_it_stands(written: str) -> None:
    assert masked(f"Ägare: {written}.") == "Ägare: █."


def test_a_personal_number_that_is_given_out_stands_and_no_other() -> None:
    assert masked(f"{NUMBER} och 811228-9874", stands=NUMBER) == f"{NUMBER} och █"


@pytest.mark.parametrize("written", ["559900-1004", "850101-2391", "851301-2390", "GD-2026-0001", "5050-1055"])
def test_what_is_no_personal_number_stands(written: str) -> None:
    assert masked(written) == written


def test_the_longest_secret_goes_first() -> None:
    section = Section("x", (words("Kvarnen i Fagersta"), Row("title", "", "Kvarnen", ("Kvarnen",))))
    mask = Mask([section], {"applicant.name": GROUNDS[THIRD_PARTY], "title": GROUNDS[BUSINESS]})
    assert mask.text("Kvarnen i Fagersta") == (GROUNDS[THIRD_PARTY],)


def test_a_figure_of_our_own_stands_unless_its_field_is_masked() -> None:
    own = Row("decision.amount", "Beviljat", "400 000 kr", is_ours=True)
    section = Section("x", (amount(400_000), own))
    costs = {"costs": GROUNDS[BUSINESS]}
    assert Mask([section], costs).section(section).rows[1] == ("Beviljat", ("400 000 kr",))
    both = costs | {"decision.amount": GROUNDS[BUSINESS]}
    assert Mask([section], both).section(section).rows[1] == ("Beviljat", (GROUNDS[BUSINESS],))


LETTERS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäö", min_size=5, max_size=12)
NAMES = st.lists(LETTERS, min_size=1, max_size=3).map(" ".join)
AMOUNTS = st.integers(min_value=100_000, max_value=10**11).map(Money)


@given(
    secrets=st.dictionaries(st.sampled_from(FIELDS), st.one_of(NAMES, AMOUNTS), min_size=1, max_size=4),
    between=st.lists(st.sampled_from([" ", ". ", ", ", " och ", "\n", " (", ") "]), min_size=5, max_size=5),
    language=st.sampled_from(messages.LANGUAGES),
)
def test_no_secret_is_left_in_any_text(
    secrets: dict[str, str | Money], between: list[str], language: messages.Language
) -> None:
    told = [Row(field, field, "", (value,)) for field, value in secrets.items()]
    written = [
        messages.amount(value, language) if isinstance(value, Money) else value.upper() for value in secrets.values()
    ]
    text = "".join(f"{gap}{each}" for gap, each in zip(between, written, strict=False))
    left = masked(text, *told).casefold()
    assert [each for each in written if each.casefold() in left] == []


def test_nothing_is_masked_where_nothing_is_secret() -> None:
    section = Section("x", (words("Hemliga Kvarnen"), Row("", "Text", "Hemliga Kvarnen köper för 400 000 kr.")))
    assert [parts for _, parts in Mask([section], NOTHING_SECRET).section(section).rows] == [
        ("Hemliga Kvarnen",),
        ("Hemliga Kvarnen köper för 400 000 kr.",),
    ]
    assert GROUNDS[PERSONAL_DATA].last_day is not None
