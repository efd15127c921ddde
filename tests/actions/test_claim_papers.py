"""What comes with a claim: who may add it, what holds, and that nothing is approved before what must be there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from grantdesk import archive, db, settings
from grantdesk.actions import check, claim_papers, disburse, stand_aside
from grantdesk.actions.check import Noted
from grantdesk.actions.claim_papers import File, Inspection, Purchase, Told
from grantdesk.actions.stand_aside import Conflict
from grantdesk.domain.checklist import PAYMENT
from grantdesk.domain.claim_lines import NewLine
from grantdesk.domain.messages import render
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.event import Event
from grantdesk.queries import checks, history, payouts, people
from grantdesk.queries import claim_papers as papers
from grantdesk.queries.checks import Checklist
from grantdesk.queries.claim_papers import Papers
from tests import attachments, builders, claiming
from tests.builders import DAY, Person
from tests.conftest import Database

pytestmark = pytest.mark.usefixtures("database")

ACTS = Callable[[Claim, Person], Any]


def act(claim: Claim, done: ACTS, *, by: Person | None = None) -> Any:
    """Do something with the claim as it is now, by a handler."""
    by = by or builders.a_user()
    with db.transaction(at=builders.moment()):
        return done(payouts.claim_for_act(claim.id, by=by), by)


def refused(claim: Claim, done: ACTS, *, by: Person | None = None) -> str:
    """What the act answers; nothing has been written."""
    by = by or builders.a_user()
    db.session.rollback()
    events = select(func.count()).select_from(Event)
    before = db.session.execute(events).scalar_one()
    with pytest.raises(Refused) as answered:
        act(claim, done, by=by)
    db.session.rollback()
    assert db.session.execute(events).scalar_one() == before
    assert render(answered.value.reason, "sv") != render(answered.value.reason, "en")
    return render(answered.value.reason, "en")


def as_it_is(claim: Claim) -> Claim:
    """The claim read anew, with its case."""
    db.session.rollback()
    found = db.session.get(Claim, claim.id)
    assert found is not None
    db.session.refresh(found, ["case"])
    return found


def come(claim: Claim) -> Papers:
    return papers.of_claim(as_it_is(claim), county=builders.terms().county)


def listed(claim: Claim) -> Checklist:
    return checks.of_claim(as_it_is(claim), on=DAY, terms=builders.terms())


def a_project() -> Case:
    return builders.a_granted_case(builders.a_registration(builders.project_facts()))


def approve(claim: Claim, by: Person) -> None:
    proposed = disburse.proposal_for(claim, claim.reported, county=builders.terms().county).proposed
    disburse.approve(claim, disburse.Approval(claim.reported, proposed), by=by, on=DAY, terms=builders.terms())


def attach(kind: str = "invoice", name: str = "faktura.pdf", content: bytes = attachments.PDF) -> ACTS:
    return lambda claim, by: claim_papers.attach(claim, File(kind, name, content), settings.read().archive, by=by)


def report(told: Told = claiming.TOLD) -> ACTS:
    return lambda claim, by: claim_papers.report(claim, told, by=by, on=DAY)


def note(*notes: Noted) -> ACTS:
    return lambda claim, by: check.note_claim(claim, notes, by=by, on=DAY, terms=builders.terms())


def purchase(*said: str) -> ACTS:
    return lambda claim, by: claim_papers.note_purchase(claim, Purchase(*said), by=by, on=DAY)


def test_a_file_is_kept_as_it_is_and_named_on_the_claim() -> None:
    claim = claiming.a_bare_claim()
    made = act(claim, attach())
    assert archive.read(settings.read().archive, made.digest) == attachments.PDF
    assert [(one.name, one.kind, one.size) for one in come(claim).attachments] == [
        ("faktura.pdf", "invoice", len(attachments.PDF))
    ]
    said = history.of_case(as_it_is(claim).case)[0]
    assert (said.kind, said.said["claim"]) == ("claim.attached", 1)


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (attach(content=b"MZ program"), "is of another kind than its name says"),
        (attach(name="faktura.exe"), "or of one that is not taken"),
        (attach(kind="memoir"), "Choose one of invoice"),
        (attach(content=b"%PDF-" + b"x" * claim_papers.LARGEST), "A file may have at most 15 MB"),
        (report(Told(" ", "Något", "", "")), "Write what was done"),
        (report(Told("Något", "", "", "")), "Write what was done and what it led to"),
        (purchase("", "barter"), "There is no manner barter"),
        (purchase("Okända AB", "direct"), "No row of the claim names Okända AB"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(done: ACTS, said: str) -> None:
    assert said in refused(claiming.a_bare_claim(), done)


def test_the_same_file_is_attached_once_whatever_it_is_called() -> None:
    claim = claiming.a_bare_claim()
    act(claim, attach())
    assert refused(claim, attach("other", "igen.pdf")) == "The same file is on the claim already: faktura.pdf."
    act(claim, attach(content=attachments.PDF + b"2"))


def test_a_long_name_keeps_its_ending() -> None:
    claim = claiming.a_bare_claim()
    made = act(claim, attach(name=f"{'å' * 300}.pdf"))
    assert (len(made.name), made.name[-4:]) == (150, ".pdf")


def test_a_later_report_replaces_an_earlier_one_and_both_stay() -> None:
    claim = claiming.a_bare_claim(a_project())
    act(claim, report())
    act(claim, report(Told("Mer är gjort.", "Fler kom.", "Försenat.", "")))
    found = come(claim)
    assert found.report is not None
    assert (found.report.done, found.report.deviations) == ("Mer är gjort.", "Försenat.")
    assert len(found.progress) == 2
    assert all(one.met for one in found.findings)


def test_a_project_without_its_report_is_not_approved() -> None:
    claim = claiming.a_bare_claim(a_project())
    claiming.see_to_claim(claim)
    assert all(one.met for one in come(claim).findings)
    other = claiming.a_bare_claim(a_project_of_another())
    said = refused(other, approve)
    assert said.startswith("The claim cannot be approved yet. The report on what was done is missing.")
    assert "The check is not answered: The costs belong to the measure" in said


def a_project_of_another() -> Case:
    given = builders.project_facts()
    given["applicant"] |= {"organisation_number": "802400-2001"}
    return builders.a_granted_case(builders.a_registration(given))


def test_every_required_check_is_answered_before_the_claim_is_approved() -> None:
    claim = claiming.a_bare_claim()
    required = [each.item for each in listed(claim).required_for(PAYMENT)]
    assert len(required) >= 4
    for item in required:
        assert item.text.en in refused(claim, approve)
        notes = [Noted(item.code, "no", "Påhittad anmärkning.")]
        act(claim, note(*notes))
    # A no is an answer: whoever approves sees it and weighs it.
    act(claim, approve)
    assert history.of_case(as_it_is(claim).case)[0].kind == "claim.approved"


def test_an_answer_is_of_one_claim_and_the_latest_holds() -> None:
    claim = claiming.a_bare_claim()
    code = "claim_costs_paid"
    for answer in ("no", "yes"):
        notes = [Noted(code, answer, "Därför.")]
        act(claim, note(*notes))
    (each,) = (one for one in listed(claim).items if one.item.code == code)
    assert each.answered is not None
    assert (each.answered.answer, len(each.notes)) == ("yes", 2)
    act(claim, lambda locked, by: disburse.refuse(locked, "Påhittat.", by=by))
    second = claiming.a_bare_claim(as_it_is(claim).case)
    assert all(one.answered is None for one in listed(second).items)


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        ([], "There is nothing to note"),
        ([Noted("applicant_may_sign", "yes")], "There is no item applicant_may_sign"),
        ([Noted("claim_costs_paid", "perhaps")], "There is no answer perhaps"),
        ([Noted("claim_costs_paid", "no")], "Write a remark on why the answer is not yes"),
        ([Noted("claim_costs_paid", "yes")] * 2, "The same item was answered twice"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(notes: list[Noted], said: str) -> None:
    claim = claiming.a_bare_claim()
    assert said in refused(claim, note(*notes))


def a_large_investment() -> Case:
    """An investment with more than half a million granted, decided by somebody who may."""
    given = builders.facts(costs=[{"category": "machinery", "amount": "1600000.00"}])
    return builders.a_granted_case(builders.a_registration(given), amount=Money.kronor(510_000))


def test_a_large_grant_waits_for_the_inspector_whatever_was_found() -> None:
    claim = claiming.a_bare_claim(a_large_investment())
    assert [one.rule for one in come(claim).findings if not one.met] == ["claim_papers.inspector_report"]
    assert "the inspector's report is to be attached, and what it says noted" in refused(claim, approve)
    act(claim, attach("inspector_report", "kontroll.pdf"))
    assert "the inspector's report is to be attached" in refused(claim, approve)
    act(claim, lambda locked, by: claiming.inspected(locked, by=by, finding="not_in_order", remark="Maskinen saknas."))
    assert all(one.met for one in come(claim).findings)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"finding": "splendid"}, "There is no finding splendid"),
        ({"inspector": " "}, "Write who the inspector is"),
        ({"finding": "remarks"}, "Write what the inspector remarked on"),
        ({"inspected_on": DAY + timedelta(days=1)}, "The inspection cannot have been made on 2026-03-15"),
        ({"attachment_id": 999}, "There is no such attachment"),
    ],
)
def test_an_inspection_that_cannot_be_is_refused(changed: dict[str, Any], said: str) -> None:
    claim = claiming.a_bare_claim()
    made = act(claim, attach("inspector_report"))
    given = {"attachment_id": made.id, "inspector": "K. Kontrollant", "inspected_on": DAY, "finding": "in_order"}
    inspection = Inspection(**{**given, **changed})
    assert said in refused(claim, lambda locked, by: claim_papers.inspect(locked, inspection, by=by, on=DAY))


def test_an_inspection_is_of_a_file_that_is_an_inspectors_report_of_the_same_claim() -> None:
    claim = claiming.a_bare_claim()
    invoice = act(claim, attach())
    said = Inspection(invoice.id, "K. Kontrollant", DAY, "in_order")
    answer = refused(claim, lambda locked, by: claim_papers.inspect(locked, said, by=by, on=DAY))
    assert answer.startswith("The file faktura.pdf is not attached as an inspector's report.")
    other = claiming.a_bare_claim(a_project())
    theirs = act(other, attach("inspector_report"))
    said = Inspection(theirs.id, "K. Kontrollant", DAY, "in_order")
    assert "There is no such attachment" in refused(
        claim, lambda locked, by: claim_papers.inspect(locked, said, by=by, on=DAY)
    )


def test_purchases_from_one_supplier_above_the_sum_are_noted_before_the_claim_is_approved() -> None:
    row = NewLine("machinery", Money.kronor(60_000), supplier="Påhittade Maskiner AB", paid_on=DAY)
    claim = claiming.a_draft(None, row, NewLine("machinery", Money.kronor(50_000), supplier="påhittade maskiner ab"))
    (finding,) = come(claim).findings
    assert "The purchases from Påhittade Maskiner AB are SEK\u00a0110,000" in render(finding.reason, "en")
    act(claim, purchase("Påhittade  Maskiner AB", "quotes", "Tre offerter."))
    (finding,) = come(claim).findings
    assert finding.met
    act(claim, purchase("påhittade maskiner ab", "tender"))
    held = come(claim).held_of("Påhittade Maskiner AB")
    assert held is not None
    assert held.manner == "tender"
    act(claim, purchase("", "exempt", "Ingen upphandlande myndighet."))
    assert len(come(claim).procurement) == 2


@pytest.mark.parametrize("done", [report(), purchase("", "direct")])
def test_what_an_approved_claim_rests_on_does_not_change(done: ACTS) -> None:
    assert refused(approved(), done).startswith("Claim 1 has been dealt with")


def test_a_file_may_come_after_the_claim_is_approved() -> None:
    claim = approved()
    act(claim, attach())
    assert len(come(claim).attachments) == 2


def approved() -> Claim:
    claim = claiming.a_bare_claim()
    act(claim, attach(content=attachments.PDF + b"before"))
    builders.a_payment(claim)
    return claim


def test_nothing_is_added_to_a_claim_that_was_refused() -> None:
    claim = claiming.a_bare_claim()
    act(claim, lambda locked, by: disburse.refuse(locked, "Påhittat.", by=by))
    assert refused(claim, attach()).startswith("Claim 1 has been dealt with")


@pytest.mark.parametrize("done", [report(), purchase("", "direct"), attach()])
def test_whoever_stands_aside_adds_nothing(done: ACTS) -> None:
    claim, by = claiming.a_bare_claim(), builders.a_user()
    with db.transaction(at=builders.moment()):
        case = payouts.claim_for_act(claim.id, by=by).case
        told = Conflict("relative", "Sökanden är min syster.", in_case_alone=True)
        stand_aside.declare(people.by_email(by.email), case, told, by=by, on=DAY)
    assert "conflict of interest" in refused(claim, done, by=by)


def test_the_database_keeps_an_inspection_to_its_own_claim(database: Database) -> None:
    first, second = claiming.a_bare_claim(), claiming.a_bare_claim(a_project())
    made = act(first, attach("inspector_report"))
    by = builders.a_user()
    with pytest.raises(Exception, match=r"(?i)foreign key"), database.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO inspector_report (id, claim_id, attachment_id, inspector, inspected_on, finding, remark,"
                " recorded_at, recorded_by_id, recorded_by) VALUES (1, :claim, :file, 'x', '2026-03-14', 'in_order', '',"
                " '2026-03-14 09:00:00', :by, 'x')"
            ),
            {"claim": second.id, "file": made.id, "by": by.id},
        )
