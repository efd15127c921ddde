"""Which accounts have several organisations had? An account is the same in whatever form it was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import exists, or_, select

from grantdesk import db
from grantdesk.domain.account import Account
from grantdesk.domain.same_account import identity
from grantdesk.models.organisation import Organisation
from grantdesk.models.payee import Payee
from grantdesk.models.payment import Batch, Payment

_HELD = ("proposed", "confirmed", "replaced")
_PAID_TO = exists().where(
    Payment.payee_id == Payee.id, Batch.id == Payment.batch_id, Batch.exported_on.is_not(None)
)  # fmt: skip


@dataclass(frozen=True)
class Shared:
    """One account in every form that it has been written in, and the organisations that have had it, in Swedish order."""

    accounts: tuple[Account, ...]
    organisations: tuple[Organisation, ...]


@dataclass(frozen=True)
class _Row:
    """`held` where the account counts as the organisation's: one withdrawn before anything was paid to it was a mistake."""

    payee_id: int
    account: Account
    organisation_id: int
    held: bool


def shared(payee: Payee) -> list[Organisation]:
    """The other organisations that have had the same account, in Swedish order."""
    return shared_by([payee.id]).get(payee.id, [])


def shared_accounts(*, at_most: int) -> list[Shared]:
    """Accounts that several organisations have had, the latest proposed first."""
    several = [rows for rows in _held().values() if len(_organisations(rows)) > 1]
    several.sort(key=lambda rows: rows[-1].payee_id, reverse=True)
    named = _named({number for rows in several[:at_most] for number in _organisations(rows)})
    return [
        Shared(
            tuple(dict.fromkeys(row.account for row in reversed(rows))),
            tuple(each for number, each in named.items() if number in _organisations(rows)),
        )
        for rows in several[:at_most]
    ]


def shared_by(payee_ids: Iterable[int]) -> dict[int, list[Organisation]]:
    """Of each of these accounts, the other organisations that have had it, in Swedish order; none where nobody has."""
    wanted, every = set(payee_ids), _every()
    held = _of_those_held(every)
    others = {
        row.payee_id: _organisations(held.get(identity(row.account), [])) - {row.organisation_id}
        for row in every
        if row.payee_id in wanted
    }
    named = _named({number for numbers in others.values() for number in numbers})
    return {
        payee_id: [each for number, each in named.items() if number in numbers]
        for payee_id, numbers in others.items()
        if numbers
    }


def _every() -> list[_Row]:
    """Every account there is: forms of one account have nothing in common that a database could compare."""
    held = or_(Payee.state.in_(_HELD), _PAID_TO)
    rows = select(Payee.id, Payee.kind, Payee.number, Payee.clearing, Payee.organisation_id, held).order_by(Payee.id)
    return [
        _Row(payee_id, Account(kind, number, clearing=clearing), organisation_id, bool(is_held))
        for payee_id, kind, number, clearing, organisation_id, is_held in db.session.execute(rows)
    ]


def _held() -> dict[str, list[_Row]]:
    return _of_those_held(_every())


def _of_those_held(every: Iterable[_Row]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in every:
        if row.held:
            found.setdefault(identity(row.account), []).append(row)
    return found


def _organisations(rows: Iterable[_Row]) -> set[int]:
    return {row.organisation_id for row in rows}


def _named(organisation_ids: set[int]) -> Mapping[int, Organisation]:
    query = select(Organisation).where(Organisation.id.in_(organisation_ids))
    rows = db.session.execute(query.order_by(Organisation.sort_key, Organisation.id)).scalars()
    return {organisation.id: organisation for organisation in rows}
