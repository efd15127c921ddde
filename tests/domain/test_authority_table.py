"""The right to decide as one table: person, kind, scheme, amount, day, conflict and absence, and the sentence that answers.

The expected answers are written by hand from the order below, which reads:

- Almi decides grants and rejections of consultancy checks up to 250 000, for as long as 2024 to 2026; then it prepares.
- A head of unit decides everything up to 500 000 from 2024, sub-delegated from the director, and never what they prepared.
- Berit, a head of unit, decides alone up to 100 000 under projektmedel, from 2025.
- The director decides everything up to 2 000 000 from 2024 and up to 1 500 000 from 2026-07-01, and never what they prepared.
- Under energistod nobody decides a grant above 300 000 on delegation; the board does.
- A head of unit stands in for the director from 2025.
- A finance officer attests up to 75 000, the head of finance any sum; the first stands in for the second.
- The board decides what is above everyone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from grantdesk.domain import authority
from grantdesk.domain.delegation import ATTEST, Ruling
from grantdesk.domain.delegation_file import parse_order
from grantdesk.domain.money import Money
from grantdesk.domain.staff import Colleague, Matter, Staff
from grantdesk.region import parse_toml

ORDER_TEXT = """
board = { sv = "Nämnden", en = "The board" }
[[delegation]]
position = "almi"
kinds = ["grant", "reject"]
schemes = ["konsultcheck"]
does = "decides"
limit = "250000.00"
valid_from = 2024-01-01
valid_to = 2026-12-31
[[delegation]]
position = "almi"
kinds = ["grant", "reject"]
schemes = ["konsultcheck"]
does = "prepares"
limit = "none"
valid_from = 2027-01-01
[[delegation]]
position = "head_of_unit"
under = "director"
two_pairs = true
kinds = ["grant", "reject", "change", "revoke", "withhold", "recover"]
schemes = ["*"]
does = "decides"
limit = "500000.00"
valid_from = 2024-01-01
[[delegation]]
position = "head_of_unit"
person = "berit@example.org"
two_pairs = true
kinds = ["grant"]
schemes = ["projektmedel"]
does = "decides"
limit = "100000.00"
valid_from = 2025-01-01
[[delegation]]
position = "director"
two_pairs = true
kinds = ["grant", "reject", "change", "revoke", "withhold", "recover"]
schemes = ["*"]
does = "decides"
limit = "2000000.00"
valid_from = 2024-01-01
[[delegation]]
position = "director"
two_pairs = true
kinds = ["grant", "reject", "change", "revoke", "withhold", "recover"]
schemes = ["*"]
does = "decides"
limit = "1500000.00"
valid_from = 2026-07-01
[[delegation]]
position = "board"
kinds = ["grant", "reject", "change", "revoke", "withhold", "recover"]
schemes = ["*"]
does = "decides"
limit = "none"
valid_from = 2024-01-01
[[delegation]]
position = "finance"
kinds = ["attest"]
schemes = ["*"]
does = "decides"
limit = "75000.00"
valid_from = 2024-01-01
[[delegation]]
position = "head_of_finance"
kinds = ["attest"]
schemes = ["*"]
does = "decides"
limit = "none"
valid_from = 2024-01-01
[[scheme_limit]]
kinds = ["grant"]
schemes = ["energistod"]
limit = "300000.00"
valid_from = 2024-01-01
[[substitute]]
position = "director"
by = "head_of_unit"
valid_from = 2025-01-01
[[substitute]]
position = "head_of_finance"
by = "finance"
valid_from = 2024-01-01
"""
CODES = ("energistod", "investeringsstod", "konsultcheck", "projektmedel")
SAID = {
    "ground": {"sv": "grund", "en": "ground"},
    "source": {"sv": "påhittat", "en": "invented"},
    "confidence": "CFG",
    "confirmed": False,
}


ORDER = parse_order(
    {
        name: [row | SAID for row in rows] if isinstance(rows, list) else rows
        for name, rows in parse_toml(ORDER_TEXT, "delegation.toml").items()
    },
    schemes=CODES,
)


@dataclass(frozen=True)
class Person:
    """Somebody of the table; two hold the position of head of unit, one each of the others."""

    id: int
    name: str
    role: str
    position: str


PEOPLE = {
    "hanna": Person(1, "hanna", "handler", "handler"),
    "arvid": Person(2, "arvid", "decider", "head_of_unit"),
    "berit": Person(3, "berit", "decider", "head_of_unit"),
    "disa": Person(4, "disa", "decider", "director"),
    "alma": Person(5, "alma", "almi", "almi"),
    "finn": Person(6, "finn", "finance", "finance"),
    "hedda": Person(7, "hedda", "finance", "head_of_finance"),
    "carl": Person(8, "carl", "controller", "controller"),
    "adam": Person(9, "adam", "administrator", "administrator"),
    "gone": Person(10, "gone", "decider", "director"),
}

# The sentences, by a short name; the first three allow.
YES = "delegation.within_limit"
YES_ANY = "delegation.without_limit"
YES_SCHEME = "delegation.within_scheme_limit"
ABOVE = "delegation.above_limit"
ABOVE_SCHEME = "delegation.above_scheme_limit"
NO_ROW = "delegation.no_row"
PREPARES = "delegation.prepares_only"
ROLE = "delegation.role_may_not"
NOT_BOARD = "delegation.not_above_everyone"
AWAY = "delegation.away"
CONFLICT = "conflict.stands"
PREPARED = "delegation.prepared_by_same"
UNKNOWN = "delegation.unknown_person"
A_ROLE = "attest.role_may_not"
A_DECIDED = "attest.own_decision"
A_PREPARED = "attest.prepared"
ALLOWING = {YES, YES_ANY, YES_SCHEME}

# person | kind | scheme | SEK | day | away | close (c conflict, p prepared, d decided; "=" others than the person) | sentence
TABLE = """
hanna grant investeringsstod         0.01 2026-03-14 -           - ROLE
hanna grant konsultcheck             0.01 2026-03-14 -           - ROLE
hanna grant projektmedel             0.01 2026-03-14 -           - ROLE
hanna reject investeringsstod        0.01 2026-03-14 -           - ROLE
hanna change investeringsstod        0.01 2026-03-14 -           - ROLE
hanna revoke investeringsstod        0.01 2026-03-14 -           - ROLE
hanna withhold investeringsstod      0.01 2026-03-14 -           - ROLE
hanna recover investeringsstod       0.01 2026-03-14 -           - ROLE
hanna grant investeringsstod         0.01 2026-03-14 disa,arvid,berit - ROLE
hanna grant investeringsstod         0.01 2026-03-14 hanna       - ROLE
hanna grant investeringsstod         0.01 2026-03-14 -           c ROLE
hanna attest investeringsstod        0.01 2026-03-14 -           - A_ROLE
finn  grant investeringsstod         0.01 2026-03-14 -           - ROLE
finn  reject konsultcheck            0.01 2026-03-14 -           - ROLE
finn  recover konsultcheck           0.01 2026-03-14 -           - ROLE
hedda grant investeringsstod         0.01 2026-03-14 -           - ROLE
hedda withhold investeringsstod      0.01 2026-03-14 -           - ROLE
hedda recover investeringsstod       0.01 2026-03-14 disa        - ROLE
carl  grant investeringsstod         0.01 2026-03-14 -           - ROLE
carl  reject investeringsstod        0.01 2026-03-14 -           - ROLE
carl  attest investeringsstod        0.01 2026-03-14 -           - A_ROLE
carl  attest investeringsstod        0.01 2026-03-14 hedda       - A_ROLE
arvid attest investeringsstod        0.01 2026-03-14 -           - A_ROLE
disa  attest investeringsstod        0.01 2026-03-14 -           - A_ROLE
disa  attest investeringsstod        0.01 2026-03-14 finn,hedda  - A_ROLE
alma  attest konsultcheck            0.01 2026-03-14 -           - A_ROLE
adam  attest konsultcheck            0.01 2026-03-14 -           - A_ROLE
gone  grant investeringsstod         0.01 2026-03-14 -           - UNKNOWN
gone  reject konsultcheck            0.01 2026-03-14 -           - UNKNOWN
gone  grant investeringsstod         0.01 2026-03-14 disa        - UNKNOWN
gone  grant investeringsstod         0.01 2026-03-14 -           c UNKNOWN
alma  grant konsultcheck        250000.00 2024-01-01 -           - YES
alma  grant konsultcheck        250000.00 2023-12-31 -           - NO_ROW
alma  grant konsultcheck        250000.01 2024-01-01 -           - ABOVE
alma  grant konsultcheck             0.01 2026-03-14 -           - YES
alma  grant konsultcheck        250000.00 2026-03-14 -           - YES
alma  grant konsultcheck        250000.01 2026-03-14 -           - ABOVE
alma  grant konsultcheck        250000.00 2026-12-31 -           - YES
alma  grant konsultcheck        250000.01 2026-12-31 -           - ABOVE
alma  grant konsultcheck        250000.00 2027-01-01 -           - PREPARES
alma  grant konsultcheck             0.01 2027-01-01 -           - PREPARES
alma  grant konsultcheck             0.01 2030-06-01 -           - PREPARES
alma  reject konsultcheck       250000.00 2026-03-14 -           - YES
alma  reject konsultcheck       250000.01 2026-03-14 -           - ABOVE
alma  reject konsultcheck       250000.00 2027-01-01 -           - PREPARES
alma  reject konsultcheck       250000.00 2023-12-31 -           - NO_ROW
alma  change konsultcheck            0.01 2026-03-14 -           - NO_ROW
alma  revoke konsultcheck            0.01 2026-03-14 -           - NO_ROW
alma  withhold konsultcheck          0.01 2026-03-14 -           - NO_ROW
alma  recover konsultcheck           0.01 2026-03-14 -           - NO_ROW
alma  grant investeringsstod         0.01 2026-03-14 -           - NO_ROW
alma  grant energistod               0.01 2026-03-14 -           - NO_ROW
alma  grant projektmedel             0.01 2026-03-14 -           - NO_ROW
alma  reject investeringsstod        0.01 2026-03-14 -           - NO_ROW
alma  grant konsultcheck        250000.00 2026-03-14 -           p YES
alma  grant konsultcheck        250000.01 2026-03-14 -           p ABOVE
alma  reject konsultcheck       250000.00 2026-03-14 -           p YES
alma  grant konsultcheck        250000.00 2026-03-14 -           c CONFLICT
alma  grant konsultcheck        250000.01 2026-03-14 -           c CONFLICT
alma  reject konsultcheck            0.01 2026-03-14 -           c CONFLICT
alma  grant investeringsstod         0.01 2026-03-14 -           c CONFLICT
alma  grant konsultcheck        250000.00 2026-03-14 alma        - AWAY
alma  reject konsultcheck       250000.00 2026-03-14 alma        - AWAY
alma  grant konsultcheck        250000.00 2026-03-14 alma        c CONFLICT
alma  grant konsultcheck        250000.01 2026-03-14 disa        - ABOVE
alma  grant konsultcheck        250000.01 2026-03-14 arvid,berit - ABOVE
arvid grant investeringsstod    500000.00 2024-01-01 -           - YES
arvid grant investeringsstod    500000.01 2024-01-01 -           - ABOVE
arvid grant investeringsstod    500000.00 2023-12-31 -           - NO_ROW
arvid grant investeringsstod         0.01 2023-12-31 -           - NO_ROW
arvid grant investeringsstod         0.01 2026-03-14 -           - YES
arvid grant investeringsstod    500000.00 2026-03-14 -           - YES
arvid grant investeringsstod    500000.01 2026-03-14 -           - ABOVE
arvid grant konsultcheck        500000.00 2026-03-14 -           - YES
arvid grant konsultcheck        500000.01 2026-03-14 -           - ABOVE
arvid grant projektmedel        500000.00 2026-03-14 -           - YES
arvid grant projektmedel        500000.01 2026-03-14 -           - ABOVE
arvid grant energistod          300000.00 2026-03-14 -           - YES_SCHEME
arvid grant energistod          300000.01 2026-03-14 -           - ABOVE_SCHEME
arvid grant energistod          500000.00 2026-03-14 -           - ABOVE_SCHEME
arvid grant energistod          300000.00 2024-01-01 -           - YES_SCHEME
arvid grant energistod          300000.00 2023-12-31 -           - NO_ROW
arvid reject energistod         500000.00 2026-03-14 -           - YES
arvid reject energistod         500000.01 2026-03-14 -           - ABOVE
arvid change energistod         500000.00 2026-03-14 -           - YES
arvid reject investeringsstod   500000.00 2026-03-14 -           - YES
arvid reject investeringsstod   500000.01 2026-03-14 -           - ABOVE
arvid change investeringsstod   500000.00 2026-03-14 -           - YES
arvid change investeringsstod   500000.01 2026-03-14 -           - ABOVE
arvid revoke investeringsstod   500000.00 2026-03-14 -           - YES
arvid revoke investeringsstod   500000.01 2026-03-14 -           - ABOVE
arvid withhold investeringsstod 500000.00 2026-03-14 -           - YES
arvid withhold investeringsstod 500000.01 2026-03-14 -           - ABOVE
arvid recover investeringsstod  500000.00 2026-03-14 -           - YES
arvid recover investeringsstod  500000.01 2026-03-14 -           - ABOVE
arvid grant investeringsstod    500000.00 2026-03-14 -           p PREPARED
arvid grant investeringsstod    500000.01 2026-03-14 -           p ABOVE
arvid reject investeringsstod   500000.00 2026-03-14 -           p PREPARED
arvid change investeringsstod   500000.00 2026-03-14 -           p PREPARED
arvid grant energistod          300000.00 2026-03-14 -           p PREPARED
arvid grant energistod          300000.01 2026-03-14 -           p ABOVE_SCHEME
arvid grant investeringsstod    500000.00 2026-03-14 -           c CONFLICT
arvid grant investeringsstod    500000.01 2026-03-14 -           c CONFLICT
arvid reject investeringsstod        0.01 2026-03-14 -           c CONFLICT
arvid recover konsultcheck           0.01 2026-03-14 -           c CONFLICT
arvid grant investeringsstod    500000.00 2026-03-14 -           pc CONFLICT
arvid grant investeringsstod    500000.00 2026-03-14 arvid       - AWAY
arvid reject konsultcheck            0.01 2026-03-14 arvid       - AWAY
arvid grant investeringsstod    500000.00 2026-03-14 arvid       c CONFLICT
arvid grant investeringsstod    500000.00 2026-03-14 arvid,disa  - AWAY
arvid grant investeringsstod    500000.00 2026-03-14 berit       - YES
arvid grant investeringsstod    500000.01 2026-03-14 berit       - ABOVE
arvid grant investeringsstod    500000.01 2026-03-14 disa        - YES
arvid grant investeringsstod   2000000.00 2026-03-14 disa        - YES
arvid grant investeringsstod   2000000.01 2026-03-14 disa        - ABOVE
arvid grant investeringsstod   1500000.00 2026-07-01 disa        - YES
arvid grant investeringsstod   1500000.01 2026-07-01 disa        - ABOVE
arvid grant investeringsstod   2000000.00 2026-06-30 disa        - YES
arvid grant investeringsstod   2000000.00 2025-01-01 disa        - YES
arvid grant investeringsstod   2000000.00 2024-12-31 disa        - ABOVE
arvid grant investeringsstod    500000.00 2024-12-31 disa        - YES
arvid grant investeringsstod    500000.01 2024-01-01 disa        - ABOVE
arvid grant energistod          300000.00 2026-03-14 disa        - YES_SCHEME
arvid grant energistod          300000.01 2026-03-14 disa        - ABOVE_SCHEME
arvid reject energistod        2000000.00 2026-03-14 disa        - YES
arvid recover konsultcheck     2000000.00 2026-03-14 disa        - YES
arvid grant investeringsstod   2000000.00 2026-03-14 disa        p PREPARED
arvid grant investeringsstod   2000000.01 2026-03-14 disa        p ABOVE
arvid grant investeringsstod   2000000.00 2026-03-14 disa        c CONFLICT
arvid grant investeringsstod   2000000.00 2026-03-14 disa,berit  - YES
arvid attest investeringsstod       0.01 2026-03-14 disa,hedda  - A_ROLE
berit grant projektmedel        100000.00 2025-01-01 -           - YES
berit grant projektmedel        100000.01 2025-01-01 -           - ABOVE
berit grant projektmedel        500000.00 2024-12-31 -           - YES
berit grant projektmedel        500000.01 2024-12-31 -           - ABOVE
berit grant projektmedel        100000.00 2026-03-14 -           - YES
berit grant projektmedel        100000.01 2026-03-14 -           - ABOVE
berit grant projektmedel        500000.00 2026-03-14 -           - ABOVE
berit reject projektmedel       500000.00 2026-03-14 -           - YES
berit reject projektmedel       500000.01 2026-03-14 -           - ABOVE
berit change projektmedel       500000.00 2026-03-14 -           - YES
berit grant investeringsstod    500000.00 2026-03-14 -           - YES
berit grant investeringsstod    500000.01 2026-03-14 -           - ABOVE
berit grant energistod          300000.00 2026-03-14 -           - YES_SCHEME
berit grant energistod          300000.01 2026-03-14 -           - ABOVE_SCHEME
berit grant projektmedel        100000.00 2026-03-14 -           p PREPARED
berit grant projektmedel        100000.01 2026-03-14 -           p ABOVE
berit grant projektmedel        100000.00 2026-03-14 -           c CONFLICT
berit grant projektmedel        100000.00 2026-03-14 berit       - AWAY
berit grant projektmedel        100000.01 2026-03-14 arvid       - ABOVE
berit grant projektmedel        100000.01 2026-03-14 disa        - YES
berit grant projektmedel       2000000.00 2026-03-14 disa        - YES
berit grant projektmedel       2000000.01 2026-03-14 disa        - ABOVE
berit grant projektmedel       2000000.00 2026-03-14 disa        p PREPARED
disa  grant investeringsstod         0.01 2023-12-31 -           - NO_ROW
disa  grant investeringsstod   2000000.00 2024-01-01 -           - YES
disa  grant investeringsstod   2000000.01 2024-01-01 -           - ABOVE
disa  grant investeringsstod   2000000.00 2026-03-14 -           - YES
disa  grant investeringsstod   2000000.01 2026-03-14 -           - ABOVE
disa  grant investeringsstod   2000000.00 2026-06-30 -           - YES
disa  grant investeringsstod   2000000.00 2026-07-01 -           - ABOVE
disa  grant investeringsstod   1500000.00 2026-07-01 -           - YES
disa  grant investeringsstod   1500000.01 2026-07-01 -           - ABOVE
disa  grant konsultcheck       2000000.00 2026-03-14 -           - YES
disa  grant konsultcheck       2000000.01 2026-03-14 -           - ABOVE
disa  grant projektmedel       2000000.00 2026-03-14 -           - YES
disa  grant projektmedel       2000000.01 2026-03-14 -           - ABOVE
disa  grant energistod          300000.00 2026-03-14 -           - YES_SCHEME
disa  grant energistod          300000.01 2026-03-14 -           - ABOVE_SCHEME
disa  reject energistod        2000000.00 2026-03-14 -           - YES
disa  reject investeringsstod  2000000.00 2026-03-14 -           - YES
disa  reject investeringsstod  2000000.01 2026-03-14 -           - ABOVE
disa  change investeringsstod  2000000.00 2026-03-14 -           - YES
disa  change investeringsstod  2000000.01 2026-03-14 -           - ABOVE
disa  revoke investeringsstod  2000000.00 2026-03-14 -           - YES
disa  revoke investeringsstod  2000000.01 2026-03-14 -           - ABOVE
disa  withhold investeringsstod 2000000.00 2026-03-14 -          - YES
disa  withhold investeringsstod 2000000.01 2026-03-14 -          - ABOVE
disa  recover investeringsstod 2000000.00 2026-03-14 -           - YES
disa  recover investeringsstod 2000000.01 2026-03-14 -           - ABOVE
disa  grant investeringsstod   2000000.00 2026-03-14 -           p PREPARED
disa  reject investeringsstod  2000000.00 2026-03-14 -           p PREPARED
disa  grant investeringsstod   2000000.01 2026-03-14 -           p ABOVE
disa  grant investeringsstod   2000000.00 2026-03-14 -           c CONFLICT
disa  grant investeringsstod   2000000.01 2026-03-14 -           c CONFLICT
disa  grant investeringsstod   2000000.00 2026-03-14 disa        - AWAY
disa  grant investeringsstod   2000000.00 2026-03-14 disa        c CONFLICT
disa  grant investeringsstod    500000.00 2026-03-14 arvid,berit - YES
disa  grant investeringsstod   2000000.01 2026-03-14 arvid,berit - ABOVE
adam  grant investeringsstod         0.01 2026-03-14 -           - NOT_BOARD
adam  grant investeringsstod   2000000.00 2026-03-14 -           - NOT_BOARD
adam  grant investeringsstod   2000000.01 2026-03-14 -           - YES_ANY
adam  grant investeringsstod   1500000.01 2026-07-01 -           - YES_ANY
adam  grant investeringsstod   1500000.00 2026-07-01 -           - NOT_BOARD
adam  grant investeringsstod   2000000.01 2023-12-31 -           - NO_ROW
adam  grant energistod          300000.00 2026-03-14 -           - NOT_BOARD
adam  grant energistod          300000.01 2026-03-14 -           - YES_ANY
adam  reject energistod         300000.01 2026-03-14 -           - NOT_BOARD
adam  reject energistod        2000000.01 2026-03-14 -           - YES_ANY
adam  change investeringsstod  2000000.01 2026-03-14 -           - YES_ANY
adam  revoke investeringsstod  2000000.01 2026-03-14 -           - YES_ANY
adam  withhold investeringsstod 2000000.01 2026-03-14 -          - YES_ANY
adam  recover investeringsstod 2000000.01 2026-03-14 -           - YES_ANY
adam  recover investeringsstod 2000000.00 2026-03-14 -           - NOT_BOARD
adam  grant investeringsstod   2000000.00 2026-03-14 disa        - NOT_BOARD
adam  grant investeringsstod   2000000.01 2026-03-14 -           c CONFLICT
adam  grant investeringsstod         0.01 2026-03-14 -           c CONFLICT
adam  grant investeringsstod   2000000.00 2026-03-14 -           c=disa YES_ANY
adam  grant investeringsstod   2000000.00 2026-03-14 -           p=disa YES_ANY
adam  grant investeringsstod   2000000.00 2026-03-14 -           c=arvid NOT_BOARD
adam  grant investeringsstod   2000000.00 2026-03-14 disa        c=disa NOT_BOARD
adam  grant investeringsstod   2000000.00 2026-03-14 disa        c=disa,arvid,berit YES_ANY
adam  grant investeringsstod   2000000.00 2024-06-30 disa        c=disa YES_ANY
adam  grant investeringsstod    500000.00 2026-03-14 -           c=disa NOT_BOARD
adam  grant investeringsstod    500000.00 2026-03-14 -           c=disa,arvid NOT_BOARD
adam  grant investeringsstod    500000.00 2026-03-14 -           c=disa,arvid,berit YES_ANY
adam  grant investeringsstod    500000.00 2026-03-14 berit       c=disa,arvid NOT_BOARD
adam  grant projektmedel        500000.00 2026-03-14 -           p=disa,arvid YES_ANY
adam  recover investeringsstod 2000000.00 2026-03-14 -           c=disa YES_ANY
adam  grant konsultcheck        250000.00 2026-03-14 -           c=disa,arvid,berit NOT_BOARD
adam  grant energistod          300000.01 2026-03-14 -           c=disa YES_ANY
adam  grant investeringsstod   2000000.00 2023-12-31 -           c=disa NO_ROW
adam  grant investeringsstod   2000000.00 2026-03-14 -           c=adam,disa CONFLICT
finn  attest investeringsstod    75000.00 2026-03-14 -           - YES
finn  attest investeringsstod    75000.01 2026-03-14 -           - ABOVE
finn  attest energistod          75000.00 2026-03-14 -           - YES
finn  attest konsultcheck            0.01 2023-12-31 -           - NO_ROW
finn  attest konsultcheck        75000.00 2024-01-01 -           - YES
finn  attest konsultcheck        75000.01 2024-01-01 -           - ABOVE
finn  attest investeringsstod    75000.00 2026-03-14 -           p A_PREPARED
finn  attest investeringsstod    75000.01 2026-03-14 -           p A_PREPARED
finn  attest investeringsstod    75000.00 2026-03-14 -           d A_DECIDED
finn  attest investeringsstod    75000.00 2026-03-14 -           pd A_DECIDED
finn  attest investeringsstod    75000.00 2026-03-14 -           c CONFLICT
finn  attest investeringsstod    75000.01 2026-03-14 -           c CONFLICT
finn  attest investeringsstod    75000.00 2026-03-14 finn        - AWAY
finn  attest investeringsstod    75000.00 2026-03-14 finn,hedda  - AWAY
finn  attest investeringsstod    75000.01 2026-03-14 hedda       - YES_ANY
finn  attest investeringsstod 90000000.00 2026-03-14 hedda       - YES_ANY
finn  attest investeringsstod    75000.00 2026-03-14 hedda       - YES
finn  attest investeringsstod    75000.01 2026-03-14 hedda       p A_PREPARED
finn  attest investeringsstod    75000.01 2026-03-14 hedda       d A_DECIDED
finn  attest investeringsstod    75000.01 2026-03-14 hedda       c CONFLICT
finn  attest investeringsstod    75000.01 2026-03-14 disa        - ABOVE
finn  attest investeringsstod    75000.01 2023-12-31 hedda       - NO_ROW
hedda attest investeringsstod    75000.01 2026-03-14 -           - YES_ANY
hedda attest energistod       90000000.00 2026-03-14 -           - YES_ANY
hedda attest konsultcheck            0.01 2023-12-31 -           - NO_ROW
hedda attest konsultcheck            0.01 2024-01-01 -           - YES_ANY
hedda attest investeringsstod    75000.01 2026-03-14 -           p A_PREPARED
hedda attest investeringsstod    75000.01 2026-03-14 -           d A_DECIDED
hedda attest investeringsstod    75000.01 2026-03-14 -           c CONFLICT
hedda attest investeringsstod    75000.01 2026-03-14 hedda       - AWAY
hedda attest investeringsstod    75000.01 2026-03-14 finn        - YES_ANY
"""
ROWS = [tuple(line.split()) for line in TABLE.strip().splitlines()]


def staff(away: str) -> Staff:
    """Everybody but the one who has left; `away` names those who are not there, with commas between."""
    gone = away.split(",")
    return Staff(
        tuple(
            Colleague(each.id, f"{name}@example.org", each.position, away=name in gone)
            for name, each in PEOPLE.items()
            if name != "gone"
        )
    )


def asked(row: tuple[str, ...]) -> Ruling:
    name, kind, scheme, amount, day, away, close, _ = row
    me = PEOPLE[name]

    how, _, others = close.partition("=")
    those = [PEOPLE[each].id for each in others.split(",")] if others else [me.id]

    def mine(letter: str) -> frozenset[int]:
        return frozenset(those if letter in how else ())

    matter = Matter(
        kind, scheme, Money.parse(amount), date.fromisoformat(day),
        conflicted=mine("c"), prepared_by=mine("p"), decided_by=mine("d"),
    )  # fmt: skip
    if kind == ATTEST:
        return authority.may_attest(matter, by=me, order=ORDER, staff=staff(away))
    return authority.may_enter(matter, by=me, order=ORDER, staff=staff(away))


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_each_is_allowed_or_refused_with_its_sentence(row: tuple[str, ...]) -> None:
    ruling, sentence = asked(row), globals()[row[-1]]
    assert (ruling.reason.key, ruling.allowed) == (sentence, sentence in ALLOWING)


def test_the_table_is_large_enough_and_says_nothing_twice() -> None:
    assert len(ROWS) >= 200
    assert len({row[:-1] for row in ROWS}) == len(ROWS)


def test_whoever_stands_in_rests_on_the_row_of_the_one_who_is_away_and_on_their_own_where_it_is_enough() -> None:
    above = asked(("arvid", "grant", "investeringsstod", "500000.01", "2026-03-14", "disa", "-", ""))
    within = asked(("arvid", "grant", "investeringsstod", "500000.00", "2026-03-14", "disa", "-", ""))
    assert above.substitute is not None
    assert above.row is not None
    assert (above.substitute.position, above.row.position, above.limit) == (
        "director",
        "director",
        Money.parse("2000000.00"),
    )
    assert within.substitute is None
    assert within.row is not None
    assert within.row.position == "head_of_unit"


def test_a_substitute_waits_while_one_of_several_is_there() -> None:
    two = Staff((*staff("disa").colleagues, Colleague(11, "dag@example.org", "director", away=False)))
    matter = Matter("grant", "investeringsstod", Money.parse("500000.01"), date(2026, 3, 14))
    assert not authority.person_may_take(matter, by=PEOPLE["arvid"], order=ORDER, staff=two).allowed


def test_nobody_stands_in_where_nobody_holds_the_position() -> None:
    vacant = Staff(tuple(each for each in staff("-").colleagues if each.position != "director"))
    matter = Matter("grant", "investeringsstod", Money.parse("500000.01"), date(2026, 3, 14))
    assert not authority.person_may_take(matter, by=PEOPLE["arvid"], order=ORDER, staff=vacant).allowed
