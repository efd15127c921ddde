"""Which role may open which door. What a person may decide is another question: see `delegation`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

HANDLER, DECIDER, ALMI = "handler", "decider", "almi"
FINANCE, CONTROLLER, ADMINISTRATOR = "finance", "controller", "administrator"
ROLES = (HANDLER, DECIDER, ALMI, FINANCE, CONTROLLER, ADMINISTRATOR)

# The positions that the delegation order speaks of, and the role that each goes with.
POSITIONS: Mapping[str, str] = {
    "handler": HANDLER,
    "head_of_unit": DECIDER,
    "director": DECIDER,
    "almi": ALMI,
    "finance": FINANCE,
    "head_of_finance": FINANCE,
    "controller": CONTROLLER,
    "administrator": ADMINISTRATOR,
}

EVERYONE = frozenset(ROLES)

PERMISSIONS: Mapping[str, frozenset[str]] = {
    "absence:record": frozenset({HANDLER, DECIDER, ALMI, FINANCE, ADMINISTRATOR}),
    "appeal:decide": frozenset({DECIDER, ADMINISTRATOR}),
    "appeal:judge": frozenset({HANDLER, DECIDER}),
    "appeal:register": frozenset({HANDLER, ALMI}),
    "applicant:read": EVERYONE,
    "bank:answer": frozenset({FINANCE}),
    "batch:export": frozenset({FINANCE}),
    "batch:make": frozenset({FINANCE}),
    "batch:read": frozenset({FINANCE, CONTROLLER, ADMINISTRATOR}),
    "board:prepare": frozenset({HANDLER, ADMINISTRATOR}),
    "board:read": frozenset({HANDLER, DECIDER, CONTROLLER, ADMINISTRATOR}),
    "calculator:use": EVERYONE,
    "case:assess": frozenset({HANDLER, DECIDER, ALMI}),
    "case:close": frozenset({HANDLER}),
    "case:hand_over": frozenset({HANDLER, DECIDER}),
    "case:read": EVERYONE,
    "case:register": frozenset({HANDLER, ALMI}),
    "case:withdraw": frozenset({HANDLER, ALMI}),
    "check:note": frozenset({HANDLER, DECIDER, ALMI}),
    "claim:approve": frozenset({HANDLER}),
    "claim:register": frozenset({HANDLER}),
    "conflict:declare": frozenset({HANDLER, DECIDER, ALMI, FINANCE, ADMINISTRATOR}),
    "conflict:note": frozenset({DECIDER, ADMINISTRATOR}),
    "decision:propose": frozenset({HANDLER, ALMI}),
    "decision:record": frozenset({ADMINISTRATOR}),
    "decision:take": frozenset({DECIDER, ALMI}),
    "delegation:read": EVERYONE,
    "desk:enter": frozenset({ALMI}),
    "desk:read": frozenset({ALMI}),
    "diary:export": frozenset({CONTROLLER, ADMINISTRATOR}),
    "disclosure:make": frozenset({HANDLER, ADMINISTRATOR}),
    "forecast:expect": frozenset({HANDLER, ALMI}),
    "forecast:keep": frozenset({FINANCE}),
    "frame:confirm": frozenset({FINANCE, CONTROLLER}),
    "frame:lay_down": frozenset({FINANCE}),
    "frame:read": frozenset({DECIDER, FINANCE, CONTROLLER, ADMINISTRATOR}),
    "instalment:release": frozenset({HANDLER}),
    "letter:dispatch": frozenset({HANDLER, ALMI}),
    "letter:write": frozenset({HANDLER, ALMI}),
    "money_in:confirm": frozenset({FINANCE, CONTROLLER}),
    "money_in:record": frozenset({FINANCE}),
    "payee:confirm": frozenset({FINANCE}),
    "payee:propose": frozenset({HANDLER, FINANCE}),
    "payee:read": EVERYONE,
    "payment:note_elsewhere": frozenset({HANDLER, FINANCE}),
    "payout:attest": frozenset({FINANCE}),
    "payout:correct": frozenset({FINANCE}),
    "payout:read": frozenset({FINANCE, CONTROLLER, ADMINISTRATOR}),
    "period:close": frozenset({FINANCE}),
    "rates:import": frozenset({ADMINISTRATOR}),
    "rates:read": EVERYONE,
    "reconciliation:sign": frozenset({FINANCE, CONTROLLER}),
    "proposal:return": frozenset({HANDLER, DECIDER, ALMI}),
    "recovery:confirm_loss": frozenset({DECIDER, FINANCE, ADMINISTRATOR}),
    "recovery:hand_over": frozenset({HANDLER, FINANCE}),
    "recovery:note": frozenset({FINANCE}),
    "recovery:read": EVERYONE,
    "rules:approve": frozenset({CONTROLLER, ADMINISTRATOR}),
    "rules:draft": frozenset({ADMINISTRATOR}),
    "rules:read": EVERYONE,
    "secrecy:mark": frozenset({HANDLER, ALMI}),
    "state_aid:read": frozenset({HANDLER, DECIDER, CONTROLLER, ADMINISTRATOR}),
    "state_aid:report": frozenset({HANDLER}),
    "texts:edit": frozenset({ADMINISTRATOR}),
    "totals:read": frozenset({HANDLER, DECIDER, FINANCE, CONTROLLER, ADMINISTRATOR}),
    "undertaking:keep": frozenset({HANDLER}),
    "user:administer": frozenset({ADMINISTRATOR}),
    "watch:keep": frozenset({HANDLER, ALMI}),
    "worklist:read": EVERYONE,
}


class Actor(Protocol):
    """Somebody who acts: a user account, or what the web remembers of one."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def position(self) -> str: ...


def may(role: str, permission: str) -> bool:
    """Whether `role` may open the door named `permission`; an unknown name raises KeyError rather than opens."""
    return role in PERMISSIONS[permission]
