"""An account is proposed by one and confirmed by another, replaced and never edited."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from stdnum import luhn

from grantdesk import db
from grantdesk.actions import enrol, stand_aside
from grantdesk.actions.stand_aside import Conflict
from grantdesk.domain.account import Account, parse
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst, TwoPairsOfEyes
from grantdesk.models.organisation import Organisation
from grantdesk.models.user import User
from grantdesk.operations import verify
from grantdesk.queries import case_file, payees, shared_accounts
from tests import builders, enrolling
from tests.actions.test_concurrency import at_once, done
from tests.builders import Person
from tests.conftest import Database
from tests.enrolling import FIRST, SECOND, THIRD

pytestmark = pytest.mark.usefixtures("database")


def test_an_account_holds_when_another_than_the_proposer_has_confirmed_it() -> None:
    organisation, finance = enrolling.an_organisation(), builders.a_user("finance")
    payee = enrolling.proposed(organisation, by=finance)
    assert payees.confirmed_of(organisation.id) is None
    with pytest.raises(TwoPairsOfEyes, match="yourself"):
        enrolling.confirm(payee, by=finance)
    enrolling.confirm(payee)
    held = payees.confirmed_of(organisation.id)
    assert held is not None
    assert payees.account_of(held) == FIRST
    assert verify.everything().broken == []


def test_a_new_account_replaces_the_one_before_which_stays_in_history() -> None:
    organisation = enrolling.an_organisation()
    first = enrolling.confirm(enrolling.proposed(organisation))
    enrolling.proposed(organisation, SECOND)
    assert enrolling.states(organisation) == ["confirmed", "proposed"]
    second = payees.standing_of(organisation.id)[0]
    enrolling.confirm(second)
    assert enrolling.states(organisation) == ["replaced", "confirmed"]
    kept = payees.by_id(first.id, organisation_id=organisation.id)
    assert (kept.number, kept.ended_on, kept.settled_by is not None) == (FIRST.number, builders.DAY, True)
    # The former account may come back: it is proposed and confirmed anew.
    enrolling.confirm(enrolling.proposed(organisation, FIRST))
    assert enrolling.states(organisation) == ["replaced", "replaced", "confirmed"]
    assert verify.everything().broken == []


def test_the_same_account_is_proposed_once_however_often_it_is_written() -> None:
    organisation, other = enrolling.an_organisation(), enrolling.an_organisation("559900-2002", "Påhittade Sågen AB")
    payee = enrolling.proposed(organisation)
    assert enrolling.proposed(organisation).id == payee.id
    enrolling.confirm(payee)
    assert enrolling.proposed(organisation).id == payee.id
    assert enrolling.states(organisation) == ["confirmed"]
    assert enrolling.proposed(other).id != payee.id


def test_a_form_sent_twice_proposes_once() -> None:
    organisation, by, once = enrolling.an_organisation(), builders.a_user(), uuid.uuid4().hex
    made = []
    for _ in range(2):
        with db.transaction(at=builders.moment()):
            made.append(enrol.account(organisation, FIRST, "Rekvisitionen.", once=once, by=by, on=builders.DAY).id)
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("position", "may_propose", "may_confirm"),
    [
        ("handler", True, False),
        ("finance", True, True),
        ("head_of_finance", True, True),
        ("director", False, False),
        ("almi", False, False),
        ("controller", False, False),
        ("administrator", False, False),
    ],
)
def test_handlers_and_finance_propose_and_finance_confirms(position: str, may_propose: bool, may_confirm: bool) -> None:
    organisation, person = enrolling.an_organisation(), builders.a_user(position)
    assert _taken(lambda: enrolling.proposed(organisation, SECOND, by=person)) == may_propose
    payee = enrolling.proposed(organisation)
    assert _taken(lambda: enrolling.confirm(payee, by=person)) == may_confirm


def _taken(act: Callable[[], object]) -> bool:
    try:
        act()
    except Refused:
        return False
    return True


def test_an_account_says_where_it_was_read() -> None:
    organisation, by = enrolling.an_organisation(), builders.a_user()
    with pytest.raises(Refused, match="where the account was read"), db.transaction(at=builders.moment()):
        enrol.account(organisation, FIRST, "  ", once=uuid.uuid4().hex, by=by, on=builders.DAY)


@pytest.mark.parametrize("in_case_alone", [True, False])
def test_whoever_has_a_conflict_of_interest_with_the_applicant_confirms_nothing(in_case_alone: bool) -> None:
    organisation = enrolling.an_organisation()
    payee, finance = enrolling.proposed(organisation), builders.a_user("finance")
    _conflicted(organisation, finance, in_case_alone=in_case_alone)
    with pytest.raises(Refused, match="conflict of interest"):
        enrolling.confirm(payee, by=finance)
    assert enrolling.states(organisation) == ["proposed"]
    enrolling.confirm(payee)


def _conflicted(organisation: Organisation, person: Person, *, in_case_alone: bool) -> None:
    numbers = db.session.execute(
        text("SELECT number FROM grant_case WHERE organisation_id = :id"), {"id": organisation.id}
    )
    number = numbers.scalars().one()
    with db.transaction(at=builders.moment()):
        case = case_file.for_act(number, by=person)
        user = db.session.get_one(User, person.id)
        told = Conflict("relative", "Ägaren är min syster.", in_case_alone)
        stand_aside.declare(user, case, told, by=person, on=builders.DAY)


def test_a_handler_withdraws_what_is_proposed_and_finance_what_is_confirmed() -> None:
    organisation, handler = enrolling.an_organisation(), builders.a_user()
    with pytest.raises(Refused, match="why"):
        enrolling.withdraw(enrolling.proposed(organisation), " ", by=handler)
    enrolling.withdraw(enrolling.proposed(organisation), by=handler)
    again = enrolling.confirm(enrolling.proposed(organisation))
    with pytest.raises(Refused, match="Finance confirms"):
        enrolling.withdraw(again, by=handler)
    enrolling.withdraw(again, "Mottagaren har bytt bank.")
    assert enrolling.states(organisation) == ["withdrawn", "withdrawn"]
    assert payees.reasons([again.id]) == {again.id: "Mottagaren har bytt bank."}
    with pytest.raises(SomebodyWasFirst):
        enrolling.confirm(again)
    assert verify.everything().broken == []


def test_an_account_is_not_found_at_another_applicant() -> None:
    organisation, other = enrolling.an_organisation(), enrolling.an_organisation("559900-2002", "Påhittade Sågen AB")
    payee = enrolling.proposed(organisation)
    with pytest.raises(NotThere):
        payees.by_id(payee.id, organisation_id=other.id)


def test_one_account_of_several_organisations_is_a_signal() -> None:
    first, second = enrolling.an_organisation(), enrolling.an_organisation("559900-2002", "Påhittade Sågen AB")
    third = enrolling.an_organisation("559900-3000", "Annat Påhitt AB")
    payee = enrolling.confirm(enrolling.proposed(first))
    mistaken = enrolling.proposed(third)
    assert [one.id for one in shared_accounts.shared(payee)] == [third.id]
    enrolling.withdraw(mistaken)
    assert shared_accounts.shared(payee) == []
    enrolling.proposed(second)
    assert [one.id for one in shared_accounts.shared(payee)] == [second.id]
    (shared,) = shared_accounts.shared_accounts(at_most=10)
    assert shared.accounts == (FIRST,)
    assert [one.id for one in shared.organisations] == [second.id, first.id]
    # What has been replaced has been paid to, and is told of.
    enrolling.confirm(enrolling.proposed(first, SECOND))
    assert [one.id for one in shared_accounts.shared(payees.standing_of(second.id)[0])] == [first.id]


def test_an_account_is_shared_in_whatever_form_it_was_written() -> None:
    first, second = enrolling.an_organisation(), enrolling.an_organisation("559900-2002", "Påhittade Sågen AB")
    account = parse("account", "825 74 66", clearing="5839")
    enrolling.confirm(enrolling.proposed(first, account))
    as_iban = enrolling.proposed(second, parse("iban", "SE45 5000 0000 0583 9825 7466"))
    assert [one.id for one in shared_accounts.shared(as_iban)] == [first.id]
    (shared,) = shared_accounts.shared_accounts(at_most=10)
    assert [each.kind for each in shared.accounts] == ["iban", "account"]
    assert [one.id for one in shared.organisations] == [second.id, first.id]


def test_an_account_that_was_withdrawn_after_it_had_been_paid_to_is_still_told_of() -> None:
    payment = builders.an_exported_payment()
    organisation = payment.case.organisation
    (paid_to,) = payees.standing_of(organisation.id)
    enrolling.withdraw(paid_to, "Mottagaren säger att kontot inte är deras.")
    other = enrolling.proposed(enrolling.an_organisation("559900-2002", "Påhittade Sågen AB"), builders.ACCOUNT)
    assert [one.id for one in shared_accounts.shared(other)] == [organisation.id]


def test_another_bic_is_told_of_and_a_blank_one_changes_nothing() -> None:
    organisation, number = enrolling.an_organisation(), "SE45 5000 0000 0583 9825 7466"
    payee = enrolling.proposed(organisation, parse("iban", number, bic="ESSESESS"))
    assert enrolling.proposed(organisation, parse("iban", number)).id == payee.id
    with pytest.raises(Refused, match="with the BIC ESSESESS"):
        enrolling.proposed(organisation, parse("iban", number, bic="HANDSESS"))
    assert [each.bic for each in payees.standing_of(organisation.id)] == ["ESSESESS"]


def test_two_who_confirm_an_account_at_once_confirm_it_once() -> None:
    organisation = enrolling.an_organisation()
    payee, people = enrolling.proposed(organisation), [builders.a_user("finance"), builders.a_user("head_of_finance")]

    def confirming(who: Person) -> Callable[[], object]:
        return lambda: enrol.confirm(
            payees.by_id(payee.id, organisation_id=payee.organisation_id), by=who, on=builders.DAY
        )

    answers = at_once(*(confirming(who) for who in people * 2))
    assert done(answers) == 1
    assert enrolling.states(organisation) == ["confirmed"]
    assert verify.everything().broken == []


def test_two_accounts_of_one_organisation_confirmed_at_once_leave_one_confirmed() -> None:
    organisation = enrolling.an_organisation()
    rows = [enrolling.proposed(organisation, account) for account in (FIRST, SECOND, THIRD)]
    people = [builders.a_user("finance") for _ in rows]

    def confirming(number: int, who: Person) -> Callable[[], object]:
        return lambda: enrol.confirm(payees.by_id(number, organisation_id=organisation.id), by=who, on=builders.DAY)

    answers = at_once(*(confirming(row.id, who) for row, who in zip(rows, people, strict=True)))
    assert done(answers) == 3
    assert sorted(enrolling.states(organisation)) == ["confirmed", "replaced", "replaced"]
    assert verify.everything().broken == []


def test_two_who_propose_the_same_account_at_once_propose_it_once() -> None:
    organisation, people = enrolling.an_organisation(), [builders.a_user() for _ in range(4)]

    def proposing(who: Person) -> Callable[[], object]:
        return lambda: enrol.account(
            organisation, FIRST, "Rekvisitionen.", once=uuid.uuid4().hex, by=who, on=builders.DAY
        )

    at_once(*(proposing(who) for who in people))
    assert enrolling.states(organisation) == ["proposed"]


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("UPDATE payee SET number = '9912346'", "payee_never_changes"),
        ("UPDATE payee SET ground = 'Annat.'", "payee_never_changes"),
        ("DELETE FROM payee", "payee_is_never_deleted"),
        ("UPDATE payee SET state = 'confirmed', settled_by_id = proposed_by_id, settled_by = 'x', settled_at = proposed_at",
         "ck_payee_two_pairs_of_eyes"),
    ],
)  # fmt: skip
def test_the_database_refuses_what_must_never_happen_to_an_account(
    database: Database, statement: str, guard: str
) -> None:
    enrolling.proposed(enrolling.an_organisation())
    with pytest.raises(IntegrityError, match=guard), database.engine.begin() as connection:
        connection.execute(text(statement))


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["propose", "confirm", "withdraw"]), st.sampled_from([FIRST, SECOND, THIRD]), st.booleans()
    ),
    max_size=12,
)


@pytest.mark.parametrize("backend", ["sqlite"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ACTS)
def test_whatever_is_done_one_account_at_most_is_confirmed_and_nothing_is_lost(
    acts: list[tuple[str, Account, bool]],
) -> None:
    number = f"5590{uuid.uuid4().int % 100_000:05d}"
    organisation = enrolling.an_organisation(_organisation_number(number))
    people, before = [builders.a_user("finance"), builders.a_user("head_of_finance")], 0
    for act, account, second in acts:
        who = people[second]
        standing = payees.find_standing(organisation.id, account)
        try:
            if act == "propose":
                enrolling.proposed(organisation, account, by=who)
            elif standing:
                getattr(enrolling, act)(standing, by=who)
        except Refused:
            db.session.rollback()
        now = enrolling.states(organisation)
        assert now.count("confirmed") <= 1
        assert len(now) >= before
        before = len(now)
    for payee in payees.standing_of(organisation.id):
        assert payee.state not in ("confirmed", "replaced") or payee.settled_by_id != payee.proposed_by_id


def _organisation_number(stem: str) -> str:
    whole = f"{stem[:9]}{luhn.calc_check_digit(stem[:9])}"
    return f"{whole[:6]}-{whole[6:]}"
