"""The whole matrix of appeals as a table, and the day that a decision gains legal force."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from grantdesk import region
from grantdesk.domain import appeal
from grantdesk.domain.appeal import APPEAL, KINDS, LEGALITY, NO_APPEAL, RULES, Rule
from grantdesk.domain.findings import Confidence
from grantdesk.domain.messages import Both, render
from grantdesk.domain.refusal import Refused

ON = date(2026, 11, 22)
ORDINANCES = ("2022:1467", "2022:1468", "2003:596", "2024:1243")
# kind: by ordinance, in the order above, whether it may be appealed; None where no such decision can be taken.
MATRIX: dict[str, tuple[bool | None, ...]] = {
    "grant": (False, False, False, False),
    "reject": (False, False, False, False),
    "dismiss": (False, False, False, False),
    "write_off": (False, False, False, False),
    "change": (False, False, False, False),
    "revoke": (True, True, False, True),
    "withhold": (True, True, False, True),
    "stop_order": (True, True, None, None),
    "stop_security": (True, None, None, None),
    "recover": (True, True, False, True),
    "lower": (True, True, False, True),
    "set_off": (True, True, None, True),
    "advance": (None, None, False, None),
}
SECTIONS = {
    ("2022:1467", "grant"): "54 §",
    ("2022:1467", "withhold"): "41 §",
    ("2022:1467", "change"): "54 §",
    ("2022:1467", "revoke"): "41 §",
    ("2022:1468", "dismiss"): "37 §",
    ("2003:596", "revoke"): "14 §",
    ("2022:1467", "stop_order"): "39 §",
    ("2022:1467", "stop_security"): "40 §",
    ("2022:1467", "recover"): "47 §, 48 § första stycket 2 och 49 § första stycket 2",
    ("2022:1467", "set_off"): "50 §",
    ("2022:1468", "reject"): "37 §",
    ("2022:1468", "withhold"): "29 §",
    ("2022:1468", "stop_order"): "28 §",
    ("2022:1468", "recover"): "32 §",
    ("2022:1468", "lower"): "32 §",
    ("2022:1468", "set_off"): "33 §",
    ("2003:596", "recover"): "14 §",
    ("2003:596", "advance"): "14 §",
    ("2024:1243", "recover"): "47 §",
}
CELLS = [(*cell, MATRIX[cell[1]][ORDINANCES.index(cell[0])]) for cell in product(ORDINANCES, KINDS)]


@pytest.mark.parametrize(("ordinance", "kind", "may"), CELLS)
def test_each_cell_of_the_matrix(ordinance: str, kind: str, may: bool | None) -> None:
    if may is None:
        with pytest.raises(Refused, match="not known whether the decision may be appealed"):
            appeal.rule(ordinance, kind, on=ON)
        return
    found = appeal.rule(f"SFS {ordinance}", kind, on=ON)
    assert (found.may_be_appealed, found.way) == (may, APPEAL if may else NO_APPEAL)
    # What has been read in an unofficial edition only, or is inferred, is not confirmed.
    inferred = kind == "revoke" and may
    assert found.confirmed is (ordinance != "2024:1243" and not inferred)
    assert found.confidence is (Confidence.STATUTE if found.confirmed else Confidence.SECONDARY)


@pytest.mark.parametrize(("ordinance", "kind"), SECTIONS)
def test_the_section_of_a_rule(ordinance: str, kind: str) -> None:
    assert appeal.rule(ordinance, kind, on=ON).sections.sv == SECTIONS[ordinance, kind]


def test_the_matrix_is_whole_and_no_kind_stands_twice_on_a_day() -> None:
    assert set(MATRIX) == set(KINDS)
    assert {row.ordinance for row in RULES} == set(ORDINANCES)
    rows = [(row.ordinance, kind, row.valid_from) for row in RULES for kind in row.kinds]
    assert len(rows) == len(set(rows))
    assert {kind for _, kind, _ in rows} <= set(KINDS)


def test_every_ordinance_that_a_scheme_rests_on_says_whether_a_grant_may_be_appealed() -> None:
    for scheme in region.read(region.find("vastmanland")).schemes.values():
        assert not appeal.rule(scheme.ordinance, "grant", on=ON).may_be_appealed, scheme.code


def test_an_ordinance_says_nothing_before_it_is_in_force_and_an_unknown_one_never() -> None:
    assert appeal.rule("2024:1243", "grant", on=date(2025, 1, 1)).valid_from == date(2025, 1, 1)
    for ordinance, day in (("2024:1243", date(2024, 12, 31)), ("2015:211", ON)):
        with pytest.raises(Refused, match="not known"):
            appeal.rule(ordinance, "grant", on=day)


A_RECOVERY = appeal.rule("2022:1467", "recover", on=ON)
# The day the party took part: the last day of appeal, and the day of legal force.
COUNTED = {
    "three weeks to the day": (date(2026, 11, 3), date(2026, 11, 24), date(2026, 11, 25)),
    "a Saturday moves to Monday": (date(2026, 11, 7), date(2026, 11, 30), date(2026, 12, 1)),
    "a Sunday moves to Monday": (date(2026, 11, 8), date(2026, 11, 30), date(2026, 12, 1)),
    "Christmas Eve moves past the holidays": (date(2026, 12, 3), date(2026, 12, 28), date(2026, 12, 29)),
    "Epiphany moves by one": (date(2025, 12, 16), date(2026, 1, 7), date(2026, 1, 8)),
}


@pytest.mark.parametrize("what", COUNTED)
def test_legal_force_is_counted_from_the_day_the_party_took_part(what: str) -> None:
    received_on, last, gained = COUNTED[what]
    found = appeal.legal_force(A_RECOVERY, received_on=received_on)
    assert (appeal.last_day_of_appeal(received_on), found.on) == (last, gained)
    assert str(gained) in render(found.said, "sv")
    assert str(last) in render(found.said, "en")


def test_a_decision_that_may_not_be_appealed_has_no_day_of_legal_force() -> None:
    found = appeal.legal_force(appeal.rule("2003:596", "grant", on=ON), received_on=date(2026, 11, 3))
    assert found.on is None
    assert "Beslutet får inte överklagas (14 § förordningen 2003:596)" in render(found.said, "sv")


def test_legal_force_is_not_told_of_a_decision_that_the_matrix_does_not_know() -> None:
    assert "not known" in render(appeal.legal_force(None, received_on=ON).said, "en")


def test_legal_force_is_not_told_before_anybody_knows_that_the_party_took_part() -> None:
    found = appeal.legal_force(A_RECOVERY, received_on=None)
    assert found.on is None
    assert "Note the day when it is known" in render(found.said, "en")


def test_a_review_of_legality_is_said_and_not_counted() -> None:
    rule = Rule("x", ("grant",), LEGALITY, Both("", ""), ON, Confidence.CONFIGURED)
    found = appeal.legal_force(rule, received_on=date(2026, 11, 3))
    assert found.on is None
    assert "13 kap. 5 § kommunallagen" in render(found.said, "sv")
