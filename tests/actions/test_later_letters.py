"""Each later decision, taken by the acts, has a letter that says what the decision says; and it is frozen when it is made."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grantdesk import archive, db, settings
from grantdesk.actions import decide, dispatch
from grantdesk.domain.later import Later, PlanLine
from grantdesk.domain.messages import LANGUAGES, Language
from grantdesk.domain.money import Money
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.operations import verify
from grantdesk.queries import case_file
from tests import builders, recovering
from tests.actions.test_dispatch import press
from tests.actions.test_later import NEXT, decided, paid_case, recovered_and_payable
from tests.documents import papers, validator

pytestmark = pytest.mark.usefixtures("database")


def frozen(case: Case, decision: Decision, language: Language = "sv") -> str:
    """The text of the letter that is made and stored for the decision."""
    by = builders.a_user()
    with db.transaction(at=builders.moment(NEXT)):
        found = case_file.for_act(case.number, by=by)
        letter = dispatch.make(db.session.get_one(Decision, decision.id), found, press(), by=by)[language]
    content = archive.read(settings.read().archive, letter.digest)
    assert validator.faults(content) == []
    return papers.text(content)


def test_a_change_has_what_was_before_it_also_when_another_follows() -> None:
    case = builders.a_granted_case()
    later = Later(
        "change", total=Money.kronor(100_000), ends_on=NEXT + timedelta(days=400), conditions="Rapport i mars."
    )
    first = decided(case, later)
    second = decided(case, Later("change", conditions="Rapport i april."))
    text = frozen(case, first)
    for said in (
        f"Gäller beslutet Bifall den {builders.DAY}",
        "Beviljat belopp 140 000 kr 100 000 kr",
        f"Sista dag – {NEXT + timedelta(days=400)}",
        "Särskilda villkor inga särskilda villkor Rapport i mars.",
        "Så är det.",
        "Beslutet får inte överklagas",
    ):
        assert said in text, said
    text = frozen(case, second, "en")
    assert "Rapport i mars. Rapport i april." in text
    assert f"Change of {NEXT} in case {case.number}" in text
    assert "Amount granted" not in text
    assert verify.everything().broken == []


def test_the_letter_about_the_grant_says_the_time_that_was_granted_whatever_was_changed_since() -> None:
    case = builders.a_granted_case(builders.a_registration(ends_on=NEXT))
    until = NEXT + timedelta(days=400)
    decided(case, Later("change", ends_on=until))
    first = case_file.decisions_of(case)[0]
    text = frozen(case, first)
    assert f"till och med {NEXT}" in text
    assert until.isoformat() not in text


def test_another_cost_plan_is_printed_line_by_line() -> None:
    case = builders.a_granted_case()
    plan = (PlanLine("machinery", Money.kronor(350_000)), PlanLine("building", Money.kronor(50_000), "Tak"))
    text = frozen(case, decided(case, Later("change", plan=plan)))
    assert "Maskiner 400 000,00 350 000,00" in text
    assert "Byggnader och anläggningar: Tak – 50 000,00" in text
    assert "Summa 400 000,00 400 000,00" in text


def test_more_de_minimis_aid_is_told_of_in_euro() -> None:
    case = builders.a_granted_case(amount=Money.kronor(100_000))
    decision = decided(case, Later("change", total=Money.kronor(140_000)))
    euros = case_file.in_euro(decision)
    text = frozen(case, decision, "en")
    assert f"The raise amounts to EUR {euros:,}" in text.replace("\u00a0", " ")
    assert "Commission Regulation (EU) 2023/2831" in text


def test_a_revocation_a_withholding_and_its_end_say_their_amounts() -> None:
    case = paid_case()
    withheld = decided(case, Later("withhold", cause="conditions_broken", amount=Money.kronor(50_000)))
    ended = decided(case, Later("withhold", cause="ended", amount=Money(0)))
    revoked = decided(case, Later("revoke", cause="own_request"))
    assert "att 50 000 kr av stödet" in frozen(case, withheld)
    text = frozen(case, ended)
    assert "längre hålls inne" in text
    assert f"Innehållen utbetalning den {NEXT}" in text
    assert "inte har betalats ut: 105 000 kr" in frozen(case, revoked)


def test_a_recovery_and_its_set_off_say_what_remains() -> None:
    case, recovery, payment = recovered_and_payable()
    due_on, amount = recovery.due_on, recovery.amount
    assert due_on is not None
    assert amount is not None
    text = frozen(case, recovery)
    assert f"senast den {due_on}" in text
    assert "44 och 47 §§ förordningen (2022:1467)" in text
    off = Money.kronor(1_000)
    said = Later("set_off", amount=off, recovery_id=recovery.id, payment=payment.number)
    text = frozen(case, decided(case, said)).replace("\u00a0", " ")
    assert (
        f"1 000 kr som Påhittade Verkstaden AB ska betala tillbaka räknas av mot utbetalning {payment.number}" in text
    )
    assert f"Av återkravet återstår {(amount.ore - off.ore) // 100:,} kr".replace(",", " ") in text


def test_a_set_off_counts_what_has_been_repaid_given_up_and_lowered_too() -> None:
    case, recovery, payment = recovered_and_payable()
    recovering.repaid(recovery, Money.kronor(10_000), NEXT)
    recovering.confirmed(recovery, recovering.proposed(recovery, Money.kronor(4_000), on=NEXT), on=NEXT)
    recovering.lowered(recovery, Money.kronor(5_000), on=NEXT)
    said = Later("set_off", amount=Money.kronor(1_000), recovery_id=recovery.id, payment=payment.number)
    text = frozen(case, decided(case, said)).replace("\u00a0", " ")
    assert "Av återkravet återstår 10 000 kr att betala tillbaka." in text


@pytest.mark.parametrize(("kind", "cause", "title"), [
    ("dismiss", "no_party", "Decision to dismiss an application"),
    ("write_off", "ceased", "Decision to write a case off"),
])  # fmt: skip
def test_what_ends_a_case_untried_has_its_letter(kind: str, cause: str, title: str) -> None:
    case, by = builders.a_case(), builders.a_user("director")
    with db.transaction(at=builders.moment()):
        found = case_file.for_act(case.number, by=by)
        verdict = builders.verdict_on(found, cause=cause)
        decision = getattr(decide, kind)(found, verdict, by=by, on=builders.DAY, terms=builders.terms())
    for language in LANGUAGES:
        text = frozen(case, decision, language)
        assert (title in text) == (language == "en")
    assert "The decision was taken by a person or a board." in text
