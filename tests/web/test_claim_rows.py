"""The rows of a claim on the screen: a draft is begun, rows entered and struck out, a sample drawn, rows judged, all approved."""

from __future__ import annotations

import pytest
from flask import Flask

from grantdesk.domain.money import Money
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.queries import case_file
from tests import builders, claiming, reviewing
from tests.reviewing import a_draft, a_handed_in_claim, a_project, a_row, of
from tests.strict_client import MOST_STATEMENTS
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

BEGIN, ADD, SAVE = "Påbörja rekvisitionen", "Lägg till raderna", "Spara"
APPROVE = "Godkänn och bered utbetalningen"
ACCOUNT = {"account_kind": "bankgiro", "account_number": "50501055"}


def address(claim: Claim) -> str:
    return f"/cases/{claim.case.number}/claims/{claim.number}"


def the_claim(case: Case) -> Claim:
    return case_file.claim_of(case.number, 1, by=builders.a_user())


def test_a_draft_is_begun_once_and_its_rows_entered_several_at_once(app: Flask) -> None:
    case, client = builders.a_granted_case(), desk.at_work(app, "handler")
    page = client.get(f"/cases/{case.number}/claims/draft")
    said = {"kind": "interim", "vat": "yes", **ACCOUNT}
    begun = client.submit(page, said, button=BEGIN)
    assert begun.status_code == 303
    assert client.submit(page, said, button=BEGIN).status_code == 303
    entering = client.get(begun.location)
    assert "beloppet utan moms räknas" in entering.text
    more = client.submit(entering, button="Lägg till fem rader")
    rows = {
        "lines-0-category": "machinery",
        "lines-0-net": "40 000",
        "lines-3-category": "machinery",
        "lines-3-net": "1,50",
    }
    added = client.submit(more, rows, button=ADD)
    assert added.status_code == 303
    assert client.submit(more, rows, button=ADD).status_code == 303
    assert [line.counted for line in of(the_claim(case))] == [Money.kronor(40_000), Money.parse("1.50")]
    shown = client.get(added.location)
    assert "40\u00a0001,50" in shown.text
    assert "Utkast" in shown.text


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({}, "Skriv minst en rad"),
        ({"lines-0-net": "100"}, "Välj kostnadsslag"),
        ({"lines-0-category": "staff"}, "Skriv radens belopp"),
        ({"lines-0-category": "staff", "lines-0-hours": "tolv"}, "Skriv timmarna"),
        ({"lines-0-category": "staff", "lines-0-net": "1", "lines-0-paid_on": "igår"}, "Skriv dagen"),
    ],
)
def test_half_a_row_is_told_of_and_not_left_out(app: Flask, rows: dict[str, str], said: str) -> None:
    claim, client = a_draft(a_project()), desk.at_work(app, "handler")
    page = client.get(f"{address(claim)}/rows/new")
    answer = client.submit(page, rows, button=ADD)
    assert answer.status_code == 422
    assert said in answer.text
    assert of(claim) == []


def test_what_the_scheme_refuses_is_said_and_what_was_written_stays(app: Flask) -> None:
    claim, client = a_draft(a_project()), desk.at_work(app, "handler")
    page = client.get(f"{address(claim)}/rows/new")
    assert "500\u00a0kr" in page.text
    answer = client.submit(
        page, {"lines-0-category": "travel", "lines-0-basis": "hourly", "lines-0-hours": "3"}, button=ADD
    )
    assert answer.status_code == 409
    assert "ingen timschablon för det kostnadsslaget" in answer.text
    done = client.submit(answer, {"lines-0-category": "staff"}, button=ADD)
    assert done.status_code == 303
    assert [line.counted for line in of(claim)] == [Money.kronor(1_500)]


def test_a_scheme_without_simplified_costs_asks_for_none(app: Flask) -> None:
    claim, client = a_draft(), desk.at_work(app, "handler")
    page = client.get(f"{address(claim)}/rows/new").text
    assert "lines-0-hours" not in page
    assert "lines-0-basis" not in page


def test_a_row_is_struck_and_the_claim_handed_in(app: Flask) -> None:
    claim, client = a_draft(None, a_row(), a_row()), desk.at_work(app, "handler")
    page = client.get(f"{address(claim)}/rows/1")
    assert client.submit(page, {"why": "Fel rad"}, button="Stryk raden").status_code == 303
    shown = client.get(address(claim))
    assert "Struken" in shown.text
    assert client.submit(shown, button="Lämna rekvisitionen till granskning").status_code == 303
    assert [line.state for line in of(claim)] == ["struck", "open"]
    assert client.get(f"{address(claim)}/rows/new").status_code == 303
    assert the_claim(claim.case).state == "submitted"


def test_a_draft_is_withdrawn_and_another_begun(app: Flask) -> None:
    claim, client = a_draft(), desk.at_work(app, "handler")
    page = client.get(address(claim))
    assert client.submit(page, {"withdrawal-why": "Fel ärende"}, button="Dra tillbaka rekvisitionen").status_code == 303
    assert "Återtagen" in client.get(address(claim)).text
    assert a_draft(claim.case).number == 2


def test_the_sample_is_drawn_each_row_of_it_judged_and_the_rest_approved(app: Flask) -> None:
    claim = a_handed_in_claim(None, a_row(60_000), a_row(70_000), *(a_row(1_000) for _ in range(4)))
    claiming.see_to_claim(claim)
    client = desk.at_work(app, "handler")
    page = client.get(address(claim))
    assert APPROVE not in page.text
    assert client.submit(page, button="Dra stickprovet").status_code == 303
    first = client.submit(client.get(f"{address(claim)}/rows/1"), {"act": "approve"}, button=SAVE)
    assert first.location.endswith("/rows/2")
    said = {"act": "deduct", "approved": "60 000", "reason": "not_reasonable"}
    second = client.submit(client.get(first.location), said, button=SAVE)
    last = client.submit(client.get(second.location), {"act": "approve"}, button=SAVE)
    assert last.location.endswith(address(claim))
    shown = client.get(last.location)
    assert "Ej granskade (3)" in shown.text
    assert (
        client.submit(
            shown, button="Godkänn de 3 rader som inte ingår i stickprovet och som inget talar mot"
        ).status_code
        == 303
    )
    done = client.get(address(claim))
    # 35 per cent of 124 000.
    assert 'value="43\u00a0400"' in done.text
    assert client.submit(done, button=APPROVE).status_code == 303
    assert the_claim(claim.case).approved == Money.kronor(124_000)


def test_what_a_judgement_lacks_is_said(app: Flask) -> None:
    claim, client = a_handed_in_claim(), desk.at_work(app, "handler")
    page = client.get(f"{address(claim)}/rows/2")
    for said, answer in (
        ({"act": "deduct"}, "Skriv vad som godkänns"),
        ({"act": "deduct", "approved": "1"}, "Välj skälet"),
        ({"act": "park"}, "Skriv frågan"),
    ):
        refused = client.submit(page, said, button=SAVE)
        assert refused.status_code == 422
        assert answer in refused.text
    over = client.submit(page, {"act": "deduct", "approved": "10 000", "reason": "vat"}, button=SAVE)
    assert over.status_code == 409
    assert "mindre än 10\u00a0000\u00a0kr" in over.text


def test_a_row_that_awaits_an_answer_shows_its_question(app: Flask) -> None:
    claim, client = a_handed_in_claim(), desk.at_work(app, "handler")
    page = client.get(f"{address(claim)}/rows/2")
    client.submit(page, {"act": "park", "question": "Vem levererade?"}, button=SAVE)
    assert "Vem levererade?" in client.get(f"{address(claim)}/rows/2").text
    parked = client.get(f"{address(claim)}?rows=parked").text
    assert "Rad 2" in parked
    assert "Rad 3" not in parked


def test_two_who_judge_the_same_row_at_once_do_not_undo_each_other_unseen(app: Flask) -> None:
    claim, client = a_handed_in_claim(), desk.at_work(app, "handler")
    page = client.get(f"{address(claim)}/rows/2")
    reviewing.judge(claim, 2, "deduct", approved=Money.kronor(1), reason="vat")
    refused = client.submit(page, {"act": "approve"}, button=SAVE)
    assert refused.status_code == 409
    assert "Någon annan har granskat raden" in refused.text
    assert of(claim)[1].approved == Money.kronor(1)
    assert client.submit(refused, button=SAVE).status_code == 303
    assert of(claim)[1].state == "approved"


def test_a_row_is_added_to_the_sample(app: Flask) -> None:
    claim, client = a_handed_in_claim(), desk.at_work(app, "handler")
    page = client.get(f"{address(claim)}/rows/3")
    assert client.submit(page, button="Lägg till raden i stickprovet").status_code == 303
    assert [line.sampled for line in of(claim)] == [False, False, True]


def test_others_read_the_rows_and_change_nothing(app: Flask) -> None:
    claim, client = a_handed_in_claim(), desk.at_work(app, "controller")
    assert "Dra stickprovet" not in client.get(address(claim)).text
    row = client.get(f"{address(claim)}/rows/1").text
    assert SAVE not in row
    assert client.get(f"{address(claim)}/rows/99").status_code == 404
    assert client.get(f"/cases/{claim.case.number}/claims/draft").status_code == 403


def test_a_case_that_is_not_granted_takes_no_draft(app: Flask) -> None:
    case, client = builders.a_case(), desk.at_work(app, "handler")
    assert client.get(f"/cases/{case.number}/claims/draft").status_code == 303


def test_the_case_leads_to_both_ways_of_claiming(app: Flask) -> None:
    case, client = builders.a_granted_case(), desk.at_work(app, "handler")
    page = client.get(f"/cases/{case.number}").text
    assert f"/cases/{case.number}/claims/new" in page
    assert f"/cases/{case.number}/claims/draft" in page


@pytest.mark.parametrize("place", ["", "/rows/1", "?rows=open&page=2"])
def test_a_claim_of_many_rows_asks_the_database_as_much_as_one_of_few(app: Flask, place: str) -> None:
    few = a_handed_in_claim(None, a_row())
    many = a_handed_in_claim(builders.a_granted_case(), *(a_row(1_000) for _ in range(70)))
    client = desk.at_work(app, "handler")
    counts = []
    for claim in (few, many):
        assert client.get(f"{address(claim)}{place}").status_code == 200
        counts.append(len(client.statements))
    assert counts[0] == counts[1] <= MOST_STATEMENTS


def test_entering_rows_asks_the_database_little(app: Flask) -> None:
    client = desk.at_work(app, "handler")
    for claim in (a_draft(None, a_row()), a_draft(a_project(), *(a_row(100, category="staff") for _ in range(40)))):
        assert client.get(f"{address(claim)}/rows/new").status_code == 200
        assert len(client.statements) <= MOST_STATEMENTS
    assert client.get(f"/cases/{reviewing.a_project().number}/claims/draft").status_code == 200


TOGETHER = "Granska raderna"


def test_many_rows_are_judged_in_one_act_from_the_list_and_one_comes_back_to_it(app: Flask) -> None:
    claim = a_handed_in_claim(None, *(a_row(1_000) for _ in range(5)))
    client = desk.at_work(app, "handler")
    page = client.get(f"{address(claim)}?rows=open")
    said = {"several-chosen": ["2", "4"], "several-act": "deduct", "several-reason": "no_voucher"}
    done = client.submit(page, {**said, "several-remark": "Saknas i pärmen."}, button=TOGETHER)
    assert done.status_code == 303
    assert done.location.endswith("?rows=open#rows")
    assert [line.state for line in of(claim)] == ["open", "deducted", "open", "deducted", "open"]
    listed = client.get(f"{address(claim)}?rows=deducted").text
    assert "Verifikation saknas" in listed
    assert "Saknas i pärmen." in listed
    whole = {"several-which": "listed", "several-act": "park", "several-question": "Vad avser fakturan?"}
    assert client.submit(client.get(f"{address(claim)}?rows=open"), whole, button=TOGETHER).status_code == 303
    assert [line.state for line in of(claim)] == ["parked", "deducted", "parked", "deducted", "parked"]


def test_what_an_act_on_many_rows_lacks_is_said(app: Flask) -> None:
    claim = a_handed_in_claim(None, a_row(), a_row(voucher="B1"), a_row(voucher="B 1"))
    client = desk.at_work(app, "handler")
    page = client.get(address(claim))
    for said, answer in (
        ({"several-act": "approve"}, "Kryssa för minst en rad"),
        ({"several-chosen": ["1"], "several-act": "deduct"}, "Välj skälet"),
        ({"several-chosen": ["1"], "several-act": "park"}, "Skriv frågan"),
    ):
        refused = client.submit(page, said, button=TOGETHER)
        assert refused.status_code == 422
        assert answer in refused.text
    silent = client.submit(page, {"several-chosen": ["1", "3"], "several-act": "approve"}, button=TOGETHER)
    assert silent.status_code == 409
    assert "Rad 3: Rad 2 i rekvisitionen redovisar samma kostnad" in silent.text
    assert {line.state for line in of(claim)} == {"open"}
    reviewing.judge(claim, 1)
    late = client.submit(
        page, {"several-chosen": ["1"], "several-act": "deduct", "several-reason": "vat"}, button=TOGETHER
    )
    assert late.status_code == 409
    assert "Någon annan har granskat raden" in late.text


def test_what_speaks_against_a_row_is_on_its_page_and_the_list_is_narrowed_to_such_rows(app: Flask) -> None:
    claim = a_handed_in_claim(None, a_row(), a_row(supplier="Påhittade Verkstaden AB"), a_row())
    client = desk.at_work(app, "handler")
    listed = client.get(f"{address(claim)}?rows=flagged")
    assert "Rad 2" in listed.text
    assert "Rad 3" not in listed.text
    row = client.get(f"{address(claim)}/rows/2?rows=flagged")
    assert "är mottagaren själv" in row.text
    silent = client.submit(row, {"act": "approve"}, button=SAVE)
    assert silent.status_code == 409
    done = client.submit(silent, {"act": "approve", "remark": "Självkostnad, styrkt."}, button=SAVE)
    assert done.location.endswith(f"{address(claim)}?rows=flagged")


def test_a_claim_is_sent_back_to_be_completed_with_what_is_wanted(app: Flask) -> None:
    claim, client = a_handed_in_claim(), desk.at_work(app, "handler")
    page = client.get(address(claim))
    assert (
        client.submit(page, {"what": "Kvittona saknas."}, button="Skicka tillbaka för komplettering").status_code == 303
    )
    again = client.get(address(claim)).text
    assert "Kvittona saknas." in again
    assert "Lägg till rader" in again
