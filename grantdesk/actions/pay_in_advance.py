"""Pay in advance: the payment of an advance that has been decided is prepared anew, where it came to nothing."""

from __future__ import annotations

from datetime import date

from grantdesk.actions import prepare, record
from grantdesk.domain.money import ZERO
from grantdesk.domain.refusal import CeilingExceeded, NotThere, Refused, SomebodyWasFirst
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.payment import ADVANCE, Payment
from grantdesk.queries import advances, conflicts, grants
from grantdesk.region import Terms


def anew(case: Case, decision_id: int, *, by: Actor, on: date, terms: Terms) -> Payment:
    """Prepare the payment of an advance whose payment was sent back or given up: the same amount, to the account that holds now.

    It has to find room as any advance: another may have been decided meanwhile.
    """
    conflicts.refuse_where_partial(case, by=by)
    if case.status != "granted":
        raise Refused("later.not_open", number=case.number)
    grant = grants.of_case(case)
    line = next((each for each in advances.of_case(case, grant) if each.decision.id == decision_id), None)
    if line is None:
        raise NotThere("not_there.grant")
    if line.to_pay <= ZERO:
        raise SomebodyWasFirst("first.advance")
    most = advances.left(case, grant, county=terms.county, on=on)
    if line.to_pay > most:
        raise CeilingExceeded("later.above_advance", amount=line.to_pay, most=most)
    wanted = prepare.Wanted(ADVANCE, line.to_pay, advances.payee_of(case), because_of=line.decision)
    made = prepare.payment(case, wanted, by=by, on=on)
    record.event("advance.prepared", by=by, case=case, rows=[made], number=made.number, amount=made.amount, on=on)
    return made
