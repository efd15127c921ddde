"""A handler proposes what more is decided of a grant, whoever may reads and takes it, and the case shows what holds."""

from __future__ import annotations

import pytest
from flask import Flask

from grantdesk import clock
from grantdesk.domain.later import Later
from grantdesk.domain.money import ZERO, Money
from grantdesk.models.case import Case
from grantdesk.queries import balances, case_file, grants
from tests import builders, disclosing
from tests.actions.test_later import lay
from tests.documents import papers
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


def found(case: Case) -> Case:
    return case_file.by_number(case.number, by=builders.a_user())


def test_a_change_is_proposed_read_and_taken(app: Flask) -> None:
    case = builders.a_granted_case()
    handler = desk.at_work(app, "handler")
    assert "Fatta fler beslut i ärendet" in handler.get(f"/cases/{case.number}").text
    choose = handler.get(f"/cases/{case.number}/later")
    assert "Återkrav" not in choose.text
    page = handler.get(f"/cases/{case.number}/later/change")
    assert 'value="140\u00a0000"' in page.text
    assert 'value="400\u00a0000"' in page.text
    wanted = {"total": "105 000", "plan-0-amount": "300 000", "reason": "Maskinen blev mindre."}
    laid = handler.submit(page, wanted, button="Föreslå")
    assert laid.status_code == 303
    assert "Maskinen blev mindre." in handler.get(laid.location).text

    director = desk.at_work(app, "director")
    assert "Besluta" in director.get(f"/cases/{case.number}").text
    read = director.get(f"/cases/{case.number}/later-decision")
    for said in ("105\u00a0000\u00a0kr (nu 140\u00a0000\u00a0kr)", "300\u00a0000", "Maskinen blev mindre."):
        assert said in read.text
    taken = director.submit(read, button="Besluta enligt förslaget")
    assert taken.status_code == 303
    shown = director.get(taken.location).text
    assert "Senare beslut" in shown
    assert balances.of_case(case.id).granted == Money.kronor(105_000)
    assert grants.of_case(found(case)).plan[0].amount == Money.kronor(300_000)


def test_half_a_row_of_the_plan_is_never_left_out(app: Flask) -> None:
    case = builders.a_granted_case()
    handler = desk.at_work(app, "handler")
    page = handler.get(f"/cases/{case.number}/later/change")
    answer = handler.submit(page, {"plan-1-amount": "1 000", "reason": "Mer."}, button="Föreslå")
    assert answer.status_code == 422
    assert "kostnadsslag och ett belopp" in answer.text


def test_a_change_of_nothing_is_refused_and_what_was_written_is_kept(app: Flask) -> None:
    case = builders.a_granted_case()
    handler = desk.at_work(app, "handler")
    page = handler.get(f"/cases/{case.number}/later/change")
    answer = handler.submit(page, {"reason": "Bara ord."}, button="Föreslå")
    assert answer.status_code == 409
    assert "Ändringen ändrar ingenting" in answer.text
    assert "Bara ord." in answer.text


def test_what_is_withheld_is_said_on_the_case(app: Flask) -> None:
    case = builders.a_granted_case()
    handler, director = desk.at_work(app, "handler"), desk.at_work(app, "director")
    page = handler.get(f"/cases/{case.number}/later/withhold")
    wanted = {"cause": "conditions_broken", "amount": "40 000", "reason": "Redovisning saknas."}
    assert handler.submit(page, wanted, button="Föreslå").status_code == 303
    taken = director.submit(director.get(f"/cases/{case.number}/later-decision"), button="Besluta enligt förslaget")
    assert "40\u00a0000\u00a0kr hålls inne" in director.get(taken.location).text


def test_a_recovery_and_its_set_off(app: Flask) -> None:
    case = builders.a_granted_case()
    builders.export(builders.a_batch(builders.an_attested_payment(builders.a_payment(builders.a_claim(case)))))
    handler, director = desk.at_work(app, "handler"), desk.at_work(app, "director")
    page = handler.get(f"/cases/{case.number}/later/recover")
    due = clock.today().replace(year=clock.today().year + 1)
    wanted = {"cause": "wrong_data", "amount": "30 000", "due_on": due.isoformat(), "reason": "Fel uppgifter."}
    assert handler.submit(page, wanted, button="Föreslå").status_code == 303
    director.submit(director.get(f"/cases/{case.number}/later-decision"), button="Besluta enligt förslaget")

    payment = builders.a_payment(builders.a_claim(builders.a_granted_case()))
    page = handler.get(f"/cases/{case.number}/later/set_off")
    assert payment.number in page.text
    recovery = grants.of_case(found(case)).recoveries[0].decision.id
    wanted = {"recovery": str(recovery), "payment": payment.number, "amount": "30 000", "reason": "Kvittas."}
    assert handler.submit(page, wanted, button="Föreslå").status_code == 303
    director.submit(director.get(f"/cases/{case.number}/later-decision"), button="Besluta enligt förslaget")
    assert balances.of_case(case.id).recovered == Money.kronor(30_000)


def test_a_revoked_case_is_over(app: Flask) -> None:
    case = builders.a_granted_case()
    handler, director = desk.at_work(app, "handler"), desk.at_work(app, "director")
    page = handler.get(f"/cases/{case.number}/later/revoke")
    handler.submit(page, {"cause": "own_request", "reason": "Bolaget avstår."}, button="Föreslå")
    director.submit(director.get(f"/cases/{case.number}/later-decision"), button="Besluta enligt förslaget")
    assert balances.of_case(case.id).outstanding == ZERO
    shown = handler.get(f"/cases/{case.number}").text
    assert "Upphävt" in shown
    assert "Fatta fler beslut" not in shown
    assert handler.get(f"/cases/{case.number}/later/change").status_code == 303


def test_whoever_proposed_is_told_why_they_may_not_decide(app: Flask) -> None:
    case = builders.a_granted_case()
    large = builders.a_user("director")
    lay(case, Later("change", conditions="Nya villkor."), by=large, on=clock.today())
    page = desk.at_work(app, large).get(f"/cases/{case.number}/later-decision")
    assert "Du får inte besluta." in page.text
    assert "Besluta enligt förslaget" not in page.text


def test_somebody_who_was_second_is_told_so(app: Flask) -> None:
    case = builders.a_granted_case()
    handler, director = desk.at_work(app, "handler"), desk.at_work(app, "director")
    page = handler.get(f"/cases/{case.number}/later/revoke")
    handler.submit(page, {"cause": "own_request", "reason": "Bolaget avstår."}, button="Föreslå")
    read = director.get(f"/cases/{case.number}/later-decision")
    assert director.submit(read, button="Besluta enligt förslaget").status_code == 303
    again = director.submit(read, button="Besluta enligt förslaget")
    assert again.status_code == 409
    assert "väntar inte längre på beslut" in again.text


@pytest.mark.parametrize(("ending", "state"), [("dismiss:not_competent", "Avvisat"), ("write_off:ceased", "Avskrivet")])
def test_an_application_is_ended_without_being_tried(app: Flask, ending: str, state: str) -> None:
    case = builders.a_case()
    director = desk.at_work(app, "director")
    page = director.get(f"/cases/{case.number}/decision")
    without = director.submit(page, {"ending-ending": ending}, button="Avsluta ärendet")
    assert without.status_code == 422
    answer = director.submit(page, {"ending-ending": ending, "ending-reason": "Skälen."}, button="Avsluta ärendet")
    assert answer.status_code == 303
    assert state in director.get(answer.location).text


def test_a_withdrawn_application_waits_to_be_written_off(app: Flask) -> None:
    case = builders.an_assessed_case()
    handler, director = desk.at_work(app, "handler"), desk.at_work(app, "director")
    handler.submit(handler.get(f"/cases/{case.number}/withdrawal"), {"reason": "Brev 12 mars."})
    page = director.get(f"/cases/{case.number}/decision")
    assert "Bevilja" not in page.text
    wanted = {"ending-ending": "write_off:withdrawn", "ending-reason": "Återtagen."}
    assert director.submit(page, wanted, button="Avsluta ärendet").status_code == 303
    assert found(case).status == "written_off"


def test_a_later_decision_waits_for_those_who_may_take_it(app: Flask) -> None:
    case = builders.a_granted_case(
        builders.a_registration(builders.facts(costs=[{"category": "machinery", "amount": "4000000.00"}]))
    )
    lay(case, Later("change", total=Money.kronor(1_000)), on=clock.today())
    assert "Senare beslut att fatta" not in desk.at_work(app, "head_of_unit").get("/").text
    shown = desk.at_work(app, "director").get("/").text
    assert "Senare beslut att fatta (1)" in shown
    assert f"/cases/{case.number}/later-decision" in shown


def test_what_is_withdrawn_waits_to_be_written_off(app: Flask) -> None:
    case = builders.an_assessed_case()
    handler = desk.at_work(app, "handler")
    handler.submit(handler.get(f"/cases/{case.number}/withdrawal"), {"reason": "Brev 12 mars."})
    assert "Återtagna, att skriva av (1)" in desk.at_work(app, "director").get("/").text


def test_a_rejection_is_revoked_on_its_page_and_its_letter_says_so(app: Flask) -> None:
    case, director = builders.an_assessed_case(), desk.at_work(app, "director")
    page = director.get(f"/cases/{case.number}/decision")
    director.submit(page, {"rejection-reason": "Fel ort."}, button="Avslå")
    assert "Upphäv beslutet" in director.get(f"/cases/{case.number}").text
    page = director.get(f"/cases/{case.number}/reopening")
    assert director.submit(page, {"reason": ""}, button="Upphäv beslutet").status_code == 422
    answer = director.submit(page, {"reason": "Orten var rätt."}, button="Upphäv beslutet")
    assert answer.status_code == 303
    shown = director.get(answer.location).text
    assert "Registrerat" in shown
    assert "Orten var rätt." in shown
    decision = case_file.decisions_of(found(case))[-1]
    letter = papers.text(director.get(f"/cases/{case.number}/letter.pdf?decision={decision.id}").data)
    assert "Ansökan prövas på nytt." in letter
    assert "får inte överklagas" in letter


def test_what_may_be_secret_is_marked_on_the_case(app: Flask) -> None:
    case = builders.a_granted_case()
    disclosing.mark(case, "title", "costs")
    shown = desk.at_work(app, "handler").get(f"/cases/{case.number}").text
    assert "Innan något ur ärendet lämnas ut" in shown
