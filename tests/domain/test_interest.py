"""Interest on a recovery: from which day, at which rate, on what is left; exact, and rounded once."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk import region
from grantdesk.domain import interest, recovery
from grantdesk.domain.fields import Fields, InputError
from grantdesk.domain.interest import Claim, Entry
from grantdesk.domain.interest_rates import InterestRates, NoRate, read_interest
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.recovery import INTEREST_ACT, STATE_LENDING

STARTS = date(2026, 1, 31)


def rows(*values: tuple[str, str]) -> list[dict[str, object]]:
    return [
        {
            "value": value,
            "valid_from": date.fromisoformat(day),
            "source": "påhittad",
            "confidence": "CFG",
            "confirmed": True,
        }
        for value, day in values
    ]


def rates(**changes: object) -> InterestRates:
    """Four percent in all, five from July 2026; two and eight points are added."""
    written: dict[str, object] = {
        "state_lending_rate": rows(("0.02", "2026-01-01"), ("0.03", "2026-07-01"), ("0.025", "2027-01-01")),
        "state_lending_addition": rows(("0.02", "2023-01-01")),
        "reference_rate": rows(("0.02", "2026-01-01"), ("-0.005", "2026-07-01")),
        "reference_addition": rows(("0.08", "2023-01-01")),
        "day_count": rows(("actual_365", "2023-01-01")),
        "rounding": rows(("down_to_ore", "2023-01-01")),
        "covered_first": rows(("interest", "2023-01-01")),
        **changes,
    }
    errors: list[InputError] = []
    read = read_interest(Fields(written, "", errors))
    assert errors == []
    return read


def claim(kronor: int = 100_000, follows: str = STATE_LENDING) -> Claim:
    return Claim(Money.kronor(kronor), follows, STARTS)


# Section 44 of 2022:1467, 31 of 2022:1468 and 41 of 2024:1243: one month after the decision, whatever day was set for payment.
# Section 13 of 2003:596 with sections 3 and 4 of the Interest Act: the day of payment, though not within thirty days.
STARTING = [
    (STATE_LENDING, "2026-03-14", "2026-03-20", "2026-04-14"),
    (STATE_LENDING, "2026-03-14", "2026-09-30", "2026-04-14"),
    (STATE_LENDING, "2026-01-31", "2026-03-15", "2026-02-28"),
    (STATE_LENDING, "2028-01-31", "2028-03-15", "2028-02-29"),
    (STATE_LENDING, "2026-12-31", "2027-03-01", "2027-01-31"),
    (INTEREST_ACT, "2026-03-14", "2026-05-31", "2026-05-31"),
    (INTEREST_ACT, "2026-03-14", "2026-03-20", "2026-04-13"),
]


@pytest.mark.parametrize(("follows", "decided_on", "due_on", "starts_on"), STARTING)
def test_interest_runs_from_the_day_that_the_law_says(
    follows: str, decided_on: str, due_on: str, starts_on: str
) -> None:
    decided, due = date.fromisoformat(decided_on), date.fromisoformat(due_on)
    assert recovery.interest_starts(follows, decided_on=decided, due_on=due) == date.fromisoformat(starts_on)


RATES = [
    (STATE_LENDING, "2026-06-30", "0.04"),
    (STATE_LENDING, "2026-07-01", "0.05"),
    (STATE_LENDING, "2027-01-01", "0.045"),
    (INTEREST_ACT, "2026-06-30", "0.10"),
    (INTEREST_ACT, "2026-07-01", "0.075"),
]


@pytest.mark.parametrize(("follows", "day", "rate"), RATES)
def test_the_rate_is_the_one_in_force_with_the_points_that_the_law_adds(follows: str, day: str, rate: str) -> None:
    found = rates().rate(follows, on=date.fromisoformat(day))
    assert found.value == Decimal(rate)


def test_a_year_at_one_rate_is_that_share_of_the_capital() -> None:
    year = rates(state_lending_rate=rows(("0.0204", "2026-01-01")))
    assert interest.accrued(claim(), [], year, on=STARTS + timedelta(days=365)) == Money.kronor(4_040)


def test_each_rate_counts_for_its_own_days_and_the_parts_add_up_to_the_whole() -> None:
    spans = interest.spans(claim(), [], rates(), until=date(2026, 8, 1))
    assert [(span.since, span.days, str(span.rate.value)) for span in spans] == [
        (STARTS, 151, "0.04"),
        (date(2026, 7, 1), 31, "0.05"),
    ]
    # 100 000 at 4 % for 151 days is 1 654,794..., at 5 % for 31 days 424,657...: 2 079,452 in all.
    assert total(span.interest for span in spans) == Money(207945)


def test_whoever_pays_on_the_first_day_pays_no_interest() -> None:
    assert interest.accrued(claim(), [], rates(), on=STARTS) == ZERO
    assert interest.accrued(claim(), [], rates(), on=STARTS - timedelta(days=40)) == ZERO
    assert interest.accrued(claim(), [], rates(), on=STARTS + timedelta(days=1)) == Money(1095)


def test_what_is_repaid_no_longer_bears_interest() -> None:
    paid = [Entry(STARTS + timedelta(days=10), Money.kronor(60_000))]
    spans = interest.spans(claim(), paid, rates(), until=STARTS + timedelta(days=20))
    assert [(span.days, span.capital) for span in spans] == [(10, Money.kronor(100_000)), (10, Money.kronor(40_000))]
    paid.append(Entry(STARTS + timedelta(days=20), Money.kronor(40_000)))
    whole = interest.accrued(claim(), paid, rates(), on=STARTS + timedelta(days=20))
    assert interest.accrued(claim(), paid, rates(), on=STARTS + timedelta(days=400)) == whole


def test_a_repayment_covers_interest_first_unless_the_region_says_otherwise() -> None:
    due, left = Money.kronor(500), Money.kronor(10_000)
    told = {"due": due, "left": left}
    assert interest.divided(Money.kronor(300), **told, interest_first=True) == (Money.kronor(300), ZERO)
    assert interest.divided(Money.kronor(800), **told, interest_first=True) == (due, Money.kronor(300))
    assert interest.divided(Money.kronor(800), **told, interest_first=False) == (ZERO, Money.kronor(800))
    assert interest.divided(Money.kronor(10_100), **told, interest_first=False) == (Money.kronor(100), left)
    with pytest.raises(ValueError, match="more than what is left"):
        interest.divided(Money.kronor(10_501), **told, interest_first=True)


def test_the_days_of_the_year_and_the_rounding_are_the_regions_own() -> None:
    other = rates(day_count=rows(("actual_360", "2023-01-01")), rounding=rows(("half_up_to_ore", "2023-01-01")))
    # 100 000 at 4 % for 10 days: 111,111... on a year of 360 days, 109,589... on one of 365.
    assert interest.accrued(claim(), [], other, on=STARTS + timedelta(days=10)) == Money(11111)
    assert interest.accrued(claim(), [], rates(), on=STARTS + timedelta(days=10)) == Money(10958)


def test_a_rate_that_ought_to_have_been_set_anew_still_counts_and_is_not_confirmed() -> None:
    old = rates(state_lending_rate=rows(("0.02", "2026-01-01")))
    spans = interest.spans(claim(), [], old, until=date(2027, 3, 1))
    assert [(span.since, span.rate.carried, span.rate.confirmed) for span in spans] == [
        (STARTS, False, True),
        (date(2027, 1, 1), True, False),
    ]


def test_where_no_rate_is_in_force_that_is_said() -> None:
    with pytest.raises(NoRate):
        interest.accrued(Claim(Money.kronor(1), STATE_LENDING, date(2025, 6, 1)), [], rates(), on=date(2026, 2, 1))


days = st.integers(min_value=0, max_value=700)
repaid = st.lists(st.tuples(days, st.integers(min_value=1, max_value=40_000_00)), max_size=4)


@given(days, days, repaid, st.sampled_from([STATE_LENDING, INTEREST_ACT]))
def test_interest_never_falls_and_what_runs_between_two_days_adds_up(
    some: int, more: int, paid: list[tuple[int, int]], follows: str
) -> None:
    entries = [Entry(STARTS + timedelta(days=day), Money(ore)) for day, ore in paid]
    earlier, later = (STARTS + timedelta(days=day) for day in (some, some + more))
    asked = claim(200_000, follows)
    first, both = (interest.accrued(asked, entries, rates(), on=day) for day in (earlier, later))
    assert ZERO <= first <= both
    spans = interest.spans(asked, entries, rates(), until=later)
    assert total(span.interest for span in spans) == both
    assert [span.until for span in spans][:-1] == [span.since for span in spans][1:]


@given(days, repaid, days, st.integers(min_value=1, max_value=40_000_00))
def test_whoever_repays_more_owes_no_more_interest(until: int, paid: list[tuple[int, int]], day: int, ore: int) -> None:
    entries = [Entry(STARTS + timedelta(days=each), Money(amount)) for each, amount in paid]
    on, asked = STARTS + timedelta(days=until), claim(240_000)
    more = [*entries, Entry(STARTS + timedelta(days=day), Money(ore))]
    assert interest.accrued(asked, more, rates(), on=on) <= interest.accrued(asked, entries, rates(), on=on)


# What each ordinance says of a recovery: what the interest follows, who goes to court, how long money can be wanted back.
TABLE = [
    ("SFS 2022:1467", STATE_LENDING, "44 och 47 §§", "51 §", None),
    ("SFS 2022:1468", STATE_LENDING, "31–32 §§", "34 §", None),
    ("SFS 2024:1243", STATE_LENDING, "40–42 §§", "44–45 §§", None),
    ("SFS 2003:596", INTEREST_ACT, "13 §", None, 10),
]


@pytest.mark.parametrize(("ordinance", "follows", "sections", "court", "years"), TABLE)
def test_each_ordinance_says_what_the_law_file_tables(
    ordinance: str, follows: str, sections: str, court: str | None, years: int | None
) -> None:
    row = recovery.rule_of(ordinance)
    assert row is not None
    assert (row.interest, row.sections.sv, row.years) == (follows, sections, years)
    assert (row.court.sv if row.court else None) == court


def test_every_scheme_of_the_county_stands_under_an_ordinance_that_the_table_has() -> None:
    county = region.read(region.find("vastmanland"))
    assert all(recovery.rule_of(scheme.ordinance) for scheme in county.schemes.values())


PROJECT = recovery.RULES[-1]


@pytest.mark.parametrize(
    ("on", "wanted", "met"),
    [
        ("2036-03-14", 100_000, True),
        ("2036-03-15", 100_000, False),
        ("2036-03-15", 60_000, True),
        ("2036-03-15", 60_001, False),
    ],
)
def test_project_money_is_wanted_back_within_ten_years_of_each_payment(on: str, wanted: int, met: bool) -> None:
    paid = [(date(2026, 3, 14), Money.kronor(40_000)), (date(2027, 3, 14), Money.kronor(60_000))]
    found = recovery.within_time(PROJECT, paid, wanted=Money.kronor(wanted), on=date.fromisoformat(on))
    assert found is not None
    assert found.met is met


def test_other_aid_has_no_such_time() -> None:
    assert recovery.within_time(recovery.RULES[0], [], wanted=Money.kronor(1), on=date(2050, 1, 1)) is None


@pytest.mark.parametrize(
    ("ordinance", "scheme", "may"),
    [
        ("SFS 2022:1467", "investeringsstod", True),
        ("SFS 2022:1468", "affarsutvecklingscheck", True),
        ("SFS 2024:1243", "kommersiell_service_investering", True),
        ("SFS 2024:1243", "kommersiell_service_servicebidrag", False),
        ("SFS 2024:1243", "kommersiell_service_driftstod", False),
        ("SFS 2024:1243", "kommersiell_service_hemsandning", False),
        ("SFS 2003:596", "projektmedel", False),
        ("SFS 1900:1", "investeringsstod", False),
    ],
)
def test_only_what_the_ordinance_lets_be_set_off_is(ordinance: str, scheme: str, may: bool) -> None:
    assert recovery.may_be_set_off(ordinance, scheme) is may
