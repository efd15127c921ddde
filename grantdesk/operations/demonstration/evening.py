"""The evening before the day of loading: companies are found to be one, grants followed, the board told, a rule to approve."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256

from grantdesk import db
from grantdesk.actions import affiliate, attribute, enrol, lay_down
from grantdesk.actions.affiliate import Link
from grantdesk.actions.attribute import NewAward
from grantdesk.domain import account
from grantdesk.operations.demonstration import (
    ahead,
    bank_replies,
    board,
    books,
    expectations,
    following,
    people,
    questions,
    waiting,
)
from grantdesk.operations.demonstration.player import Player
from grantdesk.queries import payouts
from grantdesk.queries.payouts import Line
from grantdesk.region import Foundation

_AT, _CLOSED_AT = time(16, 10), time(16, 40)
# The aid elsewhere leaves the window this long after the day of loading, so that the time line has something to come.
_LEFT_IN_WINDOW = timedelta(days=40)
# Invented, with a valid check digit.
_PLUSGIRO = "99 00 11-9"
_VERSION = """# {title}
file = "schemes/konsultcheck.toml"

[[rules.cap]]
value = "80000.00"
valid_from = {first_day}
source = {{ sv = "Påhittat förslag till nya villkor", en = "Invented proposal of new terms" }}
confidence = "CFG"
confirmed = false

[application]
scheme = "konsultcheck"
received_on = "{first_day}"
starts_on = "{starts_on}"
costs = [{{ category = "consultancy", amount = "300000.00" }}]
financing = []
de_minimis = []
eur_rate = "11.20"
circumstances = {{}}

[application.applicant]
organisation_number = "559900-1004"
legal_form = "limited_company"
municipality = "1980"
size = "small"
led_by = "woman"
nace = "25.62"
obstacles = []

[[example]]
name = "at most 80 000 SEK from the first day"
source = "Invented proposal of new terms"
expect = {{ aid = "80000.00" }}
"""


def play(player: Player, *, before: date, foundation: Foundation) -> None:
    """Do what was done last, on the day before `before`."""
    on = before - timedelta(days=1)
    with db.transaction(at=datetime.combine(on, _AT, UTC)):
        _group(player, on)
        _another_account(player, on)
        following.play(player, on=on)
        ahead.play(player, on=on)
        board.play(player, on=on)
        bank_replies.a_list(_came_back(), by=player.users[people.HEAD_OF_FINANCE], on=on)
        questions.play(player)
        _version_of_a_rule(player, on, foundation)
        expectations.play(player, on=on)
    with db.transaction(at=datetime.combine(on, _CLOSED_AT, UTC)):
        books.waits(player, on=on)


def _group(player: Player, on: date) -> None:
    """The owner of one applicant owns another, and that one has had aid from somebody else."""
    handler = player.users[people.HANDLER]
    one, other = (player.organisation_of(key) for key in waiting.OF_ONE_OWNER)
    since = on - timedelta(days=400)
    affiliate.join(one, other, Link(since, "Aktiebok, påhittad ägare i båda bolagen"), by=handler, on=on)
    granted_on = date(on.year - 3, on.month, min(on.day, 28)) + _LEFT_IN_WINDOW
    award = NewAward(
        granted_on=granted_on,
        amount_eur=Decimal("90000.00"),
        regulation="2023/2831",
        granted_by="Påhittade energimyndigheten",
        source="register",
        stated_on=on,
        once=sha256(b"award elsewhere").hexdigest(),
        reference="Utdrag ur registret",
    )
    attribute.note_award(other, award, by=handler, on=on)


def _another_account(player: Player, on: date) -> None:
    """Two recipients with one owner have written that they have another account, the same; one is confirmed, one waits."""
    told, made = account.parse(account.PLUSGIRO, _PLUSGIRO), []
    for key in reversed(waiting.OF_ONE_OWNER):
        organisation, once = player.organisation_of(key), sha256(f"another account {key}".encode()).hexdigest()
        by = player.users[people.HANDLER]
        made.append(enrol.account(organisation, told, "Påhittat brev från bolaget", once=once, by=by, on=on))
    enrol.confirm(made[0], by=player.users[people.FINANCE], on=on)


def _came_back() -> Line:
    """The last payment that the bank has paid."""
    return max(payouts.last_in_state("confirmed", at_most=1), key=lambda line: line.number)


def _version_of_a_rule(player: Player, on: date, foundation: Foundation) -> None:
    """A lower cap from the next turn of the year, drafted by the administrator; the controller may publish it."""
    administrator = player.users[people.ADMINISTRATOR]
    first_day = date(on.year + 1, 1, 1)
    text = _VERSION.format(
        title="Lägre tak för konsultcheckar", first_day=first_day, starts_on=first_day + timedelta(days=30)
    )
    version = lay_down.draft(text, by=administrator, foundation=foundation)
    lay_down.submit(version, by=administrator, on=on, foundation=foundation)
