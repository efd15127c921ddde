"""Two ways of writing one account are found to be the same, and two accounts never are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk.domain.account import Account, parse
from grantdesk.domain.clearing import BANKS, Bank
from grantdesk.domain.same_account import identity


def iban(bank: str, digits: str) -> Account:
    """The IBAN of a Swedish account, its check digits reckoned here: the whole modulo 97 is one."""
    rest = bank + digits.zfill(17)
    return parse("iban", f"SE{98 - int(rest + '281400') % 97:02d}{rest}")


# As the banks print them: the account, and its IBAN.
PRINTED = [
    (Account("account", "0000012345", clearing="83279"), "SE28 8000 0832 7900 0001 2345"),
    (Account("account", "1012345", clearing="3001"), "SE88 3000 0000 0300 1101 2345"),
    (parse("account", "825 74 66", clearing="5839"), "SE45 5000 0000 0583 9825 7466"),
]  # fmt: skip


@pytest.mark.parametrize(("account", "printed"), PRINTED, ids=["Swedbank", "Nordea", "SEB"])
def test_an_account_and_the_iban_that_its_bank_prints_are_the_same(account: Account, printed: str) -> None:
    # The numbers are examples, and their check digits need not be right.
    assert identity(account) == identity(Account("iban", printed.replace(" ", "")))


PLUSGIRO = parse("plusgiro", "12 34 56-6")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (parse("account", "121212-1212", clearing="3300"), iban("300", "1212121212")),
        (parse("account", "121212-1212", clearing="3782"), iban("300", "33001212121212")),
        (parse("account", "121212-1212", clearing="3300"), parse("account", "121212-1212", clearing="3782")),
        (parse("account", "400 000 008", clearing="6000"), parse("account", "400000008", clearing="6123")),
        (parse("account", "400000008", clearing="6000"), iban("600", "400000008")),
        (PLUSGIRO, parse("account", "1234566", clearing="9960")),
        (PLUSGIRO, parse("account", "1234566", clearing="9500")),
        (PLUSGIRO, iban("950", "1234566")),
        (PLUSGIRO, iban("950", "99600001234566")),
        (PLUSGIRO, parse("plusgiro", "0012 34 56-6")),
        (parse("bankgiro", "991-2346"), parse("bankgiro", "0991-2346")),
        (parse("bankgiro", "991-2346"), Account("bankgiro", "09912346")),
        (parse("iban", "DE89370400440532013000"), parse("iban", "DE89 3704 0044 0532 0130 00", bic="COBADEFFXXX")),
    ],
)  # fmt: skip
def test_the_same_account_written_in_two_ways(one: Account, other: Account) -> None:
    assert identity(one) == identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PLUSGIRO, parse("bankgiro", "5050-1055")),
        (PLUSGIRO, Account("bankgiro", "1234566")),
        (Account("account", "1234566", clearing="5839"), PLUSGIRO),
        (Account("account", "1234566", clearing="5839"), Account("account", "1234566", clearing="5840")),
        (iban("600", "400000001"), iban("300", "400000001")),
        (iban("300", "30011012345"), iban("300", "1012345")),
    ],
)
def test_what_only_looks_the_same_is_not(one: Account, other: Account) -> None:
    assert identity(one) != identity(other)


def _an_account(data: st.DataObject, bank: Bank) -> Account:
    clearing = str(data.draw(st.integers(bank.first, bank.last)))
    number = str(data.draw(st.integers(1, 10**bank.longest - 1))).zfill(bank.longest)
    return Account("account", number, clearing=clearing)


@given(st.data())
def test_of_any_two_accounts_the_identity_is_the_same_where_bank_and_number_are(data: st.DataObject) -> None:
    one, other = (_an_account(data, data.draw(st.sampled_from(BANKS))) for _each in range(2))
    told = {
        each: (bank.alone, "" if bank.alone else each.clearing, int(each.number) if bank.alone else each.number)
        for each in (one, other)
        for bank in BANKS
        if bank.first <= int(each.clearing) <= bank.last
    }
    assert (identity(one) == identity(other)) == (told[one] == told[other])
