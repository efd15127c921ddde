"""Every municipality, scheme and size: who is eligible, at which rate and for how much, as a table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from grantdesk.domain.assessment import Assessment
from grantdesk.domain.money import Money, Rounding, total
from grantdesk.domain.vocabulary import SCHEMES, SIZES
from tests.domain.applications import assessed, county, not_met, of_scheme

AREA_3 = ("1904", "1962", "1982")
VASTERAS = "1980"
MUNICIPALITIES = ("1904", "1907", "1960", "1961", "1962", "1980", "1981", "1982", "1983", "1984")

# In aid area 3, in Västerås, elsewhere; None where the scheme gives nothing.
Row = tuple[str | None, str | None, str | None]
EVERYWHERE_50: Row = ("0.50", "0.50", "0.50")
NOT_IN_VASTERAS_50: Row = ("0.50", None, "0.50")
NOT_IN_VASTERAS_ALL: Row = ("1.00", None, "1.00")
SME: Row = ("0.35", None, "0.25")
NOWHERE: Row = (None, None, None)
TABLE: dict[str, dict[str, Row]] = {
    "investeringsstod": {"micro": SME, "small": SME, "medium": SME, "large": NOWHERE},
    "regionalt_investeringsstod": {
        "micro": ("0.30", None, None),
        "small": ("0.30", None, None),
        "medium": ("0.20", None, None),
        "large": ("0.10", None, None),
    },
    "affarsutvecklingscheck": dict.fromkeys(SIZES, EVERYWHERE_50),
    "konsultcheck": dict.fromkeys(SIZES, EVERYWHERE_50),
    "digitaliseringscheck": dict.fromkeys(SIZES, EVERYWHERE_50),
    "energistod": dict.fromkeys(SIZES, EVERYWHERE_50),
    "kompetenscheck": dict.fromkeys(SIZES, NOT_IN_VASTERAS_50),
    "horisont_europa": dict.fromkeys(SIZES, EVERYWHERE_50),
    "socialt_foretagande": dict.fromkeys(SIZES, ("0.80", "0.80", "0.80")),
    "kommersiell_service_investering": dict.fromkeys(SIZES, NOT_IN_VASTERAS_50),
    "kommersiell_service_servicebidrag": dict.fromkeys(SIZES, NOT_IN_VASTERAS_ALL),
    "kommersiell_service_driftstod": dict.fromkeys(SIZES, NOT_IN_VASTERAS_ALL),
    "kommersiell_service_hemsandning": dict.fromkeys(SIZES, EVERYWHERE_50),
    "projektmedel": dict.fromkeys(SIZES, EVERYWHERE_50),
    "projektmedel_eu": dict.fromkeys(SIZES, ("0.60", "0.60", "0.60")),
}


def test_the_table_is_of_the_whole_county() -> None:
    assert set(TABLE) == set(SCHEMES) == set(county().schemes)
    assert set(MUNICIPALITIES) == set(county().municipalities)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("municipality", MUNICIPALITIES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_who_is_eligible_and_at_which_rate(scheme: str, municipality: str, size: str) -> None:
    column = 0 if municipality in AREA_3 else 1 if municipality == VASTERAS else 2
    rate = TABLE[scheme][size][column]
    assessment = assessed(of_scheme(scheme, applicant={"municipality": municipality, "size": size}))
    assert assessment.eligible is (rate is not None), not_met(assessment)
    assert rate is None or str(assessment.rate) == rate
    assert assessment.aid == _aid(assessment, rate or "0.00")
    assert assessment.authority == "region"


def _aid(assessment: Assessment, rate: str) -> Money:
    """No case of the table reaches another ceiling than its rate."""
    return Money.rounded(total(line.cost for line in assessment.lines).share(Decimal(rate)), Rounding.DOWN_TO_KRONA)
