"""Lives the stories: every act is the one that a user would do, by somebody who may, on its day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import groupby

from grantdesk import db
from grantdesk.actions import allot, assess, bundle, check, decide, disburse, enrol, follow_up, propose, register
from grantdesk.domain import account, authority
from grantdesk.domain.facts import parse_application
from grantdesk.domain.money import Money
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.frame import Frame
from grantdesk.models.organisation import Organisation
from grantdesk.models.payment import Batch, Payment
from grantdesk.operations.demonstration import (
    bank_replies,
    checking,
    itemised,
    paperwork,
    people,
    reporting,
    yearly_frames,
)
from grantdesk.operations.demonstration.acts import Act
from grantdesk.operations.demonstration.story import Claimed, Ending, Story, facts
from grantdesk.queries import absences, conflicts, payees, payouts, rates
from grantdesk.region import Terms

_HANDLERS = (people.HANDLER, people.SECOND_HANDLER)
_DECIDERS = (people.ALMI, people.HEAD_OF_UNIT, people.DIRECTOR, people.ADMINISTRATOR)
_ATTESTERS = (people.FINANCE, people.HEAD_OF_FINANCE)
# Why a claim is approved where something speaks against it, such as money that has come back in the same case.
_LOOKED_INTO = "Påhittat: det som har kommit tillbaka gäller andra kostnader; dessa är granskade."


@dataclass(frozen=True)
class _Seen:
    """What the one who decides has seen of the assessment."""

    assessment_id: int
    aid: Money
    before_granting: tuple[str, ...]


class Player:
    """Plays acts in order, and remembers what came of those before. Nobody else may write meanwhile."""

    def __init__(self, terms: Terms, users: Mapping[people.LogIn, Actor]) -> None:
        self.terms = terms
        self.users = users
        self._cases: dict[str, Case] = {}
        self._seen: dict[str, _Seen] = {}
        self._claims: dict[tuple[str, int], Claim] = {}
        self._payments: dict[tuple[str, int], str] = {}  # by number
        self._batches: dict[tuple[tuple[str, int], ...], Batch] = {}
        self._frames: list[Frame] = []

    def play(self, acts: Iterable[Act]) -> None:
        """Do every act; those of one kind on one day together. Raises Refused where the plan asks for what may not be."""
        for at, together in groupby(acts, key=lambda act: act.at):
            with db.transaction(at=at):
                for act in together:
                    self._do(act)

    def organisation_of(self, key: str) -> Organisation:
        """Who applied in the story with this key."""
        return self._cases[key].organisation

    def case_of(self, key: str) -> Case:
        """The case of the story with this key, while it is open."""
        return self._cases[key]

    def claim_of(self, key: str) -> Claim:
        """The first claim of the story with this key, while nobody has approved it."""
        return self._claims[key, 0]

    def open_cases(self) -> Iterator[Case]:
        """Every case that is open, in the order of their keys."""
        return (self._cases[key] for key in sorted(self._cases))

    def _do(self, act: Act) -> None:
        if act.story is None:
            of_none = {
                "allot": self._allot,
                "confirm": self._confirm,
                "collect": self._collect,
                "export": self._export,
                "answer": self._answer,
                "report": self._report,
                "acknowledge": self._acknowledge,
            }
            of_none[act.kind](act)
            return
        of_case: dict[str, Callable[[Act, Story], None]] = {
            "register": self._register,
            "withdraw": self._withdraw,
            "assess": self._assess,
            "check": self._check,
            "propose": self._propose,
            "decide": self._decide,
            "claim": self._claim,
            "approve": self._approve,
            "attest": self._attest,
            "close": self._close,
        }
        of_case[act.kind](act, act.story)

    def _allot(self, act: Act) -> None:
        new = yearly_frames.of(act.on.year + 1, laid_on=act.on)
        self._frames = [allot.frame(each, by=self.users[people.FINANCE]) for each in new]

    def _confirm(self, _act: Act) -> None:
        for laid in self._frames:
            allot.confirm(laid, by=self.users[people.HEAD_OF_FINANCE])

    def _report(self, act: Act) -> None:
        reporting.awards(by=self.users[people.HANDLER], on=act.on, county=self.terms.county)

    def _acknowledge(self, act: Act) -> None:
        reporting.acknowledgements(by=self.users[people.HANDLER], on=act.on, county=self.terms.county)

    def _register(self, act: Act, story: Story) -> None:
        said = facts(story, eur_rate=format(rates.before(act.on).sek_per_eur, "f"))
        registration = register.Registration(
            application=parse_application(said, self.terms.county),
            title=story.title,
            organisation_name=story.applicant.name,
            objectives=story.objectives,
            once=_token(story.key),
            ends_on=story.ends_on,
            project=story.project,
        )
        by = self._registrar(story)
        self._cases[story.key] = register.case(registration, by=by, on=act.on, county=self.terms.county)

    def _withdraw(self, act: Act, story: Story) -> None:
        register.withdraw(self._cases.pop(story.key), _ending(story).reason, by=self._registrar(story), on=act.on)

    def _assess(self, act: Act, story: Story) -> None:
        case = self._cases[story.key]
        by = self._registrar(story)
        made = assess.case(case, by=by, on=act.on, county=self.terms.county)
        self._seen[story.key] = _Seen(made.id, made.aid, tuple(made.answer["before_granting"]))

    def _check(self, act: Act, story: Story) -> None:
        case = self._cases[story.key]
        items = self.terms.checks.on(act.on, scheme=case.scheme, handled_by=case.handled_by)
        answers = checking.answers(story.key, items)
        check.note(case, answers, by=self._registrar(story), on=act.on, terms=self.terms)

    def _propose(self, act: Act, story: Story) -> None:
        case, seen = self._cases[story.key], self._seen[story.key]
        if story.proposed is None:
            raise ValueError(f"{story.key} has no proposal")
        verdict = decide.Verdict(story.proposed.reason, seen.assessment_id)
        propose.grant(case, seen.aid, verdict, by=self._registrar(story), on=act.on, terms=self.terms)

    def _decide(self, act: Act, story: Story) -> None:
        case, seen = self._cases[story.key], self._seen.pop(story.key)
        granted = _ending(story).kind == "granted"
        amount = seen.aid if granted else decide.asked_for(case)
        by = self._who_may_decide("grant" if granted else "reject", case, amount, on=act.on)
        verdict = decide.Verdict(
            reason=_ending(story).reason,
            assessment_id=seen.assessment_id,
            met_before=seen.before_granting if granted else (),
            minutes=_minutes(act.on) if by is self.users[people.ADMINISTRATOR] else None,
        )
        if granted:
            decide.grant(case, amount, verdict, by=by, on=act.on, terms=self.terms)
        else:
            decide.reject(case, verdict, by=by, on=act.on, terms=self.terms)

    def _claim(self, act: Act, story: Story) -> None:
        (place,) = act.claims
        told = _claimed(story, place)
        report = disburse.Report(
            kind=told.kind,
            reported=told.reported,
            account=account.parse(account.BANKGIRO, story.applicant.bankgiro),
            once=_token(f"{story.key} claim {place[1]}"),
            in_kind=told.in_kind,
        )
        case, by = self._cases[story.key], self._handler(story)
        if told.approved_on is None:
            claim = itemised.claim(case, report, by=by, on=act.on, county=self.terms.county)
        else:
            claim = disburse.claim(case, report, by=by, on=act.on)
        self._confirm_account(claim, on=act.on)
        self._claims[place] = claim

    def _confirm_account(self, claim: Claim, *, on: date) -> None:
        """Finance looks at an account the first time that it is paid to."""
        payee = payees.by_id(claim.payee_id or 0, organisation_id=claim.case.organisation_id)
        if payee.state == "proposed":
            enrol.confirm(payee, by=self.users[people.FINANCE], on=on)

    def _approve(self, act: Act, story: Story) -> None:
        (place,) = act.claims
        told, claim = _claimed(story, place), self._claims.pop(place)
        approved = told.approved or told.reported
        proposal = disburse.proposal_for(claim, approved, county=self.terms.county)
        approval = disburse.Approval(
            approved, proposal.proposed, told.reason or (_LOOKED_INTO if proposal.doubts else "")
        )
        by = self._handler(story)
        paperwork.see_to(claim, story.key, by=by, on=act.on, terms=self.terms)
        self._payments[place] = disburse.approve(claim, approval, by=by, on=act.on, terms=self.terms).number

    def _attest(self, act: Act, _story: Story) -> None:
        payment = payouts.by_number(self._payments[act.claims[0]])
        disburse.attest(payment, by=self._who_may_attest(payment, on=act.on), on=act.on, terms=self.terms)

    def _collect(self, act: Act) -> None:
        payments = payouts.by_numbers([self._payments.pop(place) for place in act.claims])
        once = _token(f"batch {act.on} {act.claims[0]}")
        self._batches[act.claims] = bundle.make(payments, by=self.users[people.FINANCE], on=act.on, once=once)

    def _export(self, act: Act) -> None:
        batch, by = self._batches[act.claims], self.users[people.FINANCE]
        bundle.lock(batch, by=by, on=act.on, terms=self.terms)
        bundle.export(batch, by=by, on=act.on, terms=self.terms)
        bundle.mark_sent(batch, by=by, on=act.on, today=act.on)

    def _answer(self, act: Act) -> None:
        by = self.users[people.FINANCE]
        bank_replies.booked(self._batches.pop(act.claims), by=by, on=act.on, terms=self.terms)

    def _close(self, act: Act, story: Story) -> None:
        follow_up.close(self._cases.pop(story.key), by=self._handler(story), on=act.on)

    def _handler(self, story: Story) -> Actor:
        """The same of the Region's handlers all the way."""
        return self.users[_HANDLERS[sum(story.key.encode()) % len(_HANDLERS)]]

    def _registrar(self, story: Story) -> Actor:
        """Almi registers and assesses what is handed to Almi."""
        at_almi = self.terms.county.scheme(story.scheme).handled_by == people.ALMI.role
        return self.users[people.ALMI] if at_almi else self._handler(story)

    def _who_may_decide(self, kind: str, case: Case, amount: Money, *, on: date) -> Actor:
        able = (self.users[one] for one in _DECIDERS)
        return next(by for by in able if decide.ruling_on(kind, case, amount, by=by, on=on, terms=self.terms).allowed)

    def _who_may_attest(self, payment: Payment, *, on: date) -> Actor:
        able = (self.users[one] for one in _ATTESTERS)
        close = conflicts.close_to(payment.case.number)
        matter, staff = disburse.to_attest(payment, close, scheme=payment.case.scheme, on=on), absences.staff(on=on)
        order = self.terms.order
        return next(by for by in able if authority.may_attest(matter, by=by, order=order, staff=staff).allowed)


def _claimed(story: Story, place: tuple[str, int]) -> Claimed:
    return story.claims[place[1]]


def _ending(story: Story) -> Ending:
    if story.ending is None:
        raise ValueError(f"{story.key} has no ending")
    return story.ending


def _minutes(on: date) -> str:
    """The paragraph of the board's minutes."""
    return f"RUN {on.isoformat()} § {on.timetuple().tm_yday}"


def _token(key: str) -> str:
    """What stands in for the token of a form."""
    return sha256(f"demonstration {key}".encode()).hexdigest()
