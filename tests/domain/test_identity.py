"""Organisation numbers, and the personal numbers of sole traders."""

from __future__ import annotations

import pytest
from stdnum import luhn

from grantdesk.domain.fields import Wrong
from grantdesk.domain.identity import either_number, number_for, organisation_number, personal_number
from grantdesk.domain.messages import in_both
from tests.domain.applications import an_application, county, places_wrong


def _with_check_digit(nine: str) -> str:
    return f"{nine[:6]}-{nine[6:]}{luhn.calc_check_digit(nine)}"


PERSON = _with_check_digit("900101123")
COORDINATION = _with_check_digit("900161123")


@pytest.mark.parametrize("written", ["559900-1004", "5599001004", "232100-0172"])
def test_an_organisation_number_is_kept_with_its_hyphen(written: str) -> None:
    number = organisation_number(written)
    assert number.written == f"{written[:6]}-{written[-4:]}"
    assert not number.personal
    assert number.masked == number.written


@pytest.mark.parametrize(
    "written",
    [
        "559900-1005",
        "559900 1004",
        " 559900-1004",
        "559900-100",
        "165599001004",
        "559900+1004",
        "",
        5599001004,
        None,
        "٥٥٩٩٠٠-١٠٠٤",
    ],
)
def test_what_is_no_organisation_number_is_refused(written: object) -> None:
    with pytest.raises(Wrong):
        organisation_number(written)


@pytest.mark.parametrize(
    "written", [PERSON, COORDINATION, PERSON.replace("-", ""), f"19{PERSON}", PERSON.replace("-", "+")]
)
def test_a_sole_trader_has_a_personal_or_coordination_number_marked_as_such(written: str) -> None:
    number = personal_number(written)
    assert number.personal
    assert len(number.written) == 11
    assert number.written[-4:] not in number.masked
    assert number.written[-4:] not in repr(number)


def test_a_leap_day_needs_a_leap_year_in_some_century() -> None:
    assert personal_number(_with_check_digit("000229123")).personal
    for nine in ("010229123", "901301123", "900132123", "900100123", "900160123", "900192123"):
        with pytest.raises(Wrong):
            personal_number(_with_check_digit(nine))


def test_the_number_fits_the_legal_form() -> None:
    assert places_wrong(an_application(applicant={"legal_form": "sole_trader", "organisation_number": PERSON})) == []
    for wrong in (
        {"legal_form": "sole_trader"},
        {"legal_form": "limited_company", "organisation_number": PERSON},
    ):
        assert places_wrong(an_application(applicant=wrong)) == ["applicant.organisation_number"]


@pytest.mark.parametrize("legal_form", ["limited_company", "sole_trader"])
def test_a_refusal_never_repeats_a_personal_number(legal_form: str) -> None:
    mistyped = f"{PERSON[:-1]}{(int(PERSON[-1]) + 1) % 10}"
    with pytest.raises(Wrong) as wrong:
        number_for(legal_form)(mistyped)
    for said in in_both(wrong.value.reason).values():
        assert mistyped[-4:] not in said


def test_a_number_of_unknown_owner_is_told_by_its_digits() -> None:
    assert either_number(PERSON).personal
    assert either_number(f"19{PERSON}").personal
    assert not either_number("559900-1004").personal
    assert county().region.organisation_number == "232100-0172"
