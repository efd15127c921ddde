"""How the region pays and codes: what holds on a day, and a file that cannot be used is refused where it is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from grantdesk import region
from grantdesk.domain import laid_down
from grantdesk.domain.coding import Coding, parse_coding
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.messages import render
from grantdesk.domain.payment_terms import PaymentTerms, parse_terms
from grantdesk.domain.refusal import Refused

FOLDER = region.find("vastmanland")
TERMS = region.load(FOLDER)
SCHEMES = tuple(TERMS.county.schemes)
DAY = date(2026, 11, 22)


def written(file: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / file).read_text("utf-8"), parse_float=Decimal)


def faults(parse: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(InputErrors) as wrong:
        parse()
    assert all(render(error.reason, "sv") for error in wrong.value.errors)
    return [(error.where, render(error.reason, "en")) for error in wrong.value.errors]


def paying(key: str, **changes: object) -> PaymentTerms:
    said = written("payments.toml")
    row = said[key][0]
    row["value"] = row["value"] | changes if isinstance(row["value"], dict) else changes["value"]
    return parse_terms(said)


def coding(**changes: object) -> Coding:
    return parse_coding(written("coding.toml") | changes, schemes=SCHEMES)


def test_who_pays_is_told_with_the_regions_own_number() -> None:
    debtor = TERMS.payments.debtor("232100-0172", on=DAY)
    assert (debtor.name, debtor.organisation_number, debtor.bic) == ("Region Västmanland", "232100-0172", "ZZZZSES0")
    assert debtor.account.kind == "iban"


@pytest.mark.parametrize(
    ("key", "changed", "said"),
    [
        ("payer", {"account": "SE4550000000058398257467"}, "wrong at account: should be an IBAN with the right check"),
        ("payer", {"account": "SE45 5000 0000 0583 9825 7466"}, "without spaces"),
        ("payer", {"account_kind": "bankgiro", "account": "50501056"}, "should be a bankgiro number with the right"),
        ("payer", {"account_kind": "bankgiro", "account": "5050-1055"}, "without the hyphen"),
        ("payer", {"account_kind": "swish"}, "should be one of bankgiro, iban"),
        ("payer", {"bic": "SEB"}, "should be a BIC of 8 or 11"),
        ("payer", {"customer_number": "12 34"}, "should be the customer number at the bank"),
        ("payer", {"customer_scheme": "ORGNR"}, "should be one of BANK, CUST"),
        ("payer", {"name": " "}, "should be a text that is not empty"),
        ("format", {"version": "08"}, "should be one of 03, 09"),
        ("format", {"charges": "DEBT"}, "should be one of SHAR, SLEV"),
        ("format", {"version": 9}, "should be one of 03, 09"),
        ("execution_days", {"value": 31}, "at most 30"),
        ("execution_days", {"value": "1"}, "should be a whole number"),
    ],
)
def test_terms_that_no_bank_could_use_are_named(key: str, changed: dict[str, object], said: str) -> None:
    ((where, reason),) = faults(lambda: paying(key, **changed))
    assert where == f"payments.toml: {key}[0].value"
    assert said in reason


def test_terms_that_are_missing_or_misspelt_are_named() -> None:
    said = written("payments.toml")
    said["formats"] = said.pop("format")
    found = dict(faults(lambda: parse_terms(said)))
    assert "write at least one dated row" in found["payments.toml: format"]
    assert "payments.toml: formats" in found


def test_every_scheme_is_coded_to_an_account_and_to_the_states_item() -> None:
    for code in SCHEMES:
        coded = TERMS.coding.of_scheme(code, DAY)
        assert (coded.organisation_code, coded.appropriation_item) == ("REGU", "19.1.1.24.19")
    assert len({TERMS.coding.of_scheme(code, DAY).account for code in SCHEMES}) == len(SCHEMES)


def test_a_coding_that_no_ledger_could_use_is_named() -> None:
    schemes = written("coding.toml")["scheme"]
    schemes[0]["coding"][0]["value"]["account"] = "49 01"
    ((where, reason),) = faults(lambda: coding(scheme=schemes))
    assert where == "coding.toml: scheme[0].coding[0].value"
    assert "should be an account number of 3 to 10 digits" in reason


def test_a_scheme_without_coding_or_with_two_or_that_there_is_not_is_named() -> None:
    schemes = written("coding.toml")["scheme"]
    assert faults(lambda: coding(scheme=schemes[1:])) == [
        ("coding.toml: scheme", f"lacks {schemes[0]['code']}; every scheme needs a coding, or it cannot be booked")
    ]
    ((where, _),) = faults(lambda: coding(scheme=[*schemes, schemes[0]]))
    assert where == f"coding.toml: scheme[{len(schemes)}].code"
    unknown = [*schemes, schemes[0] | {"code": "konsultchek"}]
    assert (f"coding.toml: scheme[{len(schemes)}].code") in dict(faults(lambda: coding(scheme=unknown)))


def test_two_dimensions_with_one_number_are_named() -> None:
    dimensions = written("coding.toml")["dimensions"]
    dimensions["scheme"]["number"] = 1
    assert faults(lambda: coding(dimensions=dimensions)) == [
        ("coding.toml: dimensions.scheme.number", "1 stands twice; each code stands once")
    ]
    dimensions["scheme"]["number"] = 0
    ((where, _),) = faults(lambda: coding(dimensions=dimensions))
    assert where == "coding.toml: dimensions.scheme.number"


def test_what_is_not_confirmed_is_told_of_the_day() -> None:
    places = [value.source.place for value in laid_down.unconfirmed(TERMS.payments.series(), DAY)]
    assert places[:3] == [f"payments.toml: {key}[0]" for key in ("payer", "format", "execution_days")]
    assert len(laid_down.unconfirmed(TERMS.coding.series(), DAY)) == 5 + len(SCHEMES)
    assert laid_down.unconfirmed(TERMS.payments.series(), date(2020, 1, 1)) == ()


def test_a_day_that_nothing_was_laid_down_for_is_refused() -> None:
    with pytest.raises(Refused, match=r"no value for payments.toml: payer on 2020-01-01"):
        TERMS.payments.debtor("232100-0172", on=date(2020, 1, 1))
