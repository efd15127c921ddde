"""Somebody at Almi tries every address with everything that there is, and gets nothing that is not Almi's."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from grantdesk import db
from grantdesk.domain.money import Money
from grantdesk.domain.roles import ALMI
from grantdesk.models.case import Case
from grantdesk.models.event import Event
from grantdesk.models.organisation import Organisation
from grantdesk.models.payment import Batch, Payment
from grantdesk.queries.balances import KEYS
from grantdesk.queries.worklist import PILES
from tests import builders, framing
from tests.conftest import Database, made_over
from tests.documents import papers
from tests.web.test_access_matrix import FIELDS

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

_PLACE = re.compile(r"<(?:([^:>]+):)?(\w+)>")
_CASE_NUMBER = re.compile(r"GD-\d{4}-\d{4,}")
# Leaving and entering are everybody's, and would end the session that tries.
_OWN_SESSION = {"/sign-out", "/sign-in", "/language", "/static/<path:filename>"}
_CASES_OF_A_STATE = {"region": 3, ALMI: 1}
# The first keys that there are: of rows that belong to a case, of rows that are named together with others, and of those alone.
_KEYS_IN_A_CASE, _KEYS_TOGETHER, _KEYS_ALONE = range(1, 3), range(1, 5), range(1, 16)


@dataclass
class Region:
    """What is the Region's and not Almi's, to be looked for in whatever is answered."""

    numbers: frozenset[str]
    words: re.Pattern[str]

    def traces(self, answer: TestResponse, address: str) -> list[str]:
        said = text_of(answer)
        numbers = {found for found in _CASE_NUMBER.findall(said) if found in self.numbers and found not in address}
        return sorted(numbers | {found for found in self.words.findall(said) if found not in address})


def text_of(answer: TestResponse) -> str:
    """All that the answer says, whatever its form."""
    if answer.mimetype == "application/pdf":
        return f"{answer.headers} {papers.read(answer.data).metadata} {papers.text(answer.data)}"
    if "spreadsheet" in (answer.mimetype or ""):
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
        return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    return f"{answer.headers} {unescape(answer.text)}".replace("\u00a0", " ")


@dataclass
class Sweep:
    """Every address, filled in with the Region's rows, with Almi's, and with what is not there."""

    app: Flask
    asked: list[str] = field(default_factory=list)

    @cached_property
    def cases(self) -> list[str]:
        """The newest of the Region's in every state, and one of Almi's."""
        rows = db.session.execute(select(Case.number, Case.status, Case.handled_by).order_by(Case.id.desc()))
        states: dict[tuple[str, str], list[str]] = {}
        for number, status, hands in rows:
            states.setdefault((hands, status), []).append(number)
        return [number for (hands, _), found in states.items() for number in found[: _CASES_OF_A_STATE[hands]]]

    def values(self, rule: str, converter: str | None, name: str) -> list[str]:
        if name == "number" and rule.startswith("/cases/"):
            return self.cases
        if name == "number" and rule.startswith("/payments/"):
            return self._numbers(Payment)
        if name == "number" and rule.startswith("/batches/"):
            return self._numbers(Batch)
        if converter == "int":
            alone = _KEYS_ALONE if rule.count("<int:") == 1 else _KEYS_TOGETHER
            return [str(key) for key in (_KEYS_IN_A_CASE if "/cases/" in rule else alone)]
        if converter and converter.startswith("any("):
            return [each.strip() for each in converter[4:-1].split(",")]
        return ["investeringsstod", "konsultcheck", "declared", "1", "GD-2025-0001", "EXP-2026-0001"]

    def _numbers(self, model: type[Payment | Batch]) -> list[str]:
        return list(db.session.execute(select(model.number).order_by(model.id.desc()).limit(5)).scalars())

    def addresses(self, method: str) -> Iterator[str]:
        for rule in self.app.url_map.iter_rules():
            if method in (rule.methods or ()) and rule.rule not in _OWN_SESSION:
                places = _PLACE.findall(rule.rule)
                for chosen in itertools.product(*(self.values(rule.rule, *place) for place in places)):
                    filled = iter(chosen)
                    yield _PLACE.sub(lambda _: next(filled), rule.rule)  # noqa: B023 - called at once


@pytest.fixture
def sweep(demonstration: Database) -> Sweep:
    return Sweep(made_over(demonstration))


@pytest.fixture
def region(sweep: Sweep) -> Region:  # noqa: ARG001 - the database is connected first
    almis = select(Case.organisation_id).where(Case.handled_by == ALMI)
    names = select(Organisation.name).where(Organisation.id.not_in(almis))
    ours, theirs = (
        set(db.session.execute(select(Case.title).where(Case.handled_by == hands)).scalars())
        for hands in ("region", ALMI)
    )
    words = sorted({*db.session.execute(names).scalars(), *(ours - theirs)}, key=len, reverse=True)
    numbers = db.session.execute(select(Case.number).where(Case.handled_by != ALMI)).scalars()
    return Region(frozenset(numbers), re.compile("|".join(map(re.escape, words))))


@pytest.fixture
def almi(sweep: Sweep) -> FlaskClient:
    return signed_in(sweep.app, "almi")


def signed_in(app: Flask, position: str) -> FlaskClient:
    """A browser that does not look at how pages are built: that is done elsewhere, and takes most of the time."""
    person, client = builders.a_user(position), FlaskClient(app, app.response_class, use_cookies=True)
    sent = {"email": person.email, "password": builders.PASSWORD, "csrf_token": token(client, "/sign-in")}
    assert client.post("/sign-in", data=sent).status_code in {302, 303}
    return client


def token(client: FlaskClient, address: str = "/") -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(address).text)
    assert found is not None
    return found[1]


def test_every_address_that_can_be_read(sweep: Sweep, region: Region, almi: FlaskClient) -> None:
    leaks = {}
    for address in sweep.addresses("GET"):
        answer = almi.get(address)
        assert answer.status_code in {200, 302, 303, 403, 404, 409}, (address, answer.status)
        if found := region.traces(answer, address):
            leaks[address] = found[:3]
    assert leaks == {}


def test_every_number_of_a_case(sweep: Sweep, region: Region, almi: FlaskClient) -> None:
    """One that is the Region's is answered as one that is not there."""
    assert sweep.cases
    for number in sorted(region.numbers):
        answer = almi.get(f"/cases/{number}")
        assert (answer.status_code, region.traces(answer, number)) == (404, [])


def test_every_address_that_something_is_sent_to(sweep: Sweep, region: Region, almi: FlaskClient) -> None:
    sent, before = FIELDS | {"csrf_token": token(almi)}, _acts_in_the_regions_cases()
    leaks = {}
    for address in sweep.addresses("POST"):
        answer = almi.post(address, data=sent)
        assert answer.status_code in {200, 302, 303, 403, 404, 409, 422}, (address, answer.status)
        if found := region.traces(answer, address):
            leaks[address] = found[:3]
    assert leaks == {}
    assert _acts_in_the_regions_cases() == before


def _acts_in_the_regions_cases() -> int:
    db.session.rollback()
    ours = select(Case.id).where(Case.handled_by != ALMI)
    return db.session.execute(select(func.count()).select_from(Event).where(Event.case_id.in_(ours))).scalar_one()


QUESTIONS = [
    *(f"/cases?{question}" for question in (
        "text=a", "text=GD-", "text=5599", "text=AB", "status=granted", "handled_by=region", "scheme=investeringsstod",
        "municipality=1980", "year=2025", "order=name", "page=2", "page=9999",
    )),
    *(f"/applicants?{question}" for question in ("text=a", "text=AB", "text=5599", "page=2")),
    *(f"/waiting?pile={pile}" for piles in PILES.values() for pile in piles),
    *(f"/totals?by={key}" for key in KEYS), *(f"/totals/list.csv?by={key}" for key in KEYS),
    "/calculator?municipality=1982&nace=25&costs-0-category=machinery&costs-0-amount=400000&calculate=1",
    "/rules/investeringsstod?on=2026-01-01",
]  # fmt: skip


@pytest.mark.parametrize("script", [False, True], ids=["page", "part"])
def test_every_question_that_a_list_can_be_asked(sweep: Sweep, region: Region, almi: FlaskClient, script: bool) -> None:
    headers = {"HX-Request": "true"} if script else {}
    assert sweep.cases
    leaks = {}
    for address in QUESTIONS:
        answer = almi.get(address, headers=headers)
        assert answer.status_code in {200, 403, 404}, (address, answer.status)
        if found := region.traces(answer, address):
            leaks[address] = found[:3]
    assert leaks == {}


def test_the_sweep_looks_for_what_there_is(sweep: Sweep, region: Region) -> None:
    """Somebody of the Region's finds it in the same places."""
    handler = signed_in(sweep.app, "handler")
    found = [address for address in ("/cases", "/applicants", "/") if region.traces(handler.get(address), address)]
    assert found == ["/cases", "/applicants", "/"]
    assert len(region.numbers) > 100


# Amounts that nothing else has: costs, what is granted, reported and paid, and the county's frame.
AMOUNTS = {"costs": 4_311_270, "granted": 1_234_570, "reported": 987_650, "frame": 777_777_770, "proposed": 543_210}
SECRET, SHARED = "Hemlig kvarn", "Hemligt mejeri"


@pytest.fixture
def amounts(app: Flask) -> Sweep:
    """A case of the Region's that is being paid, one that is proposed, and one of a company that has a case with Almi too."""
    framing.a_frame(Money.kronor(AMOUNTS["frame"]))
    facts = builders.facts(costs=[{"category": "machinery", "amount": f"{AMOUNTS['costs']}.00"}])
    granted = builders.a_granted_case(
        builders.a_registration(facts, title=SECRET), amount=Money.kronor(AMOUNTS["granted"])
    )
    claim = builders.a_claim(granted, reported=Money.kronor(AMOUNTS["reported"]))
    builders.a_batch(builders.an_attested_payment(builders.a_payment(claim)))
    proposed = builders.an_assessed_case(builders.a_registration(facts, title=SECRET))
    builders.propose(proposed, Money.kronor(AMOUNTS["proposed"]))
    both = {"organisation_number": "559900-2002"}
    check = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])
    for given, title, hands in ((builders.facts(), SHARED, "handler"), (check, "Exportråd", "almi")):
        given["applicant"] |= both
        named = builders.a_registration(given, title=title, organisation_name="Påhittade Bägge AB")
        builders.an_assessed_case(named, by=builders.a_user(hands))
    return Sweep(app)


def test_no_amount_of_the_regions_is_on_any_page(amounts: Sweep) -> None:
    almi, leaks = signed_in(amounts.app, "almi"), {}
    for address in amounts.addresses("GET"):
        said = text_of(almi.get(address))
        digits = re.sub(r"[\s\u00a0.,]", "", said)
        found = [name for name, kronor in AMOUNTS.items() if str(kronor) in digits]
        if found or SECRET in said or SHARED in said:
            leaks[address] = found
    assert leaks == {}


def test_a_company_of_both_is_shown_to_almi_without_the_regions_case(amounts: Sweep) -> None:
    almi = signed_in(amounts.app, "almi")
    key, number = db.session.execute(
        select(Organisation.id, Case.number)
        .join(Case, Case.organisation_id == Organisation.id)
        .where(Case.title == SHARED)
    ).one()
    page = almi.get(f"/applicants/{key}")
    assert page.status_code == 200
    assert "Exportråd" in page.text
    assert number not in page.text
    assert SHARED not in page.text
