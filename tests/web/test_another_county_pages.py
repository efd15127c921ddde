"""Every page, in both languages, with the invented county's folder: the main journey by hand, and nothing of the shipped one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from grantdesk import clock, db
from grantdesk.domain.instalments import Part
from grantdesk.domain.messages import LANGUAGES
from grantdesk.domain.money import Money
from grantdesk.domain.roles import POSITIONS
from grantdesk.models.aid_register import RegisterExport
from grantdesk.models.appeal import Appeal
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.claim_paper import ClaimAttachment
from grantdesk.models.decision import Decision
from grantdesk.models.letter import Dispatch
from grantdesk.models.undertaking import UndertakingMember
from grantdesk.queries import case_file, secrecy
from grantdesk.queries.balances import KEYS
from grantdesk.queries.worklist import PILES
from tests import (
    appealing,
    bank,
    board,
    builders,
    case_files,
    claiming,
    closing,
    disclosing,
    enrolling,
    groups,
    laying_down,
    paying_ahead,
    recovering,
    sormeby,
    watching,
)
from tests.actions import test_elsewhere as paid_elsewhere
from tests.actions import test_standing_aside as standing_aside
from tests.conftest import Database, made_over
from tests.documents import papers
from tests.rule_texts import a_version
from tests.strict_client import StrictClient
from tests.web import desk

# `<number>`, `<int:claim>` or `<any(csv, xlsx):form>` in an address: the name is the last part.
_PLACE = re.compile(r"<(?:[^:>]+:)?(\w+)>")
STAFF = ("almi", "handler", "director", "head_of_finance", "administrator")
NOT_FOR_THEM = {302, 303, 403, 404, 409}


@dataclass
class Tour:
    """Every address that can be read, filled in with what there is; which of them somebody has been shown is kept."""

    app: Flask
    people: dict[str, StrictClient]
    names: dict[str, dict[str, str]]
    shown: set[str] = field(default_factory=set)

    def visit(self, *positions: str, among: str = "") -> None:
        """Open every address, or those `among` which, as each of them; what is answered says nothing of the shipped county."""
        for position in positions:
            for rule, address in (each for each in self.addresses() if among in each[0]):
                pile = f"?pile={PILES[POSITIONS[position]][0]}" if rule == "/waiting" else ""
                answer = self.people[position].get(address + pile)
                assert answer.status_code in {200, *NOT_FOR_THEM}, (position, address)
                assert sormeby.traces(text_of(answer)) == [], (position, address)
                if answer.status_code == 200:
                    self.shown.add(rule)

    def addresses(self) -> Iterator[tuple[str, str]]:
        for rule in self.rules():
            named = self.names.get(rule.split("/")[1], {})
            lacks = set(_PLACE.findall(rule)) - named.keys()
            if not lacks:
                yield rule, _PLACE.sub(lambda found, named=named: named[found[1]], rule)  # type: ignore[misc]

    def rules(self) -> list[str]:
        every = self.app.url_map.iter_rules()
        return sorted(str(rule) for rule in every if "GET" in (rule.methods or ()) and rule.endpoint != "static")


def text_of(answer: TestResponse) -> str:
    """All that the answer says, a paper's particulars and the headers included."""
    if answer.mimetype == "application/pdf":
        return f"{answer.headers} {papers.read(answer.data).metadata} {papers.text(answer.data)}"
    # Vouchers are written in the letters that their format prescribes.
    letters = "cp437" if answer.data.startswith(b"#FLAGGA") else "utf-8"
    return f"{answer.headers} {answer.data.decode(letters)}"


@pytest.fixture
def tour(another_county: Database) -> Tour:
    app = made_over(another_county)
    people = {position: desk.at_work(app, position) for position in STAFF}
    return Tour(app, people, {"cases": {"scheme": sormeby.BOOST}, "users": {"user_id": "1"}})


def number_in(answer: TestResponse) -> str:
    assert answer.status_code == 303, answer.text
    return str(answer.location.rpartition("/")[2])


def granted(tour: Tour) -> str:
    """The boost registered and assessed by Almi, and granted by the director, on their pages; gives the case's number."""
    almi, director = tour.people["almi"], tour.people["director"]
    case = number_in(almi.submit(almi.get(f"/cases/new/{sormeby.BOOST}"), sormeby.form()))
    tour.names["cases"]["number"] = case
    tour.visit("almi", "handler")
    assert almi.submit(almi.get(f"/cases/{case}"), button="Bedöm").status_code == 303
    checked(almi, case)
    tour.visit("almi", "handler", "director")
    assert almi.submit(almi.get(f"/cases/{case}/proposal"), button="Föreslå").status_code == 303
    tour.visit("almi", "director")
    page = director.get(f"/cases/{case}/decision")
    assert "Sörmeby delegationsordning punkt 2" in page.text
    assert director.submit(page, button="Bevilja").status_code == 303
    return case


def checked(almi: StrictClient, case: str) -> None:
    """Almi answers what the county's own list asks of it."""
    page = almi.get(f"/cases/{case}/checks")
    assert "Sågverksboken visar vem som får teckna sökanden" in page.text
    assert "Ägarna är kända i bygden" in page.text
    said = {"items-0-answer": "yes", "items-1-answer": "no", "items-1-remark": "En ägare är okänd."}
    assert almi.submit(page, said, button="Spara svaren").status_code == 303


def entered(tour: Tour) -> None:
    """Almi enters a file of one case, after trying the template, which has the county's own words."""
    almi = tour.people["almi"]
    for content in (almi.get("/desk/file/template.csv").data, case_files.as_csv(sormeby.row(nace="x"))):
        told = send(almi, content)
        assert (told.status_code, sormeby.traces(told.text)) == (422, [])
    tried = send(almi, case_files.as_csv(sormeby.row()))
    assert sormeby.traces(tried.text) == []
    answer = almi.submit(tried, button="Läs in 1 ärende")
    tour.names["desk"] = {"intake_id": number_in(answer)}
    tour.visit("almi", "handler")


def send(almi: StrictClient, content: bytes) -> TestResponse:
    return almi.submit(almi.get("/desk/file"), {"file": (BytesIO(content), "ärenden.csv")}, button="Pröva filen")


def brought_up(tour: Tour) -> None:
    """A collaboration above everyone's limit is proposed to be granted, and stands on the board's agenda with a paper."""
    given = sormeby.project_facts()
    given |= {
        "costs": [{"category": "staff", "amount": "2000000.00"}],
        "financing": [{"source": "public", "kind": "cash", "amount": "1200000.00"}],
    }
    case = builders.an_assessed_case(sormeby.a_registration(given))
    builders.propose(case)
    item = board.an_item(case=case)
    found = {"meeting_id": item.meeting_id, "item_id": item.id, "attachment_id": board.attached(item).id, "form": "pdf"}
    tour.names["meetings"] = {name: str(value) for name, value in found.items()}
    tour.visit("administrator")


def grouped(tour: Tour) -> None:
    """The applicant has a sister, which has had aid from somebody else."""
    applicant = groups.a_company()
    groups.join(applicant, groups.a_company(groups.SECOND, name="Påhittade Systern AB"))
    award = groups.an_award(applicant)
    (member,) = db.session.query(UndertakingMember).filter_by(organisation_id=applicant.id)
    found = {"organisation_id": applicant.id, "member_id": member.id, "kind": "elsewhere", "key": award.id}
    found["payee_id"] = enrolling.proposed(applicant).id
    tour.names["applicants"] = {name: str(value) for name, value in found.items()}
    tour.visit("handler")


def asked(tour: Tour, case: str) -> None:
    """A supplement is asked for, and the texts of the letters are there."""
    handler = tour.people["handler"]
    due = (clock.today() + timedelta(days=20)).isoformat()
    said = {"points": "Offert", "due_on": due, "consequence": "decided"}
    answer = handler.submit(handler.get(f"/cases/{case}/supplements/new"), said, button="Spara brevet")
    assert answer.status_code == 303, answer.text
    tour.names["cases"] |= {"letter": answer.location.split("/")[-2], "supplement": "1"}
    tour.names["texts"] = {"key": "texts.title_granted"}
    tour.visit("handler", "administrator")


def told(tour: Tour, case: str) -> None:
    """The letter is sent, the award reported, and one of the handlers stands aside."""
    handler = tour.people["handler"]
    page = handler.get(f"/cases/{case}/letter")
    said = {"language": "sv", "means": "post", "name": "Påhittade Sågen AB", "address": "Påhittade gatan 1"}
    assert handler.submit(page, said).status_code == 303
    assert handler.submit(handler.get("/state-aid"), button="Exportera 1 stöd").status_code == 303
    (key,), (export,) = db.session.query(Dispatch.id).one(), db.session.query(RegisterExport.number).one()
    decision, applicant = db.session.query(Decision).one(), groups.a_company()
    conflict = standing_aside.declare(builders.a_user("handler"), db.session.get_one(Case, decision.case_id))
    tour.names["cases"] |= {"key": str(key), "conflict_id": str(conflict)}
    found = {"decision_id": decision.id, "number": export, "form": "csv", "organisation_id": applicant.id}
    tour.names["state-aid"] = {name: str(value) for name, value in found.items()}
    tour.visit("handler")


def kept_secret(tour: Tour, case: str) -> None:
    """A field is marked, and a copy of the documents given out without it."""
    found = case_file.by_number(case, by=builders.a_user())
    disclosing.mark(found, "title", "costs")
    made = disclosing.give_out(found)
    tour.names["cases"] |= {"mark_id": str(secrecy.of_case(found)["costs"].id), "disclosure_id": str(made.id)}
    tour.visit("handler")


def changed(tour: Tour, case: str) -> None:
    """New conditions are proposed by a handler and decided by the director."""
    handler, director = tour.people["handler"], tour.people["director"]
    tour.names["cases"]["kind"] = "change"
    tour.visit("handler")
    said = {"conditions": "Sågen ska gå hela året.", "reason": "Så är det tänkt."}
    page = handler.get(f"/cases/{case}/later/change")
    assert handler.submit(page, said, button="Föreslå").status_code == 303
    tour.visit("director")
    page = director.get(f"/cases/{case}/later-decision")
    assert "Sörmeby delegationsordning punkt 2" in page.text
    assert director.submit(page, button="Besluta enligt förslaget").status_code == 303


def paid_ahead(tour: Tour) -> None:
    """A collaboration is paid in parts, as the county has it, and in advance within the county's own bounds."""
    case = paying_ahead.an_account(
        builders.grant(builders.an_assessed_case(sormeby.a_registration(sormeby.project_facts())))
    )
    paying_ahead.laid(case, Part(Money.kronor(50_000), "Virket är sågat."))
    above = paying_ahead.refusal(paying_ahead.lay, case, paying_ahead.said(Money.kronor(30_001)))
    assert above == "later.above_advance"
    of_the_boost = dict(tour.names["cases"])
    payment = builders.an_attested_payment(paid_elsewhere.noted(case, Money.kronor(10_000)), on=paying_ahead.NEXT)
    tour.names["cases"] |= {"number": case.number, "place": "1", "kind": "advance", "payment": payment.number}
    tour.visit("handler", among="/cases/<number>")
    tour.visit("head_of_finance", among="/payments-elsewhere")
    tour.names["cases"] = of_the_boost


def rejected(tour: Tour) -> None:
    """A boost is rejected, and the director reads what it would be to revoke that."""
    case = builders.an_assessed_case(sormeby.a_registration())
    director = tour.people["director"]
    page = director.get(f"/cases/{case.number}/decision")
    said = {"rejection-reason": "Sågverket ligger för långt bort."}
    assert director.submit(page, said, button="Avslå").status_code == 303
    of_the_boost = dict(tour.names["cases"])
    tour.names["cases"]["number"] = case.number
    tour.visit("director", among="/reopening")
    tour.names["cases"] = of_the_boost


def itemised(tour: Tour, case: str) -> None:
    """A draft with a row at the county's own terms, which is withdrawn again."""
    handler = tour.people["handler"]
    said = {"kind": "interim", "vat": "no", "account_kind": "bankgiro", "account_number": builders.BANKGIRO}
    page = handler.submit(handler.get(f"/cases/{case}/claims/draft"), said, button="Påbörja rekvisitionen")
    row = {"lines-0-category": "machinery", "lines-0-net": "1 000"}
    assert handler.submit(handler.get(page.location), row, button="Lägg till raderna").status_code == 303
    tour.names["cases"] |= {"claim": "1", "row": "1"}
    tour.visit("handler", among="/claims/")
    claim = handler.get(f"/cases/{case}/claims/1")
    answer = handler.submit(claim, {"withdrawal-why": "Fel bräda."}, button="Dra tillbaka rekvisitionen")
    assert answer.status_code == 303


def prepared(tour: Tour, case: str) -> str:
    """The payment of all that was granted, claimed and approved; gives its number."""
    handler = tour.people["handler"]
    said = {"kind": "final", "reported": "300 000", "account_kind": "bankgiro", "account_number": builders.BANKGIRO}
    page = handler.submit(handler.get(f"/cases/{case}/claims/new"), said, button="Registrera rekvisitionen")
    tour.names["cases"] |= {"claim": number_in(page), "form": "csv"}
    address = f"/cases/{case}/claims/{number_in(page)}"
    tour.visit("handler")
    assert "Virket är vägt och kvittot är sågat rakt" in handler.get(f"{address}/checks").text
    _draft, claim = db.session.query(Claim).order_by(Claim.number).all()
    claiming.see_to_claim(claim, on=clock.today())
    builders.confirm_account(claiming.case_of(claim).organisation_id, on=clock.today())
    # More than what the county lets pass is granted, so that somebody has been there to look.
    (attached,) = db.session.query(ClaimAttachment).all()
    tour.names["cases"]["attachment_id"] = str(attached.id)
    tour.visit("handler", among="/claims/")
    answer = handler.submit(handler.get(address), button="Godkänn och bered utbetalningen")
    assert answer.status_code == 303
    listed = tour.people["head_of_finance"].get("/payments")
    found = re.search(r"/payments/([A-Z]+-\d{4}-\d{4})", listed.text)
    assert found is not None
    return found[1]


def exported(tour: Tour, payment: str) -> str:
    """The payment attested, put in a batch and exported; gives the batch's number."""
    finance = tour.people["head_of_finance"]
    page = finance.get(f"/payments/{payment}")
    assert finance.submit(page, button="Attestera 135 000 kr").status_code == 303
    tour.visit("head_of_finance")
    made = finance.submit(finance.get("/payments"), {"payments": [payment]}, button="Skapa betalningsfil")
    batch = number_in(made)
    tour.names["batches"] = {"number": batch, "form": "pain001"}
    tour.names["vouchers"] = {"month": f"{clock.today():%Y-%m}"}
    tour.names["frames"] = {"form": "csv"}
    tour.names["bank"] = {"file_id": str(bank.a_file_that_does_not_match()), "position": "2"}
    assert finance.submit(finance.get(f"/batches/{batch}"), button="Lås 135 000 kr").status_code == 303
    assert finance.submit(finance.get(f"/batches/{batch}"), button="Exportera 135 000 kr").status_code == 303
    return batch


def watched(tour: Tour, case: str) -> None:
    """A condition of the decision is watched after the last payment."""
    today = clock.today()
    one = watching.added(recovering.found(case), on=today, until_on=today + timedelta(days=400))
    tour.names["cases"]["watch"] = str(one.id)
    tour.visit("handler", among="/watches")


def recovered(tour: Tour, case: str) -> None:
    """Part of what was paid is wanted back: some comes in, the rest is agreed to come in parts or proposed as lost."""
    today = clock.today()
    decision = recovering.a_recovery(
        recovering.found(case),
        amount=Money.kronor(10_000),
        on=today,
        due_on=today + timedelta(days=30),
        minutes="SBN 2026-11-18 § 3",
    )
    repayment = recovering.repaid(decision, Money.kronor(1_000), today)
    recovering.planned(decision, [(today + timedelta(days=60), 9_000)], on=today)
    loss = recovering.proposed(decision, Money.kronor(500), on=today)
    recovering.lowered(decision, Money.kronor(9_500), on=today, minutes="SBN 2026-11-18 § 4")
    back = recovering.refund_noted(decision, Money.kronor(500), on=today)
    recovering.refund_confirmed(decision, back, on=today)
    tour.names["recoveries"] = {
        "key": str(decision.id),
        "repayment": str(repayment),
        "loss": str(loss),
        "back": str(back),
    }
    tour.visit("handler", "administrator", "head_of_finance", among="/recoveries")


def books(tour: Tour) -> None:
    """The State's money is written, and a month closed and signed."""
    tour.names["money-in"] = {"entry_id": str(closing.an_entry(Money.kronor(1_000), on=date(2025, 12, 1)).id)}
    closing.close("2025-12")
    tour.names["reconciliations"] = {"month": "2025-12", "reconciliation_id": str(closing.sign("2025-12").id)}
    tour.names["finance"] = {"form": "csv"}
    for place in ("/finance", "/money-in", "/periods", "/reconciliations"):
        tour.visit("head_of_finance", among=place)


def appealed(tour: Tour) -> None:
    """The board withholds a payment; one appeal goes to the court and back, another, which came too late, is dismissed."""
    case = builders.grant(builders.an_assessed_case(sormeby.a_registration()))
    minutes = "SBN 2026-03-14 § 1"
    appealing.took_part(case, appealing.withheld(case, minutes=minutes))
    first, late = appealing.an_appeal(case).id, appealing.a_late_appeal(case).id
    of_the_boost = dict(tour.names["cases"])
    tour.names["cases"]["number"] = case.number

    def visit(key: int, *positions: str) -> Appeal:
        tour.names["cases"]["key"] = str(key)
        tour.visit(*positions, among="/appeals")
        return db.session.get_one(Appeal, key)

    appealing.judge(visit(first, "handler"), "find_in_time")
    administrator = appealing.someone("administrator")
    appealing.look_again(visit(first, "handler", "administrator"), by=administrator, minutes=minutes)
    appealing.forward(visit(first, "handler"))
    appealing.hear(visit(first, "handler"))
    appealing.settle(visit(first, "handler"))
    appealing.judge(visit(late, "handler"), "find_late")
    appealing.dismiss(visit(late, "administrator"), by=administrator, minutes=minutes)
    visit(late, "handler")
    tour.names["cases"] = of_the_boost


# The pages are the same on both databases, and each is opened on both elsewhere; what is another county's own is data.
@pytest.mark.parametrize("backend", ["sqlite"])
def test_every_page_of_the_journey_is_the_countys_own(tour: Tour) -> None:
    case = granted(tour)
    entered(tour)
    tour.visit("handler", "administrator")
    brought_up(tour)
    grouped(tour)
    asked(tour, case)
    told(tour, case)
    kept_secret(tour, case)
    changed(tour, case)
    rejected(tour)
    paid_ahead(tour)
    itemised(tour, case)
    payment = prepared(tour, case)
    tour.names["payments"] = {"number": payment}
    version = a_version('"150000.00"', of=sormeby.BOOST, first_day=date(2031, 1, 1))
    tour.names["rules"] = {"name": sormeby.BOOST, "number": str(laying_down.submitted(version))}
    exported(tour, payment)
    recovered(tour, case)
    books(tour)
    watched(tour, case)
    appealed(tour)
    for client in tour.people.values():
        client.submit(client.get("/"), {}, button="English")
    tour.visit("handler", "head_of_finance", "administrator")
    # Who is signed in is led on from the page for it; a visitor opens it below. No aid here is large enough to be published.
    assert set(tour.rules()) - tour.shown == {"/sign-in", "/state-aid/publications/<number>"}


def test_the_doors_are_the_countys_own(tour: Tour) -> None:
    visitor = tour.app.test_client()
    for address in ("/sign-in", "/nowhere"):
        assert sormeby.traces(visitor.get(address).text) == []
    handler = tour.people["handler"]
    for scheme in (sormeby.BOOST, sormeby.COLLABORATION):
        page = handler.get(f"/cases/new/{scheme}")
        assert "Ytterön" in page.text
        wrong = handler.submit(page, {})
        assert wrong.status_code == 422
        assert sormeby.traces(page.text + wrong.text) == []
    assert handler.get("/cases/new/konsultcheck").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("backend", ["sqlite"])
def test_totals_by_every_key(tour: Tour, language: str) -> None:
    builders.grant(builders.an_assessed_case(sormeby.a_registration(sormeby.project_facts())))
    director = tour.people["director"]
    if language == "en":
        director.submit(director.get("/"), {}, button="English")
    for key in KEYS:
        page, written = director.get(f"/totals?by={key}"), director.get(f"/totals/list.csv?by={key}")
        assert (page.status_code, written.status_code) == (200, 200)
        assert sormeby.traces(page.text + written.text) == []
