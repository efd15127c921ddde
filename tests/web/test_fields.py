"""What a form reads, and what it will not guess at."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as trials
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms.validators import Optional

from grantdesk import settings
from grantdesk.app import create_app
from grantdesk.domain.money import Money
from grantdesk.web.forms import ActForm
from grantdesk.web.forms.fields import (
    AmountField,
    DayField,
    NotReadable,
    OrganisationNumberField,
    SignedAmountField,
    amount_written,
    as_written,
)


class Written(ActForm):
    amount = AmountField("Amount", [Optional()])
    change = SignedAmountField("Change", [Optional()])
    day = DayField("Day", [Optional()])
    number = OrganisationNumberField("Number", [Optional()])


@pytest.fixture
def english(tmp_path: Path) -> Iterator[Flask]:
    app = create_app(settings.read({"GRANTDESK_INSTANCE": str(tmp_path), "GRANTDESK_DATABASE_URL": "sqlite://"}))
    app.testing = True
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context("/", method="POST"):
        yield app


def _form(**fields: str) -> Written:
    form = Written(MultiDict({"once": str(uuid.uuid4()), **fields}))
    form.validate()
    return form


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("1234,50", 123450),
        ("1 234,50", 123450),
        ("1\u00a0234,50", 123450),
        ("1\u202f234,5", 123450),
        ("1234.50", 123450),
        ("1 234 567", 123456700),
        ("1234 kr", 123400),
        ("SEK 1234.50", 123450),
        ("0", 0),
        ("\u221250", -5000),
        ("-1 234,50", -123450),
    ],
)
def test_an_amount_is_read_in_swedish_and_in_english(written: str, ore: int) -> None:
    assert amount_written(written) == Money(ore)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    "written",
    ["1.234", "1,234", "1.234,50", "1,234.50", "12 34,5", "1 2345", "12,345", "1e3", "abc", "", "--5", "1 234,", "٣"],
)
def test_an_amount_with_two_meanings_or_none_is_not_read(written: str) -> None:
    with pytest.raises(NotReadable):
        amount_written(written)


@pytest.mark.usefixtures("english")
@trials(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_an_amount_sent_back_as_shown_is_the_same(ore: int) -> None:
    assert amount_written(as_written(Money(ore))) == Money(ore)


@pytest.mark.usefixtures("english")
def test_only_a_change_may_be_less_than_nothing() -> None:
    form = _form(amount="-5", change="\u22125")
    assert form.amount.data is None
    assert form.amount.errors
    assert form.change.data == Money(-500)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    "written", ["2026-02-29", "2026-13-01", "22/11/2026", "2026112", "20261322", "2026-11-22T10:00"]
)
def test_a_day_that_does_not_exist_or_is_written_otherwise_is_not_read(written: str) -> None:
    form = _form(day=written)
    assert form.day.data is None
    assert form.day.errors
    assert form.day._value() == written


@pytest.mark.usefixtures("english")
def test_a_day_is_read() -> None:
    assert _form(day=" 2026-11-22 ").day.data == date(2026, 11, 22)
    assert _form(day="20261122").day.data == date(2026, 11, 22)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("written", ["559900-1004", "5599001004", " 559900 1004 ", "559900\u20131004"])
def test_an_organisation_number_is_kept_with_its_hyphen(written: str) -> None:
    assert _form(number=written).number.data == "559900-1004"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("written", ["559900-1005", "559900", "5599001004567", "abcdef-ghij"])
def test_a_wrong_organisation_number_is_told_in_a_whole_sentence(written: str) -> None:
    form = _form(number=written)
    assert form.number.data is None
    assert form.number.errors[0][0].isupper()


@pytest.mark.usefixtures("english")
def test_a_form_without_its_token_is_refused() -> None:
    form = Written(MultiDict({"once": "again"}))
    assert not form.validate()
    assert form.once.errors


@pytest.mark.usefixtures("english")
def test_a_token_stays_when_the_form_comes_back() -> None:
    token = str(uuid.uuid4())
    assert Written(MultiDict({"once": token, "amount": "x"})).once._value() == token
