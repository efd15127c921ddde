"""What is paid before there are costs: projects' advances, and a village store's service grant in instalments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from functools import partial
from hashlib import sha256

from grantdesk.actions import assess, bundle, check, decide, disburse, enrol, instal, later, register
from grantdesk.domain import account
from grantdesk.domain.facts import parse_application
from grantdesk.domain.instalments import Part
from grantdesk.domain.later import Later
from grantdesk.domain.lifecycle import may
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.operations.demonstration import bank_replies, chance, checking, paperwork, people, waiting
from grantdesk.operations.demonstration.player import Player
from grantdesk.operations.demonstration.scenes import Scene, scene
from grantdesk.queries import advances, case_file, grants, instalments, payees, payouts, proposals, rates

_SCHEME = "kommersiell_service_servicebidrag"
_AT = time(16, 0)
_COSTS, _ADVANCE = Money.kronor(90_000), Money.kronor(60_000)
_EARLY, _FIRST_COSTS = Money.kronor(200_000), Money.kronor(240_000)
_HALF_YEAR = timedelta(days=182)
_BANKGIRO = "991-2346"


def scenes(player: Player, before: date) -> Iterator[Scene]:
    """A project is paid in advance, and its first costs are settled against a part of that."""
    told: list[str] = []
    done: tuple[tuple[int, Callable[[date], None]], ...] = (
        (46, partial(_decide_early, player, told)),
        (44, partial(_attest_early, player, told)),
        (42, partial(_send_early, player, told)),
        (40, partial(_answer_early, player, told)),
        (24, partial(_claim_early, player)),
        (13, partial(_settle_early, player)),
    )
    for days, act in done:
        yield scene(chance.later(before - timedelta(days=days), 0), _AT, act)


def _decide_early(player: Player, told: list[str], on: date) -> None:
    """`told` gets the number of the payment."""
    handler, director = player.users[people.HANDLER], player.users[people.DIRECTOR]
    number = player.case_of(waiting.PAID_AHEAD).number
    _account(case_file.for_act(number, by=handler), "991-3435", player, on)
    _advance(number, _EARLY, player, on)
    payment = advances.of_case(case := case_file.for_act(number, by=director), grants.of_case(case))[0].payment
    told.extend([payment.number] if payment else [])


def _attest_early(player: Player, told: list[str], on: date) -> None:
    payment = payouts.by_number(told[0])
    disburse.attest(payment, by=player.users[people.FINANCE], on=on, terms=player.terms)


def _send_early(player: Player, told: list[str], on: date) -> None:
    by, terms = player.users[people.FINANCE], player.terms
    batch = bundle.make(payouts.by_numbers(told), by=by, on=on, once=_token("early"))
    bundle.lock(batch, by=by, on=on, terms=terms)
    bundle.export(batch, by=by, on=on, terms=terms)
    bundle.mark_sent(batch, by=by, on=on, today=on)
    told.append(batch.number)


def _answer_early(player: Player, told: list[str], on: date) -> None:
    batch = payouts.batch_by_number(told[-1])
    bank_replies.booked(batch, by=player.users[people.FINANCE], on=on, terms=player.terms)


def _claim_early(player: Player, on: date) -> None:
    by = player.users[people.HANDLER]
    case = case_file.for_act(player.case_of(waiting.PAID_AHEAD).number, by=by)
    account_of = payees.account_of(advances.payee_of(case))
    disburse.claim(case, disburse.Report("interim", _FIRST_COSTS, account_of, _token("first costs")), by=by, on=on)


def _settle_early(player: Player, on: date) -> None:
    """The costs give less than what has been paid, so nothing is paid now."""
    by = player.users[people.HANDLER]
    claim = case_file.claim_of(player.case_of(waiting.PAID_AHEAD).number, 1, by=by)
    paperwork.see_to(claim, waiting.PAID_AHEAD, by=by, on=on, terms=player.terms)
    disburse.cover(claim, disburse.Approval(_FIRST_COSTS, ZERO), by=by, on=on, terms=player.terms)


def play(player: Player, *, on: date) -> None:
    """Another is paid in advance and a store in instalments; the payments wait to be attested by finance."""
    _in_advance(player, on)
    _in_instalments(player, on)


def _in_advance(player: Player, on: date) -> None:
    """A project of which nothing more is decided gets an advance: proposed by a handler, taken by the director."""
    _advance(
        next(case.number for case in player.open_cases() if _may_be_advanced(case, player, on)), _ADVANCE, player, on
    )


def _advance(number: str, amount: Money, player: Player, on: date) -> None:
    handler, director = player.users[people.HANDLER], player.users[people.DIRECTOR]
    said = Later("advance", amount=amount, special_reasons=_REASONS, soundness=_SOUND)
    laid = later.lay(case_file.for_act(number, by=handler), said, _WHY, by=handler, on=on, terms=player.terms).id
    taken = case_file.for_act(number, by=director)
    later.take(taken, laid, decide.Verdict(""), by=director, on=on, terms=player.terms)


def _may_be_advanced(case: Case, player: Player, on: date) -> bool:
    """Whether the case is a granted project with room for the advance, an account, and nothing else under way."""
    county = player.terms.county
    if case.status != "granted" or not county.scheme(case.scheme).rules.advance.on(on):
        return False
    if case.ends_on is None or case.ends_on < on + _HALF_YEAR or proposals.standing_in(case) is not None:
        return False
    grant = grants.of_case(case)
    room = min(grants.free_of(case) - grant.withheld, advances.left(case, grant, county=county, on=on))
    return room >= _ADVANCE and payees.confirmed_of(case.organisation_id) is not None


def _in_instalments(player: Player, on: date) -> None:
    """A store is granted a service grant in two parts, of which the first is released."""
    handler, director = player.users[people.HANDLER], player.users[people.DIRECTOR]
    case = _granted(player, handler, director, on)
    _account(case, _BANKGIRO, player, on)
    half = Money(_COSTS.ore // 2)
    parts = (Part(half, _FIRST), Part(half, _SECOND, on + _HALF_YEAR))
    instal.lay_down(case, parts, by=handler, on=on, terms=player.terms)
    line = instalments.by_number(case, 1)
    instal.release(line, case, _MET, by=handler, on=on, terms=player.terms)


def _granted(player: Player, handler: Actor, director: Actor, on: date) -> Case:
    """The grant, applied for and given by the acts that every grant is given by."""
    terms, county = player.terms, player.terms.county
    like = player.case_of(waiting.STORE)
    applicant = case_file.facts_of(like, on=on)["applicant"]
    objectives = {line.objective: line.share for line in like.objectives}
    application = parse_application(_facts(applicant, on), county)
    said = register.Registration(
        application, _TITLE, like.organisation.name, objectives, once=_token("store"), ends_on=on + 2 * _HALF_YEAR
    )
    case = register.case(said, by=handler, on=on, county=county)
    made = assess.case(case, by=handler, on=on, county=county)
    items = terms.checks.on(on, scheme=case.scheme, handled_by=case.handled_by)
    check.note(case, checking.answers(_TITLE, items), by=handler, on=on, terms=terms)
    verdict = decide.Verdict(_GRANTED, made.id, tuple(made.answer["before_granting"]))
    decide.grant(case, made.aid, verdict, by=director, on=on, terms=terms)
    return case_file.for_act(case.number, by=handler)


def _facts(applicant: dict[str, object], on: date) -> dict[str, object]:
    return {
        "scheme": _SCHEME,
        "received_on": on.isoformat(),
        "applicant": applicant,
        "costs": [{"category": "operation", "amount": str(_COSTS)}],
        "financing": [],
        "de_minimis": [],
        "eur_rate": format(rates.before(on).sek_per_eur, "f"),
        "circumstances": {
            "well_developed_service": True,
            "municipality_consulted": True,
            "years_already_supported": 0,
        },
    }


def _account(case: Case, bankgiro: str, player: Player, on: date) -> None:
    """The recipient's account, entered by one and confirmed by another."""
    handler, finance = player.users[people.HANDLER], player.users[people.FINANCE]
    said = account.parse(account.BANKGIRO, bankgiro)
    payee = enrol.account(case.organisation, said, _READ, once=_token(f"account {bankgiro}"), by=handler, on=on)
    if may("payee", "confirm", payee.state):
        enrol.confirm(payees.by_id(payee.id, organisation_id=case.organisation_id), by=finance, on=on)


def _token(key: str) -> str:
    return sha256(f"demonstration ahead {key}".encode()).hexdigest()


_REASONS = "Föreningen har inga egna medel att ligga ute med innan den första rekvisitionen (påhittat)."
_SOUND = "Bokslut för två år och en likviditetsplan är prövade; föreningen klarar sina åtaganden (påhittat)."
_WHY = "Projektet kan börja i tid (påhittat)."
_TITLE = "Servicebidrag till lanthandeln"
_GRANTED = "Butiken är den enda i bygden (påhittat)."
_FIRST = "Butiken är öppen hela veckan (påhittat villkor)."
_SECOND = "Butikens årsredovisning är lämnad (påhittat villkor)."
_MET = "Besök i butiken, anteckning i ärendet (påhittat)."
_READ = "Undertecknad blankett om konto (påhittad)"
